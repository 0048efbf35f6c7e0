"""Base of the filter sets of all kinds: the same for page, API and exports, and answered from the register alone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

import django_filters
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from register.facets import bitmaps
from register.facets.bitmaps import FEW_REFS, BitmapSQL, is_in_bitmap, refs_of_bitmap
from register.kinds import kind_named
from register.models import Entry
from register.ordering import NEWEST_FIRST, Ordering
from register.parameters import Parameter, parameter_form
from register.search.matching import Matches, find_matches

# Filters that leave no record out.
_NOT_NARROWING = {"on", "ordering"}


class RegisterFilterSet(django_filters.FilterSet):
    """Filters over one kind of record. Subclasses name the kind, its filters and its usual order.

    Parameters are joined by "and"; within one, ``a,b`` is either and ``a+b`` both. What is unknown, malformed, empty or
    repeated is an error of that parameter (``errors``). ``extra_parameters`` are the caller's own, such as ``page``.
    """

    of_kind: str
    usual_ordering = "title"
    reads_periods = False  # True where a bitmap takes all periods: one page may be found sooner without

    def __init_subclass__(cls, **kwargs):
        """Raises ImproperlyConfigured for a filter without a clause: the sentence of a list would leave it out."""
        super().__init_subclass__(**kwargs)
        silent = [name for name, declared in cls.declared_filters.items() if not declared.extra.get("clause")]
        if silent:
            raise ImproperlyConfigured(f"{cls.__name__} has filters without a clause: {', '.join(silent)}.")

    def __init__(
        self, data: QueryDict | None = None, *, extra_parameters: Mapping[str, Parameter] | None = None
    ):
        self.extra_parameters = extra_parameters or {}
        # not the parent's: it copies every filter for each request, and ours keep nothing of one
        self.is_bound, self.form_prefix = True, None
        self.data, self.queryset = data or QueryDict(), self._all_entries()
        self.filters = self.base_filters

    @classmethod
    @cache
    def _all_entries(cls):
        """All records of the kind, as a queryset that is made once and never evaluated itself."""
        return Entry.public.of_kind(cls.of_kind)

    @property
    def form(self):
        if not hasattr(self, "_form"):
            fields = {name: declared.field for name, declared in self.filters.items()}
            self._form = parameter_form(self.data, {**fields, **self.extra_parameters})
        return self._form

    def is_valid(self):
        return not self.data or super().is_valid()

    @property
    def values(self) -> dict[str, Any]:
        """Cleaned values by parameter, only of those that were given. Only when `is_valid`."""
        if not self.data:
            return {}
        return {name: value for name, value in self.form.cleaned_data.items() if value is not None}

    @property
    def day(self) -> date:
        """The day that the answer is about: ``on``, else today."""
        return requested_day(self.values)

    @property
    def ordering(self) -> Ordering:
        return self.make_ordering(self.values.get("ordering", self.usual_ordering))

    def make_ordering(self, name: str) -> Ordering:
        """Ordering by its name in the parameter, such as ``-title``."""
        return Ordering.by_name(name)

    def entries(self, without: str = ""):
        """Records that pass the filters, unordered. ``without`` leaves out one filter, as its own facet does."""
        values = {name: value for name, value in self.values.items() if name != without}
        entries = self.queryset.all()
        for name, value in values.items():
            if name in self.filters:
                entries = self.filters[name].filter(entries, value)
        if "q" in values:
            entries = entries.among(self.matches)
        return self.apply_combined(entries, values)

    def page(self, columns: Sequence[str], first: int, last: int, total: int) -> QuerySet[Entry]:
        """Of the ``total`` records that pass, those from one place to another in an order that an index has."""
        if total > FEW_REFS:
            return Entry.public.filter(ref__in=self.refs_in_order(columns)[first:last]).order_by(*columns)
        bitmap, letter = self.quick_bitmap(), kind_named(self.of_kind).letter
        few = self.queryset.filter(ref__in=refs_of_bitmap(letter, bitmap)) if bitmap else self.entries()
        return few.order_by(*columns)[first:last]

    def refs_in_order(self, columns: Sequence[str] = NEWEST_FIRST) -> QuerySet:
        """References of the records in an order, as a subquery. Only the index of the order is read, and one bit for
        each of its rows, where every filter has a bitmap."""
        bitmap = self.quick_bitmap()
        entries = self.queryset.filter(is_in_bitmap(self.of_kind, bitmap)) if bitmap else self.entries()
        return entries.refs_in_order(kind_named(self.of_kind).letter, columns)

    @cached_property
    def matches(self) -> Matches:
        """Records that match the search ``q``, looked up once."""
        return find_matches(self.values["q"])

    def apply_combined(self, entries, values: Mapping[str, Any]):
        """Applies filters that depend on several parameters."""
        return entries

    def is_narrowed(self, without: str = "") -> bool:
        """True if any filter but the one left out can leave out records of the kind."""
        return bool({*self.values} & {*self.filters} - _NOT_NARROWING - {without})

    def state_vocabulary(self) -> tuple[str, str, str] | None:
        """Nature, bindingness and form of all records of the list, where they decide the words for its states."""
        return None

    def single_value(self, name: str) -> str:
        """The value of a parameter that has just one; else an empty text."""
        alternatives = self.values.get(name, [])
        return alternatives[0][0] if len(alternatives) == 1 and len(alternatives[0]) == 1 else ""

    # Facets

    def fact_name(self, name: str) -> str:
        """Name in the keys of entries of the fact that a parameter filters by."""
        return self.filters[name].field_name or name

    def bitmap(self, without: str = "") -> BitmapSQL:
        """Bitmap of the records that pass all filters but the one left out. Raises EmptyResultSet."""
        if quick := self.quick_bitmap(without):
            return quick
        return bitmaps.bitmap_of_serials(*bitmaps.queryset_sql(self.entries(without), "serial"))

    def quick_bitmap(self, without: str = "") -> BitmapSQL | None:
        """The same where every filter has a bitmap; None where one has none, and where nothing is filtered."""
        values = {
            name: value for name, value in self.values.items() if name != without and name in self.filters
        }
        each = self.filter_bitmaps(values)
        return bitmaps.intersect_bitmaps(each) if each else None

    def filter_bitmaps(self, values: Mapping[str, Any]) -> list[BitmapSQL] | None:
        """Bitmap of each filter; None where one of them has no bitmap that is quickly made."""
        each = [
            self.matches.bitmap(self.of_kind)
            if name == "q"
            else self.filters[name].bitmap(self.of_kind, value)
            for name, value in values.items()
            if name not in _NOT_NARROWING
        ]
        return None if None in each else each

    def facet_sql(self, name: str, table: Callable[[str], str]) -> tuple[str, list] | None:
        """SQL of (fact, value, records), and its parameters, for a parameter whose values are not simply keys.

        ``table`` gives the name of the table with the bitmap of the records that pass all filters but the named one.
        """
        return None


def requested_day(values: Mapping[str, Any]) -> date:
    """The day that cleaned values ask for: ``on``, else today."""
    return values.get("on") or timezone.localdate()
