"""Results of a list request: records, counts, facets, suggestions."""

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from api.similar_names import find_similar_names
from api.timeouts import none_on_timeout
from core.localized import in_language
from document_texts.search import MOST_DOCUMENTS, count_documents
from pages.facets import Facet, FacetBuilder, values_per_facet
from pages.filter_values import FilterValues
from pages.list_links import ListLinks
from pages.list_query import BY_END, BY_RELEVANCE, NOT_FILTERS, ListQuery
from pages.list_sentence import list_sentence
from pages.pagination import MAX_PAGE, PAGE_SIZE, Pagination
from register.facets import FacetCounts, count_facets
from register.facets.bitmaps import queryset_sql
from register.filterset import RegisterFilterSet
from register.models import Entry
from register.routers import REGISTER_ALIAS


class ListResults:
    """The records that fit a request, and all that a page shows beside them. Empty for one that is not valid."""

    most_documents = MOST_DOCUMENTS
    is_partial = False  # True once what the page shows beside its rows took too long
    counted_filters: tuple[str, ...] = ()  # filters that are counted like facets and shown elsewhere

    def __init__(self, query: ListQuery, links: ListLinks):
        self.query, self.links = query, links

    @cached_property
    def counts(self) -> FacetCounts:
        query = self.query
        if not query.is_valid:
            return FacetCounts()
        shown = values_per_facet((*query.options.facet_filters, *self.counted_filters), query.open_facet)
        counts = none_on_timeout(lambda: count_facets(query.filterset, shown))
        if counts is None:  # too many to count by every fact: the list is shown without
            self.is_partial = True
            return count_facets(query.filterset, {})
        return counts

    @property
    def count(self) -> int:
        return self.counts.total

    @property
    def page_size(self) -> int:
        return PAGE_SIZE

    @cached_property
    def pagination(self) -> Pagination:
        return Pagination(self.query.page, self.count, self.query.data, size=self.page_size)

    @cached_property
    def entries(self) -> list[Entry]:
        """The records of this page."""
        if not self.count:
            return []
        first = self.pagination.first - 1
        return list(self.page_entries(first, first + self.page_size))

    def page_entries(self, first: int, last: int) -> QuerySet[Entry]:
        """The records from one place to another in the requested order. No two of them stand in the same place."""
        query, filterset = self.query, self.query.filterset
        if query.ordering == BY_RELEVANCE:
            entries = filterset.entries()
            if self.pagination.is_truncated:  # no more are compared than the pages can show
                entries = Entry.public.filter(ref__in=filterset.refs_in_order()[: MAX_PAGE * PAGE_SIZE])
            return entries.by_relevance(query.search, filterset.matches)[first:last]
        if query.ordering == BY_END:
            return filterset.entries().by_end(query.day)[first:last]
        ordering = filterset.make_ordering(query.ordering).in_language(get_language())
        return filterset.page(ordering.columns, first, last, self.count)

    @cached_property
    def values(self) -> FilterValues:
        return FilterValues(self.query, self.counts)

    @cached_property
    def sentence(self) -> str:
        """The list in words."""
        return list_sentence(self.query, self.count, self.values) if self.query.is_valid else ""

    @cached_property
    def active_filters(self) -> list[dict]:
        """The filters in use: name, label, value in words, and the address of the same list without it."""
        return [
            {
                "name": name,
                "label": self.query.label(name),
                "value": self.values.text(name, value),
                "remove_address": self.links.without(name),
            }
            for name, value in self.query.values.items()
            if name not in NOT_FILTERS
        ]

    @cached_property
    def facets(self) -> list[Facet]:
        if not self.query.is_valid or not self.query.options.facet_filters:
            return []
        return FacetBuilder(self.query, self.counts, self.values, self.links).facets()

    @cached_property
    def removable_filters(self) -> list[dict]:
        """For an empty list: each filter, and how many records there would be without it."""
        names = [active["name"] for active in self.active_filters]
        counts = {} if self.count else count_without_each(self.query.filterset, names)
        return [{**active, "count": counts.get(active["name"], 0)} for active in self.active_filters]

    @cached_property
    def document_count(self) -> int:
        """Number of public documents with the words of the search, `MOST_DOCUMENTS` and one at most."""
        search = self.query.search if self.query.is_valid else ""
        return min(count_documents(search), MOST_DOCUMENTS + 1) if search else 0

    @property
    def are_more_documents(self) -> bool:
        return self.document_count > MOST_DOCUMENTS

    @property
    def documents_address(self) -> str:
        """Address of the documents on the page of the search of everything."""
        return f"{reverse('site:search')}?{urlencode({'q': self.query.search})}#in-documents"

    @cached_property
    def suggestions(self) -> list[dict]:
        """For an empty list: names similar to the search, and the address of the same list with each."""
        if not self.query.search or self.count:
            return []
        similar = find_similar_names(self.query.search, kind=self.query.options.kind)
        names = [in_language(entry.title)[0] for entry in similar]
        return [{"name": name, "address": self.links.with_values(q=name)} for name in dict.fromkeys(names)]


def count_without_each(query: RegisterFilterSet, names: Sequence[str]) -> dict[str, int]:
    """Number of records that the query would find without each of these parameters."""
    counts, parts, parameters = dict.fromkeys(names, 0), [], []
    for name in names:
        try:
            sql, values = queryset_sql(query.entries(without=name), "ref")
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s, (SELECT count(*) FROM ({sql}) AS entries)")
        parameters += [name, *values]
    if not parts:
        return counts
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return counts | dict(cursor.fetchall())
