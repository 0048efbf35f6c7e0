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
    """Kinds of version, in the words of the change log. A narrowing closes all before it; a version follows."""

    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged")
    REDACTED = "redacted", _("redacted")
    NARROWED = "narrowed", _("disclosure narrowed")


# After these, no earlier version of the record is read again: see the view of `register.models.PublicVersion`.
ENDING_ACTIONS = (Action.WITHDRAWN, Action.MERGED)
CLOSING_ACTIONS = (*ENDING_ACTIONS, Action.NARROWED)
# Before these, copies that were made of the register hold what is no longer public.
REMOVING_ACTIONS = (Action.REDACTED, Action.WITHDRAWN, Action.NARROWED)
