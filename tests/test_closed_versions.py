"""Versions that were closed answer 410 at every address, and nothing of them is anywhere; all others stay open.

One rule: a version is closed once a withdrawal, a merger or a narrowing of the disclosure comes after it, whatever
comes after that. Each history below is a record's log; the numbers of its open versions are counted by hand.
"""

import io
import json
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from agreements.models import Agreement
from exports.dumps.manifest import is_manifest_public, last_manifest
from people.models import Person
from register.models import Entry, PublicVersion, Version
from register.publishing import merge, publish, withdraw
from register.redaction import redact
from register.versions import format_instant
from tests import factories as make
from tests.surface import reading_role

pytestmark = pytest.mark.django_db

REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}
BASIS = "Act on Secrets, art. 9"


@dataclass
class History:
    """Acts on a record, and the numbers of its versions that are open after them; all its numbers are ``count``."""

    acts: str
    count: int
    open: set[int]
    status: int = 410  # of a version that is closed


# p: published with another word in it; n: made existence only; f: made public in full; w: withdrawn; m: merged; r: redacted
HISTORIES = [
    History("pp", 2, {1, 2}),
    History("pw", 2, set()),
    History("ppw", 3, set()),
    History("pwp", 3, {3}),
    History("pwpp", 4, {3, 4}),
    History("pwpw", 4, set()),
    History("pwpwp", 5, {5}),
    History("prw", 3, set()),
    History("prwp", 4, {4}),
    History("pwpr", 4, {3}),
]
OF_AGREEMENTS = [
    History("n", 1, {1}),
    History("nf", 2, {1, 2}),
    History("pn", 3, {3}),
    History("ppn", 4, {4}),
    History("prn", 4, {4}),
    History("pnn", 3, {3}),
    History("pnf", 4, {3, 4}),
    History("pnfn", 6, {6}),
    History("nfn", 4, {4}),
    History("pnw", 4, set()),
    History("pnwp", 5, {5}),
    History("pwn", 3, {3}),
    History("pwpn", 5, {5}),
    History("pwnf", 4, {3, 4}),
]
OF_ORGANIZATIONS = [History("pm", 2, set(), 308), History("pwppm", 5, set(), 308)]
CASES = [
    *((kind, history) for kind in ("agreement", "activity", "organization", "person", "topic") for history in HISTORIES),
    *(("agreement", history) for history in OF_AGREEMENTS),
    *(("organization", history) for history in OF_ORGANIZATIONS),
]  # fmt: skip


def word_of(step: int) -> str:
    return f"zq{'abcdefghij'[step]}canary"


def make_record(kind: str):
    if kind == "agreement":
        return make.AgreementFactory(titled=True, party__organization=make.OrganizationFactory())
    if kind == "activity":
        return make.ActivityFactory(titled=True)
    return {
        "organization": make.OrganizationFactory, "person": make.PersonFactory, "topic": make.TopicFactory,
    }[kind]()  # fmt: skip


def put_word(record, word: str) -> None:
    """Write the word into the record, in place of the last one."""
    if hasattr(record, "texts"):
        record.texts.update(title=f"About {word}")
    elif hasattr(record, "name"):
        record.name = f"Ada {word}" if isinstance(record, Person) else f"Institute {word}"
        record.save()
    else:
        record.names = {"en": word}
        record.save()


def act(record, step: int, letter: str) -> None:
    if letter in "nf":
        existence = {"disclosure": "existence", "disclosure_basis": BASIS}
        values = existence if letter == "n" else {"disclosure": "public", "disclosure_basis": ""}
        Agreement.objects.filter(pk=record.pk).update(**values)
        record.refresh_from_db()
    if letter in "pnf":
        put_word(record, word_of(step))
        publish(record, by=None, note=f"note {word_of(step)}")
    elif letter == "w":
        withdraw(record, by=None, reason=REASON)
    elif letter == "m":
        into = type(record)._default_manager.exclude(pk=record.pk).get()
        merge(record, into=into, by=None)
    else:
        published = Version.objects.of(record.ref).filter(action="published")
        redact(published, ["/texts/0/title", "/name", "/names/en"], reason="asked", basis="Act 1", by=None)


def addresses_of(ref: str, plural: str, number: int, moment: str) -> dict[str, str]:
    """Every address of one version of a record."""
    api = f"/api/v1/{plural}/{ref}"
    return {
        "page": f"/{plural}/{ref}/versions/{number}",
        "page in Korean": f"/ko/{plural}/{ref}/versions/{number}",
        "API": f"{api}/versions/{number}",
        "differences": f"{api}/versions/{number}/differences",
        "as of": f"{api}?as_of={moment}",
        "as of, of a day": f"{api}?as_of={moment}&on=2020-01-01" if plural == "agreements" else f"{api}?as_of={moment}&fields=ref",
    }  # fmt: skip


@pytest.fixture
def told(client):
    """``told(address)``: status and text of an answer."""

    def told(address: str) -> tuple[int, str]:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code, body.decode(errors="replace")

    return told


@pytest.mark.parametrize(("kind", "history"), CASES, ids=[f"{kind} {one.acts}" for kind, one in CASES])
def test_each_address_of_each_version_answers_by_one_rule(told, kind, history):
    record, other = make_record(kind), make_record(kind)
    publish(other, by=None)
    for step, letter in enumerate(history.acts):
        act(record, step, letter)
    ref = record.ref
    plural = {"activity": "activities", "person": "people"}.get(kind, f"{kind}s")
    log = list(Version.objects.of(ref))
    assert [version.number for version in log] == [*range(1, history.count + 1)]
    assert set(PublicVersion.public.of(ref).readable().values_list("number", flat=True)) == history.open

    last_closing = max((v.number for v in log if v.action in {"withdrawn", "merged", "narrowed"}), default=0)
    answers = {}
    for version in log:
        moment = format_instant(version.published_at)
        for name, address in addresses_of(ref, plural, version.number, moment).items():
            status, text = told(address)
            is_page = name.startswith("page")
            if version.number in history.open:
                expected = 200
            elif version.number <= last_closing:
                expected = 301 if is_page and history.status == 308 else history.status
            else:  # a redaction of an open record is no version, and what it left is what was public then
                expected = 200 if name.startswith("as of") else 404
            answers[version.number, name] = (status, expected)
    assert {key: pair for key, pair in answers.items() if pair[0] != pair[1]} == {}
    over = {told(address)[0] for address in addresses_of(ref, plural, history.count + 1, "1999-01-01").values()}
    assert over == {404}
    assert told(f"/{plural}/{ref}/versions/0")[0] == told(f"/api/v1/{plural}/{ref}/versions/0")[0] == 404


@pytest.mark.parametrize(("kind", "history"), CASES, ids=[f"{kind} {one.acts}" for kind, one in CASES])
def test_differences_with_a_closed_version_are_closed_too(told, kind, history):
    record, other = make_record(kind), make_record(kind)
    publish(other, by=None)
    for step, letter in enumerate(history.acts):
        act(record, step, letter)
    plural = {"activity": "activities", "person": "people"}.get(kind, f"{kind}s")
    log = list(Version.objects.of(record.ref).filter(action="published").values_list("number", flat=True))
    pairs = [(since, number) for number in log for since in log if since < number]

    statuses = {
        pair: told(f"/api/v1/{plural}/{record.ref}/versions/{pair[1]}/differences?since={pair[0]}")[0] for pair in pairs
    }  # fmt: skip

    assert statuses == {pair: 200 if {*pair} <= history.open else history.status for pair in pairs}
