"""Versions that tell what is withheld now: of a narrowed disclosure, and of parts and files that were taken back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Q

from register.body_files import files_in_body
from register.kinds import Kind, kind_named, kind_of, kinds
from register.models import NAMES_FILES, PublicVersion
from register.records import Record

# Open versions of these records, where one of them tells more than they will.
_TELLING_SQL = """
SELECT ref, array_agg(number ORDER BY number) FROM register_publicversion
WHERE ref = ANY(%s) AND is_open GROUP BY ref HAVING bool_or(body::json->>%s IS DISTINCT FROM %s) ORDER BY ref
"""


def narrowed_versions(records: Iterable[Record]) -> dict[str, list[int]]:
    """Numbers of the open versions that publishing these records closes, by reference.

    They are those of each record that withholds by law what one of its versions tells.
    """
    records = list(records)
    return {
        ref: numbers
        for kind in kinds()
        if kind.withheld_by
        for ref, numbers in _telling_versions(
            kind, [record.ref for record in records if kind_of(record) is kind and is_withheld(record)]
        )
    }


def is_withheld(record: Record) -> bool:
    """True for a record of which the law withholds the most."""
    member, value = kind_of(record).withheld_by or ("", None)
    return bool(member) and getattr(record, member) == value


def _telling_versions(kind: Kind, refs: list[str]) -> list[tuple[str, list[int]]]:
    if not refs:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_TELLING_SQL, [refs, *map(str, kind.withheld_by or ())])
        return cursor.fetchall()


@dataclass
class TakenBack:
    """A part or a file that earlier versions of a record give out: its path in the last such body, their numbers."""

    path: str
    file_name: str = ""
    body: dict = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)


def taken_back(texts: Mapping[str, str]) -> dict[str, list[TakenBack]]:
    """Parts and files that open versions give out, and these bodies, about to be public, do not; by reference.

    Such are documents and contacts that became staff only or were deleted, and copies that are cleared no more.
    """
    new_body = cache(lambda ref: json.loads(texts[ref]))
    by_ref: dict[str, dict[str, TakenBack]] = {}
    for version in _giving_versions(texts):
        body = json.loads(version.body)
        for path, file_name in _given_out_only_by(kind_named(version.kind), body, new_body(version.ref)):
            things = by_ref.setdefault(version.ref, {})
            thing = things.setdefault(path, TakenBack(path, file_name))
            thing.body = body
            thing.numbers.append(version.number)
    return {ref: list(things.values()) for ref, things in by_ref.items()}


def open_versions(refs: Iterable[str]) -> dict[str, list[int]]:
    """Numbers of the versions of these records that can be read, by reference."""
    versions = PublicVersion.objects.filter(ref__in=list(refs), is_open=True).order_by("ref")
    return dict(versions.values_list("ref").annotate(numbers=ArrayAgg("number", order_by="number")))


def _giving_versions(refs: Iterable[str]) -> Iterable[PublicVersion]:
    """Open versions of these records with files, or with parts that have an audience, first to last."""
    names = {name for kind in kinds() for name in kind.audience_collections}
    with_parts = reduce(or_, (Q(body__contains=f'"{name}":[{{') for name in sorted(names)), NAMES_FILES)
    versions = PublicVersion.objects.filter(with_parts, ref__in=list(refs), is_open=True)
    return versions.order_by("ref", "number").iterator()


def _given_out_only_by(kind: Kind, body: dict, new: dict) -> Iterator[tuple[str, str]]:
    """``(path, file name)`` of each part or file of a body that the new one does not give out."""
    gone = set()
    for name in kind.audience_collections:
        keys, contents = {part["key"] for part in new[name]}, [_content(part) for part in new[name]]
        for part in body[name]:
            if part["key"] not in keys and _content(part) not in contents:
                gone.add((name, part["key"]))
                yield f"{name}/{part['key']}", ""
    kept = {file.sha256 for file in files_in_body(new)}
    for file in files_in_body(body):
        if file.sha256 not in kept and (file.collection, file.key) not in gone:
            yield f"{file.collection}/{file.key}/file", file.name


def _content(part: dict) -> dict:
    return {name: value for name, value in part.items() if name != "key"}
