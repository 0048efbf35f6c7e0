"""Rules for English text: everything that a text says of its agreements, as suggestions."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from agreements.choices import AgreementRelationKind as Relation
from agreements.choices import Form, InvolvementRole
from extraction.known_names import KnownNames
from extraction.rules.document import Document
from extraction.rules.doubts import is_announcement, is_correction, without_taken_back
from extraction.rules.english_amounts import suggest_amounts
from extraction.rules.english_dates import suggest_dates
from extraction.rules.english_modality import english_events, english_undone_clauses
from extraction.rules.english_parties import suggest_parties
from extraction.rules.english_people import suggest_people
from extraction.rules.english_relations import suggest_relations
from extraction.rules.english_topics import suggest_outcomes, suggest_titles, suggest_topics
from extraction.rules.english_words import SIGNING
from extraction.rules.groups import Group, group_agreements, is_umbrella
from extraction.rules.inferred import inferred_parties, paired_agreements
from extraction.rules.modality import (
    after_plans,
    has_conclusion,
    has_undone,
    is_plan_beside_older,
    with_certainty,
    without_unconcluded,
)
from extraction.rules.name_kinds import Mention
from extraction.rules.organizations import Aliases
from extraction.rules.past import is_told_of_before
from extraction.rules.place_clues import clued_places
from extraction.rules.places import places_in
from extraction.rules.skeleton import Item, Skeleton, skeletons
from extraction.rules.spoken_topics import spoken_topics
from extraction.rules.vocabulary import TopicNames
from extraction.suggestions import Suggestion, SuggestionKind
from spreadsheets.matching.country_guesses import country_in_name

_BOTH = 2  # parties: the body of a signatory is no further one
_APART = re.compile(r"; |[,)] (?:who|which|whose)\b")
_SIGNED_BEFORE = re.compile(
    r"\b(?:who|which) (?:had|has|have)(?: \w+)? (?:signed|concluded|negotiated|inked)\b[^.;,]{0,40}$"
)
_LISTED_WITH_PARTIES = re.compile(r"\W*<F\d+>[^.;]{0,60}? between <[OX]\d+>")
_TAKES_UP = re.compile(r"(?:It|This) (?!is (?:hoped|expected|the))")
_LAUNCHED = re.compile(
    r"\b(?:launch|announc|unveil|invit|creat|establish|form)\w*\b[^.;]{0,90}\b(?:partnership|programme|"
    r"program|initiative|fund|"
    r"collaboration|alliance|consortium|call|proposals)\b",
    re.IGNORECASE,
)


class EnglishText:
    """The sentences of a document in signs, with its agreements and other names, read once for all rules."""

    def __init__(self, document: Document, known: KnownNames):
        self.document, self.known = document, known
        self.topics = TopicNames(known.topics)
        standing = without_taken_back(
            document.sentences, lambda words: has_conclusion([words], english_events)
        )
        written = [sentence.text for sentence in standing]
        year = document.published[:4]
        is_plan = is_plan_beside_older(standing, english_events, lambda words: is_told_of_before(words, year))
        # Some sentence has a signing take place
        self.is_concluded = has_conclusion(written, english_events) and not is_plan
        is_taken_back = len(standing) < len(document.sentences)
        is_undone = not self.is_concluded and (is_taken_back or has_undone(written, english_events))
        self.after_plans = after_plans(standing, english_events)
        self.is_unsigned = is_undone or is_announcement(document)
        sentences = (
            standing if is_plan else without_unconcluded(standing, english_events, english_undone_clauses)
        )
        self.sentences = skeletons(document, sentences, known.organizations)
        self.groups, self.numbers = group_agreements(self.sentences)
        self.aliases = Aliases(
            item.value for s in self.sentences for item in s.items if isinstance(item.value, Mention)
        )

    def country_of(self, name: str) -> str:
        """The country of a generic name: that beside another mention of it, or the only one that the text names."""
        names = [item.value for s in self.sentences for item in s.items if isinstance(item.value, Mention)]
        beside = {each.country for each in names if each.text == name} - {""}
        countries = beside or {each.country.strip("?") or country_in_name(each.text) for each in names} - {""}
        return countries.pop() if len(countries) == 1 else ""

    def agreement_at(self, skeleton: Skeleton, place: int, form: Item | None = None) -> int:
        """The number of the agreement that words are about: of this form, of the nearest form before or after."""
        if form and form.start in self.numbers:
            return self.numbers[form.start]
        forms = [item for item in skeleton.items if item.kind == "F" and item.start in self.numbers]
        forms = [item for item in forms if not _stands_apart(skeleton, place, item)]
        before = [item for item in forms if item.start <= place]
        following = [item for item in forms if not self.groups[self.numbers[item.start]].relation]
        nearest = before[-1] if before else following[0] if following else None
        return self.numbers[nearest.start] if nearest else self._taken_up(skeleton)

    def is_of_any(self, skeleton: Skeleton) -> bool:
        """True where a sentence names none of several agreements that were concluded beside each other."""
        is_named = any(item.start in self.numbers for item in skeleton.items if item.kind == "F")
        return not is_named and any(not group.relation and group.has_form for group in self.groups[1:])

    def changed_at(self, number: int) -> int:
        """The number of the agreement that a term or sum is of: where one is changed, of that which changes it."""
        is_changed = number and self.groups[number].relation in (
            Relation.AMENDS,
            Relation.EXTENDS,
            Relation.RENEWS,
        )
        return 0 if is_changed else number

    @cached_property
    def lists_agreements(self) -> bool:
        """The text lists several agreements, each with parties of its own: those of all together are doubtful."""
        return sum(bool(_LISTED_WITH_PARTIES.match(s.text)) for s in self.sentences) > 1

    @property
    def days(self) -> list[str]:
        """The days in sentences that have something concluded."""
        telling = (s for s in self.sentences if has_conclusion([s.sentence.text], english_events))
        return [item.value.value for s in telling for item in s.items if item.kind == "D"]

    def _taken_up(self, skeleton: Skeleton) -> int:
        """The agreement that “It” at the beginning of a sentence is: the only one of the sentence before."""
        if not _TAKES_UP.match(skeleton.text) or skeleton not in self.sentences:
            return 0
        place = self.sentences.index(skeleton)
        before = self.sentences[place - 1] if place else skeleton
        numbers = {self.numbers[i.start] for i in before.items if i.kind == "F" and i.start in self.numbers}
        own = {number for number in numbers if not (number and self.groups[number].relation)}
        return own.pop() if len(own) == 1 else 0


def _stands_apart(skeleton: Skeleton, place: int, form: Item) -> bool:
    """True for a form in what is said of somebody, “who had signed the agreement of 2011”, which a place is not in."""
    base, words = skeleton.sentence.start, skeleton.sentence.text
    if form.start > place:
        return bool(_APART.search(words[place - base : form.start - base]))
    is_told_beside = _SIGNED_BEFORE.search(words[: form.start - base])
    return bool(is_told_beside and re.search("[,;]", words[form.end - base : place - base]))


def english_suggestions(document: Document, known: KnownNames) -> Iterator[Suggestion]:
    """Suggestions of all kinds, some of them twice."""
    text = EnglishText(document, known)
    suggestions = list(_english_facts(text))
    is_of_agreement = any(_LAUNCHED.search(s.text) for s in text.sentences) or any(
        s.kind == SuggestionKind.PERSON
        or (s.kind == SuggestionKind.ORGANIZATION and s.role == InvolvementRole.PARTY)
        for s in suggestions
    )
    is_of_agreement = is_of_agreement and not is_correction(document)
    yield from with_certainty(suggestions, is_of_agreement=is_of_agreement, is_unsigned=text.is_unsigned)


def _english_facts(text: EnglishText) -> Iterator[Suggestion]:
    yield from _suggest_forms(text)
    parties = suggest_parties(text)
    yield from parties
    yield from inferred_parties(text)
    named = Counter(s.agreement for s in parties if s.role == InvolvementRole.PARTY)
    people = suggest_people(text)
    yield from (s for s in people if s.kind != SuggestionKind.ORGANIZATION or named[s.agreement] < _BOTH)
    yield from suggest_dates(text)
    places = list(places_in(text))
    yield from [*places, *clued_places(text, places)]
    yield from suggest_amounts(text)
    yield from suggest_relations(text)
    yield from paired_agreements(text)
    yield from suggest_topics(text)
    if any(group.has_form for group in text.groups):
        yield from spoken_topics(text.document, text.topics)
    yield from suggest_titles(text)
    yield from suggest_outcomes(text)


def _suggest_forms(text: EnglishText) -> Iterator[Suggestion]:
    for number, group in enumerate(text.groups):
        if (
            (group.form == Form.AMENDMENT and number)
            or is_umbrella(text.groups, number)
            or not group.has_form
        ):
            continue
        is_one = not group.is_plural or group.form == Form.MOU
        is_sure = is_one and _is_certain_form(text, number) and _is_signed(text, group)
        yield Suggestion(
            SuggestionKind.FORM.value, group.form, group.start, group.end, sure=is_sure, agreement=number
        )


def _is_certain_form(text: EnglishText, number: int) -> bool:
    """True for the form of the first agreement, one with a year, and a memorandum beside it.

    A “cooperation agreement” is sure only where no agreement of the text has another form.
    """
    group = text.groups[number]
    if group.form == Form.AGREEMENT:
        is_bare = (
            " " not in text.document.text[group.start : group.end]
        )  # which a memorandum is called as well
        return number == 0 and not is_bare and {other.form for other in text.groups} == {Form.AGREEMENT}
    is_beside = group.form == Form.MOU and not group.relation and text.is_concluded
    return number == 0 or bool(group.year) or is_beside


def _is_signed(text: EnglishText, group: Group) -> bool:
    return any(
        SIGNING.search(s.text)
        for s in text.sentences
        if any(s.sentence.start <= p < s.sentence.end for p in group.places)
    )
