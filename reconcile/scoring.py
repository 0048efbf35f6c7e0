"""How well a record fits a query, and whether it surely is what was meant.

The score is 100 times the likeness of the nearest name; with conditions nine tenths of that, and ten for those that
hold. Each condition that is contradicted takes 25 away, another type 10. A number that nothing else has makes it 100.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core import text
from reconcile import values
from reconcile.candidates import ResolvedQuery
from reconcile.matchers import (
    MatchRecord,
    RecordMatcher,
    RecordName,
    RecordProperty,
    find_property,
    matcher_for,
)
from reconcile.queries import ReconcileQuery
from reconcile.values import EntityValue, PropertyValue

_CONDITION_WEIGHT, _CONTRADICTION_PENALTY, _OTHER_TYPE_PENALTY = 10, 25, 10
# A misspelled name is trusted if so much of it is there and something else confirms it.
_NEAR_MATCH = 0.92
# Another candidate that comes so near makes a decision impossible.
_MIN_LEAD = 4
_MIN_SCORE = 35  # below this nothing is worth looking at

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
class _ConditionCounts:
    """Of the conditions of a query: how many hold, how many of these are rare, how many are contradicted."""

    fitting: int = 0
    strong: int = 0
    contradicted: int = 0
    is_identified: bool = False


@dataclass(frozen=True)
class ScoredCandidate:
    """A record judged by a query."""

    record: MatchRecord
    subject: RecordMatcher
    score: float
    features: dict[str, float | bool]
    is_sure: bool  # if nothing else comes near

    @property
    def order(self) -> tuple:
        serial = int(self.record.ref[1:])
        return -self.score, not self.features["name_main"], self.record.kind, serial


def rank_candidates(asked: ResolvedQuery, records: Iterable[MatchRecord]) -> list[ScoredCandidate]:
    """The records worth looking at, the best first."""
    found = [_score_candidate(asked, record) for record in records]
    return sorted((one for one in found if one.score >= _MIN_SCORE), key=lambda one: one.order)


def certain_match(found: Sequence[ScoredCandidate]) -> ScoredCandidate | None:
    """The one that surely is meant: the first, if it is sure by itself and no other is as good."""
    if not found or not found[0].is_sure:
        return None
    first, others = found[0], found[1:]
    rivals = [one for one in others if one.score > first.score - _MIN_LEAD or _is_identified(one)]
    return None if rivals else first


def _is_identified(one: ScoredCandidate) -> bool:
    return bool(one.features["identifier"])


def _score_candidate(asked: ResolvedQuery, record: MatchRecord) -> ScoredCandidate:
    query, subject = asked.query, matcher_for(record.kind)
    likeness, name = _nearest_name(query.name, subject.names(record))
    held = _check_conditions(asked, record)
    is_identified = held.is_identified or _is_identifier_of(record, query.said)
    is_type = not query.types or not {one.id for one in query.types}.isdisjoint(
        one.id for one in subject.types_of(record)
    )
    is_exact = bool(query.name) and likeness == 1
    is_long = not subject.is_short(name)
    is_known = is_exact and (held.strong or (held.fitting and is_long) or subject.is_telling(record, name))
    is_nearly = (
        likeness >= _NEAR_MATCH
        and held.fitting
        and is_long
        and _digits_in(query.name) == _digits_in(name.text)
    )
    penalty = _CONTRADICTION_PENALTY * held.contradicted + _OTHER_TYPE_PENALTY * (not is_type)
    return ScoredCandidate(
        record, subject, round(max(_base_score(query, likeness, held, is_identified) - penalty, 0), 1),
        {
            "name_similarity": round(likeness, 3), "name_exact": is_exact, "name_main": name.is_main,
            "identifier": is_identified, "type": is_type, "properties_fitting": held.fitting,
            "properties_contradicted": held.contradicted,
        },
        is_sure=is_type and not held.contradicted and bool(is_identified or is_known or is_nearly),
    )  # fmt: skip


def _base_score(query: ReconcileQuery, likeness: float, held: _ConditionCounts, is_identified: bool) -> float:
    if is_identified:
        return 100
    if not query.name:
        return 100 * held.fitting / len(query.conditions)
    decided = held.fitting + held.contradicted
    share = held.fitting / decided if decided else likeness
    return (100 - _CONDITION_WEIGHT) * likeness + _CONDITION_WEIGHT * share


def _digits_in(name: str) -> list[str]:
    """The numbers in a name: nobody misspells these into those of another."""
    return re.findall(r"\d+", name)


def _nearest_name(said: str, names: Iterable[RecordName]) -> tuple[float, RecordName]:
    """The name that is most like what was said, and how much, 0 to 1; the main name where several are."""
    best, found = 0.0, RecordName("")
    for name in sorted(names, key=lambda name: not name.is_main):
        likeness = _name_similarity(said, " ".join(text.tokens(name.text)), best)
        if likeness > best or not found.text:
            best, found = likeness, name
    return best, found


def _name_similarity(said: str, name: str, least: float = 0) -> float:
    """How much two folded names have in common, 0 to 1; 0 where it is not more than ``least``."""
    if said == name:
        return float(bool(said))
    in_order = _sequence_ratio(said, name, least)
    in_any_order = _sequence_ratio(
        " ".join(sorted(said.split())), " ".join(sorted(name.split())), max(least, in_order)
    )
    return min(max(in_order, in_any_order), 0.99)


def _sequence_ratio(one: str, other: str, least: float) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() <= least or matcher.quick_ratio() <= least:
        return 0
    return matcher.ratio()


def _is_identifier_of(record: MatchRecord, said: str) -> bool:
    """Whether it is the reference of a record, or a number that others know it by."""
    if said.strip().upper() == record.ref:
        return True
    keys = values.identifier_index_keys(values.normalize_identifier(said))
    return any(key in record.keys for key in keys)


def _check_conditions(asked: ResolvedQuery, record: MatchRecord) -> _ConditionCounts:
    """Which conditions hold. What the register does not know, or makes no sense, speaks neither for nor against."""
    held = _ConditionCounts()
    for condition in asked.query.conditions:
        one = find_property(record.kind, condition.property)
        told = list(one.tell(record)) if one else []
        given = [value for value in condition.values if one and (one.is_of_records or one.read(value))]
        if one is None or not told or not given:
            continue
        if any(_condition_holds(asked, one, value, told) for value in given):
            held.fitting += 1
            held.strong += not one.is_weak
            held.is_identified |= one.is_decisive
        else:
            held.contradicted += 1
    return held


def _condition_holds(
    asked: ResolvedQuery, one: RecordProperty, value: str, told: Sequence[PropertyValue]
) -> bool:
    if one.is_of_records:
        refs = set(asked.readings(one.id, value))
        names = {text.normalize_name(entity.name) for entity in told if isinstance(entity, EntityValue)}
        return text.normalize_name(value) in names or not refs.isdisjoint(
            _entity_ref(entity) for entity in told
        )
    read = one.read(value)
    return any(one.is_same(read, one.read(str(other))) for other in told)


def _entity_ref(value: PropertyValue) -> str:
    return value.ref if isinstance(value, EntityValue) else ""
