"""."""

from datetime import date

from django.db.models import Q


def possible_on(day: date) -> Q:
    """Periods that the day may fall into; where a boundary is not known to the day, both sides are possible."""
    return (Q(start_earliest=None) | Q(start_earliest__lte=day)) & (
        Q(end_latest=None) | Q(end_latest__gt=day)
    )
