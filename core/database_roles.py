"""Roles of the database, each with rights of its own. The owner of the tables grants them; it need be no superuser."""

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

# Whether a role may log in, whether it may become anybody, and whether it owns the tables or writes all.
_FACTS = """
    SELECT rolcanlogin, rolsuper OR rolcreaterole OR rolbypassrls,
        pg_has_role(rolname, current_user, 'MEMBER') OR pg_has_role(rolname, 'pg_write_all_data', 'MEMBER')
    FROM pg_roles WHERE rolname = %s
"""


class RoleRefused(Exception):
    """A role that cannot be given these rights: why, and what to do."""


def make_role(role: str) -> sql.Identifier:
    """Makes a role that may log in, unless there is one, and revokes its rights on tables. Returns its quoted name.

    Nobody but the owner makes temporary tables, which PostgreSQL lets everybody do. Raises RoleRefused.
    """
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [role])
        if facts := cursor.fetchone():
            _refuse_mighty(role, *facts)
        elif not may_run(sql.SQL("CREATE ROLE {} LOGIN").format(name)):
            raise RoleRefused(
                f"There is no role {role}, and who runs this may create none. Let an administrator of the server run "
                f"CREATE ROLE {name.as_string()} LOGIN; then run this again."
            )
        cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
    return name


def _refuse_mighty(role: str, can_login: bool, is_mighty: bool, is_owner: bool) -> None:
    if not can_login:
        raise RoleRefused(f"The role {role} may not log in: ALTER ROLE … LOGIN, or choose another.")
    if is_mighty or is_owner:
        why = "is a superuser or may become one" if is_mighty else "owns the tables, or may write all"
        raise RoleRefused(f"The role {role} {why}: no grant would hold it. Choose another, or a new name.")


def revoke_temporary_tables(role: str) -> list[str]:
    """Takes from all but the owner of the database the right to make temporary tables.

    Returns the statement that is left for the owner of the database, if the owner of the tables is another.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        database = sql.Identifier(cursor.fetchone()[0])
        statement = sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC, {}").format(
            database, sql.Identifier(role)
        )
        may_run(statement)
        cursor.execute("SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')", [role])
        return [f"{statement.as_string()};"] if cursor.fetchone()[0] else []


def may_run(statement: sql.Composed) -> bool:
    """Runs a statement. False where it takes rights that this role has not: nothing has happened then."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        return False
    return True


class GrantCommand(BaseCommand):
    """Command that grants a role its rights. Subclasses say which, and what the role may do then."""

    granted: str

    def grant(self, role: str) -> list[str]:
        """Grants them. Returns the statements that are left for an administrator of the server."""
        raise NotImplementedError

    def handle(self, *args, role, **options):
        try:
            left = self.grant(role)
        except RoleRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{role} {self.granted}")
        for statement in left:
            self.stdout.write(
                f"Who runs this may not do one thing more. Let an administrator run: {statement}"
            )
