"""A withdrawn record of each kind, with everything in it, leaves nothing of itself: nowhere is there a word of it.

What may stay is a name that other records have in their own texts: the document that names an organization or a person
does so, whoever has a page here.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from exports.dumps.builder import build_dump
from register.publishing import publish, withdraw
from register.records import Record
from tests import whole_records as whole
from tests.surface import expected_slug, some_addresses
from tests.test_leaks import answers
from tests.whole_world import REFS, public_world

pytestmark = pytest.mark.django_db

REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}
ADDRESSES = some_addresses()
# A document and copies of sources of the withdrawn records, in the current version and in one that had them first.
FILES = {
    f"{record}/{place}files/{key}": f"{record}/{place}files/{key}"
    for record, key, number in [
        ("/agreements/A1", "b22222", 1), ("/agreements/A1", "s1", 1), ("/activities/E1", "s1", 1),
        ("/organizations/O1", "s1", 2), ("/people/P1", "s1", 2),
    ]
    for place in ("", f"versions/{number}/")
}  # fmt: skip
# Names that others write in their own texts.
KEPT = {"Organization.name", "Person.name"}


@dataclass
class Observed:
    """Files before the withdrawal, answers by address and files after it, and the field of each word."""

    before: dict[str, object]
    after: dict[str, object]
    words: dict[str, str]


def asked_addresses(others: list[Record]) -> dict[str, str]:
    """Every example, asked of the withdrawn records and of those that name them, with the slugs of now."""
    names = {record.ref[0]: record.ref for record in others}
    examples = [*ADDRESSES]
    for letter, ref in REFS.items():
        examples += [address.replace(ref, names[letter]) for address in examples if ref in address]
    return {address: expected_slug(address) for address in examples}


def dumped() -> dict[str, bytes]:
    build_dump()
    paths = Path(settings.DUMPS_ROOT).glob("*/*")
    return {f"dump {path.name}": path.read_bytes() for path in paths}


def public_export() -> dict[str, str]:
    out = io.StringIO()
    call_command("export_records", "-", public_only=True, stdout=out, stderr=io.StringIO())
    return {"public export": out.getvalue()}


@pytest.fixture(scope="module")
def observed(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        time_machine.travel(datetime.now(UTC), tick=False),
        override_settings(DUMPS_ROOT=tmp_path_factory.mktemp("bulk")),
    ):
        withdrawn, others = public_world()
        assert {record.ref[0]: record.ref for record in withdrawn} == REFS
        words = {text: name for name, text in whole.published_words(withdrawn)}
        examples = asked_addresses(others)
        before = answers(FILES) | dumped() | public_export()
        for record in withdrawn:
            withdraw(record, by=None, reason=REASON)
        after = answers(FILES | examples) | dumped()
        publish(*others, by=None)  # as the queue of edited records invites to
        yield Observed(before, after | public_export(), words)
        transaction.set_rollback(True)


def words_in(answer, words: dict[str, str]) -> set[str]:
    text = repr(answer).casefold()
    return {word for word in words if word in text} if "zq" in text else set()


def test_the_words_would_be_noticed(observed):
    """Before the withdrawal every word was to be seen: the promise below could fail."""
    seen = set().union(*(words_in(answer, observed.words) for answer in observed.before.values()))

    assert sorted({observed.words[word] for word in observed.words.keys() - seen}) == []


def test_no_word_of_a_withdrawn_record_is_anywhere(observed):
    hidden = {word: name for word, name in observed.words.items() if name not in KEPT}
    found: dict[str, list[str]] = {}
    for address, answer in observed.after.items():
        for word in words_in(answer, hidden):
            found.setdefault(hidden[word], []).append(address)

    assert found == {}


def test_a_name_stays_only_with_those_who_wrote_it(observed):
    """In none of the addresses of the withdrawn record itself, and in no title, list of names or search."""
    kept = {word for word, name in observed.words.items() if name in KEPT}
    for address in observed.after:
        if any(f"/{ref}" in address for ref in REFS.values()):
            assert words_in(observed.after[address], dict.fromkeys(kept, "")) == set(), address


def test_no_answer_is_an_error_of_ours(observed):
    failed = [
        name for name, answer in observed.after.items() if isinstance(answer, tuple) and answer[0] >= 500
    ]
    assert failed == []


def test_files_are_gone_with_the_records(observed):
    assert {address: observed.before[address][0] for address in FILES} == dict.fromkeys(FILES, 200)
    assert {address: observed.after[address][0] for address in FILES} == dict.fromkeys(FILES, 410)
