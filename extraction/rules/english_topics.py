"""Topics, titles and outcomes of English text as suggestions; topics of the register before words of the text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extraction.rules.document import Sentence
from extraction.rules.gazetteer import city_country, country_code
from extraction.rules.outcomes import outcomes_in
from extraction.rules.skeleton import Skeleton
from extraction.rules.titles import titles_in
from extraction.rules.topics import (
    Passage,
    bulleted_topics,
    is_about_parties,
    topics_in,
    topics_of_clauses,
    topics_of_talks,
)
from extraction.suggestions import Suggestion, SuggestionKind

_MEETING = re.compile(r"\b(?:dialogue|talks|meeting|met|summit|delegations?)\b", re.IGNORECASE)
_TALKS = re.compile(
    r"\b(?:discuss|talk|hop(?:es|ed|ing)\b|review|exchang\w+ views|express|would like|praised)", re.I
)
_NEAR = 60  # letters between an older agreement and a topic that is its own
_CAPITALS = re.compile(
    r"(?:[A-Z]\S*(?: |$))+"
)  # of a title or name, which has subjects that the agreement need not
_FIELDS = re.compile(
    r"\b(?:areas?|fields?|topics|subjects|priorities|scope|co-?operat|collaborat|work together)", re.I
)
_IN_CITY = re.compile(r" (?:in|at) (?P<city>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})$")
_ON_DAY = re.compile(r",? (?:on |this |last |today|yesterday|in 20|\d)|[.]?$")
_QUOTING = re.compile(r"\b(?:said|says|told|stress\w+|hop\w+|thank\w+|believ\w+)\b")
_ONE_WORD = re.compile(r"[\w-]+")


def suggest_topics(text: Any) -> Iterator[Suggestion]:
    """Subjects that sentences about the agreement list, and those of the register that they name."""
    is_list = False
    for skeleton in text.sentences:
        sentence = skeleton.sentence
        bulleted = bulleted_topics(text.document.text, sentence.start, sentence.end) if is_list else None
        if bulleted and not any(item.kind in "FDP" for item in skeleton.items):
            yield _topic(text, skeleton, bulleted, text.topics.key(bulleted.value), sure=False)
            continue
        is_list = sentence.text.endswith(":") and bool(_FIELDS.search(sentence.text))
        forms = [(item.start, item.end) for item in skeleton.items if item.kind == "F"]
        passages = [
            _without_place(each, sentence) for each in topics_in(sentence.text, forms, sentence.start)
        ]
        is_own = not _is_of_others(text, skeleton)
        for passage in passages:
            key = text.topics.key(passage.value)
            is_sure = passage.is_sure and text.is_concluded and is_own
            yield _topic(text, skeleton, passage, key, sure=is_sure)
        if not _is_of_others(text, skeleton) and (forms or not _QUOTING.search(sentence.text)):
            yield from _of_clauses(text, skeleton, forms, passages)
        if not any(group.has_form for group in text.groups):
            for passage in topics_of_talks(sentence.text, sentence.start):
                yield _topic(text, skeleton, passage, text.topics.key(passage.value), sure=False)
        if forms or is_about_parties(sentence.text):
            yield from _of_register(text, skeleton, passages)


def _of_clauses(
    text: Any, skeleton: Skeleton, forms: list[tuple[int, int]], passages: list[Passage]
) -> Iterator[Suggestion]:
    """Topics in what a sentence says that the agreement is for, beside those that it lists."""
    sentence = skeleton.sentence
    for wider in topics_of_clauses(sentence.text, forms, sentence.start):
        passage = _without_place(wider, sentence)
        is_known = any(passage.start < other.end and other.start < passage.end for other in passages)
        is_named = any(
            item.kind in "OPLCX" and item.start <= passage.start < item.end for item in skeleton.items
        )
        if not is_known and not is_named:
            is_sure = passage.is_sure and text.is_concluded
            yield _topic(text, skeleton, passage, text.topics.key(passage.value), sure=is_sure)


def _is_of_others(text: Any, skeleton: Skeleton) -> bool:
    """True for a sentence on talks that names no agreement, or only one that is like it."""
    forms = [item for item in skeleton.items if item.kind == "F"]
    is_like_it = bool(forms) and not any(item.start in text.numbers for item in forms)
    return is_like_it or (not forms and bool(_TALKS.search(skeleton.text)))


def _without_place(passage: Passage, sentence: Sentence) -> Passage:
    """A topic without the city in which it was signed: “vaccines in Hanoi on 4 March”."""
    match = _IN_CITY.search(passage.value)
    after = sentence.text[passage.end - sentence.start :]
    if not match or not (city_country(match["city"]) or _ON_DAY.match(after)) or country_code(match["city"]):
        return passage
    value = passage.value[: match.start()]
    return replace(passage, end=passage.start + len(value), value=value)


def _of_register(text: Any, skeleton: Skeleton, passages: list[Passage]) -> Iterator[Suggestion]:
    """Topics of the register within what is listed; those of several words anywhere but in names."""
    base = skeleton.sentence.start
    for passage, key in text.topics.passages(skeleton.sentence.text):
        start, end = passage.start + base, passage.end + base
        around = [other for other in passages if other.start <= start and end <= other.end]
        if any(other.value == passage.value for other in around):
            continue
        is_named = any(
            item.kind in "OPLCF" and item.start < end and start < item.end for item in skeleton.items
        )
        if around or not (
            is_named or _ONE_WORD.fullmatch(passage.value) or _CAPITALS.fullmatch(passage.value)
        ):
            is_own = not around or any(other.is_sure for other in around) or len(passage.value.split()) > 1
            sure = text.is_concluded and is_own and not _is_of_others(text, skeleton)
            yield _topic(text, skeleton, Passage(start, end, passage.value), key, sure=sure)


def _topic(text: Any, skeleton: Skeleton, passage: Passage, key: int | None, *, sure: bool) -> Suggestion:
    details = {"topic": key} if key else {}
    if _is_of_meeting(text, skeleton):
        return Suggestion(
            SuggestionKind.TOPIC.value, passage.value, passage.start, passage.end,
            sure=sure, agreement=None, details=details,
        )  # fmt: skip
    number = text.agreement_at(skeleton, passage.start)
    group = text.groups[number] if text.groups else None
    if number and group.relation and not any(0 <= passage.start - place < _NEAR for place in group.places):
        number = 0
    sure = sure and not (text.groups and text.groups[number].relation and (number or _is_apart(skeleton)))
    return Suggestion(
        SuggestionKind.TOPIC.value, passage.value, passage.start, passage.end,
        sure=sure, agreement=number, details=details,
    )  # fmt: skip


def _is_of_meeting(text: Any, skeleton: Skeleton) -> bool:
    """True for a sentence on what two sides reviewed or discussed, in a text that is about their meeting."""
    is_about_meeting = bool(text.groups and text.groups[0].relation)
    return is_about_meeting and _is_apart(skeleton) and any(outcomes_in(skeleton.sentence.text, 0))


def _is_apart(skeleton: Skeleton) -> bool:
    """True for a sentence that names no form."""
    return not any(item.kind == "F" for item in skeleton.items)


def suggest_titles(text: Any) -> Iterator[Suggestion]:
    for skeleton in text.sentences:
        for passage in titles_in(skeleton.sentence.text, skeleton.sentence.start):
            number = text.agreement_at(skeleton, passage.start + 1)
            yield Suggestion(
                SuggestionKind.TITLE.value, passage.value, passage.start, passage.end,
                sure=passage.is_sure and text.is_concluded, agreement=number, details={"language": "en"},
            )  # fmt: skip


def suggest_outcomes(text: Any) -> Iterator[Suggestion]:
    """Outcomes of meetings: a text without one has none."""
    if not any(_MEETING.search(skeleton.text) for skeleton in text.sentences):
        return
    for skeleton in text.sentences:
        for passage in outcomes_in(skeleton.sentence.text, skeleton.sentence.start):
            yield Suggestion(
                SuggestionKind.OUTCOME.value, passage.value, passage.start, passage.end, passage.role,
                sure=passage.is_sure, agreement=None,
            )  # fmt: skip
