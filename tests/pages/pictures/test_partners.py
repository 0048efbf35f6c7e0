"""The fan of partners: the most frequent, each with its number, and how many are left out."""

import pytest
from django.template.loader import render_to_string

from organizations.pictures import organization_partner_fan
from pages.co_occurrence import ValueCount
from pages.pictures.partner_fan import MAX_PARTNERS, MAX_THICKNESS, partner_fan
from pages.pictures.scales import fit_text, text_width
from register.publishing import publish
from tests import factories as make


def counted(number: int, name="Partner", ref="O2") -> ValueCount:
    return ValueCount(ref, {"instrument": number, "programme": 0, "dialogue": 0}, {"en": name})


def test_nobody_to_agree_with_draws_nothing():
    assert partner_fan([], 0) is None


def test_a_line_is_as_thick_as_there_are_agreements():
    one, two, many = partner_fan([counted(1), counted(2), counted(5)], 3).partners

    assert two.thickness == 2 * one.thickness
    assert many.thickness == 5 * one.thickness


def test_thousands_of_agreements_keep_the_lines_apart():
    picture = partner_fan([counted(1834), *[counted(500)] * 29], 696)

    assert picture.partners[0].thickness == MAX_THICKNESS
    assert picture.start >= 0
    assert picture.end <= picture.height
    assert picture.hidden_count == 666


@pytest.mark.parametrize(
    "name", ["한국보건산업진흥원과 아주 긴 이름의 기관 연합회 사무국", "Office of the Very Long Name " * 3]
)
def test_a_long_name_is_cut_and_whole_in_the_table(name):
    picture = partner_fan([counted(1, name)], 1)
    html = render_to_string("pictures/_partners.html", {"fan": picture, "ref": "O1"})

    assert picture.partners[0].shown.endswith("…")
    assert name in html.partition("<table")[2]


def test_words_that_fit_are_left_alone():
    assert fit_text("기관", 15, text_width("기관", 15)) == "기관"


def test_a_hostile_name_stays_words():
    picture = partner_fan([counted(1, '<script>"x&')], 1)

    html = render_to_string("pictures/_partners.html", {"fan": picture, "ref": "O1"})

    assert "<script>" not in html
    assert "&lt;script&gt;&quot;x&amp;" in html


@pytest.mark.django_db
def test_partners_are_those_of_published_agreements_by_nature(client):
    own, other, third = (make.OrganizationFactory(name=name) for name in ("Own", "Other", "Third"))
    for nature, party in (("instrument", other), ("programme", other), ("dialogue", third)):
        agreement = make.AgreementFactory(titled=True, nature=nature, form="", party__organization=own)
        make.InvolvementFactory(agreement=agreement, organization=party, role="funder")
        publish(agreement, by=None)
    draft = make.AgreementFactory(titled=True, party__organization=own)
    make.InvolvementFactory(agreement=draft, organization=third)
    own.refresh_from_db()

    found = organization_partner_fan(own.ref)

    assert [(one.name, one.counts) for one in found.partners] == [
        ("Other", {"instrument": 1, "programme": 1, "dialogue": 0}),
        ("Third", {"instrument": 0, "programme": 0, "dialogue": 1}),
    ]
    listed = client.get(f"/agreements/?party={own.ref}%2B{found.partners[0].ref}").content
    assert b"2 agreements</h2>" in listed


@pytest.mark.django_db
def test_at_most_thirty_partners_are_shown_and_the_rest_are_counted(client):
    agreement = make.AgreementFactory(titled=True)
    for _one in range(MAX_PARTNERS + 5):
        make.InvolvementFactory(agreement=agreement)
    publish(agreement, by=None)

    found = organization_partner_fan("O1")

    assert (len(found.partners), found.hidden_count) == (MAX_PARTNERS, 5)
    assert b"And 5 more partners." in client.get("/organizations/O1", follow=True).content
