"""Periods of legal state of entries, read through the ``register`` alias."""

from collections.abc import Iterable
from datetime import date

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from lifecycle.choices import State
from lifecycle.periods import StatePeriod
from lifecycle.reasons import ReasonCode
from lifecycle.status import Status, status_on
from register.models import Period
from register.routers import REGISTER_ALIAS

# Of these the reasons also decide how the state is called: void from the start, adopted; and how the lack of an end is.
_REASONS_OF_NAMES = f"""CASE WHEN state IN ('{State.CANCELLED}', '{State.ADOPTED}')
    OR (end_earliest IS NULL AND end_latest IS NULL)
    OR reasons @> '[{{"code": "{ReasonCode.IN_PART_SUSPENDED}"}}]' THEN reasons END"""
_PERIODS_JSON = """(
    SELECT json_agg(json_build_array(state, certainty, start_earliest, start_latest, end_earliest, end_latest,
                                       start_qualifier, end_qualifier, may_end_on, evidence, evidence_on,
                                       REASONS)
                    ORDER BY position)::text
    FROM register_period WHERE entry_id = register_entry.ref
)"""


def periods_json(*, with_reasons: bool) -> RawSQL:
    """Annotation of entries: JSON text of all their periods, for `period_from_json`."""
    return RawSQL(
        _PERIODS_JSON.replace("REASONS", "reasons" if with_reasons else _REASONS_OF_NAMES),
        [],
        output_field=TextField(),
    )


def period_from_json(values: list) -> StatePeriod:
    """A period from one item of `periods_json`."""
    state, certainty = values[:2]
    start_earliest, start_latest, end_earliest, end_latest = map(_day, values[2:6])
    start_qualifier, end_qualifier, may_end_on, evidence, evidence_on, reasons = values[6:]
    return StatePeriod(
        state,
        certainty,
        start_earliest,
        start_latest,
        end_earliest,
        end_latest,
        tuple(reasons or ()),
        start_qualifier,
        end_qualifier,
        _day(may_end_on),
        evidence,
        _day(evidence_on),
    )


def periods_by_ref(refs: Iterable[str]) -> dict[str, list[Period]]:
    """Periods of these records, in order, by reference."""
    by_ref: dict[str, list[Period]] = {}
    refs = list(refs)
    periods = (
        Period.objects.using(REGISTER_ALIAS).filter(entry__in=refs).order_by("entry", "position")
        if refs
        else []
    )
    for period in periods:
        by_ref.setdefault(period.entry_id, []).append(period)
    return by_ref


def status_by_ref(refs: Iterable[str], day: date) -> dict[str, Status | None]:
    """Status of each of these records on a day, by reference; None before anything can have begun."""
    return {ref: status_on(periods, day) for ref, periods in periods_by_ref(refs).items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
