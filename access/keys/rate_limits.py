"""Rate limits, counted in the database in fixed windows of a minute, for all workers together.

A window begins with a client's first request and is counted in one row by one statement. PostgreSQL adds, so the
number of requests that pass is exact, and its clock is the same for all. A counter that somebody else has locked
holds no request: then it passes without being counted.
"""

import logging
import time
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest

from access.keys.choices import Scope
from access.models import Key
from access.senders import sender_digest

log = logging.getLogger(__name__)
WINDOW_SECONDS = 60
PAUSE_SECONDS = 30  # without counting, after the database failed
_CLEANUP_SECONDS = 600  # between two times that a process deletes old counters
_COUNT = f"""
    INSERT INTO access_counter AS kept (subject, started_at, used) VALUES (%s, clock_timestamp(), %s)
    ON CONFLICT (subject) DO UPDATE SET
        used = CASE WHEN kept.started_at > excluded.started_at - interval '{WINDOW_SECONDS} s'
               THEN kept.used + excluded.used ELSE excluded.used END,
        started_at = CASE WHEN kept.started_at > excluded.started_at - interval '{WINDOW_SECONDS} s'
                     THEN kept.started_at ELSE excluded.started_at END
    RETURNING used, started_at, extract(epoch FROM started_at - clock_timestamp()) + {WINDOW_SECONDS}
"""
_REFUND = "UPDATE access_counter SET used = greatest(used - %s, 0) WHERE subject = %s AND started_at = %s"
_CLEANUP = f"""
    DELETE FROM access_counter WHERE subject IN (
        SELECT subject FROM access_counter WHERE started_at < clock_timestamp() - interval '{2 * WINDOW_SECONDS} s'
        FOR UPDATE SKIP LOCKED
    )
"""
_LOCK_TIMEOUT_MS = 100  # other requests of the same subject hold its counter for a fraction of a millisecond


@dataclass(frozen=True)
class Policy:
    """A rate limit: its name, the subject that is counted, and its units in a window; 0: without limit."""

    name: str
    subject: str
    limit: int


@dataclass(frozen=True)
class Allowance:
    """Units of a window that a subject has used, with the ``cost`` of this request, and seconds until the next."""

    policy: Policy
    cost: int
    used: int
    started_at: datetime
    seconds: int

    @property
    def is_exceeded(self) -> bool:
        return self.used - self.cost >= self.policy.limit

    @property
    def left(self) -> int:
        return max(self.policy.limit - self.used, 0)

    @property
    def headers(self) -> dict[str, str]:
        """The headers of draft-ietf-httpapi-ratelimit-headers, from its revision 9 on."""
        return {
            "RateLimit-Policy": f'"{self.policy.name}";q={self.policy.limit};w={WINDOW_SECONDS}',
            "RateLimit": f'"{self.policy.name}";r={self.left};t={self.seconds}',
        }


def policy_for(request: HttpRequest, key: Key | None) -> Policy:
    """The rate limit of a request to the API: of a partner with all its keys together, else by network."""
    defaults = settings.RATE_LIMITS
    if key is None:
        return Policy("anonymous", sender_digest(request), defaults["anonymous"])
    if Scope.READ in key.scopes:
        return Policy("partner", f"partner {key.partner_id}", key.partner.limit or defaults["partner"])
    return Policy("key", f"key {key.pk}", defaults["anonymous"])


def network_policy(request: HttpRequest, name: str) -> Policy:
    """The rate limit of this name, by network."""
    return Policy(name, f"{name} {sender_digest(request)}", settings.RATE_LIMITS[name])


class RateLimiter:
    """Counts requests in the database. One for each process: it pauses after a failure, and deletes old counters."""

    def __init__(self):
        self.paused_until = self.cleanup_at = 0.0  # monotonic seconds

    def count(self, policy: Policy, cost: int = 1) -> Allowance | None:
        """Count one more request, of so many units. None where it has no limit, or the database failed."""
        now = time.monotonic()
        if not policy.limit or now < self.paused_until:
            return None
        try:
            if now >= self.cleanup_at:
                self.cleanup_at = now + _CLEANUP_SECONDS
                _fetch_row(_CLEANUP)
            [used, started_at, seconds] = _fetch_row(_COUNT, policy.subject, cost)
        except Error as error:
            self.paused_until = now + PAUSE_SECONDS
            log.error("Requests are answered without counting for %s seconds: %s", PAUSE_SECONDS, error)
            return None
        return Allowance(policy, cost, used, started_at, max(ceil(seconds), 1))

    def refund(self, allowance: Allowance) -> Allowance:
        """Take back a request that turned out to cost nothing; without effect once its window has ended."""
        try:
            _fetch_row(_REFUND, allowance.cost, allowance.policy.subject, allowance.started_at)
        except Error as error:
            log.error("A request could not be given back: %s", error)
            return allowance
        return replace(allowance, used=allowance.used - allowance.cost)


def _fetch_row(sql: str, *values):
    """The first row of a statement; None where it returns no rows. Raises Error where others lock what it changes."""
    with connection.cursor() as cursor:
        # sent together, as one transaction
        cursor.execute(f"SET LOCAL lock_timeout = {_LOCK_TIMEOUT_MS}; {sql}", values)
        cursor.nextset()
        return cursor.fetchone() if cursor.description else None
