"""Lists of people say in which office each of them acts: post and organization."""

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def person(name: str, **names):
    who = make.PersonFactory(name=name)
    for language, text in names.items():
        make.PersonNameFactory(person=who, text=text, language=language)
    return who


def signature(who, *, on: str, post: str = "", office: str = "Ministry", **values):
    agreement = make.AgreementFactory(titled=True)
    signed = make.MilestoneFactory(agreement=agreement, kind="signed", on=on)
    party = make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(name=office))
    make.SignatoryFactory(
        agreement=agreement, person=who, milestone=signed, involvement=party, post_as_written=post, **values
    )
    return agreement


def row(read, address: str, name: str) -> str:
    page = read(address)
    return page.rpartition(" People 1 " if "search" in address else " 1 person ")[2].partition(f"{name} ")[2][
        :60
    ]


@pytest.mark.parametrize("address", ["/people/", "/search?q=Kim"])
def test_a_row_has_the_post_and_the_organization_of_the_last_act(read, address):
    kim = person("Kim")
    publish(
        signature(kim, on="2019", post="Director", office="Old Ministry"),
        signature(kim, on="2023", post="Minister", office="Ministry of Health"),
        by=None,
    )

    assert row(read, address, "Kim").startswith("Minister, Ministry of Health")


def test_a_post_on_record_comes_before_any_act(read):
    kim = person("Kim")
    make.PositionFactory(person=kim, post="Rector", organization=make.OrganizationFactory(name="University"))
    publish(kim, signature(kim, on="2023", post="Minister"), by=None)

    assert row(read, "/people/", "Kim").startswith("Rector, University")


@pytest.mark.parametrize(
    ("post", "office", "words"),
    [
        ("", "Ministry", "Ministry"),
        ("Minister", "Ministry", "Minister, Ministry"),
        ("Head of the Ministry", "Ministry", "Head of the Ministry"),
    ],
)
def test_half_an_office_is_shown_as_far_as_it_goes(read, post, office, words):
    publish(signature(person("Kim"), on="2023", post=post, office=office), by=None)

    assert row(read, "/people/", "Kim").startswith(f"{words} P1")


def test_whoever_was_present_at_an_activity_acted_there(read):
    activity = make.ActivityFactory(titled=True, on="2024-12-03")
    institute = make.OrganizationFactory(name="Institute")
    make.AttendanceFactory(
        activity=activity, person=person("Kim"), organization=institute, post_as_written="Head"
    )
    publish(activity, by=None)

    assert row(read, "/people/", "Kim").startswith("Head, Institute")


def test_a_signatory_in_their_own_name_stands_for_no_organization(read):
    kim = person("Kim")
    agreement = make.AgreementFactory(titled=True)
    own = make.InvolvementFactory(agreement=agreement, organization=None, person=kim)
    make.SignatoryFactory(agreement=agreement, person=kim, involvement=own, post_as_written="")
    publish(agreement, by=None)

    assert row(read, "/people/", "Kim").startswith("P1")
    assert row(read, "/search?q=Kim", "Kim").startswith("Person")


def test_the_office_is_in_the_language_of_the_page(read):
    agreement = signature(
        person("Kim", ko="김철수"), on="2023", post="Minister", post_by_language={"ko": "장관"}
    )
    office = agreement.signatories.get().involvement.organization
    make.OrganizationNameFactory(organization=office, text="보건부", language="ko")
    publish(agreement, by=None)

    assert row(read, "/ko/people/", "김철수").startswith("장관, 보건부")


def test_people_of_an_organization_stand_with_their_posts(read):
    office = make.OrganizationFactory(name="Institute")
    kim = person("Kim")
    make.PositionFactory(person=kim, post="Director", organization=office, held_from="2020-01-02")
    publish(kim, by=None)

    assert "Kim Director, from 2 January 2020" in read(f"/organizations/{office.ref or 'O1'}")


def test_a_list_of_many_costs_as_many_queries_as_one_of_few(client, django_assert_max_num_queries):
    publish(*(signature(person(f"Kim {number}"), on="2023", post="Head") for number in range(6)), by=None)

    with django_assert_max_num_queries(6):
        client.get("/people/")
