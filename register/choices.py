"""Choices of the register: editorial states of records, and actions of versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditorialState(models.TextChoices):
    """Editorial state of a record; not its legal state."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Action(models.TextChoices):
    """What a version records; the words of the change log."""

    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged")
    REDACTED = "redacted", _("redacted")
