"""Bulk files: whole, of one moment, true to their hashes, and gone when something in them must go."""

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import threading
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import override

from exports.dumps import builder, manifest
from people.actions import hide_person
from register.models import Entry, Version
from register.publishing import publish, withdraw
from tests import factories as make
from tests.exports.conftest import PLURALS
from tests.redacted_texts import redact

pytestmark = pytest.mark.django_db

NAMES = {
    *(f"{plural}.jsonl" for plural in PLURALS),
    *(f"{plural}.{code}.csv" for plural in PLURALS for code in ("en", "ko")),
    "register.sqlite",
}


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    return settings.DUMPS_ROOT


@pytest.fixture
def database(root):
    """``database("SELECT …")``: what the SQLite file answers."""
    connections = []

    def ask(sql: str, *values):
        made = manifest.last_manifest()
        connections.append(sqlite3.connect(made.path_of(made.find_file("register.sqlite"))))
        return connections[-1].execute(sql, values).fetchall()

    yield ask
    for connection in connections:
        connection.close()


def make_dumps(**options) -> str:
    out = io.StringIO()
    call_command("make_dumps", stdout=out, **options)
    return out.getvalue()


def folders(root) -> list[str]:
    return [path.name for path in root.iterdir() if path.is_dir()]


def everything(root) -> bytes:
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("prefix", "sentence"), [("", "No files have been made yet."), ("/ko", "아직 만든 파일이 없습니다.")]
)
def test_without_a_dump_the_page_says_so_and_the_files_are_not_there(fetch, prefix, sentence):
    page = fetch(f"{prefix}/about/data").decode()

    assert "register.sqlite" not in page
    assert sentence in page
    fetch("/data/manifest.json", status=404)
    fetch("/data/register.sqlite", status=404)


def test_every_file_is_what_the_manifest_says(agreement, fetch, client):
    make_dumps()

    told = json.loads(fetch("/data/manifest.json"))

    assert {file["name"] for file in told["files"]} == NAMES
    for file in told["files"]:
        response = client.get(f"/data/{file['name']}")
        content = b"".join(response)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        assert response["Content-Type"] == file["media_type"]
        assert file["url"].endswith(f"/data/{file['name']}")
    assert told["cursor"] == Version.objects.last().pk
    assert told["changes"].endswith(f"/api/v1/changes/?after={told['cursor']}")
    assert json.loads(fetch(f"/api/v1/changes/?after={told['cursor']}"))["results"] == []
    assert (datetime.now(UTC) - datetime.fromisoformat(told["made_at"])).total_seconds() < 60


def test_json_lines_hold_every_record_byte_for_byte(fetch):
    titles = ['back\\slash "quoted"', "tab\tand\nline", "\\.", "한국어", "comma, 'and' \x02"]
    publish(*(make.AgreementFactory(titled=True, text__title=title) for title in titles), by=None)
    make_dumps()

    lines = fetch("/data/agreements.jsonl").decode().splitlines()

    assert {json.loads(line)["record"]["texts"][0]["title"] for line in lines} == {*titles}
    for line in lines:
        told = json.loads(line)
        entry = Entry.objects.get(ref=told["ref"])
        assert line.endswith(f',"record":{entry.body}}}')
        assert (told["kind"], told["version"], told["sha256"]) == ("agreement", 1, entry.sha256)
        assert datetime.fromisoformat(told["published_at"]) == entry.published_at
        assert hashlib.sha256(entry.body.encode()).hexdigest() == told["sha256"]


def test_json_lines_stand_in_the_order_of_references_whatever_was_published_last(fetch):
    agreements = [make.AgreementFactory(titled=True) for _number in range(11)]
    publish(*agreements, by=None)
    agreements[0].texts.update(title="Changed")
    publish(agreements[0], by=None)
    make_dumps()

    lines = fetch("/data/agreements.jsonl").decode().splitlines()

    assert [json.loads(line)["ref"] for line in lines] == [f"A{number}" for number in range(1, 12)]


@pytest.mark.parametrize(("code", "heading", "title"), [("en", "Title", "Accord"), ("ko", "제목", "협정")])
def test_tables_are_those_of_the_lists_in_each_language(agreement, fetch, code, heading, title):
    make_dumps()

    content = fetch(f"/data/agreements.{code}.csv")

    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row[heading] == title
    assert content == fetch(f"{'' if code == 'en' else '/ko'}/agreements/export.csv")


