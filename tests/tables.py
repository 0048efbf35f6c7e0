"""Contents of the whole database, for tests of what must leave everything as it was."""

from django.db import connection

_TABLES_SQL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_DIGEST_SQL = "SELECT '{0}', md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM {0} t"


def contents() -> dict[str, str]:
    """A digest of the rows of every table, whatever their order."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES_SQL)
        names = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(map(_DIGEST_SQL.format, names)))
        return dict(cursor.fetchall())
