"""Records are typed by name: those of the register are found, new ones are made once somebody says so."""

import pytest
from django.utils.translation import override

from agreements.models import Agreement
from organizations.models import Organization
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/agreement/add/"


@pytest.fixture
def add(desk, form_at):
    """``add(**rows)``: send the form of a new agreement with these rows; returns the answer."""

    def add(**rows):
        form = form_at(desk, ADD)
        form.fill("texts-0", title="Memorandum")
        for row, values in rows.items():
            form.fill(row.replace("__", "-"), **values)
        return desk.post(ADD, form)

    return add


def parties():
    return [part.organization for part in Agreement.objects.get().involvements.order_by("pk")]


@pytest.mark.parametrize(
    "typed",
    [
        " KoNECT ",
        "국가임상시험지원재단",
        "konect (kr)",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("KoNECT", "konect", "KoNECT (KR)")),
    ],
)
def test_any_name_of_a_record_finds_it(add, typed):
    konect = make.OrganizationFactory(name="KoNECT", country="KR")
    make.OrganizationNameFactory(organization=konect, text="국가임상시험지원재단")

    assert add(involvements__0={"organization": typed}).status_code == 302

    assert parties() == [konect]


def test_what_is_not_in_the_register_is_said_and_made_once_ticked(add, errors_of):
    make.OrganizationFactory(name="Mekong Delta Hospital")

    refused = add(involvements__0={"organization": "Mekong Delta Clinic"})
    assert "is not in the register" in errors_of(refused)["involvements-0"]["organization"][0]
    assert not Agreement.objects.exists()

    saved = {"organization": "Mekong Delta Clinic", "organization_new": "on"}
    assert add(involvements__0=saved).status_code == 302
    assert [party.name for party in parties()] == ["Mekong Delta Clinic"]
    assert Agreement.objects.get().involvements.get().name_as_written == "Mekong Delta Clinic"


def test_a_new_name_typed_twice_is_one_new_record(add, errors_of):
    row = {"organization": "Mekong Delta Clinic", "organization_new": "on"}

    doubled = add(involvements__0=row, involvements__1={**row, "organization": "MEKONG delta clinic"})
    assert errors_of(doubled)["involvements-1"]["__all__"] == [
        "This organization already has this role here."
    ]
    add(involvements__0=row, involvements__1={**row, "role": "host"})

    assert [party.name for party in parties()] == ["Mekong Delta Clinic"] * 2
    assert Organization.objects.count() == 1


def test_two_names_that_are_not_in_the_register_are_not_called_the_same(add, errors_of):
    refused = add(
        involvements__0={"organization": "Mekong Clinic"}, involvements__1={"organization": "Delta Fund"}
    )

    errors = errors_of(refused)
    assert {row: [*fields] for row, fields in errors.items()} == {
        "involvements-0": ["organization"],
        "involvements-1": ["organization"],
    }


def test_what_is_to_be_put_right_has_the_focus_and_not_the_first_field(add, desk):
    takes_focus = "admin/js/change_form.js"

    assert takes_focus in desk.get(ADD).content.decode()
    assert takes_focus not in add(involvements__0={"organization": "Mekong Clinic"}).content.decode()


def test_of_several_with_a_name_the_number_says_which(add, errors_of):
    first, second = (make.OrganizationFactory(name="Ministry of Health", country="") for _ in range(2))

    refused = add(involvements__0={"organization": "Ministry of Health"})
    sentence = errors_of(refused)["involvements-0"]["organization"][0]
    assert f"Ministry of Health #{first.pk}" in sentence
    assert f"Ministry of Health #{second.pk}" in sentence
    add(involvements__0={"organization": f"Ministry of Health #{second.pk}"})

    assert parties() == [second]


def test_a_name_that_was_typed_over_counts_before_the_record_that_was_chosen(add):
    konect, dia = (make.OrganizationFactory(name=name) for name in ("KoNECT", "DIA"))

    add(involvements__0={"organization": "DIA", "organization_chosen": str(konect.pk)})

    assert parties() == [dia]


def test_a_new_source_has_what_is_typed_beside_it(add):
    row = {
        "source": "Two institutes sign",
        "source_address": "https://example.org/a",
        "source_published_on": "May 2024",
    }

    assert add(citations__0=row).status_code == 302

    source = Source.objects.get()
    assert (source.title, source.address, source.published_on) == (
        "Two institutes sign",
        "https://example.org/a",
        "2024-05",
    )
    assert Agreement.objects.get().citations.get().facts != []


def test_a_source_of_the_register_is_found_by_its_address_and_not_changed(add, errors_of):
    source = make.SourceFactory(title="Two institutes sign", address="https://example.org/a")

    refused = add(citations__0={"source": "https://example.org/a", "source_publisher": "Another"})
    assert "source_publisher" in errors_of(refused)["citations-0"]
    add(citations__0={"source": "Two institutes sign", "source_address": "https://example.org/a"})

    assert Agreement.objects.get().citations.get().source == source


def test_what_is_typed_for_codes_is_stored_as_codes_and_shown_as_words(add, desk, form_at):
    add(
        texts__0={"title": "Memorandum", "language": "Korean"},
        terms__0={"length": "5 years", "non_renewal_notice": "six months"},
        milestones__0={"kind": "signed", "on": "2024", "places": "Seoul\nLondon (GB), Guildhall"},
    )

    agreement = Agreement.objects.get()
    assert agreement.texts.get().language == "ko"
    assert (agreement.terms.get().length, agreement.terms.get().non_renewal_notice) == ("P5Y", "P6M")
    assert [place["country"] for place in agreement.milestones.get().places] == ["KR", "GB"]
    english, korean = (
        form_at(desk, f"{language}/admin/agreements/agreement/{agreement.pk}/change/")
        for language in ("", "/ko")
    )
    assert (english["terms-0-length"], korean["terms-0-length"]) == (["five years"], ["5년"])
    assert (english["texts-0-language"], korean["texts-0-language"]) == (["Korean"], ["한국어"])
    with override("ko"):
        desk.post(f"/ko/admin/agreements/agreement/{agreement.pk}/change/", korean)
    agreement.refresh_from_db()
    assert (agreement.terms.get().length, agreement.texts.get().language) == ("P5Y", "ko")


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"terms__0": {"length": "5"}}, "terms-0", "is not a length of time we understand"),
        ({"texts__0": {"title": "M", "language": "Klingonish"}}, "texts-0", "is not a language we know"),
    ],
)
def test_errors_are_in_the_words_of_whoever_typed(add, errors_of, row, field, words):
    sentences = errors_of(add(**row))[field]

    assert words in next(iter(sentences.values()))[0]
    assert "ISO" not in str(sentences)


def test_signatories_are_for_a_row_of_the_same_page(add):
    _konect, dia = (make.OrganizationFactory(name=name) for name in ("KoNECT", "DIA"))

    add(
        involvements__0={"organization": "KoNECT"},
        involvements__1={"organization": "DIA"},
        signatories__0={"name_as_written": "Deborah Chee", "party": "involvements-1"},
    )

    assert Agreement.objects.get().signatories.get().involvement.organization == dia


def test_names_are_looked_up_by_those_who_may_see_them(desk, client):
    make.OrganizationFactory(name="KoNECT", country="KR")

    answer = desk.get("/admin/named/organizations.organization/", {"text": "konect"}).json()

    assert [record["name"] for record in answer["named"]] == ["KoNECT (KR)"]
    assert answer["may_add"] is True
    assert desk.get("/admin/named/auth.user/", {"text": "a"}).status_code == 404
