"""The dates ahead of a search as a calendar: last days, days for a notice, reviews, and meetings.

A date that moves keeps its UID and gets a higher SEQUENCE; one that is no more is told as cancelled for a year.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.calendar_events import EVENT_SUMMARIES, event_category
from core import edtf
from core.localized import in_language
from core.places import place_text
from exports.icalendar_writer import CANCELLED, CONFIRMED, TENTATIVE, CalendarEvent
from exports.rows import EntryRow, stream_entries, stream_values
from lifecycle import deadlines, periods, spans
from lifecycle import sentences as wording
from lifecycle.spans import UNKNOWN_SPAN, Span, parse_span, span_to_edtf
from register.choices import Action
from register.kinds import kind_named
from register.models import Entry, Link, Version
from register.routers import REGISTER_ALIAS

_CANCELLED_FOR = timedelta(days=366)
_SEQUENCES_PER_VERSION = 1000  # a version counts more than any round of a cycle
# Whose dates a calendar tells: those of the search itself, and of what names the records that were found.
CALENDAR_KINDS = {"agreement": ("agreement", "activity"), "activity": ("activity",)}
DATED_KINDS = ("agreement", "activity")


@dataclass(frozen=True)
class CalendarBuilder:
    """One reading of a calendar: on which day, in which language, and what UIDs end and addresses begin with."""

    day: date
    language: str
    host: str
    page_of: dict[str, str]  # by kind: what stands before the reference in a page's address

    @property
    def horizon(self) -> date:
        """What is over longer ago is left out."""
        return self.day - _CANCELLED_FOR

    @property
    def lately(self) -> datetime:
        """Since when changes are told of dates that would be left out."""
        return timezone.now() - _CANCELLED_FOR

    def events(self, entries: QuerySet, kind: str, refs: list[str]) -> Iterator[CalendarEvent]:
        """Everything ahead in a search over one kind. With ``refs``, only these are told to be withdrawn."""
        for name in CALENDAR_KINDS.get(kind, DATED_KINDS):
            found = entries if name == kind else _entries_linking_to(entries, name)
            for row in stream_entries(
                found.order_by("-sort_on", "-serial"), with_reasons=True, changed_since=self.lately
            ):
                with override(self.language):
                    told = list(self.of_row(name, row))
                yield from told
            for gone in _ended_records(name, self.lately, refs if name == kind else []):
                with override(self.language):
                    told = list(self.of_withdrawn(name, *gone))
                yield from told

    # One record

    def of_row(self, kind: str, row: EntryRow) -> Iterator[CalendarEvent]:
        """The dates of a record, and those that the version before still had."""
        now = self.dates(kind, row.body, row.life)
        for one in now.values():
            if self.is_told(one.span, row):
                yield self.event(kind, row, one)
        if row.before:
            body = kind_named(kind).upgrade(row.before["body"], row.before["schema"])
            life = periods.compute_periods(body) if kind == "agreement" else ()
            for name, one in self.dates(kind, body, life).items():
                if name not in now:
                    yield self.event(kind, row, one, is_cancelled=True)

    def dates(self, kind: str, body: dict, life: Sequence) -> dict[str, deadlines.Deadline]:
        """What is dated in a body, by name; a meeting is named nothing."""
        if kind == "agreement":
            return {one.name: one for one in deadlines.deadlines_on(life, self.day)}
        span = parse_span(body["on"])
        return {"": deadlines.Deadline("", span)} if span != UNKNOWN_SPAN else {}

    def is_told(self, span: Span, row: EntryRow) -> bool:
        return spans.latest_known_day(span) >= self.horizon or (
            row.number > 1 and row.published_at >= self.lately
        )

    def event(
        self, kind: str, row: EntryRow, one: deadlines.Deadline, *, is_cancelled: bool = False
    ) -> CalendarEvent:
        title = in_language(row.titles)[0]
        first = last = spans.earliest_known_day(one.span)
        if kind == "activity" and row.body["until"] and not is_cancelled:
            last = max(last, spans.earliest_known_day(parse_span(row.body["until"])))
        is_off = is_cancelled or (kind == "activity" and row.body["state"] == "cancelled")
        is_exact = one.span.earliest == one.span.latest
        return CalendarEvent(
            uid=self.uid(row.ref, one.name), sequence=row.number * _SEQUENCES_PER_VERSION + one.round,
            first_day=first, last_day=last, changed_at=row.published_at,
            status=CANCELLED if is_off else CONFIRMED if is_exact else TENTATIVE,
            summary=EVENT_SUMMARIES[one.name]() % {"title": title} if one.name else title,
            description=self.description(row, one, is_cancelled=is_cancelled),
            address=f"{self.page_of[kind]}{row.ref}", category=event_category(one),
            place="; ".join(map(place_text, row.body["places"])) if kind == "activity" else "",
        )  # fmt: skip

    def description(self, row: EntryRow, one: deadlines.Deadline, *, is_cancelled: bool) -> str:
        """The date in words where it is not known to the day, why it is due, and the reference."""
        said = [_("It is no longer on record.")] if is_cancelled else []
        if one.span.earliest != one.span.latest:
            text = row.body["on"] if not one.name else span_to_edtf(one.span)
            said.append(_("Known only in part: %(when)s.") % {"when": edtf.parse(text).words()})
        said += [words for reason in one.reasons if (words := wording.reason_sentence(reason))]
        return "\n".join([*said, _("Reference: %(ref)s") % {"ref": row.ref}])

    def of_withdrawn(self, kind: str, ref: str, number: int, at: datetime) -> Iterator[CalendarEvent]:
        """All that a record may have had in a calendar, as cancelled. What it said is not told, not even the days."""
        day = timezone.localdate(at)
        for name in deadlines.DEADLINE_KINDS if kind == "agreement" else ("",):
            yield CalendarEvent(
                uid=self.uid(ref, name), sequence=number * _SEQUENCES_PER_VERSION, first_day=day, last_day=day, changed_at=at,
                status=CANCELLED, summary=_("%(ref)s is no longer in the register") % {"ref": ref},
                address=f"{self.page_of[kind]}{ref}",
            )  # fmt: skip

    def uid(self, ref: str, name: str) -> str:
        return f"{ref}-{name}@{self.host}" if name else f"{ref}@{self.host}"


def _entries_linking_to(entries: QuerySet, kind: str) -> QuerySet:
    """The records of a kind that name one of these."""
    links = Link.objects.using(REGISTER_ALIAS).filter(
        entry=OuterRef("pk"), to_ref__in=Subquery(entries.order_by().values("ref"))
    )
    return Entry.public.of_kind(kind).filter(Exists(links))


def _ended_records(kind: str, since: datetime, refs: list[str]) -> Iterator[tuple[str, int, datetime]]:
    """``(reference, version, when)`` of the records of a kind that were withdrawn or merged since then."""
    ends = Version.public.filter(
        kind=kind, action__in=[Action.WITHDRAWN, Action.MERGED], published_at__gte=since
    ).exclude(Exists(Entry.public.filter(ref=OuterRef("ref"))))
    if refs:
        ends = ends.filter(ref__in=refs)
    return stream_values(ends.order_by("pk").values_list("ref", "number", "published_at"))
