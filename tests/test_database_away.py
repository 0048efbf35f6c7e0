"""A database that stops and starts again: a 503 from every address meanwhile, and afterwards all goes on by itself."""

import json
import os
from http.cookies import SimpleCookie
from urllib.error import URLError

import psycopg
import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.own_database import fetch, free_port, own_database, running, wait_for
from tests.surface import addresses, public_world

# One of each room; all of them where there is time.
SOME = [
    "/", "/ko/", "/healthz", "/readyz", "/metrics", "/robots.txt", "/favicon.ico", "/agreements/", "/ko/agreements/",
    "/agreements/A1/canonical", "/ko/organizations/O1/canonical", "/search?q=memorandum", "/agreements/export.csv",
    "/agreements/export.atom",
    "/api/v1/agreements/", "/api/v1/changes/", "/api/v1/me", "/reconcile", "/reconcile/suggest/entity?prefix=mem",
    "/data/manifest.json", "/sitemap.xml", "/report/A1/",
]  # fmt: skip
# They say something without the database: themselves, or that there is no such thing.
WITHOUT_DATABASE = {"/healthz", "/robots.txt", "/metrics"}
TOKEN = "a token of tests"
OF_STAFF = ["/admin/", "/admin/agreements/agreement/", "/accounts/", "/ko/admin/", "/ko/accounts/"]


@pytest.fixture
def logged_in(transactional_db):
    """The cookies of an administrator, in a register with a record of each kind."""
    public_world()
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in SimpleCookie(client.cookies).items())


@pytest.fixture
def server(logged_in, tmp_path):
    """``(database, ask, worker_log)``: a server as in production with its worker; ``ask`` gives an answer."""
    port = free_port()
    with own_database() as database:
        where = {
            "DATABASE_URL": database.url(),
            "REQUIRE_MFA": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "0",
        }
        where |= {"DJANGO_SETTINGS_MODULE": "tests.settings_without_collected_files"}
        where |= {"SITE_URL": f"http://127.0.0.1:{port}", "SECRET_KEY": os.environ["SECRET_KEY"]}
        where |= {"SEARCH_LIMIT": "0", "FILES_LIMIT": "0", "RECONCILE_LIMIT": "0"}
        where |= {"METRICS_TOKEN": TOKEN, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "WEB_CONCURRENCY": "2"}
        gunicorn = (
            "-m",
            "gunicorn",
            "-b",
            f"127.0.0.1:{port}",
            "config.wsgi",
        )
        worker = ("manage.py", "db_worker", "--interval=0.1", "--worker-id=the-worker")

        def ask(address):
            headers = (
                {"Cookie": logged_in, "Authorization": f"Bearer {TOKEN}"} if "/api/" not in address else {}
            )
            return fetch(f"http://127.0.0.1:{port}{address}", headers)

        def answers():
            try:
                return ask("/healthz")[0] == 200
            except (URLError, ConnectionError):
                return False

        log, worker_log = tmp_path / "server", tmp_path / "worker"
        with running(*gunicorn, log=log, **where), running(*worker, log=worker_log, **where):
            wait_for(answers)
            yield database, ask, worker_log


@pytest.mark.long  # a quick run has tests/pages/test_health.py: what is answered, without a server
@pytest.mark.parametrize("kinds", ["some", "all"])
def test_every_address_answers_503_while_the_database_is_away_and_goes_on_afterwards(server, kinds):
    database, ask, worker_log = server
    every = [*(SOME if kinds == "some" else addresses()), *OF_STAFF]
    before = {address: ask(address)[0] for address in every}
    assert {ask(address)[0] for address in OF_STAFF} == {200}

    database.shut()
    away = {address: ask(address) for address in every}
    wait_for(lambda: b"The database is away" in worker_log.read_bytes())

    odd = {
        address: status for address, (status, *_rest) in away.items() if status not in (503, before[address])
    }
    assert odd == {}
    assert {address for address in WITHOUT_DATABASE if away[address][0] == 200} == WITHOUT_DATABASE
    assert b"entente_database_up 0.0" in away["/metrics"][2]
    for address, (status, headers, content) in away.items():
        if status != 503:
            continue
        assert int(headers["Retry-After"]) > 0, address
        assert "no-store" in headers["Cache-Control"], address
        if address.startswith(("/api/", "/reconcile")):
            assert headers["Content-Type"] == "application/problem+json", address
            assert json.loads(content)["code"] == "unavailable"

    database.start()

    assert {address: ask(address)[0] for address in every} == before
    figures = ask("/metrics")[2].decode()
    assert "entente_database_up 1.0" in figures
    assert (
        'entente_requests_total{method="GET",route="site:home",status="503"} 2.0' in figures
    )  # whichever worker
    task_ends(database)


def task_ends(database):
    """A task that is queued now is done by the worker that was there before."""
    with psycopg.connect(database.url(), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO django_tasks_database_dbtaskresult"
            " (id, status, enqueued_at, args_kwargs, priority, task_path, worker_ids, queue_name, backend_name,"
            "  run_after, exception_class_path, traceback)"
            " VALUES (gen_random_uuid(), 'READY', now(), '{\"args\": [], \"kwargs\": {}}', 0,"
            "  'webhooks.tasks.deliver', '[]', 'default', 'default', now(), '', '')"
        )
        state = "SELECT status FROM django_tasks_database_dbtaskresult ORDER BY enqueued_at DESC LIMIT 1"
        wait_for(lambda: connection.execute(state).fetchone()[0] == "SUCCESSFUL")
