"""Suggestions that follow from several agreements standing in one text: shared parties, a pair signed at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from agreements.choices import AgreementRelationKind
from extraction.suggestions import Suggestion, SuggestionKind

_OF_A_SIGNING = {SuggestionKind.DATE, SuggestionKind.PLACE, SuggestionKind.PERSON, SuggestionKind.POST}


def with_implied(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """The suggestions of a text, and what they imply of its other agreements: inferred, and never sure."""
    suggestions = [*suggestions]
    return [*suggestions, *_shared_parties(suggestions), *_of_pairs(suggestions)]


def _shared_parties(suggestions: list[Suggestion]) -> Iterator[Suggestion]:
    """An agreement without parties has those of the agreement that the text is about."""
    numbers = {each.agreement for each in suggestions if each.kind == SuggestionKind.FORM}
    parties = [each for each in suggestions if each.kind == SuggestionKind.ORGANIZATION]
    for number in sorted({number for number in numbers if number} - {each.agreement for each in parties}):
        yield from (_implied(each, number) for each in parties if each.agreement == 0)


def _of_pairs(suggestions: list[Suggestion]) -> Iterator[Suggestion]:
    """Agreements that were concluded at once have one signing: what is said of one only is said of the other."""
    for relation in suggestions:
        target = relation.details.get("target")
        if relation.kind == SuggestionKind.RELATION and relation.role == AgreementRelationKind.PAIRED_WITH:
            for first, second in ((relation.agreement, target), (target, relation.agreement)):
                has = {(each.kind, each.role) for each in suggestions if each.agreement == second}
                yield from (
                    _implied(each, second)
                    for each in suggestions
                    if each.agreement == first
                    and each.kind in _OF_A_SIGNING
                    and (each.kind, each.role) not in has
                )


def _implied(suggestion: Suggestion, number: int | None) -> Suggestion:
    return replace(suggestion, agreement=number, sure=False, stated=False)
