"""What narrows a list down: each fact with its values, how many records each would give, and where those are."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import pgettext

from register.facets.counts import FacetCounts

# So many values of a fact are shown, and so many where somebody asks for more of them.
_SHOWN_VALUES, _MAX_VALUES = 8, 200
# Years stand within their decades: the decades are few, and the years of some are enough.
_MAX_YEARS = 400
_DECADE_SUFFIX = "s"


@dataclass(frozen=True)
class _FacetValue:
    """One value of a fact: the words for it, how many records, and the list with or without it."""

    code: str
    words: str
    count: int
    is_chosen: bool
    address: str
    is_within: bool = False  # a year under its decade


@dataclass(frozen=True)
class Facet:
    """One fact: some of its values, and where the others are."""

    name: str
    label: str
    values: list[_FacetValue]
    is_chosen: bool
    more: str = ""  # the address of the list with more of its values
    others: int = 0  # how many those are
    fewer: str = ""


def values_per_facet(names: tuple[str, ...], more: str) -> dict[str, int]:
    """How many values of each fact are needed."""
    return {
        name: _MAX_YEARS if name == "year" else _MAX_VALUES if name == more else _SHOWN_VALUES
        for name in names
    }


class FacetBuilder:
    """The facets of one list. ``asked`` is the `pages.list_query.ListQuery`; ``words(name, value)`` names a value."""

    def __init__(self, asked, counts: FacetCounts, words: Callable[[str, str], str]):
        self.asked, self.counts, self.words = asked, counts, words

    def facets(self) -> list[Facet]:
        told = [self.years() if name == "year" else self.facet(name) for name in self.asked.facet_names]
        return [facet for facet in told if facet.values]

    def facet(self, name: str) -> Facet:
        found = dict(self.counts.by_value.get(name, {}))
        for value in self.chosen(name):
            found.setdefault(value, 0)
        values = [self.value(name, code, count) for code, count in found.items()]
        values.sort(key=lambda one: (not one.is_chosen, -one.count, one.words))
        others = self.counts.values.get(name, 0) - len(self.counts.by_value.get(name, {}))
        return self.told(name, values, others)

    def years(self) -> Facet:
        """Decades, the latest first; the years of a decade under it where it, or one of its years, is chosen."""
        found = dict(self.counts.by_value.get("year", {}))
        chosen = self.chosen("year")
        for value in chosen:
            found.setdefault(value, 0)
            found.setdefault(_decade_of(value), 0)
        opened = {_decade_of(value) for value in chosen}
        codes = sorted((one for one in found if one.endswith(_DECADE_SUFFIX)), reverse=True)
        shown = codes if self.asked.more == "year" else _shown_decades(codes, opened)
        values = []
        for code in shown:
            values.append(self.value("year", code, found[code]))
            if code in opened:
                years = sorted(
                    (one for one in found if _decade_of(one) == code and one != code), reverse=True
                )
                values += [self.value("year", year, found[year], is_within=True) for year in years]
        return self.told("year", values, len(codes) - len(shown))

    def value(self, name: str, code: str, count: int, *, is_within: bool = False) -> _FacetValue:
        return _FacetValue(
            code=code,
            words=self.words(name, code),
            count=count,
            is_chosen=code in self.chosen(name),
            address=self.asked.link_toggling(name, code),
            is_within=is_within,
        )

    def told(self, name: str, values: list[_FacetValue], others: int) -> Facet:
        is_long = self.asked.more == name
        return Facet(
            name=name,
            label=self.asked.label(name),
            values=values,
            is_chosen=bool(self.chosen(name)),
            more=self.asked.link_with(more=name) if others and not is_long else "",
            others=others,
            fewer=self.asked.link_with(more="") if is_long else "",
        )

    def chosen(self, name: str) -> list[str]:
        return list(dict.fromkeys(chain.from_iterable(self.asked.questions.asked.get(name, []))))


def _shown_decades(decades: list[str], opened: set[str]) -> list[str]:
    return [code for place, code in enumerate(decades) if place < _SHOWN_VALUES or code in opened]


def _decade_of(year: str) -> str:
    return f"{year[:3]}0{_DECADE_SUFFIX}"


def decade_label(code: str) -> str:
    """A year, or a decade as its first and last year."""
    if not code.endswith(_DECADE_SUFFIX):
        return code
    return pgettext("years", "%(first)s to %(last)s") % {"first": code[:4], "last": f"{code[:3]}9"}
