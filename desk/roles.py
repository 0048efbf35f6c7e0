"""The database role of the program: it works with every table, and owns none."""

from django.db import connection, transaction
from psycopg import sql

from core.database_roles import make_role, revoke_temporary_tables

# What it may do with some tables; with all others it reads, adds, changes and deletes rows.
_RIGHTS = {
    "history_act": "SELECT",
    "history_change": "SELECT",
    "register_version": "SELECT, INSERT",
    "django_admin_log": "SELECT, INSERT",
    "django_migrations": "SELECT",
    "redaction_redaction": "SELECT, INSERT",
    "redaction_redactionrule": "SELECT, INSERT, UPDATE",
}
# The functions of the owner that redact what the role cannot change.
_FUNCTIONS = (
    "redact_version(bigint, text, text)",
    "redact_history(bigint, text, text)",
    "redact_change(bigint, jsonb)",
    "redact_act(bigint, text)",
    "redact_grounds(bigint, text, text, jsonb)",
    "history_note_redaction(text, bigint, integer)",
)


@transaction.atomic
def grant_desk_access(role: str) -> list[str]:
    """Creates the role if needed, lets it log in and work, and revokes every other right.

    Returns the statements that are left for an administrator of the server. Raises RoleRefused.
    """
    name = make_role(role)
    statements = [
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *(f"REVOKE ALL ON {table} FROM {{role}}" for table in _RIGHTS),
        *(f"GRANT {rights} ON {table} TO {{role}}" for table, rights in _RIGHTS.items()),
        *(f"GRANT EXECUTE ON FUNCTION {function} TO {{role}}" for function in _FUNCTIONS),
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(role=name))
    return revoke_temporary_tables(role)
