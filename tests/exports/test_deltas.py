"""Whoever holds an earlier dump gets to this one by one file, byte for byte, and keeps nothing that must go."""

import io
import json

import pytest
from django.core.management import call_command

from agreements.models import Agreement
from exports.dumps import deltas, manifest
from organizations.models import Organization
from register.models import Version
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.exports.conftest import PLURALS
from tests.redacted_texts import redact

pytestmark = pytest.mark.django_db

OLD = "O7"  # one that the first dump holds
REDACTION = {"by": None, "reason": "asked", "basis": "PIPA art. 36"}


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    return settings.DUMPS_ROOT


@pytest.fixture
def agreement(agreement):
    """The same, among others: a small register has no use for deltas."""
    publish(*(make.OrganizationFactory(purpose={"en": "To be secret"}) for _ in range(15)), by=None)
    return agreement


@pytest.fixture
def told(fetch):
    """``told()``: the manifest as the public reads it."""
    return lambda: json.loads(fetch("/data/manifest.json"))


@pytest.fixture
def held(fetch):
    """``held()``: what somebody holds who loaded the whole of the last dump: its lines by reference."""

    def held() -> dict[str, str]:
        lines = [line for plural in PLURALS for line in fetch(f"/data/{plural}.jsonl").decode().splitlines()]
        return {json.loads(line)["ref"]: line for line in lines}

    return held


def make_dumps() -> int:
    """Make a dump. Returns the change that it stands at."""
    call_command("make_dumps", stdout=io.StringIO())
    return manifest.last_manifest().cursor


def applied(records: dict[str, str], delta: str) -> dict[str, str]:
    """What a follower makes of a file, as the documents say."""
    records = dict(records)
    for line in delta.splitlines():
        told = json.loads(line)
        if "record" in told:
            records[told["ref"]] = line
        elif told["action"] in ("withdrawn", "merged"):
            records.pop(told["ref"], None)
    return records


def renamed(organization, name: str):
    organization.name = name
    organization.save()
    publish(organization, by=None)


def everything_happens(agreement) -> list[str]:
    """Some are edited, withdrawn and public again, redacted; and four new ones, of which three come to something.

    Returns the references of the new ones: merged, into what, redacted, withdrawn.
    """
    alpha, beta = (Organization.objects.get(name=name) for name in ("Alpha", "Beta"))
    others = [make.OrganizationFactory(purpose={"en": "To be secret"}) for _ in range(4)]
    publish(*others, by=None)
    renamed(alpha, "Alpha II")
    renamed(alpha, "Alpha III")
    merge(others[0], into=others[1], by=None)
    redact(Version.objects.filter(ref__in=[OLD, others[2].ref]), ["/purpose/en"], **REDACTION)
    withdraw(others[3], by=None, reason={"en": 'By "mistake".'})
    withdraw(beta, by=None, reason={"en": "By mistake."})
    publish(beta, by=None)
    withdraw(agreement, by=None, reason={"en": "By mistake.", "ko": "잘못 입력하였다."})
    return [one.ref for one in others]


def test_from_each_earlier_dump_one_file_leads_to_this_one_byte_for_byte(agreement, fetch, held, told):
    copies = {}
    for name in ("one", "two", "three"):
        publish(make.OrganizationFactory(name=name), by=None)
        cursor = make_dumps()
        copies[cursor] = held()
    everything_happens(agreement)
    cursor = make_dumps()

    now = held()

    assert [one["from_cursor"] for one in told()["deltas"]] == sorted(copies, reverse=True)
    for since, copy in copies.items():
        name = f"changes-{since}-{cursor}.jsonl"
        assert applied(copy, fetch(f"/data/{name}").decode()) == now
        assert [one["to_cursor"] for one in told()["deltas"] if one["name"] == name] == [cursor]


def test_markers_say_what_went_and_where(agreement, fetch):
    first = make_dumps()
    merged, into, redacted, withdrawn = everything_happens(agreement)
    cursor = make_dumps()

    lines = fetch(f"/data/changes-{first}-{cursor}.jsonl").decode().splitlines()

    markers = {one["ref"]: one for one in map(json.loads, lines) if "action" in one}
    again = Organization.objects.get(name="Beta").ref
    assert {ref: one["action"] for ref, one in markers.items()} == {
        merged: "merged", OLD: "redacted", redacted: "redacted", withdrawn: "withdrawn", "A1": "withdrawn",
        again: "withdrawn",
    }  # fmt: skip
    assert markers[again]["versions"] == markers[withdrawn]["versions"] == markers["A1"]["versions"] == [1]
    assert markers[merged]["into"] == into
    assert markers[redacted]["versions"] == [1]
    assert markers[withdrawn]["reason"] == {"en": 'By "mistake".'}
    assert markers["A1"]["reason"] == {"en": "By mistake.", "ko": "잘못 입력하였다."}
    records = {one["ref"]: one["record"] for one in map(json.loads, lines) if "record" in one}
    assert records[again]["name"] == "Beta", "what is public again follows"
    assert records[redacted]["purpose"] == records[OLD]["purpose"] == {"en": "[redacted]"}
    assert records.keys().isdisjoint({merged, withdrawn, "A1"})


