"""The search over every kind of record."""

from functools import cached_property

from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.localized import in_language
from pages import list_links, list_query
from pages.pagination import MAX_PAGE, PAGE_PARAMETER, PAGE_SIZE, Pagination
from pages.views import PublicPageView
from register import addresses
from register.kinds import kind_named
from register.models import Entry
from register.ordering import UNDATED
from register.parameters import (
    MAX_QUERY_LENGTH,
    ChoiceParameter,
    QueryParameter,
    StrictForm,
    drop_empty_parameters,
)
from register.search.identifiers import find_exact_record
from register.search.similar_names import find_similar_names

# A search that names an organization finds the organization first, then what it agreed and did.
ORDER = ["organization", "agreement", "activity", "person", "topic"]
KIND_WORDS = {
    "organization": _("Organizations"),
    "agreement": _("Agreements"),
    "activity": _("Activities"),
    "person": _("People"),
    "topic": _("Topics"),
}
# Of each kind, where all are shown.
_SHOWN_PER_KIND = 5


class _SearchForm(StrictForm):
    """What may be asked of the search."""

    q = QueryParameter(label=_("search"))
    kind = ChoiceParameter(choices=ORDER, label=_("kind"))
    page = PAGE_PARAMETER["page"]


class _SearchResults(Pagination):
    """The answer to one search: some of every kind, or all of one."""

    longest_search = MAX_QUERY_LENGTH

    def __init__(self, data: QueryDict):
        self.data, self.is_cut_short = list_query.lenient_search(drop_empty_parameters(data))
        self.form = _SearchForm(self.data)
        self.is_valid = self.form.is_valid()
        self.search = self.data.get("q", "")
        self.kind = self.form.cleaned_data.get("kind") or "" if self.is_valid else ""

    @cached_property
    def by_kind(self) -> dict[str, int]:
        """How many records of each kind were found, in the order of the page."""
        if not (self.is_valid and self.search):
            return {}
        found = dict(Entry.public.matching(self.search).order_by().values_list("kind").annotate(Count("ref")))
        return {kind: found[kind] for kind in ORDER if kind in found}

    @property
    def count(self) -> int:
        return self.by_kind.get(self.kind, 0) if self.kind else sum(self.by_kind.values())

    @property
    def page(self) -> int:
        return (self.form.cleaned_data.get("page") or 1) if self.kind else 1

    @property
    def pages(self) -> int:
        return super().pages if self.kind else 1

    @property
    def groups(self) -> list[dict]:
        """The kinds that are shown: each with its count, its first records, and where all of them are."""
        shown = [self.kind] if self.kind else list(self.by_kind)
        rows = [_SearchRow(entry) for entry in self.entries(shown)] if self.count else []
        return [
            {
                "kind": kind,
                "words": KIND_WORDS[kind],
                "count": self.by_kind[kind],
                "rows": [row for row in rows if row.kind == kind],
                "all": self.list_of(kind) if not self.kind and self.by_kind[kind] > _SHOWN_PER_KIND else "",
            }
            for kind in shown
            if kind in self.by_kind
        ]

    def entries(self, kinds: list[str]) -> list[Entry]:
        """The best of each of these kinds, in one statement."""
        first = (self.page - 1) * PAGE_SIZE
        cut = slice(first, first + PAGE_SIZE) if self.kind else slice(_SHOWN_PER_KIND)
        best = [self.of_kind(kind).values_list("ref")[cut].query.sql_with_params() for kind in kinds]
        refs = RawSQL(
            " UNION ALL ".join(f"({text})" for text, _values in best),
            [value for _text, values in best for value in values],
        )
        return list(Entry.public.filter(ref__in=refs).by_relevance(self.search).defer("body"))

    def of_kind(self, kind: str) -> QuerySet:
        found = Entry.public.matching(self.search).of_kind(kind)
        if self.by_kind[kind] > MAX_PAGE * PAGE_SIZE:
            found = Entry.public.filter(ref__in=found.newest_refs(MAX_PAGE * PAGE_SIZE))
        return found.by_relevance(self.search)

    def list_of(self, kind: str) -> str:
        """Where all of a kind are: its list, with all that narrows it down."""
        asked = QueryDict(mutable=True)
        asked["q"] = self.search
        return f"{reverse(f'{kind_named(kind).plural}:list')}?{asked.urlencode()}"

    @property
    def kinds(self) -> list[dict]:
        """The kinds that were found, each with its count and the address of only those."""
        everything = {
            "words": _("Everything"),
            "count": sum(self.by_kind.values()),
            "address": self.link_to(""),
            "is_this": not self.kind,
        }
        return [everything] + [
            {
                "words": KIND_WORDS[kind],
                "count": count,
                "address": self.link_to(kind),
                "is_this": self.kind == kind,
            }
            for kind, count in self.by_kind.items()
        ]

    def link_to(self, kind: str) -> str:
        asked = QueryDict(mutable=True)
        asked.update({"q": self.search, **({"kind": kind} if kind else {})})
        return f"?{asked.urlencode()}"

    @cached_property
    def suggestions(self) -> list[dict]:
        """Where nothing was found: whose name was probably meant."""
        if not self.is_valid or not self.search or any(self.by_kind.values()):
            return []
        return [
            {"name": in_language(one.title)[0], "address": addresses.record_path(one.ref, one.title)}
            for one in find_similar_names(self.search)
        ]

    @property
    def errors(self) -> list[dict]:
        if self.is_valid:
            return []
        return [
            {
                "place": "filter-q" if name == "q" else "",
                "label": str(getattr(self.form.fields.get(name), "label", name)),
                "words": words,
            }
            for name, found in self.form.errors.items()
            for words in found
        ]


class _SearchRow:
    """What a row says of a record of any kind."""

    def __init__(self, entry: Entry):
        self.ref, self.kind, self.title = entry.ref, entry.kind, entry.title
        self.year = entry.sort_on.year if entry.sort_on > UNDATED else None
        self.keys: dict[str, str] = {}  # the first of each fact
        for key in entry.keys:
            name, _colon, value = key.partition(":")
            self.keys.setdefault(name, value)


class SearchView(PublicPageView):
    """Everything that is found, in any language; what means one record exactly leads straight to it."""

    def get(self, request):
        found = _SearchResults(request.GET)
        if found.is_valid and found.search and (exact := find_exact_record(found.search)):
            ref, titles = exact
            return HttpResponseRedirect(addresses.record_path(ref, titles))
        if found.page > found.pages:
            return found.first_page()
        asked = list_links.query_string(request)
        context = {
            "section": "search",
            "found": found,
            "alternates": addresses.paths_by_language(
                lambda: reverse("site:search") + (f"?{asked}" if asked else "")
            ),
        }
        return render(request, "pages/search.html", context, status=400 if found.errors else 200)
