"""A title is the fact of its own record: no other body holds it, and with the record it is gone everywhere."""

import io
import json
import zipfile
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from core.text import normalize_name
from organizations.models import Organization
from register.kinds import kind_named
from register.models import Entry, Version
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.demonstration import make_demonstration
from tests.register.test_schemas import TODAY
from tests.response_bodies import body_of
from tests.surface import expected_slug, public_world, some_addresses

KINDS = ("agreement", "activity", "topic")
# What a source, a document or its own record says in its own words may well hold the title of another.
WORDS = {
    "texts", "sources", "documents", "stub", "scope", "wording", "says", "legal_basis", "text", "occasion",
    "background", "purpose", "condition", "reason", "names", "name", "date_wording", "post", "unit", "locator",
    "form", "kind",  # codes, such as "grant"
}  # fmt: skip
WORD = "quokka"
REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}


def shapes(serializer, path: str = ""):
    """``(path, names of the members)`` of every object in a body that holds a reference."""
    for name, member in serializer.get_fields().items():
        member = getattr(member, "child", member)
        schema = getattr(member, "_spectacular_annotation", {}).get("field")
        inner = member if hasattr(member, "get_fields") else schema
        if hasattr(inner, "get_fields"):
            if "ref" in inner.get_fields():
                yield f"{path}{name}", set(inner.get_fields())
            yield from shapes(inner, f"{path}{name}/")


def strings(value, path: tuple = ()):
    """``(path, text)`` of every text in a body, but for what is said in somebody's own words."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in WORDS:
                yield from strings(member, (*path, name))
    elif isinstance(value, list):
        for member in value:
            yield from strings(member, path)
    elif isinstance(value, str):
        yield path, value


# Bodies


@pytest.mark.parametrize("name", TODAY)
def test_a_body_mentions_by_reference_alone_but_for_names_as_written(name):
    mentions = [*shapes(TODAY[name]())]

    assert mentions
    for path, members in mentions:
        assert members in ({"ref"}, {"ref", "name"}, {"ref", "name", "country"}), path


def test_the_shapes_of_all_mentions_are_seen():
    assert {path for path, members in shapes(TODAY["agreement"]()) if members == {"ref"}} == {
        "topics", "milestones/instrument", "relations/agreement",
    }  # fmt: skip
    assert {path for path, members in shapes(TODAY["activity"]()) if members == {"ref"}} == {
        "series", "agreements/agreement", "topics", "outcomes/agreements", "outcomes/organizations", "outcomes/topics",
    }  # fmt: skip
    for name in ("topic", "organization"):
        assert {path for path, members in shapes(TODAY[name]()) if members == {"ref"}} == {"parent"}


def assert_no_title_of_another() -> None:
    titles = {
        normalize_name(title): entry.ref
        for entry in Entry.objects.filter(kind__in=KINDS)
        for title in entry.title.values()
    }
    versions = Version.objects.filter(action="published")
    assert len(titles) > 3
    assert versions.count() > 5
    for version in versions:
        for path, text in strings(json.loads(version.body)):
            owner = titles.get(normalize_name(text))
            assert owner in (None, version.ref), f"{version.ref} {'/'.join(path)}: title of {owner}"


@pytest.mark.django_db
def test_no_body_of_the_demonstration_holds_the_title_of_another_record():
    make_demonstration()

    assert_no_title_of_another()


# A record that is withdrawn


@dataclass
class Observed:
    """The answers to every address, before some records are withdrawn and after."""

    before: dict[str, str]
    after: dict[str, str]
    gone: set[str]


def answers() -> dict[str, str]:
    """The answer to each address in one text; a workbook unpacked, redirects followed."""
    client = Client()
    texts = {}
    for address in ADDRESSES:
        response = client.get(expected_slug(address), follow=True)
        content = body_of(response)
        if content.startswith(b"PK"):
            archive = zipfile.ZipFile(io.BytesIO(content))
            content = b"".join(archive.read(name) for name in archive.namelist())
        texts[address] = content.decode("utf-8", "replace").casefold()
    return texts


RECONCILED, PARENT_RECONCILED = (
    f"/reconcile?extend=%7B%22ids%22:%5B%22{ref}%22%5D,%22properties%22:%5B%7B%22id%22:%22{name}%22%7D%5D%7D"
    for ref, name in (("A1", "topic"), ("O1", "parent"))
)
MORE = [
    *(f"{prefix}/{plural}/versions/2" for prefix in ("", "/ko") for plural in ("agreements/A1", "activities/E1")),
    *(f"/api/v1/{plural}/versions/2/differences" for plural in ("agreements/A1", "activities/E1")),
    "/api/v1/agreements/?expand=agreements,topics", "/api/v1/activities/?expand=agreements,topics",
    "/topics/T4", "/ko/topics/T4", RECONCILED, PARENT_RECONCILED,
    "/topics/?ordering=-published", "/countries/KR", "/ko/countries/KR",
]  # fmt: skip
ADDRESSES = (*some_addresses(), *MORE)


def mention_everywhere(world) -> list:
    """Records with the word in their titles, mentioned by the others in every way there is; then new versions."""

    def titled(factory, word=WORD, **values):
        return factory(
            titled=True, text__title=f"The {word} {factory._meta.model.__name__.lower()}", **values
        )

    older, instrument = titled(make.AgreementFactory), titled(make.AgreementFactory)
    series = titled(make.AgreementFactory, nature="dialogue", form="")
    make.AgreementTextFactory(agreement=older, language="ko", title="쿼카 협정")
    topic, wider = (
        make.TopicFactory(names={"en": f"{WORD} {one}", "ko": "쿼카"}) for one in ("care", "field")
    )
    under = make.TopicFactory(names={"en": "animals", "ko": "동물"}, parent=wider)
    make.AgreementRelationFactory(agreement=world.agreement, older=older, kind="implements")
    make.MilestoneFactory(agreement=world.agreement, kind="renewed", on="2021", instrument=instrument)
    world.agreement.topics.add(topic)
    world.activity.series = series
    world.activity.save()
    world.activity.topics.add(topic)
    make.ActivityAgreementFactory(activity=world.activity, agreement=older, role="reviewed")
    outcome = make.OutcomeFactory(activity=world.activity)
    outcome.agreements.add(older)
    outcome.topics.add(topic)
    institute = make.OrganizationFactory(name=f"{WORD} institute")
    make.OrganizationNameFactory(organization=institute, text="쿼카 기관")
    outcome.organizations.add(institute)
    unit = Organization.objects.get(ref="O1")
    unit.parent = institute
    unit.save()
    activity = make.ActivityFactory()
    make.ActivityTextFactory(activity=activity, title=f"The {WORD} meeting")
    make.ActivityAgreementFactory(activity=activity, agreement=world.agreement)
    gone = [older, instrument, series, topic, wider, activity, institute]
    publish(*gone, under, world.agreement, world.activity, unit, by=None)
    return gone


@pytest.fixture(scope="module")
def observed(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every public address and every bulk file, before records are withdrawn and after."""
    root = tmp_path_factory.mktemp("dumps")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DUMPS_ROOT=root):
        gone = mention_everywhere(public_world())
        before = answers() | dumps(root)
        for record in gone:
            withdraw(record, by=None, reason=REASON)
        yield Observed(before, answers() | dumps(root), {record.ref for record in gone})
        transaction.set_rollback(True)


