"""Names of countries that replace or complete those of django-countries; the settings name them."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

COUNTRY_NAMES = {
    "EU": _("European Union"), "XK": _("Kosovo"),  # used widely, not assigned by ISO 3166
    # Korean offices have other names for these than the package.
    "AU": _("Australia"), "CG": _("Congo"), "DM": _("Dominica"), "KY": _("Cayman Islands"), "MN": _("Mongolia"),
    "RO": _("Romania"), "SC": _("Seychelles"), "TH": _("Thailand"), "TR": _("Türkiye"),
}  # fmt: skip


def country_order(code: str) -> bool:
    """Sort key of countries and of sides that are such: in Korean, as Korean offices write, Korea comes first.

    The rest stays in the order that it has, which in other languages is that of the record.
    """
    return get_language() == "ko" and code != "KR"
