"""Where a list can be had in other forms: the addresses, and what a page says of them."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from exports.tables import ExportTable
from exports.views import AtomExport, CalendarExport, CSVExport, JSONExport, XLSXExport
from register.kinds import kind_named

_EXPORT_VIEWS = (CSVExport, XLSXExport, JSONExport, AtomExport, CalendarExport)
_FORMAT_LABELS = {
    "csv": _("Table (CSV)"),
    "xlsx": _("Spreadsheet (Excel)"),
    "json": _("Everything (JSON)"),
    "atom": _("What is new (Atom feed)"),
    "ics": _("Dates ahead (calendar)"),
}
_FEED_EXTENSIONS = ("atom",)


@dataclass(frozen=True)
class ExportLink:
    """One form of a list."""

    extension: str
    words: str
    media_type: str
    address: str

    @property
    def is_feed(self) -> bool:
        return self.extension in _FEED_EXTENSIONS


def export_urls(table: type[ExportTable]) -> list:
    """The routes of one kind's list in every form."""
    return [path(view.file_name, view.as_view(table=table), name=view.extension) for view in _EXPORT_VIEWS]


def export_links(kind: str, asked: QueryDict) -> list[ExportLink]:
    """The forms of the list of a kind, for the same search; a page of it is none of theirs."""
    asked = asked.copy()
    asked.pop("page", None)
    query = f"?{asked.urlencode()}" if asked else ""
    plural = kind_named(kind).plural
    return [
        ExportLink(
            view.extension, str(_FORMAT_LABELS[view.extension]), view.media_type,
            f"{reverse(f'{plural}:{view.extension}')}{query}",
        )
        for view in _EXPORT_VIEWS
    ]  # fmt: skip
