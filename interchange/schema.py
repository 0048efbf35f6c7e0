"""Schema of interchange files: kinds, part collections, names of facts."""

from django.db import models

from activities.models import Activity
from agreements.models import Agreement, Topic
from organizations.models import Organization
from people.models import Person
from register.records import Record
from sources.models import Source

# The members of a file, each kind after the ones that its own fields refer to.
MODELS: dict[str, type[models.Model]] = {
    "sources": Source,
    "topics": Topic,
    "organizations": Organization,
    "people": Person,
    "agreements": Agreement,
    "activities": Activity,
}

RECORD_KINDS = [kind for kind, model in MODELS.items() if issubclass(model, Record)]

# The parts of each kind, each collection after the ones that it refers to; citations refer to all.
PART_COLLECTIONS = {
    "organizations": ["names", "identifiers", "relations", "locations", "citations"],
    "people": ["names", "identifiers", "positions", "citations"],
    "agreements": [
        "texts", "identifiers", "involvements", "milestones", "terms", "signatories", "relations",
        "commitments", "results", "contributions", "documents", "citations",
    ],
    "activities": ["texts", "agreement_links", "attendances", "outcomes", "citations"],
}  # fmt: skip

# The parts of which a record has at most one: an object in a file, not a list.
SINGLE_PARTS = {"agreements": ["custody"]}

# The names that a citation on the desk gives to some facts, as the public body has them, by the desk's own.
BODY_NAMES = {
    "agreement_links": "agreements", "post_as_written": "post", "organization_as_written": "organization",
    "older": "agreement", "other": "organization",
}  # fmt: skip


def own_registration_fields(model: type[models.Model]) -> list[str]:
    """Names of the boolean fields of a record that an export holds beside its reference and state."""
    return ["is_hidden"] if model is Person else []
