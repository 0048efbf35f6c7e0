"""Table columns of a list, for CSV and Excel. The ``exports.py`` of each app declares those of its kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from core import edtf
from core.localized import in_language
from exports.cells import CellValue, format_cell, join_distinct
from exports.rows import EntryRow
from lifecycle.spans import Span
from register.filterset import RegisterFilterSet
from register.kinds import Kind, kind_named, kinds


@dataclass(frozen=True)
class ExportColumn:
    """A column: its heading, and the function that gives its cell of a row."""

    heading: str
    value: Callable[[EntryRow], CellValue]


class ExportTable:
    """Table of one kind's list in the active language. Subclasses declare the filter set and their own columns.

    ``day`` is the one on which states are shown; ``address`` is that of a page, up to the reference.
    """

    filterset: type[RegisterFilterSet]
    linked_kinds: Sequence[str] = ()  # kinds of the linked records whose titles stand in columns

    def __init__(self, *, day: date, address: str):
        self.day, self.address, self.language = day, address, get_language()
        self.country_names = dict(countries)
        self.columns = [*self.leading_columns(), *self.own_columns(), *self.trailing_columns()]

    @classmethod
    def kind(cls) -> Kind:
        return kind_named(cls.filterset.of_kind)

    def own_columns(self) -> Iterable[ExportColumn]:
        """Columns of this kind."""
        raise NotImplementedError

    def leading_columns(self) -> Iterable[ExportColumn]:
        yield export_column(_("reference"), lambda row: row.ref)
        yield export_column(_("address"), lambda row: f"{self.address}{row.ref}")
        yield export_column(_("title"), lambda row: in_language(row.titles)[0])
        for code, name in settings.LANGUAGES:
            if code != self.language:
                heading = _("title (%(language)s)") % {"language": name}
                yield export_column(heading, partial(_row_title_in, code))

    def trailing_columns(self) -> Iterable[ExportColumn]:
        yield export_column(_("version"), lambda row: row.number)
        yield export_column(_("published (UTC)"), lambda row: row.published_at)

    def cells(self, row: EntryRow) -> list[CellValue]:
        """Cells of a row, in the order of the columns."""
        return [column.value(row) for column in self.columns]

    def texts(self, row: EntryRow) -> list[str]:
        """Texts of these cells, as they stand in CSV."""
        return [format_cell(column.value(row)) for column in self.columns]

    # Columns that several kinds have

    def country_columns(self, codes: Callable[[EntryRow], Iterable[str]]) -> Iterable[ExportColumn]:
        yield export_column(
            _("countries"),
            lambda row: join_distinct(self.country_names.get(code, code) for code in codes(row)),
        )
        yield export_column(code_heading(_("countries")), lambda row: join_distinct(codes(row)))

    def identifier_columns(self) -> Iterable[ExportColumn]:
        yield export_column(
            _("identifiers"),
            lambda row: join_distinct(
                f"{number['scheme']}:{number['value']}" for number in row.body["identifiers"]
            ),
        )


@cache
def export_tables() -> tuple[type[ExportTable], ...]:
    """Table of every kind, in the order of the kinds."""
    return tuple(kind.table_class for kind in kinds())


def export_column(heading: str, value: Callable[[EntryRow], CellValue]) -> ExportColumn:
    """A column whose heading begins with a capital letter."""
    return ExportColumn(capfirst(str(heading)), value)


def all_names(row: EntryRow) -> str:
    """The main name and every other name of a record."""
    return join_distinct([row.body["name"], *(name["text"] for name in row.body["names"])])


def _row_title_in(code: str, row: EntryRow) -> str:
    return row.titles.get(code, "")


def choice_columns(heading: str, choices, name: str) -> Iterable[ExportColumn]:
    """Two columns of a member of the body that is one of these choices: its label, and its code."""
    words = {code: str(label) for code, label in choices.choices}
    yield export_column(heading, lambda row: words.get(row.body[name], row.body[name]))
    yield export_column(code_heading(heading), lambda row: row.body[name])


def date_columns(heading: str, edtf_text: Callable[[EntryRow], str]) -> Iterable[ExportColumn]:
    """Three columns of a date: in EDTF, and the earliest and the latest day that it can mean."""
    edtf_text = of_last_row(edtf_text)
    yield export_column(_("%(date)s (EDTF)") % {"date": heading}, edtf_text)
    yield from day_range_columns(heading, lambda row: edtf_bounds(edtf_text(row)))


def span_columns(heading: str, span: Callable[[EntryRow], Span]) -> Iterable[ExportColumn]:
    """The columns of `date_columns` for a day that is derived."""
    span = of_last_row(span)
    yield export_column(_("%(date)s (EDTF)") % {"date": heading}, lambda row: span(row).edtf)
    yield from day_range_columns(heading, lambda row: span(row).bounds)


def day_range_columns(
    heading: str, bounds: Callable[[EntryRow], tuple[date | None, date | None]]
) -> Iterable[ExportColumn]:
    """Two columns of a date: the earliest and the latest day that it can mean."""
    yield export_column(_("%(date)s: earliest day") % {"date": heading}, lambda row: bounds(row)[0])
    yield export_column(_("%(date)s: latest day") % {"date": heading}, lambda row: bounds(row)[1])


def of_last_row[Result](reckon: Callable[[EntryRow], Result]) -> Callable[[EntryRow], Result]:
    """The same function for several columns of a row: reckoned for the first, and given again to the others."""
    last: tuple[EntryRow, Result] | None = None

    def result_of(row: EntryRow) -> Result:
        nonlocal last
        if last is None or last[0] is not row:
            last = row, reckon(row)
        return last[1]

    return result_of


def edtf_bounds(text: str) -> tuple[date | None, date | None]:
    """Earliest and latest day of a date in EDTF; None where it is empty, open or redacted."""
    if not text:
        return None, None
    try:
        day = edtf.parse(text)
    except edtf.EDTFError:  # a marker where something was redacted
        return None, None
    return day.earliest, day.latest


def code_heading(heading: str) -> str:
    return _("%(name)s (code)") % {"name": heading}


def reference_heading(heading: str) -> str:
    return _("%(name)s (reference)") % {"name": heading}
