"""How well a record fits a query, and whether it surely is what was meant.

The score is 100 times the likeness of the nearest name; with conditions nine tenths of that, and ten for those that
hold. Each condition that is contradicted takes 25 away, another type 10. A number that nothing else has makes it 100.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core import text
from register.reconcile import values
from register.reconcile.candidates import Asked
from register.reconcile.queries import Query
from register.reconcile.subjects import Name, Property, Record, Subject, property_of, subject_of
from register.reconcile.values import Entity, Value

FOR_CONDITIONS, CONTRADICTED, OTHER_TYPE = 10, 25, 10
# A misspelled name is trusted if so much of it is there and something else confirms it.
NEARLY = 0.92
# Another candidate that comes so near makes a decision impossible.
TOO_NEAR = 4
LEAST = 35  # below this nothing is worth looking at

FEATURES = {
    "name_similarity": "How much of the nearest name is what was asked, 0 to 1: of the signs in a row, or with the "
    "words in any order. Capitals, accents and punctuation count for nothing.",
    "name_exact": "Whether it has or had exactly this name.",
    "name_main": "Whether the nearest name is its main name now, and no acronym, former or other name.",
    "identifier": "Whether the query, or an identifier among the conditions, is a number that only this record has.",
    "type": "Whether it is of the narrower type that was asked for; true where none was.",
    "properties_fitting": "How many of the conditions hold.",
    "properties_contradicted": "How many of the conditions do not hold. What the register does not know counts for "
    "neither.",
}


@dataclass
class Held:
    """Of the conditions of a query: how many hold, how many of these are rare, how many are contradicted."""

    fitting: int = 0
    strong: int = 0
    contradicted: int = 0
    is_identified: bool = False


@dataclass(frozen=True)
class Scored:
    """A record judged by a query."""

    record: Record
    subject: Subject
    score: float
    features: dict[str, float | bool]
    is_sure: bool  # if nothing else comes near

    @property
    def order(self) -> tuple:
        serial = int(self.record.ref[1:])
        return -self.score, not self.features["name_main"], self.record.kind, serial


def judged(asked: Asked, records: Iterable[Record]) -> list[Scored]:
    """The records worth looking at, the best first."""
    found = [scored(asked, record) for record in records]
    return sorted((one for one in found if one.score >= LEAST), key=lambda one: one.order)


def match(found: Sequence[Scored]) -> Scored | None:
    """The one that surely is meant: the first, if it is sure by itself and no other is as good."""
    if not found or not found[0].is_sure:
        return None
    first, others = found[0], found[1:]
    rivals = [one for one in others if one.score > first.score - TOO_NEAR or decides(one)]
    return None if rivals else first


def decides(one: Scored) -> bool:
    return bool(one.features["identifier"])


def scored(asked: Asked, record: Record) -> Scored:
    query, subject = asked.query, subject_of(record.kind)
    likeness, name = nearest(query.name, subject.names(record))
    held = conditions(asked, record)
    is_identified = held.is_identified or is_number_of(record, query.said)
    is_type = not query.types or not {one.id for one in query.types}.isdisjoint(
        one.id for one in subject.types_of(record)
    )
    is_exact = bool(query.name) and likeness == 1
    is_long = not subject.is_short(name)
    is_known = is_exact and (held.strong or (held.fitting and is_long) or subject.is_telling(record, name))
    is_nearly = likeness >= NEARLY and held.fitting and is_long and digits(query.name) == digits(name.text)
    penalty = CONTRADICTED * held.contradicted + OTHER_TYPE * (not is_type)
    return Scored(
        record, subject, round(max(points(query, likeness, held, is_identified) - penalty, 0), 1),
        {
            "name_similarity": round(likeness, 3), "name_exact": is_exact, "name_main": name.is_main,
            "identifier": is_identified, "type": is_type, "properties_fitting": held.fitting,
            "properties_contradicted": held.contradicted,
        },
        is_sure=is_type and not held.contradicted and bool(is_identified or is_known or is_nearly),
    )  # fmt: skip


def points(query: Query, likeness: float, held: Held, is_identified: bool) -> float:
    if is_identified:
        return 100
    if not query.name:
        return 100 * held.fitting / len(query.conditions)
    decided = held.fitting + held.contradicted
    share = held.fitting / decided if decided else likeness
    return (100 - FOR_CONDITIONS) * likeness + FOR_CONDITIONS * share


def digits(name: str) -> list[str]:
    """The numbers in a name: nobody misspells these into those of another."""
    return re.findall(r"\d+", name)


def nearest(said: str, names: Iterable[Name]) -> tuple[float, Name]:
    """The name that is most like what was said, and how much, 0 to 1; the main name where several are."""
    best, found = 0.0, Name("")
    for name in sorted(names, key=lambda name: not name.is_main):
        likeness = alike(said, " ".join(text.tokens(name.text)), best)
        if likeness > best or not found.text:
            best, found = likeness, name
    return best, found


def alike(said: str, name: str, least: float = 0) -> float:
    """How much two folded names have in common, 0 to 1; 0 where it is not more than ``least``."""
    if said == name:
        return float(bool(said))
    in_order = ratio(said, name, least)
    in_any_order = ratio(" ".join(sorted(said.split())), " ".join(sorted(name.split())), max(least, in_order))
    return min(max(in_order, in_any_order), 0.99)


def ratio(one: str, other: str, least: float) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() <= least or matcher.quick_ratio() <= least:
        return 0
    return matcher.ratio()


def is_number_of(record: Record, said: str) -> bool:
    """Whether it is the reference of a record, or a number that others know it by."""
    if said.strip().upper() == record.ref:
        return True
    keys = values.number_keys(values.number(said))
    return any(key in record.keys for key in keys)


def conditions(asked: Asked, record: Record) -> Held:
    """Which conditions hold. What the register does not know, or makes no sense, speaks neither for nor against."""
    held = Held()
    for condition in asked.query.conditions:
        one = property_of(record.kind, condition.property)
        told = list(one.tell(record)) if one else []
        given = [value for value in condition.values if one and (one.is_of_records or one.read(value))]
        if one is None or not told or not given:
            continue
        if any(holds(asked, one, value, told) for value in given):
            held.fitting += 1
            held.strong += not one.is_weak
            held.is_identified |= one.is_decisive
        else:
            held.contradicted += 1
    return held


def holds(asked: Asked, one: Property, value: str, told: Sequence[Value]) -> bool:
    if one.is_of_records:
        refs = set(asked.readings(one.id, value))
        names = {text.name(entity.name) for entity in told if isinstance(entity, Entity)}
        return text.name(value) in names or not refs.isdisjoint(ref_of(entity) for entity in told)
    read = one.read(value)
    return any(one.is_same(read, one.read(str(other))) for other in told)


def ref_of(value: Value) -> str:
    return value.ref if isinstance(value, Entity) else ""
