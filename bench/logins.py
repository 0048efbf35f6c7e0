"""Time of a refused login by whether there is such an account, in one run: nobody should learn it by a clock.

    ./dev manage shell -c "import bench.logins; bench.logins.run()"

Logs in with a wrong password as somebody who has an account and as somebody who has none, in turns of random order. The
hash of passwords is made cheap, so that whatever else differs shows more than it would in production. Only the ratios
mean something: of the medians, and how often the one with an account takes longer (half of the time: nothing to learn).
"""

import random
import statistics
import time
from collections.abc import Callable

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, override_settings

PAIRS = 1_000
LOGIN = "/accounts/login/"


class QuickHasher(PBKDF2PasswordHasher):
    """The hasher of production with few rounds: some milliseconds."""

    iterations = 20_000


def run(pairs: int = PAIRS) -> None:
    with transaction.atomic(), override_settings(PASSWORD_HASHERS=[f"{__name__}.QuickHasher"]):
        User.objects.create_user("bench-known", "bench-known@example.org", "correct horse")
        User.objects.create_user("bench-closed", "bench-closed@example.org", "correct horse", is_active=False)
        User.objects.create_user("bench-without", "bench-without@example.org")
        for known in ("bench-known", "bench-known@example.org", "bench-closed", "bench-without"):
            unknown = known.replace("bench", "nobody")
            ratio, share = compare(
                lambda known=known: refused_login(known),
                lambda unknown=unknown: refused_login(unknown),
                pairs,
            )
            print(f"{known:26} {ratio:6.3f} x as long as {unknown:26} longer in {share:.1%} of {pairs} pairs")
        transaction.set_rollback(True)


def compare(known: Callable[[], None], unknown: Callable[[], None], pairs: int) -> tuple[float, float]:
    """Median of the first beside that of the second, and the share of pairs in which the first took longer."""
    times: dict[Callable, list[float]] = {known: [], unknown: []}
    order = random.Random(1)  # the same run twice
    known(), unknown()
    for _pair in range(pairs):
        for arm in order.sample([known, unknown], 2):
            started = time.perf_counter()
            arm()
            times[arm].append(time.perf_counter() - started)
    longer = sum(first > second for first, second in zip(times[known], times[unknown], strict=True))
    return statistics.median(times[known]) / statistics.median(times[unknown]), longer / pairs


def refused_login(name: str) -> None:
    """A login with a wrong password, from an address of its own: no limit is reached."""
    address = f"203.0.{random.randrange(256)}.{random.randrange(256)}"
    client = Client(headers={"host": "localhost"}, REMOTE_ADDR=address)
    response = client.post(LOGIN, {"login": name, "password": "wrong"})
    if response.status_code != 200:
        raise RuntimeError(f"The login was answered with {response.status_code}.")
