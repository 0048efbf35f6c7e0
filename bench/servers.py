"""The servers that are measured: ours and the references under the same gunicorn, on ports from ``BENCH_PORT`` on."""

import glob
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bench.references import datasette, environment
from devtools import postgres

WORKERS = 2
_FIRST_PORT = int(os.environ.get("BENCH_PORT", "8110"))
_PATIENCE = 60  # seconds until a server answers
# As in production, without what a plain http address on this computer cannot have; nobody is limited.
_OURS = {
    "DEBUG": "0", "SECURE_SSL_REDIRECT": "0", "ALLOWED_HOSTS": "localhost", "SITE_URL": "http://localhost",
    "API_LIMIT_ANONYMOUS": "0", "SEARCH_LIMIT": "0", "FILES_LIMIT": "0", "RECONCILE_LIMIT": "0",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}  # fmt: skip


@dataclass
class Server:
    """A server that runs; ``process`` is the master of its workers."""

    port: int
    process: subprocess.Popen
    database: int = 0  # the process of the PostgreSQL that it asks; 0 for none

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path, headers={"Host": "localhost", **headers})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def processor_milliseconds(self) -> float:
        """Processor time that the server has taken, and its database."""
        return sum(map(_processor_milliseconds, (self.process.pid, self.database)))

    def megabytes_of_workers(self) -> list[float]:
        """Proportional set size (PSS) of each worker."""
        return [_pss(pid) for pid in _children(self.process.pid)]


@dataclass
class Servers:
    ours: Server
    unkept: Server  # ours, without pages that were kept
    plain: Server
    drf: Server
    datasette: Server


@contextmanager
def running(size_directory: Path, cluster: postgres.Cluster) -> Iterator[Servers]:
    """All of them, as long as we are inside."""
    interpreter = environment.python(size_directory.parent)
    database = size_directory / "datasette" / "entente.db"
    database.parent.mkdir(exist_ok=True)
    if not database.exists():
        datasette.write_database(database, cluster.url())
    collected = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(collected, check=True, env={**os.environ, **_OURS})
    ours = {**_OURS, "DATABASE_URL": cluster.url(postgres.DESK)}
    reader = {"DATABASE_URL": cluster.url(), "DJANGO_SETTINGS_MODULE": "bench.references.drf_settings"}
    with ExitStack() as stack:
        log = stack.enter_context((size_directory / "servers.log").open("w"))

        postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])

        def start(number: int, command: list[str], **variables: str) -> Server:
            database = postmaster if variables else 0
            return stack.enter_context(_server(_FIRST_PORT + number, command, variables, log, database))

        yield Servers(
            ours=start(0, _gunicorn("config.wsgi", 0), **ours),
            unkept=start(
                4, _gunicorn("config.wsgi", 4), **ours | {"DJANGO_SETTINGS_MODULE": "bench.unkept_settings"}
            ),
            plain=start(1, _gunicorn("bench.references.plain_app", 1), **reader),
            drf=start(2, _gunicorn("django.core.wsgi:get_wsgi_application()", 2), **reader),
            datasette=start(3, datasette.command(interpreter, database, _FIRST_PORT + 3)),
        )


def _gunicorn(application: str, number: int) -> list[str]:
    where = ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{_FIRST_PORT + number}", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", application, *where, "--log-level", "warning"]


@contextmanager
def _server(
    port: int, command: list[str], variables: dict[str, str], log: IO, database: int
) -> Iterator[Server]:
    process = subprocess.Popen(command, env={**os.environ, **variables}, stdout=log, stderr=log)
    server = Server(port, process, database)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait_for(server: Server) -> None:
    for _attempt in range(_PATIENCE * 4):
        with suppress(OSError):
            server.get("/nothing-here")
            return
        if server.process.poll() is not None:
            break
        time.sleep(0.25)
    raise SystemExit(f"{' '.join(server.process.args)} does not answer.")


def _processor_milliseconds(pid: int) -> float:
    """Of a process with all its threads and children, also of children that have ended."""
    if not pid:
        return 0.0
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ended = 1000 * (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        tasks = [Path(path).read_text() for path in glob.glob(f"/proc/{pid}/task/*/schedstat")]
        own = sum(int(task.split()[0]) for task in tasks) / 1e6
        return ended + own + sum(map(_processor_milliseconds, _children(pid)))
    return 0.0  # it has just ended


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for tasks in glob.glob(f"/proc/{pid}/task/*/children")
        for child in Path(tasks).read_text().split()
    ]


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1000
    return 0.0
