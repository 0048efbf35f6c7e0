"""Clues to the parties of a Korean text that names fewer than two by grammar: offered, never sure.

Places whose heads conclude it, “김 구청장이 … 여수시장과 협약을 맺었다”; the two states of “양국”; at last the bodies
that sentences about the agreement name most.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extraction.rules.generic_names import is_generic_name
from extraction.rules.korean_names import KoreanName
from extraction.rules.korean_parties import may_be_party, party_suggestion
from extraction.rules.korean_words import COMMON, SIGNING
from extraction.suggestions import Suggestion

_PAIR_OF = 2
_HEAD_OF_PLACE = re.compile(
    r"(?<![가-힣])(?P<place>[가-힣]{2,6}?(?:시|군|구|도))(?:장|수|청장|지사)(?=(?:[은는이가과와]|께서)\s)|"
    r"(?<![가-힣])(?P<county>[가-힣]{2,5}군)수(?=(?:[은는이가과와]|께서)\s)"
)
_TWO_STATES = re.compile(r"양국|두 나라|두나라|양 국|한[미일중러영독불호]\s")
_OF_TALKS = re.compile(r"(?:회담|대화|협의회?|공동위원회|회의)(?:을|를|가|이|는|은) ")
_ABOUT_IT = re.compile(r"협력|협약|협정|양해각서|계약|교류|공동")
_BOTH = re.compile(
    r"(?:양|두) ?(?:기관|측|대학|대학교|학교|도시|지자체|병원|회사|단체|부처)[은는이가]"
)  # who conclude it
_LEAST_NAMED = 2  # sentences that name a body
_SHORTEST_BODY = 3  # letters of its name


def korean_parties_by_clues(sentences: Sequence[Any], named: set[str]) -> Iterator[Suggestion]:
    """Parties of the agreement, beside those ``named`` by grammar, as many as two lack."""
    parties = [*_heads(sentences), *_states(sentences), *_bodies_named_most(sentences, named)]
    names: list[str] = list(named)
    for party in parties:
        if len(names) >= _PAIR_OF:
            return
        if not any(_is_name_of_other(party.value, name) for name in names):
            names.append(party.value)
            yield replace(party, stated=False)


def korean_states_of_talks(sentences: Sequence[Any]) -> Iterator[Suggestion]:
    """The two states of a text on their talks, which names no agreement."""
    if any(_OF_TALKS.search(analysis.sentence.text) for analysis in sentences):
        yield from (replace(state, stated=False) for state in _states(sentences))


def _is_name_of_other(name: str, other: str) -> bool:
    shorter, longer = sorted((name.replace(" ", ""), other.replace(" ", "")), key=len)
    return shorter in longer


def _heads(sentences: Sequence[Any]) -> Iterator[Suggestion]:
    for analysis in sentences:
        if analysis.forms and analysis.is_concluded:
            for match in _HEAD_OF_PLACE.finditer(analysis.own):
                group = "place" if match["place"] else "county"
                name = KoreanName(match.start(group), match.end(group), match[group], "")
                if name.is_organization and not COMMON.match(name.text):
                    yield party_suggestion(name, analysis, False, {})


def _states(sentences: Sequence[Any]) -> Iterator[Suggestion]:
    """Both states that a text on two countries names most."""
    if not any(_TWO_STATES.search(analysis.sentence.text) for analysis in sentences):
        return
    counts: Counter[str] = Counter()
    first: dict[str, tuple[KoreanName, Any]] = {}
    for analysis in sentences:
        for name in analysis.names:
            if name.country:
                counts[name.country] += 1
                first.setdefault(name.country, (name, analysis))
    if len(counts) >= _PAIR_OF:
        for code, _count in counts.most_common(_PAIR_OF):
            yield party_suggestion(*first[code], False, {})


def _bodies_named_most(sentences: Sequence[Any], named: set[str]) -> Iterator[Suggestion]:
    """Bodies by how many sentences name them, one of which is about signing."""
    first: dict[str, tuple[KoreanName, Any]] = {}
    for analysis in sentences:
        for name in analysis.names:
            is_body = (
                name.is_organization and not is_generic_name(name.text) and len(name.text) >= _SHORTEST_BODY
            )
            if is_body and may_be_party(name, is_partner=False):
                first.setdefault(name.text, (name, analysis))
    whole = [analysis.sentence.text for analysis in sentences]
    is_of_both = any(a.forms and _BOTH.search(a.own) for a in sentences)
    about = [
        is_of_both or bool(a.forms or _ABOUT_IT.search(a.own) or SIGNING.search(a.own)) for a in sentences
    ]
    counts = Counter(
        {
            text: sum(text in words for words in whole)
            for text in first
            if any(is_about and text in words for is_about, words in zip(about, whole, strict=True))
        }
    )
    for text, count in counts.most_common():
        if count >= _LEAST_NAMED:
            yield party_suggestion(*first[text], False, {})
