"""Sums, terms and notices of a sentence that are of now, and whether each may be of something else."""

from collections.abc import Iterator
from typing import NamedTuple

from extraction.rules.amounts import Amount, sums_in
from extraction.rules.past import is_changed_sum, is_given_before, is_of_award, is_of_the_past, is_old_sum
from extraction.rules.terms import notices_in, terms_in
from extraction.suggestions import SuggestionKind

_FINDERS = (
    (sums_in, SuggestionKind.MONEY),
    (terms_in, SuggestionKind.TERM),
    (notices_in, SuggestionKind.NOTICE),
)


class PresentAmount(NamedTuple):
    """A sum, term or notice; ``is_of_other``: it may be of another agreement, an award or what was given before."""

    kind: SuggestionKind
    amount: Amount
    is_of_other: bool


def present_amounts(text: str, offset: int, year: str) -> Iterator[PresentAmount]:
    """The amounts of a sentence, without those of the past and the old of a sum that is changed.

    ``year``: that of the text.
    """
    for finder, kind in _FINDERS:
        for amount in finder(text, offset):
            start, end = amount.start - offset, amount.end - offset
            is_old = kind == SuggestionKind.MONEY and is_old_sum(text, start, end)
            if not is_old and not is_of_the_past(text, start, year):
                is_other = is_given_before(text, start) or is_changed_sum(text, start) or is_of_award(text)
                yield PresentAmount(kind, amount, is_other)
