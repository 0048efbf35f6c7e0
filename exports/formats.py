"""Export formats of a list: URL routes and download links."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from exports.search import SearchFeedView, SearchTableView
from exports.tables import ExportTable
from exports.views import AtomExport, CalendarExport, CSVExport, JSONExport, XLSXExport
from register.kinds import kind_named

_EXPORT_VIEWS = (CSVExport, XLSXExport, JSONExport, AtomExport, CalendarExport)
_FORMAT_LABELS = {
    "csv": _("Table (CSV)"),
    "xlsx": _("Spreadsheet (Excel)"),
    "json": _("Everything (JSON)"),
    "atom": _("New records (Atom feed)"),
    "ics": _("Coming dates (calendar)"),
}
_FEED_EXTENSIONS = ("atom",)


@dataclass(frozen=True)
class ExportLink:
    """Link to a list in one format."""

    extension: str
    words: str
    media_type: str
    address: str

    @property
    def is_feed(self) -> bool:
        return self.extension in _FEED_EXTENSIONS


def search_links(data: QueryDict) -> list["ExportLink"]:
    """Links to the results of a search over all kinds."""
    return [
        ExportLink(
            extension, str(_FORMAT_LABELS[extension]), view.media_type, f"{reverse(name)}?{data.urlencode()}"
        )
        for extension, view, name in (
            ("csv", SearchTableView, "site:search_table"),
            ("atom", SearchFeedView, "site:search_feed"),
        )
    ]


def export_urls(table: type[ExportTable]) -> list:
    """URL routes of a list in every format."""
    return [path(view.file_name, view.as_view(table=table), name=view.extension) for view in _EXPORT_VIEWS]


def export_links(kind: str, data: QueryDict) -> list[ExportLink]:
    """Links to the list of a kind in every format, with the same search, which has no number of a page."""
    query = f"?{data.urlencode()}" if data else ""
    plural = kind_named(kind).plural
    return [
        ExportLink(
            view.extension, str(_FORMAT_LABELS[view.extension]), view.media_type,
            f"{reverse(f'{plural}:{view.extension}')}{query}",
        )
        for view in _EXPORT_VIEWS
    ]  # fmt: skip
