"""What partners open the API with, and how much each asker has asked in this minute."""

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
MAX_KEYS_PER_PARTNER = 2  # keys of a partner, so that one can be exchanged for the next
EXPIRES_SOON = timedelta(days=30)


def in_a_year() -> datetime:
    return timezone.now() + KEY_LIFETIME


def validate_expiry(moment: datetime) -> None:
    """A key runs out some day, and not before it was given out."""
    now = timezone.now()
    if moment <= now:
        raise ValidationError(_("This has to be in the future."), code="in_the_past")
    if moment > now + _MAX_KEY_LIFETIME:
        raise ValidationError(_("A key may last two years at most."), code="too_late")


class _KeyQuerySet(models.QuerySet):
    """Questions about keys."""

    def alive(self):
        """Those that were not revoked and have not run out; of active partners or not."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Key(models.Model):
    """What a partner opens the API with. Its secret is nowhere: only who has it can show it."""

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
        verbose_name=_("made by"),  # nobody: by the partner, through the API
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
    def is_alive(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class Counter(models.Model):
    """How much somebody has asked of the API in the minute that runs. Unlogged: a crash forgets it, and that is all."""

    subject = models.CharField(primary_key=True, max_length=80, editable=False)
    started_at = models.DateTimeField(editable=False)
    used = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.subject[:12]}: {self.used}"
