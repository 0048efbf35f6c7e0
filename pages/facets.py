"""Facets beside a list, with counts and links."""

from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from django.utils.translation import pgettext

from pages.list_links import ListLinks
from pages.list_query import ListQuery
from register.facets import FacetCounts

# The number of values of a facet that are shown, and of the one that is opened.
_SHOWN_VALUES, _MAX_VALUES = 8, 200
# Years stand within their decades: the decades are few, and the years of some are enough.
_MAX_YEARS = 400
_DECADE_SUFFIX = "s"


class ValueLabels(Protocol):
    """Names the values of filters, see `pages.filter_values.FilterValues`."""

    def value_label(self, name: str, code: str) -> str: ...


@dataclass(frozen=True)
class _FacetValue:
    """One value of a facet: its label, the number of records, and the address of the list with or without it."""

    code: str
    label: str
    count: int
    is_chosen: bool
    address: str
    is_within: bool = False  # a year under its decade


@dataclass(frozen=True)
class Facet:
    """One facet: its first values, and the address of the list with more of them."""

    name: str
    label: str
    values: list[_FacetValue]
    is_chosen: bool
    hidden_count: int = 0
    more_address: str = ""
    fewer_address: str = ""
    term: str = ""  # of the glossary


def values_per_facet(names: tuple[str, ...], open_facet: str) -> dict[str, int]:
    """The number of values of each facet that are to be counted."""
    return {
        name: _MAX_YEARS if name == "year" else _MAX_VALUES if name == open_facet else _SHOWN_VALUES
        for name in names
    }


class FacetBuilder:
    """Builds the facets of one list from its counts."""

    def __init__(self, query: ListQuery, counts: FacetCounts, labels: ValueLabels, links: ListLinks):
        self._query, self._counts, self._labels, self._links = query, counts, labels, links

    def facets(self) -> list[Facet]:
        """The facets that have any value."""
        facets = [
            self._decades_facet() if name == "year" else self._facet_of(name)
            for name in self._query.options.facet_filters
        ]
        return [facet for facet in facets if facet.values]

    def _facet_of(self, name: str) -> Facet:
        counted = self._counts.by_value.get(name, {})
        counts = {**dict.fromkeys(self._chosen(name), 0), **counted}
        values = [self._value(name, code, count) for code, count in counts.items()]
        values.sort(key=lambda value: (not value.is_chosen, -value.count, value.label))
        return self._facet(name, values, max(0, self._counts.values.get(name, 0) - len(counted)))

    def _decades_facet(self) -> Facet:
        """Decades, the latest first; the years of a decade under it where it, or one of its years, is chosen."""
        chosen = self._chosen("year")
        opened = {_decade_of(code) for code in chosen}
        counts = {**dict.fromkeys([*chosen, *opened], 0), **self._counts.by_value.get("year", {})}
        decades = sorted((code for code in counts if code.endswith(_DECADE_SUFFIX)), reverse=True)
        shown = decades if self._query.open_facet == "year" else _shown_decades(decades, opened)
        values = []
        for decade in shown:
            values.append(self._value("year", decade, counts[decade]))
            if decade in opened:
                years = (code for code in counts if _decade_of(code) == decade and code != decade)
                values += [
                    self._value("year", year, counts[year], is_within=True)
                    for year in sorted(years, reverse=True)
                ]
        return self._facet("year", values, len(decades) - len(shown))

    def _value(self, name: str, code: str, count: int, *, is_within: bool = False) -> _FacetValue:
        return _FacetValue(
            code=code,
            label=self._labels.value_label(name, code),
            count=count,
            is_chosen=code in self._chosen(name),
            address=self._links.toggling(name, code),
            is_within=is_within,
        )

    def _facet(self, name: str, values: list[_FacetValue], hidden_count: int) -> Facet:
        is_open = self._query.open_facet == name
        return Facet(
            name=name,
            label=self._query.label(name),
            values=values,
            is_chosen=bool(self._chosen(name)),
            hidden_count=hidden_count,
            more_address=self._links.with_values(more=name) if hidden_count and not is_open else "",
            fewer_address=self._links.with_values(more="") if is_open else "",
            term=self._query.options.facet_terms.get(name, ""),
        )

    def _chosen(self, name: str) -> list[str]:
        return list(dict.fromkeys(chain.from_iterable(self._query.values.get(name, []))))


def _shown_decades(decades: list[str], opened: set[str]) -> list[str]:
    return [code for place, code in enumerate(decades) if place < _SHOWN_VALUES or code in opened]


def _decade_of(year: str) -> str:
    return f"{year[:3]}0{_DECADE_SUFFIX}"


def decade_label(code: str) -> str:
    """A year, or a decade as its first and last year."""
    if not code.endswith(_DECADE_SUFFIX):
        return code
    return pgettext("years", "%(first)s to %(last)s") % {"first": code[:4], "last": f"{code[:3]}9"}
