from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    name = "webhooks"
    verbose_name = _("Webhooks")

    def ready(self):
        from webhooks.checks import no_insecure_receivers, site_has_an_address

        register(no_insecure_receivers)
        register(site_has_an_address, deploy=True)
