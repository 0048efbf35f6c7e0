"""The database role of the public: it can read the register's tables and nothing else."""

from django.db import connection
from psycopg import sql

from core.database_roles import make_role
from register import models

_READABLE_MODELS = [
    models.PublicVersion, models.Entry, models.Period, models.Deadline, models.Link, models.EntryText, models.Tally,
    models.FactBits,
]  # fmt: skip


def grant_register_access(role: str) -> None:
    """Creates the role if needed, lets it log in and read the register, and revokes every other right."""
    name = make_role(role)
    tables = sql.SQL(", ").join(sql.Identifier(model._meta.db_table) for model in _READABLE_MODELS)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(tables, name))
        cursor.execute(sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(name))
