"""Rules for Korean text: everything that a text says of its agreement, as suggestions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreements.choices import SignatureAct
from extraction.known_names import KnownNames
from extraction.rules.dates import DateMention
from extraction.rules.document import Document, Sentence
from extraction.rules.doubts import is_announcement, is_correction, without_taken_back
from extraction.rules.forms import FormMention, form_mentions
from extraction.rules.korean_aliases import KoreanAliases
from extraction.rules.korean_dates import korean_dates
from extraction.rules.korean_facts import (
    korean_acts,
    korean_amounts,
    korean_outcomes,
    korean_relations,
    year_of_text,
)
from extraction.rules.korean_forms import has_no_closer_form, main_form, special_form
from extraction.rules.korean_modality import korean_events, korean_undone_clauses
from extraction.rules.korean_names import KoreanName, korean_names
from extraction.rules.korean_older import OlderMention, older_in, without_older
from extraction.rules.korean_parties import korean_parties, lists_parties, names_in_lists, party_suggestion
from extraction.rules.korean_party_clues import korean_parties_by_clues, korean_states_of_talks
from extraction.rules.korean_people import korean_people
from extraction.rules.korean_places import korean_places
from extraction.rules.korean_several import (
    has_several_concluded,
    second_agreement,
    without_sure_others,
)
from extraction.rules.korean_topics import korean_topics
from extraction.rules.korean_words import SIGNING
from extraction.rules.modality import (
    after_plans,
    has_conclusion,
    has_undone,
    is_plan_beside_older,
    with_certainty,
    without_unconcluded,
)
from extraction.rules.past import is_told_of_before
from extraction.rules.spoken_topics import spoken_topics
from extraction.rules.titles import titles_in
from extraction.rules.vocabulary import TopicNames
from extraction.suggestions import Suggestion, SuggestionKind

_BOTH = 2  # parties
_TITLE = re.compile("「[^「」]*」|『[^『』]*』")  # whose years are those of its subject
_WHOLE_SENTENCE = re.compile(r"[다요음임함됨]\.?[\"”’']?\s*$|\.$")  # a headline ends in a noun


@dataclass(frozen=True)
class KoreanSentence:
    """A sentence with its forms, dates and names; ``own`` is its text without what it says of older agreements."""

    sentence: Sentence
    forms: list[FormMention]
    dates: list[DateMention]
    names: list[KoreanName]
    older: list[OlderMention]
    own: str
    whole: str  # the text of the document

    @property
    def is_concluded(self) -> bool:
        """The sentence has the agreement signed, and no older one only."""
        return has_conclusion([self.own], korean_events)

    def is_of_older(self, place: int) -> bool:
        """True for an offset of the text within the words on an older agreement."""
        place -= self.sentence.start
        return any(mention.start <= place < mention.end for mention in self.older)


def korean_suggestions(document: Document, names: KnownNames) -> Iterator[Suggestion]:
    """Suggestions of all kinds, some of them twice."""
    standing = without_taken_back(document.sentences, lambda words: has_conclusion([words], korean_events))
    sentences = [_analyse(sentence, document) for sentence in standing]
    year = document.published[:4]
    is_plan = is_plan_beside_older(standing, korean_events, lambda words: is_told_of_before(words, year))
    is_signed = has_conclusion((analysis.own for analysis in sentences), korean_events) and not is_plan
    whole = [analysis for analysis in sentences if _WHOLE_SENTENCE.search(analysis.sentence.text)]
    if is_signed and not has_conclusion((analysis.own for analysis in whole), korean_events):
        is_signed = not has_undone(
            (analysis.own for analysis in whole), korean_events
        )  # “협약 체결” in a headline
    is_taken_back = len(standing) < len(document.sentences)
    is_undone = is_taken_back or has_undone((a.sentence.text for a in sentences), korean_events)
    is_unsigned = (not is_signed and is_undone) or is_announcement(document)
    if is_signed:
        left = without_unconcluded(standing, korean_events, korean_undone_clauses)
        sentences = [_analyse(sentence, document) for sentence in left]
    else:
        sentences = [replace(analysis, older=[], own=analysis.sentence.text) for analysis in sentences]
    plans = after_plans(standing, korean_events)
    suggestions = list(_korean_facts(document, sentences, names, is_concluded=is_signed, plans=plans))
    is_of_agreement = any(s.kind == SuggestionKind.FORM for s in suggestions) and (
        is_signed or any(SIGNING.search(analysis.sentence.text) for analysis in sentences)
    )
    is_of_agreement = is_of_agreement and not is_correction(document)
    yield from with_certainty(suggestions, is_of_agreement=is_of_agreement, is_unsigned=is_unsigned)


def _korean_facts(
    document: Document,
    sentences: list[KoreanSentence],
    names: KnownNames,
    *,
    is_concluded: bool,
    plans: set[int],
) -> Iterator[Suggestion]:
    main = main_form(sentences)
    topics = TopicNames(names.topics)
    if main:
        form = special_form(main, sentences)
        is_sure = form == main and has_no_closer_form(main, sentences)
        yield Suggestion(SuggestionKind.FORM.value, form.form, form.start, form.end, sure=is_sure)
    second = second_agreement(main, sentences) if main else None
    year = year_of_text(sentences, document)
    if second:
        form = second.form
        yield Suggestion(SuggestionKind.FORM.value, form.form, form.start, form.end, agreement=second.number)
    named: list[str] = []
    parties_named: set[str] = set()
    aliases = KoreanAliases(sentences)
    has_several = has_several_concluded(sentences)
    listed = {name for analysis in sentences for name in names_in_lists(analysis)}
    for analysis in sentences:
        if main:
            number = second.number if second and second.is_meant_in(analysis.sentence.text) else 0
            parties = korean_parties(analysis, names.organizations, aliases)
            for party in parties if lists_parties(analysis.own) else without_sure_others(parties, named):
                party = replace(party, sure=party.sure and not is_told_of_before(analysis.own, year))
                party = aliases.in_full(party)
                parties_named.add(party.value)
                yield replace(party, agreement=number) if second and second.has_own_parties else party
            yield from _korean_titles(analysis)
            is_own = is_concluded and analysis.sentence.start not in plans
            yield from korean_amounts(
                analysis, is_sure=is_own, agreement=number, year=year, parties=named, has_several=has_several
            )
            yield from korean_relations(analysis, has_older=any(other.older for other in sentences))
        yield from map(aliases.in_full, _korean_roles(analysis, listed))
        yield from korean_places(analysis)
        yield from korean_outcomes(analysis)
    if main:
        if len(parties_named) < _BOTH:
            yield from map(aliases.in_full, korean_parties_by_clues(sentences, parties_named))
        yield from korean_topics(sentences, topics, is_sure=is_concluded)
        yield from spoken_topics(document, topics)
    else:
        yield from korean_states_of_talks(sentences)
    yield from korean_acts(sentences, document, plans=plans, has_signing=is_concluded and main is not None)


def _analyse(sentence: Sentence, document: Document) -> KoreanSentence:
    titles = [(match.start(), match.end()) for match in _TITLE.finditer(sentence.text)]
    dates = [
        mention
        for mention in korean_dates(sentence.text, sentence.start, document)
        if mention.value and not any(start < mention.start - sentence.start < end for start, end in titles)
    ]
    older = list(older_in(sentence.text, sentence.start, dates, document))
    own = without_older(sentence.text, older)
    names = korean_names(own)
    return KoreanSentence(
        sentence, form_mentions(sentence.text, sentence.start), dates, names, older, own, document.text
    )


def _korean_titles(analysis: KoreanSentence) -> Iterator[Suggestion]:
    for passage in titles_in(analysis.sentence.text, analysis.sentence.start):
        yield Suggestion(
            SuggestionKind.TITLE.value, passage.value, passage.start, passage.end,
            sure=(passage.is_sure or analysis.is_concluded) and not analysis.is_of_older(passage.start),
            details={"language": "ko"},
            agreement=1 if analysis.is_of_older(passage.start) else 0,
        )  # fmt: skip


def _korean_roles(analysis: KoreanSentence, parties: set[str]) -> Iterator[Suggestion]:
    sentence = analysis.sentence
    people = korean_people(
        sentence.text, parties, has_quotation=sentence.has_quotation, is_signing=bool(analysis.forms),
        whole=analysis.whole,
    )  # fmt: skip
    for person in people:
        is_signatory = person.role in SignatureAct.values
        kind = SuggestionKind.PERSON if is_signatory else SuggestionKind.ATTENDANCE
        details = {"organization": person.organization} if person.organization else {}
        yield Suggestion(
            kind.value, person.name, sentence.start + person.start, sentence.start + person.end, person.role,
            sure=person.is_sure, agreement=0 if is_signatory else None, details=details,
        )  # fmt: skip
        if person.role == SignatureAct.SIGNED and person.organization and analysis.forms:
            start = sentence.text.find(person.organization)
            if start >= 0:
                name = KoreanName(start, start + len(person.organization), person.organization, "")
                yield replace(party_suggestion(name, analysis, False, {}), stated=False)
        yield Suggestion(
            SuggestionKind.POST.value, person.post, sentence.start + person.post_start,
            sentence.start + person.post_end,
            sure=person.is_sure, agreement=0 if is_signatory else None, details={"person": person.name},
        )  # fmt: skip
