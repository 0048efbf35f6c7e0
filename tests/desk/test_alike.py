"""A record that is here already is shown before it is entered again, and entered all the same by one tick."""

import pytest
from django.urls import reverse

from organizations.models import Organization
from sources.models import Source
from tests import factories as make
from tests.desk.conftest import Fields, address


def alike(client, kind: str, **typed) -> list[str]:
    answer = client.get(reverse(f"admin:{kind}_alike"), typed)
    assert answer["Content-Type"] == "application/json"
    return [record["address"] for record in answer.json()["records"]]


@pytest.fixture
def university(db):
    organization = make.OrganizationFactory(name="Seoul National University")
    make.OrganizationNameFactory(organization=organization, text="서울대학교", language="ko")
    make.OrganizationFactory(name="Seoul Metropolitan Government")
    make.OrganizationFactory(name="Busan National University")
    make.OrganizationFactory(name="University of Tokyo")
    return organization


@pytest.mark.parametrize(
    "typed",
    [
        "Seoul National University", "seoul  national university", "SNU", "서울대", "서울대학교", "서울 대학교",
        "Seoul National Univ.", "Univ. of Seoul National", "Seoul Natinoal University",
    ],
)  # fmt: skip
def test_however_an_organization_is_written(desk, university, typed):
    assert alike(desk, "organizations_organization", name=typed)[:1] == [address(university)]


@pytest.mark.parametrize(
    "typed", ["", " ", "S", "%", "_", "\\", "한국", "Ministry of Fish", "a" * 5000, "((", "XQ"]
)
def test_what_nothing_is_like(desk, university, typed):
    assert alike(desk, "organizations_organization", name=typed) == []


def test_an_acronym_in_capitals_and_its_name(desk, db):
    tokyo, kaist = (
        make.OrganizationFactory(name="University of Tokyo"),
        make.OrganizationFactory(name="KAIST"),
    )

    assert alike(desk, "organizations_organization", name="UT") == [address(tokyo)]
    typed = {"name": "Korea Advanced Institute of Science and Technology", "names-3-text": "KAIST"}
    assert alike(desk, "organizations_organization", **typed) == [address(kaist)]


def test_people_by_any_name(desk, db):
    person = make.PersonFactory(name="Kim Min-su")
    make.PersonNameFactory(person=person, text="김민수")
    make.PersonFactory(name="Lee Min-ho")

    for typed in ("김민수", "김 민수", "Min-su Kim", "KIM MIN-SU"):
        assert alike(desk, "people_person", name=typed) == [address(person)]


def test_agreements_by_their_titles(desk, db):
    text = make.AgreementTextFactory(title="Memorandum on Quantum Research with Jena")
    make.AgreementTextFactory(title="Memorandum on Fisheries")

    assert alike(
        desk, "agreements_agreement", **{"texts-1-title": "Memorandum on quantum research, Jena"}
    ) == [address(text.agreement)]


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/a?id=3",
        "http://www.example.org/a/?id=3#part",
        "https://EXAMPLE.org/a?id=3&utm_source=x",
        "http://example.org:80/a;jsessionid=0A1B?gclid=1&id=3",
        "https://example.org/%61/?fbclid=x&id=3#:~:text=Seoul",
    ],
)
def test_sources_by_their_address(desk, db, typed):
    source = make.SourceFactory(address="https://example.org/a/?id=3")
    make.SourceFactory(address="https://example.org/a/?id=4")
    make.SourceFactory(address="https://example.org/ab")

    assert alike(desk, "sources_source", address=typed) == [address(source)]


def test_a_source_is_known_among_many_of_one_address_but_for_a_number(desk, db):
    """Ministries show all their releases under one path."""
    page = "https://www.mofa.example/www/brd/m_4080/view.do?seq="
    sources = [make.SourceFactory(address=f"{page}{number}") for number in range(367000, 367080)]

    assert alike(desk, "sources_source", address=f"{page}367003&page=1") == []
    assert alike(desk, "sources_source", address=f"{page}367003") == [address(sources[3])]


def test_what_somebody_may_not_see_is_not_shown(client, university):
    client.force_login(make.UserFactory())

    assert client.get(reverse("admin:organizations_organization_alike"), {"name": "SNU"}).status_code == 403


def test_the_search_takes_the_same_few_queries(desk, university, django_assert_max_num_queries):
    for _number in range(30):
        make.OrganizationFactory(name="Seoul National University")

    with django_assert_max_num_queries(18):
        assert len(alike(desk, "organizations_organization", name="Seoul National University")) == 5


def test_a_new_record_is_saved_by_one_tick(desk, university):
    page = "/admin/organizations/organization/add/"
    data = Fields(desk.get(page).content.decode()).data | {
        "name": "Seoul National Univ.",
        "kind": "university",
    }

    refused = desk.post(page, data)

    text = refused.content.decode()
    assert "Is it here already? Nothing is saved yet." in text
    assert f'href="{address(university)}"' in text
    assert not Organization.objects.filter(name="Seoul National Univ.").exists()

    desk.post(page, data | {"alike_checked": "yes"})

    assert Organization.objects.filter(name="Seoul National Univ.").count() == 1


def test_the_tick_stays_while_something_else_is_put_right(desk, university):
    page = "/admin/organizations/organization/add/"
    data = Fields(desk.get(page).content.decode()).data | {
        "name": "SNU",
        "kind": "nonsense",
        "alike_checked": "yes",
    }

    again = desk.post(page, data).content.decode()

    assert 'type="hidden" name="alike_checked"' in again
    assert "Nothing is saved yet" not in again


def test_a_record_that_is_there_is_changed_without_a_question(desk, university):
    make.OrganizationFactory(name="Seoul National University")
    page = address(university)
    data = Fields(desk.get(page).content.decode()).data

    assert desk.post(page, data).status_code == 302


def test_the_same_source_twice(desk, db):
    make.SourceFactory(address="https://example.org/a", title="One")
    page = "/admin/sources/source/add/"
    data = Fields(desk.get(page).content.decode()).data
    data |= {"title": "Two", "address": "http://www.example.org/a/"}

    assert "Is it here already?" in desk.post(page, data).content.decode()
    assert Source.objects.count() == 1
