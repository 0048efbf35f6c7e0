"""Rules that a redaction leaves: one for each record or row that it changed."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from redaction import rules
from redaction.context import is_han
from redaction.identities import identity_hashes, lasting_names
from redaction.keys import current_key, digest
from redaction.linked_titles import linked_fact
from redaction.matching import ATTACHED, PART, Grade, Names, is_distinct, with_marker
from redaction.models import Redaction, RedactionRule
from redaction.plan import Plan, Terms
from redaction.spots import Spot
from redaction.subjects import Subject, row_name
from register.bodies import REDACTION_MARKER

_LONG = 7  # letters of a name of several words
_ORDERED = re.compile(r"[<>]\d+\+?$")  # ends the key of whole words in some order: Jun Lee, Lee, Jun
_DESK = "desk"  # all texts of a record that are in no version


def make_rules(redaction: Redaction, plan: Plan, ticked: Collection[str]) -> None:
    """Stores a rule for each subject with a ticked place, in place of older rules about the same words."""
    spots: dict[Subject, list[tuple[Spot, bool]]] = defaultdict(list)
    for place in plan.places:
        for spot in place.spots:
            spots[place.subject].append((spot, place.id in ticked))
            for name in spot.text.citing:
                spots[Subject(name)].append((_as_cited(spot, place.subject), place.id in ticked))
    for spot in plan.listed_spots():
        for name in (spot.text.subject.name, *spot.text.citing):
            spots[Subject(name)].append((spot, False))
    judged = {
        subject: of_subject
        for subject, of_subject in spots.items()
        if any(
            is_ticked or (plan.is_again and not _is_of_linked(spot, subject))
            for spot, is_ticked in of_subject
        )
    }
    judged |= _of_same_identity(judged, spots)
    new = [_rule(redaction, subject, of_subject, plan.terms) for subject, of_subject in judged.items()]
    if plan.is_again:
        for rule, of_identity in zip(new, _with_key_of(new, [each.names for each in judged]), strict=True):
            _take_over(rule, of_identity)
    for rule, of_subject in zip(new, judged.values(), strict=True):
        rule.kept = _kept(rule, of_subject)
    store_rules(new)


def store_rules(new: list[RedactionRule]) -> None:
    """Stores rules; what they judge, the older ones of their records and keys judge no more."""
    older = _with_key_of(new, [rule.names for rule in new])
    RedactionRule.objects.bulk_create(new)
    for rule, of_record in zip(new, older, strict=True):
        before = [each for each in of_record if each.redaction.at <= rule.redaction.at]
        _forget(before, {*rule.digests, *rule.likely})


def _is_of_linked(spot: Spot, subject: Subject) -> bool:
    """The title of a record, judged as what another prints that links to it."""
    return bool(spot.text.citing) and subject.is_record and spot.text.subject.name == subject.name


def _as_cited(spot: Spot, subject: Subject) -> Spot:
    """A match as the rule of a record knows it that cites this source, or prints the title of this linked record."""
    if subject.record is None:
        return spot
    return replace(spot, text=replace(spot.text, fact=linked_fact(row_name(subject.record))))


def _of_same_identity[T](judged: Iterable[Subject], spots: dict[Subject, T]) -> dict[Subject, T]:
    """Subjects with an identity of one that is judged: its rule would hold for them, so what was left there is kept."""
    identities = {name for subject in judged for name in lasting_names(subject)}
    return {subject: of_subject for subject, of_subject in spots.items() if identities & {*subject.names}}


def _with_key_of(new: list[RedactionRule], named: list[list[str]]) -> list[list[RedactionRule]]:
    """Rules of each record that were made before with the same key: only their hashes can be compared."""
    of_each = rules.rules_of_each(named)
    return [
        [older for older in of_record if older.key == rule.key]
        for rule, of_record in zip(new, of_each, strict=True)
    ]


def _judged_keys(terms: Terms, spots: list[tuple[Spot, bool]]) -> set[str]:
    """Keys of the words that a subject was searched for beyond doubt, in whatever form they may come."""
    if isinstance(terms, Names):
        return terms.certain
    return {
        key for spot, _is_ticked in spots if spot.match.grade is not Grade.PART for key in spot.match.keys
    }


def _likely_keys(terms: Terms, spots: list[tuple[Spot, bool]]) -> set[str]:
    """Keys of doubtful forms that are forbidden everywhere.

    All of names that are hardly other words; of short ones, those in another order, also with a comma or an initial,
    not in lower case, and those with a title or particle attached.
    """
    if isinstance(terms, Names):
        each_form = [Names([form]) for form in terms.forms]
        return {
            key
            for names in each_form
            for key in names.likely
            if key.endswith(ATTACHED) or _ORDERED.search(key) or any(map(_is_long, names.certain))
        }
    return {key for spot, _is_ticked in spots for key in spot.match.keys if terms.is_likely(key)}


def _is_long(key: str) -> bool:
    """Distinct or in Han, and of words of an alphabet long enough not to be words of prose: to an, he will."""
    bare, border, _length = key.partition("<")
    if is_han(bare):
        return len(bare) > 1
    return is_distinct(key) and (len(bare) >= _LONG if border else ">" not in key)


def _rule(
    redaction: Redaction, subject: Subject, spots: list[tuple[Spot, bool]], terms: Terms
) -> RedactionRule:
    ticked = [spot for spot, is_ticked in spots if is_ticked]
    keys = _judged_keys(terms, spots) | {key for spot in ticked for key in spot.match.keys}
    likely = _likely_keys(terms, spots) - {key for key in keys if not key.endswith(PART)}
    row = subject.row if "#" not in subject.name else None
    return RedactionRule(
        redaction=redaction, subject=subject.name, row=row_name(row) if row else "",
        identity_digests=identity_hashes(subject, ticked), key=current_key(),
        digests=_hashes_of(keys), likely=_hashes_of(likely), longest=terms.longest,
        facts=sorted({spot.text.fact for spot in ticked if spot.match.grade < Grade.CERTAIN}),
    )  # fmt: skip


def _take_over(rule: RedactionRule, older: list[RedactionRule]) -> None:
    """All that older rules of a record or of its identities know: what they find was judged again, in whatever form."""
    rule.digests = sorted({*rule.digests, *(each for rule_before in older for each in rule_before.digests)})
    rule.likely = sorted({*rule.likely, *(each for rule_before in older for each in rule_before.likely)})
    rule.facts = sorted({*rule.facts, *(fact for rule_before in older for fact in rule_before.facts)})


def _hashes_of(keys: set[str]) -> list[str]:
    return sorted(digest(key, current_key()) for key in keys)


def _kept(rule: RedactionRule, judged: list[tuple[Spot, bool]]) -> dict:
    """Matches that stay, as the rule itself sees them from then on.

    By fact and form, with the words around them, how many; of each text that was judged, by the hash of its place, its
    hash, which of its matches were left, and their hashes; the last version known.
    """
    texts = {spot.text.place: spot.text for spot, _is_ticked in judged}
    spans = defaultdict(list)
    for spot, is_ticked in judged:
        if is_ticked:
            spans[spot.text.place].append((spot.match.start, spot.match.end))
    left: Counter = Counter()
    places = {}
    for place, text in texts.items():
        if not (spots := rules.forbidden_spots(text, rule)):
            continue
        stay = rules.forbidden_spots(
            replace(text, text=with_marker(text.text, spans[place], REDACTION_MARKER)), rule
        )
        hashed = [(rules.form_digest(spot, rule), rules.around_digest(spot, rule)) for spot in stay]
        left.update((text.number or _DESK, text.fact, *each) for each in hashed)
        places[digest(place, rule.key)] = {  # members of JSON may be words
            "text": digest(text.text, rule.key),
            "left": [number for number, spot in enumerate(spots) if not _overlaps(spot, spans[place])],
            "forms": sorted({form for form, _around in hashed}),
            "around": sorted({around for _form, around in hashed}),
        }
    last = max((text.number or 0 for text in texts.values()), default=0)
    return {"facts": _most(left), "places": places, "last_version": last}


def _overlaps(spot: Spot, spans: list[tuple[int, int]]) -> bool:
    return any(start < spot.match.end and spot.match.start < end for start, end in spans)


def _most(left: Counter) -> dict[str, dict[str, dict[str, int]]]:
    """The most that stays in any version or on the desk, by fact, form and words around it."""
    facts: dict = defaultdict(lambda: defaultdict(dict))
    for (_container, fact, form, around), number in left.items():
        facts[fact][form][around] = max(number, facts[fact][form].get(around, 0))
    return facts


def extend_rule(rule: RedactionRule, other: RedactionRule) -> None:
    """Adds to a rule all that another of the same redaction and key knows, about the same words."""
    both: dict = {
        name: sorted({*getattr(rule, name), *getattr(other, name)})
        for name in ("digests", "likely", "facts", "identity_digests")
    }
    both["longest"] = max(rule.longest, other.longest)
    if any(getattr(rule, name) != value for name, value in both.items()):
        RedactionRule.objects.filter(pk=rule.pk).update(**both)


def _forget(older: list[RedactionRule], again: set[str]) -> None:
    """Words that were judged again in a record, by their hashes, are no longer judged by its older rules."""
    for rule in older:
        digests = [each for each in rule.digests if each not in again]
        likely = [each for each in rule.likely if each not in again]
        if (digests, likely) != (rule.digests, rule.likely):
            rule.digests, rule.likely = digests, likely
            rule.save(update_fields=["digests", "likely"])
