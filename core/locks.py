"""PostgreSQL advisory locks: all their numbers, and the functions that take them.

The numbers are arbitrary and all different. They never change: during a deployment old and new processes run at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# Every writer of versions, so that ids are given in the order of commits.
PUBLISHING_LOCK = 0x656E74656E7465
# Counting and adding attempts to log in.
LOGIN_COUNT_LOCK = 7_203_004
# The process that sends webhook deliveries.
WEBHOOK_DELIVERY_LOCK = 7_203_002
# The process that sends e-mails about webhooks.
WEBHOOK_EMAIL_LOCK = 7_203_003
# The process that makes and sends digests of reminders.
REMINDER_LOCK = 7_203_005
# The process that looks at the addresses of sources.
LINK_CHECK_LOCK = 7_203_006
# The process that makes and sends letters to followers.
LETTER_LOCK = 7_203_007
# The import of a spreadsheet that is being stored.
SPREADSHEET_APPLY_LOCK = 7_303_014
# A background step of one spreadsheet import; the key of the import is the second number of the lock.
SPREADSHEET_WORK_LOCK = 20_260
# A costly question to the register; its place, from 0 on, is the second number of the lock.
COSTLY_QUESTION_LOCK = 20_262
# A stored file; the first bits of its hash are the second number of the lock. Shared: something is about to name it.
STORED_FILE_LOCK = 20_261


def lock_for_transaction(lock: int) -> None:
    """Waits for the lock and holds it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def lock_key_for_transaction(lock: int, key: int, *, shared: bool = False) -> None:
    """Waits for the lock on one key and holds it until the transaction ends; any number may share it."""
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [lock, key])


@contextmanager
def try_lock(lock: int) -> Iterator[bool]:
    """Holds the lock inside the block, unless another session has it. Yields whether it is held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        [is_held] = cursor.fetchone()
    try:
        yield is_held
    finally:
        if is_held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def try_lock_key(database: BaseDatabaseWrapper, lock: int, key: int) -> bool:
    """Takes the lock on one key for the session of a connection of its own; False where another session has it.

    It ends with the connection, also when its process is killed.
    """
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [lock, key])
        [is_held] = cursor.fetchone()
    return is_held


def unlock_key(database: BaseDatabaseWrapper, lock: int, key: int) -> None:
    """Gives the lock back at once: a connection that is closed may hold it for a moment longer."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [lock, key])


def locked_keys(lock: int) -> set[int]:
    """Keys on which any session holds the lock now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 "
            "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [lock],
        )
        return {key for (key,) in cursor.fetchall()}
