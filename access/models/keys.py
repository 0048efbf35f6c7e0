"""API keys and rate limit counters."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.keys import tokens
from access.keys.choices import Scope
from access.models.partners import Partner

KEY_LIFETIME, _MAX_KEY_LIFETIME = timedelta(days=365), timedelta(days=2 * 366)
MAX_KEYS_PER_PARTNER = 2  # so that one can be exchanged for the next
EXPIRES_SOON = timedelta(days=30)


def in_a_year() -> datetime:
    return timezone.now() + KEY_LIFETIME


def validate_expiry(moment: datetime) -> None:
    """Raises ValidationError for an expiry that is past, or more than two years ahead."""
    now = timezone.now()
    if moment <= now:
        raise ValidationError(_("This has to be in the future."), code="in_the_past")
    if moment > now + _MAX_KEY_LIFETIME:
        raise ValidationError(_("A key may last two years at most."), code="too_late")


def is_alive_q(prefix: str = "") -> Q:
    """The condition on a key that it was not revoked and has not expired; of an active partner or not.

    ``prefix`` is the lookup of the key, such as ``keys__``. `Key.is_alive` is the same rule for one row.
    """
    return Q(**{f"{prefix}revoked_at": None, f"{prefix}expires_at__gt": timezone.now()})


class _KeyQuerySet(models.QuerySet):
    """Queries for keys."""

    def alive(self):
        """Keys that were not revoked and have not expired; of active partners or not."""
        return self.filter(is_alive_q())


class Key(models.Model):
    """An API key of a partner. The database holds only a hash of its secret."""

    id = models.CharField(
        primary_key=True, max_length=tokens.ID_LENGTH, default=tokens.new_id, editable=False
    )
    digest = models.CharField(max_length=64, editable=False)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.CASCADE,
        related_name="keys",
        verbose_name=_("partner"),
        help_text=_(
            "Who it is for. A partner has two keys at most, so that one can be exchanged for the next."
        ),
    )
    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("What it is used for, so that the right one is revoked some day."),
    )
    scopes = ArrayField(
        models.CharField(),
        verbose_name=_("scopes"),
        help_text=_("What it opens: no more than is needed."),
    )
    expires_at = models.DateTimeField(
        _("runs out"),
        default=in_a_year,
        validators=[validate_expiry],
        help_text=_("A year from now, unless said otherwise; two years at most."),
    )

    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),  # None: by the partner, through the API
    )
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)  # to the minute
    exposed_at = models.DateTimeField(_("sent in an address"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("revoked by"),
    )

    objects = _KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                name="key_runs_out_after_it_was_made",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message=_("A key runs out after it was made."),
            ),
            models.CheckConstraint(
                name="key_has_known_scopes",
                condition=Q(scopes__contained_by=Scope.values),
                violation_error_message=_("There is no such scope."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (ent_{self.id})"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_alive(self) -> bool:
        """The rule of `is_alive_q` for one row."""
        return self.revoked_at is None and not self.is_expired


class Counter(models.Model):
    """Requests of one subject in its current window of a minute. The table is unlogged: a crash empties it."""

    subject = models.CharField(primary_key=True, max_length=80, editable=False)
    started_at = models.DateTimeField(editable=False)
    used = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.subject[:12]}: {self.used}"
