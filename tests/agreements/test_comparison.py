"""Promises about two agreements side by side: each fact once, at its place, whatever its key and order."""

import json
import re
from html import unescape

import pytest
import time_machine

from agreements.comparison import compare_agreements
from agreements.models import Agreement
from pages.mentions import RecordDirectory, mentioned_refs
from register.kinds import kind_named
from register.models import Entry
from register.publishing import publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies_of():
    """The public bodies of agreements."""
    return lambda *agreements: [json.loads(Entry.objects.get(ref=each.ref).body) for each in agreements]


def compared(one: dict, other: dict):
    """``(what differs, what is the same)`` as rows of label and words."""
    directory = RecordDirectory(mentioned_refs([one, other]))
    differing, same = compare_agreements(kind_named("agreement"), one, other, directory)
    return (
        [(fact.label, fact.first, fact.second) for _group, facts in differing for fact in facts],
        [(fact.label, fact.first) for _group, facts in same for fact in facts],
    )


def accord(*organizations, signed="2020-05-13", **rest) -> Agreement:
    """An agreement that each of these organizations signed apart, one after the other."""
    agreement = make.AgreementFactory(**rest)
    make.AgreementTextFactory(agreement=agreement, title="Accord")
    for organization in organizations:
        party = make.InvolvementFactory(agreement=agreement, organization=organization)
        act = make.MilestoneFactory(agreement=agreement, on=signed, involvement=party)
        person, _is_new = make.PersonFactory._meta.model.objects.get_or_create(name=f"Head of {organization}")
        make.SignatoryFactory(agreement=agreement, person=person, involvement=party, milestone=act)
    make.TermFactory(agreement=agreement, length="P3Y")
    make.CommitmentFactory(agreement=agreement, text={"en": "Exchange students"}).by.add(
        *agreement.involvements.all()
    )
    return agreement


@pytest.fixture
def pair(db):
    korea, britain = (make.OrganizationFactory(name=name) for name in ("Korea Institute", "British Council"))
    return korea, britain


def test_the_same_facts_under_other_keys_and_in_another_order_do_not_differ(pair, bodies_of):
    first, second = accord(*pair), accord(*reversed(pair))
    publish(first, second, by=None)

    differing, same = compared(*bodies_of(first, second))

    assert differing == []
    labels = [label for label, _words in same]
    assert labels.count("Signed") == 2, "each party signed apart"
    assert {"Korea Institute", "British Council", "Exchange students", "Term"} <= {*labels}


def test_each_difference_is_told_once_at_its_place_and_the_other_way_round(pair, bodies_of):
    first = accord(*pair, termination_notice="P6M")
    second = accord(pair[0], make.OrganizationFactory(name="Third Party"), signed="2023-05-13")
    second.terms.update(length="P5Y")
    make.AgreementTextFactory(agreement=second, language="ko", title="협정")
    publish(first, second, by=None)

    differing, same = compared(*bodies_of(first, second))

    rows = {label: (one, other) for label, one, other in differing}
    assert len({*differing}) == len(differing), "nothing is told twice"
    assert rows["Term › length"] == ("three years", "five years")
    assert rows["Termination notice"] == ("six months", "")
    assert rows["Signed › date"] == ("13 May 2020", "13 May 2023")
    assert rows["Third Party"][0] == "" != rows["Third Party"][1]
    assert rows["British Council"][1] == "" != rows["British Council"][0]
    assert "협정" in rows["Korean"][1]
    assert "Korea Institute" in dict(same)
    assert {(label, other, one) for label, one, other in differing} == {
        *compared(*bodies_of(second, first))[0]
    }


@time_machine.travel("2024-01-01", tick=False)
def test_the_page_shows_both_with_their_status_and_marks_changed_words(client, pair):
    first, second = accord(*pair), accord(*pair, signed="2023-05-13")
    words = "The two institutes will exchange students, researchers and their works for {} years, and meet once a year."
    for agreement, number in ((first, "three"), (second, "five")):
        agreement.texts.update(summary=words.format(number))
    make.AgreementRelationFactory(agreement=second, older=first, kind="renews")
    publish(first, second, by=None)

    page = client.get(f"/agreements/{first.ref}/compare?with={second.ref}").content.decode()

    assert re.findall(r"<mark>(.*?)</mark>", page) == ["three", "five"]
    assert re.findall(r'<strong class="tag [^>]*>([a-z ]*)', page) == ["expired", "in effect"]
    assert [f'<a href="/agreements/{each.ref}/accord">Accord</a>' in page for each in (first, second)] == [
        True,
        True,
    ]
    assert '<meta name="robots" content="noindex, follow">' in page


