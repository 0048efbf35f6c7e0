"""A database of an earlier release, with what it held: ``migrate`` leads it to the tables of today."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from devtools import binaries, postgres
from tests.interchange.test_killed_imports import database_url
from tests.surface import public_world

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = sorted((Path(__file__).parent / "kept_databases").glob("*.sql.gz"))
DATABASE = "of_an_earlier_release"
# what only these tests, or another release of PostgreSQL, have
_ODD = ("\\restrict", "\\unrestrict", "SET transaction_timeout", "--", "ALTER DATABASE")
UPGRADE = """
from django.core.management import call_command
for command in ("migrate", "rebuild_register", "check_desk"):
    call_command(command, verbosity=0)
"""


def program(name: str) -> Path:
    return binaries.find(postgres.state_directory() / "postgres", binaries.server_user())[0] / name


def dumped(url: str, *options: str) -> str:
    """The database as SQL, without what differs between two of one content."""
    dump = [program("pg_dump"), "--no-owner", "--no-privileges", *options, url]
    text = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
    # triggers that these tests switch off, to empty tables
    lines = (line for line in text.splitlines() if "DISABLE TRIGGER" not in line)
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(_ODD))


@contextmanager
def database_with(sql: str) -> Iterator[str]:
    """The URL of a database of this content, beside that of the tests."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    url = database_url().replace(f"/{connection.settings_dict['NAME']}?", f"/{DATABASE}?")
    try:
        load = [program("psql"), "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", url]
        subprocess.run(load, input=sql, text=True, check=True)
        yield url
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_an_earlier_database_is_led_to_the_tables_of_today(kept):
    with database_with(gzip.decompress(kept.read_bytes()).decode()) as url:
        environment = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
        shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", UPGRADE]
        subprocess.run(shell, cwd=settings.BASE_DIR, env=environment | {"DATABASE_URL": url}, check=True)
        upgraded = dumped(url, "--schema-only")

    assert loaded_again(upgraded) == loaded_again(dumped(database_url(), "--schema-only"))


def loaded_again(sql: str) -> str:
    """The same tables, with conditions as PostgreSQL writes those that it has once read as SQL."""
    with database_with(sql) as url:
        return dumped(url, "--schema-only")


@pytest.mark.skipif(os.environ.get("REWRITE") != "upgrade", reason="keeps a database: before a release")
def test_keep_a_database_of_this_release():
    """``RELEASE=1.0 REWRITE=upgrade ./dev test tests/test_upgrade.py``: of its tables, and a record of each kind."""
    public_world()
    folder = Path(__file__).parent / "kept_databases"
    folder.mkdir(exist_ok=True)

    kept = gzip.compress(dumped(database_url()).encode(), mtime=0)

    (folder / f"{os.environ['RELEASE']}.sql.gz").write_bytes(kept)
