"""Choices of problem reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(models.TextChoices):
    """State of a report."""

    OPEN = "open", pgettext_lazy("report", "open")
    ANSWERED = "answered", _("answered")
    DISMISSED = "dismissed", _("dismissed")
