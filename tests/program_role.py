"""Roles that the program works under in production; tests run as the owner of the tables otherwise."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection, transaction

from desk.roles import grant_desk_access


def role_name() -> str:
    return f"program_of_{connection.settings_dict['NAME']}"  # roles belong to the whole server


def make_program_role() -> None:
    """Make the role for the database of these tests, as `grant_desk` does."""
    grant_desk_access(role_name())


@contextmanager
def under_role(name: str) -> Iterator[None]:
    """Inside, every query runs under this role, by whatever alias."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {name}")
        yield
        cursor.execute("RESET ROLE")


def program_role() -> AbstractContextManager[None]:
    """Inside, every query runs under the role of the program."""
    return under_role(role_name())
