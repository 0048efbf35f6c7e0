"""Schema of interchange files: kinds, part collections, names of facts. Kinds declare them in ``kind.py``."""

from collections.abc import Sequence

from django.db import models

from register.kinds import kinds
from sources.models import Source

_KINDS = sorted(kinds(), key=lambda kind: kind.import_order)

# The lists of a file, by name; each kind after the ones that its own fields refer to.
MODELS: dict[str, type[models.Model]] = {"sources": Source} | {kind.plural: kind.model for kind in _KINDS}
KIND_OF_MODEL = {model: kind for kind, model in MODELS.items()}
RECORD_KINDS = [kind.plural for kind in _KINDS]

# The members of a record that hold parts: lists, each collection after the ones that it refers to; and objects.
PART_COLLECTIONS: dict[str, Sequence[str]] = {
    "sources": (), **{kind.plural: kind.part_collections for kind in _KINDS},
}  # fmt: skip
SINGLE_PARTS: dict[str, Sequence[str]] = {
    "sources": (), **{kind.plural: kind.single_parts for kind in _KINDS},
}  # fmt: skip

# The boolean fields of a record that a file holds though staff do not fill them in.
REGISTRATION_FIELDS: dict[type[models.Model], Sequence[str]] = {
    kind.model: kind.registration_fields for kind in _KINDS
}

# The names that a citation on the desk gives to some facts, as the public body has them, by the desk's own.
BODY_NAMES = {
    "agreement_links": "agreements", "post_as_written": "post", "organization_as_written": "organization",
    "older": "agreement", "other": "organization",
}  # fmt: skip
