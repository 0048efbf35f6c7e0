"""."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exports import formats
from pages import list_links, list_query
from pages.views import PublicPageView
from register import addresses
from register.parameters import Parameter


class RecordListView(PublicPageView):
    """A list of records with search and filters. Subclasses say which entries, which filter, which template."""

    kind: str
    filterset: type
    template_name: str
    selects: dict = {}  # filter: the choices it offers, (value, words), or the name of a field that has them
    facets: tuple[str, ...] = ()  # filters whose values stand beside the list, each with its count
    days: tuple[str, ...] = ()  # filters that take a day
    orderings: tuple = ()  # (value, words), the usual one first
    nouns: dict = {}  # what is listed, counted: functions of a number, by ``filter:value``; the usual one by ""
    parameters: dict[
        str, Parameter
    ] = {}  # what only the page can be asked, beside the questions of the filter
    asked_by: type[list_query.ListQuery] = list_query.ListQuery

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = self.asked_by(request, self)
        if asked.page > asked.pages:
            return asked.first_page()
        context = {
            "section": self.kind,
            "asked": asked,
            "rows": self.rows(asked),
            "alternates": addresses.paths_by_language(
                lambda: addresses.list_path(self.kind, list_links.query_string(request))
            ),
            "data_address": list_links.list_api_path(self.kind, asked),
            "forms": [] if asked.errors else formats.export_links(self.kind, asked.elsewhere()),
        }
        return render(request, self.template_name, context, status=400 if asked.errors else 200)

    def rows(self, asked: list_query.ListQuery) -> list[dict]:
        """What a row of the list shows of each of the entries that were found."""
        raise NotImplementedError
