"""Formats paths and values of bodies with the labels of the forms.

Staff see it before a publication, everybody after it. Nothing here asks the database.
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
from pages.mentions import RecordDirectory
from pages.value_formats import (
    format_edtf,
    format_in_every_language,
    format_mapping,
    format_reference,
    format_text,
    format_with_country,
)
from register.diff import Difference, comparable_body
from register.fact_labels import FIELD_LABELS, field_label, model_field
from register.kinds import Kind

_LANGUAGE_MEMBERS = {"language", "languages", "prevailing_language"}
_COUNTRY_MEMBERS = {"country", "side"}
_DURATION = re.compile(r"P(\d+[YMWD])+")
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "order"


@dataclass(frozen=True)
class LabelledChange:
    """One difference in words. ``facts`` are the ``(label, value)`` of a part that was added or removed as a whole."""

    group: str  # what stands above it: the name of the list of parts, or of the kind of record
    label: str  # the name of the part or the field, "Signed › date"
    kind_of_part: str  # "Key date"; empty for a field of the record itself
    change_type: str  # ADDED, REMOVED, CHANGED or MOVED
    before: str
    after: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    is_whole_part: bool = False

    @property
    def full_label(self) -> str:
        return f"{self.kind_of_part} › {self.label}" if self.kind_of_part else self.label

    @property
    def whole_words(self) -> tuple[str, str]:
        """``(before, after)``, with all facts of a part that was added or removed as a whole. Nothing is cut."""
        if not self.is_whole_part:
            return self.before, self.after
        # of some, the name is all that there is
        words = (
            "; ".join(f"{label}: {value}" if label else value for label, value in self.facts) or self.label
        )
        return (words, "") if self.change_type == REMOVED else ("", words)

    @property
    def change_type_label(self) -> str:
        return {
            ADDED: pgettext("change", "added"),
            REMOVED: pgettext("change", "removed"),
            CHANGED: pgettext("change", "changed"),
            MOVED: pgettext("change", "in another order"),
        }[self.change_type]


class BodyFormatter:
    """Paths and values of a record's bodies in words: of one body, or of the newer and the older.

    ``directory`` has the records that they mention. Text is given in the active language, or in every one that it has.
    """

    def __init__(
        self, kind: Kind, *bodies: dict, directory: RecordDirectory, is_in_every_language: bool = False
    ):
        self._format_mapping = format_in_every_language if is_in_every_language else format_mapping
        self._model, self._part_references = kind.model, kind.part_references
        self._directory, self._part_names = directory, kind.part_names(directory)
        self._bodies = [comparable_body(body) for body in bodies]
        self._parts: dict[str, dict[str, dict]] = {}
        for body in reversed(self._bodies):
            for name in body:
                self._parts.setdefault(name, {}).update(_parts_by_key(body, name))

    # Differences

    def labelled_changes(self, differences: Iterable[Difference]) -> list[LabelledChange]:
        """Differences in words, in their order; those of one mention of a record, as one."""
        changes: dict[str, LabelledChange] = {}
        for path, old, new in differences:
            if path == "object":
                continue
            if whole := self._mention_path(path):
                path, (new, old) = whole, self._values_at(whole)
            if path not in changes:
                changes[path] = self._labelled_change(path, old, new)
        return list(changes.values())

    def _mention_path(self, path: str) -> str:
        """The path of the mention of a record that the path leads into; empty where it leads into none."""
        collection, key, member = self._split_path(path)
        name, _slash, inner = member.partition("/")
        whole = f"{collection}/{key}/{name}" if key and inner else collection if not key and member else ""
        is_mention = any(isinstance(value, dict) and "ref" in value for value in self._values_at(whole))
        return whole if is_mention else ""

    def _values_at(self, path: str) -> tuple:
        """The values there of each body, the newer first."""
        collection, key, name = self._split_path(path)
        if not key:
            return tuple(body.get(collection) for body in self._bodies)
        return tuple(_parts_by_key(body, collection).get(key, {}).get(name) for body in self._bodies)

    def _labelled_change(self, path: str, old, new) -> LabelledChange:
        collection, key, member = self._split_path(path)
        is_whole_part = bool(key) and not member
        change_type = MOVED if member == "order" and not key else _change_type(old, new)
        model = self._part_model(collection)
        if change_type == CHANGED and isinstance(old, list) and isinstance(new, list):
            old, new = _without_common(old, new)
        before, after = (
            ("", "") if is_whole_part else (self.format_value(path, old), self.format_value(path, new))
        )
        if before == after and isinstance(old, dict) and isinstance(new, dict):
            before, after = format_with_country(old), format_with_country(new)
        return LabelledChange(
            group=capfirst(str(model._meta.verbose_name_plural if model else self._model._meta.verbose_name)),
            label=self._short_label(path),
            kind_of_part=capfirst(str(model._meta.verbose_name)) if model else "",
            change_type=change_type,
            before=before,
            after=after,
            facts=self._part_facts(path, new if old is None else old) if is_whole_part else [],
            is_whole_part=is_whole_part,
        )

    def table_rows(self, differences: Iterable[Difference]) -> list[dict]:
        """Differences as rows of a table: label, before, after. Nothing is cut."""
        changes = self.labelled_changes(differences)
        words = [(change.full_label, *change.whole_words) for change in changes]
        return [{"label": label, "before": before, "after": after} for label, before, after in words]

    # Paths

    def _split_path(self, path: str) -> tuple[str, str, str]:
        """Collection, key of the part and member of a path; a source's key may hold slashes."""
        collection, _slash, rest = path.partition("/")
        known = self._parts.get(collection, {})
        fitting = [key for key in known if rest == key or rest.startswith(f"{key}/")]
        key = max(fitting, key=len, default="")
        return collection, key, rest[len(key) :].lstrip("/")

    def path_label(self, path: str) -> str:
        """``milestones/h7x2kq/on`` as “Key date › Signed › date”."""
        model = self._part_model(self._split_path(path)[0])
        label = self._short_label(path)
        return f"{capfirst(str(model._meta.verbose_name))} › {label}" if model else label

    def _short_label(self, path: str) -> str:
        """The same without the name of the collection: “Signed › date”."""
        collection, key, member = self._split_path(path)
        model = self._part_model(collection)
        if not key:
            if model and member == "order":
                return capfirst(str(model._meta.verbose_name_plural))
            return _label_with_suffix(self._field_label(self._model, collection), member)
        part = self._part_label(collection, key)
        name, _slash, inner = member.partition("/")
        return f"{part} › {_label_with_suffix(self._field_label(model, name), inner)}" if name else part

    def _field_label(self, model, name: str) -> str:
        words = FIELD_LABELS.get(name) or field_label(model_field(model, name) if model else None, name)
        return str(words) if model is not self._model else capfirst(str(words))

    def _part_label(self, collection: str, key: str) -> str:
        """A part in a few words: its name, else the name of its model."""
        part = self._parts.get(collection, {}).get(key)
        if part is None:
            return key
        name = self._part_name(collection, part)
        model = self._part_model(collection)
        return capfirst(format_text(str(name or (model._meta.verbose_name if model else collection))))

    def _part_name(self, collection: str, part: dict) -> str:
        if collection == "texts":
            return language_name(part["language"])
        if collection == "sources":
            return part["title"]
        if collection == "citations":
            return part["source"]
        return self._part_names[collection](part) if collection in self._part_names else ""

    def _part_model(self, name: str) -> type[models.Model] | None:
        """The model of the parts under this name of a body; None for a field."""
        if name == "sources":
            citations = model_field(self._model, "citations")
            return citations.related_model._meta.get_field("source").related_model if citations else None
        relation = model_field(self._model, name)
        return relation.related_model if relation is not None and relation.one_to_many else None

    # Values

    def format_value(self, path: str, value) -> str:
        """A value in words: the label of a choice, a date, the name of a record."""
        collection, key, member = self._split_path(path)
        name, _slash, inner = member.partition("/")
        if inner:
            return self._format(value, None, inner)
        if key and name:
            return self._format(value, model_field(self._part_model(collection), name), name)
        if member == "order" and isinstance(value, list):
            return ", ".join(self._part_label(collection, part_key) for part_key in value)
        return self._format(value, model_field(self._model, collection), collection)

    def _part_facts(self, path: str, part: dict) -> list[tuple[str, str]]:
        """``(label, value)`` of every member of a part besides its name."""
        collection, key, _member = self._split_path(path)
        model = self._part_model(collection)
        name = self._part_label(collection, key).casefold()
        facts = [
            (self._field_label(model, member), self._format(value, model_field(model, member), member))
            for member, value in part.items()
            if member != "key" and value is not False
        ]
        return [(label, words) for label, words in facts if words and words.casefold() != name]

    def _format(self, value, field, name: str) -> str:
        """Any value of a body in words; nothing for nothing."""
        if value is None or value in ("", [], {}):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return "; ".join(filter(None, (self._format(item, field, name) for item in value)))
        if isinstance(value, dict) and set(value) == {"ref"}:
            return format_reference(value["ref"], self._directory.title(value))
        if isinstance(value, dict) and set(value) == {"fact", "words"}:
            return f"{self.path_label(value['fact'])}: “{value['words']}”"
        if isinstance(value, dict):
            return self._format_mapping(value)
        return self._format_text(str(value), field, name)

    def _format_text(self, value: str, field, name: str) -> str:
        if name == "facts":
            return self.path_label(value)
        collection = self._part_references.get(name, "")
        if value in self._parts.get(collection, {}):
            return self._part_label(collection, value)
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
    """Two lists without their common items; whole where they differ in their order alone."""
    removed, added = [item for item in old if item not in new], [item for item in new if item not in old]
    return (removed, added) if removed or added else (old, new)


def _change_type(old, new) -> str:
    return ADDED if old is None else REMOVED if new is None else CHANGED


def _parts_by_key(body: dict, name: str) -> dict[str, dict]:
    """The parts under this name of a body, by key; none for a field."""
    parts = body.get(name)
    if not isinstance(parts, list):
        return {}
    return {part["key"]: part for part in parts if isinstance(part, dict) and "key" in part}


def _label_with_suffix(words: str, inner: str) -> str:
    """The label of a field with that of its member: the language of a text, the reference of a record."""
    last = inner.rpartition("/")[2]
    if last in ("", "name", "order"):
        return words
    suffix = {"ref": _("reference"), "country": _("country")}.get(last) or language_name(last)
    return f"{words} ({suffix})"
