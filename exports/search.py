"""The results of the search over all kinds as a table and as a feed."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from api.caching import conditional_response
from api.problems import InvalidParameters, exception_response, invalid_form
from core.localized import in_language
from exports import feeds
from exports.csv_writer import stream_csv
from exports.public_file import PublicFileView
from exports.rows import stream_entries
from exports.tables import ExportTable, export_column
from register import addresses
from register.kinds import kinds
from register.models import Entry
from register.parameters import (
    ChoiceParameter,
    Parameter,
    QueryParameter,
    drop_empty_parameters,
    parameter_form,
)
from register.search.matching import find_matches
from site_profile.current import profile_of

_PARAMETERS: dict[str, Parameter] = {
    "q": QueryParameter(),
    "kind": ChoiceParameter(choices=[kind.name for kind in kinds()]),
}


class _SearchExport(PublicFileView):
    """Records of all kinds, or of one, that match a search. Subclasses give the pieces of the file."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = parameter_form(drop_empty_parameters(request.GET), _PARAMETERS)
        error = None if form.is_valid() else invalid_form(form)
        if not error and not form.cleaned_data["q"]:
            error = InvalidParameters([("q", "required", "Say what to search for.")])
        if error:
            return exception_response(request, error)
        search, kind = form.cleaned_data["q"], form.cleaned_data["kind"]
        return conditional_response(request, lambda: self.respond(search, kind))

    def respond(self, search: str, kind: str) -> HttpResponseBase:
        entries = Entry.public.among(find_matches(search))
        return self.file(search, entries.of_kind(kind) if kind else entries)

    def file(self, search: str, entries) -> HttpResponseBase:
        raise NotImplementedError


class SearchFeedView(_SearchExport):
    """Atom feed of the newest versions among the results."""

    media_type = "application/atom+xml; charset=utf-8"

    def file(self, search, entries):
        query = self.request.META["QUERY_STRING"]
        content = feeds.newest_versions_feed(
            self.request, entries, title=f"{_('Search')}: {search} – {profile_of(self.request).site_name}",
            path=f"{reverse('site:search')}?{query}", subtitle="",
        )  # fmt: skip
        return self.stream_response([content], f"{_('search')}.atom", is_attachment=False)


class SearchTableView(_SearchExport):
    """The results as a CSV table: what each record is, and where."""

    media_type = "text/csv; charset=utf-8"

    def file(self, search, entries):
        table = _FoundTable(day=timezone.localdate(), address="", request=self.request)
        pieces = stream_csv(table, stream_entries(entries.order_by("kind", "serial")))
        name = f"{_('search')}-{timezone.localdate().isoformat()}.csv"
        return self.stream_response(pieces, name, is_attachment=True)


class _FoundTable(ExportTable):
    """Columns that records of all kinds have."""

    def __init__(self, *, request: HttpRequest, **options):
        self._prefixes = {kind.letter: addresses.record_page_prefix(kind, request) for kind in kinds()}
        self._kind_names = {kind.letter: str(kind.model._meta.verbose_name) for kind in kinds()}
        super().__init__(**options)

    def leading_columns(self):
        yield export_column(_("kind"), lambda row: self._kind_names[row.ref[0]])
        yield export_column(_("reference"), lambda row: row.ref)
        yield export_column(_("address"), lambda row: f"{self._prefixes[row.ref[0]]}{row.ref}")
        yield export_column(_("title"), lambda row: in_language(row.titles)[0])

    def own_columns(self) -> Iterable:
        return ()
