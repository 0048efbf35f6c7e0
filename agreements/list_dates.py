"""Dates of agreements by which staff sort their list: signed, end, next deadline, and the legal state.

Those of a public record are rows derived from its periods. A draft has none: its end and next deadline are read from
its terms, as far as these name days.
"""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    DurationField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Least, NullIf

from agreements.choices import MilestoneKind, Renewal
from agreements.models import Milestone, Term
from desk.queues import parts_of_outer_record
from lifecycle.deadlines import END
from register.choices import EditorialState
from register.deadlines import overdue_on
from register.models import Deadline
from register.possible_periods import state_on_sql, status_row_sql

_STATE_SQL = f"""(
    SELECT {state_on_sql("day")} FROM register_period, (SELECT %s::date AS day) AS asked
    WHERE entry_id = agreements_agreement.ref AND {status_row_sql("day")} LIMIT 1
)"""


def notice_day() -> Cast:
    """The last day for a notice of non-renewal of a term that names its last day."""
    # PostgreSQL reads an ISO 8601 duration as an interval
    length = Cast(NullIf("non_renewal_notice", Value("")), DurationField())
    return Cast(F("until_latest") - length, DateField())


def with_list_dates(agreements: QuerySet, day: date) -> QuerySet:
    """Agreements with ``signed``, ``signed_on``, ``legal_state``, ``ends_on`` and ``next_on``, as of ``day``."""
    signings = parts_of_outer_record(Milestone, kind=MilestoneKind.SIGNED, is_planned=False)
    first_day = Coalesce("on_earliest", "on_latest", output_field=DateField())
    signings = signings.annotate(day=first_day).exclude(day=None).order_by("day", "pk")
    is_public = Q(editorial_state=EditorialState.PUBLISHED)
    return agreements.annotate(
        signed=Subquery(signings.values("on")[:1]),
        signed_on=Subquery(signings.values("day")[:1]),
        legal_state=RawSQL(_STATE_SQL, [day], output_field=CharField()),
        ends_on=Case(When(is_public, then=_last_public_day()), default=_last_day_of_terms()),
        next_on=Case(When(is_public, then=_next_deadline(day)), default=_next_day_of_terms(day)),
    )


def _last_public_day() -> Subquery:
    rows = Deadline.objects.filter(entry=OuterRef("ref"), kind=END).order_by("day")
    return Subquery(rows.values("day")[:1], output_field=DateField())


def _next_deadline(day: date) -> Subquery:
    """The next deadline that has not passed, or that stays due."""
    rows = Deadline.objects.filter(entry=OuterRef("ref"))
    is_coming = Q(latest__gte=day) | Q(latest=None, earliest__gte=day)
    return Subquery(
        rows.filter(is_coming | overdue_on(day)).order_by("day").values("day")[:1], output_field=DateField()
    )


def _last_day_of_terms() -> Subquery:
    rows = parts_of_outer_record(Term).exclude(until_latest=None).exclude(renewal=Renewal.AUTOMATIC)
    rows = rows.order_by("-until_latest")
    return Subquery(rows.values("until_latest")[:1], output_field=DateField())


def _next_day_of_terms(day: date) -> Least:
    terms = parts_of_outer_record(Term)
    ends = terms.filter(until_latest__gte=day).order_by("until_latest").values("until_latest")[:1]
    notices = terms.annotate(notice_on=notice_day()).filter(notice_on__gte=day).order_by("notice_on")
    return Least(
        Subquery(ends, output_field=DateField()),
        Subquery(notices.values("notice_on")[:1], output_field=DateField()),
    )
