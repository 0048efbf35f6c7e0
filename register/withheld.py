"""Versions that tell what is withheld now: of a narrowed disclosure, and of parts and facts that were taken back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Q

from core.replaced import given_out_only_by
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
    """A part, or a fact of one, that earlier versions give out: its path in the last such body, their numbers."""

    path: str
    value: str = ""  # the address, name or file name; empty for a whole part
    body: dict = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)


def taken_back(texts: Mapping[str, str]) -> dict[str, list[TakenBack]]:
    """Parts and facts that open versions give out, and these bodies, about to be public, do not; by reference.

    Such were deleted, made staff only, cleared no more or replaced; a name only as long as the newest version has it.
    """
    new_body = cache(lambda ref: json.loads(texts[ref]))
    by_ref: dict[str, dict[tuple[str, str], TakenBack]] = {}
    for version in _giving_versions(texts):
        body = json.loads(version.body)
        for path, value in _given_out_only_by(kind_named(version.kind), body, new_body(version.ref)):
            thing = by_ref.setdefault(version.ref, {}).setdefault((path, value), TakenBack(path, value))
            thing.body = body
            thing.numbers.append(version.number)
    names = {members.name for kind in kinds() for members in kind.audience_collections.values()}
    for ref, numbers in open_versions(by_ref).items():
        for (path, value), thing in [*by_ref[ref].items()]:
            if path.rpartition("/")[2] in names and thing.numbers[-1] != numbers[-1]:
                del by_ref[ref][path, value]
    return {ref: list(things.values()) for ref, things in by_ref.items() if things}


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
    """``(path, value)`` of each part or fact of one in a body that the new one does not give out."""
    gone = set()
    for name, members in kind.audience_collections.items():
        for key, member, value in given_out_only_by(body[name], new[name], members):
            gone |= set() if member else {(name, key)}
            yield f"{name}/{key}/{member}".rstrip("/"), value
    kept = {file.sha256 for file in files_in_body(new)}
    for file in files_in_body(body):
        if file.sha256 not in kept and (file.collection, file.key) not in gone:
            yield f"{file.collection}/{file.key}/file", file.name
