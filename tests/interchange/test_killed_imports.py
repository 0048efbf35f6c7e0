"""An import that is killed: nothing of it is there, or all of it; run again it completes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection

from core.locks import PUBLISHING_LOCK
from register.models import Version
from tests.interchange.emptying import empty, everything

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "an import that may be killed"  # how the database's list of clients tells it from us


def database_url() -> str:
    database = connection.settings_dict
    login = quote(database["USER"], safe="")
    if database["PASSWORD"]:
        login += ":" + quote(database["PASSWORD"], safe="")
    options = database["OPTIONS"] | ({"host": database["HOST"]} if database["HOST"] else {})
    where = f":{database['PORT']}" if database["PORT"] else ""
    plain = {name: value for name, value in options.items() if isinstance(value, (str, int))}
    return f"postgresql://{login}@{where}/{quote(database['NAME'])}?{urlencode(plain)}"


def start(path):
    environment = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_records", path, "--publish"],
        cwd=settings.BASE_DIR,
        env=environment | {"DATABASE_URL": database_url(), "PGAPPNAME": NAME},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def clients(condition="true") -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM pg_stat_activity WHERE application_name = %s AND {condition}", [NAME]
        )
        return cursor.fetchone()[0]


def wait_for(is_so, seconds=60):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def run(path) -> float:
    """Import to the end. Returns the seconds that it took from its first transaction on."""
    process = start(path)
    wait_for(lambda: clients("xact_start IS NOT NULL") or process.poll() is not None)
    begun = time.monotonic()
    _out, complaints = process.communicate(timeout=600)
    assert (process.returncode, complaints.decode()) == (0, "")
    return time.monotonic() - begun


def run_and_kill(path, after: float) -> None:
    """Import, and kill -9 so many seconds after the first transaction began."""
    process = start(path)
    wait_for(lambda: clients("xact_start IS NOT NULL") or process.poll() is not None)
    time.sleep(after)
    process.kill()
    process.communicate(timeout=60)
    wait_for(lambda: clients() == 0)


@contextmanager
def publishing_held_up():
    """Inside, whoever wants to publish waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PUBLISHING_LOCK])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [PUBLISHING_LOCK])


def write_rows(path, count: int) -> None:
    """A file whose parts have keys, so that every import of it stores the same."""
    rows = {
        "sources": [{"id": "list", "title": "A list"}],
        "organizations": [{"id": f"o{n}", "name": f"Organization {n}"} for n in range(count // 2)],
        "agreements": [
            {
                "id": f"a{n}",
                "texts": [{"key": "txt222", "language": "en", "title": f"Agreement {n}"}],
                "involvements": [{"key": "ptx222", "organization": f"o{n}"}],
                "milestones": [{"id": "signed", "key": "sgn222", "kind": "signed", "on": "2020"}],
                "citations": [{"key": "ctn222", "source": "list", "facts": ["milestones/signed/on"]}],
            }
            for n in range(count // 2)
        ],
    }
    path.write_text(json.dumps(rows), encoding="utf-8")


def test_an_import_that_is_killed_between_recording_and_publishing_leaves_nothing_and_completes_when_run_again(
    tmp_path,
):
    path = tmp_path / "rows.json"
    write_rows(path, 6)
    nothing = everything()

    with publishing_held_up():
        process = start(path)
        wait_for(lambda: clients("wait_event = 'advisory'") or process.poll() is not None)
        process.kill()
        process.communicate(timeout=60)
    wait_for(lambda: clients() == 0)

    assert everything() == nothing
    assert process.returncode == -signal.SIGKILL
    run(path)
    assert Version.objects.count() == 6


@pytest.mark.long
@pytest.mark.parametrize(("rows", "kills"), [(60, 1), (10_000, 20)], ids=["few", "many"])
def test_a_killed_import_leaves_nothing_or_everything_and_completes_when_run_again(tmp_path, rows, kills):
    path = tmp_path / "rows.json"
    write_rows(path, rows)
    nothing = everything()
    seconds = run(path)
    whole = everything()
    assert Version.objects.count() == rows // 2 * 2
    chance = random.Random(rows)
    left = []

    for number in range(
        kills
    ):  # one in each stretch of the way: of many the last ones fall while it publishes
        empty()
        run_and_kill(path, after=(number + chance.random()) / (kills + 1) * seconds)
        left.append(everything())

    assert [row for row in left if row not in (nothing, whole)] == []
    assert nothing in left
    run(path)
    assert everything() == whole
