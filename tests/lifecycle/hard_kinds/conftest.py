"""The kinds of agreement that are hard to tell: invented records, recorded and published once for each module."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import unescape
from pathlib import Path

import pytest
import time_machine
from django.db import connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from agreements.milestones_section import act_names
from agreements.page_context import record_context
from interchange.actions import import_files
from interchange.schema import MODELS
from lifecycle.periods import compute_periods
from lifecycle.sentences import reason_sentence
from lifecycle.state_labels import state_label
from pages.mentions import RecordDirectory, mentioned_refs
from pages.source_marks import FactSources
from register.models import Entry, Version
from tests.pages.conftest import words

HERE = Path(__file__).parent
LANGUAGES = {"en": "", "ko": "/ko"}  # code: prefix of the address
EVIDENCE = ("Latest evidence:", "최근 근거:")
AGE = re.compile(r" ?\((\d+ years? ago|\d+년 전)\)")


@dataclass
class HardKinds:
    """The records as the public sees them, by the ids of the files."""

    plurals: dict[str, str]
    refs: dict[str, str]

    def body(self, record_id: str) -> dict:
        return json.loads(Entry.objects.get(ref=self.refs[record_id]).body)

    def life(self, record_id: str) -> list[tuple]:
        """State, certainty, first day and last day but one of each period, in ISO 8601; None where unbounded."""
        return [
            (one.state, one.certainty, iso(one.start_earliest), iso(one.end_earliest))
            for one in compute_periods(self.body(record_id))
        ]

    def html(self, record_id: str, language: str = "en") -> str:
        address = f"{LANGUAGES[language]}/{self.plurals[record_id]}/{self.refs[record_id]}"
        return Client().get(address, follow=True).content.decode()

    def listed(self, address: str) -> str:
        return Client().get(address).content.decode()

    def page(self, record_id: str, language: str = "en", section: str = "") -> str:
        """The words of the page, or of the section that is headed by the element of this id."""
        html = self.html(record_id, language)
        if section:
            html = "<body>" + re.search(f'<section aria-labelledby="{section}".*?</section>', html, re.S)[0]
        return re.sub(r" (출처|source) \d+(, \w+)?", "", words(html))

    def status_lines(self, record_id: str, day: str) -> dict[str, list[str]]:
        """The status line of the page on a day, by language: the sentence, then the reasons.

        The API must say the same of that day; after its reasons the page may tell why the state lasts. The last
        evidence is a member of its own in the API, and a line of its own on the page: `evidence_line` gives it.
        """
        status = Client().get(f"/api/v1/agreements/{self.refs[record_id]}?on={day}").json()["status"]
        noon = datetime.combine(date.fromisoformat(day), time(3), tzinfo=UTC)
        lines_by_language = {}
        for language in LANGUAGES:
            with time_machine.travel(noon, tick=False):
                html = self.html(record_id, language)
                lines = [line for line in shown_status_lines(html) if not line.startswith(EVIDENCE)]
            with time_machine.travel(noon, tick=False), override(language):
                reasons = [
                    self.in_words(record_id, reason) for reason in (status or {"reasons": []})["reasons"]
                ]
                assert [AGE.sub("", line) for line in lines[1 : len(reasons) + 1]] == reasons
                assert status is None or self.state_in_words(record_id, status["state"]) in lines[0]
            lines_by_language[language] = lines
        return lines_by_language

    def evidence_lines(self, record_id: str, day: str, language: str = "en") -> list[str]:
        """The lines of the page on a day that tell the last evidence."""
        noon = datetime.combine(date.fromisoformat(day), time(3), tzinfo=UTC)
        with time_machine.travel(noon, tick=False):
            lines = shown_status_lines(self.html(record_id, language))
        return [line for line in lines if line.startswith(EVIDENCE)]

    def in_words(self, record_id: str, reason: dict) -> str:
        """The sentence of a reason that the API gives, with the names that the page knows."""
        body = self.body(record_id)
        directory = RecordDirectory(mentioned_refs(body))
        return reason_sentence(
            reason, act_names(record_context(body, FactSources(body), directory, [])["milestones"])
        )

    def state_in_words(self, record_id: str, state: str) -> str:
        body = self.body(record_id)
        label = state_label(state, body["nature"], body["bindingness"], body["form"])
        return label[:1].upper() + label[1:]


def shown_status_lines(html: str) -> list[str]:
    sentence = re.search(r'<p class="status-line"><strong>(.*?)</strong>', html)[1]
    reasons = re.search(r'<ul class="reasons">(.*?)</ul>', html)
    return [unescape(one) for one in [sentence, *re.findall("<li>(.*?)</li>", reasons[1] if reasons else "")]]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def recorded(*names: str) -> HardKinds:
    """Records and publishes the files."""
    import_files([HERE / name for name in names], publish=True, skip_bad=False, by=None)
    records = {
        one.external_id: (kind, one.ref)
        for kind, model in MODELS.items()
        if kind != "sources"
        for one in model.objects.all()
    }
    return HardKinds(
        plurals={one: kind for one, (kind, _ref) in records.items()},
        refs={one: ref for one, (_kind, ref) in records.items()},
    )


@pytest.fixture(scope="module")
def in_one_transaction(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def hard(in_one_transaction) -> HardKinds:
    """The file of one record for each kind."""
    return recorded("records.json")


@pytest.fixture(scope="module")
def assembly(in_one_transaction) -> HardKinds:
    """The agreement of 290 parties besides."""
    return recorded("records.json", "assembly.json")


@pytest.fixture
def versions_after_recording_again():
    """``(before, after)``: the versions that there are, and those after the files were recorded once more."""

    def record_again(*names: str) -> tuple[list, list]:
        before = list(Version.objects.order_by("pk").values_list("ref", "number", "sha256"))
        recorded(*names)
        return before, list(Version.objects.order_by("pk").values_list("ref", "number", "sha256"))

    return record_again


@pytest.fixture
def queries():
    """``queries(address)``: how many statements a page asks."""

    def queries(address: str) -> int:
        with CaptureQueriesContext(connections["register"]) as queries_of_page:
            assert Client().get(address, follow=True).status_code == 200
        return len(queries_of_page)

    return queries
