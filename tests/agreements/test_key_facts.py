"""What is not recorded, what does not apply and what is withheld are three things."""

import pytest

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
    assert "What it is" in glance.partition("Between")[0]


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
