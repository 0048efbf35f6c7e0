"""What is not recorded, what does not apply and what is withheld are three things."""

import pytest
import time_machine

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def at_a_glance(read, **values) -> str:
    terms = values.pop("terms", [])
    agreement = make.AgreementFactory(titled=True, **values)
    for term in terms:
        make.TermFactory(agreement=agreement, **term)
    publish(agreement, by=None)
    return read("/agreements/A1").partition("At a glance")[2].partition(", and why")[0]


def test_of_an_instrument_what_the_sources_leave_out_is_not_recorded(read):
    glance = at_a_glance(read)

    assert "Signed Not recorded In effect from Not recorded Ends Not recorded" in glance


def test_a_dialogue_begins_and_has_no_term(read):
    glance = at_a_glance(read, nature="dialogue", form="")

    assert "Began Not recorded" in glance
    assert "Ends Does not apply" in glance
    assert "Signed" not in glance


def test_a_programme_whose_end_nobody_wrote_down_may_still_have_one(read):
    assert "Ends Not recorded" in at_a_glance(read, nature="programme", form="")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"renewal": "indefinite", "length": ""}, "Ends Does not apply – its terms set no end date"),
        (
            {"renewal": "automatic", "length": "P3Y"},
            "Ends No end date – it renews automatically unless notice is given",
        ),
        ({"renewal": "fixed", "length": "P3Y"}, "Ends after three years – Term"),
        ({"renewal": "fixed", "length": "", "until": "2099-12-31"}, "Ends 31 December 2099"),
        ({"renewal": "not_stated", "length": ""}, "Ends Not recorded"),
    ],
)
def test_the_end_is_told_as_far_as_the_term_tells_it(read, term, words):
    assert words in at_a_glance(read, terms=[term])


def test_what_the_law_withholds_is_not_called_unrecorded(read):
    glance = at_a_glance(read, disclosure="existence", disclosure_basis="Act 7")

    assert "Signed Withheld In effect from Withheld Ends Withheld" in glance
    assert "Not recorded" not in glance


def test_the_glance_says_why_it_holds_what_came_of_it_and_how_we_know(full, read):
    glance = read(f"/agreements/{full['agreement'].ref}").partition("At a glance")[2]
    glance = glance.partition(", and why")[0]

    assert "Outcomes 1 result · 1 activity" in glance
    assert "How we know 2 sources" in glance
    assert "Between" in glance.partition("What it is")[0]


@pytest.mark.parametrize(
    ("kind", "words"),
    [("intergovernmental", "Country Does not apply"), ("university", "Country Not recorded")],
)
def test_a_body_between_countries_has_none_and_another_ones_is_not_recorded(read, kind, words):
    publish(make.OrganizationFactory(kind=kind, country=""), by=None)

    assert words in read("/organizations/O1")


def facts_of_acts(read, *acts, **values) -> str:
    agreement = make.AgreementFactory(titled=True, **values)
    for act in acts:
        make.MilestoneFactory(agreement=agreement, **act)
    publish(agreement, by=None)
    return read("/agreements/A1").partition("At a glance")[2].partition(", and why")[0]


def test_provisional_application_is_no_entry_into_force(read):
    glance = facts_of_acts(
        read,
        {"kind": "signed", "on": "2018-05-01"},
        {"kind": "provisionally_applied", "on": "2019-02-01", "until": "2021-01-31"},
        form="treaty",
        bindingness="binding",
    )

    assert "Provisionally applied from 1 February 2019 – until 31 January 2021" in glance
    assert "In force from Not recorded Ends Not recorded" in glance


@pytest.mark.parametrize(
    ("last", "form", "words"),
    [
        ("declared_void", "mou", "In effect from Does not apply – it never took effect"),
        ("declared_void", "mou", "Ends Does not apply – void from the start"),
        ("cancelled", "treaty", "Ends Does not apply – cancelled"),
    ],
)
def test_what_never_took_effect_neither_began_nor_ended(read, last, form, words):
    glance = facts_of_acts(
        read, {"kind": "signed", "on": "2018-01-01"}, {"kind": last, "on": "2021-01-01"}, form=form
    )

    assert words in glance
    assert "Ended" not in glance


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (
            {"kind": "notice_given", "on": "2021-06-01", "notice_of": "termination", "until": "2099-12-31"},
            "It ends by notice; its last day is 31 December 2099.",
        ),
        (
            {"kind": "terminated", "on": "2021-06-01", "effective_on": "2100-01-01"},
            "Terminated on 1 June 2021, with effect from 1 January 2100.",
        ),
    ],
)
def test_the_reason_in_one_line_names_what_ends_it(read, end, words):
    glance = facts_of_acts(read, {"kind": "signed", "on": "2018-01-01"}, end)

    assert f"{words} why" in glance
    assert "Ends 31 December 2099 – it will be terminated" in glance


@pytest.mark.parametrize(
    ("term", "values", "words"),
    [
        ({"renewal": "fixed", "length": "P5Y"}, {}, "Next: last day, 13 March 2027"),
        (
            {"renewal": "automatic", "length": "P2Y", "non_renewal_notice": "P3M"},
            {},
            "Next: last day for notice, 13 December 2025",
        ),
        (
            {"renewal": "indefinite", "length": ""},
            {"review_interval": "P2Y"},
            "Next: review due, 14 March 2024 overdue",
        ),
        ({"renewal": "fixed", "length": "P2Y"}, {}, ""),  # it ended
        ({"renewal": "indefinite", "length": ""}, {}, ""),
        ({"renewal": "fixed", "length": "P5Y"}, {"disclosure": "existence", "disclosure_basis": "Act 7"}, ""),
    ],
)
def test_the_status_names_what_falls_due_next(read, term, values, words):
    agreement = make.AgreementFactory(titled=True, form="mou", **values)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2022-03-14")
    make.TermFactory(agreement=agreement, starts_with="signature", **term)
    publish(agreement, by=None)

    with time_machine.travel("2025-06-01 12:00 +0900", tick=False):
        glance = read("/agreements/A1").partition("At a glance")[2].partition(", and why")[0]

    assert words in glance if words else "Next:" not in glance


def test_what_is_not_recorded_is_named_once_and_has_no_heading(read):
    bare, full_of = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=full_of, kind="signed", on="2020")
    make.TermFactory(agreement=full_of)
    make.SignatoryFactory(agreement=full_of)
    make.CommitmentFactory(agreement=full_of)
    publish(bare, full_of, by=None)

    page, other = read("/agreements/A1"), read("/agreements/A2")

    assert "Not recorded term · key dates · signatories · commitments" in page
    assert "term · " not in other
    for heading in ("Key dates", "Signatories", "Commitments", " Term "):
        assert (heading in page, heading in other) == (False, True), heading


def test_a_part_that_is_cited_although_nothing_of_it_is_recorded_keeps_its_place(client):
    agreement = make.AgreementFactory(titled=True)
    for fact in ("terms", "signatories", "commitments", "milestones", "involvements"):
        make.AgreementCitationFactory(agreement=agreement, facts=[fact])
    publish(agreement, by=None)

    page = client.get("/agreements/A1", follow=True).content.decode()

    for anchor in ("terms", "signatories", "commitments", "milestones", "involvements"):
        assert page.count(f'id="{anchor}"') == page.count(f'href="#{anchor}"') == 1, anchor
