"""iCalendar writer (RFC 5545) for all-day events.

Written by hand: the icalendar package builds the whole calendar in memory and gives one bytes object; a search may
have a hundred thousand events, and these are streamed in flat memory. All-day events need a dozen properties and two
rules, escaping (3.3.11) and folding (3.1). The package stays a development dependency: the tests parse every calendar
with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from exports.cells import strip_control_characters

_MAX_LINE_OCTETS = 75  # octets, without the end of the line (3.1)
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"


@dataclass(frozen=True)
class CalendarEvent:
    """An event of whole days, in no time zone; first and last day are included."""

    uid: str
    sequence: int
    first_day: date
    last_day: date
    changed_at: datetime
    status: str
    summary: str
    description: str = ""
    address: str = ""
    category: str = ""
    place: str = ""


def stream_icalendar(
    events: Iterable[CalendarEvent], *, name: str, product: str, address: str
) -> Iterator[bytes]:
    """Pieces of the file. ``address`` is the one at which clients refresh it."""
    yield _content_lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", _escape_text(product)),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", _escape_text(name)),  # RFC 7986; the line after it is what clients knew before
        ("X-WR-CALNAME", _escape_text(name)),
        ("SOURCE;VALUE=URI", address),
        ("REFRESH-INTERVAL;VALUE=DURATION", "P1D"),
    )
    for event in events:
        yield _content_lines(*_event_properties(event))
    yield _content_lines(("END", "VCALENDAR"))


def _event_properties(event: CalendarEvent) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VEVENT"
    yield "UID", _escape_text(event.uid)
    yield "SEQUENCE", str(event.sequence)
    yield "DTSTAMP", _utc_stamp(event.changed_at)
    yield "LAST-MODIFIED", _utc_stamp(event.changed_at)
    yield "DTSTART;VALUE=DATE", f"{event.first_day:%Y%m%d}".zfill(8)
    if event.last_day < date.max:  # the end is the first day after (3.6.1)
        yield "DTEND;VALUE=DATE", f"{event.last_day + timedelta(days=1):%Y%m%d}".zfill(8)
    yield "STATUS", event.status
    yield "TRANSP", "TRANSPARENT"  # nobody is busy because an agreement ends
    yield "SUMMARY", _escape_text(event.summary)
    for label, text in (
        ("DESCRIPTION", event.description), ("LOCATION", event.place), ("CATEGORIES", event.category),
    ):  # fmt: skip
        if text:
            yield label, _escape_text(text)
    if event.address:
        yield "URL;VALUE=URI", event.address
    yield "END", "VEVENT"


def _content_lines(*properties: tuple[str, str]) -> bytes:
    return b"".join(fold_line(f"{name}:{value}") for name, value in properties)


def fold_line(line: str) -> bytes:
    """Content line in pieces of at most 75 octets, never cut within a character (3.1)."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > _MAX_LINE_OCTETS:
            pieces.append(piece)
            piece = b" "  # the space that begins a piece counts
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _escape_text(text: str) -> str:
    """Value of type TEXT (3.3.11)."""
    text = strip_control_characters(text.replace("\r\n", "\n").replace("\r", "\n"))
    for character, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, escaped)
    return text


def _utc_stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