def dumps(root) -> dict[str, str]:
    """Every bulk file, made anew."""
    call_command("make_dumps", stdout=io.StringIO())
    return {
        path.name.partition("-")[0]: path.read_bytes().decode("utf-8", "replace").casefold()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_the_title_stands_on_many_surfaces_while_its_record_is_public(observed):
    holding = {address for address, text in observed.before.items() if WORD in text or "쿼카" in text}

    assert holding >= {
        "/agreements/A1/canonical", "/ko/agreements/A1/canonical", "/activities/E1/canonical", "/topics/",
        "/agreements/A1/versions/2", "/activities/E1/versions/2", "/agreements/export.csv",
        "/activities/export.csv", "/activities/export.xlsx", "/topics/export.csv", "register.sqlite",
        "agreements.en.csv", "activities.ko.csv", "/api/v1/agreements/?expand=agreements,topics", RECONCILED,
        "/organizations/O1/canonical", "/organizations/export.csv", "organizations.ko.csv", "/reconcile/preview/O1",
        PARENT_RECONCILED,
    }  # fmt: skip


def test_the_title_is_gone_from_every_surface_with_its_record(observed):
    holding = [address for address, text in observed.after.items() if WORD in text or "쿼카" in text]

    assert holding == []
    assert observed.after.keys() >= observed.before.keys()


def test_a_page_says_of_a_withdrawn_record_that_it_is_no_longer_public(observed):
    for prefix, words in (("", "no longer public"), ("/ko", "더 이상 공개되지 않음")):
        for path in ("agreements/A1/canonical", "agreements/A1/versions/2", "activities/E1/canonical"):
            assert words in observed.after[f"{prefix}/{path}"], path


def links_to(ref: str, answers: dict[str, str], prefix: str) -> list[str]:
    """The pages with a link to this record."""
    link = f'"{prefix}/{kind_named(ref[0]).plural}/{ref.lower()}'
    return [
        address
        for address, text in answers.items()
        if address.startswith("/")
        and "/api/" not in address
        and "changes.atom" not in address
        and link in text
    ]


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_no_page_links_to_a_withdrawn_record(observed, prefix):
    assert len(observed.gone) == 7
    for ref in observed.gone:
        assert links_to(ref, observed.before, prefix), "while it is public there are links to it"
        assert links_to(ref, observed.after, prefix) == []


# Search by the name of a topic


@pytest.fixture
def about_care(db):
    """A1 is about T1, palliative care; A2 is called care itself; A3 is about nothing."""
    topic = make.TopicFactory(names={"en": "palliative care", "ko": "완화의료"})
    about, called, other = (
        make.AgreementFactory(titled=True, text__title=title) for title in ("First", "Care accord", "Third")
    )
    about.topics.add(topic)
    publish(topic, about, called, other, by=None)
    return topic


def refs_of(text: str) -> set[str]:
    return set(Entry.objects.of_kind("agreement").matching(text).values_list("ref", flat=True))


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("care", {"A1", "A2"}), ("palliative", {"A1"}), ("palliat", {"A1"}), ('"palliative care"', {"A1"}),
        ('"care palliative"', set()), ("palliative first", {"A1"}), ("palliative third", set()), ("완화", {"A1"}),
        ("의료", {"A1"}), ("care -palliative", {"A2"}), ("third or palliative", {"A1", "A3"}), ("T1", {"A1"}),
    ],
)  # fmt: skip
def test_a_record_is_found_by_the_words_of_its_topics(about_care, text, refs):
    assert refs_of(text) == refs


