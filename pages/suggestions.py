"""Suggestions while somebody types into the search: records whose titles or names go on like that."""

from collections.abc import Iterable

from django.db import connections
from django.shortcuts import render
from django.utils import timezone
from django_countries import countries

from api import autocomplete
from api.similar_names import find_similar_names
from core.localized import in_language
from pages.status import StatusDisplay, status_on_day
from pages.views import PublicPageView
from register import addresses, periods
from register.facets.bitmaps import FEW_REFS
from register.index import first_values
from register.kinds import kind_named, kinds
from register.models import Entry
from register.parameters import CONTROL_CHARACTERS
from register.routers import REGISTER_ALIAS
from register.search.matching import find_matches
from register.sql import parsed_json

_MAX_SUGGESTIONS, _MAX_TYPED, _MAX_COUNTRIES = 8, 100, 3
_COLUMNS = "other.ref, other.kind, other.title, other.keys"


class SuggestionsView(PublicPageView):
    """The options of the search box, as a piece of a page: at most five statements, whatever is typed."""

    is_conditional = True

    def get(self, request):
        typed = CONTROL_CHARACTERS.sub(" ", request.GET.get("q", ""))[:_MAX_TYPED]
        return render(request, "pages/suggestions.html", {"suggestions": _suggested_records(typed)})


_Row = tuple[str, str, dict[str, str], list[str]]  # reference, kind, title, keys


def _suggested_records(typed: str) -> list[dict]:
    if not autocomplete.can_autocomplete(typed):
        return []
    rows = _beginning_so(typed) or _matching(typed)
    lives = periods.periods_by_ref(ref for ref, kind, *_rest in rows if kind_named(kind).has_periods)
    return [
        {
            "address": addresses.record_path(ref, titles),
            "title": titles,
            "kind": kind_named(kind).model._meta.verbose_name,
            "status": _status_today(lives.get(ref, []), keys) if kind_named(kind).has_periods else None,
            "countries": _names_of_countries(keys),
        }
        for ref, kind, titles, keys in rows
        if in_language(titles)[0]
    ]


def _beginning_so(typed: str) -> list[_Row]:
    names = [kind.name for kind in kinds()]
    sql, parameters = autocomplete.autocomplete_sql(_COLUMNS, typed, names, _MAX_SUGGESTIONS)
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(sql, parameters)
        return [(ref, kind, parsed_json(title), keys) for ref, kind, title, keys in cursor.fetchall()]


def _matching(typed: str) -> list[_Row]:
    """Records that the search finds, where they are few enough to put in order at once; else names that are alike."""
    matches = find_matches(typed)
    if not matches.bitmaps:
        alike = [similar.ref for similar in find_similar_names(typed)]
        entries = sorted(Entry.public.filter(ref__in=alike), key=lambda entry: alike.index(entry.ref))
    elif sum(matches.total(kind.name) for kind in kinds()) <= FEW_REFS:
        entries = Entry.public.among(matches).by_relevance(typed, matches)[:_MAX_SUGGESTIONS]
    else:
        return []
    return [(entry.ref, entry.kind, entry.title, entry.keys) for entry in entries]


def _status_today(life: list, keys: Iterable[str]) -> StatusDisplay:
    facts = first_values(keys)
    words = (facts.get("nature", ""), facts.get("bindingness", ""), facts.get("form", ""))
    return status_on_day(life, timezone.localdate(), *words)


def _names_of_countries(keys: Iterable[str]) -> list[str]:
    codes = sorted(key.partition(":")[2] for key in keys if key.startswith("country:"))
    return [countries.name(code) or code for code in codes][:_MAX_COUNTRIES]
