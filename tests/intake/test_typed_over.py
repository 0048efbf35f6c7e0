"""Words of a text are evidence of what they were taken for: not of another row, nor of what is typed over it."""

import json

import pytest

from agreements.models import Agreement
from sources.passages import QUOTED
from tests import factories as make
from tests.desk.conftest import Fields
from tests.intake.memorandum import RELEASE
from tests.intake.test_from_text import filled_form, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(desk, form_at):
    """A form that the ticks of a text filled in, and its address."""
    make.OrganizationFactory(name="Korea Institute of Vaccines", country="KR")
    make.OrganizationFactory(name="Norwegian Centre for Epidemics", country="NO")
    form, address = filled_form(desk, *suggest(desk, form_at, text=RELEASE))
    form["alike_checked"] = "yes"
    return form, address


def notes_of(answer) -> str:
    return " ".join(str(each) for each in answer.context["messages"])


def cited_with(agreement, fact: str, words: str):
    """A citation with the words that stand for a fact."""
    text = make.SourceTextFactory(text=words)
    passage = {"fact": fact, "quote": words, "start": 0, "text": text.pk}
    return make.AgreementCitationFactory(
        agreement=agreement, source=text.source, facts=[fact], passages=[passage]
    )


def quotes_by_name(agreement) -> set[tuple[str, str]]:
    """The names of signatories, each with words that are kept for them."""
    names = {each.key: each.name_as_written for each in agreement.signatories.all()}
    rows = [row for citation in agreement.citations.all() for row in citation.passages]
    words = [(names.get(row["fact"].split("/")[1]), row["quote"]) for row in rows if "/" in row["fact"]]
    return {(name, quote) for name, quote in words if name and quote[:3] in {"Kim", "Lar", "Ann"}}


def test_words_do_not_go_over_to_the_name_in_another_row(desk, filled):
    form, address = filled
    first, second = "signatories-0-name_as_written", "signatories-1-name_as_written"

    answer = desk.post(address, {**form, first: form[second], second: form[first]}, follow=True)

    assert quotes_by_name(Agreement.objects.get()) == {("Anna de Vries", "Anna de Vries")}
    assert "Kim Minji" in notes_of(answer)


def test_what_is_typed_over_is_not_cited_and_staff_are_told_so(desk, filled):
    form, address = filled

    answer = desk.post(
        address,
        {**form, "signatories-0-name_as_written": "Somebody Else", "milestones-0-on": "2023"},
        follow=True,
    )

    agreement = Agreement.objects.get()
    [citation] = agreement.citations.all()
    assert "Kim Minji" not in [row["quote"] for row in citation.passages]
    assert quotes_by_name(agreement) == {(name, name) for name in ("Lars Holm", "Anna de Vries")}
    assert "Somebody Else" in notes_of(answer)
    assert "Anna" not in notes_of(answer)


def test_a_source_of_which_nothing_stays_is_cited_for_the_record(desk, filled):
    form, address = filled
    quotes = [
        each for each in json.loads(form[QUOTED][0]) if each["field"] == "signatories-0-name_as_written"
    ]
    form[QUOTED] = json.dumps(quotes)

    desk.post(address, {**form, "signatories-0-name_as_written": "Somebody Else"})

    [citation] = Agreement.objects.get().citations.all()
    assert (citation.facts, citation.passages) == ([], [])


def test_what_the_words_say_as_well_stays_cited(desk, filled):
    form, address = filled

    answer = desk.post(
        address,
        {**form, "signatories-0-name_as_written": " kim  minji", "milestones-0-on": "2024"},
        follow=True,
    )

    assert "Kim Minji" in {quote for _name, quote in quotes_by_name(Agreement.objects.get())}
    assert "typed over" not in notes_of(answer)


def test_a_stored_party_that_becomes_another_one_loses_the_words_for_the_former(desk, filled):
    form, address = filled
    desk.post(address, form)
    make.OrganizationFactory(name="Kelvin Institute")
    agreement = Agreement.objects.get()
    party = agreement.involvements.get(organization__name="Korea Institute of Vaccines")
    [before] = agreement.citations.all()
    fact = f"involvements/{party.key}/organization"
    page = desk.get(f"/admin/agreements/agreement/{agreement.pk}/change/")
    form = Fields(page.content.decode()).form
    [row] = [
        name.rpartition("-")[0]
        for name in form
        if name.endswith("-id") and form[name] == [str(party.pk)] and name.startswith("involvements")
    ]
    changed = {f"{row}-organization": "Kelvin Institute", f"{row}-organization_chosen": ""}

    answer = desk.post(page.request["PATH_INFO"], {**form, **changed}, follow=True)

    [citation] = agreement.citations.all()
    assert fact in before.facts
    assert (sorted(before.facts), sorted(before.passages, key=str)) == (
        sorted([*citation.facts, fact]),
        sorted([*citation.passages, *(row for row in before.passages if row["fact"] == fact)], key=str),
    )
    assert "Korea Institute of Vaccines: Organization" in notes_of(answer)


