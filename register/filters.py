"""Filter classes: each narrows entries by one parameter, as a queryset and, where it can, as a bitmap."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from register.clauses import NO_CLAUSE, Clause, ClauseRank
from register.facets import bitmaps
from register.facets.bitmaps import BitmapSQL
from register.kinds import kind_named
from register.parameters import (
    ChoiceParameter,
    DayParameter,
    IdentifierParameter,
    InstantParameter,
    ListParameter,
    Parameter,
    QueryParameter,
)


class EntryFilter(django_filters.Filter):
    """One filter over entries."""

    letter = ""  # of the kind of record whose references it takes; empty for other values

    def bitmap(self, kind: str, value) -> BitmapSQL | None:
        """Bitmap of the records of a kind that pass; None where it cannot be made from the value alone, or quickly."""
        return None


class KeyFilter(EntryFilter):
    """Records with one of these values among their keys, ``fact:value``; the field name is that of the fact."""

    field_class = ListParameter

    def filter(self, entries, value):
        return entries.with_any_of(keys_of_values(self.field_name, value))

    def bitmap(self, kind, value):
        if self.field_name not in kind_named(kind).facet_names:
            return None
        return bitmaps.bitmap_of_keys(kind, keys_of_values(self.field_name, value))


class CountryFilter(KeyFilter):
    """Records that concern one of these countries, ISO 3166-1 alpha-2."""

    def __init__(self, **kwargs):
        clause = Clause(_("with %(value)s"), ClauseRank.PARTICIPANTS, between=_("between %(value)s"))
        kwargs = {"label": _("country"), "example": "KR,GB", "allows_and": True, "clause": clause, **kwargs}
        super().__init__("country", choices=[code for code, _name in countries], **kwargs)


class RefFilter(KeyFilter):
    """Records with the reference of another record among their keys, such as that of a party, O12."""

    def __init__(self, name, letter, **kwargs):
        self.letter = letter
        kwargs = {"example": f"{letter}12", "allows_and": True, **kwargs}
        super().__init__(name, pattern=rf"{letter}[1-9][0-9]{{0,9}}", **kwargs)


class YearFilter(KeyFilter):
    """Records of one of these years, ``1994``, or decades, ``1990s``."""

    def __init__(self, **kwargs):
        clause = Clause(_("of the year %(value)s"), ClauseRank.DATES)
        super().__init__(
            "year", pattern=r"[0-9]{4}|[0-9]{3}0s", example="1994,1980s", **{"clause": clause, **kwargs}
        )


class OwnRefFilter(EntryFilter):
    """Records by their own references."""

    field_class = ListParameter

    def filter(self, entries, value):
        return entries.filter(ref__in=[ref for [ref] in value])


class IdentifierFilter(EntryFilter):
    """Records by an identifier of another register."""

    field_class = IdentifierParameter

    def __init__(self, **kwargs):
        clause = Clause(_("known elsewhere as %(value)s"), ClauseRank.IDENTIFIER)
        super().__init__(**{"clause": clause, **kwargs})

    def filter(self, entries, value):
        return entries.with_keys(f"identifier:{value}")


class PublishedAfterFilter(EntryFilter):
    """Records whose current version was published at or after this instant."""

    field_class = InstantParameter

    def filter(self, entries, value):
        return entries.filter(published_at__gte=value)


class CombinedFilter(EntryFilter):
    """A filter that does nothing alone: the filter set applies it together with others (`apply_combined`)."""

    field_class: type[forms.Field] = Parameter

    def filter(self, entries, value):
        return entries


class QueryFilter(CombinedFilter):
    """Records that match a search: the filter set looks it up once for all that a request needs."""

    field_class = QueryParameter


class CombinedDayFilter(CombinedFilter):
    """A day that the filter set combines with other parameters."""

    field_class = DayParameter


class CombinedListFilter(CombinedFilter):
    """Values that the filter set combines with other parameters."""

    field_class = ListParameter


class CombinedRefFilter(CombinedListFilter):
    """References of other records that the filter set combines with other parameters."""

    def __init__(self, name, letter, **kwargs):
        self.letter = letter
        kwargs = {"example": f"{letter}12", "allows_and": True, **kwargs}
        super().__init__(name, pattern=rf"{letter}[1-9][0-9]{{0,9}}", **kwargs)


class OrderingFilter(CombinedFilter):
    """Order of the list, by names of `register.ordering.Ordering`; a minus means descending."""

    field_class = ChoiceParameter

    def __init__(self, *names, **kwargs):
        choices = [f"{sign}{name}" for name in names for sign in ("", "-")]
        super().__init__("ordering", choices=choices, label=_("order"), **{"clause": NO_CLAUSE, **kwargs})


def keys_of_values(fact: str, value: list[list[str]]) -> list[list[str]]:
    """Alternatives of a cleaned list parameter as keys of a fact."""
    return [[f"{fact}:{each}" for each in alternative] for alternative in value]


def make_query_filter() -> QueryFilter:
    """The parameter ``q``: words to search for."""
    return QueryFilter(
        "q", label=_("search"), example="health data",
        help_text="Words to find, in any language; quotes hold a phrase together, a minus excludes, `or` stands "
        "between alternatives.",
        clause=Clause(_("matching %(value)s"), ClauseRank.SEARCH),
    )  # fmt: skip


def make_own_ref_filter(letter: str) -> OwnRefFilter:
    """The parameter ``ref``: records by their references."""
    return OwnRefFilter(
        "ref", label=_("reference"), pattern=rf"{letter}[1-9][0-9]{{0,9}}", example=f"{letter}1,{letter}2",
        help_text="These records only.",
        clause=Clause(_("with the reference %(value)s"), ClauseRank.REFERENCE),
    )  # fmt: skip


def make_published_after_filter() -> PublishedAfterFilter:
    """The parameter ``published_after``: records by the instant of their current version."""
    return PublishedAfterFilter(
        "published_after", label=_("published since"), example="2026-01-31",
        help_text="The current version was published on this day or later, or at this instant or later.",
        clause=Clause(_("published since %(value)s"), ClauseRank.DATES),
    )  # fmt: skip
