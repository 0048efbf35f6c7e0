from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    name = "webhooks"
    verbose_name = _("Webhooks")
    desk_group = "publishers"

    def ready(self):
        from webhooks.checks import check_insecure_endpoints, check_site_url

        register(check_insecure_endpoints)
        register(check_site_url, deploy=True)
