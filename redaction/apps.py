from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedactionConfig(AppConfig):
    name = "redaction"
    verbose_name = _("Redaction")
    desk_group = "publishers"  # whoever may hide people
