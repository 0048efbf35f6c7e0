"""The staff area: Django's admin under the register's name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    """The staff area. Everything staff do starts here; nothing here is public."""

    site_header = _("Entente staff area")
    site_title = _("Entente staff area")
    index_title = _("Records")
