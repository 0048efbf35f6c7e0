"""Search over every kind of record."""

import json
from functools import cached_property

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api.similar_names import find_similar_names
from core.localized import in_language
from document_texts.search import MOST_DOCUMENTS
from exports import formats
from pages.found_documents import FoundDocument, found_documents
from pages.found_passages import found_passages, found_words
from pages.list_links import follow_path, query_string
from pages.list_query import lenient_search
from pages.matched_names import matched_names
from pages.pagination import MAX_PAGE, PAGE_PARAMETER, PAGE_SIZE, Pagination
from pages.search_rows import ROW_DAYS, SearchRow, row_facts
from pages.views import PublicPageView
from reconcile.identifiers import find_exact_record
from register import addresses
from register.kinds import kind_named, kinds
from register.models import Entry
from register.parameters import (
    MAX_QUERY_LENGTH,
    ChoiceParameter,
    QueryParameter,
    StrictForm,
    drop_empty_parameters,
)
from register.search.matching import Matches, find_matches

# Names of the kinds in the order of the page.
_KIND_NAMES = [kind.name for kind in sorted(kinds(), key=lambda kind: kind.search_rank)]
# Records of each kind on the page of all kinds.
_SHOWN_PER_KIND = 5


class _SearchForm(StrictForm):
    """The parameters of the search page."""

    q = QueryParameter(label=_("search"))
    kind = ChoiceParameter(choices=_KIND_NAMES, label=_("kind"))
    page = PAGE_PARAMETER["page"]


class _SearchQuery:
    """Parsed search request. ``kind`` is empty for a search over all kinds."""

    max_search_length = MAX_QUERY_LENGTH

    def __init__(self, data: QueryDict):
        self.data, self.is_search_truncated = lenient_search(drop_empty_parameters(data))
        self._form = _SearchForm(self.data)
        self.is_valid = self._form.is_valid()
        values = self._form.cleaned_data if self.is_valid else {}
        self.search: str = self.data.get("q", "")
        self.kind: str = values.get("kind") or ""
        self.page: int = (values.get("page") or 1) if self.kind else 1

    @property
    def errors(self) -> list[dict]:
        """Error messages: the place of the form where it can be mended, label, words."""
        if self.is_valid:
            return []
        return [
            {
                "place": "filter-q" if name == "q" else "",
                "label": str(getattr(self._form.fields.get(name), "label", name)),
                "words": words,
            }
            for name, messages in self._form.errors.items()
            for words in messages
        ]

    def address(self, kind: str) -> str:
        """The address of the same search over one kind, or over all for an empty one."""
        data = QueryDict(mutable=True)
        data.update({"q": self.search, **({"kind": kind} if kind else {})})
        return f"?{data.urlencode()}"

    def list_address(self, kind: str) -> str:
        """The address of the list of a kind with the same search, where it can be filtered further."""
        data = QueryDict(mutable=True)
        data["q"] = self.search
        return f"{reverse(f'{kind_named(kind).plural}:list')}?{data.urlencode()}"


