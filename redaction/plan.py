"""Plan of a redaction: every place where the words stand, grouped by record, with what speaks for each."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import unquote

from django.utils import timezone
from django.utils.functional import cached_property

from redaction.kept import judgement
from redaction.matching import Grade, Names
from redaction.models import RedactionRule
from redaction.places import Place, fitting, place_of
from redaction.rules import RuleTerms, rules_of_each
from redaction.spots import Spot, spots_in
from redaction.stores import StoredText, stores, texts_about
from redaction.subjects import Subject, subject_names
from redaction.tokens import letters

Terms = Names | RuleTerms  # words that are looked for: given as names, or known by keyed hashes only

_ORGANIZATION = re.compile(r"organizations\.organization#\d+|O\d+")
_NAMES_OF_ORGANIZATIONS = {"name", "names", "text", "name_as_written"}  # columns and members
_PARTIES = "agreements.involvement"


@dataclass
class Plan:
    """Everything that a redaction of these terms may change."""

    terms: Terms
    places: list[Place] = field(default_factory=list)
    is_cut: bool = False  # there are more than a page holds
    listed: list[StoredText] = field(default_factory=list)  # numbers and addresses with the words

    @property
    def is_again(self) -> bool:
        """Of what came back, by rules: every match is judged, also those that are left."""
        return isinstance(self.terms, RuleTerms)

    def listed_spots(self) -> Iterator[Spot]:
        """The words in numbers and addresses: left to people, who have seen them."""
        return (spot for text in self.listed for spot in spots_in(text, self.terms.grade, self.terms.longest))

    def listed_by_subject(self) -> list[tuple[Subject, str, str, list[int]]]:
        """Record, label, value and public versions of each number or address."""
        versions: dict[tuple[Subject, str, str], set[int]] = defaultdict(set)
        for text in self.listed:
            versions[text.subject, text.label, unquote(text.text)] |= {text.number} if text.number else set()
        return [(*each, sorted(numbers)) for each, numbers in versions.items()]

    @cached_property
    def things(self) -> dict[str, object]:
        """The places in a form of which a confirmation takes the fingerprint."""
        things: dict[str, object] = {"listed": [[text.place, text.text] for text in self.listed]}
        things |= {place.id: [[*spot.key, spot.text.text] for spot in place.spots] for place in self.places}
        return things

    def by_subject(self) -> list[tuple[Subject, list[Place]]]:
        grouped: dict[Subject, list[Place]] = defaultdict(list)
        for place in self.places:
            grouped[place.subject].append(place)
        return list(grouped.items())

    def ticked(self) -> set[str]:
        """Ids of the places that are ticked from the start."""
        return {place.id for place in self.places if place.is_ticked}

    def whole_words(self) -> set[str]:
        """Ids of all places but those where the words are only part of longer ones, or are somebody else's."""
        return {place.id for place in self.places if place.grade >= Grade.WORD and not place.is_of_another}

    def all_ids(self) -> set[str]:
        return {place.id for place in self.places}

    @property
    def unticked(self) -> int:
        return len(self.places) - len(self.ticked())


def plan_redaction(terms: Terms, about: Subject | None = None, most: int | None = None) -> Plan:
    """Plan over every store. ``about`` is the record whose name it is, where there is one.

    With ``most``, the plan is one that a page can show: see `fit_page`.
    """

    def may_hold(text: str) -> bool:
        return terms.may_be_in(letters(text))

    texts = (text for store in stores().values() for text in store.texts_with(may_hold))
    plan = plan_in(texts, terms, about)
    return fit_page(plan, most) if most else plan


def fit_page(plan: Plan, most: int) -> Plan:
    """The plan with at most so many places: those of a record that alone has more as one, later records left out."""
    kept: list[Place] = []
    for _subject, places in plan.by_subject():
        shown = fitting(places, most)
        if kept and len(kept) + len(shown) > most:
            return replace(plan, places=kept, is_cut=True)
        kept += shown
    return replace(plan, places=kept)


def plan_in(texts: Iterable[StoredText], terms: Terms, about: Subject | None = None) -> Plan:
    """Plan over these texts only."""
    is_other = _mentions_other(about)
    is_of_organization = about is not None and bool(_ORGANIZATION.fullmatch(about.name))
    places: dict[str, Place] = {}
    subjects: dict[str, Subject] = {}  # each loaded once
    listed: list[StoredText] = []
    for text in texts:
        if text.is_listed:
            listed += [text] if _is_in_address(text, terms) else []
            continue
        for spot in spots_in(text, terms.grade, terms.longest):
            subject = subjects.setdefault(text.subject.name, text.subject)
            place = place_of(spot, subject, is_other(text))
            place.is_institution = not is_of_organization and _is_called_after(spot)
            places.setdefault(place.id, place).spots.append(spot)
    shown = _without_initials_alone(places.values(), terms)
    _doubt_records_of_others(shown, about, is_other)
    ordered = sorted(shown, key=lambda place: (place.subject.title, place.subject.name))
    plan = Plan(terms, ordered, listed=listed)
    _doubt_what_was_left(plan)
    return plan


