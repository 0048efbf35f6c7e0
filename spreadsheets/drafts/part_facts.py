"""Facts of parts that no column of a sheet shows, in words: a preview says so where they change or go."""

from django.db import models
from django.utils.translation import gettext as _

from agreements.models import Agreement
from core.localized import in_language
from core.places import format_place
from interchange.fields import file_fields, is_part_reference, many_to_many_fields, member_fields
from interchange.schema import PART_COLLECTIONS
from people.models import Person
from spreadsheets.lookups import DeskLookups
from spreadsheets.plan import RowChange

# Fields that a column shows, or that change with one that it shows
_SHOWN = {
    "texts": {"language", "title", "summary", "is_working_title"},
    "involvements": {"organization", "name_as_written", "role", "country", "unit"},
    "milestones": {"kind", "on", "effective_on", "places"},
    "terms": {"length", "until", "renewal", "renewal_length", "starts_with", "wording"},
    "signatories": {"name_as_written", "post_as_written"},
    "documents": {"address"},
    "citations": {"source"},
}
_NAMES = ("name_as_written", "post_as_written", "title", "wording", "address")  # the first that a part has


def hidden_changes(before: dict, after: dict, desk: DeskLookups) -> dict[str, RowChange]:
    """The parts that are gone from a record with all that no column shows of them, and such facts that changed.

    By part and fact, in the active language.
    """
    changes: dict[str, RowChange] = {}
    for collection in PART_COLLECTIONS["agreements"]:
        kept = {part.get("key"): part for part in after.get(collection, [])}
        model = part_model(collection)
        for part in before.get(collection, []):
            heading = f"{model._meta.verbose_name} “{part_name(part, desk)}”"
            place = f"{collection}/{part['key']}"
            old = hidden_facts(before, collection, part, desk)
            if part["key"] not in kept:
                facts = "\n".join(f"{label}: {text}" for label, text in old.values())
                changes[place] = RowChange(_("Removed: %s") % heading, facts, "")
                continue
            new = hidden_facts(after, collection, kept[part["key"]], desk)
            for name in {**old, **new}:
                label, was = old.get(name, ("", ""))
                label, now = new.get(name, (label, ""))
                if was != now:
                    changes[f"{place}/{name}"] = RowChange(f"{heading}: {label}", was, now)
    return changes


def hidden_facts(members: dict, collection: str, part: dict, desk: DeskLookups) -> dict[str, tuple[str, str]]:
    """Facts of a part that no column shows, by name: the label and the words, in the active language."""
    model = part_model(collection)
    fields = [*member_fields(model), *many_to_many_fields(model), *file_fields(model)]
    return {
        field.name: (str(field.verbose_name), _value_words(members, field, part[field.name], desk))
        for field in fields
        if part.get(field.name) and field.name not in {"key", *_SHOWN.get(collection, ())}
    }


def part_model(collection: str) -> type[models.Model]:
    """The model of the parts of an agreement in a collection."""
    return Agreement._meta.get_field(collection).related_model


def part_name(part: dict, desk: DeskLookups) -> str:
    """Words by which a person knows a part."""
    if source := part.get("source"):
        return desk.source_addresses.get(source, source)
    return next((part[name] for name in _NAMES if part.get(name)), part.get("key", ""))


def _value_words(members: dict, field: models.Field, value, desk: DeskLookups) -> str:
    if isinstance(value, list):
        return ", ".join(_value_words(members, field, item, desk) for item in value)
    if field.is_relation and is_part_reference(field):
        parts = (part for other in PART_COLLECTIONS["agreements"] for part in members.get(other, []))
        named = next((part for part in parts if value in (part.get("key"), part.get("id"))), {})
        return part_name(named, desk) if named else str(value)
    if field.related_model is Person:
        return desk.person_names[value][0]
    if field.is_relation:
        return desk.name_and_country(value)[0] or str(value)
    if isinstance(value, dict):
        return format_place(value) if "city" in value else in_language(value)[0]
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)
