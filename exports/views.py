"""The views of a list in other forms. They take the parameters of the list, and refuse what it refuses."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from api import problems, record_json
from api.caching import conditional_response
from api.problems import invalid_form
from exports import feeds
from exports.calendars import CALENDAR_KINDS, DATED_KINDS, CalendarBuilder
from exports.csv_writer import stream_csv
from exports.icalendar_writer import stream_icalendar
from exports.json_writer import stream_json
from exports.public_file import PublicFileView
from exports.rows import EntryRow, stream_entries
from exports.tables import ExportTable
from exports.xlsx_writer import stream_xlsx
from register import addresses
from register.addresses import RecordUrls
from register.filterset import RegisterFilterSet
from register.kinds import kind_named
from register.parameters import drop_empty_parameters


class _ListExport(PublicFileView):
    """A list in another form. Subclasses say which form, and give its pieces."""

    extension: ClassVar[str]
    file_name: ClassVar[str]  # the end of the address, the same in every language
    is_attachment = True
    table: type[ExportTable] = ExportTable

    def __init_subclass__(cls):
        cls.file_name = f"export.{cls.extension}"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked = self.table.filterset(drop_empty_parameters(request.GET))
        if not asked.is_valid():
            error = invalid_form(asked.form)
            return problems.problem_response(
                request, error.default_code, str(error.detail), members=error.members
            )
        return conditional_response(request, lambda: self.answer(asked))

    def answer(self, asked: RegisterFilterSet) -> HttpResponseBase:
        name = f"{self.name()}-{record_json.today().isoformat()}.{self.extension}"
        return self.streamed(self.pieces(asked), name, is_attachment=self.is_attachment)

    def pieces(self, asked: RegisterFilterSet) -> Iterable[bytes]:
        raise NotImplementedError

    # What all forms say of the list

    def name(self) -> str:
        """What the records are called in the active language."""
        return str(self.table.kind().model._meta.verbose_name_plural)

    def title(self) -> str:
        return f"{capfirst(self.name())} – {settings.SITE_NAME}"

    def search(self) -> str:
        """The search as it was written, for people to recognize."""
        asked = drop_empty_parameters(self.request.GET)
        return ", ".join(f"{name}: {value}" for name, values in asked.lists() for value in values)

    def list_path(self) -> str:
        """The page of the same search."""
        query = drop_empty_parameters(self.request.GET).urlencode()
        return f"{reverse(f'{self.table.kind().plural}:list')}{'?' if query else ''}{query}"

    def rows(self, asked: RegisterFilterSet) -> Iterator[EntryRow]:
        return stream_entries(
            asked.entries().order_by(*asked.ordering.for_readers_of(get_language()).columns)
        )

    def made_table(self, asked: RegisterFilterSet) -> ExportTable:
        return self.table(day=asked.day, address=_record_page_prefix(self.request, self.table.kind().name))


class CSVExport(_ListExport):
    """The list as a table for programs and spreadsheets."""

    extension, media_type = "csv", "text/csv; charset=utf-8"

    def pieces(self, asked):
        return stream_csv(self.made_table(asked), self.rows(asked))


class XLSXExport(_ListExport):
    """The list as an Excel workbook, up to a number of rows."""

    extension = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def pieces(self, asked):
        about = [
            (_("List"), self.title()),
            (_("Search"), self.search()),
            (_("Address"), addresses.absolute_url(self.request, self.list_path())),
            (_("Day"), record_json.today().isoformat()),
            (_("Licence"), settings.DATA_LICENSE),
        ]
        return stream_xlsx(self.made_table(asked), self.rows(asked), name=capfirst(self.name()), about=about)


class JSONExport(_ListExport):
    """The list whole, each record as the API tells it."""

    extension, media_type = "json", "application/json"

    def pieces(self, asked):
        kind = self.table.kind()
        day = asked.day if kind.has_periods else None
        envelope = record_json.envelope_sql(RecordUrls.of(self.request, kind), day=day, members=[])
        return stream_json(asked.entries().order_by(*asked.ordering.columns), envelope)


class AtomExport(_ListExport):
    """The newest versions in the list."""

    extension, media_type = "atom", "application/atom+xml; charset=utf-8"
    is_attachment = False

    def pieces(self, asked):
        content = feeds.newest_versions_feed(
            self.request, asked.entries(), self.table.kind(),
            title=self.title(), path=self.list_path(), subtitle=self.search(),
        )  # fmt: skip
        return [content]


class CalendarExport(_ListExport):
    """The dates ahead in the list."""

    extension, media_type = "ics", "text/calendar; charset=utf-8"
    is_attachment = False

    def pieces(self, asked):
        kind = self.table.kind().name
        told = {
            name: _record_page_prefix(self.request, name) for name in CALENDAR_KINDS.get(kind, DATED_KINDS)
        }
        reader = CalendarBuilder(
            day=record_json.today(), language=get_language(), host=feeds.host_name(self.request), page_of=told
        )
        refs = [ref for [ref] in asked.asked.get("ref", [])]
        return stream_icalendar(
            reader.events(asked.entries(), kind, refs),
            name=self.title(), product=f"-//Entente//{settings.SITE_NAME}//EN",
            address=addresses.absolute_url(self.request, self.request.get_full_path()),
        )  # fmt: skip


class ChangeFeedView(PublicFileView):
    """Everything that happens to the register, the newest first."""

    media_type = "application/atom+xml; charset=utf-8"

    def get(self, request):
        def make():
            title = _("Every change – %(site)s") % {"site": settings.SITE_NAME}
            content = feeds.change_log_feed(request, title=title, path=reverse("site:data"))
            return self.streamed([content], f"{_('changes')}.atom", is_attachment=False)

        return conditional_response(request, make)


def _record_page_prefix(request: HttpRequest, kind: str) -> str:
    """What stands before the reference in the address of a page, in the active language."""
    first = f"{kind_named(kind).letter}1"
    return addresses.absolute_url(request, addresses.record_path(first)).removesuffix(first)
