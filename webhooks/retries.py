"""Retry schedule and endpoint backoff (Standard Webhooks, "Deliverability and reliability"), with jitter."""

import random
from datetime import timedelta

# The waits after the first attempt, the second, and so on: three days and a few hours in all.
_RETRY_DELAYS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
]
GIVE_UP_AFTER = sum(_RETRY_DELAYS, timedelta())
_MAX_RETRY_AFTER = _RETRY_DELAYS[-1]
JITTER = 0.1  # the largest part by which a wait is lengthened
_FAILURES_BEFORE_BACKOFF = 3  # in a row, of one endpoint


def retry_delay(tries: int, retry_after: timedelta | None = None) -> timedelta | None:
    """The wait before the next attempt, after so many that failed; None where the delivery is given up.

    ``retry_after`` is the endpoint's wish: it may lengthen the wait, up to a day, but not shorten it.
    """
    if tries > len(_RETRY_DELAYS):
        return None
    return max(_with_jitter(_RETRY_DELAYS[tries - 1]), min(retry_after or timedelta(), _MAX_RETRY_AFTER))


def endpoint_backoff(failures: int, retry_after: timedelta | None, *, is_busy: bool) -> timedelta | None:
    """The time without any delivery to an endpoint, after so many failures in a row; None where there is none.

    ``is_busy``: its last status said that it is overloaded, which is enough.
    """
    if failures < _FAILURES_BEFORE_BACKOFF and not is_busy:
        return None
    step = min(max(failures - _FAILURES_BEFORE_BACKOFF, 0), len(_RETRY_DELAYS) - 1)
    return max(_with_jitter(_RETRY_DELAYS[step]), min(retry_after or timedelta(), _MAX_RETRY_AFTER))


def _with_jitter(delay: timedelta) -> timedelta:
    """A delay lengthened at random, so that deliveries that failed together are not retried together."""
    return delay * (1 + random.uniform(0, JITTER))
