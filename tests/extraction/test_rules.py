"""Promises of the rules: what a text says is suggested with its words, and what it does not say is not."""

import time

import pytest

from extraction.extractors import suggest
from extraction.rules import extract
from organizations.models import NameKind
from tests.extraction.invented import HARBOR, TEXTS
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def facts(suggestions):
    return {(suggestion.kind, suggestion.role, suggestion.value) for suggestion in suggestions}


def values(suggestions, kind, role=""):
    return [s.value for s in suggestions if s.kind == kind and role in ("", s.role)]


@pytest.mark.parametrize("name", TEXTS)
def test_a_press_release_gives_its_facts_and_no_others(name):
    invented = TEXTS[name]

    suggestions = extract(invented.text, published=invented.published)

    assert facts(suggestions) == invented.facts
    assert facts(s for s in suggestions if not s.stated) == invented.inferred


@pytest.mark.parametrize("name", TEXTS)
def test_each_suggestion_rests_on_words_of_the_text_and_stands_in_their_order(name):
    invented = TEXTS[name]

    suggestions = suggest(invented.text, published=invented.published)

    assert [s.start for s in suggestions] == sorted(s.start for s in suggestions)
    assert all(invented.text[s.start : s.end].strip() for s in suggestions)
    as_printed = [s for s in suggestions if s.kind in ("person", "attendance", "post")]
    assert all(s.value == invented.text[s.start : s.end] for s in as_printed)


def test_a_signing_without_a_day_is_on_or_before_the_day_of_publication():
    text = "Alder Hospital and Birch College have signed a memorandum of understanding."

    (signed,) = [s for s in extract(text, published="2020-02-03") if s.kind == "date"]

    assert (signed.value, signed.role, signed.stated) == ("[..2020-02-03]", "signed", False)
    assert text[signed.start : signed.end] == "signed"


@pytest.mark.parametrize("published", [None, "", "2020", "2020-02?", "soon"])
def test_a_signing_is_not_bounded_by_a_publication_whose_day_is_unknown(published):
    text = "Alder Hospital and Birch College have signed a memorandum of understanding."

    assert values(extract(text, published=published), "date") == []


def test_a_stated_day_is_not_bounded_as_well():
    text = "Alder Hospital and Birch College signed a memorandum of understanding on 2 March 2019."

    assert values(extract(text, published="2020-02-03"), "date") == ["2019-03-02"]


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("yesterday", "2024-03-01", "2024-02-29"),
        ("on Friday", "2024-03-06", "2024-03-01"),
        ("on the 30th", "2024-03-06", "2024-01-30"),  # February has none
        ("in August last year", "2024-12-03", "2023-08"),
        ("on 28 December", "2024-01-02", "2023-12-28"),
        ("on the 9th", None, "XXXX-XX-09"),
    ],
)
def test_a_day_is_counted_from_the_day_of_publication(words, published, day):
    text = f"Alder Hospital and Birch College signed a memorandum of understanding {words}."

    assert values(extract(text, published=published), "date") == [day]


def test_a_quoted_person_is_no_signatory():
    suggestions = extract(HARBOR.text, published=HARBOR.published)

    assert values(suggestions, "attendance", "spoke_for") == ["Ada Fenwick"]
    assert values(suggestions, "person") == []


def test_what_surrounds_an_article_is_no_fact():
    suggestions = extract(HARBOR.text, published=HARBOR.published)

    words = " ".join(values(suggestions, "organization"))
    assert [name for name in ("Tidewater", "Lakeside", "Borealis", "Fisheries") if name in words] == []


def test_several_agreements_of_one_text_are_told_apart_and_related():
    text = (
        "Alder University and Birch University signed a cooperation agreement on 4 May 2020 in Vienna. "
        "The earlier memorandum of 2015 was signed in Lisbon on 7 July 2015."
    )

    suggestions = extract(text, published="2020-05-05")

    assert {(s.agreement, s.value) for s in suggestions if s.kind == "form"} == {(0, "agreement"), (1, "mou")}
    dates = {(s.agreement, s.value) for s in suggestions if s.kind == "date"}
    assert dates == {(0, "2020-05-04"), (1, "2015-07-07")}
    assert [(s.role, s.details["target"]) for s in suggestions if s.kind == "relation"] == [("follows", 1)]


def test_the_name_of_an_acronym_is_given_where_the_text_explains_it():
    text = (
        "HIMR (Harwick Institute of Marine Research) and Birch College signed a memorandum of understanding."
    )

    (institute, _college) = [s for s in extract(text) if s.kind == "organization"]

    assert (institute.value, institute.details["acronym"]) == ("Harwick Institute of Marine Research", "HIMR")


