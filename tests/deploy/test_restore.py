"""A restore to a moment in a clean Debian: tables and files as they were, and nothing redacted since comes back."""

import logging
import time

import pytest

pytestmark = pytest.mark.long
log = logging.getLogger(__name__)

HASHES = """
    SELECT relname, (xpath('/row/h/text()', query_to_xml(format(
        'SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), chr(10))) AS h FROM %I AS t', relname
    ), false, true, '')))[1]
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p'
    ORDER BY relname
"""
# Each change is published; the first also attaches a file.
CHANGE = """
import io
from PIL import Image
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from core.stored_files import store_file
from organizations.models import Organization
from register.publishing import publish
organization = Organization.objects.get(ref="O1")
organization.website = "https://example.org/{number}"
organization.save()
publish(organization, by=None)
picture = io.BytesIO()
Image.new("L", ({number}, 1)).save(picture, "PNG")
store_file(default_storage, ContentFile(picture.getvalue(), name="{number}.png"))
"""
HIDE = """
from people.actions import hide_person
from people.models import Person
person = Person.objects.get(ref="P1")
print(person.name)
hide_person(person=person, reason="asked", basis="Art. 17", public_reason={"en": "On request."}, by=None)
"""


@pytest.fixture
def backed_up(installed):
    """The demonstration, with a backup of it."""
    installed.run("entente-manage", "demo")
    installed.run("entente-backup", "full")
    return installed


def sql(root, query) -> str:
    return root.run("runuser", "-u", "postgres", "--", "psql", "-tA", "-c", query, "entente")


def python(root, code) -> str:
    return root.run("entente-manage", "shell", "--no-imports", "-c", code)


def files(root) -> str:
    """Every attached file and its hash; of folders, too, account and rights."""
    of_files, of_all = "find . -type f -exec sha256sum {} +", "find . -exec stat -c '%n %U %a' {} +"
    return root.run("sh", "-c", f"cd /var/lib/entente/files && ({of_files}; {of_all}) | sort")


def places_of(root, name: str) -> int:
    dump = 'runuser -u postgres -- pg_dump --data-only entente | grep --count --fixed-strings -- "$0" || true'
    return int(root.run("sh", "-c", dump, name))


def test_a_moment_is_restored_whole_and_what_was_redacted_since_is_redacted_again(backed_up):
    root = backed_up
    python(root, CHANGE.format(number=1))
    root.run("entente-backup", "files")
    tables, attached, moment = sql(root, HASHES), files(root), sql(root, "SELECT clock_timestamp()").strip()
    assert "register_version|" in tables
    time.sleep(2)
    python(root, CHANGE.format(number=2))
    before = places_of(root, sql(root, "SELECT name FROM people_person WHERE ref = 'P1'").strip())
    name = python(root, HIDE).strip()
    redacted = places_of(root, name)
    python(root, CHANGE.format(number=3))
    last_id = int(sql(root, "SELECT max(id) FROM register_version"))
    assert before > redacted
    sql(root, "SELECT pg_switch_wal()")
    root.run("runuser", "-u", "postgres", "--", "pgbackrest", "--stanza=entente", "check")

    root.run("pg_ctlcluster", "17", "main", "stop", "--mode", "immediate")
    root.run("sh", "-c", "rm -rf /var/lib/postgresql/17/main/* /var/lib/entente/files")
    began = time.monotonic()
    root.run("entente-restore", moment)
    restored = time.monotonic() - began

    assert sql(root, HASHES) == tables
    assert files(root).splitlines() == attached.splitlines()
    assert places_of(root, name) > redacted

    root.run("entente-manage", "move_change_ids")
    root.run("entente-manage", "apply_redactions", "--from", "/var/lib/entente/redactions/log")
    root.run("entente-manage", "check_files")
    log.warning("Restored in %.0f s, ready after %.0f s.", restored, time.monotonic() - began)

    assert places_of(root, name) == redacted
    python(root, CHANGE.format(number=4))
    assert int(sql(root, "SELECT max(id) FROM register_version")) > last_id
    ids = sql(
        root, f"SELECT count(*) FROM register_version WHERE published_at > '{moment}' AND id <= {last_id}"
    )
    assert int(ids) == 0, "no change since the moment has an id that was given out before"
