"""Lifetime of what is true for today, for caches."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone


def seconds_until_midnight() -> int:
    """Whole seconds until the next day begins in the active time zone: a legal state may change then."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
    return max(int((midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds()), 0)