def test_the_database_is_sound_and_its_references_lead_somewhere(agreement, database):
    activity = make.ActivityFactory(titled=True)
    make.ActivityAgreementFactory(activity=activity, agreement=agreement)
    publish(activity, by=None)
    make_dumps()

    assert database("PRAGMA integrity_check") == [("ok",)]
    assert database("PRAGMA foreign_key_check") == []
    assert database("SELECT ref, title, form FROM records WHERE kind = 'agreement'") == [
        ("A1", "Accord", "mou")
    ]
    assert database(
        "SELECT name_as_written, role, title FROM parties JOIN records ON ref = organization ORDER BY parties.id"
    ) == [("Alpha", "party", "Alpha"), ("Beta", "funder", "Beta")]
    assert database("SELECT kind, edtf, earliest, latest FROM key_dates WHERE record = 'A1'") == [
        ("signed", "2020-05-13", "2020-05-13", "2020-05-13")
    ]
    assert database("SELECT state, start_earliest, end_latest FROM periods ORDER BY position") == [
        ("in_force", "2020-05-13", "2023-05-13"),
        ("expired", "2023-05-13", None),
    ]
    assert ("E1", "held_under", "A1") in database("SELECT from_record, kind, to_record FROM links")
    assert {*database("SELECT language, text FROM names WHERE record = 'A1'")} == {
        ("en", "Accord"),
        ("ko", "협정"),
    }
    assert dict(database("SELECT name, value FROM about"))["cursor"] == str(manifest.last_manifest().cursor)
    [[index]] = database("SELECT sql FROM sqlite_master WHERE name = 'records_fts'")
    assert 'content="records"' in index  # by this Datasette knows what it can search
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        database("INSERT INTO records SELECT NULL, " + ", ".join(COLUMNS) + " FROM records")


def test_the_files_are_the_same_whatever_language_is_active(agreement, database):
    with override("ko"):
        make_dumps()

    assert database("SELECT title, address FROM records WHERE ref = 'A1'") == [
        ("Accord", "http://testserver/agreements/A1")
    ]


COLUMNS = [
    "ref", "kind", "title", "address", "nature", "form", "bindingness", "country", "main_date", "signed_earliest",
    "signed_latest", "signed_qualifier", "version", "published_at", "body", "words",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("accord", {"A1"}), ("ACCORD", {"A1"}), ("alpha", {"A1", "O1"}), ("협정", {"A1"}), ("보건", {"A1", "T1"}),
        ("health", {"A1", "T1"}), ("gamma", set()),
    ],
)  # fmt: skip
def test_the_database_finds_words_in_both_languages(agreement, database, query, refs):
    make_dumps()

    found = database(
        "SELECT ref FROM records WHERE id IN (SELECT rowid FROM records_fts WHERE records_fts MATCH ?)", query
    )

    assert {ref for [ref] in found} == refs


def test_the_database_finds_korean_within_words(database):
    publish(make.AgreementFactory(titled=True, text__title="국가임상시험지원재단 협약"), by=None)
    make_dumps()

    for query in ("임상", "임상시험", "재단", "시험지원", "국가임상시험지원재단"):
        assert database("SELECT count(*) FROM records_fts WHERE records_fts MATCH ?", query) == [(1,)], query


def test_a_reference_to_what_is_not_public_any_more_is_words_only(agreement, database):
    beta = make.organizations.Organization.objects.get(name="Beta")
    gamma = make.PersonFactory(name="Gamma")
    make.InvolvementFactory(agreement=agreement, organization=None, person=gamma)
    publish(agreement, gamma, by=None)
    for record in (beta, gamma):
        withdraw(record, by=None, reason={"en": "By mistake."})

    make_dumps()

    assert database("SELECT organization, person, name_as_written FROM parties ORDER BY id") == [
        ("O1", None, "Alpha"),
        (None, None, "Beta"),
        (None, None, "Gamma"),
    ]
    assert database("PRAGMA foreign_key_check") == []


def test_a_redaction_takes_the_files_away_at_once_and_the_next_dump_is_without_the_words(
    agreement, fetch, root
):
    agreement.texts.filter(language="en").update(summary="A secret clause")
    publish(agreement, by=None)
    make_dumps()
    assert b"secret" in everything(root)

    redact(
        Version.objects.filter(ref="A1"), ["/texts/0/summary"], by=None, reason="asked", basis="PIPA art. 36"
    )

    fetch("/data/agreements.jsonl", status=404)
    fetch("/data/manifest.json", status=404)
    page = fetch("/about/data").decode()
    assert "They are being made again" in page
    assert "agreements.jsonl" not in page
    make_dumps()
    assert b"secret" not in everything(root)
    assert b"secret" not in fetch("/data/agreements.jsonl")
    assert len(folders(root)) == 1


