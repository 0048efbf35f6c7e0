"""The register's own words: what happens to a record on its way to the public."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditorialState(models.TextChoices):
    """Where a record stands with its editors. Says nothing of whether the agreement holds."""

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


class State(models.TextChoices):
    """The legal or practical life of an agreement on a day."""

    UNDER_NEGOTIATION = "under_negotiation", _("under negotiation")
    PLANNED = "planned", _("planned")
    SIGNED = "signed", _("signed, not yet in effect")
    IN_FORCE = "in_force", _("in force")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    SUPERSEDED = "superseded", _("superseded")
    CANCELLED = "cancelled", _("cancelled")
    COMPLETED = "completed", _("completed")
    UNKNOWN = "unknown", _("not known")


class Certainty(models.TextChoices):
    """How a state is known: an act is recorded, a rule derives it, or nothing says otherwise."""

    RECORDED = "recorded", _("recorded")
    DERIVED = "derived", _("derived")
    PRESUMED = "presumed", _("presumed")
