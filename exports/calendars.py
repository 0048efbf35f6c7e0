"""Calendar events of a list: ends, notices, reviews, meetings.

A date that moves keeps its UID and gets a higher SEQUENCE; one that is no longer on record stands as cancelled for a
year (RFC 5545, 3.8.7.4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import ClassVar

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import edtf
from core.localized import in_language
from exports.icalendar_writer import CANCELLED, CONFIRMED, TENTATIVE, CalendarEvent
from exports.rows import EntryRow, stream_entries, stream_values
from lifecycle import sentences
from lifecycle.deadlines import Deadline
from lifecycle.periods import StatePeriod
from lifecycle.spans import Span
from register.choices import CLOSING_ACTIONS, ENDING_ACTIONS
from register.kinds import Kind, kinds
from register.models import Entry, Link, PublicVersion
from register.routers import REGISTER_ALIAS

_CANCELLED_FOR = timedelta(days=366)
_LONGEST = timedelta(days=92)  # a quarter
_SEQUENCES_PER_VERSION = 1000  # a version counts more than any round of a cycle


class DatedEvents:
    """Calendar events of one kind of record: its dates and their words. Subclasses are named by ``Kind.calendar``.

    Each date of a record has a name, which ends its UID; the name of its only date may be empty.
    """

    names: ClassVar[Sequence[str]] = ("",)

    def deadlines(self, body: dict, periods: Sequence[StatePeriod], day: date) -> list[Deadline]:
        """Dates of a body, as seen on ``day``."""
        raise NotImplementedError

    def last_day(self, body: dict, first: date) -> date:
        """Last day of an event that begins on ``first``."""
        return first

    def refs_read(self, body: dict) -> set[str]:
        """References of other records that its dates depend on, be they public or not."""
        return set()

    def is_cancelled(self, body: dict) -> bool:
        """True if the event itself was called off."""
        return False

    def notes(self, body: dict, day: date) -> list[str]:
        """Sentences about the event, as it is known on ``day``."""
        return []

    def edtf_text(self, body: dict, deadline: Deadline) -> str:
        """The date as it is recorded, in EDTF."""
        return deadline.span.edtf

    def summary(self, name: str, title: str) -> str:
        """Heading of an event, in the active language."""
        return title

    def category(self, name: str) -> str:
        """Category of an event, in the active language."""
        raise NotImplementedError

    def place(self, body: dict) -> str:
        """Place of an event, as plain text."""
        return ""


def calendar_kinds(kind: Kind) -> list[Kind]:
    """Kinds whose dates stand in the calendar of a list: of its own records, and of those that point at them."""
    dated = [other for other in kinds() if other.calendar]
    return [other for other in dated if kind.calendar_kinds is None or other.name in kind.calendar_kinds]


@dataclass(frozen=True)
class CalendarBuilder:
    """Builder of a calendar: on which day, in which language, and what UIDs end and addresses begin with."""

    day: date
    language: str
    host: str
    address_prefixes: dict[str, str]  # by kind: address of a page, up to the reference

    @property
    def horizon(self) -> date:
        """First day of the calendar: dates before it are left out."""
        return self.day - _CANCELLED_FOR

    @property
    def changes_since(self) -> datetime:
        """Instant since which changes are shown, of dates before the horizon too."""
        return timezone.now() - _CANCELLED_FOR

    def events(self, entries: QuerySet, kind: Kind, refs: list[str]) -> Iterator[CalendarEvent]:
        """Events of a search over one kind. With ``refs``, only these are shown as withdrawn."""
        for dated in calendar_kinds(kind):
            is_own = dated.name == kind.name
            dated_entries = entries if is_own else _entries_linked_with(entries, kind, dated.name)
            rows = stream_entries(
                dated_entries.order_by("-sort_on", "-serial"),
                with_reasons=True, changed_since=self.changes_since,
            )  # fmt: skip
            for row in rows:
                with override(self.language):
                    events = list(self.record_events(dated, row))
                yield from events
            for ended in _ended_records(dated.name, self.changes_since, refs if is_own else []):
                with override(self.language):
                    events = list(self.cancellations(dated, *ended))
                yield from events

    # One record

    def record_events(self, kind: Kind, row: EntryRow) -> Iterator[CalendarEvent]:
        """Events of a record; as cancelled, those that only its previous version had, or what is closed now gave."""
        current = self._deadlines(kind, row.body, row.periods)
        for deadline in current.values():
            if self._is_listed(deadline.span, row):
                yield self._event(kind, row, row.body, deadline)
        named = set(current)
        if row.previous:
            body = kind.upgrade(row.previous["body"], row.previous["schema"])
            for name, deadline in self._deadlines(kind, body, kind.periods(body)).items():
                if name not in current:
                    named.add(name)
                    yield self._event(kind, row, body, deadline, is_cancelled=True)
        refs = _dates_of(kind).refs_read(row.body)
        gone = [at for ref, at in self._withdrawn.items() if ref in refs] if refs else []
        gone += [self._closed[row.ref]] if row.ref in self._closed else []
        if gone:
            yield from self._unset_dates(kind, row, named, max(gone))

    def _deadlines(self, kind: Kind, body: dict, periods: Sequence[StatePeriod]) -> dict[str, Deadline]:
        deadlines = _dates_of(kind).deadlines(body, periods, self.day)
        return {deadline.kind: deadline for deadline in deadlines if _is_shown(deadline.span)}

    def _is_listed(self, span: Span, row: EntryRow) -> bool:
        return span.latest_known_day >= self.horizon or (
            row.number > 1 and row.published_at >= self.changes_since
        )

    def _event(
        self, kind: Kind, row: EntryRow, body: dict, deadline: Deadline, *, is_cancelled: bool = False
    ) -> CalendarEvent:
        """Event of a date that stands in ``body``, that of the current or of the previous version."""
        dates, name, span = _dates_of(kind), deadline.kind, deadline.span
        first = span.earliest_known_day
        if is_cancelled or dates.is_cancelled(row.body):
            status = CANCELLED
        else:
            status = CONFIRMED if span.is_exact else TENTATIVE
        return CalendarEvent(
            uid=self._uid(row.ref, name),
            sequence=row.number * _SEQUENCES_PER_VERSION + deadline.number,
            first_day=first,
            last_day=first if is_cancelled else dates.last_day(body, max(first, span.latest_known_day)),
            changed_at=row.published_at,
            status=status,
            summary=dates.summary(name, in_language(row.titles)[0]),
            description=_description(
                row.ref,
                dates.edtf_text(body, deadline),
                deadline,
                notes=[_("It is no longer on record.")] if is_cancelled else dates.notes(body, self.day),
            ),
            address=f"{self.address_prefixes[kind.name]}{row.ref}",
            category=dates.category(name),
            place=dates.place(row.body),
        )

    @cached_property
    def _withdrawn(self) -> dict[str, datetime]:
        """Instant by reference of the records that are withdrawn, or merged, and were not a year ago."""
        return {ref: at for ref, _number, at in _ended_records(None, self.changes_since, [])}

    @cached_property
    def _closed(self) -> dict[str, datetime]:
        """Instant by reference of the last closing of earlier versions in the past year; only public ones matter."""
        closings = PublicVersion.public.filter(
            action__in=CLOSING_ACTIONS, published_at__gte=self.changes_since
        )
        return dict(closings.order_by("pk").values_list("ref", "published_at"))

    def _unset_dates(
        self, kind: Kind, row: EntryRow, named: set[str], at: datetime
    ) -> Iterator[CalendarEvent]:
        """Every date that a closed version, or a withdrawn record, may have set: cancelled, without its day."""
        dates, day = _dates_of(kind), timezone.localdate(at)
        for name in dates.names:
            if name not in named:
                yield CalendarEvent(
                    uid=self._uid(row.ref, name),
                    sequence=(row.number + 1) * _SEQUENCES_PER_VERSION - 1,  # after each round, before a new version
                    first_day=day, last_day=day, changed_at=max(at, row.published_at), status=CANCELLED,
                    summary=dates.summary(name, in_language(row.titles)[0]),
                    description=_("It is no longer on record."),
                    address=f"{self.address_prefixes[kind.name]}{row.ref}", category=dates.category(name),
                )  # fmt: skip

    def cancellations(self, kind: Kind, ref: str, number: int, at: datetime) -> Iterator[CalendarEvent]:
        """Every event that a withdrawn record may have had, as cancelled, without its title and its days."""
        day = timezone.localdate(at)
        for name in _dates_of(kind).names:
            yield CalendarEvent(
                uid=self._uid(ref, name), sequence=number * _SEQUENCES_PER_VERSION,
                first_day=day, last_day=day, changed_at=at,
                status=CANCELLED, summary=_("%(ref)s is no longer in the register") % {"ref": ref},
                address=f"{self.address_prefixes[kind.name]}{ref}",
            )  # fmt: skip

    def _uid(self, ref: str, name: str) -> str:
        return f"{ref}-{name}@{self.host}" if name else f"{ref}@{self.host}"


def _is_shown(span: Span) -> bool:
    """A calendar invents no day: a date stands on all days that it may be; one of too many days is left out.

    So is one before the year 1000, for which EDTF has no digits.
    """
    return bool(span.edtf) and span.latest_known_day - span.earliest_known_day <= _LONGEST


def _dates_of(kind: Kind) -> DatedEvents:
    """The events of a kind that declares a calendar; `calendar_kinds` gives no other."""
    calendar_class = kind.calendar_class
    assert calendar_class is not None, f"{kind.name} declares no calendar"
    return calendar_class()


def _description(ref: str, edtf_text: str, deadline: Deadline, *, notes: Sequence[str]) -> str:
    """Notes, the date in words where it is not known to the day, why it is due, and the reference."""
    lines = [*notes]
    if not deadline.span.is_exact:
        lines.append(_("Known only in part: %(when)s.") % {"when": edtf.parse(edtf_text).words()})
    lines += filter(None, map(sentences.reason_sentence, deadline.reasons))
    return "\n".join([*lines, _("Reference: %(ref)s") % {"ref": ref}])


def _entries_linked_with(entries: QuerySet, kind: Kind, dated: str) -> QuerySet:
    """Entries of a dated kind that link to these, or that these contain, by the links of their ``kind``."""
    these, links = Subquery(entries.order_by().values("ref")), Link.objects.using(REGISTER_ALIAS)
    if kind.member_link_kind:
        links = links.filter(entry__in=these, kind=kind.member_link_kind, to_ref=OuterRef("ref"))
    else:
        links = links.filter(entry=OuterRef("pk"), to_ref__in=these)
    return Entry.public.of_kind(dated).filter(Exists(links))


def _ended_records(kind: str | None, since: datetime, refs: list[str]) -> Iterator[tuple[str, int, datetime]]:
    """``(reference, version, instant)`` of the records of a kind, or of all, withdrawn or merged since then."""
    ends = PublicVersion.public.filter(action__in=ENDING_ACTIONS, published_at__gte=since).exclude(
        Exists(Entry.public.filter(ref=OuterRef("ref")))
    )
    if kind:
        ends = ends.filter(kind=kind)
    if refs:
        ends = ends.filter(ref__in=refs)
    return stream_values(ends.order_by("pk").values_list("ref", "number", "published_at"))
