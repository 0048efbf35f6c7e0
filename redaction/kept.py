"""Judgements of rules: which matches in the texts of a record are to go, which were left, as of somebody else."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from redaction.models import RedactionRule
from redaction.rules import digest, forbidden_spots
from redaction.spots import Spot
from redaction.stores import StoredText


@dataclass
class Judgement:
    """Matches of a rule: to go, left on purpose, or such that nobody can tell which of them was left."""

    to_go: list[Spot] = field(default_factory=list)
    left: list[Spot] = field(default_factory=list)
    unsure: list[Spot] = field(default_factory=list)


def judgement(texts: Iterable[StoredText], rule: RedactionRule) -> Judgement:
    """Judges all texts of a record by a rule of it.

    In a text that was there when the rule was made, what was ticked goes and what was left stays. In a later one as
    much stays as a publication would let pass: as was left in that fact of that form, but for what stays elsewhere.
    """
    judged = Judgement()
    by_fact: dict[tuple[int, str], list[list[Spot]]] = defaultdict(list)
    for text in texts:
        if spots := forbidden_spots(text, rule):
            by_fact[text.number or 0, text.fact].append(spots)
    places = rule.kept.get("places", {})
    for (number, fact), of_fact in by_fact.items():
        here, later = Judgement(), []
        for spots in of_fact:
            if kept := places.get(spots[0].text.place):
                _judge_known(spots, kept, rule, here)
            else:
                later += spots
        is_later = not number or number > rule.kept.get("last_version", 0)
        allowed = Counter(rule.kept.get("facts", {}).get(fact, {}) if is_later else {})
        allowed.subtract(digest(spot.match.key, rule.key) for spot in (*here.left, *here.unsure))
        _judge_by_number(later, allowed, rule, here)
        judged.to_go += here.to_go
        judged.left += here.left
        judged.unsure += here.unsure
    return judged


def _judge_known(spots: list[Spot], kept: dict, rule: RedactionRule, judged: Judgement) -> None:
    """Judges a text that was there: by position while it is the same, else by number."""
    if digest(spots[0].text.text, rule.key) != kept["text"]:
        _judge_by_number(spots, Counter(kept["keys"]), rule, judged)
        return
    for number, spot in enumerate(spots):
        (judged.left if number in kept["left"] else judged.to_go).append(spot)


def _judge_by_number(spots: list[Spot], allowed: Counter, rule: RedactionRule, judged: Judgement) -> None:
    """Judges matches of each form: as many may stay as ``allowed`` of it, by its hash."""
    by_form: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        by_form[digest(spot.match.key, rule.key)].append(spot)
    for form, of_form in by_form.items():
        if len(of_form) <= allowed[form]:
            judged.left += of_form
        elif allowed[form] > 0:
            judged.unsure += of_form
        else:
            judged.to_go += of_form