def test_a_topic_is_found_by_a_word_in_the_names_of_very_many(about_care):
    publish(*(make.OrganizationFactory(name=f"Palliative Institute {n}") for n in range(101)), by=None)

    assert refs_of("palliative") == {"A1"}


def test_a_topic_that_got_another_name_is_found_by_that_alone(about_care):
    about_care.names = {"en": "hospice work"}
    about_care.save()
    publish(about_care, by=None)

    assert refs_of("hospice") == {"A1"}
    assert refs_of("palliative") == set()


def test_the_name_of_a_withdrawn_topic_finds_nothing(about_care):
    withdraw(about_care, by=None, reason=REASON)

    assert refs_of("palliative") == refs_of("완화") == set()
    assert refs_of("care") == {"A2"}


def test_what_was_merged_appears_as_what_it_became_part_of(about_care, client):
    wider = make.TopicFactory(names={"en": "care of all kinds"})
    publish(wider, by=None)
    merge(about_care, into=wider, by=None)

    page = client.get("/agreements/A1/first").content.decode()

    assert '<a href="/topics/T2/care-of-all-kinds">' in page
    assert "no longer public" not in page


@pytest.mark.django_db
def test_a_merged_organization_appears_as_what_it_became_part_of(client):
    activity, unit, before, after = (
        make.ActivityFactory(titled=True), make.OrganizationFactory(name="Unit"),
        make.OrganizationFactory(name="Quokka Office"), make.OrganizationFactory(name="Marsupial Office"),
    )  # fmt: skip
    make.OutcomeFactory(activity=activity).organizations.add(before)
    unit.parent = before
    unit.save()
    agreement = make.AgreementFactory(titled=True, party__organization=before)
    publish(activity, agreement, unit, before, after, by=None)
    merge(before, into=after, by=None)

    for address in (f"/activities/{activity.ref}", f"/organizations/{unit.ref}"):
        page = client.get(address, follow=True).content.decode()
        assert f'<a href="/organizations/{after.ref}/marsupial-office">' in page
        assert "Quokka" not in page
    party = agreement.involvements.get().name_as_written
    page = client.get("/agreements/A1", follow=True).content.decode()
    assert party == "Quokka Office"
    assert f'<a href="/organizations/{after.ref}/marsupial-office">{party}</a>' in page
    assert "now Marsupial Office" in page
    assert (
        client.get(f"/reconcile/preview/{before.ref}").headers["Location"]
        == f"/reconcile/preview/{after.ref}"
    )
