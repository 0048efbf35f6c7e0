"""The views of a list in other forms. They take the parameters of the list, and refuse what it refuses."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from register.api import problems, reading, refusal
from register.api.addresses import Addresses
from register.api.caching import conditional
from register.exports import feeds
from register.exports.calendars import OF_OTHERS, TOLD, Calendar
from register.exports.csv_files import csv_file
from register.exports.icalendar_files import calendar
from register.exports.json_files import json_file
from register.exports.rows import Row, rows
from register.exports.tables import Table
from register.exports.xlsx_files import xlsx_file
from register.filters import RegisterFilterSet
from register.kinds import kind_named
from register.pages import addresses
from register.parameters import without_empty


class PublicFile(View):
    """A public answer that is no page: any cache may hold it, any script read it, no search engine lists it."""

    http_method_names = ["get", "head", "options"]
    media_type: ClassVar[str]

    def streamed(self, pieces: Iterable[bytes], file_name: str, *, is_attachment: bool) -> HttpResponseBase:
        """The answer; HEAD gets its headers, and nothing is read for it."""
        if self.request.method == "HEAD":
            pieces = ()
        disposition = content_disposition_header(as_attachment=is_attachment, filename=file_name)
        return StreamingHttpResponse(
            pieces, content_type=self.media_type, headers={"Content-Disposition": disposition}
        )

    def dispatch(self, request, *args, **kwargs):
        # nobody's cookies are this answer's business: without them, no middleware answers one with another
        request.COOKIES.clear()
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


class ListAs(PublicFile):
    """A list in another form. Subclasses say which form, and give its pieces."""

    extension: ClassVar[str]
    file_name: ClassVar[str]  # the end of the address, the same in every language
    is_attachment = True
    table: type[Table] = Table

    def __init_subclass__(cls):
        cls.file_name = f"export.{cls.extension}"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked = self.table.filterset(without_empty(request.GET))
        if not asked.is_valid():
            error = refusal(asked.form)
            return problems.problem(request, error.default_code, str(error.detail), members=error.members)
        return conditional(request, lambda: self.answer(asked))

    def answer(self, asked: RegisterFilterSet) -> HttpResponseBase:
        name = f"{self.name()}-{reading.today().isoformat()}.{self.extension}"
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
        asked = without_empty(self.request.GET)
        return ", ".join(f"{name}: {value}" for name, values in asked.lists() for value in values)

    def list_path(self) -> str:
        """The page of the same search."""
        query = without_empty(self.request.GET).urlencode()
        return f"{reverse(f'{self.table.kind().plural}:list')}{'?' if query else ''}{query}"

    def rows(self, asked: RegisterFilterSet) -> Iterator[Row]:
        return rows(asked.entries().order_by(*asked.ordering.for_readers_of(get_language()).columns))

    def made_table(self, asked: RegisterFilterSet) -> Table:
        return self.table(day=asked.day, address=page_of(self.request, self.table.kind().name))


class AsCSV(ListAs):
    """The list as a table for programs and spreadsheets."""

    extension, media_type = "csv", "text/csv; charset=utf-8"

    def pieces(self, asked):
        return csv_file(self.made_table(asked), self.rows(asked))


class AsWorkbook(ListAs):
    """The list as an Excel workbook, up to a number of rows."""

    extension = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def pieces(self, asked):
        about = [
            (_("List"), self.title()),
            (_("Search"), self.search()),
            (_("Address"), addresses.absolute(self.request, self.list_path())),
            (_("Day"), reading.today().isoformat()),
            (_("Licence"), settings.DATA_LICENSE),
        ]
        return xlsx_file(self.made_table(asked), self.rows(asked), name=capfirst(self.name()), about=about)


class AsJSON(ListAs):
    """The list whole, each record as the API tells it."""

    extension, media_type = "json", "application/json"

    def pieces(self, asked):
        kind = self.table.kind()
        day = asked.day if kind.name == "agreement" else None  # nothing else has a status
        envelope = reading.envelope(Addresses.of(self.request, kind), day=day, members=[])
        return json_file(asked.entries().order_by(*asked.ordering.columns), envelope)


class AsFeed(ListAs):
    """The newest versions in the list."""

    extension, media_type = "atom", "application/atom+xml; charset=utf-8"
    is_attachment = False

    def pieces(self, asked):
        content = feeds.newest(
            self.request, asked.entries(), self.table.kind(),
            title=self.title(), path=self.list_path(), subtitle=self.search(),
        )  # fmt: skip
        return [content]


class AsCalendar(ListAs):
    """The dates ahead in the list."""

    extension, media_type = "ics", "text/calendar; charset=utf-8"
    is_attachment = False

    def pieces(self, asked):
        kind = self.table.kind().name
        told = {name: page_of(self.request, name) for name in TOLD.get(kind, OF_OTHERS)}
        reader = Calendar(
            day=reading.today(), language=get_language(), host=feeds.host(self.request), page_of=told
        )
        refs = [ref for [ref] in asked.asked.get("ref", [])]
        return calendar(
            reader.events(asked.entries(), kind, refs),
            name=self.title(), product=f"-//Entente//{settings.SITE_NAME}//EN",
            address=addresses.absolute(self.request, self.request.get_full_path()),
        )  # fmt: skip


class ChangeFeed(PublicFile):
    """Everything that happens to the register, the newest first."""

    media_type = "application/atom+xml; charset=utf-8"

    def get(self, request):
        def make():
            title = _("Every change – %(site)s") % {"site": settings.SITE_NAME}
            content = feeds.changes(request, title=title, path=reverse("site:data"))
            return self.streamed([content], f"{_('changes')}.atom", is_attachment=False)

        return conditional(request, make)


def page_of(request: HttpRequest, kind: str) -> str:
    """What stands before the reference in the address of a page, in the active language."""
    first = f"{kind_named(kind).letter}1"
    return addresses.absolute(request, addresses.page(first)).removesuffix(first)
