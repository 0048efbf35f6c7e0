"""Choices that several apps share. Imports nothing but Django."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Strength(models.TextChoices):
    """How firmly something was said: what a meeting came to, or how strongly a promise binds."""

    REVIEWED = "reviewed", _("reviewed")
    SHARED = "shared", _("shared")
    DISCUSSED = "discussed", _("discussed")
    EXPLORED = "explored", _("explored")
    HOPED = "hoped", _("hoped for")
    INTENDED = "intended", _("intended")
    AGREED = "agreed", _("agreed")
    REAFFIRMED = "reaffirmed", _("reaffirmed")


class Per(models.TextChoices):
    """The period that a quantity or an amount counts for."""

    MONTH = "month", _("a month")
    YEAR = "year", _("a year")
    TERM = "term", _("over the whole term")


class Comparison(models.TextChoices):
    """How a number of a source is to be compared with the true one."""

    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    UP_TO = "up_to", _("up to")
    LESS_THAN = "less_than", _("less than")
