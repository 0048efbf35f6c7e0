"""How much may be asked of the API: counted in the database, so that it holds for all workers together.

A window of a minute begins with an asker's first request and is counted in one row by one statement. PostgreSQL
does the adding, so the number that is let through is exact; its clock is everybody's.
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
WINDOW_SECONDS = 60  # seconds
PAUSE_SECONDS = 30  # seconds without counting, after the database could not
_CLEANUP_SECONDS = 600  # seconds between two times that a process deletes old counters
_COUNT = f"""
    INSERT INTO access_counter AS kept (subject, started_at, used) VALUES (%s, clock_timestamp(), 1)
    ON CONFLICT (subject) DO UPDATE SET
        used = CASE WHEN kept.started_at > excluded.started_at - interval '{WINDOW_SECONDS} s' THEN kept.used + 1 ELSE 1 END,
        started_at = CASE WHEN kept.started_at > excluded.started_at - interval '{WINDOW_SECONDS} s'
                     THEN kept.started_at ELSE excluded.started_at END
    RETURNING used, started_at, extract(epoch FROM started_at - clock_timestamp()) + {WINDOW_SECONDS}
"""
_REFUND = "UPDATE access_counter SET used = used - 1 WHERE subject = %s AND started_at = %s AND used > 0"
_CLEANUP = (
    f"DELETE FROM access_counter WHERE started_at < clock_timestamp() - interval '{2 * WINDOW_SECONDS} s'"
)


@dataclass(frozen=True)
class Policy:
    """Who is counted under which name, and how much they may ask in a window; 0: as much as they like."""

    name: str
    subject: str
    limit: int


@dataclass(frozen=True)
class Allowance:
    """What an asker has used of a window, this request included, and when the next begins."""

    policy: Policy
    used: int
    started_at: datetime
    seconds: int

    @property
    def is_exceeded(self) -> bool:
        return self.used > self.policy.limit

    @property
    def left(self) -> int:
        return max(self.policy.limit - self.used, 0)

    @property
    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers, from its revision 9 on."""
        return {
            "RateLimit-Policy": f'"{self.policy.name}";q={self.policy.limit};w={WINDOW_SECONDS}',
            "RateLimit": f'"{self.policy.name}";r={self.left};t={self.seconds}',
        }


def policy_for(request: HttpRequest, key: Key | None) -> Policy:
    """A partner is counted with all its keys together, everybody else by network."""
    usual = settings.API_LIMITS
    if key is None:
        return Policy("anonymous", sender_digest(request), usual["anonymous"])
    if Scope.READ in key.scopes:
        return Policy("partner", f"partner {key.partner_id}", key.partner.limit or usual["partner"])
    return Policy("key", f"key {key.pk}", usual["anonymous"])


class RateLimiter:
    """Counts requests. One in each process, which remembers when the database failed it and when it last tidied."""

    def __init__(self):
        self.again_at = self.tidy_at = 0.0

    def count(self, policy: Policy) -> Allowance | None:
        """One more request; None where it is not counted: it has no limit, or the counters cannot be reached."""
        now = time.monotonic()
        if not policy.limit or now < self.again_at:
            return None
        try:
            if now >= self.tidy_at:
                self.tidy_at = now + _CLEANUP_SECONDS
                _fetch_row(_CLEANUP)
            [used, started_at, seconds] = _fetch_row(_COUNT, policy.subject)
        except Error as error:
            self.again_at = now + PAUSE_SECONDS
            log.error("The API answers without counting for %s seconds: %s", PAUSE_SECONDS, error)
            return None
        return Allowance(policy, used, started_at, max(ceil(seconds), 1))

    def give_back(self, allowance: Allowance) -> Allowance:
        """A request that turned out to cost nothing; once its window has ended there is nothing to give back to."""
        try:
            _fetch_row(_REFUND, allowance.policy.subject, allowance.started_at)
        except Error as error:
            log.error("A request could not be given back: %s", error)
            return allowance
        return replace(allowance, used=allowance.used - 1)


def _fetch_row(sql: str, *values):
    """The first row of a statement, if it gives any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None
