"""A PostgreSQL of a test's own, which it may stop and start, and servers that use it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from devtools import postgres
from tests.interchange.test_killed_imports import database_url


class OwnDatabase(postgres.Cluster):
    """A throw-away server with a copy of the database of these tests."""

    def shut(self) -> None:
        self.run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-w", "-s")

    def copy_from_tests(self) -> None:
        dump = [self.programs / "pg_dump", "--no-privileges", database_url()]
        load = [self.programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.url()]
        with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
            subprocess.run(load, stdin=dumping.stdout, stdout=subprocess.DEVNULL, check=True)
        assert dumping.returncode == 0


@contextmanager
def own_database() -> Iterator[OwnDatabase]:
    """A running server with a copy of what these tests have committed."""
    state = postgres.state_directory()
    cluster = OwnDatabase(state / f"throwaway-{os.getpid()}-own", is_throwaway=True)
    with postgres.locked(state / "gate"):
        cluster.join()
        cluster.start()
    try:
        cluster.copy_from_tests()
        yield cluster
    finally:
        cluster.leave()
        cluster.stop()


@contextmanager
def running(*command: str, log: Path, **variables: str) -> Iterator[subprocess.Popen]:
    """``python …`` on the database that the variables name, its words in a file."""
    environment = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
    with log.open("wb") as words:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=settings.BASE_DIR, env=environment | variables,
            stdout=words, stderr=words,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def fetch(address: str, headers: dict[str, str], *, method: str = "GET"):
    """Status, headers and content of the answer, whatever its status."""
    request = urllib.request.Request(address, headers=headers, method=method)
    try:
        with urllib.request.build_opener(NoRedirects).open(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as response:
        return response.code, response.headers, response.read()


def wait_for(is_so, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
