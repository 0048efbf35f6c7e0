"""Writes desk records as interchange JSON, one record a line, so that an import of it loses nothing."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TextIO

from django.db import models
from django.db.models import Prefetch, Q

from core.record_ids import record_id
from interchange.fields import (
    citable_field_names,
    file_fields,
    is_part_reference,
    many_to_many_fields,
    member_fields,
)
from interchange.json_values import json_value
from interchange.registration import registration_fields
from interchange.schema import BODY_NAMES, MODELS, PART_COLLECTIONS, RECORD_KINDS, SINGLE_PARTS
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

    Kinds in the order of ``MODELS``, records by age, one a line: the same desk gives the same bytes. Run it in one
    transaction that sees one moment.
    """
    exporter = exporter or Exporter()
    selected = {
        kind: MODELS[kind].objects.filter(
            exporter.exportable(MODELS[kind]), *([Q(ref__in=refs)] if refs else [])
        )
        for kind in RECORD_KINDS
        if not kinds or kind in kinds
    }
    source_keys = cited_source_keys(selected, is_all=exporter.is_complete and not (kinds or refs))
    exporter.assign_ids(number_sources(source_keys))
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
    """Primary keys of the sources to export, by age: all, or those that the selected records cite."""
    sources = Source.objects.order_by("pk")
    if not is_all:
        cited = Q(pk__in=[])
        for kind, records in selected.items():
            if "citations" in PART_COLLECTIONS[kind]:
                citations = records.model._meta.get_field("citations").related_model
                record_in = {f"{citations.record_field}__in": records.values("pk")}
                cited |= Q(pk__in=citations.objects.filter(**record_in).values("source"))
        sources = sources.filter(cited)
    return list(sources.values_list("pk", flat=True))


def number_sources(source_keys: Iterable[int]) -> dict[int, str]:
    """Ids of sources in a file by primary key: s1, s2 and so on."""
    return {pk: f"s{number}" for number, pk in enumerate(source_keys, 1)}


