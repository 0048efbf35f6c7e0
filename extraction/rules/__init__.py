"""Extractor by rules: grammar, vocabularies and the register's own names, in Korean and English."""

import re
from collections.abc import Iterable
from dataclasses import replace

from extraction.known_names import known_names
from extraction.rules.document import prepare
from extraction.rules.english import english_suggestions
from extraction.rules.generic_names import is_generic_name
from extraction.rules.korean import korean_suggestions
from extraction.suggestions import Suggestion, SuggestionKind

_OF_ONE = {SuggestionKind.DATE, SuggestionKind.TERM, SuggestionKind.NOTICE, SuggestionKind.MONEY}
_CONCLUDING = {"signed", "exchanged", "renewed", "extended"}
_NO_NAME = re.compile(
    r"^(?:Prof|Professor|Dr|Mr|Mrs|Ms|Sir|VC|Hon)\b\.? (?=[A-Z])|^(?:이|그|해당|같은) (?=[가-힣]+$)|…|\.{3}"
)
_YEAR = 4  # letters of a date that is a year
_SHORTEST_NAME = 4  # letters of a name that may be the beginning of another


def extract(
    text: str, *, language: str | None = None, published: str | None = None, title: str | None = None
) -> list[Suggestion]:
    """Suggestions found by rules; see ``extraction.suggestions.Extractor``."""
    document = prepare(text, language=language, published=published, title=title)
    known = known_names(document.plain)
    rules = korean_suggestions if document.language == "ko" else english_suggestions
    return _with_doubts(_once(rules(document, known)))


def _with_doubts(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions; an agreement is concluded once: of several days none is sure, nor one of an earlier year.

    Where the days differ, it may be several agreements, and whose a term or a sum is cannot be told.
    """
    acts = [
        s for s in suggestions if s.kind == SuggestionKind.DATE and s.role in _CONCLUDING and s.agreement == 0
    ]
    last = max((s.value[:4] for s in acts if s.value[:4].isdigit()), default="")
    earlier = {id(s) for s in acts if s.value[:4] < last}
    signed = {s.value for s in acts if s.role == "signed" and id(s) not in earlier}
    days = {value for value in signed if value[:1].isdigit()}
    days |= {day for day in signed if day.startswith("XXXX") and not any(day.lstrip("X-") in d for d in days)}
    doubtful = {id(s) for s in suggestions if len(days) > 1 and s.kind in _OF_ONE and s.agreement == 0}
    return [replace(s, sure=False) if id(s) in earlier | doubtful else s for s in suggestions]


def _once(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Each fact once, resting on the first words that tell it; sure where any of them is."""
    kept: dict[tuple, Suggestion] = {}
    for suggestion in suggestions:
        about = suggestion.details.get("person", "")
        key = (suggestion.kind, suggestion.value.casefold(), suggestion.role, suggestion.agreement, about)
        if key not in kept or (suggestion.sure and not kept[key].sure):
            kept[key] = suggestion
    facts = _without_parts_of_outcomes(_without_shortened_posts(list(kept.values())))
    return _without_no_names(_without_shortened_names(_without_coarse_dates(facts)))


def _without_no_names(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without bodies and places that are people, “this university”, or the ends of a cut headline."""
    people = {s.value for s in suggestions if s.kind == SuggestionKind.PERSON}
    people |= {s.details.get("person", "") for s in suggestions if s.kind == SuggestionKind.POST}
    return [
        s
        for s in suggestions
        if s.kind not in (SuggestionKind.ORGANIZATION, SuggestionKind.PLACE)
        or not (_NO_NAME.search(s.value) or (not s.sure and s.value in people))
    ]


def _without_shortened_posts(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without posts in Korean that end a longer one of the same person, which is sure if they were."""
    posts = [s for s in suggestions if s.kind == SuggestionKind.POST and re.search("[가-힣]", s.value)]
    ends = {
        id(short): id(whole)
        for short in posts
        for whole in posts
        if short.details == whole.details
        and len(short.value) < len(whole.value)
        and whole.value.endswith(short.value)
    }
    surely = {ends[id(s)] for s in posts if s.sure and id(s) in ends}
    return [replace(s, sure=s.sure or id(s) in surely) for s in suggestions if id(s) not in ends]


def _without_parts_of_outcomes(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without outcomes that another tells with more words: those of a headline."""
    outcomes = [s.value for s in suggestions if s.kind == SuggestionKind.OUTCOME]
    return [
        s
        for s in suggestions
        if s.kind != SuggestionKind.OUTCOME
        or not any(other != s.value and other.startswith(s.value) for other in outcomes)
    ]


def _without_shortened_names(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without organizations whose name another shorter of the same role goes on: of a headline."""
    parties = [
        s for s in suggestions if s.kind == SuggestionKind.ORGANIZATION and s.details.get("kind") != "state"
    ]
    short = {
        id(shorter)
        for shorter in parties
        for other in parties
        if (shorter.role, shorter.agreement) == (other.role, other.agreement)
        and len(shorter.value) < len(other.value)
        and (
            (_is_short_for(shorter.value, other.value) and not shorter.sure)
            or _is_end_of(shorter.value, other.value)
        )
    }
    return [suggestion for suggestion in suggestions if id(suggestion) not in short]


def _is_short_for(short: str, name: str) -> bool:
    """True where a name goes on another: 부산대 and 부산대학교, 인천시 and 인천광역시."""
    if re.search("[가-힣]", short):
        full = re.sub(r"(?<=[가-힣]{2})(?:광역|특별자치|특별)(?=[시도]$)", "", name)
        full = full.removeprefix("국립").removeprefix("사단법인 ").removeprefix("재단법인 ")
        return bool(re.match(rf"{re.escape(short)}(?:학교|학|교)?(?:$|\b)", full)) and len(short) > 2
    return len(short) > _SHORTEST_NAME and bool(re.match(rf"{re.escape(short)}(?:$|\b)", name))


def _is_end_of(short: str, name: str) -> bool:
    """True for the end of a name, cut from it: 과학원 of 헝가리과학원, 보안공사 of 부산항보안공사."""
    is_one = bool(re.search("[가-힣]", short)) and " " not in short and is_generic_name(short)
    return is_one and name.replace(" ", "").endswith(short)


def _without_coarse_dates(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without dates in which another date of the same act lies: July 2023 beside 7 July 2023."""
    dates = [s for s in suggestions if s.kind == SuggestionKind.DATE and s.value[:4].isdigit()]
    coarse = {
        id(shorter)
        for shorter in dates
        for other in dates
        if (shorter.role, shorter.agreement) == (other.role, other.agreement)
        and len(shorter.value) < len(other.value)
        and other.value.startswith(shorter.value)
    }
    main = {s.value[:4] for s in dates if s.agreement == 0 and s.role in _CONCLUDING and len(s.value) > _YEAR}
    signed = {s.value for s in dates if s.role in _CONCLUDING and s.agreement == 0}
    coarse |= {
        id(s)
        for s in dates
        if s.role == "announced" and s.agreement == 0 and s.value in signed and not s.sure
    }  # told on the day of the signing
    coarse |= {
        id(s)
        for s in dates
        if s.agreement and s.role == "signed" and len(s.value) == _YEAR and s.value in main
    }  # “the 2017 agreement”, which is the main one
    return [suggestion for suggestion in suggestions if id(suggestion) not in coarse]
