"""Modality of a signing: what is only planned, was called off, is denied or is reported by others was not signed.

``english_modality`` and ``korean_modality`` give the events of a sentence; every rule for acts rests on them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from extraction.rules.document import Sentence
from extraction.suggestions import Suggestion, SuggestionKind

_OF_SIGNING = {
    (SuggestionKind.DATE, "signed"),
    (SuggestionKind.DATE, "exchanged"),
    (SuggestionKind.PERSON, "signed"),
    (SuggestionKind.PERSON, "exchanged"),
    (SuggestionKind.PERSON, "witnessed"),
    (SuggestionKind.PLACE, "signed"),
    (SuggestionKind.PLACE, "exchanged"),
}


@dataclass(frozen=True)
class Event:
    """A verb or noun of concluding an agreement in a sentence; ``is_done``: it is told as having taken place."""

    start: int
    end: int
    is_done: bool
    is_reported: bool = False  # by others, such as the press: nothing is taken from that


Events = Callable[[str], Iterator[Event]]
Pieces = Callable[[str, list[Event]], list[tuple[int, int]]]


def has_conclusion(texts: Iterable[str], events: Events) -> bool:
    """Some sentence has the conclusion of an agreement take place."""
    return any(event.is_done for text in texts for event in events(text))


def has_undone(texts: Iterable[str], events: Events) -> bool:
    """Some sentence tells of a conclusion that was planned, failed or is denied."""
    return any(not event.is_done for text in texts for event in events(text))


def is_plan_beside_older(
    sentences: Iterable[Sentence], events: Events, is_of_before: Callable[[str], bool]
) -> bool:
    """The text begins with what is not concluded yet, and what was concluded is told of the past alone.

    “A and B are to sign a memorandum in May. They signed one on energy in 2019.” is about the plan.
    """
    telling = [(sentence.text, own) for sentence in sentences if (own := list(events(sentence.text)))]
    done = [text for text, own in telling if any(event.is_done for event in own)]
    is_plan_first = bool(telling) and not any(event.is_done for event in telling[0][1])
    return is_plan_first and bool(done) and all(is_of_before(text) for text in done)


def after_plans(sentences: Iterable[Sentence], events: Events) -> set[int]:
    """Starts of the sentences that follow one of what was not concluded: their terms may be those of the plan."""
    starts, is_plan = set(), False
    for sentence in sentences:
        own = list(events(sentence.text))
        is_plan = not any(event.is_done for event in own) if own else is_plan
        if is_plan:
            starts.add(sentence.start)
    return starts


def without_unconcluded(sentences: list[Sentence], events: Events, pieces: Pieces) -> list[Sentence]:
    """The sentences of a text without what they tell of agreements that were not concluded, where one was.

    Of a text in which none was, without what others are said to have reported.
    """
    if has_conclusion((sentence.text for sentence in sentences), events):
        kept = [replace(each, text=without_undone(each.text, events, pieces)) for each in sentences]
        return [sentence for sentence in kept if sentence.text.strip()]
    return [each for each in sentences if not _is_reported([*events(each.text)])]


def _is_reported(events: list[Event]) -> bool:
    return bool(events) and all(event.is_reported for event in events)


def without_undone(text: str, events: Events, pieces: Pieces) -> str:
    """A sentence with the clauses blanked that tell only of a conclusion that did not take place.

    ``pieces`` gives the offsets of these clauses, for a sentence that also has one take place.
    """
    own = list(events(text))
    if all(event.is_done for event in own):
        return text
    spans = pieces(text, own) if any(event.is_done for event in own) else [(0, len(text))]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def with_certainty(
    suggestions: Iterable[Suggestion], *, is_of_agreement: bool, is_unsigned: bool
) -> Iterator[Suggestion]:
    """The suggestions; none is sure of a text without an agreement, nor signed what was not.

    ``is_of_agreement``: the text tells of one, and is no correction of another text.
    """
    for suggestion in suggestions:
        if is_unsigned and suggestion.agreement == 0 and (suggestion.kind, suggestion.role) in _OF_SIGNING:
            continue
        if not is_of_agreement or is_unsigned:
            suggestion = replace(suggestion, sure=False)
        yield suggestion
