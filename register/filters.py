"""One set of questions for page and API: strict about what it is asked, and answered from the register alone."""

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
from register.search import query

# What `EntryQuerySet.matching` finds of a kind.
_MATCHING_SERIALS_SQL = f"""
SELECT substr(entry_id, 2)::int AS serial FROM register_entrytext WHERE kind = %s AND vector @@ {query.TSQUERY_SQL}
"""


class EntryFilter(django_filters.Filter):
    """One question about records."""

    def bits(self, kind: str, value) -> BitmapSQL | None:
        """The same answer as bits, see `register.facets.bitmaps`; None where it takes more than the question itself."""
        return None


class QueryFilter(EntryFilter):
    """Records that hold what is looked for."""

    field_class = QueryParameter

    def bits(self, kind, value):
        read = query.parse_query(value)
        return (
            bitmaps.bitmap_of_serials(_MATCHING_SERIALS_SQL, [kind, *query.tsquery_parameters(read)])
            if read
            else None
        )

    def filter(self, entries, value):
        return entries.matching(value)


class KeyFilter(EntryFilter):
    """Records that carry one of these facts in their keys, ``name:value``, as their kind's `index` writes them."""

    field_class = ListParameter

    def filter(self, entries, value):
        return entries.with_any_of(self.keys(value))

    def bits(self, kind, value):
        return (
            bitmaps.bitmap_of_keys(kind, self.keys(value))
            if self.field_name in kind_named(kind).facet_names
            else None
        )

    def keys(self, value):
        return [[f"{self.field_name}:{one}" for one in together] for together in value]


class CountryFilter(KeyFilter):
    """Records that have to do with one of these countries, ISO 3166."""

    def __init__(self, **kwargs):
        clause = Clause(_("with %(value)s"), ClauseRank.PARTICIPANTS, between=_("between %(value)s"))
        kwargs = {"label": _("country"), "example": "KR,GB", "several": True, "clause": clause, **kwargs}
        super().__init__("country", choices=[code for code, _name in countries], **kwargs)


class RefFilter(KeyFilter):
    """Records that carry the reference of another record, such as a party, O12."""

    def __init__(self, name, letter, **kwargs):
        kwargs = {"example": f"{letter}12", "several": True, **kwargs}
        super().__init__(name, pattern=rf"{letter}[1-9][0-9]{{0,9}}", **kwargs)


class YearFilter(KeyFilter):
    """Records of one of these years, ``1994``, or decades, ``1990s``."""

    def __init__(self, **kwargs):
        clause = Clause(_("of the year %(value)s"), ClauseRank.DATES)
        super().__init__(
            "year", pattern=r"[0-9]{4}|[0-9]{3}0s", example="1994,1980s", **{"clause": clause, **kwargs}
        )


class OwnRefFilter(EntryFilter):
    """These very records."""

    field_class = ListParameter

    def filter(self, entries, value):
        return entries.filter(ref__in=[ref for [ref] in value])


class IdentifierFilter(EntryFilter):
    """The record that another register calls so."""

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
    """Half a question: the filter set reads it together with others."""

    field_class: type[forms.Field] = Parameter

    def filter(self, entries, value):
        return entries


class CombinedDayFilter(CombinedFilter):
    """A day that the filter set reads together with another."""

    field_class = DayParameter


class CombinedListFilter(CombinedFilter):
    """Values that the filter set reads together with others."""

    field_class = ListParameter


class OrderingFilter(CombinedFilter):
    """How the list is ordered; a minus turns it round."""

    field_class = ChoiceParameter

    def __init__(self, *names, **kwargs):
        choices = [f"{sign}{name}" for name in names for sign in ("", "-")]
        super().__init__("ordering", choices=choices, label=_("order"), **{"clause": NO_CLAUSE, **kwargs})


def make_query_filter() -> QueryFilter:
    return QueryFilter(
        "q", label=_("search"), example="health data",
        help_text="Words to find, in any language; quotes hold a phrase together, a minus excludes, `or` stands "
        "between alternatives.",
        clause=Clause(_("that match %(value)s"), ClauseRank.SEARCH),
    )  # fmt: skip


def make_own_ref_filter(letter: str) -> OwnRefFilter:
    return OwnRefFilter(
        "ref", label=_("reference"), pattern=rf"{letter}[1-9][0-9]{{0,9}}", example=f"{letter}1,{letter}2",
        help_text="These records only.",
        clause=Clause(_("with the reference %(value)s"), ClauseRank.REFERENCE),
    )  # fmt: skip


def make_published_after_filter() -> PublishedAfterFilter:
    return PublishedAfterFilter(
        "published_after", label=_("published since"), example="2026-01-31",
        help_text="The current version was published on this day or later, or at this instant or later.",
        clause=Clause(_("published since %(value)s"), ClauseRank.DATES),
    )  # fmt: skip
