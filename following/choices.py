"""Choices of followers: how often letters come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """Frequency of letters about what somebody follows. One comes only if something changed."""

    DAILY = "daily", _("once a day, if something changed")
    WEEKLY = "weekly", _("once a week, on Mondays")
