"""Rules that a redaction leaves: one for each record or row that it changed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from redaction import rules
from redaction.matching import Grade, Names
from redaction.models import Redaction, RedactionRule
from redaction.plan import Plan, Spot, Terms

_DESK = "desk"  # all texts of a record that are in no version


def make_rules(redaction: Redaction, plan: Plan, ticked: Collection[str]) -> None:
    """Stores a rule for each subject with a ticked place, in place of older rules about the same words."""
    spots: dict[str, list[tuple[Spot, bool]]] = defaultdict(list)
    for place in plan.places:
        for spot in place.spots:
            for name in (spot.text.subject.name, *spot.text.citing):
                spots[name].append((spot, place.id in ticked))
    is_again = not isinstance(
        plan.terms, Names
    )  # known by rules only: every match was judged, also those left
    new = [
        _rule(redaction, subject, of_subject, _judged_keys(plan.terms, of_subject), plan.terms.longest)
        for subject, of_subject in spots.items()
        if is_again or any(is_ticked for _spot, is_ticked in of_subject)
    ]
    _forget_older(new)
    RedactionRule.objects.bulk_create(new)


def _judged_keys(terms: Terms, spots: list[tuple[Spot, bool]]) -> set[str]:
    """Keys of the words that a subject was searched for beyond doubt, in whatever form they may come."""
    if isinstance(terms, Names):
        return terms.certain
    return {
        key for spot, _is_ticked in spots if spot.match.grade is not Grade.PART for key in spot.match.keys
    }


def _rule(
    redaction: Redaction, subject: str, spots: list[tuple[Spot, bool]], names: Iterable[str], longest: int
) -> RedactionRule:
    keys = {*names, *(key for spot, is_ticked in spots if is_ticked for key in spot.match.keys)}
    facts = {spot.text.fact for spot, is_ticked in spots if is_ticked and spot.match.grade < Grade.CERTAIN}
    forbidden = [
        (spot, is_ticked)
        for spot, is_ticked in spots
        if spot.match.key in keys and (spot.match.grade is Grade.CERTAIN or spot.text.fact in facts)
    ]
    return RedactionRule(
        redaction=redaction, subject=subject, key=rules.current_key(), longest=longest, facts=sorted(facts),
        digests=sorted(rules.digest(key, rules.current_key()) for key in keys), kept=_kept(forbidden),
    )  # fmt: skip


def _kept(spots: list[tuple[Spot, bool]]) -> dict:
    """Matches that stay: their number by fact, and in each text which of its matches; the last version known."""
    by_text: dict[str, list[tuple[Spot, bool]]] = defaultdict(list)
    left: Counter = Counter()
    for spot, is_ticked in spots:
        by_text[spot.text.place].append((spot, is_ticked))
        if not is_ticked:
            left[spot.text.number or _DESK, spot.text.fact] += 1
    places = {}
    for place, of_text in by_text.items():
        of_text.sort(key=lambda each: each[0].ordinal)
        if numbers := [number for number, (_spot, is_ticked) in enumerate(of_text) if not is_ticked]:
            places[place] = {"of": len(of_text), "left": numbers}
    facts: dict[str, int] = {}
    for (_container, fact), number in left.items():
        facts[fact] = max(number, facts.get(fact, 0))
    last = max((spot.text.number or 0 for spot, _is_ticked in spots), default=0)
    return {"facts": facts, "places": places, "last_version": last}


def _forget_older(new: list[RedactionRule]) -> None:
    """A word that was judged again in a record is no longer judged by its older rules."""
    for rule in new:
        for older in RedactionRule.objects.filter(subject=rule.subject, key=rule.key):
            digests = [each for each in older.digests if each not in set(rule.digests)]
            if digests != older.digests:
                RedactionRule.objects.filter(pk=older.pk).update(digests=digests)
