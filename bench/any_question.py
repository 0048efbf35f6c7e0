"""Random questions of the API on whatever the database holds: none breaks it, and none takes long.

    ./dev manage shell -c "import bench.any_question; bench.any_question.run(5000)"

The questions are those of `tests/api/test_any_question.py`. Says how many answers of which status there were, and the
slowest questions; a statement may take as long as `api.timeouts` lets the API's take.
"""

import heapq
import time
from collections import Counter

from django.conf import settings
from django.test import Client, override_settings

from tests.api.test_any_question import SEED, Asker

SLOW = 1.0  # seconds
SHOWN = 5


def run(questions: int = 5000, seed: int = SEED) -> None:
    asker, statuses, taken = Asker(seed), Counter(), []
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    with override_settings(RATE_LIMITS=dict.fromkeys(settings.RATE_LIMITS, 0)):
        for _number in range(questions):
            address = asker.address()
            started = time.perf_counter()
            response = client.get(address)
            taken.append((time.perf_counter() - started, address))
            statuses[response.status_code] += 1
            if response.status_code == 200:
                asker.learn(response.json())
    slow = sum(seconds > SLOW for seconds, _address in taken)
    broken = sum(count for status, count in statuses.items() if status >= 500)
    print(f"{dict(statuses)}; {broken} broken, {slow} over {SLOW:.0f} s. The slowest:")
    for seconds, address in heapq.nlargest(SHOWN, taken):
        print(f"{seconds * 1000:6.0f} ms  {address[:200]}")