def test_a_person_who_was_hidden_is_in_no_file(root, fetch):
    person = make.PersonFactory(name="Kim Canary")
    agreement = make.SignatoryFactory(
        agreement__titled=True, person=person, name_as_written="Kim Canary"
    ).agreement
    publish(agreement, by=None)
    make_dumps()
    assert b"Canary" in fetch("/data/people.jsonl")

    hide_person(
        person=person, reason="asked", basis="PIPA art. 36", public_reason={"en": "On request."}, by=None
    )

    fetch("/data/people.jsonl", status=404)
    make_dumps()
    assert b"canary" not in everything(root).lower()


def test_a_withdrawn_record_takes_the_files_away_until_the_next_dump(agreement, fetch):
    make_dumps()

    withdraw(agreement, by=None, reason={"en": "By mistake."})

    fetch("/data/agreements.jsonl", status=404)
    make_dumps()
    assert fetch("/data/agreements.jsonl") == b""


def test_other_publications_leave_the_files_where_they_are(agreement, fetch):
    make_dumps()

    publish(make.OrganizationFactory(), by=None)

    assert fetch("/data/agreements.jsonl")


def test_only_folders_of_dumps_are_removed(agreement, root):
    """What somebody put beside them stays: media, backups, copies of dumps, and links to any of them."""
    make_dumps()
    [first] = folders(root)
    beside = {
        "media/documents/a.pdf": b"pdf", "backups/20261129T000000-1/register.sql": b"sql", "unfinished/a.txt": b"a",
        "20260101T000000000000-9/notes.txt": b"looks like one", "empty.json/manifest.json": b"{}",
        "text/manifest.json": b"no JSON", "list/manifest.json": b"[1]", "binary/manifest.json": b"\xff\xfe",
        "app/manifest.json": b'{"name": "An app", "icons": []}', "notes.txt": b"a file",
    }  # fmt: skip
    for name, content in beside.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    shutil.copytree(root / first, root / "kept-for-the-archive")
    archive = root.parent / "archive"
    shutil.copytree(root / first, archive / first)
    (root / first).rename(root / "moved")
    (root / first).symlink_to(archive / first)

    make_dumps()
    make_dumps()

    assert {name: (root / name).read_bytes() for name in beside} == beside
    assert (root / "kept-for-the-archive" / "agreements.jsonl").exists()
    assert (root / "moved" / "agreements.jsonl").exists()
    assert (root / first / "agreements.jsonl").exists()
    assert len([name for name in folders(root) if name not in {*names_beside(beside), "moved", first}]) == 2


def names_beside(beside) -> set[str]:
    return {name.partition("/")[0] for name in beside}


def test_a_dump_that_is_broken_off_leaves_the_last_one(agreement, fetch, root, monkeypatch):
    make_dumps()
    before = fetch("/data/manifest.json"), folders(root)

    def fail(*args):
        raise DatabaseError("The connection was lost.")

    with monkeypatch.context() as patch:
        patch.setattr(builder.sqlite_writer, "write_sqlite", fail)
        with pytest.raises(DatabaseError):
            make_dumps()

    assert fetch("/data/manifest.json") == before[0]
    assert fetch("/data/agreements.jsonl")
    make_dumps()
    assert len(folders(root)) == 1


def test_nothing_is_made_when_nothing_has_changed(agreement):
    make_dumps(if_changed=True)
    first = manifest.last_manifest()

    assert make_dumps(if_changed=True) == "Nothing has changed.\n"
    assert manifest.last_manifest() == first
    publish(make.OrganizationFactory(), by=None)
    assert make_dumps(if_changed=True).startswith("20 files, ")
    assert manifest.last_manifest().cursor > first.cursor


def test_two_dumps_are_not_made_at_once(root):
    root.mkdir()

    with builder.dump_lock(root), pytest.raises(CommandError, match="Another make_dumps is running"):
        make_dumps()


def test_one_who_is_patient_waits_for_the_other(root):
    root.mkdir()
    had_its_turn = threading.Event()

    def wait():
        with builder.dump_lock(root, is_patient=True):
            had_its_turn.set()

    with builder.dump_lock(root):
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not had_its_turn.wait(0.2)
    waiting.join(timeout=10)

    assert had_its_turn.is_set()


