"""Texts of Django that Korean says here in the register's own manner: collected so that they can be translated."""

from django.utils.translation import gettext_noop as _

TEXTS = (
    _("- Select an option -"),
    _("Enter a complete value."),
    _("Enter a list of values."),
    _("Enter a number."),
    _("Enter a valid JSON."),
    _("Enter a valid URL."),
    _("Enter a valid UUID."),
    _("Enter a valid date."),
    _("Enter a valid date/time."),
    _("Enter a valid domain name."),
    _("Enter a valid duration."),
    _("Enter a valid email address."),
    _("Enter a valid integer."),
    _("Enter a valid time."),
    _("Enter a valid value."),
    _("Enter a whole number."),
    _("Enter only digits separated by commas."),
    _("Please correct the duplicate values below."),
)
