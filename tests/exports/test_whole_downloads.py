"""Exports of a real server: no timeout of a worker ends them, no page waits for them, and one that broke shows it."""

import http.client
import json
import os
import signal
import time
from http.client import IncompleteRead
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from register.publishing import publish
from tests import factories as make
from tests.interchange.test_killed_imports import database_url
from tests.own_database import free_port, running, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
RECORDS, TIMEOUT = 60, 1
# together more than the buffers between a server and a client that reads nothing hold
ENLARGE = f"""
    UPDATE register_entry SET body = regexp_replace(body, '^{{', '{{"x": "{"x" * 500_000}", ')
"""


@pytest.fixture
def server(tmp_path):
    """``(port, process)`` of one worker with the threads of the server of exports, on the database of these tests."""
    publish(*(make.OrganizationFactory() for _number in range(RECORDS)), by=None)
    with connection.cursor() as cursor:
        cursor.execute(ENLARGE)
    port = free_port()
    variables = {
        "DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY, "DEBUG": "0", "SECURE_SSL_REDIRECT": "0",
        "ALLOWED_HOSTS": "127.0.0.1", "WEB_CONCURRENCY": "1", "WEB_THREADS": "2",
    }  # fmt: skip
    command = ("-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}", f"--timeout={TIMEOUT}")
    with running(*command, log=tmp_path / "log", **variables) as process:
        wait_for(lambda: answers(port))
        yield port, process


def answers(port: int) -> bool:
    try:
        return get(port, "/healthz").read() == b"ok\n"
    except OSError:
        return False


def get(port: int, address: str) -> http.client.HTTPResponse:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    client.request("GET", address)
    response = client.getresponse()
    assert response.status == 200
    return response


@pytest.mark.long
def test_an_export_outlasts_the_timeout_of_its_worker_and_shows_where_it_broke(server):
    port, process = server
    slow = get(port, "/organizations/export.json")
    begun = slow.read(1)
    [worker] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()

    time.sleep(3 * TIMEOUT)
    assert answers(port)  # beside it, in the same worker
    content = begun + slow.read()

    assert len(json.loads(content)["results"]) == RECORDS
    broken = get(port, "/organizations/export.json")
    broken.read(1)
    os.kill(int(worker), signal.SIGKILL)
    with pytest.raises(IncompleteRead):
        broken.read()