def test_each_act_that_closes_versions_names_them_before_the_record(agreement, fetch):
    first = make_dumps()
    existence = {"disclosure": "existence", "disclosure_basis": "Act 1"}
    for values in (existence, {"disclosure": "public", "disclosure_basis": ""}):
        Agreement.objects.filter(pk=agreement.pk).update(**values)
        publish(Agreement.objects.get(pk=agreement.pk), by=None)
    withdraw(agreement, by=None, reason={"en": "By mistake."})
    publish(agreement, by=None)
    cursor = make_dumps()

    lines = map(json.loads, fetch(f"/data/changes-{first}-{cursor}.jsonl").decode().splitlines())

    of_agreement = [line for line in lines if line["ref"] == agreement.ref]
    assert [(line.get("action"), line["version"], line.get("versions")) for line in of_agreement] == [
        ("narrowed", 2, [1]), ("withdrawn", 5, [1, 3, 4]), (None, 6, None),
    ]  # fmt: skip


def test_nothing_that_was_taken_from_the_public_is_in_any_file(agreement, root):
    make_dumps()
    canary = make.OrganizationFactory(name="Canary", purpose={"en": "canary words"})
    publish(canary, *[make.OrganizationFactory() for _ in range(5)], by=None)
    make_dumps()
    redact(Version.objects.filter(ref=canary.ref), ["/purpose/en"], **REDACTION)
    make_dumps()
    assert b"canary words" not in everything(root)

    withdraw(canary, by=None, reason={"en": "By mistake."})
    make_dumps()

    assert b"canary" not in everything(root).lower()
    assert len(manifest.last_manifest().deltas) == 3


def everything(root) -> bytes:
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_a_redaction_holds_back_the_deltas_as_well(agreement, fetch):
    first = make_dumps()
    publish(make.OrganizationFactory(purpose={"en": "secret"}), by=None)
    second = make_dumps()
    fetch(f"/data/changes-{first}-{second}.jsonl")

    redact(Version.objects.filter(kind="organization"), ["/purpose/en"], **REDACTION)

    fetch(f"/data/changes-{first}-{second}.jsonl", status=404)


def test_no_more_than_so_many_are_kept(agreement, monkeypatch, told):
    monkeypatch.setattr(deltas, "MAX_DELTAS", 2)
    cursors = []
    for _ in range(4):
        publish(make.OrganizationFactory(), by=None)
        cursors.append(make_dumps())

    assert [one["from_cursor"] for one in told()["deltas"]] == [cursors[2], cursors[1]]


def test_a_dump_without_a_change_adds_none(agreement, told):
    make_dumps()
    make_dumps()

    assert told()["deltas"] == []


def test_after_a_change_of_shape_everything_is_fetched_anew(agreement, told, monkeypatch):
    make_dumps()
    monkeypatch.setattr("agreements.kind.AgreementRecordKind.schema_version", 2)
    publish(make.OrganizationFactory(), by=None)
    make_dumps()

    assert told()["deltas"] == []


def test_a_file_that_would_be_longer_than_the_register_is_left_out(told, root):
    make_dumps()
    publish(one := make.OrganizationFactory(), by=None)
    redact(Version.objects.filter(ref=one.ref), ["/name"], **REDACTION)
    make_dumps()

    assert told()["deltas"] == []
    assert [path.name for path in root.rglob("changes-*")] == []


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_the_page_shows_the_deltas_apart_from_the_whole(agreement, fetch, prefix):
    assert "changes-" not in fetch(f"{prefix}/about/data").decode()
    first = make_dumps()
    publish(make.OrganizationFactory(), by=None)
    second = make_dumps()

    page = fetch(f"{prefix}/about/data").decode()

    assert page.count("<table>") == 2
    assert f'<a href="/data/changes-{first}-{second}.jsonl">' in page.partition("<h3>")[2]
