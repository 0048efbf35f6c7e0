"""Orders of lists: a column and the serial number, both in one direction, as keyset pages need."""

from dataclasses import dataclass
from datetime import date
from typing import Self

# Main date of a record that has none: it is listed last among its kind. The column is never null, as keysets need.
UNDATED = date(1, 1, 1)
NEWEST_FIRST = ("-sort_on", "-serial")
# Columns by the name of an order. Other names (signed, held, founded) are those of the main date in each kind.
_COLUMNS = {"title": "sort_title", "published": "published_at"}
_MAIN_DATE_COLUMN = "sort_on"
# Columns of titles collated for other languages than English.
_TITLE_COLUMNS = {"ko": "sort_title_ko"}


@dataclass(frozen=True)
class Ordering:
    """A column, then the serial number."""

    column: str
    is_descending: bool

    @classmethod
    def by_name(cls, name: str) -> Self:
        """By its name in the parameter ``ordering``; a minus means descending."""
        return cls(_COLUMNS.get(name.removeprefix("-"), _MAIN_DATE_COLUMN), name.startswith("-"))

    @property
    def columns(self) -> list[str]:
        """Arguments of ``order_by``."""
        sign = "-" if self.is_descending else ""
        return [f"{sign}{self.column}", f"{sign}serial"]

    def in_language(self, language: str | None) -> "Ordering":
        """The same order with titles collated for a language, for pages; the API has one order for all."""
        column = (
            _TITLE_COLUMNS.get(language or "", self.column) if self.column == "sort_title" else self.column
        )
        return Ordering(column, self.is_descending)
