from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteProfileConfig(AppConfig):
    name = "site_profile"
    verbose_name = _("Site")
    desk_group = "publishers"  # it is public as soon as it is saved
