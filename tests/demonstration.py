"""The demonstration, recorded once in a process; wherever else tests need it, its rows are copied in."""

from django.db import connection, transaction

from interchange.management.commands.demo import make_demo_records
from tests.leftovers import tables_with_rows

_rows: dict[str, bytes] = {}  # by table, as COPY writes them
_SEQUENCES = "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL"
_last_ids: dict[str, int] = {}  # by sequence


def make_demonstration() -> None:
    """What ``make_demo_records`` makes of an empty register, its ids and moments included."""
    if _rows:
        _copy_in()
    else:
        make_demo_records()
        _copy_out()


def _copy_out() -> None:
    with connection.cursor() as cursor:
        for table in tables_with_rows():
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
                _rows[table] = b"".join(copy)
        cursor.execute(_SEQUENCES)
        _last_ids.update(cursor)


def _copy_in() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # these rows have passed all triggers before
        for table, rows in _rows.items():
            with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(_SEQUENCES)
        for sequence, last in dict(cursor).items():
            cursor.execute("SELECT setval(%s, %s)", [sequence, max(last, _last_ids.get(sequence, 0))])