def _without_initials_alone(places: Iterable[Place], terms: Terms) -> list[Place]:
    """Without family names with initials in records in which nothing else is the name."""
    abbreviated = {id(place) for place in places if all(map(terms.is_abbreviated, place.spots[0].match.keys))}
    named = {place.subject.name for place in places if id(place) not in abbreviated}
    return [place for place in places if id(place) not in abbreviated or place.subject.name in named]


def _is_called_after(spot: Spot) -> bool:
    """Within the name of an organization, not the whole of it: perhaps called after somebody."""
    text, match = spot.text, spot.match
    is_whole = match.start == 0 and match.end == len(text.text.rstrip())
    return not is_whole and _is_name_of_organization(text)


def _is_name_of_organization(text: StoredText) -> bool:
    """A name of an organization in its own record, as a party has it, or as a version mentions it."""
    if not _NAMES_OF_ORGANIZATIONS & {text.column, *text.steps}:
        return False
    is_own = bool(_ORGANIZATION.fullmatch(text.subject.name))
    is_of_party = text.store == _PARTIES
    is_mention = text.number is not None and bool(_ORGANIZATION.fullmatch(text.mention))
    return is_own or is_of_party or is_mention


def _is_in_address(text: StoredText, terms: Terms) -> bool:
    """The words stand in a number or address, as it is written or decoded: %EA%B9%80."""
    return any(
        any(spots_in(replace(text, text=written), terms.grade, terms.longest))
        for written in {text.text, unquote(text.text)}
    )


def _mentions_other(about: Subject | None) -> Callable[[StoredText], bool]:
    """Function that tells whether a text is linked to another record of the kind of ``about``, or is of one."""
    if about is None or about.record is None:
        return lambda text: False
    own = set(subject_names(about.record))
    row_prefix, letter = f"{about.record._meta.label_lower}#", about.ref[:1]

    def is_other(text: StoredText) -> bool:
        named = [*text.mention.split(), text.subject.name]
        kin = {name for name in named if name.startswith(row_prefix) or (letter and name[:1] == letter)}
        return bool(kin - own)

    return is_other


def _doubt_records_of_others(
    places: Iterable[Place], about: Subject | None, is_other: Callable[[StoredText], bool]
) -> None:
    """In a record that links the name to somebody else only, its prose is doubtful as well."""
    if about is None or about.record is None:
        return
    own = set(subject_names(about.record))
    of_others, of_own = set(), set()
    for place in places:
        if place.is_other:
            of_others.add(place.subject.name)
        if any(own & {*spot.text.mention.split()} for spot in place.spots):
            of_own.add(place.subject.name)
    for place in places:
        place.is_other = place.is_other or place.subject.name in of_others - of_own


def _doubt_what_was_left(plan: Plan) -> None:
    """Unticks places that an earlier redaction left on purpose, or of which nobody can tell which was left."""
    by_subject = plan.by_subject()
    citing = [
        {name for place in places for spot in place.spots for name in spot.text.citing}
        for _subject, places in by_subject
    ]
    rules = rules_of_each(
        [{*subject.names, *more} for (subject, _places), more in zip(by_subject, citing, strict=True)]
    )
    for (subject, places), of_subject in zip(by_subject, rules, strict=True):
        left, to_go = _judged_before(subject, of_subject)
        for place in places:
            days = [left.get(spot.key) for spot in place.spots if spot.key not in to_go]
            if len(days) == len(place.spots) and None not in days:
                place.left_on = max(day for day in days if day)


def _judged_before(
    subject: Subject, rules: Sequence[RedactionRule]
) -> tuple[dict[tuple[str, int], date], set[tuple[str, int]]]:
    """Spots of a record that earlier redactions left, with the day, and those that are to go by one of them."""
    left: dict[tuple[str, int], date] = {}
    to_go: set[tuple[str, int]] = set()
    texts = list(texts_about(subject)) if rules else []
    for rule in rules:
        judged = judgement(texts, rule)
        left |= {spot.key: timezone.localdate(rule.redaction.at) for spot in (*judged.left, *judged.unsure)}
        to_go |= {spot.key for spot in judged.to_go}
    return left, to_go
