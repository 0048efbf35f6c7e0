"""When a message that did not arrive is sent again (Standard Webhooks, "Deliverability and reliability")."""

import random
from datetime import timedelta

# After the first attempt, the second, and so on: three days and a few hours in all.
_RETRY_DELAYS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
]
GIVE_UP_AFTER = sum(_RETRY_DELAYS, timedelta())
_MAX_RETRY_AFTER = _RETRY_DELAYS[-1]
JITTER = 0.1
_FAILURES_BEFORE_BACKOFF = 3  # so many failures of one receiver in a row, and it is left in peace for a while


def retry_delay(tries: int, asked_for: timedelta | None = None) -> timedelta | None:
    """How long to wait after so many attempts that failed; None: no more.

    A receiver may ask for more, up to a day; never for less.
    """
    if tries > len(_RETRY_DELAYS):
        return None
    return max(_with_jitter(_RETRY_DELAYS[tries - 1]), min(asked_for or timedelta(), _MAX_RETRY_AFTER))


def endpoint_backoff(failures: int, asked_for: timedelta | None, *, is_busy: bool) -> timedelta | None:
    """How long a receiver is left in peace after so many failures in a row; None: not at all.

    ``is_busy``: it said that it has too much to do.
    """
    if failures < _FAILURES_BEFORE_BACKOFF and not is_busy:
        return None
    step = min(max(failures - _FAILURES_BEFORE_BACKOFF, 0), len(_RETRY_DELAYS) - 1)
    return max(_with_jitter(_RETRY_DELAYS[step]), min(asked_for or timedelta(), _MAX_RETRY_AFTER))


def _with_jitter(delay: timedelta) -> timedelta:
    """A little longer, each time otherwise: so that what failed together does not come again together."""
    return delay * (1 + random.uniform(0, JITTER))
