"""Contents of the whole database, for tests of what must leave everything as it was."""

from django.db import connection

_TABLES_SQL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_ROWS_SQL = "coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')"


def contents() -> dict[str, str]:
    """A digest of the rows of every table, whatever their order."""
    return _of_every_table(f"md5({_ROWS_SQL})")


def contents_as_text() -> dict[str, str]:
    """The rows of every table, in the order of their texts."""
    return _of_every_table(_ROWS_SQL)


def _of_every_table(expression: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES_SQL)
        names = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', {expression} FROM {name} t" for name in names))
        return dict(cursor.fetchall())
