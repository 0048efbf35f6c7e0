"""When a suggestion is the same fact as one coded by hand: what docs/extraction.md promises, kind by kind."""

import re
from difflib import SequenceMatcher

from bench.extraction_facts import Fact, parsed_date
from core.text import fold, tokens
from extraction.suggestions import Suggestion
from spreadsheets.matching.name_words import canonical_words, organization_name_key

_ALIKE = 0.72  # share of letters in the same order of two romanizations of a name
_SAME_INITIALS = {"b": "p", "g": "k", "d": "t", "i": "l", "j": "c", "n": "r"}
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the of and for in on to a an its with at by from as other their these between both new joint cooperation",
    )
)


def is_same(suggestion: Suggestion, fact: Fact) -> bool:
    """True where a suggestion is this fact, as docs/extraction.md says when it is."""
    if suggestion.kind != fact.kind:
        return False
    return _SAME[fact.kind](suggestion, fact)


def _same_organization(suggestion: Suggestion, fact: Fact) -> bool:
    if fact.role not in ("*", suggestion.role):
        return False
    if fact.country and suggestion.details.get("kind") in ("state", "government"):
        return suggestion.details.get("country") == fact.country
    mine = {suggestion.value, suggestion.details.get("acronym", "")} - {""}
    return any(_same_name(one, other) for one in mine for other in fact.names)


def _same_name(one: str, other: str) -> bool:
    if organization_name_key(one) == organization_name_key(other):
        return True
    words, others = set(canonical_words(one)), set(canonical_words(other))
    fewer, more = sorted((words, others), key=len)
    return (
        words == others
        or (len(fewer) > 1 and fewer <= more)
        or (len(fewer) == 1 and fewer <= more and len(more) == 2 and _is_telling(fewer))
    )


def _is_telling(words: set[str]) -> bool:
    return not words & {
        "university",
        "ministry",
        "hospital",
        "institute",
        "health",
        "korea",
        "national",
        "seoul",
        "foundation",
    }


def _same_person(suggestion: Suggestion, fact: Fact) -> bool:
    signing = {"signed", "exchanged", "initialled", "ad_referendum"}
    same_role = (
        suggestion.role == fact.role
        or {suggestion.role, fact.role} <= signing
        or (suggestion.kind == "attendance" and fact.role == "present")
    )
    return same_role and any(_same_person_name(suggestion.value, name) for name in fact.names)


def _same_person_name(one: str, other: str) -> bool:
    if _sounds_alike(one, other):
        return True
    letters = ["".join(sorted(re.sub(r"[^\w]", "", fold(name)))) for name in (one, other)]
    words = [set(tokens(name)) for name in (one, other)]
    return letters[0] == letters[1] or len(words[0] & words[1]) >= min(2, len(words[1]), len(words[0])) > 0


def _sounds_alike(one: str, other: str) -> bool:
    """True for Hangul as people romanize their names: Han Heon-seok is 한헌석, which in_english writes hanheonseok."""
    letters = [re.sub(r"[^a-z]", "", fold(name)) for name in (one, other)]
    if not all(len(text) > 5 for text in letters) or letters[0][0] not in (
        letters[1][0],
        _SAME_INITIALS.get(letters[1][0]),
    ):
        return False
    return (
        SequenceMatcher(None, *letters).ratio() >= _ALIKE and min(map(len, map(str.split, (one, other)))) == 1
    )


def _same_post(suggestion: Suggestion, fact: Fact) -> bool:
    if not any(_same_person_name(str(suggestion.details.get("person", "")), name) for name in fact.names):
        return False
    if _local_head(suggestion.value) and _local_head(suggestion.value) == _local_head(fact.value):
        return True
    return _overlap(re.sub(r"\bPM\b", "prime minister", suggestion.value), fact.value) >= 0.5


def _local_head(post: str) -> str:
    """The office of the head of a place, with or without its name: 구청장 is 강남구청장 of the same person."""
    match = re.search(r"(?:시장|군수|구청장|도지사)$", post)
    return match[0] if match else ""


def _stems(text: str) -> set[str]:
    return {
        word[:5]
        for word in tokens(text.replace("-", " "))
        if word not in _STOP_WORDS and not (len(word) == 1 and word.isascii())
    }


def _overlap(one: str, other: str) -> float:
    first, second = _stems(one), _stems(other)
    if re.search(
        "[가-힣]", one + other
    ):  # particles and compounds: a word that begins with the other is the same
        alike = {word for word in first for each in second if word.startswith(each) or each.startswith(word)}
        return min(1, len(alike) / min(len(first), len(second))) if first and second else 0
    return len(first & second) / min(len(first), len(second)) if first and second else 0


def _same_date(suggestion: Suggestion, fact: Fact) -> bool:
    if suggestion.role not in fact.role.split("|"):
        return False
    mine, coded = parsed_date(suggestion.value), parsed_date(fact.value)
    if suggestion.value.rstrip("?~%") == fact.value:
        return True
    if not mine or not coded:
        return False
    if (mine.earliest, mine.latest) == (coded.earliest, coded.latest) and mine.latest:
        return True
    if not fact.is_approximate or not mine.latest or not coded.earliest or not coded.latest:
        return False
    return coded.earliest <= mine.latest <= coded.latest


def _same_place(suggestion: Suggestion, fact: Fact) -> bool:
    mine = "signed" if suggestion.role in ("signed", "exchanged") else suggestion.role
    is_other = {mine, fact.role} <= {"announced", "held", "launched"}
    return (mine == fact.role or is_other) and _overlap(
        re.sub(r"\([A-Z]{0,2}\)", "", suggestion.value), fact.value
    ) >= 0.5


def _same_relation(suggestion: Suggestion, fact: Fact) -> bool:
    years = [set(re.findall(r"\b(?:19|20)\d\d\b", text)) for text in (suggestion.value, fact.value)]
    if all(years) and not years[0] & years[1]:
        return False
    memo = [re.sub(r"(?i)\bmous?\b", "memorandum", text) for text in (suggestion.value, fact.value)]
    return suggestion.role in fact.role.split("|") and (bool(years[0] & years[1]) or _overlap(*memo) >= 0.5)


def _equal(suggestion: Suggestion, fact: Fact) -> bool:
    return suggestion.value == fact.value and (not fact.role or suggestion.role == fact.role)


def _same_sum(suggestion: Suggestion, fact: Fact) -> bool:
    return f"{suggestion.value} {suggestion.details.get('currency')}" == fact.value


def _similar(suggestion: Suggestion, fact: Fact) -> bool:
    return _overlap(suggestion.value, fact.value) >= 0.5 and (not fact.role or suggestion.role == fact.role)


_SAME = {
    "organization": _same_organization,
    "person": _same_person,
    "attendance": _same_person,
    "post": _same_post,
    "date": _same_date,
    "place": _same_place,
    "form": _equal,
    "term": _equal,
    "notice": _equal,
    "money": _same_sum,
    "relation": _same_relation,
    "topic": _similar,
    "outcome": _similar,
    "title": _similar,
}
