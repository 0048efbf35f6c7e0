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
