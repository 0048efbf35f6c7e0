"""Scoring of candidates, and the decision whether the best is a certain match.

The score is 100 times the similarity of the nearest name; with conditions nine tenths of that, and ten for the
conditions that hold. A contradicted condition takes 25 away, another type 10. A number that no other record has makes
it 100.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.text import normalize_name, tokens
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
_NEAR_MATCH = 0.92  # similarity from which on a misspelled name is trusted, if something else confirms it
_MIN_LEAD = 4  # over the next candidate, for a certain match
_MIN_SCORE = 35  # of a candidate that is returned

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
    """Counts of conditions that hold, of those among them that are not weak, and of contradicted ones."""

    fitting: int = 0
    strong: int = 0
    contradicted: int = 0
    is_identified: bool = False  # a decisive condition holds


@dataclass(frozen=True)
class ScoredCandidate:
    """A record with its score for a query."""

    record: MatchRecord
    matcher: RecordMatcher
    score: float
    features: dict[str, float | bool]
    is_sure: bool  # if no other candidate comes near

    @property
    def order(self) -> tuple:
        serial = int(self.record.ref[1:])
        return -self.score, not self.features["name_main"], self.record.kind, serial

    @property
    def is_identified(self) -> bool:
        return bool(self.features["identifier"])


def rank_candidates(resolved: ResolvedQuery, records: Iterable[MatchRecord]) -> list[ScoredCandidate]:
    """The candidates with a sufficient score, the best first."""
    candidates = [_score_candidate(resolved, record) for record in records]
    return sorted(
        (candidate for candidate in candidates if candidate.score >= _MIN_SCORE),
        key=lambda candidate: candidate.order,
    )


def certain_match(ranked: Sequence[ScoredCandidate]) -> ScoredCandidate | None:
    """The first candidate if it is sure by itself and no other comes near; else None."""
    if not ranked or not ranked[0].is_sure:
        return None
    best, others = ranked[0], ranked[1:]
    rivals = [other for other in others if other.score > best.score - _MIN_LEAD or other.is_identified]
    return None if rivals else best


def _score_candidate(resolved: ResolvedQuery, record: MatchRecord) -> ScoredCandidate:
    query, matcher = resolved.query, matcher_for(record.kind)
    similarity, name = _nearest_name(query.folded_text, matcher.names(record))
    counts = _check_conditions(resolved, record)
    is_identified = counts.is_identified or _is_identifier_of(record, query.text)
    own_types = {type.id for type in matcher.types_of(record)}
    is_type = not query.types or any(type.id in own_types for type in query.types)
    is_exact = bool(query.folded_text) and similarity == 1
    is_clear = not matcher.is_ambiguous(name)
    is_known = is_exact and (
        counts.strong or (counts.fitting and is_clear) or matcher.is_distinctive(record, name)
    )
    is_nearly = (
        similarity >= _NEAR_MATCH
        and counts.fitting
        and is_clear
        and _digits_in(query.folded_text) == _digits_in(name.text)
    )
    penalty = _CONTRADICTION_PENALTY * counts.contradicted + _OTHER_TYPE_PENALTY * (not is_type)
    return ScoredCandidate(
        record, matcher, round(max(_base_score(query, similarity, counts, is_identified) - penalty, 0), 1),
        {
            "name_similarity": round(similarity, 3), "name_exact": is_exact, "name_main": name.is_main,
            "identifier": is_identified, "type": is_type, "properties_fitting": counts.fitting,
            "properties_contradicted": counts.contradicted,
        },
        is_sure=is_type and not counts.contradicted and bool(is_identified or is_known or is_nearly),
    )  # fmt: skip


def _base_score(
    query: ReconcileQuery, similarity: float, counts: _ConditionCounts, is_identified: bool
) -> float:
    if is_identified:
        return 100
    if not query.folded_text:
        return 100 * counts.fitting / len(query.conditions)
    decided = counts.fitting + counts.contradicted
    share = counts.fitting / decided if decided else similarity
    return (100 - _CONDITION_WEIGHT) * similarity + _CONDITION_WEIGHT * share


def _digits_in(name: str) -> list[str]:
    """The numbers in a name: they are never misspelled into those of another name."""
    return re.findall(r"\d+", name)


def _nearest_name(folded_text: str, names: Iterable[RecordName]) -> tuple[float, RecordName]:
    """The similarity of the nearest name, 0 to 1, and that name; the main name where several are as near."""
    best, nearest = 0.0, RecordName("")
    for name in sorted(names, key=lambda name: not name.is_main):
        similarity = _name_similarity(folded_text, " ".join(tokens(name.text)), best)
        if similarity > best or not nearest.text:
            best, nearest = similarity, name
    return best, nearest


def _name_similarity(text: str, name: str, least: float = 0) -> float:
    """The similarity of two folded names, 0 to 1, words in order or in any order; 0 if it is not over ``least``."""
    if text == name:
        return float(bool(text))
    in_order = _sequence_ratio(text, name, least)
    in_any_order = _sequence_ratio(
        " ".join(sorted(text.split())), " ".join(sorted(name.split())), max(least, in_order)
    )
    return min(max(in_order, in_any_order), 0.99)


def _sequence_ratio(text: str, other: str, least: float) -> float:
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if matcher.real_quick_ratio() <= least or matcher.quick_ratio() <= least:
        return 0
    return matcher.ratio()


def _is_identifier_of(record: MatchRecord, text: str) -> bool:
    """The text is the reference of the record, or a number that others know it by."""
    if text.strip().upper() == record.ref:
        return True
    keys = values.identifier_index_keys(values.bare_identifier(text))
    return any(key in record.keys for key in keys)


def _check_conditions(resolved: ResolvedQuery, record: MatchRecord) -> _ConditionCounts:
    """Counts over the conditions. A value that the register lacks, or that makes no sense, counts neither way."""
    counts = _ConditionCounts()
    for condition in resolved.query.conditions:
        property = find_property(record.kind, condition.property)
        if property is None:
            continue
        record_values = list(property.values(record))
        given = [value for value in condition.values if property.is_of_records or property.normalize(value)]
        if not record_values or not given:
            continue
        if any(_condition_holds(resolved, property, value, record_values) for value in given):
            counts.fitting += 1
            counts.strong += not property.is_weak
            counts.is_identified |= property.is_decisive
        else:
            counts.contradicted += 1
    return counts


def _condition_holds(
    resolved: ResolvedQuery, property: RecordProperty, value: str, record_values: Sequence[PropertyValue]
) -> bool:
    if property.is_of_records:
        entities = [entity for entity in record_values if isinstance(entity, EntityValue)]
        refs = set(resolved.comparable_values(property.id, value))
        names = {normalize_name(entity.name) for entity in entities}
        return normalize_name(value) in names or not refs.isdisjoint(entity.ref for entity in entities)
    comparable = property.normalize(value)
    return any(
        property.is_same(comparable, property.normalize(str(record_value))) for record_value in record_values
    )
