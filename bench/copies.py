"""More agreements: copies of those that the database holds, under new references, in the tables of the register.

    ./dev manage shell -c "import bench.copies; bench.copies.run(14)"

For measuring only, in a database that is thrown away: the desk knows nothing of the copies.
"""

from django.db import connection, models, transaction

from register import tallies
from register.models import Entry, EntryText, Link, Period, Version

# What a copy says otherwise, by column: references and ids are moved on by the same step.
REF = "'A' || substr({column}, 2)::int + %(step)s"
MOVED = {"ref": REF, "entry_id": REF, "serial": "serial + %(step)s"}
OF_AGREEMENTS = {
    Version: ("id IN (SELECT version_id FROM register_entry WHERE {originals})", {"id": "id + %(ids)s"}),
    Entry: ("{originals}", {"version_id": "version_id + %(ids)s"}),
    Period: ("entry_id IN (SELECT ref FROM register_entry WHERE {originals})", {}),
    Link: ("entry_id IN (SELECT ref FROM register_entry WHERE {originals})", {}),
    EntryText: ("entry_id IN (SELECT ref FROM register_entry WHERE {originals})", {}),
}
BATCH = 10_000


def run(times: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(serial) FROM register_entry WHERE kind = 'agreement'")
        [last] = cursor.fetchone()
        cursor.execute("SELECT max(id) FROM register_version")
        [ids] = cursor.fetchone()
    for number in range(1, times + 1):
        with transaction.atomic():
            copy(last, step=number * last, ids=number * ids)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{Entry.objects.of_kind('agreement').count()} agreements")


def copy(last: int, *, step: int, ids: int) -> None:
    for model, (which, also) in OF_AGREEMENTS.items():
        with connection.cursor() as cursor:
            cursor.execute(
                statement(model, which, {**MOVED, **also}), {"step": step, "ids": ids, "last": last}
            )
    tallies.add([f"A{serial}" for serial in range(step + 1, step + last + 1)])


def statement(model: type[models.Model], which: str, moved: dict[str, str]) -> str:
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    told = ", ".join(moved.get(column, column).replace("{column}", column) for column in columns)
    originals = which.format(originals="kind = 'agreement' AND serial <= %(last)s")
    return f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {told} FROM {model._meta.db_table} WHERE {originals}"
