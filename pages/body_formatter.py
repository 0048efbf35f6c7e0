"""What differs between bodies, in words that people know: the labels of the forms, dates and choices as pages say them.

Staff read it before a publication, everybody after it. Nothing here asks the database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_countries import countries

from core.fields import EDTFField
from core.language import language_name
from lifecycle.phrases import duration_words
from pages.value_formats import format_edtf, format_mapping, format_text, format_with_country, truncated_value
from register.diff import Difference, comparable_body
from register.fact_labels import FIELD_LABELS, PartNames, field_label, model_field

# Members that name other parts of the same record by key, and where those are.
_PART_REFERENCES = {
    "involvement": "involvements",
    "acting_for": "involvements",
    "by": "involvements",
    "milestone": "milestones",
    "commitment": "commitments",
}
_LANGUAGE_MEMBERS = {"language", "languages", "prevailing_language"}
_COUNTRY_MEMBERS = {"country", "side"}
_DURATION = re.compile(r"P(\d+[YMWD])+")
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "order"


@dataclass(frozen=True)
class LabelledChange:
    """One difference in words. ``facts`` are the ``(label, value)`` of a part that came or went as a whole."""

    group: str  # what stands above it: the name of the list of parts, or of the kind of record
    label: str  # the name of the part or the field, "Signed › date"
    kind_of_part: str  # "Key date"; empty for a field of the record itself
    way: str
    before: str
    after: str
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def full_label(self) -> str:
        return f"{self.kind_of_part} › {self.label}" if self.kind_of_part else self.label

    @property
    def way_words(self) -> str:
        return {
            ADDED: pgettext("change", "added"),
            REMOVED: pgettext("change", "removed"),
            CHANGED: pgettext("change", "changed"),
            MOVED: pgettext("change", "in another order"),
        }[self.way]


class BodyFormatter:
    """Says paths and values of a record's bodies in words: of one body, or of the newer and the older.

    ``names`` name the parts of a collection in a few words.
    """

    def __init__(self, model: type[models.Model], *bodies: dict, names: PartNames):
        self.model, self.names = model, names
        self.bodies = [comparable_body(body) for body in bodies]
        self.parts: dict[str, dict[str, dict]] = {}
        for body in reversed(self.bodies):
            for name in body:
                self.parts.setdefault(name, {}).update(_parts_by_key(body, name))

    # Differences

    def changes(self, found: Iterable[Difference]) -> list[LabelledChange]:
        """Differences in words, in their order; those of one mention of a record, as one."""
        changes: dict[str, LabelledChange] = {}
        for path, old, new in found:
            if path == "object":
                continue
            if whole := self.mention_around(path):
                path, (new, old) = whole, self.values_at(whole)
            if path not in changes:
                changes[path] = self.change(path, old, new)
        return list(changes.values())

    def mention_around(self, path: str) -> str:
        """The path of the record that is mentioned there, where the path leads into a mention; else nothing."""
        collection, key, member = self.split(path)
        name, _slash, inner = member.partition("/")
        whole = f"{collection}/{key}/{name}" if key and inner else collection if not key and member else ""
        is_mention = any(isinstance(value, dict) and "ref" in value for value in self.values_at(whole))
        return whole if is_mention else ""

    def values_at(self, path: str) -> tuple:
        """What the newer and the older body say there."""
        collection, key, name = self.split(path)
        if not key:
            return tuple(body.get(collection) for body in self.bodies)
        return tuple(_parts_by_key(body, collection).get(key, {}).get(name) for body in self.bodies)

    def change(self, path: str, old, new) -> LabelledChange:
        collection, key, member = self.split(path)
        is_whole_part = bool(key) and not member
        way = MOVED if member == "order" and not key else _change_type(old, new)
        model = self.part_model(collection)
        if way == CHANGED and isinstance(old, list) and isinstance(new, list):
            old, new = _without_common(old, new)
        before, after = ("", "") if is_whole_part else (self.value(path, old), self.value(path, new))
        if before == after and isinstance(old, dict) and isinstance(new, dict):
            before, after = format_with_country(old), format_with_country(new)
        return LabelledChange(
            group=capfirst(str(model._meta.verbose_name_plural if model else self.model._meta.verbose_name)),
            label=self.label(path),
            kind_of_part=capfirst(str(model._meta.verbose_name)) if model else "",
            way=way,
            before=before,
            after=after,
            facts=self.facts(path, new if old is None else old) if is_whole_part else [],
        )

    def rows(self, found: Iterable[Difference]) -> list[dict]:
        """Differences as rows of a table: label, before, after, each on one line."""
        rows = []
        for one in self.changes(found):
            whole = truncated_value(
                "; ".join(f"{label}: {value}" if label else value for label, value in one.facts)
            )
            rows.append(
                {
                    "label": one.full_label,
                    "before": whole if one.facts and one.way == REMOVED else truncated_value(one.before),
                    "after": whole if one.facts and one.way == ADDED else truncated_value(one.after),
                }
            )
        return rows

    # Paths

    def split(self, path: str) -> tuple[str, str, str]:
        """Collection, key of the part and member of a path; a source's key may hold slashes."""
        collection, _slash, rest = path.partition("/")
        known = self.parts.get(collection, {})
        fitting = [key for key in known if rest == key or rest.startswith(f"{key}/")]
        key = max(fitting, key=len, default="")
        return collection, key, rest[len(key) :].lstrip("/")

    def path(self, path: str) -> str:
        """``milestones/k3/on`` as “Key date › Signed › date”."""
        model = self.part_model(self.split(path)[0])
        label = self.label(path)
        return f"{capfirst(str(model._meta.verbose_name))} › {label}" if model else label

    def label(self, path: str) -> str:
        """The same without the name of the collection: “Signed › date”."""
        collection, key, member = self.split(path)
        model = self.part_model(collection)
        if not key:
            if model and member == "order":
                return capfirst(str(model._meta.verbose_name_plural))
            return _label_with_suffix(self.field_words(self.model, collection), member)
        part = self.part_words(collection, key)
        name, _slash, inner = member.partition("/")
        return f"{part} › {_label_with_suffix(self.field_words(model, name), inner)}" if name else part

    def field_words(self, model, name: str) -> str:
        words = FIELD_LABELS.get(name) or field_label(model_field(model, name) if model else None, name)
        return str(words) if model is not self.model else capfirst(str(words))

    def part_words(self, collection: str, key: str) -> str:
        """A part in a few words: its name, else what sort of part it is."""
        part = self.parts.get(collection, {}).get(key)
        if part is None:
            return key
        told = self.named(collection, part)
        model = self.part_model(collection)
        return capfirst(str(told or (model._meta.verbose_name if model else collection)))

    def named(self, collection: str, part: dict) -> str:
        if collection == "texts":
            return language_name(part["language"])
        if collection == "sources":
            return part["title"]
        if collection == "citations":
            return part["source"]
        return self.names[collection](part) if collection in self.names else ""

    def part_model(self, name: str) -> type[models.Model] | None:
        """The model of the parts under this name of a body; None for a field."""
        if name == "sources":
            citations = model_field(self.model, "citations")
            return citations.related_model._meta.get_field("source").related_model if citations else None
        found = model_field(self.model, name)
        return found.related_model if found is not None and found.one_to_many else None

    # Values

    def value(self, path: str, value) -> str:
        """A value as people read it: the label of a choice, a date in words, a record by its name."""
        collection, key, member = self.split(path)
        name, _slash, inner = member.partition("/")
        if inner:
            return self.say(value, None, inner)
        if key and name:
            return self.say(value, model_field(self.part_model(collection), name), name)
        if member == "order" and isinstance(value, list):
            return ", ".join(self.part_words(collection, one) for one in value)
        return self.say(value, model_field(self.model, collection), collection)

    def facts(self, path: str, part: dict) -> list[tuple[str, str]]:
        """``(label, value)`` of all that a part says besides its name."""
        collection, key, _member = self.split(path)
        model = self.part_model(collection)
        name = self.part_words(collection, key).casefold()
        told = [
            (self.field_words(model, member), self.say(value, model_field(model, member), member))
            for member, value in part.items()
            if member != "key" and value is not False
        ]
        return [(label, words) for label, words in told if words and words.casefold() != name]

    def say(self, value, field, name: str) -> str:
        """Any value of a body in words; nothing for nothing."""
        if value is None or value in ("", [], {}):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return "; ".join(filter(None, (self.say(one, field, name) for one in value)))
        if isinstance(value, dict):
            return format_mapping(value)
        return self.say_text(str(value), field, name)

    def say_text(self, value: str, field, name: str) -> str:
        if name == "facts":
            return self.path(value)
        if name in _PART_REFERENCES and value in self.parts.get(_PART_REFERENCES[name], {}):
            return self.part_words(_PART_REFERENCES[name], value)
        if isinstance(field, EDTFField):
            return format_edtf(value)
        choices = dict(getattr(field, "flatchoices", None) or ())
        if value in choices:
            return str(choices[value])
        if name in _LANGUAGE_MEMBERS:
            return language_name(value)
        if name in _COUNTRY_MEMBERS:
            return str(countries.name(value) or value)
        if _DURATION.fullmatch(value):
            return duration_words(value)
        return format_text(value)


def _without_common(old: list, new: list) -> tuple[list, list]:
    """Two lists without what both hold; whole where they differ in their order alone."""
    gone, came = [one for one in old if one not in new], [one for one in new if one not in old]
    return (gone, came) if gone or came else (old, new)


def _change_type(old, new) -> str:
    return ADDED if old is None else REMOVED if new is None else CHANGED


def _parts_by_key(body: dict, name: str) -> dict[str, dict]:
    """The parts under this name of a body, by key; none for a field."""
    parts = body.get(name)
    if not isinstance(parts, list):
        return {}
    return {one["key"]: one for one in parts if isinstance(one, dict) and "key" in one}


def _label_with_suffix(words: str, inner: str) -> str:
    """The name of a field, with what of it is meant: the language of a text, the reference of a record."""
    last = inner.rpartition("/")[2]
    if last in ("", "name", "order"):
        return words
    told = {"ref": _("reference"), "country": _("country")}.get(last) or language_name(last)
    return f"{words} ({told})"
