"""View of a list of records, shared by all kinds."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from exports import formats
from pages.list_form import ListForm
from pages.list_links import ListLinks, follow_path, list_api_path, query_string
from pages.list_query import ListQuery
from pages.list_results import ListResults
from pages.matched_names import matched_names
from pages.views import PublicPageView
from register import addresses
from register.filterset import RegisterFilterSet
from register.parameters import Parameter, drop_empty_parameters


class RecordListView(PublicPageView):
    """A list of records with search and filters. Subclasses name the kind, the filter set and the template."""

    is_conditional = True
    rate_limit = "search"
    kind: str
    filterset_class: type[RegisterFilterSet]
    template_name: str
    select_choices: dict = {}  # by filter: (value, label), or the name of a field that has them
    facet_filters: tuple[str, ...] = ()  # filters whose values stand beside the list, each with its count
    facet_terms: dict[str, str] = {}  # of these filters, those that the glossary explains, with its anchor
    day_filters: tuple[str, ...] = ()
    orderings: tuple = ()  # (value, label), the usual one first
    count_words: dict = {}  # functions of a number by ``filter:value``, such as "3 treaties"; the usual one by ""
    parameters: dict[str, Parameter] = {}  # of the page alone, beside the filters
    results_class: type[ListResults] = ListResults

    @property
    def shows_texts(self) -> bool:  # type: ignore[override]  # a list without a search counts no documents
        return "q" in self.request.GET

    @classmethod
    def rate_cost(cls, request):
        """The list as it is costs nothing: it may be read as often as any page."""
        return 1 if drop_empty_parameters(request.GET) else 0

    def get(self, request: HttpRequest) -> HttpResponse:
        query = ListQuery(request.GET, self)
        links = ListLinks(query)
        results = self.results_class(query, links)
        if results.pagination.is_past_end:
            return HttpResponseRedirect(results.pagination.address(1))
        rows = self.rows(results)
        if query.search:
            names = matched_names(query.search, results.entries)
            rows = [{**row, "found_by": names.get(row["ref"], [])} for row in rows]
        context = {
            "section": self.kind,
            "query": query,
            "form": ListForm(query),
            "results": results,
            "rows": rows,
            "alternates": addresses.paths_by_language(
                lambda: addresses.list_path(self.kind, query_string(request))
            ),
            "follow_address": follow_path(self.kind, links.export_query) if query.is_valid else "",
            "api_address": list_api_path(self.kind, links.export_query),
            "export_links": formats.export_links(self.kind, links.export_query) if query.is_valid else [],
        }
        self.is_partial = results.is_partial
        return render(request, self.template_name, context, status=200 if query.is_valid else 400)

    def rows(self, results: ListResults) -> list[dict]:
        """The rows of the list, one for each of ``results.entries``."""
        raise NotImplementedError
