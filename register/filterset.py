"""."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import django_filters
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict
from django.utils import timezone

from register.facets import bitmaps
from register.facets.bitmaps import BitmapSQL
from register.models import Entry
from register.ordering import ORDERING_COLUMNS, Ordering
from register.parameters import Parameter, parameter_form


class RegisterFilterSet(django_filters.FilterSet):
    """Questions about one kind of record. Subclasses name the kind, its questions and its usual order.

    Between parameters: and. Within one: ``a,b`` either, ``a+b`` both. What is unknown, malformed, empty or repeated
    is an error of that parameter (``errors``). ``also`` are the caller's own parameters, such as ``page``, by name.
    """

    of_kind: str
    usual_ordering = "title"

    def __init_subclass__(cls, **kwargs):
        """Raises ImproperlyConfigured for a filter without a clause: the sentence of a list would leave it out."""
        super().__init_subclass__(**kwargs)
        if silent := [name for name, each in cls.declared_filters.items() if not each.extra.get("clause")]:
            raise ImproperlyConfigured(f"{cls.__name__} has filters without a clause: {', '.join(silent)}.")

    def __init__(self, data: QueryDict | None = None, *, also: Mapping[str, Parameter] | None = None):
        self.also = also or {}
        # not the parent's: it copies every filter for each request, and ours keep nothing of one
        self.is_bound, self.form_prefix = True, None
        self.data, self.queryset = data or QueryDict(), self.every()
        self.filters = self.base_filters

    @classmethod
    @cache
    def every(cls):
        """All records of the kind, as a question that is put together once and never asked as it is."""
        return Entry.public.of_kind(cls.of_kind)

    @property
    def form(self):
        if not hasattr(self, "_form"):
            fields = {name: one.field for name, one in self.filters.items()}
            self._form = parameter_form(self.data, {**fields, **self.also})
        return self._form

    def is_valid(self):
        return not self.data or super().is_valid()

    @property
    def asked(self) -> dict:
        """What was asked, as read, by parameter; without those that were not given. Only when `is_valid`."""
        if not self.data:
            return {}
        return {name: value for name, value in self.form.cleaned_data.items() if value is not None}

    @property
    def day(self) -> date:
        """The day that the answer is about: ``on``, else today."""
        return requested_day(self.asked)

    @property
    def ordering(self) -> Ordering:
        return self.ordered_by(self.asked.get("ordering", self.usual_ordering))

    def ordered_by(self, name: str) -> Ordering:
        return Ordering(ORDERING_COLUMNS[name.removeprefix("-")], name.startswith("-"))

    def filter_queryset(self, queryset):
        return self.entries().order_by(*self.ordering.columns)

    def entries(self, without: str = ""):
        """The records asked for, in no order. ``without`` leaves out one parameter: a facet counts all its values."""
        asked = {name: value for name, value in self.asked.items() if name != without}
        entries = self.queryset.all()
        for name, value in asked.items():
            if name in self.filters:
                entries = self.filters[name].filter(entries, value)
        return self.combined(entries, asked)

    def narrows(self, without: str = "") -> bool:
        """Whether anything that is asked, but for one parameter, leaves out records of the kind."""
        return bool({*self.asked} & {*self.filters} - {"on", "ordering", without})

    def combined(self, entries, asked: dict):
        """The questions that take several parameters to ask."""
        return entries

    def commitment(self) -> tuple[str, str] | None:
        """The nature and bindingness that all records asked for share, where these give their states other words."""
        return None

    def only(self, name: str) -> str:
        """The value of a parameter that asks for just one; else an empty text."""
        asked = self.asked.get(name, [])
        return asked[0][0] if len(asked) == 1 and len(asked[0]) == 1 else ""

    def fact(self, name: str) -> str:
        """What the keys of entries call the fact that a parameter asks for."""
        return self.filters[name].field_name or name

    def bits(self, without: str = "") -> BitmapSQL:
        """The records asked for but for one parameter, as `register.facets.bitmaps` keeps them. Raises EmptyResultSet."""
        asked = {
            name: value for name, value in self.asked.items() if name != without and name in self.filters
        }
        parts = self.parts(asked)
        if parts is None:
            serials = self.entries(without).order_by().values_list("serial")
            text, parameters = serials.query.sql_with_params()
            return bitmaps.bitmap_of_serials(text, list(parameters))
        return bitmaps.intersect_bitmaps(parts)

    def parts(self, asked: dict) -> list[BitmapSQL] | None:
        """The bits of what is asked, one by one; None where not all of it is kept as bits or quickly made such."""
        parts = [
            self.filters[name].bits(self.of_kind, value)
            for name, value in asked.items()
            if name not in {"on", "ordering"}
        ]
        return None if None in parts else parts

    def counting(self, name: str, found: Callable[[str], str]) -> tuple[str, list] | None:
        """SQL of ``(fact, value, records)`` and its parameters, for a parameter whose values are not simply keys.

        ``found`` names the table of bits of what is asked but for one parameter.
        """
        return None


def requested_day(asked: dict) -> date:
    """The day that is asked about: ``on``, else today."""
    return asked.get("on") or timezone.localdate()