@pytest.mark.parametrize(
    ("typed", "is_quoted"),
    [
        ({}, True),
        pytest.param({"starts_with": "effect"}, True, marks=pytest.mark.long),
        ({"until": "2032"}, True),
        pytest.param({"wording": "five years"}, True, marks=pytest.mark.long),
        ({"length": "3 years"}, False),
        pytest.param({"length": ""}, False, marks=pytest.mark.long),
        pytest.param({"wording": "five years", "length": "3 years"}, False, marks=pytest.mark.long),
    ],
    ids=["nothing", "a fact more", "an end more", "what they say", "another", "emptied", "one of two"],
)  # fmt: skip
def test_words_for_a_part_as_a_whole_go_where_its_values_are_typed_over(desk, form_at, typed, is_quoted):
    agreement = make.AgreementFactory(titled=True)
    term = make.TermFactory(agreement=agreement, length="P5Y", wording="a term of five years")
    citation = cited_with(agreement, f"terms/{term.key}", "a term of five years from signature")
    address = f"/admin/agreements/agreement/{agreement.pk}/change/"
    form = form_at(desk, address)

    answer = desk.post(
        address, {**form, **{f"terms-0-{name}": value for name, value in typed.items()}}, follow=True
    )

    citation.refresh_from_db()
    assert (bool(citation.passages), bool(citation.facts)) == (is_quoted, is_quoted)
    assert ("typed over" in notes_of(answer)) != is_quoted


def test_words_for_a_text_by_language_are_of_that_text_and_go_where_it_is_typed_over(desk, form_at):
    """They were kept for the whole promise, and stayed."""
    agreement = make.AgreementFactory(titled=True)
    text = make.SourceTextFactory(text="They will open a joint office. It is their tenth year.")
    made = {
        "commitments-TOTAL_FORMS": "1",
        "commitments-0-position": "0",
        "commitments-0-kind": "aim",
        "commitments-0-text_en": "open a joint office",
    }
    quotes = [
        {"text": text.pk, "start": 10, "words": "open a joint office", "field": "commitments-0-text_en"},
        {"text": text.pk, "start": 31, "words": "It is their tenth year", "field": "occasion_en"},
    ]
    address = f"/admin/agreements/agreement/{agreement.pk}/change/"
    sent = {
        **form_at(desk, address),
        **made,
        "occasion_en": "It is their tenth year",
        QUOTED: json.dumps(quotes),
    }
    desk.post(address, sent)
    [citation] = agreement.citations.all()
    fact = f"commitments/{agreement.commitments.get().key}/text"

    assert sorted(citation.facts) == [fact, "occasion"]
    beside = json.loads(desk.get(address).context["beside"]["passages"])
    assert {each["field"] for each in beside} >= {"commitments-0-text_en", "occasion_en"}

    answer = desk.post(
        address,
        {**form_at(desk, address), "commitments-0-text_en": "close it", "occasion_en": "Else"},
        follow=True,
    )

    citation.refresh_from_db()
    assert (citation.facts, citation.passages) == ([], [])
    assert "close it: What" in notes_of(answer)
    assert "Occasion" in notes_of(answer)


def facts_of(agreement, row: int) -> set[str]:
    """Facts about the signatory of a row of the form that are cited, or have words."""
    key = sorted(agreement.signatories.all(), key=lambda each: each.pk)[row].key
    return {
        fact.rpartition("/")[2]
        for citation in agreement.citations.all()
        for fact in [*citation.facts, *(each["fact"] for each in citation.passages)]
        if key in fact
    }


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Somebody Else", set()), (" kim  minji", {"person", "post"})],
    ids=["somebody else", "the same"],
)
@pytest.mark.parametrize("is_stored", [False, True], ids=["in a new form", "of a record"])
def test_words_for_the_post_of_one_person_are_not_cited_for_another(
    desk, form_at, filled, name, kept, is_stored
):
    form, address = filled
    if is_stored:
        desk.post(address, form)
        address = f"/admin/agreements/agreement/{Agreement.objects.get().pk}/change/"
        form = form_at(desk, address)

    answer = desk.post(address, {**form, "signatories-0-name_as_written": name}, follow=True)

    agreement = Agreement.objects.get()
    assert [facts_of(agreement, row) for row in (0, 1)] == [kept, {"person", "post"}]
    assert ("Post" in notes_of(answer)) == (not kept)
    assert "Anna" not in notes_of(answer)


def test_words_that_say_who_it_is_now_stay_for_the_post(desk, form_at):
    agreement = make.AgreementFactory(titled=True)
    signatory = make.SignatoryFactory(
        agreement=agreement, name_as_written="Kim", post_as_written="President", person=None
    )
    citation = cited_with(agreement, f"signatories/{signatory.key}/post", "Park Jisu, President,")
    address = f"/admin/agreements/agreement/{agreement.pk}/change/"

    desk.post(address, {**form_at(desk, address), "signatories-0-name_as_written": "Park Jisu,"})

    citation.refresh_from_db()
    assert len(citation.passages) == 1
