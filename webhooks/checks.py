"""System checks of the settings for webhooks."""

from django.conf import settings
from django.core.checks import Error


def check_insecure_endpoints(app_configs, **kwargs) -> list[Error]:
    """Error webhooks.E001: outside development, no endpoint may be on the register's own network."""
    if not settings.OUTBOUND_INSECURE or settings.DEBUG:
        return []
    return [
        Error(
            "OUTBOUND_INSECURE lets webhooks and link checks go to any machine, also of your own network.",
            hint="Take it out of the environment. It is for development, where DEBUG is on.",
            id="webhooks.E001",
        )
    ]


def check_site_url(app_configs, **kwargs) -> list[Error]:
    """Error webhooks.E002: deliveries are made without a request, so the host name must be in the settings."""
    if settings.SITE_URL:
        return []
    return [
        Error(
            "SITE_URL is not set: webhooks would lead to addresses without a host name.",
            hint="Set it to the site's own, such as https://register.example.org.",
            id="webhooks.E002",
        )
    ]
