"""Rules for Korean text: everything that a text says of its agreement, as suggestions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from agreements.choices import InvolvementRole
from extraction.known_names import KnownNames
from extraction.rules.dates import DateMention
from extraction.rules.document import Document, Sentence
from extraction.rules.doubts import is_announcement, is_correction, without_taken_back
from extraction.rules.forms import FormMention, form_mentions
from extraction.rules.generic_names import is_generic_name
from extraction.rules.korean_dates import korean_dates
from extraction.rules.korean_facts import (
    korean_acts,
    korean_amounts,
    korean_outcomes,
    korean_places,
    korean_relations,
    year_of_text,
)
from extraction.rules.korean_modality import korean_events, korean_undone_clauses
from extraction.rules.korean_names import KoreanName, korean_names
from extraction.rules.korean_older import OlderMention, older_in, without_older
from extraction.rules.korean_people import korean_people
from extraction.rules.korean_several import changing_form, second_agreement, without_sure_others
from extraction.rules.korean_topics import korean_topics
from extraction.rules.korean_words import COMMON, POST, SIGNING, SUBJECT, WITH
from extraction.rules.modality import has_conclusion, has_undone, with_certainty, without_unconcluded
from extraction.rules.titles import titles_in
from extraction.rules.vocabulary import TopicNames
from extraction.suggestions import Suggestion, SuggestionKind
from spreadsheets.matching.organizations import guess_organization_kind
from spreadsheets.parsing.countries import find_country_code

_PAIR = re.compile(
    r"(?<![가-힣A-Za-z])(?P<first>[가-힣A-Za-z]{2,15})\s?[-–]\s?"
    r"(?P<second>[가-힣A-Za-z]{2,15}(?: [가-힣]{2,10})??)(?=\s?간\s|\s(?![가-힣]{2,10}\s?간)|,)"
)


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
    is_signed = has_conclusion((analysis.own for analysis in sentences), korean_events)
    is_taken_back = len(standing) < len(document.sentences)
    is_undone = is_taken_back or has_undone((a.sentence.text for a in sentences), korean_events)
    is_unsigned = (not is_signed and is_undone) or is_announcement(document)
    if is_signed:
        left = without_unconcluded(standing, korean_events, korean_undone_clauses)
        sentences = [_analyse(sentence, document) for sentence in left]
    else:
        sentences = [replace(analysis, older=[], own=analysis.sentence.text) for analysis in sentences]
    suggestions = list(_korean_facts(document, sentences, names, is_concluded=is_signed))
    is_of_agreement = any(s.kind == SuggestionKind.FORM for s in suggestions) and (
        is_signed or any(SIGNING.search(analysis.sentence.text) for analysis in sentences)
    )
    is_of_agreement = is_of_agreement and not is_correction(document)
    yield from with_certainty(suggestions, is_of_agreement=is_of_agreement, is_unsigned=is_unsigned)


def _korean_facts(
    document: Document, sentences: list[KoreanSentence], names: KnownNames, *, is_concluded: bool
) -> Iterator[Suggestion]:
    main = _main_form(sentences)
    topics = TopicNames(names.topics)
    if main:
        yield Suggestion(SuggestionKind.FORM.value, main.form, main.start, main.end, sure=True)
    second = second_agreement(main, sentences) if main else None
    year = year_of_text(sentences, document)
    if second:
        form = second.form
        yield Suggestion(SuggestionKind.FORM.value, form.form, form.start, form.end, agreement=second.number)
    named: list[str] = []
    for analysis in sentences:
        if main:
            number = second.number if second and second.is_meant_in(analysis.sentence.text) else 0
            for party in without_sure_others(_korean_parties(analysis, names.organizations), named):
                yield replace(party, agreement=number) if second and second.has_own_parties else party
            yield from _korean_titles(analysis)
            yield from korean_amounts(analysis, is_sure=is_concluded, agreement=number, year=year)
            yield from korean_relations(analysis, has_older=any(other.older for other in sentences))
        yield from _korean_roles(analysis)
        yield from korean_places(analysis)
        yield from korean_outcomes(analysis)
    if main:
        yield from korean_topics(sentences, topics, is_sure=is_concluded)
    yield from korean_acts(sentences, document, has_signing=is_concluded and main is not None)


def _main_form(sentences: list[KoreanSentence]) -> FormMention | None:
    """The form of the agreement: in a sentence by which it was signed, or else that speaks of signing, or any."""
    telling = [analysis for analysis in sentences if analysis.is_concluded]
    telling += [analysis for analysis in sentences if SIGNING.search(analysis.sentence.text)]
    mentions = [(a, form) for a in [*telling, *sentences] for form in a.forms]
    own = (form for a, form in mentions if not a.is_of_older(form.start))
    # “2018년 체결한 협정을 갱신”: named only as the older one
    return changing_form(next(own, mentions[0][1] if mentions else None), sentences)


def _analyse(sentence: Sentence, document: Document) -> KoreanSentence:
    dates = [mention for mention in korean_dates(sentence.text, sentence.start, document) if mention.value]
    older = list(older_in(sentence.text, sentence.start, dates, document))
    own = without_older(sentence.text, older)
    names = korean_names(own)
    return KoreanSentence(
        sentence, form_mentions(sentence.text, sentence.start), dates, names, older, own, document.text
    )


def _korean_parties(analysis: KoreanSentence, known: Mapping[str, int]) -> Iterator[Suggestion]:
    """Subject and partners of a sentence in which a form is concluded; names before “간” and “의” and a form."""
    text = analysis.own
    if not analysis.forms or not SIGNING.search(text):
        return
    is_told = analysis.is_concluded
    first_form = analysis.forms[0].start - analysis.sentence.start
    subjects = _subject_group(analysis.names, text)
    partners = [
        name for group in _partner_groups(analysis.names, subjects, first_form, text) for name in group
    ]
    yield from _pairs(analysis)
    for name in [*subjects, *partners]:
        if _may_be_party(name, is_partner=name in partners):
            is_sure = is_told and bool(subjects) and bool(len(subjects) > 1 or partners)
            is_named = name.is_organization or bool(name.country) or name.text in known
            yield _party_suggestion(name, analysis, is_sure and is_named, known)


def _pairs(analysis: KoreanSentence) -> Iterator[Suggestion]:
    """Both of “한국-스웨덴 간 양해각서” and “가람병원-나래대학교 업무협약”."""
    for match in _PAIR.finditer(analysis.sentence.text):
        names = [
            KoreanName(match.start(group), match.end(group), match[group], "-", "", 0, match.end(group))
            for group in ("first", "second")
        ]
        if all(name.country for name in names) or all(name.is_organization for name in names):
            for name in names:
                yield _party_suggestion(name, analysis, False, {})


def _subject_group(names: list[KoreanName], text: str) -> list[KoreanName]:
    """The first names that are listed up to a particle of the subject: “A와 B는”."""
    group: list[KoreanName] = []
    for name in names:
        if group and not _is_linked(group[-1], name, text):
            group = []
        group.append(name)
        if name.particle in SUBJECT:
            return group if not COMMON.match(name.text) else []
    return []


def _partner_groups(
    names: list[KoreanName], subjects: list[KoreanName], form: int, text: str
) -> Iterator[list[KoreanName]]:
    """Names listed up to 와 or 과 before the form, which follows them without another name that is linked to them."""
    group: list[KoreanName] = []
    for name in names:
        if name in subjects or name.start >= form:
            group = []
            continue
        if group and not _is_linked(group[-1], name, text):
            group = []
        group.append(name)
        is_between = re.match(r"\s?(?:간|사이)(?:의)?\s", text[name.closes :]) or name.particle == "의"
        if (name.particle in WITH and not _list_goes_on(names, name, form, text)) or (
            is_between and len(group) > 1
        ):
            yield group
            group = []


def _list_goes_on(names: list[KoreanName], name: KoreanName, form: int, text: str) -> bool:
    """True where what follows 와 is another organization of the list, and not the form."""
    following = next((other for other in names if other.start > name.start), None)
    return (
        following is not None
        and following.start < form
        and _is_linked(name, following, text)
        and following.is_organization
    )


def _is_linked(name: KoreanName, following: KoreanName, text: str) -> bool:
    between = text[max(name.closes, name.end) : following.start]
    return (
        (name.particle in {*WITH, ",", "·", "ㆍ", "‧", "/", "및"})
        and len(re.sub(r"[\s,·ㆍ‧/가-힣]", "", between)) == 0
        and len(between) < 6
    )


def _may_be_party(name: KoreanName, *, is_partner: bool) -> bool:
    if (
        COMMON.match(name.text)
        or re.search(rf"(?:{POST})$(?<![가-힣]{{2}}공사)(?<!전통시장)", name.text)
        or form_mentions(name.text)
    ):
        return False
    if re.search(r"\d|협약|협력|양해각서|기술|사업$|분야$|연구$|개발$|서비스$", name.text):
        return name.is_organization and not re.search(r"협약|양해각서", name.text)
    return name.is_organization or bool(name.country) or bool(name.inside) or is_partner


def _party_suggestion(
    name: KoreanName, analysis: KoreanSentence, is_sure: bool, known: Mapping[str, int]
) -> Suggestion:
    details: dict[str, Any] = {"language": "ko"}
    if code := name.country:
        details |= {"country": code, "kind": "state"}
    else:
        kind = guess_organization_kind(name.text)
        details |= {"kind": kind} if kind != "other" else {}
        first = name.text.split()[0]
        if len(name.text.split()) > 1 and (code := find_country_code(first)):
            details["country"] = code
    if re.fullmatch(r"[A-Z][A-Za-z&-]{1,11}", name.inside.removeprefix("이하 ")):
        details["acronym"] = name.inside.removeprefix("이하 ")
    if is_generic_name(name.text) and not details.get("country"):
        details["text_country"] = _country_beside(name.text, analysis.whole)
    elif record := known.get(name.text):
        details["record"] = record
    base, text, start = analysis.sentence.start, name.text, name.start
    if details.get("kind") not in (None, "state", "ministry", "government") and details.get("country"):
        start += len(text.split()[0]) + 1  # “일본 도쿄대학교” is 도쿄대학교 of Japan
        text = text.split(" ", 1)[1]
    return Suggestion(
        SuggestionKind.ORGANIZATION.value, text, base + start, base + name.end,
        InvolvementRole.PARTY.value, sure=is_sure, details=details,
    )  # fmt: skip


def _country_beside(name: str, whole: str) -> str:
    """The country of a generic name, 보건부: that beside it elsewhere in the text, or else the Republic of Korea."""
    before = re.findall(rf"([가-힣]{{2,8}}) {re.escape(name)}", whole)
    return next(filter(None, map(find_country_code, before)), "KR")


def _korean_titles(analysis: KoreanSentence) -> Iterator[Suggestion]:
    for passage in titles_in(analysis.sentence.text, analysis.sentence.start):
        yield Suggestion(
            SuggestionKind.TITLE.value, passage.value, passage.start, passage.end,
            sure=passage.is_sure and not analysis.is_of_older(passage.start), details={"language": "ko"},
            agreement=1 if analysis.is_of_older(passage.start) else 0,
        )  # fmt: skip


def _korean_roles(analysis: KoreanSentence) -> Iterator[Suggestion]:
    sentence = analysis.sentence
    people = korean_people(
        sentence.text, has_quotation=sentence.has_quotation, is_signing=bool(analysis.forms)
    )
    for person in people:
        is_signatory = person.role == "signed"
        kind = SuggestionKind.PERSON if is_signatory else SuggestionKind.ATTENDANCE
        details = {"organization": person.organization} if person.organization else {}
        yield Suggestion(
            kind.value, person.name, sentence.start + person.start, sentence.start + person.end, person.role,
            sure=person.is_sure, agreement=0 if is_signatory else None, details=details,
        )  # fmt: skip
        if is_signatory and person.organization and analysis.forms:
            start = sentence.text.find(person.organization)
            if start >= 0:
                name = KoreanName(start, start + len(person.organization), person.organization, "")
                yield replace(_party_suggestion(name, analysis, False, {}), stated=False)
        yield Suggestion(
            SuggestionKind.POST.value, person.post, sentence.start + person.post_start,
            sentence.start + person.post_end,
            sure=person.is_sure, agreement=0 if is_signatory else None, details={"person": person.name},
        )  # fmt: skip