@pytest.mark.parametrize(
    "text", ["", " \n ", "Nothing was agreed.", "미정", "Соглашение подписано.", "(((", "“", "1"]
)
def test_a_text_without_facts_gives_none(text):
    assert suggest(text) == []


def test_a_long_text_takes_less_than_a_second():
    text = "\n".join([HARBOR.text.split("ABOUT")[0]] * 30)
    extract(HARBOR.text)

    begun = time.perf_counter()
    extract(text, published="2021-05-14")

    assert len(text) > 15_000
    assert time.perf_counter() - begun < 5  # a second where nothing else runs


def test_a_name_of_the_register_is_known_whatever_its_words():
    record = OrganizationFactory(name="Glimmer")
    OrganizationFactory(name="Nowhere in the text")
    text = "Glimmer and Birch College signed a memorandum of understanding on coastal monitoring."

    (glimmer, _college) = [s for s in extract(text) if s.kind == "organization"]

    assert (glimmer.value, glimmer.details["record"]) == ("Glimmer", record.pk)


def test_a_name_that_two_organizations_have_is_nobody_in_particular():
    for country in ("KR", "GB"):
        organization = OrganizationFactory(name=f"Ministry {country}", country=country)
        organization.names.create(text="Ministry of Health", kind=NameKind.ALIAS)
    text = "The Ministry of Health and Birch College signed a memorandum of understanding."

    (ministry, _college) = [s for s in extract(text) if s.kind == "organization"]

    assert (ministry.value, "record" in ministry.details) == ("Ministry of Health", False)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Alder Hospital signed a memorandum with Birch College.", ["Alder Hospital", "Birch College"]),
        (
            "A memorandum between Alder Hospital, Norway, and Birch College was signed.",
            ["Alder Hospital", "Birch College"],
        ),
        (
            "Alder Hospital and Birch College meet. The parties have signed a treaty.",
            ["Alder Hospital", "Birch College"],
        ),
        (
            "The Universities of Oslo and Bergen signed a memorandum.",
            ["University of Oslo", "University of Bergen"],
        ),
        ("The Ministry of Health and Welfare and Norland signed a pact.", ["Ministry of Health and Welfare"]),
        ("Alder Hospital said that it signed a memorandum with NIBR.", ["Alder Hospital", "NIBR"]),
        (
            "King's College and St Mary's Hospital signed a memorandum.",
            ["King's College", "St Mary's Hospital"],
        ),
        ("The Alder Hospital Conference discussed a memorandum.", []),
    ],
)
def test_parties_are_those_who_stand_on_either_side_of_a_form(text, parties):
    names = values(extract(text), "organization", "party")

    assert sorted(name for name in names if name != "Norland") == sorted(parties)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The memorandum is valid for three years.", {("term", "length", "P3Y")}),
        ("The agreement runs until 31 December 2022.", {("term", "until", "2022-12-31")}),
        ("The memorandum was concluded for an indefinite time.", {("term", "renewal", "indefinite")}),
        ("It may be terminated with 90 days' written notice.", {("notice", "termination", "P90D")}),
        ("A three-year work plan was drawn up.", set()),
    ],
)
def test_terms_and_notices_are_told_from_other_lengths(text, terms):
    suggestions = extract(f"Alder Hospital and Birch College signed a memorandum. {text}")

    assert facts(s for s in suggestions if s.kind in ("term", "notice")) == terms


def test_an_addendum_amends_what_it_is_added_to():
    text = "The Addendum to the Cooperation Agreement between Alder Hospital and Birch College was signed in Oslo."

    relations = [s for s in extract(text) if s.kind == "relation"]

    assert [(s.role, s.agreement, s.details["target"]) for s in relations] == [("amends", 0, 1)]


def test_what_is_only_to_be_signed_was_not_signed():
    text = "The cabinet approved the signing of a memorandum between Alder Hospital and Birch College."

    assert values(extract(text, published="2020-02-03"), "date", "signed") == []


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_texts_cut_anywhere_and_joined_in_any_order_are_still_read(name, other):
    first, second = TEXTS[name].text, TEXTS[other].text
    for cut in range(0, len(first), 97):
        text = first[cut:] + second[: len(second) - cut]

        suggestions = extract(text, published=TEXTS[name].published)

        assert all(0 <= s.start < s.end <= len(text) for s in suggestions)