class Exporter:
    """Serializer of desk records to members of a file. Empty members that an import would leave empty are left out.

    ``ids`` of records and sources in the file are by model and primary key; see `assign_ids`.
    """

    is_complete = True

    def __init__(self):
        self.ids: dict[type[models.Model], dict[int, str]] = {}
        self.withdrawals: dict[str, dict] = {}

    def exportable(self, model: type[Record]) -> Q:
        """Condition of the records of this model that may be in the file, or be named in it."""
        return Q()

    def includes_part(self, part: Part) -> bool:
        return True

    def assign_ids(self, source_ids: dict[int, str]) -> None:
        """Give every record its id in the file; the ids of sources, by primary key, are the caller's."""
        for kind in RECORD_KINDS:
            model = MODELS[kind]
            rows = model.objects.filter(self.exportable(model)).values_list("pk", "external_id", "created_at")
            self.ids[model] = {pk: record_id(pk, *rest) for pk, *rest in rows}
        self.ids[Source] = source_ids
        self.withdrawals = dict(_withdrawal_members(self.ids))

    def sources(self) -> Iterator[dict]:
        for source in Source.objects.filter(pk__in=self.ids[Source]).order_by("pk").iterator(_EXPORT_CHUNK):
            yield {"id": self.ids[Source][source.pk], **self.fields(source, {})}

    def records(self, kind: str, records: models.QuerySet) -> Iterator[dict]:
        records = records.order_by("pk").prefetch_related(*_export_prefetches(kind))
        if SINGLE_PARTS[kind]:  # without names it would join every foreign key
            records = records.select_related(*SINGLE_PARTS[kind])
        for record in records.iterator(_EXPORT_CHUNK):
            yield self.record(kind, record)

    def record(self, kind: str, record: Record) -> dict:
        """The members of a record with all its parts."""
        parts = {
            name: [part for part in getattr(record, name).all() if self.includes_part(part)]
            for name in PART_COLLECTIONS[kind]
        }
        keys = {(type(part), part.pk): part.key for collection in parts.values() for part in collection}
        registered = {field.name: getattr(record, field.name) for field in registration_fields(type(record))}
        members = {"id": self.ids[type(record)][record.pk]}
        members |= {name: value for name, value in registered.items() if value}
        if record.editorial_state == EditorialState.WITHDRAWN and record.ref in self.withdrawals:
            members["withdrawal"] = self.withdrawals[record.ref]
        members |= self.fields(record, keys)
        for name, collection in parts.items():
            if collection:
                members[name] = [
                    {"key": part.key, **self._part(part, name, parts, keys)} for part in collection
                ]
        for name in SINGLE_PARTS[kind]:
            if single := getattr(record, name, None):
                members[name] = self.fields(single, keys)
        return members

    def _part(self, part: Part, collection: str, parts: dict[str, list[Part]], keys: dict) -> dict:
        members = self.fields(part, keys)
        if collection == "citations" and part.facts:
            members["facts"] = [_fact_in_file(fact, parts) for fact in part.facts]
        return members

    def fields(self, row: models.Model, keys: dict) -> dict:
        """The fields of a record or part by name; ``keys`` of the record's parts by model and primary key."""
        members = {}
        for field in [*member_fields(type(row)), *file_fields(type(row))]:
            value = json_value(field, row)
            if value is not None:
                members[field.name] = self._id_of(field, value, keys) if field.is_relation else value
        for field in many_to_many_fields(type(row)):
            pks = sorted(other.pk for other in getattr(row, field.name).all())
            members[field.name] = [name for pk in pks if (name := self._id_of(field, pk, keys))]
        return {name: value for name, value in members.items() if value not in (None, [])}

    def _id_of(self, field: models.Field, pk: int, keys: dict) -> str | None:
        """Id in the file of the record or part that a field points to; None where the file may not name it."""
        model = field.related_model
        return keys.get((model, pk)) if is_part_reference(field) else self.ids[model].get(pk)


def _withdrawal_members(ids: dict) -> Iterator[tuple[str, dict]]:
    """Reference and ``withdrawal`` member of every record that was withdrawn or merged."""
    for version in Version.objects.filter(action__in=[Action.WITHDRAWN, Action.MERGED]).order_by("pk"):
        body = json.loads(version.body)
        if version.action == Action.WITHDRAWN:
            yield version.ref, {"reason": body["reason"]}
        else:
            model = kind_named(version.kind).model
            into = model.objects.filter(ref=body["into"]).values_list("pk", flat=True).first()
            yield version.ref, {"into": ids[model].get(into, "")}


def _export_prefetches(kind: str) -> Iterator[str | Prefetch]:
    """Prefetches of all that is exported of a record; of other records no more than their primary keys."""
    model = MODELS[kind]
    collections = {f"{name}__": model._meta.get_field(name).related_model for name in PART_COLLECTIONS[kind]}
    for prefix, row_model in {"": model, **collections}.items():
        if prefix:
            yield prefix.removesuffix("__")
        for many in many_to_many_fields(row_model):
            yield Prefetch(f"{prefix}{many.name}", many.related_model.objects.only("pk"))


def _fact_in_file(fact: str, parts: dict[str, list[Part]]) -> str:
    """A fact of a citation in the words of the file; unchanged where the file has none, as for a part that is gone."""
    name, key, member = (*fact.split("/", 2), "", "")[:3]
    for collection, rows in parts.items():
        if key and name == BODY_NAMES.get(collection, collection) and key in {part.key for part in rows}:
            own = citable_field_names(type(rows[0]))
            desk_names = {body: desk for desk, body in BODY_NAMES.items() if desk in own}
            member = member if member in own else desk_names.get(member, member)
            return "/".join(filter(None, [collection, key, member]))
    return fact
