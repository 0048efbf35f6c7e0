"""Columns of dates: the styles that all cells of a column fit.

A column proves a style where only that one fits all its cells with the same separators: a 31 in first place, a year of
four digits in last, a day of one digit.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from core import edtf
from spreadsheets.parsing.calendars import OURS, calendar_of_year, plain_text
from spreadsheets.parsing.dates import STYLES, DateReadings, date_readings


class DateColumn:
    """The cells of a column of dates: for each group of cells written alike the styles that fit all of them."""

    def __init__(
        self,
        texts: Iterable[str],
        latest_year: int,
        calendar: str = OURS,
        doubtful_calendar: str = OURS,
        *,
        is_of_unknown_calendar: bool = False,
        is_beside_ethiopian: bool = False,
    ):
        self.is_beside_ethiopian = is_beside_ethiopian  # the list has days of the Ethiopian calendar
        self.is_of_unknown_calendar = is_of_unknown_calendar  # the list has years that we cannot convert
        self.latest_year, self.calendar, self.doubtful_calendar = latest_year, calendar, doubtful_calendar
        self._groups: dict[str, list[tuple[str, DateReadings]]] = defaultdict(list)
        for text in texts:
            try:
                readings = date_readings(text, latest_year=latest_year, calendar=calendar)
            except edtf.EDTFError:
                continue  # a problem of the row itself
            if readings.group:
                self._groups[readings.group].append((text, readings))
        self._styles = {
            group: set.intersection(*(set(readings.by_style) for _text, readings in cells))
            for group, cells in self._groups.items()
        }
        self._proofs = {
            group: min(cells, key=lambda cell: len(cell[1].by_style))[0]
            for group, cells in self._groups.items()
        }

    def readings(self, text: str) -> DateReadings:
        """The readings of a cell that the column leaves. Raises EDTFError where it has none."""
        readings = date_readings(text, latest_year=self.latest_year, calendar=self.calendar)
        fitting = {
            style: day
            for style, day in readings.by_style.items()
            if style in self._styles.get(readings.group, ())
        }
        return replace(readings, by_style=fitting or readings.by_style, was_open=not readings.only)

    def depends_on_calendar(self, text: str, calendar: str) -> bool:
        """True for a cell that is another date in this calendar than in ours."""
        try:
            theirs = date_readings(text, latest_year=self.latest_year, calendar=calendar)
            return date_readings(text, latest_year=self.latest_year).by_style != theirs.by_style
        except edtf.EDTFError:
            return bool(calendar_of_year(plain_text(text)))

    def proof(self, group: str) -> str:
        """The first cell that allows the fewest styles: it shows how the others of its group are meant."""
        return self._proofs[group]

    def proven_style(self, group: str) -> str:
        """The only style that fits all cells of a group, "" where there are several or none."""
        styles = self._styles.get(group, set())
        return next(iter(styles)) if len(styles) == 1 else ""

    def proven_styles(self) -> set[str]:
        """The styles that groups of this column prove."""
        return {style for group in self._groups if (style := self.proven_style(group))}

    def open_examples(self) -> dict[str, tuple[str, str]]:
        """For each style that is open the first cell with it, and the date that this would be."""
        examples: dict[str, tuple[str, str]] = {}
        for cells in self._groups.values():
            for text, _readings in cells:
                left = self.readings(text)
                if len(set(left.by_style.values())) > 1:
                    for style, day in left.by_style.items():
                        examples.setdefault(style, (text, day))
        return {style: examples[style] for style in STYLES if style in examples}
