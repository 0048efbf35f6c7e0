"""Invitations to the staff area, attempts to log in, and values that all processes share for a while."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.accounts.choices import LoginMethod, LoginOutcome, Role
from core.language import SiteLanguageField

INVITATION_LIFETIME = timedelta(days=7)
LOGIN_ATTEMPT_RETENTION = timedelta(days=180)
INVITED_ALREADY = _("This address is invited already: send that invitation again.")


def in_a_week() -> datetime:
    return timezone.now() + INVITATION_LIFETIME


class _InvitationQuerySet(models.QuerySet):
    """Queries for invitations."""

    def open(self):
        """Invitations that can still be accepted."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def to(self, email: str):
        """Invitations to an e-mail address, in whatever case it is written."""
        return self.filter(email__iexact=email)


class Invitation(models.Model):
    """An invitation to the staff area. The database holds only a hash of the secret in its link."""

    email = models.EmailField(
        _("e-mail"), help_text=_("Where the link is sent; it becomes the account's address.")
    )
    role = models.CharField(
        _("role"),
        max_length=16,
        choices=Role,
        default=Role.READER,
        help_text=_("What the account may do. It can be changed later, by the groups of the account."),
    )
    language = SiteLanguageField(
        _("language"),
        help_text=_("Of the e-mail and the page that it leads to."),
    )
    digest = models.CharField(max_length=64, editable=False)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    expires_at = models.DateTimeField(_("runs out"), default=in_a_week, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="invitation",
        verbose_name=_("account"),
    )

    objects = _InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        default_permissions = ()  # administrators alone invite
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="invitation_is_open_once_for_an_address",
                condition=Q(accepted_at=None),
                violation_error_message=INVITED_ALREADY,
            ),
            models.CheckConstraint(
                name="invitation_says_whose_account_it_became",
                condition=Q(accepted_at=None, user=None) | Q(accepted_at__isnull=False, user__isnull=False),
                violation_error_message=_("An accepted invitation has an account, an open one has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """The rule of `open` for one row."""
        return self.accepted_at is None and self.expires_at > timezone.now()


class LoginAttempt(models.Model):
    """An attempt to log in: when, from where, whose, and its outcome. Never what was typed.

    A name without an account may be a password in the wrong field: of it only a keyed hash is kept, to count by.
    """

    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="login_attempts",
        verbose_name=_("account"),
    )
    name_digest = models.CharField(max_length=64, editable=False)
    address = models.CharField(pgettext_lazy("login", "from"), max_length=64, editable=False)
    method = models.CharField(_("way"), max_length=16, choices=LoginMethod, editable=False)
    outcome = models.CharField(
        pgettext_lazy("login", "outcome"), max_length=16, choices=LoginOutcome, editable=False
    )

    class Meta:
        verbose_name = _("attempt to log in")
        verbose_name_plural = _("attempts to log in")
        ordering = ["-at", "-pk"]
        default_permissions = ()  # for administrators
        indexes = [
            models.Index(name="login_attempt_by_address", fields=["address", "-at"]),
            models.Index(name="login_attempt_by_time", fields=["-at", "-id"]),  # the list, and what is old
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.get_outcome_display()}"


class SharedValue(models.Model):
    """A value that all processes share until it expires: the table behind Django's cache, unlogged."""

    cache_key = models.CharField(primary_key=True, max_length=255, editable=False)
    value = models.TextField(editable=False)
    expires = models.DateTimeField(db_index=True, editable=False)

    class Meta:
        verbose_name = _("shared value")
        verbose_name_plural = _("shared values")
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key
