"""."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# The advisory lock under which attempts are counted and written; any number that nothing else uses.
REPORT_COUNT_LOCK = 7_203_001


SPREADSHEET_WORK_LOCK = (
    20_260  # PostgreSQL's advisory locks (this number, import) say that somebody is at work on it
)


SPREADSHEET_APPLY_LOCK = 7_303_014  # the number of an advisory lock; any that nothing else uses


# Any constant will do; every writer of versions takes this lock, so that ids are given in the order of commits.
PUBLISHING_LOCK = 0x656E74656E7465


WEBHOOK_EMAIL_LOCK = 7_203_003  # an advisory lock that nothing else uses


WEBHOOK_DELIVERY_LOCK = 7_203_002  # an advisory lock that nothing else uses


@contextmanager
def try_lock(lock: int = WEBHOOK_DELIVERY_LOCK) -> Iterator[bool]:
    """Whether nobody else sends; while inside, nobody else will."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        [is_alone] = cursor.fetchone()
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
