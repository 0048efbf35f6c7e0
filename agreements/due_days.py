"""Days on which something falls due of agreements that the house keeps, public or not, with who answers for them.

Public agreements have rows of deadlines; the life of a draft is worked out by the same function as on publication.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from agreements.choices import Disclosure
from agreements.models import Agreement, Custody, Term
from desk.queues import parts_of_outer_record
from lifecycle.deadlines import END, all_deadlines, deadline_reasons
from lifecycle.periods import StatePeriod
from lifecycle.reasons import ReasonCode
from lifecycle.spans import Span, span_of_bounds
from register.bodies import record_body_json
from register.choices import EditorialState
from register.deadlines import due_between
from register.kinds import kind_of
from register.loading import load_for_publication
from register.models import Deadline
from register.periods import periods_by_ref

_FROM_TERMS = {ReasonCode.TERM_ENDED, ReasonCode.MAXIMUM_REACHED}


@dataclass(frozen=True)
class DueDay:
    """A deadline of an agreement.

    ``is_settled``: an act is recorded that brings the end, so nothing is to be done about it any more.
    """

    agreement: int
    kind: str  # of `lifecycle.deadlines.DEADLINE_KINDS`
    number: int  # of the round
    span: Span
    is_settled: bool

    @property
    def first_day(self) -> date:
        """The earliest day that it may be, else the latest."""
        return self.span.earliest_known_day

    @property
    def last_day(self) -> date:
        """The latest day that it may be, else the earliest."""
        return self.span.latest_known_day


def due_days(first: date, last: date, *, agreements: QuerySet | None = None) -> list[DueDay]:
    """Deadlines that may fall from ``first`` to ``last``: of all agreements that the house keeps, or of these of them.

    None of what was withdrawn. Kept is what has a custody, be it without officer and unit; others are other people's.
    """
    agreements = Agreement.objects.all() if agreements is None else agreements
    kept = agreements.filter(Exists(Custody.objects.filter(agreement=OuterRef("pk"))))
    return [*_public_days(kept, first, last), *_desk_days(kept, first, last)]


def _public_days(agreements: QuerySet, first: date, last: date) -> Iterator[DueDay]:
    public = agreements.filter(editorial_state=EditorialState.PUBLISHED).exclude(
        disclosure=Disclosure.EXISTENCE
    )
    rows = list(
        due_between(Deadline.objects.filter(entry_id__in=public.order_by().values("ref")), first, last)
    )
    refs = {row.entry_id for row in rows}
    keys = dict(Agreement.objects.filter(ref__in=refs).values_list("ref", "pk"))
    lives = periods_by_ref({row.entry_id for row in rows if row.kind == END})
    for row in rows:
        span = span_of_bounds(row.earliest, row.latest, row.qualifier)
        is_settled = row.kind == END and _is_end_recorded(lives.get(row.entry_id, []))
        yield DueDay(keys[row.entry_id], row.kind, row.number, span, is_settled)


def _desk_days(agreements: QuerySet, first: date, last: date) -> Iterator[DueDay]:
    for agreement in load_for_publication(_without_public_life(agreements)):
        agreement.disclosure = Disclosure.CLOSED  # in memory: else the body says no more than that it exists
        kind = kind_of(agreement)
        body = json.loads(record_body_json(kind, agreement))
        life = list(kind.periods(body, None, timezone.localdate()))
        is_settled = _is_end_recorded(life)
        for due in all_deadlines(life, last):
            day = DueDay(agreement.pk, due.kind, due.number, due.span, due.kind == END and is_settled)
            if day.first_day <= last and day.last_day >= first:
                yield day


def _without_public_life(agreements: QuerySet) -> QuerySet:
    """Agreements with terms or reviews of which the register has no deadlines."""
    is_draft = Q(editorial_state__in=[EditorialState.DRAFT, EditorialState.IN_REVIEW])
    is_closed = Q(editorial_state=EditorialState.PUBLISHED, disclosure=Disclosure.EXISTENCE)
    has_days = Exists(parts_of_outer_record(Term)) | ~Q(review_interval="")
    return agreements.filter(is_draft | is_closed, has_days)


def _is_end_recorded(life: Iterable[StatePeriod]) -> bool:
    """An act brought the end, not a term that ran out."""
    codes = {reason["code"] for reason in deadline_reasons([*life], END)}
    return ReasonCode.ACT in codes or not codes & _FROM_TERMS
