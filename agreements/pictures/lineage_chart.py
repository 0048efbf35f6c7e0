"""Swim-lane chart of an agreement and its lineage, from the register to the template."""

from collections.abc import Sequence
from datetime import date

from agreements.pictures import lineage_query
from agreements.pictures.lanes import agreement_lane
from agreements.pictures.lifelines import MAX_LANES, Lifelines, lay_out_lifelines
from register.models import Entry, Period
from register.periods import periods_by_ref


def lineage_chart(entry: Entry, body: dict, today: date) -> tuple[Sequence[Period], Lifelines]:
    """Periods of an agreement, and the chart of its lineage."""
    relatives, refs = lineage_query.lineage_of(entry.ref, most=MAX_LANES - 1)
    periods = periods_by_ref([entry.ref, *(relative.ref for relative in relatives)])
    own = agreement_lane(entry.ref, entry.title, body, periods.get(entry.ref, []), today, is_own=True)
    others = [
        agreement_lane(relative.ref, relative.title, relative.body, periods.get(relative.ref, []), today)
        for relative in relatives
    ]
    return own.periods, lay_out_lifelines([own, *others], today, refs=[entry.ref, *refs])
