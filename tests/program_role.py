"""The role that the program works under in production; tests run as the owner of the tables otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from desk.roles import grant_desk_access


def role_name() -> str:
    return f"program_of_{connection.settings_dict['NAME']}"  # roles belong to the whole server


def make_program_role() -> None:
    """Make the role for the database of these tests, as `grant_desk` does."""
    grant_desk_access(role_name())


@contextmanager
def program_role() -> Iterator[None]:
    """Inside, every query runs under the role."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role_name()}")
        yield
        cursor.execute("RESET ROLE")
