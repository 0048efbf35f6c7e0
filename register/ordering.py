"""."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ordering:
    """A column, then the serial number, both in the same direction: what a keyset page needs."""

    column: str
    is_descending: bool

    @property
    def columns(self) -> list[str]:
        sign = "-" if self.is_descending else ""
        return [f"{sign}{self.column}", f"{sign}serial"]

    def for_readers_of(self, language: str | None) -> "Ordering":
        """The same order on a page in this language: titles as its readers look for them. The API has but one."""
        column = (
            _TITLE_COLUMNS.get(language or "", self.column) if self.column == "sort_title" else self.column
        )
        return Ordering(column, self.is_descending)


# The columns of titles by language, where that is not the usual one.
_TITLE_COLUMNS = {"ko": "sort_title_ko"}


# What the names of orderings stand for.
ORDERING_COLUMNS = {
    "signed": "sort_on",
    "held": "sort_on",
    "founded": "sort_on",
    "title": "sort_title",
    "published": "published_at",
}


# A record without any date is sorted last among its kind; the column is never null, keyset pages need that.
UNDATED = date(1, 1, 1)
