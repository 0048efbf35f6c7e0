"""Plan of a redaction: every place where the words stand, grouped by record, with what speaks for each."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from redaction.kept import judgement
from redaction.matching import Grade, Names
from redaction.models import RedactionRule
from redaction.rules import RuleTerms, rules_of_each
from redaction.spots import Spot, spots_in
from redaction.stores import StoredText, stores, texts_about
from redaction.subjects import Subject, subject_names
from redaction.tokens import letters

Terms = Names | RuleTerms  # words that are looked for: given as names, or known by keyed hashes only

_AROUND = 60  # letters that are shown before and after the words


@dataclass
class Place:
    """Words with the same around them in one fact of one record; in versions and in the staff area apart."""

    id: str
    subject: Subject
    label: str
    before: str
    words: str
    after: str
    grade: Grade
    beside: str
    is_other: bool  # linked to somebody else of that name
    left_on: date | None = None  # when it was left on purpose, as of somebody else
    spots: list[Spot] = field(default_factory=list)

    @property
    def is_ticked(self) -> bool:
        """Ticked from the start: the name beyond doubt, not linked to somebody else, not left before."""
        return self.grade is Grade.CERTAIN and not (self.is_other or self.left_on)

    @property
    def versions(self) -> list[int]:
        return sorted({spot.text.number for spot in self.spots if spot.text.number})

    @property
    def doubt(self) -> str:
        """Reason for not ticking it from the start."""
        if self.left_on:
            return _("Left on purpose on %(day)s: perhaps somebody else of that name.") % {
                "day": f"{self.left_on:%Y-%m-%d}"
            }
        if self.is_other:
            return _("Linked to another record: perhaps somebody else of that name.")
        if self.grade is Grade.WORD:
            return _("A short or common word in prose: perhaps not the name.")
        if self.grade is Grade.PART:
            return _("Part of a longer word, name or address, or with other word breaks, order or capitals.")
        return ""


@dataclass
class Plan:
    """Everything that a redaction of these terms may change."""

    terms: Terms
    places: list[Place] = field(default_factory=list)
    is_cut: bool = False  # there are more than a page holds

    @cached_property
    def things(self) -> dict[str, object]:
        """The places in a form of which a confirmation takes the fingerprint."""
        return {place.id: [[*spot.key, spot.text.text] for spot in place.spots] for place in self.places}

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
        return {
            place.id
            for place in self.places
            if place.grade >= Grade.WORD and not (place.is_other or place.left_on)
        }

    def all_ids(self) -> set[str]:
        return {place.id for place in self.places}

    @property
    def unticked(self) -> int:
        return len(self.places) - len(self.ticked())


def plan_redaction(terms: Terms, about: Subject | None = None, most: int | None = None) -> Plan:
    """Plan over every store. ``about`` is the record whose name it is, where there is one.

    With ``most``, whole records are left out at the end that would make it more places than that.
    """

    def may_hold(text: str) -> bool:
        return terms.may_be_in(letters(text))

    texts = (text for store in stores().values() for text in store.texts_with(may_hold))
    return _cut(plan_in(texts, terms, about), most)


def _cut(plan: Plan, most: int | None) -> Plan:
    kept: list[Place] = []
    for _subject, places in plan.by_subject():
        if most and kept and len(kept) + len(places) > most:
            return Plan(plan.terms, kept, is_cut=True)
        kept += places
    return plan


def plan_in(texts: Iterable[StoredText], terms: Terms, about: Subject | None = None) -> Plan:
    """Plan over these texts only."""
    is_other = _mentions_other(about)
    places: dict[str, Place] = {}
    subjects: dict[str, Subject] = {}  # each loaded once
    for text in texts:
        for spot in spots_in(text, terms.grade, terms.longest):
            subject = subjects.setdefault(text.subject.name, text.subject)
            place = _place_of(spot, subject, is_other(text))
            places.setdefault(place.id, place).spots.append(spot)
    _doubt_records_of_others(places.values(), about, is_other)
    ordered = sorted(places.values(), key=lambda place: (place.subject.title, place.subject.name))
    plan = Plan(terms, ordered)
    _doubt_what_was_left(plan)
    return plan


def _place_of(spot: Spot, subject: Subject, is_other: bool) -> Place:
    text, match = spot.text, spot.match
    before, words, after = (
        " ".join(part.split())
        for part in (
            text.text[max(0, match.start - _AROUND) : match.start],
            text.text[match.start : match.end],
            text.text[match.end : match.end + _AROUND],
        )
    )
    shown = [
        text.store,
        text.column,
        text.subject.name,
        text.fact,
        before,
        words,
        after,
        match.key,
    ]
    place_id = hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:20]
    before = ("… " if match.start > _AROUND else "") + before
    after += " …" if len(text.text) - match.end > _AROUND else ""
    return Place(
        place_id, subject, text.label, before, words, after, match.grade, text.beside, is_other
    )  # fmt: skip


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
    """What an earlier redaction left on purpose is not ticked again, nor where nobody can tell which was left."""
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
        left |= {spot.key: rule.redaction.at.date() for spot in (*judged.left, *judged.unsure)}
        to_go |= {spot.key for spot in judged.to_go}
    return left, to_go
