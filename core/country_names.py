"""Names of countries that replace or complete those of django-countries; the settings name them."""

from django.utils.translation import gettext_lazy as _

COUNTRY_NAMES = {
    "EU": _("European Union"), "XK": _("Kosovo"),  # used widely, not assigned by ISO 3166
    # Korean offices have other names for these than the package.
    "AU": _("Australia"), "CG": _("Congo"), "DM": _("Dominica"), "KY": _("Cayman Islands"), "MN": _("Mongolia"),
    "RO": _("Romania"), "SC": _("Seychelles"), "TH": _("Thailand"), "TR": _("Türkiye"),
}  # fmt: skip
