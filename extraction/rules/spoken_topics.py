"""Topics in what somebody says of the agreement, between quotation marks: offered, never sure.

Quotations are blanked for all other rules, since most of what is said is hope and praise. What a speaker lists, or says
that both sides do under the agreement, is what it is about.
"""

import re
from collections.abc import Iterator

from extraction.rules.document import QUOTATION, Document
from extraction.rules.forms import form_mentions
from extraction.rules.korean_topics import spoken_in_korean
from extraction.rules.topics import Passage, topics_in, topics_of_clauses
from extraction.rules.vocabulary import TopicNames
from extraction.suggestions import Suggestion, SuggestionKind

_OF_IT = re.compile(
    r"\b(?:MoU|MOU|[Mm]emorandum|[Aa]greement|[Bb]oth|[Oo]ur two|two (?:organi|institut|universit|countr))"
)
_OF_IT_IN_KOREAN = re.compile("협약|협정|각서|약정|결연|협력|교류")
_MEANT = re.compile(r"겠다|[을를] 것|계획|기로|생각이")
_OF_HOPES = re.compile(
    r"\b(?:goals?|hop(?:es?|ing)|lead to|doors|grow|certainly|believe|glad|pleased|proud)\b|출발|발판|계기|바란다|소중"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LEAST = 2  # topics of a sentence: a single one is what somebody dwells on


def spoken_topics(document: Document, names: TopicNames) -> Iterator[Suggestion]:
    """The topics in each quotation of a document that is about an agreement."""
    for quotation in QUOTATION.finditer(document.text):
        is_blanked = not document.plain[quotation.start() + 1 : quotation.end() - 1].strip()
        if not is_blanked:
            continue
        words, base = quotation[0][1:-1], quotation.start() + 1
        find = _in_korean if document.language == "ko" else _in_english
        for sentence in _spoken_sentences(words):
            passages = [] if _OF_HOPES.search(sentence[1]) else list(find(sentence[1]))
            for passage in passages if len(passages) >= _LEAST else ():
                start, key = base + sentence[0] + passage.start, names.key(passage.value)
                yield Suggestion(
                    SuggestionKind.TOPIC.value, passage.value, start, start + len(passage.value),
                    details={"topic": key} if key else {},
                )  # fmt: skip


def _spoken_sentences(words: str) -> Iterator[tuple[int, str]]:
    """The sentences of a quotation, with where they begin."""
    at = 0
    for end in [*_SENTENCE_END.finditer(words), None]:
        yield at, words[at : end.start() if end else len(words)]
        at = end.end() if end else at


def _in_english(words: str) -> Iterator[Passage]:
    if _OF_IT.search(words):
        forms = [(form.start, form.end) for form in form_mentions(words)]
        yield from [*topics_in(words, forms, 0), *topics_of_clauses(words, forms, 0)]


def _in_korean(words: str) -> Iterator[Passage]:
    if _OF_IT_IN_KOREAN.search(words) and _MEANT.search(words):
        for start, value in spoken_in_korean(words):
            yield Passage(start, start + len(value), value)
