"""Lists with all their counts beside plain SQL for the same questions, in one run, on what the database holds.

    ./dev manage shell -c "import bench.search; bench.search.run()"

Only the ratio means something. `plain` is what somebody would write by hand: the rows of a page, their number, and one
grouped query for each fact, with the words looked for in the vector and no name behind them.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.test import Client

ROUNDS, ROWS = 15, 25
FACTS = ("nature", "form", "bindingness", "country", "party", "topic", "year", "role")
COUNT = """
SELECT key, count(*) FROM register_entry e {join}, unnest(e.keys) key
WHERE e.kind = 'agreement' AND {where} AND key LIKE %s GROUP BY key ORDER BY 2 DESC LIMIT 9
"""
STATES = """
SELECT state, count(DISTINCT p.entry_id) FROM register_period p JOIN register_entry e ON e.ref = p.entry_id {join}
WHERE e.kind = 'agreement' AND {where} AND (start_earliest IS NULL OR start_earliest <= current_date)
    AND (end_latest IS NULL OR end_latest > current_date) GROUP BY state
"""
PAGE = """
SELECT e.ref, e.title, e.body FROM register_entry e {join} WHERE e.kind = 'agreement' AND {where}
ORDER BY {order} LIMIT %s
"""
TOTAL = "SELECT count(*) FROM register_entry e {join} WHERE e.kind = 'agreement' AND {where}"
TEXTS = "JOIN register_entrytext t ON t.entry_id = e.ref"
NEWEST = "e.sort_on DESC, e.serial DESC"

# Name: the address, and the same in SQL: a condition for each fact that is filtered by, and one on the words.
ARMS = {
    "everything": ("", {}, ""),
    "one filter": ("?form=mou", {"form": "e.keys @> '{form:mou}'"}, ""),
    "three filters": (
        "?form=agreement&country=FR&year=1950s",
        {
            name: f"e.keys @> '{{{name}:{value}}}'"
            for name, value in (("form", "agreement"), ("country", "FR"), ("year", "1950s"))
        },
        "",
    ),
    "a rare word": ("?q=fisheries", {}, "'''fisheries'':*'"),
    "a frequent word": ("?q=agreement", {}, "'''agreement'':*'"),
}


def run() -> None:
    client = Client(headers={"host": "localhost"})
    print(f"{'':18} {'plain':>9} {'statements':>11} {'page':>9}   ratio of statements, of the page")
    for name, (query, *question) in ARMS.items():
        taken: dict[str, list[float]] = {"plain": [], "statements": [], "page": []}
        for _round in range(ROUNDS + 1):
            taken["plain"].append(timed(lambda question=question: plain(*question)))
            page, statements = answered(client, f"/agreements/{query}")
            taken["page"].append(page)
            taken["statements"].append(statements)
        medians = {arm: statistics.median(times[1:]) for arm, times in taken.items()}
        ratios = (
            f"{medians['statements'] / medians['plain']:6.2f} x {medians['page'] / medians['plain']:6.2f} x"
        )
        print(f"{name:18}" + "".join(f"{medians[arm]:8.1f} ms " for arm in taken) + ratios)


def plain(chosen: dict[str, str], words: str) -> None:
    """A page by hand. A fact that is filtered by is counted without that filter, as on the real one."""

    def parts(without: str = "") -> dict[str, str]:
        conditions = [f"t.vector @@ {words}"] if words else []
        conditions += [condition for name, condition in chosen.items() if name != without]
        return {"join": TEXTS if words else "", "where": " AND ".join(conditions or ["true"])}

    order = f"ts_rank(t.vector, {words}, 1) DESC, {NEWEST}" if words else NEWEST
    with connections["register"].cursor() as cursor:
        for statement, values in (
            (PAGE.format(**parts(), order=order), [ROWS]),
            (TOTAL.format(**parts()), []),
            (STATES.format(**parts()), []),
            *((COUNT.format(**parts(fact)), [f"{fact}:%"]) for fact in FACTS),
        ):
            cursor.execute(statement, values)
            cursor.fetchall()


def answered(client: Client, address: str) -> tuple[float, float]:
    """Milliseconds of a page, and of its statements alone."""
    with watched() as spent:
        page = timed(lambda: client.get(address).content)
    return page, sum(spent)


@contextmanager
def watched() -> Iterator[list[float]]:
    """Milliseconds of each statement that the register is asked meanwhile."""
    spent: list[float] = []

    def watch(execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append((time.perf_counter() - started) * 1000)

    with connections["register"].execute_wrapper(watch):
        yield spent


def timed(do) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000
