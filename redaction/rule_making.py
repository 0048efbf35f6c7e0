"""Rules that a redaction leaves: one for each record or row that it changed."""

from collections import Counter, defaultdict
from collections.abc import Collection

from redaction import rules
from redaction.matching import Grade, Names, is_distinct
from redaction.models import Redaction, RedactionRule
from redaction.plan import Plan, Terms
from redaction.rules import RuleTerms
from redaction.spots import Spot
from redaction.stores import StoredText
from redaction.subjects import Subject, row_name

_LONG = 7  # letters of a name of several words
_DESK = "desk"  # all texts of a record that are in no version


def make_rules(redaction: Redaction, plan: Plan, ticked: Collection[str]) -> None:
    """Stores a rule for each subject with a ticked place, in place of older rules about the same words."""
    spots: dict[str, list[tuple[Spot, bool]]] = defaultdict(list)
    for place in plan.places:
        for spot in place.spots:
            for name in (spot.text.subject.name, *spot.text.citing):
                spots[name].append((spot, place.id in ticked))
    is_again = isinstance(plan.terms, RuleTerms)  # every match was judged, also those left
    new = [
        _rule(redaction, subject, of_subject, plan.terms)
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


def _likely_keys(terms: Terms, spots: list[tuple[Spot, bool]]) -> set[str]:
    """Keys of doubtful forms that are forbidden everywhere: only of names that are hardly other words."""
    if isinstance(terms, Names):
        each_form = [Names([form]) for form in terms.forms]
        return {key for names in each_form if any(map(_is_long, names.certain)) for key in names.likely}
    return {key for spot, _is_ticked in spots for key in spot.match.keys if terms.is_likely(key)}


def _is_long(key: str) -> bool:
    """Distinct, and of words of an alphabet long enough not to be words of prose: to an, he will."""
    bare, border, _length = key.partition("<")
    return is_distinct(key) and (len(bare) >= _LONG if border else ">" not in key)


def _rule(redaction: Redaction, subject: str, spots: list[tuple[Spot, bool]], terms: Terms) -> RedactionRule:
    ticked = [spot for spot, is_ticked in spots if is_ticked]
    keys = _judged_keys(terms, spots) | {key for spot in ticked for key in spot.match.keys}
    likely = _likely_keys(terms, spots) - keys
    row = Subject(subject).row if "#" not in subject else None
    rule = RedactionRule(
        redaction=redaction, subject=subject, row=row_name(row) if row else "", key=rules.current_key(),
        digests=_hashes_of(keys), likely=_hashes_of(likely), longest=terms.longest,
        facts=sorted({spot.text.fact for spot in ticked if spot.match.grade < Grade.CERTAIN}),
    )  # fmt: skip
    if isinstance(terms, RuleTerms):
        _take_over(rule)
    rule.kept = _kept(rule, {spot.text.place: spot.text for spot, _is_ticked in spots}, ticked)
    return rule


def _take_over(rule: RedactionRule) -> None:
    """All that older rules of a record know: what they find was judged again, in whatever form."""
    older = [each for each in rules.rules_of(rule.names) if each.key == rule.key]
    rule.digests = sorted({*rule.digests, *(each for rule_before in older for each in rule_before.digests)})
    rule.likely = sorted({each for rule_before in older for each in rule_before.likely} - {*rule.digests})
    rule.facts = sorted({*rule.facts, *(fact for rule_before in older for fact in rule_before.facts)})


def _hashes_of(keys: set[str]) -> list[str]:
    return sorted(rules.digest(key, rules.current_key()) for key in keys)


def _kept(rule: RedactionRule, texts: dict[str, StoredText], ticked: list[Spot]) -> dict:
    """Matches that stay, as the rule itself sees it from then on.

    The number of matches by fact and form; of each text that was judged, its hash, which of its matches were left and
    their forms; the last version known.
    """
    spans = defaultdict(list)
    for spot in ticked:
        spans[spot.text.place].append((spot.match.start, spot.match.end))
    left: Counter = Counter()
    places = {}
    for place, text in texts.items():
        matches = [spot.match for spot in rules.forbidden_spots(text, rule)]
        numbers = [
            number
            for number, match in enumerate(matches)
            if not any(start < match.end and match.start < end for start, end in spans[place])
        ]
        forms = [rules.digest(matches[number].key, rule.key) for number in numbers]
        left.update((text.number or _DESK, text.fact, form) for form in forms)
        if matches:
            places[place] = {"text": rules.digest(text.text, rule.key), "left": numbers, "keys": forms}
    facts: dict[str, dict[str, int]] = defaultdict(dict)
    for (_container, fact, form), number in left.items():
        facts[fact][form] = max(number, facts[fact].get(form, 0))
    last = max((text.number or 0 for text in texts.values()), default=0)
    return {"facts": facts, "places": places, "last_version": last}


def _forget_older(new: list[RedactionRule]) -> None:
    """A word that was judged again in a record is no longer judged by its older rules."""
    for rule, of_record in zip(new, rules.rules_of_each([rule.names for rule in new]), strict=True):
        for older in of_record:
            if older.key != rule.key:
                continue
            again = {*rule.digests, *rule.likely}
            digests = [each for each in older.digests if each not in again]
            likely = [each for each in older.likely if each not in again]
            if (digests, likely) != (older.digests, older.likely):
                older.digests, older.likely = digests, likely
                older.save(update_fields=["digests", "likely"])