def test_files_are_public_and_known_by_their_hash(agreement, client):
    make_dumps()
    got = client.get("/data/agreements.jsonl")
    content = b"".join(got)

    assert got["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'
    assert got["Content-Length"] == str(len(content))
    assert got["Accept-Ranges"] == "bytes"
    assert got["Cache-Control"].startswith("public, max-age=")
    assert "Vary" not in got.headers
    day = timezone.localdate(manifest.last_manifest().made).isoformat()
    assert got["Content-Disposition"] == f'attachment; filename="agreements-{day}.jsonl"'
    headed = client.head("/data/agreements.jsonl")
    assert {**headed.headers} == {**got.headers, "X-Request-ID": headed.headers["X-Request-ID"]}
    assert b"".join(headed) == b""
    again = client.get("/data/agreements.jsonl", headers={"if-none-match": got["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Type" not in again.headers
    dated = client.get("/data/agreements.jsonl", headers={"if-modified-since": got["Last-Modified"]})
    assert (dated.status_code, dated.content) == (304, b"")


def test_a_download_that_broke_off_is_resumed(agreement, client):
    make_dumps()
    got = client.get("/data/agreements.jsonl")
    content, etag = b"".join(got), got["ETag"]
    size = len(content)

    def part(span, **headers):
        response = client.get("/data/agreements.jsonl", headers={"range": span, **headers})
        return response.status_code, response.headers.get("Content-Range"), b"".join(response)

    assert part("bytes=10-") == (206, f"bytes 10-{size - 1}/{size}", content[10:])
    assert part("bytes=10-19", if_range=etag) == (206, f"bytes 10-19/{size}", content[10:20])
    assert part("bytes=-7") == (206, f"bytes {size - 7}-{size - 1}/{size}", content[-7:])
    assert part(f"bytes=0-{size + 9}") == (206, f"bytes 0-{size - 1}/{size}", content)
    for unreachable in (f"bytes={size}-", "bytes=-0"):
        assert part(unreachable) == (416, f"bytes */{size}", b"")
    whole = (200, None, content)
    for ignored in ("bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=-", "bytes=１-2"):
        assert part(ignored) == whole
    assert part("bytes=10-", if_range='"of another dump"') == whole
    assert part("bytes=10-", if_none_match=etag)[0] == 304
    headed = client.head("/data/agreements.jsonl", headers={"range": "bytes=10-"})
    assert (headed.status_code, headed["Content-Length"], b"".join(headed)) == (200, str(size), b"")
    resumed = client.get("/data/agreements.jsonl", headers={"range": "bytes=10-"})
    assert (resumed["ETag"], resumed["Content-Length"]) == (etag, str(len(b"".join(resumed))))


@pytest.mark.parametrize(
    "name", ["manifest.json.part", "..%2Fmanifest.json", ".lock", "register.sqlite-journal", "x"]
)
def test_nothing_else_in_the_folder_is_given_out(agreement, fetch, name):
    make_dumps()

    fetch(f"/data/{name}", status=404)


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_each_figure_of_a_file_stands_in_its_own_column(agreement, fetch, prefix):
    make_dumps()

    page = fetch(f"{prefix}/about/data").decode()

    rows = re.findall(r'<tr><th scope="row"><a href="/data/([^"]+)">.*?</th>(.*?)</tr>', page, re.DOTALL)
    shown = {name: re.findall(r"<td[^>]*>(.*?)</td>", cells) for name, cells in rows}
    for name in NAMES:
        content, (records, size, digest) = fetch(f"/data/{name}"), shown[name]
        with override("ko" if prefix else "en"):
            assert size == filesizeformat(len(content))
        assert digest == hashlib.sha256(content).hexdigest()
        if name.endswith("jsonl"):
            assert records == str(len(content.splitlines()))


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_the_page_lists_every_file_with_size_and_hash(agreement, fetch, prefix):
    make.SiteProfileFactory(
        license_name="CC BY 4.0", license_url="https://creativecommons.org/licenses/by/4.0/"
    )
    make_dumps()

    page = fetch(f"{prefix}/about/data").decode()

    files = manifest.last_manifest().files
    assert {"register.sqlite", "agreements.en.csv", "people.jsonl"} <= {file.name for file in files}
    for file in files:
        assert f'<a href="/data/{file.name}">' in page
        assert file.sha256 in page
    assert f'<a class="address" href="/api/v1/changes/?after={manifest.last_manifest().cursor}">' in page
    assert (
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license noreferrer">CC BY 4.0</a>'
        in page
    )


def test_a_dump_needs_no_more_than_the_reading_role(agreement, as_reader):
    with as_reader():
        make_dumps()

    assert manifest.last_manifest().find_file("agreements.jsonl").records == 1
