"""Runs the groups at a size and writes what they measured to ``docs/performance/SIZE.json``."""

import json
import os
import platform
import sqlite3
import statistics
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connections

from bench import databases
from bench.groups import Measured, Setting, reading, searching, taking, writing
from bench.lines import Line
from bench.measuring import REFERENCE, Group, ratios
from bench.questions import Questions
from bench.references.tantivy import Tantivy
from bench.servers import Servers, running
from devtools import ROOT, postgres
from register.routers import REGISTER_ALIAS
from register.sql import fetch_rows

RESULTS = ROOT / "docs" / "performance"
GROUPS: dict[str, Callable[[Setting], Measured]] = {
    "in process": reading.in_process,
    "requests a second": reading.per_second,
    "searches": searching.searches,
    "counts": searching.counts,
    "largest": searching.largest,
    "engines": searching.engines,
    "publishing": writing.publishing,
    "imports": writing.imports,
    "exports": taking.exports,
    "memory": taking.memory,
}
LONGEST_STATEMENT = 10_000  # milliseconds
_HAS_PLAIN_TABLES_SQL = "SELECT to_regclass('plain.flat') IS NOT NULL"


def make_references(size: str, cluster: postgres.Cluster) -> None:
    """Makes the tables, the SQLite file and the index that ours are compared with, where they are missing."""
    directory = databases.directory(size)
    with connections["default"].cursor() as cursor:
        cursor.execute(_HAS_PLAIN_TABLES_SQL)
        if not cursor.fetchone()[0]:
            cursor.execute((Path(__file__).parent / "references" / "tables.sql").read_text())
            cursor.execute(f"GRANT USAGE ON SCHEMA plain TO {postgres.READER}, {postgres.DESK}")
            cursor.execute(
                f"GRANT SELECT ON ALL TABLES IN SCHEMA plain TO {postgres.READER}, {postgres.DESK}"
            )
            (directory / "datasette" / "entente.db").unlink(missing_ok=True)
    engine = Tantivy(directory)
    if not (engine.place / "meta.json").exists():
        print(engine.make(cluster.url()))


def run(size: str, cluster: postgres.Cluster, rounds: int, names: list[str]) -> bool:
    """Measures these groups, or all, and keeps the others as they were. True where every budget is kept."""
    path = RESULTS / f"{size}.json"
    results = json.loads(path.read_text()) if path.exists() else {"size": size, "groups": {}}
    directory = databases.directory(size)
    # one connection in this process, with a timeout of its own: what takes longer than a page may says how long
    connections[REGISTER_ALIAS] = connections["default"]
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {LONGEST_STATEMENT}")
    with running(directory, cluster) as servers:
        setting = Setting(servers, Questions(_agreements()), directory, rounds)
        for name in names or GROUPS:
            before = os.getloadavg()[0]
            measured = GROUPS[name](setting)
            print(f"\n{name}", *map(text_of, measured.lines), sep="\n  ", flush=True)
            results["groups"][name] = {
                "load": [round(before, 1), round(os.getloadavg()[0], 1)],
                "at": datetime.now(UTC).isoformat(timespec="minutes"),
                "commit": _commit(),
                "arms": _arms(measured.arms),
                "lines": [line.as_json() for line in measured.lines],
            }
            results |= {
                "agreements": setting.questions.agreements,
                "machine": _machine(),
                "versions": _versions(servers),
            }
            RESULTS.mkdir(exist_ok=True)
            text = json.dumps(_short(results), indent=1, ensure_ascii=False)
            path.write_text(text + "\n")
    lines = [line for group in results["groups"].values() for line in group["lines"]]
    print(f"\n{sum(line['is_kept'] for line in lines)} of {len(lines)} budgets kept")
    return all(line["is_kept"] for line in lines)


def _short(value):
    """The same with four digits of each number."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {name: _short(member) for name, member in value.items()}
    return [*map(_short, value)] if isinstance(value, list) else value


def text_of(line: Line) -> str:
    value = "no answer" if line.value is None else f"{line.value:.2f} {line.unit}"
    bound = "at least" if line.is_at_least else "at most"
    beside = f" of {line.beside}" if line.beside and line.value is not None else ""
    verdict = "kept" if line.is_kept else "MISSED"
    return f"{line.operation:44} {value:>14}{beside}, {bound} {line.budget:g}: {verdict} {line.problem}"


def _commit() -> str:
    command = ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _agreements() -> int:
    [(number,)] = fetch_rows("SELECT records FROM register_tally WHERE kind = 'agreement' AND fact = ''")
    return number


def _arms(group: Group) -> dict[str, dict]:
    """Medians, and medians of the ratios to the three queries of the same round."""
    arms = {}
    for name, samples in group.items():
        to_reference = ratios(group, name) if REFERENCE in group and not samples.is_rate else []
        arms[name] = {
            "median": samples.median,
            "rounds": len(samples.whole),
            "by_reference": statistics.median(to_reference) if to_reference else None,
            "problem": samples.problem,
        }
    return arms


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


def _versions(servers: Servers) -> dict[str, str]:
    with connections["default"].cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    packages = {
        name: version(name) for name in ("django", "djangorestframework", "psycopg", "orjson", "gunicorn")
    }
    return {
        "Python": platform.python_version(),
        "PostgreSQL": server,
        "SQLite": sqlite3.sqlite_version,
        **packages,
    }
