"""Export views of a list: CSV, Excel, JSON, Atom, iCalendar. They take the parameters of the list, and no others."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from api import record_json
from api.caching import conditional_response
from api.problems import exception_response, invalid_form
from exports import feeds
from exports.calendars import CalendarBuilder, calendar_kinds
from exports.csv_writer import stream_csv
from exports.icalendar_writer import stream_icalendar
from exports.json_writer import stream_json
from exports.public_file import PublicFileView
from exports.rows import EntryRow, entries_of, stream_entries
from exports.tables import ExportTable
from exports.xlsx_writer import stream_xlsx
from register import addresses
from register.addresses import RecordUrls
from register.filterset import RegisterFilterSet
from register.parameters import drop_empty_parameters
from site_profile.current import profile_of


class _ListExport(PublicFileView):
    """A list in one format. Subclasses name the format and give the pieces of the file."""

    extension: ClassVar[str]
    file_name: ClassVar[str]  # the end of the address, the same in every language
    is_attachment = True
    table: type[ExportTable] = ExportTable

    def __init_subclass__(cls):
        cls.file_name = f"export.{cls.extension}"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        filterset = self.table.filterset(drop_empty_parameters(request.GET))
        if not filterset.is_valid():
            return exception_response(request, invalid_form(filterset.form))
        return conditional_response(request, lambda: self.respond(filterset))

    def respond(self, filterset: RegisterFilterSet) -> HttpResponseBase:
        name = f"{self.plural_name()}-{timezone.localdate().isoformat()}.{self.extension}"
        return self.stream_response(self.pieces(filterset), name, is_attachment=self.is_attachment)

    def pieces(self, filterset: RegisterFilterSet) -> Iterable[bytes]:
        raise NotImplementedError

    # Facts about the list that several formats give

    def plural_name(self) -> str:
        """Plural of the kind in the active language."""
        return str(self.table.kind().model._meta.verbose_name_plural)

    def title(self) -> str:
        return f"{capfirst(self.plural_name())} – {profile_of(self.request).site_name}"

    def search_words(self) -> str:
        """The parameters as they were written, for people to recognize."""
        data = drop_empty_parameters(self.request.GET)
        return ", ".join(f"{name}: {value}" for name, values in data.lists() for value in values)

    def list_path(self) -> str:
        """Path of the page of the same search."""
        query = drop_empty_parameters(self.request.GET).urlencode()
        return f"{reverse(f'{self.table.kind().plural}:list')}{'?' if query else ''}{query}"

    def rows(self, filterset: RegisterFilterSet) -> Iterator[EntryRow]:
        return stream_entries(
            entries_of(filterset).order_by(*filterset.ordering.in_language(get_language()).columns),
            with_titles_of=self.table.linked_kinds,
        )

    def build_table(self, filterset: RegisterFilterSet) -> ExportTable:
        address = addresses.record_page_prefix(self.table.kind(), self.request)
        return self.table(day=filterset.day, address=address)


class CSVExport(_ListExport):
    """The list as a CSV table."""

    extension, media_type = "csv", "text/csv; charset=utf-8"

    def pieces(self, filterset):
        return stream_csv(self.build_table(filterset), self.rows(filterset))


class XLSXExport(_ListExport):
    """The list as an Excel workbook, up to a number of rows."""

    extension = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def pieces(self, filterset):
        about = [
            (_("List"), self.title()),
            (_("Search"), self.search_words()),
            (_("Address"), addresses.absolute_url(self.request, self.list_path())),
            (_("Day"), filterset.day.isoformat()),
            (_("Licence"), profile_of(self.request).license_name),
        ]
        return stream_xlsx(
            self.build_table(filterset), self.rows(filterset), name=capfirst(self.plural_name()), about=about
        )


class JSONExport(_ListExport):
    """The whole list, each record in the envelope of the API."""

    extension, media_type = "json", "application/json"

    def pieces(self, filterset):
        kind = self.table.kind()
        day = filterset.day if kind.has_periods else None
        envelope = record_json.envelope_sql(RecordUrls.of(self.request, kind), day=day, members=[])
        return stream_json(entries_of(filterset).order_by(*filterset.ordering.columns), envelope)


class AtomExport(_ListExport):
    """Atom feed of the newest versions in the list."""

    extension, media_type = "atom", "application/atom+xml; charset=utf-8"
    is_attachment = False

    def pieces(self, filterset):
        content = feeds.newest_versions_feed(
            self.request, filterset.entries(), title=self.title(), path=self.list_path(), subtitle=self.search_words(),
        )  # fmt: skip
        return [content]


class CalendarExport(_ListExport):
    """Calendar of the dates ahead in the list."""

    extension, media_type = "ics", "text/calendar; charset=utf-8"
    is_attachment = False

    def pieces(self, filterset):
        kind = self.table.kind()
        prefixes = {
            dated.name: addresses.record_page_prefix(dated, self.request) for dated in calendar_kinds(kind)
        }
        builder = CalendarBuilder(
            day=timezone.localdate(), language=get_language(), host=feeds.host_name(self.request),
            address_prefixes=prefixes,
        )  # fmt: skip
        refs = [ref for [ref] in filterset.values.get("ref", [])]
        return stream_icalendar(
            builder.events(filterset.entries(), kind, refs),
            name=self.title(), product=f"-//Entente//{profile_of(self.request).site_name}//EN",
            address=addresses.absolute_url(self.request, self.request.get_full_path()),
        )  # fmt: skip


class ChangeFeedView(PublicFileView):
    """Atom feed of the change log, the newest change first."""

    media_type = "application/atom+xml; charset=utf-8"

    def get(self, request):
        def build_response():
            title = _("Every change – %(site)s") % {"site": profile_of(request).site_name}
            content = feeds.change_log_feed(request, title=title, path=reverse("site:data"))
            return self.stream_response([content], f"{_('changes')}.atom", is_attachment=False)

        return conditional_response(request, build_response)
