"""A list as a table. Each app says in its ``exports.py`` which columns its records have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from core import edtf
from core.localized import in_language
from register.exports.cells import Cell, several
from register.exports.rows import Row
from register.filters import RegisterFilterSet
from register.kinds import Kind, kind_named


@dataclass(frozen=True)
class Column:
    """A column: its heading, and what it reads from a row."""

    heading: str
    value: Callable[[Row], Cell]


class Table:
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

    def own(self) -> Iterable[Column]:
        """The columns of this kind."""
        raise NotImplementedError

    def opening(self) -> Iterable[Column]:
        yield column(_("reference"), lambda row: row.ref)
        yield column(_("address"), lambda row: f"{self.address}{row.ref}")
        yield column(_("title"), lambda row: in_language(row.titles)[0])
        for code, name in settings.LANGUAGES:
            if code != self.language:
                heading = _("title (%(language)s)") % {"language": name}
                yield column(heading, partial(title_in, code))

    def closing(self) -> Iterable[Column]:
        yield column(_("version"), lambda row: row.number)
        yield column(_("published (UTC)"), lambda row: row.published_at)

    def cells(self, row: Row) -> list[Cell]:
        return [one.value(row) for one in self.columns]

    # Columns that several kinds have

    def of_countries(self, codes: Callable[[Row], Iterable[str]]) -> Iterable[Column]:
        yield column(
            _("countries"), lambda row: several(self.country_names.get(one, one) for one in codes(row))
        )
        yield column(coded(_("countries")), lambda row: several(codes(row)))

    def of_topics(self) -> Iterable[Column]:
        yield column(
            _("topics"), lambda row: several(in_language(one["name"])[0] for one in row.body["topics"])
        )
        yield column(referring(_("topics")), lambda row: several(one["ref"] for one in row.body["topics"]))

    def of_identifiers(self) -> Iterable[Column]:
        yield column(
            _("identifiers"),
            lambda row: several(f"{one['scheme']}:{one['value']}" for one in row.body["identifiers"]),
        )


@cache
def tables() -> tuple[type[Table], ...]:
    """Every kind of list, in the order of the settings."""
    return tuple(import_string(path) for path in settings.REGISTER_TABLES)


def column(heading: str, value: Callable[[Row], Cell]) -> Column:
    return Column(capfirst(str(heading)), value)


def title_in(code: str, row: Row) -> str:
    return row.titles.get(code, "")


def of_choice(heading: str, choices, name: str) -> Iterable[Column]:
    """A member of the body that is one of these choices: its word, then its code."""
    words = {code: str(label) for code, label in choices.choices}
    yield column(heading, lambda row: words.get(row.body[name], row.body[name]))
    yield column(coded(heading), lambda row: row.body[name])


def of_date(heading: str, edtf_text: Callable[[Row], str]) -> Iterable[Column]:
    """A date as it is known, in EDTF, then the earliest and the latest day that it can mean."""
    yield column(_("%(date)s (EDTF)") % {"date": heading}, edtf_text)
    yield from of_bounds(heading, lambda row: bounds(edtf_text(row)))


def of_bounds(heading: str, ends: Callable[[Row], tuple[date | None, date | None]]) -> Iterable[Column]:
    yield column(_("%(date)s: earliest day") % {"date": heading}, lambda row: ends(row)[0])
    yield column(_("%(date)s: latest day") % {"date": heading}, lambda row: ends(row)[1])


def bounds(text: str) -> tuple[date | None, date | None]:
    """The earliest and the latest day of an EDTF text; none of nothing."""
    if not text:
        return None, None
    try:
        found = edtf.parse(text)
    except edtf.EDTFError:  # a marker where something was taken out
        return None, None
    return found.earliest, found.latest


def coded(heading: str) -> str:
    return _("%(name)s (code)") % {"name": heading}


def referring(heading: str) -> str:
    return _("%(name)s (reference)") % {"name": heading}
