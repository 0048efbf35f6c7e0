from django.core.management.base import BaseCommand
from django.db import connection
from psycopg import sql

from register import models

READABLE = [
    models.Version, models.Entry, models.Period, models.Link, models.EntryText, models.Tally, models.FactBits,
]  # fmt: skip


class Command(BaseCommand):
    help = (
        "Lets a database role read the register's tables and nothing else. Makes the role when there is none."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", help="name of the role that REGISTER_DATABASE_URL connects as")

    def handle(self, *args, role, **options):
        grant_register(role)
        self.stdout.write(f"{role} may read the register and nothing else.")


def grant_register(role: str) -> None:
    """Make ``role`` a role that can log in and read the register's tables, and take every other right from it."""
    name = sql.Identifier(role)
    tables = sql.SQL(", ").join(sql.Identifier(model._meta.db_table) for model in READABLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
        cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(tables, name))
        cursor.execute(sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(name))
