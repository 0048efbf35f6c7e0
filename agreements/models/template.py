"""Templates of agreements: where the form of a new one begins."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField, in_language


class AgreementTemplate(models.Model):
    """A kind of agreement that staff record often, such as a university exchange: values that a new form begins with.

    ``contents`` has values of the agreement's own fields under "" and rows of its lists of parts under their names:
    codes and topics only, nothing that is said of one agreement alone.
    """

    names = LocalizedTextField(
        _("name"),
        blank=False,
        help_text=_("Such as “University exchange”, in each language that staff work in."),
    )
    contents = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("template of agreements")
        verbose_name_plural = _("templates of agreements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return in_language(self.names)[0]
