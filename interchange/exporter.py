"""Writes whole records of the desk in the interchange format, so that reading them again loses nothing."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TextIO

from django.db import models
from django.db.models import Prefetch, Q

from agreements.models import Agreement
from interchange.fields import (
    citable_field_names,
    file_fields,
    is_part_reference,
    many_to_many_fields,
    member_fields,
)
from interchange.json_values import json_value
from interchange.record_ids import record_id
from interchange.registration import registration_fields
from interchange.schema import BODY_NAMES, MODELS, PART_COLLECTIONS
from register.choices import Action, EditorialState
from register.kinds import kind_named
from register.models import Version
from register.records import Part, Record
from sources.models import Source

_EXPORT_CHUNK = 200  # records that are held at once


def export_records(
    out: TextIO, *, kinds: Collection[str] = (), refs: Collection[str] = (), exporter=None
) -> Counter:
    """Write the records of these kinds or references, or all, and the sources that they cite. Returns counts by kind.

    Kinds in the order of ``KINDS``, records by age, one a line: the same desk gives the same bytes. Run it in one
    transaction that sees one moment.
    """
    exporter = exporter or Exporter()
    selected = {
        kind: model.objects.filter(exporter.may_tell(model), *([Q(ref__in=refs)] if refs else []))
        for kind, model in MODELS.items()
        if issubclass(model, Record) and (not kinds or kind in kinds)
    }
    exporter.name(cited_source_keys(selected, is_all=exporter.tells_all and not (kinds or refs)))
    counts: Counter = Counter()
    out.write("{")
    for kind in ("sources", *selected):
        rows = exporter.sources() if kind == "sources" else exporter.records(kind, selected[kind])
        out.write(f"{',' if kind != 'sources' else ''}\n{json.dumps(kind)}: [")
        for row in rows:
            out.write(f"{',' if counts[kind] else ''}\n{json.dumps(row, ensure_ascii=False)}")
            counts[kind] += 1
        out.write("\n]" if counts[kind] else "]")
    out.write("\n}\n")
    return counts


def cited_source_keys(selected: dict[str, models.QuerySet], *, is_all: bool) -> list[int]:
    """Primary keys of the sources to tell, by age: all, or those that the selected records cite."""
    found = Source.objects.order_by("pk")
    if not is_all:
        cited = Q(pk__in=[])
        for kind, records in selected.items():
            if "citations" in PART_COLLECTIONS.get(kind, []):
                citations = records.model._meta.get_field("citations").related_model
                record_in = {f"{citations.record_field}__in": records.values("pk")}
                cited |= Q(pk__in=citations.objects.filter(**record_in).values("source"))
        found = found.filter(cited)
    return list(found.values_list("pk", flat=True))


class Exporter:
    """Tells records in the words of a file. What is empty, and would be empty when read, is left out."""

    tells_all = True

    def __init__(self):
        self.names: dict[type[models.Model], dict[int, str]] = {}
        self.withdrawals: dict[str, dict] = {}

    def may_tell(self, model: type[Record]) -> Q:
        """Which records of this model it may tell or name."""
        return Q()

    def shown(self, part: Part) -> bool:
        return True

    def name(self, sources: list[int]) -> None:
        """Find out what everything is called in the file."""
        for model in MODELS.values():
            if issubclass(model, Record):
                rows = model.objects.filter(self.may_tell(model)).values_list(
                    "pk", "external_id", "created_at"
                )
                self.names[model] = {pk: record_id(pk, *rest) for pk, *rest in rows}
        self.names[Source] = {pk: f"s{number}" for number, pk in enumerate(sources, 1)}
        self.withdrawals = dict(_withdrawal_members(self.names))

    def sources(self) -> Iterator[dict]:
        for source in Source.objects.filter(pk__in=self.names[Source]).order_by("pk").iterator(_EXPORT_CHUNK):
            yield {"id": self.names[Source][source.pk], **self.fields(source, {})}

    def records(self, kind: str, records: models.QuerySet) -> Iterator[dict]:
        collections = PART_COLLECTIONS.get(kind, [])
        found = records.order_by("pk").prefetch_related(*_export_prefetches(records.model, collections))
        if records.model is Agreement:
            found = found.select_related("custody")
        for record in found.iterator(_EXPORT_CHUNK):
            yield self.record(record, collections)

    def record(self, record: Record, collections: list[str]) -> dict:
        parts = {
            name: [part for part in getattr(record, name).all() if self.shown(part)] for name in collections
        }
        keys = {(type(part), part.pk): part.key for some in parts.values() for part in some}
        registered = {one.name: getattr(record, one.name) for one in registration_fields(type(record))}
        members = {"id": self.names[type(record)][record.pk]}
        members |= {name: value for name, value in registered.items() if value}
        if record.editorial_state == EditorialState.WITHDRAWN and record.ref in self.withdrawals:
            members["withdrawal"] = self.withdrawals[record.ref]
        members |= self.fields(record, keys)
        for name, some in parts.items():
            if some:
                members[name] = [{"key": part.key, **self.part(part, name, parts, keys)} for part in some]
        custody = getattr(record, "custody", None)
        if custody:
            members["custody"] = self.fields(custody, keys)
        return members

    def part(self, part: Part, collection: str, parts: dict[str, list[Part]], keys: dict) -> dict:
        members = self.fields(part, keys)
        if collection == "citations" and part.facts:
            members["facts"] = [_fact_in_file(fact, parts) for fact in part.facts]
        return members

    def fields(self, row: models.Model, keys: dict) -> dict:
        """The fields of a record or part by name; ``keys`` of the parts of the same record by model and primary key."""
        members = {}
        for one in [*member_fields(type(row)), *file_fields(type(row))]:
            value = json_value(one, row)
            if value is not None:
                members[one.name] = self.named(one, value, keys) if one.is_relation else value
        for one in many_to_many_fields(type(row)):
            others = sorted(other.pk for other in getattr(row, one.name).all())
            members[one.name] = [name for pk in others if (name := self.named(one, pk, keys))]
        return {name: value for name, value in members.items() if value not in (None, [])}

    def named(self, one: models.Field, pk: int, keys: dict) -> str | None:
        """What the file calls the record or part that a field points to. None: it is not to be told."""
        model = one.related_model
        return keys.get((model, pk)) if is_part_reference(one) else self.names[model].get(pk)


def _withdrawal_members(names: dict) -> Iterator[tuple[str, dict]]:
    """What the register says of records that were withdrawn or merged, by reference."""
    for version in Version.objects.filter(action__in=[Action.WITHDRAWN, Action.MERGED]).order_by("pk"):
        told = json.loads(version.body)
        if version.action == Action.WITHDRAWN:
            yield version.ref, {"reason": told["reason"]}
        else:
            model = kind_named(version.kind).model
            into = model.objects.filter(ref=told["into"]).values_list("pk", flat=True).first()
            yield version.ref, {"into": names[model].get(into, "")}


def _export_prefetches(model: type[Record], collections: Iterable[str]) -> Iterator[str | Prefetch]:
    """All that is read of a record; of other records no more than their primary keys."""
    for prefix, one in [
        ("", model),
        *((f"{name}__", model._meta.get_field(name).related_model) for name in collections),
    ]:
        if prefix:
            yield prefix.removesuffix("__")
        for many in many_to_many_fields(one):
            yield Prefetch(f"{prefix}{many.name}", many.related_model.objects.only("pk"))


def _fact_in_file(fact: str, parts: dict[str, list[Part]]) -> str:
    """A fact of a citation in the words of the file; as it is where the file has none, such as one that is gone."""
    name, key, member = (*fact.split("/", 2), "", "")[:3]
    for collection, some in parts.items():
        if key and name == BODY_NAMES.get(collection, collection) and key in {part.key for part in some}:
            own = citable_field_names(type(some[0]))
            words = {body: desk for desk, body in BODY_NAMES.items() if desk in own}
            member = member if member in own else words.get(member, member)
            return "/".join(filter(None, [collection, key, member]))
    return fact
