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
from register.records import Part, Record
from tests import factories as make
from tests import whole_records as whole
from tests.surface import addresses, expected_slug
from tests.test_fields import NOT_PUBLISHED
from tests.test_leaks import answers

pytestmark = pytest.mark.django_db

REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}
REFS = {"A": "A1", "O": "O1", "P": "P1", "T": "T1", "E": "E1"}
ADDRESSES = addresses()
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


def public_world() -> tuple[list[Record], list[Record]]:
    """Records with everything, A1, O1, P1, T1 and E1, and others that name them in every way that there is."""
    sources = [whole.whole_source(row, is_cleared=not row, note="") for row in (0, 1)]
    organization, person, topic = make.OrganizationFactory(), make.PersonFactory(), make.TopicFactory()
    publish(organization, person, topic, by=None)
    second, third, parent = (make.OrganizationFactory() for _number in range(3))
    older = [make.AgreementFactory(titled=True, party__organization=second) for _number in range(2)]
    dialogue = make.AgreementFactory(titled=True, nature="dialogue", form="", party__organization=second)
    agreement, activity = make.AgreementFactory(), make.ActivityFactory()
    whole.whole_organization(organization, parent=parent, others=[second, third], sources=sources)
    whole.whole_person(person, posts=[organization, second], sources=sources)
    whole.whole_topic(topic, parent=make.TopicFactory())
    whole.bare_agreement(agreement, organization=organization, person=person)
    whole.whole_agreement(
        agreement, others=[second, third], person=person, older=older, topics=[topic, make.TopicFactory()],
        sources=sources, disclosure="public", disclosure_basis="", disclosure_review_on=None,
    )  # fmt: skip
    agreement.documents.filter(visibility="staff").delete()
    agreement.contacts.filter(visibility="staff").delete()
    whole.whole_activity(
        activity, series=dialogue, agreement=agreement, organizations=[organization, second],
        people=[person, make.PersonFactory()], topics=[topic, make.TopicFactory()], sources=sources,
    )  # fmt: skip
    withdrawn = [agreement, organization, person, topic, activity]
    publish(*withdrawn, by=None)
    others = naming_records(*withdrawn)
    publish(*older, dialogue, second, third, by=None)
    publish(*withdrawn, by=None)  # they name those by reference now
    return withdrawn, others


def naming_records(agreement, organization, person, topic, activity) -> list[Record]:
    """A record of each kind that names those, through each relation that leads to one of them."""
    child, branch = make.TopicFactory(parent=topic), make.OrganizationFactory(parent=organization)
    make.OrganizationRelationFactory(organization=branch, other=organization, kind="part_of")
    somebody = make.PersonFactory()
    make.PositionFactory(person=somebody, organization=organization)
    newer = make.AgreementFactory(titled=True, party__organization=organization)
    party = newer.involvements.get()
    newer.topics.add(topic)
    for kind in ("renews", "implements"):
        make.AgreementRelationFactory(agreement=newer, older=agreement, kind=kind)
    make.InvolvementFactory(agreement=newer, organization=None, person=person)
    make.MilestoneFactory(agreement=newer, on="2024-01-01", involvement=party)
    make.MilestoneFactory(
        agreement=newer, kind="amended", on="2025", instrument=agreement, by_body=organization
    )
    make.TermFactory(agreement=newer, length="P30Y", starts_with="signature")
    make.SignatoryFactory(agreement=newer, person=person, affiliation=organization)
    meeting = make.ActivityFactory(titled=True, series=agreement, on="2025-05-05")
    make.ActivityAgreementFactory(activity=meeting, agreement=agreement, role="held_under")
    make.AttendanceFactory(activity=meeting, organization=organization, person=person)
    outcome = make.OutcomeFactory(activity=meeting)
    outcome.organizations.add(organization)
    outcome.agreements.add(agreement)
    outcome.topics.add(topic)
    meeting.topics.add(topic)
    others = [newer, branch, somebody, child, meeting]
    publish(*others, by=None)
    return others


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


def own_words(records: list[Record]) -> dict[str, str]:
    """Field by word, of each text of these records and of their parts that is published."""
    return {
        text: name
        for model in whole.MODELS
        for row in model._default_manager.all()
        if (row.record if issubclass(model, Part) else row) in records
        for name, text in whole.words_of(row)
        if name not in NOT_PUBLISHED and name.partition(".")[2] not in NOT_PUBLISHED
    }


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
        words, asked = own_words(withdrawn), asked_addresses(others)
        before = answers(FILES) | dumped() | public_export()
        for record in withdrawn:
            withdraw(record, by=None, reason=REASON)
        after = answers(FILES | asked) | dumped()
        publish(*others, by=None)  # as the queue of edited records invites to
        yield Observed(before, after | public_export(), words)
        transaction.set_rollback(True)


def words_in(answer, words: dict[str, str]) -> set[str]:
    text = repr(answer).casefold()
    return {word for word in words if word in text} if "zq" in text else set()


def test_the_words_would_be_noticed(observed):
    """What makes the promise below one that could fail: most words were to be seen before."""
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
