"""Jobs at once, each in a thread with its own connection; a job that never ends is a failure, not a success."""

import threading
import time
from contextlib import contextmanager

from django.db import connection, connections


class NeverEnded(AssertionError):
    """Jobs that were still running when the patience was over: a deadlock that the database cannot see."""


def at_once(*jobs, patience=300):
    """Run the jobs at once and wait for all; raise what the first of them raised, all of them in its notes.

    ``patience``: seconds for all of them together, many more than they need on a busy machine. Raises NeverEnded for
    jobs that take longer; their statements are cancelled then, so that the test ends and can be cleaned up.
    """
    failures: list[BaseException] = []
    backends: dict[str, int] = {}

    def run(job, name):
        try:
            connection.ensure_connection()
            backends[name] = connection.connection.info.backend_pid
            job()
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=[job, f"job {number}"], name=f"job {number}", daemon=True)
        for number, job in enumerate(jobs, 1)
    ]
    for thread in threads:
        thread.start()
    until = time.monotonic() + patience
    for thread in threads:
        thread.join(timeout=max(0, until - time.monotonic()))
    stuck = [thread for thread in threads if thread.is_alive()]
    if stuck:
        _end([backends[thread.name] for thread in stuck if thread.name in backends])
        for thread in stuck:
            thread.join(timeout=10)
        raise NeverEnded(f"{', '.join(thread.name for thread in stuck)} of {len(jobs)} never ended")
    if failures:
        for other in failures[1:]:
            failures[0].add_note(f"and {type(other).__name__}: {other}")
        raise failures[0]


def _end(backends: list[int]) -> None:
    """End these sessions of the database, whatever they wait for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", [backends])


@contextmanager
def meanwhile(job, *, before: int):
    """Inside, the job runs from begin to end in a thread of its own, just before statement number ``before``.

    Yields the statements so far.
    """
    statements: list[str] = []

    def execute_after_job(execute, sql, params, many, context):
        statements.append(sql)
        if len(statements) - 1 == before:
            at_once(job)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute_after_job):
        yield statements
