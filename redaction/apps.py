from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class RedactionConfig(AppConfig):
    name = "redaction"
    verbose_name = _("Redaction")
    desk_group = "publishers"  # whoever may hide people

    def ready(self):
        from redaction.checks import check_log_is_writable

        register(check_log_is_writable)
