"""Partner institutions."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Partner(models.Model):
    """An institution, or a team of one, that has API keys. Never public."""

    name = models.CharField(
        _("name"), max_length=200, unique=True, help_text=_("The institution, or the team of one that asks.")
    )
    email = models.EmailField(
        _("e-mail"), help_text=_("Whom we write to before a key runs out or when something fails.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Staff only."))
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Without it no key of this partner opens anything.")
    )
    limit = models.PositiveIntegerField(
        _("requests a minute"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Of all its keys together. Empty: as many as partners usually have."),
    )
    created_at = models.DateTimeField(_("partner since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
