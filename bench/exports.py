"""Lists and bulk files beside a flat COPY of the same records, in one run; and the memory that they take.

    ./dev manage shell -c "import bench.exports; bench.exports.run()"

Only ratios mean something. The records are copies of one, made in a transaction that is undone.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection, connections, transaction
from django.test import Client

from bench.api_list import fill
from exports.dumps import builder, sqlite_writer
from register.kinds import kind_named

FEW, MANY, ROUNDS = 1_000, 50_000, 5
FLAT = "COPY (SELECT ref, number, published_at, sha256, body FROM register_entry WHERE kind = 'agreement') TO STDOUT"
COPIES = """
INSERT INTO register_version (ref, kind, serial, number, action, schema, body, sha256, published_at, note)
SELECT 'A' || n, kind, n, 1, action, schema, body, sha256, published_at, ''
FROM register_version, generate_series(%(first)s, %(last)s) n WHERE ref = 'A1';
INSERT INTO register_entry (ref, kind, serial, version_id, number, published_at, sha256, body, title, keys, sort_on,
                            sort_title, sort_title_ko, signed_earliest, signed_latest, signed_qualifier)
SELECT 'A' || n, e.kind, n, v.id, 1, e.published_at, e.sha256, e.body, e.title, e.keys, e.sort_on, e.sort_title,
       e.sort_title_ko, e.signed_earliest, e.signed_latest, e.signed_qualifier
FROM register_entry e, generate_series(%(first)s, %(last)s) n
JOIN register_version v ON v.ref = 'A' || n WHERE e.ref = 'A1';
INSERT INTO register_period (entry_id, position, state, certainty, start_earliest, start_latest, end_earliest,
                             end_latest, start_qualifier, end_qualifier, reasons)
SELECT 'A' || n, position, state, certainty, start_earliest, start_latest, end_earliest, end_latest,
       start_qualifier, end_qualifier, reasons
FROM register_period, generate_series(%(first)s, %(last)s) n WHERE entry_id = 'A1';
ANALYZE;
"""


def run() -> None:
    connections["register"] = connection  # what is not committed is seen on this connection only
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        fill()  # the first few hundred are real
        arms = {name: bind(arm, Path(folder)) for name, arm in ARMS.items()}
        copy_up_to(FEW)
        few = {name: grown(arm) for name, arm in arms.items()}
        copy_up_to(MANY)
        many = {name: grown(arm) for name, arm in arms.items()}
        report(measure(arms), few, many)
        transaction.set_rollback(True)


def bind(arm: Callable, folder: Path) -> Callable:
    return lambda: arm(folder)


def copy_up_to(last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(serial) FROM register_entry WHERE kind = 'agreement'")
        first = cursor.fetchone()[0] + 1
        for statement in COPIES.strip().split(";\n"):
            cursor.execute(
                statement.replace("%(first)s", str(first)).replace("%(last)s", str(last)).rstrip(";")
            )


# The arms: each takes all agreements and gives its pieces


def flat_copy(folder: Path) -> Iterator:
    """What the server can give at best: columns as they are, into a file."""
    with connection.cursor() as cursor, cursor.copy(FLAT) as copy, (folder / "flat").open("wb") as file:
        for row in copy:
            file.write(row)
            yield


def bulk_file(folder: Path) -> Iterator:
    """The JSON Lines file with its hash."""
    yield builder.write_hashed_file(folder / "lines", builder.stream_json_lines(kind_named("agreement")))


def database(folder: Path) -> Iterator:
    (folder / "register.sqlite").unlink(missing_ok=True)
    yield sqlite_writer.write_sqlite(folder / "register.sqlite", {})


def exported(form: str) -> Callable[[Path], Iterator]:
    def pieces(folder: Path) -> Iterator:
        yield from Client(headers={"host": "localhost"}).get(f"/agreements/export.{form}")

    return pieces


ARMS: dict[str, Callable[[Path], Iterator]] = {
    "flat COPY into a file": flat_copy,
    "bulk file, JSON Lines": bulk_file,
    "bulk file, SQLite": database,
    **{f"export.{form}": exported(form) for form in ("json", "csv", "xlsx", "ics")},
}


def grown(arm: Callable[[], Iterator]) -> float:
    """By how many MB the process grows while the arm runs, at its highest."""
    start = highest = resident()
    for number, _piece in enumerate(arm()):
        if number % 10 == 0:
            highest = max(highest, resident())
    return max(highest, resident()) - start


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(arms: dict[str, Callable[[], Iterator]]) -> dict[str, float]:
    """Median seconds of each arm, which take turns; those that take long, once."""
    taken: dict[str, list[float]] = {name: [] for name in arms}
    for number in range(ROUNDS):
        for name, arm in arms.items():
            if number and taken[name][0] > 3:
                continue
            started = time.perf_counter()
            for _piece in arm():
                pass
            taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(times) for name, times in taken.items()}


def report(medians: dict[str, float], few: dict[str, float], many: dict[str, float]) -> None:
    reference = next(iter(medians.values()))
    print(
        f"{MANY:,} agreements; speed as a share of the flat COPY; memory grown at {FEW:,} and at {MANY:,} records"
    )
    for name, median in medians.items():
        print(
            f"{name:24} {median:7.2f} s  {reference / median:6.3f} x  {few[name]:6.1f} MB  {many[name]:6.1f} MB"
        )
