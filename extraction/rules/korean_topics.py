"""Topics of Korean text: lists, fields of cooperation, what an agreement is for, and those of the register."""

import re
from collections.abc import Iterator
from typing import Any

from extraction.rules.generic_names import is_generic_name
from extraction.rules.korean_topic_clauses import (
    done_under_it,
    goes_on_with_it,
    is_noun_phrase,
    is_of_parties,
    objects_of,
    subjects_of_forms,
)
from extraction.rules.korean_topic_lists import OF_COOPERATION, list_parts, purposes, subject_of
from extraction.rules.korean_topic_words import (
    is_beside_it,
    is_of_heads,
    is_place_name,
    tells_contents,
)
from extraction.rules.topics import bulleted_topics
from extraction.rules.vocabulary import TopicNames
from extraction.suggestions import Suggestion, SuggestionKind

_PAIR = 2
_TO_FORM = re.compile(
    r"(?:\s?(?:분야|협력|교류|기술|사업|공동|상호|업무|의|을 위한|를 위한|,|·|및|와|과))*\s?[\"“‘']?"
)


def korean_topics(sentences: list[Any], names: TopicNames, *, is_sure: bool) -> Iterator[Suggestion]:
    """Phrases that sentences list as the contents or fields of the agreement, and topics of the register among them."""
    is_list = is_told = False
    for analysis in sentences:
        sentence = analysis.sentence
        bulleted = bulleted_topics(analysis.whole, sentence.start, sentence.end) if is_list else None
        if bulleted:
            yield _korean_topic(bulleted.start, bulleted.value, names, is_sure=False)
            continue
        is_list = bool(
            re.search(r"(?:내용|분야|사항|과제)[가-힣]*\s?(?::|다음과 같다\.?|같다\.?)?$", sentence.text)
        )
        is_certain = is_sure and tells_contents(analysis.own)
        if not analysis.forms and is_beside_it(analysis.own):
            continue
        passages = [
            each
            for each in (*list_parts(analysis), *purposes(analysis))
            if not is_of_parties(analysis, *each[:2])
        ]
        if is_of_heads(analysis.own):  # only what stands before a form
            last = max((form.start - sentence.start for form in analysis.forms), default=0)
            passages = [passage for passage in passages if passage[0] < last]
        for start, value, is_listed in passages:
            is_told_here = is_certain and (is_listed or bool(analysis.forms))
            yield _korean_topic(sentence.start + start, value, names, is_sure=is_told_here)
        is_further = is_told and goes_on_with_it(analysis)
        clauses = list(_purposes_of_clauses(analysis, passages, goes_on=is_further))
        is_told = bool(analysis.forms and passages) or bool(clauses)
        for start, value in clauses:
            is_list_of_its = len(clauses) > _PAIR or (len(clauses) == _PAIR and " " in value)
            is_told_here = is_certain and is_list_of_its
            yield _korean_topic(sentence.start + start, value, names, is_sure=is_told_here)
        is_own = not is_of_heads(analysis.own)
        if is_own and (analysis.forms or OF_COOPERATION.search(sentence.text)):
            for start, value, is_listed in _register_topics(analysis, names, passages):
                yield _korean_topic(sentence.start + start, value, names, is_sure=is_certain and is_listed)


def _purposes_of_clauses(
    analysis: Any, passages: list[tuple[int, str, bool]], *, goes_on: bool
) -> Iterator[tuple[int, str]]:
    """Topics in what a sentence says is done, and before its forms, beside those that it lists."""
    text, base = analysis.own, analysis.sentence.start
    forms = [form.start - base for form in analysis.forms]
    for begin, words in [*done_under_it(text, goes_on=goes_on), *subjects_of_forms(text, forms)]:
        for start, value, _is_sure in subject_of(begin, words, is_certain=False):
            is_known = any(
                start < other + len(known) and other < start + len(value) for other, known, _ in passages
            )
            is_named = any(
                (
                    ((name.is_organization and not is_generic_name(name.text)) or name.country)
                    and name.start < start + len(value)
                    and start < name.end
                    and name.text in value
                )
                or (value in name.text and name.is_organization and not is_generic_name(name.text))
                for name in analysis.names
            )
            if (
                not (is_known or is_named)
                and is_noun_phrase(value)
                and not is_of_parties(analysis, start, value)
            ):
                yield start, value


def spoken_in_korean(words: str) -> Iterator[tuple[int, str]]:
    """Topics in what somebody says that will be done."""
    for begin, phrase in objects_of(words):
        for start, value, _is_sure in subject_of(begin, phrase, is_certain=False):
            if is_noun_phrase(value):
                yield start, value


def _register_topics(
    analysis: Any, names: TopicNames, passages: list[tuple[int, str, bool]]
) -> Iterator[tuple[int, str, bool]]:
    """Topics of the register in a sentence: sure within what it lists, and right before the form."""
    text, base = analysis.sentence.text, analysis.sentence.start
    for passage, _key in names.passages(text):
        start, end = passage.start, passage.end
        is_named = any(name.is_organization and name.start <= start < name.end for name in analysis.names)
        is_known = any(other == start and value == passage.value for other, value, _listed in passages)
        if (
            is_named
            or is_known
            or is_place_name(passage.value)
            or analysis.is_of_older(base + start)
            or _is_in_latin_name(text, start, end)
        ):
            continue
        is_listed = any(other <= start < other + len(value) and surely for other, value, surely in passages)
        is_of_form = any(_TO_FORM.fullmatch(text, end, form.start - base) for form in analysis.forms)
        yield start, passage.value, is_listed or is_of_form


def _is_in_latin_name(text: str, start: int, end: int) -> bool:
    """True for words of a name in Latin letters: Agency for International Development."""
    is_latin = text[start].isascii()
    return is_latin and bool(re.search(r"[A-Za-z] $", text[:start]) or re.match(r" [A-Za-z]", text[end:]))


def _korean_topic(start: int, value: str, names: TopicNames, *, is_sure: bool) -> Suggestion:
    key = names.key(value)
    return Suggestion(
        SuggestionKind.TOPIC.value,
        value,
        start,
        start + len(value),
        sure=is_sure,
        details={"topic": key} if key else {},
    )
