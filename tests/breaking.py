"""A database that fails at a chosen statement, as when its disk is full or its server stops."""

from collections.abc import Callable
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from tests.tables import contents

_WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "ALTER")
MANY = 6  # statements of an act at which it is made to fail
_CLEANING_UP = ("ROLLBACK", "RELEASE")


class Broken(OperationalError):
    """The database failed."""


class Interrupted(Exception):
    """The program failed between two statements."""


@contextmanager
def listening():
    """The statements inside, in order."""
    statements: list[str] = []

    def listen(execute, sql, params, many, context):
        statements.append(sql.lstrip())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield statements


@contextmanager
def broken_at(number: int, *, is_once: bool = False):
    """Statement ``number`` inside fails, and all after it but those that take back what was done.

    ``is_once``: only the program fails there, and the database goes on.
    """
    place = -1

    def fail(execute, sql, params, many, context):
        nonlocal place
        place += 1
        is_down = place > number and not is_once and not sql.lstrip().startswith(_CLEANING_UP)
        if place == number or is_down:
            raise (Interrupted if is_once else Broken)(f"statement {number}: {sql[:80]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


def statements_of(act: Callable[[], object]) -> list[str]:
    """The statements of an act that is taken back."""
    with transaction.atomic(), listening() as statements:
        with transaction.atomic():
            act()
        transaction.set_rollback(True)
    return statements[1:-1]  # without the savepoint around them


def assert_all_or_nothing(act: Callable[[], object], *, is_thorough: bool = False) -> None:
    """An act that fails at any statement leaves every table as it was, and nothing to do once it is committed.

    It fails at the first statement, at or after those that write (`MANY` of them), and at the last; ``is_thorough``: at
    each of all. In the end it is done, and changes something.
    """
    before, waiting = contents(), len(connection.run_on_commit)
    statements_of(act)  # fills caches, such as that of content types
    statements = statements_of(act)
    for number in range(len(statements)) if is_thorough else places_to_break(statements):
        error = _error_of(act, number)
        after = contents()
        assert error is not None, f"nothing was raised when it failed at {statements[number]}"
        assert after == before, (error, [name for name in after if after[name] != before[name]])
        assert len(connection.run_on_commit) == waiting
    act()
    assert contents() != before


def _error_of(act: Callable[[], object], number: int) -> Exception | None:
    try:
        with broken_at(number):
            act()
    except Exception as error:
        return error
    return None


def places_to_break(statements: list[str]) -> list[int]:
    """Between two statements that only read there is nothing new to take back."""
    writes = {number for number, sql in enumerate(statements) if sql.upper().startswith(_WRITES)}
    assert writes
    places = {0, len(statements) - 1, *writes, *(number + 1 for number in writes)}
    in_order = sorted(place for place in places if place < len(statements))
    return [*in_order[: -1 : max(1, len(in_order) // MANY)], in_order[-1]]
