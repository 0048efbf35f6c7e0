"""Attaches the triggers that write the history to every tracked table."""

from django.db import connection
from psycopg import sql

from history.tracked import DERIVED_COLUMNS, SECRET_COLUMNS, TrackedTable, tracked_tables

_EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_WRITE = "CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} {rows} FOR EACH STATEMENT EXECUTE FUNCTION {call}"
_REFUSE = "CREATE OR REPLACE TRIGGER history_truncate BEFORE TRUNCATE ON {} FOR EACH STATEMENT EXECUTE FUNCTION {}()"
# How many triggers a table has with certain arguments. Who changes the triggers otherwise drops them by a migration.
_ATTACHED = """
SELECT tgrelid::regclass::text, encode(tgargs, 'escape'), count(*) FROM pg_trigger
WHERE tgname ~ '^history_(insert|update|delete)$' GROUP BY 1, 2
"""


def attach_triggers(**kwargs) -> None:
    """Give every tracked table that there is its triggers, unless it has them. Called after each migration."""
    with connection.cursor() as cursor:
        tables = {*connection.introspection.table_names(cursor)}
        if "history_change" not in tables:
            return
        cursor.execute(_ATTACHED)
        attached = {*cursor.fetchall()}
        for table in tracked_tables().values():
            name = table.model._meta.db_table
            arguments = "".join(rf"{each}\000" for each in _arguments(table))
            if name in tables and (name, arguments, len(_EVENTS)) not in attached:
                _attach(cursor, table)


def _attach(cursor, table: TrackedTable) -> None:
    """One trigger for each event, since each sees other rows, and one that refuses to empty the table at once."""
    name = sql.Identifier(table.model._meta.db_table)
    call = sql.SQL("history_write({})").format(sql.SQL(", ").join(map(sql.Literal, _arguments(table))))
    for event, rows in _EVENTS.items():
        cursor.execute(
            sql.SQL(_WRITE).format(
                name=sql.Identifier(f"history_{event}"), event=sql.SQL(event), table=name, rows=sql.SQL(rows),
                call=call,
            )
        )  # fmt: skip
    cursor.execute(sql.SQL(_REFUSE).format(name, sql.Identifier("history_refuse_truncate")))


def _arguments(table: TrackedTable) -> list[str]:
    """Arguments of `history_write`, in its order."""
    columns = {field.column for field in table.model._meta.concrete_fields}
    path = [step.column for step in table.path]
    through = [step.related_model._meta.db_table for step in table.path[:-1]]
    return [
        table.name,
        table.key_column,
        table.record_model._meta.label_lower,
        path[0] if path else table.key_column,
        *([through[0], path[1]] if through else ["", ""]),
        *("{" + ",".join(sorted(some & columns)) + "}" for some in (DERIVED_COLUMNS, SECRET_COLUMNS)),
    ]
