"""A limit holds for all workers of a real server together: what passes is exactly what may."""

import http.client
import os
import re
import subprocess
import sys
from collections import Counter as Counted
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.conf import settings

from tests.interchange.test_killed_imports import database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]  # a server with four workers
WORKERS, AT_ONCE, EACH, LIMIT = 4, 8, 20, 100


@contextmanager
def server(**environment):
    """Gunicorn as in production, on the database of the tests; gives the port that it listens at."""
    inherited = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
    told = {
        "DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY, "DEBUG": "0", "SECURE_SSL_REDIRECT": "0",
        "ALLOWED_HOSTS": "127.0.0.1", **environment,
    }  # fmt: skip
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi",
            f"--workers={WORKERS}",
            "--preload",
            "--bind=127.0.0.1:0",
        ],
        cwd=settings.BASE_DIR,
        env=inherited | told,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        listening = next(
            found for line in process.stderr if (found := re.search(r"Listening at: \S+:(\d+)", line))
        )
        yield int(listening[1])
    finally:
        process.terminate()
        process.communicate(timeout=60)


def ask(port: int, times: int, headers: dict[str, str]) -> list[tuple[int, int, str]]:
    """Status, what is left and ETag of as many answers, asked one after another on connections of their own."""
    answers = []
    for _one in range(times):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/api/v1/changes/", headers=headers)
        response = connection.getresponse()
        response.read()
        left = int(re.search(r"r=(\d+)", response.headers["RateLimit"])[1])
        answers.append((response.status, left, response.headers["ETag"]))
        connection.close()
    return answers


def hammer(port: int, headers: dict[str, str]) -> list[tuple[int, int, str]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one for some in pool.map(lambda _n: ask(port, EACH, headers), range(AT_ONCE)) for one in some]


def test_many_workers_let_through_exactly_what_may_pass_and_what_is_free(new_key):
    partner = {"Authorization": f"Bearer {new_key('read')}"}
    with server(API_LIMIT_PARTNER=str(LIMIT), API_LIMIT_ANONYMOUS=str(LIMIT)) as port:
        paid = hammer(port, partner)
        [(_status, _left, etag)] = ask(port, 1, {})
        free = hammer(port, {"If-None-Match": etag})
        [(status, left, _etag)] = ask(port, 1, {})

    assert Counted(status for status, _left, _etag in paid) == {200: LIMIT, 429: AT_ONCE * EACH - LIMIT}
    told = sorted(left for status, left, _etag in paid if status == 200)
    assert told == [*range(LIMIT)]  # each number once
    assert Counted(status for status, _left, _etag in free) == {304: AT_ONCE * EACH}
    assert (status, left) == (200, LIMIT - 2)
