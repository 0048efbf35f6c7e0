"""Judgements of rules: which matches in the texts of a record are to go, which were left, as of somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from redaction.keys import digest
from redaction.models import RedactionRule
from redaction.rules import around_digest, forbidden_spots, form_digest, is_sure
from redaction.spots import Spot
from redaction.stores import HISTORY, StoredText


@dataclass
class Judgement:
    """Matches of a rule: to go, left on purpose, such that nobody can tell which was left, and new doubtful ones."""

    to_go: list[Spot] = field(default_factory=list)
    left: list[Spot] = field(default_factory=list)
    unsure: list[Spot] = field(default_factory=list)
    doubtful: list[Spot] = field(default_factory=list)


def judgement(texts: Iterable[StoredText], rule: RedactionRule) -> Judgement:
    """Judges all texts of a record by a rule of it.

    In a text that was there when the rule was made, what was ticked goes and what was left stays. In another, what was
    left is known by its form and the words around it; with other words around it nobody can tell.
    """
    judged = Judgement()
    for text in texts:
        known = rule.kept.get("places", {}).get(digest(text.place, rule.key))
        is_same = known is not None and digest(text.text, rule.key) == known["text"]
        forms, around = _left_in(text, known, rule)
        for number, spot in enumerate(forbidden_spots(text, rule)):
            if is_same:
                verdict = judged.left if number in known["left"] else judged.to_go
            elif around_digest(spot, rule) in around:
                verdict = judged.left
            elif form_digest(spot, rule) in forms:
                verdict = judged.unsure
            else:
                verdict = judged.to_go if is_sure(spot, rule) else judged.doubtful
            verdict.append(spot)
    return judged


def _left_in(text: StoredText, known: dict | None, rule: RedactionRule) -> tuple[set[str], set[str]]:
    """Forms that were left in a text, and the same with the words around them; in a later text, in its fact.

    In a later text of the history, in any fact: it is what one of them was.
    """
    if known is not None:
        return set(known["forms"]), set(known["around"])
    if text.number and text.number <= rule.kept.get("last_version", 0):
        return set(), set()
    of_facts = rule.kept.get("facts", {})
    by_forms = of_facts.values() if text.fact == HISTORY else [of_facts.get(text.fact, {})]
    forms = {form for by_form in by_forms for form in by_form}
    return forms, {around for by_form in by_forms for of_form in by_form.values() for around in of_form}
