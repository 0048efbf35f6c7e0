"""Precision, recall and time of matching organizations of ROR by their other names and misspelled names.

    ./dev manage shell -c "import bench.reconcile; bench.reconcile.run('FOLDER')"

FOLDER holds records of ROR, one a line (`*.ndjson`). A fifth of them is queried and is not in the register. Precision
and recall are of the others; `wrong` counts automatic matches to something else. What is made is undone.
"""

import time
from pathlib import Path

from django.db import connection, connections, transaction

from tests.reconcile import matching


def run(folder: str, *, show: int = 0) -> None:
    connections["register"] = connection  # what is not committed is seen on this connection only
    with transaction.atomic():
        queries = list(matching.name_queries(matching.fill(Path(folder))))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for with_country in (False, True):
            begun = time.perf_counter()
            results = matching.tallies(queries, with_country=with_country)
            seconds = time.perf_counter() - begun
            way = "with the country" if with_country else "the name alone"
            print(f"\n{way}: {seconds / len(queries) * 1000:.1f} ms a query")
            print(f"{'':<24}{'asked':>7}{'absent':>8}{'P@1':>7}{'R@3':>7}{'matched':>9}{'wrong':>7}")
            for way, tally in results.items():
                print(
                    f"{way:<24}{tally.queries:>7}{tally.absent:>8}{tally.precision:>7.3f}{tally.recall:>7.3f}{tally.matched:>9}"
                    f"{len(tally.wrong):>7}"
                )
                print(*tally.wrong[:show], sep="\n", end="\n" if show and tally.wrong else "")
        transaction.set_rollback(True)