class _SearchResults:
    """The records that fit a search: some of every kind, or those of one kind page by page."""

    def __init__(self, query: _SearchQuery):
        self.query = query

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of records by kind, in the order of the page."""
        if not (self.query.is_valid and self.query.search):
            return {}
        return {kind: total for kind in _KIND_NAMES if (total := self._matches.total(kind))}

    @cached_property
    def _matches(self) -> Matches:
        return find_matches(self.query.search)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def count(self) -> int:
        return self.counts.get(self.query.kind, 0) if self.query.kind else self.total

    @cached_property
    def pagination(self) -> Pagination:
        max_page = MAX_PAGE if self.query.kind else 1
        return Pagination(self.query.page, self.count, self.query.data, max_page=max_page)

    @property
    def groups(self) -> list[dict]:
        """The kinds that are shown: heading, count, rows, and the address of the list of all of them."""
        names = [
            name for name in ([self.query.kind] if self.query.kind else self.counts) if name in self.counts
        ]
        entries = self._entries(names) if self.count else []
        bodies = {entry.ref: json.loads(entry.body) for entry in entries}
        search, facts = self.query.search, row_facts(entries, bodies)
        found_by = matched_names(search, entries)
        found_in = found_passages(search, (each for each in entries if not found_by.get(each.ref)), bodies)
        rows = [
            SearchRow(
                entry, facts.get(entry.ref, {}), found_by.get(entry.ref, []), found_in.get(entry.ref, "")
            )
            for entry in entries
        ]
        return [
            {
                "kind": name,
                "heading": kind_named(name).heading,
                "count": self.counts[name],
                "rows": [row for row in rows if row.kind == name],
                "list_address": (
                    self.query.list_address(name)
                    if not self.query.kind and self.counts[name] > _SHOWN_PER_KIND
                    else ""
                ),
            }
            for name in names
        ]

    def _entries(self, names: list[str]) -> list[Entry]:
        """The best records of each of these kinds, in one statement."""
        start = self.pagination.first - 1
        cut = slice(start, start + PAGE_SIZE) if self.query.kind else slice(_SHOWN_PER_KIND)
        best = [self._of_kind(name).values_list("ref")[cut].query.sql_with_params() for name in names]
        refs = RawSQL(
            " UNION ALL ".join(f"({text})" for text, _values in best),
            [value for _text, values in best for value in values],
        )
        entries = Entry.public.filter(ref__in=refs).by_relevance(self.query.search, self._matches)
        return list(entries.annotate(**ROW_DAYS))

    def _of_kind(self, name: str) -> QuerySet[Entry]:
        entries = Entry.public.of_kind(name).among(self._matches)
        if self.counts[name] > MAX_PAGE * PAGE_SIZE:
            newest = entries.refs_in_order(kind_named(name).letter)[: MAX_PAGE * PAGE_SIZE]
            entries = Entry.public.filter(ref__in=newest)
        return entries.by_relevance(self.query.search, self._matches)

    @cached_property
    def found_words(self) -> frozenset[str]:
        return found_words(self.query.search)

    @cached_property
    def documents(self) -> list[FoundDocument]:
        """Documents with all words of the search in one passage, on the page of all kinds."""
        if not (self.query.is_valid and self.query.search) or self.query.kind:
            return []
        return found_documents(self.query.search)

    @property
    def shown_documents(self) -> list[FoundDocument]:
        return self.documents[:MOST_DOCUMENTS]

    @property
    def are_more_documents(self) -> bool:
        return len(self.documents) > MOST_DOCUMENTS

    @property
    def kind_links(self) -> list[dict]:
        """Links to the same search over all kinds and over each: label, count, address, is_this."""
        rows: list[tuple[str, str | Promise, int]] = [("", _("Everything"), self.total)]
        rows += [(name, kind_named(name).heading, count) for name, count in self.counts.items()]
        return [
            {
                "label": label,
                "count": count,
                "address": self.query.address(name),
                "is_this": name == self.query.kind,
            }
            for name, label, count in rows
        ]

    @property
    def export_links(self) -> list[formats.ExportLink]:
        """Links to take the results along or follow them: those of the list of one kind, or of all kinds together."""
        if not self.count:
            return []
        data = QueryDict(mutable=True)
        data["q"] = self.query.search
        if self.query.kind:
            return formats.export_links(self.query.kind, data)
        return formats.search_links(data)

    @property
    def follow_address(self) -> str:
        """The path of the page on which the search is followed, whether it finds something or nothing yet."""
        if not (self.query.is_valid and self.query.search):
            return ""
        data = QueryDict(mutable=True)
        data["q"] = self.query.search
        if self.query.kind:
            return follow_path(self.query.kind, data)
        return f"{reverse('follow:search')}?{data.urlencode()}"

    @cached_property
    def suggestions(self) -> list[dict]:
        """Records with a name similar to the search, where nothing fits it."""
        if not self.query.is_valid or not self.query.search or self.total or self.documents:
            return []
        return [
            {
                "name": in_language(similar.title)[0],
                "address": addresses.record_path(similar.ref, similar.title),
            }
            for similar in find_similar_names(self.query.search)
        ]


class SearchView(PublicPageView):
    """The search page; a search that identifies exactly one record redirects to it."""

    is_conditional = True
    shows_texts = True
    rate_limit = "search"

    def get(self, request):
        query = _SearchQuery(request.GET)
        if query.is_valid and query.search and (exact := find_exact_record(query.search)):
            ref, titles = exact
            return HttpResponseRedirect(addresses.record_path(ref, titles))
        results = _SearchResults(query)
        if results.pagination.is_past_end:
            return HttpResponseRedirect(results.pagination.address(1))
        text = query_string(request)
        context = {
            "section": "search",
            "query": query,
            "results": results,
            "export_links": results.export_links,
            "follow_address": results.follow_address,
            "alternates": addresses.paths_by_language(
                lambda: reverse("site:search") + (f"?{text}" if text else "")
            ),
        }
        return render(request, "pages/search.html", context, status=200 if query.is_valid else 400)
