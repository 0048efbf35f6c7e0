"""Where a list can be had in other forms: the addresses, and what a page says of them."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from register.exports.tables import Table
from register.exports.views import AsCalendar, AsCSV, AsFeed, AsJSON, AsWorkbook
from register.kinds import kind_named

VIEWS = (AsCSV, AsWorkbook, AsJSON, AsFeed, AsCalendar)
WORDS = {
    "csv": _("Table (CSV)"),
    "xlsx": _("Spreadsheet (Excel)"),
    "json": _("Everything (JSON)"),
    "atom": _("What is new (Atom feed)"),
    "ics": _("Dates ahead (calendar)"),
}
FEEDS = ("atom",)


@dataclass(frozen=True)
class Link:
    """One form of a list."""

    extension: str
    words: str
    media_type: str
    address: str

    @property
    def is_feed(self) -> bool:
        return self.extension in FEEDS


def addresses(table: type[Table]) -> list:
    """The routes of one kind's list in every form."""
    return [path(view.file_name, view.as_view(table=table), name=view.extension) for view in VIEWS]


def links(kind: str, asked: QueryDict) -> list[Link]:
    """The forms of the list of a kind, for the same search; a page of it is none of theirs."""
    asked = asked.copy()
    asked.pop("page", None)
    query = f"?{asked.urlencode()}" if asked else ""
    plural = kind_named(kind).plural
    return [
        Link(
            view.extension, str(WORDS[view.extension]), view.media_type,
            f"{reverse(f'{plural}:{view.extension}')}{query}",
        )
        for view in VIEWS
    ]  # fmt: skip
