"""Problem reports by readers, and the attempts counted against spam. Nothing here is ever published."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.reports.choices import ReportState
from core.web_addresses import WebAddressField

# How long the e-mail address of a reporter is kept, unless the report is closed before.
EMAIL_RETENTION = timedelta(days=90)
MAX_REPORT_LENGTH = 4000


class _ReportQuerySet(models.QuerySet):
    """Queries for reports."""

    def open(self):
        return self.filter(state=ReportState.OPEN)

    def forget_emails(self, *, before: datetime) -> int:
        """Delete the e-mail addresses of reports that came before then. Returns how many there were."""
        return self.filter(reported_at__lt=before).exclude(email="").update(email="")


class Report(models.Model):
    """A reader's report of a problem with a public record, and how staff closed it."""

    ref = models.CharField(
        _("reference"), max_length=16, editable=False, help_text=_("The record it is about.")
    )
    version = models.PositiveIntegerField(
        _("version"), editable=False, help_text=_("The version that was public then.")
    )
    what = models.TextField(_("what is wrong"), max_length=MAX_REPORT_LENGTH, editable=False)
    source = WebAddressField(_("source"), max_length=1000, blank=True, editable=False)
    email = models.EmailField(
        _("e-mail"), blank=True, editable=False, help_text=_("Deleted when the report is closed.")
    )
    language = models.CharField(_("language of the page"), max_length=16, editable=False)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now, editable=False)
    is_of_flood = models.BooleanField(
        _("of a flood"),
        default=False,
        editable=False,
        help_text=_("It came within a day after very many others; it waits in a queue of its own."),
    )

    state = models.CharField(
        _("state"),
        max_length=16,
        choices=ReportState,
        default=ReportState.OPEN,
        help_text=_("Answered or dismissed closes it, and deletes the e-mail address: write first."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What was done. Staff only."))
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )

    objects = _ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a problem")
        verbose_name_plural = _("reports of problems")
        ordering = ["-reported_at", "-pk"]
        default_permissions = ("change", "delete", "view")
        constraints = [
            models.CheckConstraint(
                name="report_says_what_is_wrong",
                condition=~Q(what=""),
                violation_error_message=_("Say what is wrong."),
            ),
            models.CheckConstraint(
                name="report_says_when_it_was_closed",
                condition=Q(state=ReportState.OPEN, closed_at=None)
                | (~Q(state=ReportState.OPEN) & Q(closed_at__isnull=False)),
                violation_error_message=_("A report is closed on a day, and an open one on none."),
            ),
            models.CheckConstraint(
                name="report_keeps_no_email_once_closed",
                condition=Q(state=ReportState.OPEN) | Q(email=""),
                violation_error_message=_("The e-mail address is deleted when a report is closed."),
            ),
        ]
        indexes = [models.Index(name="report_by_state", fields=["state", "-reported_at"])]

    def __str__(self) -> str:
        return f"{self.ref}: {self.what[:80]}"


class Attempt(models.Model):
    """An attempt to send a report, counted so that nobody sends too many. Deleted after a day."""

    sender = models.CharField(max_length=64, editable=False)  # a salted hash of the address, of one day
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        default_permissions = ()
        indexes = [models.Index(name="attempt_by_sender", fields=["sender"])]

    def __str__(self) -> str:
        return f"{self.sender[:8]} {self.at:%H:%M}"
