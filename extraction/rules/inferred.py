"""Facts that follow from an English text without being stated: parties behind ministers, “the two countries”."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from agreements.choices import AgreementRelationKind, InvolvementRole
from extraction.rules.english_words import ABSTRACT
from extraction.rules.gazetteer import country_code
from extraction.rules.name_kinds import COUNTRY
from extraction.rules.skeleton import Skeleton
from extraction.suggestions import Suggestion, SuggestionKind

_PAIR_OF = 2
_TWO_STATES = re.compile(r"\b(?:[Tt]he )?(?:two|both) (?:countries|governments|nations|states)\b")
_OF_TALKS = re.compile(r"\b(?:Dialogue|Consultations|Joint Commission|talks|met)\b")
_PAIR = re.compile(r"\b(?P<one>[A-Z][\w.]+(?: [A-Z]\w+)?)[-–/](?P<other>[A-Z][\w.]+(?: [A-Z][a-z]+)?)\b")
_MINISTER_OF = re.compile(r"\((?P<field>[A-Z][\w, ]+?)\)")
_STATE_POST = re.compile(r"\b(?:minister|ambassador|president|premier|secretary)\b", re.IGNORECASE)
_SIGNED_BY = re.compile(
    r"<P\d+>[^.;]{0,60}\b(?:signed|concluded|exchanged|put their signatures)\b|"
    r"\b(?:signed|concluded|exchanged)\b[^.;]{0,120}<P\d+>"
)


def inferred_parties(text: Any) -> Iterator[Suggestion]:
    """States and ministries that a text does not name as parties, but by their countries and ministers."""
    whole = text.document.plain
    is_of_talks = bool(_OF_TALKS.search(whole)) and not any(group.has_form for group in text.groups)
    if _TWO_STATES.search(whole) or is_of_talks:
        states = list(_states_of_pair(whole)) or list(_states_named_most(text))
        yield from states
    for skeleton in text.sentences:
        if _SIGNED_BY.search(skeleton.text):
            states = list(_states_of_signatories(skeleton))
            if _TWO_STATES.search(whole) or len({state.details["country"] for state in states}) > 1:
                yield from states
    for skeleton in text.sentences:
        if _SIGNED_BY.search(skeleton.text):
            yield from _ministries(skeleton)


def _inferred_party(name: str, start: int, end: int, country: str, kind: str) -> Suggestion:
    details = {"kind": kind, "language": "en"} | ({"country": country} if country else {})
    return Suggestion(
        SuggestionKind.ORGANIZATION.value,
        name,
        start,
        end,
        InvolvementRole.PARTY.value,
        stated=False,
        details=details,
    )


def _states_of_pair(text: str) -> Iterator[Suggestion]:
    """Both countries of “the Korea-UK Health Dialogue”, in a text on two countries."""
    for match in _PAIR.finditer(text):
        codes = (
            country_code(match["one"]),
            country_code(match["other"].split()[0]) or country_code(match["other"]),
        )
        if all(codes):
            for group, code in zip(("one", "other"), codes, strict=True):
                name = match[group] if country_code(match[group]) else match[group].split()[0]
                yield _inferred_party(name, match.start(group), match.start(group) + len(name), code, "state")
            return


def _states_named_most(text: Any) -> Iterator[Suggestion]:
    """Both states that a text on two countries names, where it names no third as often."""
    first: dict[str, tuple[str, int, int]] = {}
    counts: Counter[str] = Counter()
    for skeleton in text.sentences:
        for item in skeleton.items:
            code = item.value.country.strip("?") if item.kind in "CO" else ""
            if code:
                counts[code] += 1
            if code and item.kind == "C":
                first.setdefault(code, (item.value.text, item.start, item.end))
    both = counts.most_common(3)
    is_of_two = len(both) > 1 and (len(both) == _PAIR_OF or both[2][1] * _PAIR_OF <= both[1][1])
    if is_of_two and all(code in first for code, _count in both[:_PAIR_OF]):
        for code, _count in both[:_PAIR_OF]:
            yield _inferred_party(*first[code], code, "state")


def _states_of_signatories(skeleton: Skeleton) -> Iterator[Suggestion]:
    """The countries of ministers and ambassadors who signed."""
    for item in skeleton.items:
        if (
            item.kind != "P"
            or not (owner := item.value.organization)
            or not _STATE_POST.search(item.value.post)
        ):
            continue
        if owner.kind == COUNTRY and owner.country:
            base = skeleton.sentence.start
            yield _inferred_party(owner.text, base + owner.start, base + owner.end, owner.country, "state")


def _ministries(skeleton: Skeleton) -> Iterator[Suggestion]:
    """“Ministers Jin Young (Health and Welfare) and …”: the ministries that they head."""
    text = skeleton.sentence.text
    for item in skeleton.items:
        if item.kind != "P" or "minister" not in item.value.post.lower():
            continue
        match = _MINISTER_OF.match(text, item.value.end + 1)
        if match and all(word.lower() in ABSTRACT | {"and"} for word in re.findall(r"\w+", match["field"])):
            base = skeleton.sentence.start
            name = f"Ministry of {match['field']}"
            yield _inferred_party(
                name, base + match.start("field"), base + match.end("field"), "", "ministry"
            )


def paired_agreements(text: Any) -> Iterator[Suggestion]:
    """“An academic exchange agreement and a student exchange memorandum”, concluded at once."""
    for skeleton in text.sentences:
        match = re.search(
            r"\b(?:signed|concluded)\b[^.;<>]{0,30}<F(\d+)>(?: \([^()]*\))? and an? (?:[a-z]+ "
            r"){0,2}<F(\d+)>(?! \()",
            skeleton.text,
        )
        if not match:
            continue
        first, second = (skeleton.items[int(number)] for number in match.groups())
        numbers = [text.numbers.get(item.start) for item in (first, second)]
        if None not in numbers and numbers[0] != numbers[1]:
            words = text.document.text[second.start : second.end]
            yield Suggestion(
                SuggestionKind.RELATION.value, words, second.start, second.end, AgreementRelationKind.PAIRED_WITH.value,
                agreement=numbers[0], details={"target": numbers[1]},
            )  # fmt: skip