def test_without_another_one_the_related_are_offered(client, pair):
    first, second, third = accord(*pair), accord(*pair), accord(*pair)
    make.AgreementRelationFactory(agreement=second, older=first, kind="renews")
    make.AgreementRelationFactory(agreement=third, older=second, kind="amends")
    make.AgreementRelationFactory(agreement=second, older=None, stub={"en": "Of 1997"}, kind="based_on")
    publish(first, second, third, by=None)

    def offered(ref):
        return re.findall(r'href="\?with=(\w+)"', client.get(f"/agreements/{ref}/compare").content.decode())

    assert offered(first.ref) == [second.ref]
    assert sorted(offered(second.ref)) == [first.ref, third.ref]


@pytest.mark.parametrize(
    "typed", ["A2", " a2 ", "http://testserver/agreements/A2/accord", "/ko/agreements/A2", "A2 – Accord"]
)
def test_a_reference_is_taken_as_it_is_typed_or_copied(client, pair, typed):
    publish(accord(*pair), by=None)
    publish(accord(*pair), by=None)

    response = client.get("/agreements/A1/compare", {"with": typed})

    assert response.status_code == 200
    assert 'id="differing"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("with=A99", "No agreement with the reference A99 is public here."),
        ("with=A2", "No agreement with the reference A2 is public here."),  # withdrawn
        ("with=A1", "This is the same agreement: give the reference of another one."),
        ("with=accord", "`accord` cannot be read here. An example: `A12`."),
        ("with=O1", "`O1` cannot be read here. An example: `A12`."),
        ("with=A2&with=A3", "This parameter can be given only once."),
        ("width=A2", "Unknown parameter `width`: did you mean `with`?"),
    ],
)
def test_what_cannot_be_compared_is_said_and_stays_in_the_form(client, pair, query, words):
    for agreement in (accord(*pair), gone := accord(*pair)):
        publish(agreement, by=None)
    withdraw(gone, by=None, reason={"en": "Entered by mistake."})

    response = client.get(f"/agreements/A1/compare?{query}")
    page = unescape(response.content.decode())

    assert response.status_code == 400
    assert words in page
    typed = query.partition("=")[2].rpartition("=")[2] if query.startswith("with") else ""
    assert f'name="with" value="{typed}"' in page


def test_of_one_whose_existence_alone_is_public_nothing_else_is_compared(client, pair):
    first, second = accord(*pair), accord(*pair, disclosure="existence", disclosure_basis="Act 1")
    publish(first, second, by=None)

    response = client.get(f"/agreements/{first.ref}/compare?with={second.ref}")

    assert response.status_code == 200
    assert client.get(f"/agreements/{second.ref}/compare").status_code == 200


def test_one_that_is_gone_says_so_and_what_never_was_is_not_found(client, pair):
    agreement = accord(*pair)
    publish(agreement, by=None)
    withdraw(agreement, by=None, reason={"en": "Entered by mistake."})

    assert client.get("/agreements/A1/compare?with=A2").status_code == 410
    assert client.get("/agreements/A9/compare").status_code == 404


def test_the_korean_page_is_korean(client, pair):
    publish(accord(*pair), by=None)
    publish(accord(*pair, signed="2021"), by=None)

    page = client.get("/ko/agreements/A1/compare?with=A2").content.decode()

    assert [words in page for words in (">다른 점<", "같은 점", "What differs")] == [True, True, False]


def test_a_comparison_costs_the_same_queries_for_few_facts_and_for_many(
    client, pair, django_assert_max_num_queries
):
    publish(accord(*pair), by=None)
    publish(accord(*pair, *(make.OrganizationFactory() for _number in range(5))), by=None)

    with django_assert_max_num_queries(6):
        client.get("/agreements/A1/compare?with=A2")
