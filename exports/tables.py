"""A list as a table. Each app says in its ``exports.py`` which columns its records have."""

from collections.abc import Callable, Iterable
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
from exports.cells import CellValue, join_distinct
from exports.rows import EntryRow
from register.filterset import RegisterFilterSet
from register.kinds import Kind, kind_named, kinds


@dataclass(frozen=True)
class ExportColumn:
    """A column: its heading, and what it reads from a row."""

    heading: str
    value: Callable[[EntryRow], CellValue]


class ExportTable:
    """The columns of one kind's list in the active language. Subclasses name the filter set and their own columns.

    ``day`` is the one that states are told for; ``address`` what stands before a reference in a page's address.
    """

    filterset: type[RegisterFilterSet]

    def __init__(self, *, day: date, address: str):
        self.day, self.address, self.language = day, address, get_language()
        self.country_names = dict(countries)
        self.columns = [*self.opening(), *self.own(), *self.closing()]

    @classmethod
    def kind(cls) -> Kind:
        return kind_named(cls.filterset.of_kind)

    def own(self) -> Iterable[ExportColumn]:
        """The columns of this kind."""
        raise NotImplementedError

    def opening(self) -> Iterable[ExportColumn]:
        yield export_column(_("reference"), lambda row: row.ref)
        yield export_column(_("address"), lambda row: f"{self.address}{row.ref}")
        yield export_column(_("title"), lambda row: in_language(row.titles)[0])
        for code, name in settings.LANGUAGES:
            if code != self.language:
                heading = _("title (%(language)s)") % {"language": name}
                yield export_column(heading, partial(_row_title_in, code))

    def closing(self) -> Iterable[ExportColumn]:
        yield export_column(_("version"), lambda row: row.number)
        yield export_column(_("published (UTC)"), lambda row: row.published_at)

    def cells(self, row: EntryRow) -> list[CellValue]:
        return [one.value(row) for one in self.columns]

    # Columns that several kinds have

    def of_countries(self, codes: Callable[[EntryRow], Iterable[str]]) -> Iterable[ExportColumn]:
        yield export_column(
            _("countries"), lambda row: join_distinct(self.country_names.get(one, one) for one in codes(row))
        )
        yield export_column(code_heading(_("countries")), lambda row: join_distinct(codes(row)))

    def of_topics(self) -> Iterable[ExportColumn]:
        yield export_column(
            _("topics"), lambda row: join_distinct(in_language(one["name"])[0] for one in row.body["topics"])
        )
        yield export_column(
            reference_heading(_("topics")),
            lambda row: join_distinct(one["ref"] for one in row.body["topics"]),
        )

    def of_identifiers(self) -> Iterable[ExportColumn]:
        yield export_column(
            _("identifiers"),
            lambda row: join_distinct(f"{one['scheme']}:{one['value']}" for one in row.body["identifiers"]),
        )


@cache
def export_tables() -> tuple[type[ExportTable], ...]:
    """Table of every kind, in the order of the kinds."""
    return tuple(kind.table_class for kind in kinds())


def export_column(heading: str, value: Callable[[EntryRow], CellValue]) -> ExportColumn:
    return ExportColumn(capfirst(str(heading)), value)


def _row_title_in(code: str, row: EntryRow) -> str:
    return row.titles.get(code, "")


def choice_columns(heading: str, choices, name: str) -> Iterable[ExportColumn]:
    """A member of the body that is one of these choices: its word, then its code."""
    words = {code: str(label) for code, label in choices.choices}
    yield export_column(heading, lambda row: words.get(row.body[name], row.body[name]))
    yield export_column(code_heading(heading), lambda row: row.body[name])


def date_columns(heading: str, edtf_text: Callable[[EntryRow], str]) -> Iterable[ExportColumn]:
    """A date as it is known, in EDTF, then the earliest and the latest day that it can mean."""
    yield export_column(_("%(date)s (EDTF)") % {"date": heading}, edtf_text)
    yield from day_range_columns(heading, lambda row: edtf_bounds(edtf_text(row)))


def day_range_columns(
    heading: str, ends: Callable[[EntryRow], tuple[date | None, date | None]]
) -> Iterable[ExportColumn]:
    yield export_column(_("%(date)s: earliest day") % {"date": heading}, lambda row: ends(row)[0])
    yield export_column(_("%(date)s: latest day") % {"date": heading}, lambda row: ends(row)[1])


def edtf_bounds(text: str) -> tuple[date | None, date | None]:
    """The earliest and the latest day of an EDTF text; none of nothing."""
    if not text:
        return None, None
    try:
        found = edtf.parse(text)
    except edtf.EDTFError:  # a marker where something was taken out
        return None, None
    return found.earliest, found.latest


def code_heading(heading: str) -> str:
    return _("%(name)s (code)") % {"name": heading}


def reference_heading(heading: str) -> str:
    return _("%(name)s (reference)") % {"name": heading}
