"""Custody of agreements in the house, and the units of its colleagues."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from core.validators import validate_duration
from core.visible_text import VisibleTexts
from organizations.models import Organization


class Custody(VisibleTexts):
    """Custody of an agreement in the house: responsible unit, place of the originals. Never published."""

    agreement = models.OneToOneField(
        Agreement,
        on_delete=models.CASCADE,
        related_name="custody",
        primary_key=True,
        help_text=_("The agreement that is kept."),
    )
    unit = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible unit"),
        help_text=_("Who in the house answers for it."),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer"),
        help_text=_("Who to ask."),
    )
    file_number = models.CharField(
        _("file number"), max_length=100, blank=True, help_text=_("The house's own.")
    )
    originals = models.PositiveSmallIntegerField(
        _("originals"), null=True, blank=True, help_text=_("How many we hold.")
    )
    originals_at = models.CharField(
        _("where they are"), max_length=300, blank=True, help_text=_("Vault, archive, embassy.")
    )
    retention = models.CharField(
        _("retention"),
        max_length=16,
        blank=True,
        validators=[validate_duration],
        help_text=_("P30Y is thirty years; none: permanent."),
    )
    embargo_until = models.DateField(
        _("embargo until"), null=True, blank=True, help_text=_("Not to be published before this day.")
    )
    verified_on = models.DateField(
        _("verified on"), null=True, blank=True, help_text=_("When somebody last checked the record.")
    )
    reported_on = models.DateField(
        _("reported on"), null=True, blank=True, help_text=_("When it was last reported upward.")
    )
    note = models.TextField(_("internal note"), blank=True, help_text=_("For colleagues. Never published."))

    class Meta:
        verbose_name = _("custody")
        verbose_name_plural = _("custody")

    def __str__(self) -> str:
        return str(_("custody"))

    def is_embargoed(self, day: date) -> bool:
        """Not to be published on this day: the embargo ends on its own day."""
        return self.embargo_until is not None and self.embargo_until > day


class UnitMember(models.Model):
    """The unit that a colleague works for: its agreements are "of my unit" in lists, and perhaps all they change."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="unit_member",
        verbose_name=_("account"),
        help_text=_("The colleague."),
    )
    unit = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("own unit"),
        help_text=_("Agreements for which it is the responsible unit are listed as “of my unit”."),
    )
    is_limited = models.BooleanField(
        _("limited to this unit"),
        default=True,
        help_text=_(
            "Changes, publishes, withdraws and deletes no agreement for which another unit is responsible; sees all."
        ),
    )

    class Meta:
        verbose_name = _("own unit")
        verbose_name_plural = _("own units")
        default_permissions = ()  # administrators set it with the account

    def __str__(self) -> str:
        return str(self.unit)
