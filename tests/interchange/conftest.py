"""The demonstration, recorded once for all tests that only read it, and runs of the command that imports."""

import json
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from agreements.models import AgreementText
from interchange.management.commands.demo import make_demo_records
from interchange.schema import MODELS
from register.models import Entry, Version


@dataclass
class Demo:
    """What the demonstration left behind: bodies by reference, references by id, what each run published."""

    bodies: dict[str, dict]
    refs: dict[str, str]
    runs: list[list[tuple[str, int, str]]]
    counts: list[int]
    desk: dict[str, tuple[str, bool]]
    citations: list[tuple[str, str, list[str]]]
    edited_summary: str

    def body(self, record_id: str) -> dict:
        return self.bodies[self.refs[record_id]]


@pytest.fixture(scope="session")
def demo(django_db_setup, django_db_blocker) -> Demo:
    with django_db_blocker.unblock(), transaction.atomic():
        patch = pytest.MonkeyPatch()
        patch.setattr(settings, "PUBLIC_QUOTATION_WORDS", 12)  # as ./dev run has it
        counts, runs = [], []
        for again in (False, False, True):
            counts.append(make_demo_records(again=again))
            runs.append(list(Version.objects.order_by("pk").values_list("ref", "number", "sha256")))
        records = [
            record for kind, model in MODELS.items() if kind != "sources" for record in model.objects.all()
        ]
        demo = Demo(
            bodies={entry.ref: json.loads(entry.body) for entry in Entry.objects.all()},
            refs={record.external_id: record.ref for record in records},
            runs=runs,
            counts=counts,
            desk={record.external_id: (record.editorial_state, record.is_edited) for record in records},
            citations=[
                (record.ref, citation.key, citation.facts)
                for record in records if hasattr(record, "citations")
                for citation in record.citations.all()
            ],
            edited_summary=AgreementText.objects.get(
                agreement__external_id="demo-exchange", language="en"
            ).summary,
        )  # fmt: skip
        patch.undo()
        transaction.set_rollback(True)
    return demo


@pytest.fixture
def run(tmp_path, capsys):
    """``run(file, "--publish")``: exit code, what was printed, what was complained of."""

    def run(*arguments):
        code, path = 0, tmp_path / "list.json"
        files = [row for row in arguments if isinstance(row, dict)]
        if files:
            path.write_text(json.dumps(files[0]), encoding="utf-8")
        try:
            call_command("import_records", str(path), *(row for row in arguments if isinstance(row, str)))
        except CommandError as error:
            code, last = error.returncode, str(error)
        printed = capsys.readouterr()
        complaints = printed.err.splitlines()
        return code, printed.out.splitlines(), complaints if not code else [*complaints, last]

    return run
