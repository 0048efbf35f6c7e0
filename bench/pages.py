"""Cost of pages that have to count beside one plain COUNT of all agreements, in one run, on what the database holds.

    ./dev manage shell -c "import bench.pages; bench.pages.run()"

Only the ratios mean something. `slowest` is the statement that took longest: `register.timeouts` breaks off those of a
page after a second. Make the register larger with `bench/copies.py`.
"""

import statistics
import time

from django.db import connections
from django.test import Client

from bench.search import watched

ROUNDS = 3
PLAIN = "SELECT count(*) FROM register_entry WHERE kind = 'agreement'"
PAGES = [
    "/",
    "/agreements/",
    "/agreements/?form=agreement",
    "/agreements/?bindingness=binding",
    "/agreements/?country=GB&bindingness=binding",
    "/agreements/?form=agreement&country=FR&year=1950s",
    "/agreements/?q=fisheries",
    "/agreements/?q=agreement",
    "/agreements/?q=agreement&country=GB",
    "/agreements/?state=in_force",
    "/agreements/?role=party",
    "/agreements/?party={most}&role=party",
    "/agreements/?page=400",
    "/countries/",
    "/countries/GB",
    "/countries/FR",
    "/countries/FR/GB",
    "/topics/",
    "/organizations/",
    "/organizations/{most}",
]
# The organization that takes part most often.
MOST = """
SELECT value FROM register_tally WHERE kind = 'agreement' AND fact = 'party' ORDER BY records DESC, value LIMIT 1
"""


def run(rounds: int = ROUNDS, pages: list[str] | None = None) -> None:
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    with connections["register"].cursor() as cursor:
        cursor.execute(MOST)
        most = cursor.fetchone()[0]
    print(f"{'':52} {'':3} {'page':>9} {'slowest':>9} {'all':>9}   ratio of all statements to a COUNT of all")
    for page in pages or PAGES:
        taken = [visited(client, page.format(most=most)) for _round in range(rounds)]
        counts = statistics.median(times[-1] for times in taken)
        status, *times = (statistics.median(values) for values in zip(*taken, strict=True))
        row = "".join(f"{value:7.1f} ms" for value in times[:3])
        print(f"{page:52} {status:.0f} {row}  {times[2] / counts:6.2f} x", flush=True)


def visited(client: Client, address: str) -> tuple[float, ...]:
    """The status of a page; milliseconds of it, of its slowest statement, of all, and of a plain COUNT right after."""
    started = time.perf_counter()
    with watched() as spent:
        response = client.get(address, follow=True)
    whole = (time.perf_counter() - started) * 1000
    started = time.perf_counter()
    with connections["register"].cursor() as cursor:
        cursor.execute(PLAIN)
    return response.status_code, whole, max(spent), sum(spent), (time.perf_counter() - started) * 1000
