"""One set of questions for page and API: strict about what it is asked, and answered from the register alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import django_filters
from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from core import identifiers
from register import bits
from register.bits import Bits
from register.kinds import kind_named
from register.models import Entry
from register.parameters import (
    SAID,
    ChoiceParameter,
    DayParameter,
    InstantParameter,
    ListParameter,
    Parameter,
    QueryParameter,
    form_for,
)
from register.search import grammar

# What `EntryQuerySet.matching` finds of a kind.
MATCHING = f"""
SELECT substr(entry_id, 2)::int AS serial FROM register_entrytext WHERE kind = %s AND vector @@ {grammar.SQL}
"""


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
        column = BY_TITLE.get(language or "", self.column) if self.column == "sort_title" else self.column
        return Ordering(column, self.is_descending)


class Filter(django_filters.Filter):
    """One question about records."""

    def bits(self, kind: str, value) -> Bits | None:
        """The same answer as bits, see `register.bits`; None where it takes more than the question itself."""
        return None


class QueryFilter(Filter):
    """Records that hold what is looked for."""

    field_class = QueryParameter

    def bits(self, kind, value):
        read = grammar.read(value)
        return bits.of_serials(MATCHING, [kind, *grammar.parameters(read)]) if read else None

    def filter(self, entries, value):
        return entries.matching(value)


class KeyFilter(Filter):
    """Records that carry one of these facts in their keys, ``name:value``, as their kind's `index` writes them."""

    field_class = ListParameter

    def filter(self, entries, value):
        return entries.with_any_of(self.keys(value))

    def bits(self, kind, value):
        return bits.having(kind, self.keys(value)) if self.field_name in kind_named(kind).counted else None

    def keys(self, value):
        return [[f"{self.field_name}:{one}" for one in together] for together in value]


class CountryFilter(KeyFilter):
    """Records that have to do with one of these countries, ISO 3166."""

    def __init__(self, **kwargs):
        kwargs = {"label": _("country"), "example": "KR,GB", "several": True, **kwargs}
        super().__init__("country", choices=[code for code, _name in countries], **kwargs)


class RefFilter(KeyFilter):
    """Records that carry the reference of another record, such as a party, O12."""

    def __init__(self, name, letter, **kwargs):
        kwargs = {"example": f"{letter}12", "several": True, **kwargs}
        super().__init__(name, pattern=rf"{letter}[1-9][0-9]{{0,9}}", **kwargs)


class YearFilter(KeyFilter):
    """Records of one of these years, ``1994``, or decades, ``1990s``."""

    def __init__(self, **kwargs):
        super().__init__("year", pattern=r"[0-9]{4}|[0-9]{3}0s", example="1994,1980s", **kwargs)


class OwnRefFilter(Filter):
    """These very records."""

    field_class = ListParameter

    def filter(self, entries, value):
        return entries.filter(ref__in=[ref for [ref] in value])


class IdentifierParameter(Parameter):
    """``scheme:value``; the value in any form that the scheme's own address or spaces give it."""

    def __init__(self, *, schemes=(), **kwargs):
        self.schemes = list(schemes)
        self.openapi = {"type": "string", "pattern": f"^(?:{'|'.join(schemes) or r'[^\s:]+'}):{SAID}$"}
        super().__init__(**kwargs)

    def read(self, text):
        scheme, _colon, value = text.partition(":")
        if not scheme.strip() or not value.strip() or (self.schemes and scheme not in self.schemes):
            raise self.malformed(text)
        return f"{scheme}:{identifiers.normalize(scheme, value)}"


class IdentifierFilter(Filter):
    """The record that another register calls so."""

    field_class = IdentifierParameter

    def filter(self, entries, value):
        return entries.with_keys(f"identifier:{value}")


class PublishedAfterFilter(Filter):
    """Records whose current version was published at or after this instant."""

    field_class = InstantParameter

    def filter(self, entries, value):
        return entries.filter(published_at__gte=value)


class Asked(Filter):
    """Half a question: the filter set reads it together with others."""

    field_class: type[forms.Field] = Parameter

    def filter(self, entries, value):
        return entries


class AskedDay(Asked):
    """A day that the filter set reads together with another."""

    field_class = DayParameter


class AskedList(Asked):
    """Values that the filter set reads together with others."""

    field_class = ListParameter


class OrderingFilter(Asked):
    """How the list is ordered; a minus turns it round."""

    field_class = ChoiceParameter

    def __init__(self, *names, **kwargs):
        choices = [f"{sign}{name}" for name in names for sign in ("", "-")]
        super().__init__("ordering", choices=choices, label=_("order"), **kwargs)


# The columns of titles by language, where that is not the usual one.
BY_TITLE = {"ko": "sort_title_ko"}
# What the names of orderings stand for.
ORDERED_BY = {
    "signed": "sort_on",
    "held": "sort_on",
    "founded": "sort_on",
    "title": "sort_title",
    "published": "published_at",
}


class RegisterFilterSet(django_filters.FilterSet):
    """Questions about one kind of record. Subclasses name the kind, its questions and its usual order.

    Between parameters: and. Within one: ``a,b`` either, ``a+b`` both. What is unknown, malformed, empty or repeated
    is an error of that parameter (``errors``). ``also`` are the caller's own parameters, such as ``page``, by name.
    """

    of_kind: str
    usual_ordering = "title"

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
            self._form = form_for(self.data, {**fields, **self.also})
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
        return day_of(self.asked)

    @property
    def ordering(self) -> Ordering:
        return self.ordered_by(self.asked.get("ordering", self.usual_ordering))

    def ordered_by(self, name: str) -> Ordering:
        return Ordering(ORDERED_BY[name.removeprefix("-")], name.startswith("-"))

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

    def bits(self, without: str = "") -> Bits:
        """The records asked for but for one parameter, as `register.bits` keeps them. Raises EmptyResultSet."""
        asked = {
            name: value for name, value in self.asked.items() if name != without and name in self.filters
        }
        parts = self.parts(asked)
        if parts is None:
            serials = self.entries(without).order_by().values_list("serial")
            text, parameters = serials.query.sql_with_params()
            return bits.of_serials(text, list(parameters))
        return bits.in_all_of(parts)

    def parts(self, asked: dict) -> list[Bits] | None:
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


def day_of(asked: dict) -> date:
    """The day that is asked about: ``on``, else today."""
    return asked.get("on") or timezone.localdate()


def query_filter() -> QueryFilter:
    return QueryFilter(
        "q", label=_("search"), example="health data",
        help_text="Words to find, in any language; quotes hold a phrase together, a minus excludes, `or` stands "
        "between alternatives.",
    )  # fmt: skip


def own_ref_filter(letter: str) -> OwnRefFilter:
    return OwnRefFilter(
        "ref", label=_("reference"), pattern=rf"{letter}[1-9][0-9]{{0,9}}", example=f"{letter}1,{letter}2",
        help_text="These records only.",
    )  # fmt: skip


def published_after_filter() -> PublishedAfterFilter:
    return PublishedAfterFilter(
        "published_after", label=_("published since"), example="2026-01-31",
        help_text="The current version was published on this day or later, or at this instant or later.",
    )  # fmt: skip
