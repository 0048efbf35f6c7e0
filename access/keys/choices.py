"""Choices of API keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Scopes of a key."""

    READ = "read", _("read under the partner's own limit")
    KEYS = "keys", _("make and revoke the partner's own keys")
    WEBHOOKS = "webhooks", _("manage the partner's own webhooks")
