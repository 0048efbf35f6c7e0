"""Clauses: the phrases with which filters describe a list in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


class ClauseRank(IntEnum):
    """Place of a clause in the sentence; clauses of one rank stand in the order of the filters."""

    SEARCH = 1
    REFERENCE = 2
    IDENTIFIER = 3
    TYPE = 4
    DAY = 5
    CERTAINTY = 6
    PARTICIPANTS = 7
    SUBJECT = 8
    DATES = 9


@dataclass(frozen=True)
class Clause:
    """Phrase about the value of one filter, as in "agreements *with Korea*, *signed from 2020*".

    ``text`` holds ``%(value)s`` and may hold ``%(day)s``, the day of the list. ``between`` replaces it where one value
    joins several (``KR+GB``). ``also_says`` names filters whose own clauses it makes superfluous.
    """

    text: "StrOrPromise"
    rank: ClauseRank
    between: "StrOrPromise" = ""
    also_says: Sequence[str] = ()

    def template(self, value) -> str:
        """The text for a cleaned value."""
        joins_several = isinstance(value, list) and len(value) == 1 and len(value[0]) > 1
        return str(self.between if self.between and joins_several else self.text)


# For filters that the sentence words in another way, such as the order.
NO_CLAUSE = Clause("", ClauseRank.SEARCH)
DAY_CLAUSE = Clause(_("as things stood on %(value)s"), ClauseRank.DAY)
