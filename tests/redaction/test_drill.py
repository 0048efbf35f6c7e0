"""A drill over fifty names: only what was ticked is gone, and stays gone, whatever is done with the records then.

Published again, imported again, made into bulk files, restored from a backup into another database.
"""

import hashlib
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command

from agreements.models import Signatory
from exports.dumps.builder import build_dump
from exports.dumps.manifest import MANIFEST_NAME
from interchange.actions import import_files, import_to_desk
from interchange.problems import ImportFailed
from redaction.models import Redaction
from register.models import Entry
from register.publishing import publish
from tests.interchange.emptying import exported
from tests.redaction.drill import (
    MARKER,
    Drill,
    all_rows,
    expected,
    expected_rows,
    history,
    make_drill,
    places_of,
)
from tests.redaction.restoring import dump_database, restored_database
from tests.redaction.working import redact
from tests.register.recount import assert_equal, assert_same_as_recount
from tests.tables import contents

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.DUMPS_ROOT, settings.REDACTION_LOG = tmp_path / "dumps", str(tmp_path / "redactions.json")
    return tmp_path


@pytest.mark.long  # a quick run has each of these steps on its own, and any order of acts
@pytest.mark.parametrize("step", [24, 1])
def test_fifty_names(step, files):
    drill = make_drill(step)
    before, file = all_rows(), json.loads(exported())
    dump_database(files / "backup")
    build_dump()
    lines = json_lines()
    for name, record in drill.records.items():
        redact(name, ticked=places_of(name, record))

    assert_tables_are(expected_rows(before, list(drill.names)))
    assert MARKER in history()
    assert [
        name for name in drill.names if f"({json.dumps(name, ensure_ascii=False)[1:-1]})" in history()
    ] == []
    assert_same_as_recount()
    build_dump()
    assert_equal(json_lines(), {ref: expected_line(line, drill) for ref, line in lines.items()})
    assert_a_restored_database_is_the_same(files, drill)
    assert_imports_bring_nothing_back(file, drill)
    assert_typing_brings_nothing_back(drill)
    assert_publications_bring_nothing_back(drill)


def assert_tables_are(wanted: dict[str, list[dict]]) -> None:
    actual = all_rows()
    for table in wanted:
        assert [row for row in actual[table] if row not in wanted[table]] == [], table
        assert actual[table] == wanted[table], table
    assert actual.keys() == wanted.keys()


# Bulk files


def json_lines() -> dict[str, dict]:
    """The records of the last bulk files, by reference."""
    paths = [path for path in dump_paths() if path.suffix == ".jsonl" and not path.name.startswith("changes")]
    lines = [json.loads(line) for path in paths for line in path.read_text().splitlines()]
    return {line["ref"]: line for line in lines}


def dump_paths() -> list[Path]:
    return sorted(Path(settings.DUMPS_ROOT).glob("*/*"))


def expected_line(line: dict, drill: Drill) -> dict:
    """The line after the redactions, its hash reckoned anew."""
    record = expected(line["record"], list(drill.names))
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return {**line, "record": record, "sha256": hashlib.sha256(body.encode()).hexdigest()}


def dumped_texts() -> dict[str, str]:
    """Texts of all bulk files but for their moment; of the database, the statements that make it."""
    texts = {}
    for path in dump_paths():
        if path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as database:
                texts[path.name] = "\n".join(line for line in database.iterdump() if "changed_at" not in line)
        elif path.name != MANIFEST_NAME and not path.name.startswith("changes"):
            texts[path.name] = path.read_bytes().decode()
    return texts


def assert_no_file_holds_a_name(drill: Drill) -> None:
    """However quotes are written in files of its kind."""
    for path in dump_paths():
        content = path.read_bytes()
        for name in drill.names:
            escaped = json.dumps(name, ensure_ascii=False)[1:-1]
            spellings = {name, escaped, escaped.replace('"', '""'), name.replace('"', '""')}
            assert not any(f"({spelling})".encode() in content for spelling in spellings), (path.name, name)


# Whatever is done then


def assert_a_restored_database_is_the_same(files: Path, drill: Drill) -> None:
    """Restored from the backup of before, and the log applied: once, and again."""
    rows, texts = all_rows(), dumped_texts()
    assert_no_file_holds_a_name(drill)
    with restored_database(files / "backup"):
        assert Redaction.objects.count() == 0
        assert len(names_in(all_rows(), drill)) == len(drill.names)
        call_command("apply_redactions", source=settings.REDACTION_LOG, stdout=io.StringIO())
        assert Redaction.objects.count() == len(drill.names)
        assert_tables_are(rows)
        assert_same_as_recount()
        build_dump()
        assert_equal(dumped_texts(), texts)
        after = contents()
        call_command("apply_redactions", source=settings.REDACTION_LOG, stdout=io.StringIO())
        assert contents() == after
    assert_tables_are(rows)


def names_in(rows: dict[str, list[dict]], drill: Drill) -> set[str]:
    """The names that stand in round brackets in any row."""
    text = json.dumps(rows, ensure_ascii=False)
    return {name for name in drill.names if f"({json.dumps(name, ensure_ascii=False)[1:-1]})" in text}


def assert_imports_bring_nothing_back(file: dict, drill: Drill) -> None:
    """The file of before is refused record by record; where what is bad is left out, all of them are."""
    rows = all_rows()
    with pytest.raises(ImportFailed) as refused:
        import_to_desk([file], by=None, update=True)
    assert sum("redacted here" in problem.reason for problem in refused.value.problems) >= len(drill.names)
    import_files([file], publish=True, skip_bad=True, update=True, by=None)
    assert names_in(all_rows(), drill) == set()
    assert_tables_are(rows)


def assert_typing_brings_nothing_back(drill: Drill) -> None:
    """As printed, where it stood."""
    for name, record in drill.records.items():
        redacted = Signatory.objects.filter(agreement=record, name_as_written=MARKER)
        keys = list(redacted.values_list("pk", flat=True))
        redacted.update(name_as_written=name)
        with pytest.raises(ValidationError, match="redacted here"):
            publish(record, by=None)
        Signatory.objects.filter(pk__in=keys).update(name_as_written=MARKER)


def assert_publications_bring_nothing_back(drill: Drill) -> None:
    """Every record with an edit: the new versions are those of before but for the edit."""
    bodies = {ref: json.loads(body) for ref, body in Entry.objects.values_list("ref", "body")}
    for record in drill.everything:
        record.texts.filter(language="ko").update(title="세 번째 각서")
    versions = publish(*drill.everything, by=None)

    assert len(versions) == len(drill.everything)
    for version in versions:
        texts = bodies[version.ref]["texts"]
        for text in texts:
            text["title"] = "세 번째 각서" if text["language"] == "ko" else text["title"]
        assert json.loads(version.body) == bodies[version.ref]
    assert names_in(all_rows(), drill) == set()
    assert_same_as_recount()
    build_dump()
    assert_no_file_holds_a_name(drill)
