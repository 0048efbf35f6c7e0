"""What the day that is running means for caches."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone


def seconds_until_midnight() -> int:
    """Whole seconds until a new day begins here, and with it perhaps another state of an agreement."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
    return max(int((midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds()), 0)
