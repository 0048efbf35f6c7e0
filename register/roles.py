"""The database role of the public: it can read the register's tables and nothing else."""

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from core.database_roles import make_role, may_run, revoke_temporary_tables
from register import models

_READABLE_MODELS: list[type[Model]] = [
    models.PublicVersion, models.Entry, models.Period, models.Deadline, models.Link, models.EntryText, models.Tally,
    models.FactBits,
]  # fmt: skip


@transaction.atomic
def grant_register_access(role: str) -> list[str]:
    """Creates the role if needed, lets it log in and read the register, and revokes every other right.

    Returns the statements that are left for an administrator of the server. Raises RoleRefused.
    """
    name = make_role(role)
    readable = [*_READABLE_MODELS, *map(apps.get_model, settings.REGISTER_READABLE_MODELS)]
    tables = sql.SQL(", ").join(sql.Identifier(model._meta.db_table) for model in readable)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(tables, name))
    read_only = sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(name)
    left = [] if _is_read_only(role) or may_run(read_only) else [f"{read_only.as_string()};"]
    return left + revoke_temporary_tables(role)


def _is_read_only(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'default_transaction_read_only=on' = ANY(rolconfig) FROM pg_roles WHERE rolname = %s",
            [role],
        )
        return bool(cursor.fetchone()[0])
