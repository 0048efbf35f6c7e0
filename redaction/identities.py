"""Identities: what names a record or source outside this database, as rules know it, also where the row is deleted.

A rule holds them as keyed hashes: an address or an external identifier may name a person.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from django.db.models import Model

from core.record_ids import identity_name
from redaction.keys import current_key, digest
from redaction.models import RedactionRule
from redaction.spots import Spot
from redaction.stores import stores
from redaction.subjects import Subject, is_identity, row_name, subject_names
from register.models import Version
from register.records import Record


def identity_hashes(subject: Subject, redacted: Iterable[Spot]) -> list[str]:
    """Keyed hashes of the identities of a subject, and of the sources in its bodies in which words are redacted."""
    names = {*lasting_names(subject), *_names_in_bodies(redacted)}
    return sorted(digest(name, current_key()) for name in names)


def lasting_names(subject: Subject) -> set[str]:
    """Names of the identities of a subject, and of those that it would have if it were recorded again with less."""
    label = subject.row._meta.label_lower if subject.row else ""
    more = (identity_name(label, each) for each in getattr(subject.row, "lasting_identities", ()))
    return {*filter(is_identity, subject.names), *more}


def _names_in_bodies(redacted: Iterable[Spot]) -> set[str]:
    """Identities of rows that stand in bodies and have none of their own, as they are there; they may be gone here."""
    steps: dict[str, set] = defaultdict(set)
    for spot in redacted:
        if spot.text.store == Version._meta.label_lower and spot.text.steps:
            steps[spot.text.row].add(spot.text.steps[:2])
    names: set[str] = set()
    for row, of_version in steps.items():
        ref, number = row.split("/")
        body = json.loads(Version.objects.values_list("body", flat=True).get(ref=ref, number=number))
        for store in stores().values():
            identities = {each for some in of_version for each in store.identities_in(body, some)}
            names |= {identity_name(store.name, identity) for identity in identities}
    return names


def rows_by_identity(rules: Iterable[RedactionRule]) -> dict[str, list[str]]:
    """Names of the rows that are here, by those of their identities that these rules know."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        if rule.identity_digests:
            wanted[rule.key].update(rule.identity_digests)
    known: dict[str, list[str]] = defaultdict(list)
    for row in _rows_with_identities() if wanted else ():
        for name, key in product(filter(is_identity, subject_names(row)), wanted):
            if (hashed := digest(name, key)) in wanted[key]:
                known[hashed].append(row_name(row))
    return known


def _rows_with_identities() -> Iterator[Model]:
    """All records, and all rows of other tables whose rows have identities."""
    for store in stores().values():
        if issubclass(store.model, Record) or hasattr(store.model, "identities"):
            yield from store.model._base_manager.iterator()
