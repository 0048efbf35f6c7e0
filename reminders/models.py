"""Events that staff are reminded of, the digests that they get, and how they want them. Nothing here is published."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.language import SiteLanguageField
from reminders.choices import EventKind, Frequency


class Preferences(models.Model):
    """Preferences of a colleague: how often a digest comes, in which language, and the address of their calendar."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="reminder_preferences",
        verbose_name=_("account"),
        help_text=_("The colleague."),
    )
    frequency = models.CharField(
        _("how often"),
        max_length=8,
        choices=Frequency,
        default=Frequency.DAILY,
        help_text=_("A digest comes only if there is something new in it."),
    )
    language = SiteLanguageField(
        _("language"),
        help_text=_("Of the e-mails and of the calendar."),
    )
    away_until = models.DateField(
        _("away until"),
        null=True,
        blank=True,
        help_text=_(
            "Until this day your reminders go to your unit; what is still due then comes to you after it."
        ),
    )
    # A hash of the secret in the address; empty where there is none
    calendar_digest = models.CharField(max_length=64, blank=True, editable=False)
    calendar_made_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("reminder preferences")
        verbose_name_plural = _("reminder preferences")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="calendar_address_is_of_one_colleague",
                fields=["calendar_digest"],
                condition=~Q(calendar_digest=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class Event(models.Model):
    """A day of a record that staff are reminded of. A date that moves makes another event.

    It is noted when its first reminder comes near. The record is named without a foreign key: the log of what was sent
    outlives it.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", editable=False)
    object_id = models.BigIntegerField(editable=False)
    record = GenericForeignKey()
    kind = models.CharField(_("kind"), max_length=16, choices=EventKind, editable=False)
    first_day = models.DateField(_("day"), editable=False)
    last_day = models.DateField(_("latest day"), editable=False)
    noted_on = models.DateField(_("noted"), editable=False)
    is_current = models.BooleanField(_("on record"), default=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled"), null=True, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["first_day", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                name="event_is_noted_once",
                fields=["content_type", "object_id", "kind", "first_day", "last_day"],
            ),
            models.CheckConstraint(
                name="event_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="handled_event_says_by_whom",
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first_day}"


class DigestQuerySet(models.QuerySet):
    """Queries for digests."""

    def unsent(self):
        """Digests that wait for the mail server, or of which nobody knows whether it took them."""
        return self.filter(sent_at=None, given_up_at=None)

    def open(self):
        """Digests that were never handed over, so that more can be put into them."""
        return self.unsent().filter(attempted_at=None)


class Digest(models.Model):
    """An e-mail to one colleague, without its text: that is made when it is sent, of what then still holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        verbose_name=_("account"),
    )
    queued_at = models.DateTimeField(_("queued"), default=timezone.now, editable=False)
    attempted_at = models.DateTimeField(_("handed over"), null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    given_up_at = models.DateTimeField(_("given up"), null=True, editable=False)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-queued_at", "-pk"]
        default_permissions = ()  # for administrators
        constraints = [
            models.UniqueConstraint(
                name="digest_is_open_once_for_a_colleague",
                fields=["user"],
                condition=Q(attempted_at=None, sent_at=None, given_up_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {timezone.localtime(self.queued_at):%Y-%m-%d %H:%M}"


class Reminder(models.Model):
    """A line of a digest: that this colleague is reminded of this event at this step, once."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders", editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reminders", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )
    step = models.SmallIntegerField(
        _("step"), editable=False, help_text=_("Days before the event; less than 0: after it.")
    )

    class Meta:
        verbose_name = _("reminder of a colleague")
        verbose_name_plural = _("reminders of colleagues")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="colleague_is_reminded_once_of_each_step", fields=["event", "user", "step"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.step})"


class Run(models.Model):
    """A day on which digests were made: in one transaction with them, so it is there when they are."""

    day = models.DateField(_("day"), primary_key=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("run of reminders")
        verbose_name_plural = _("runs of reminders")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day}"
