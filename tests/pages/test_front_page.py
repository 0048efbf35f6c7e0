"""The front page tells what happened last by the day of the event, and shows one record as an example of evidence."""

import pytest
import time_machine

from register.publishing import publish
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today():
    with time_machine.travel("2031-05-06 12:00 +0900", tick=False):
        yield


def signed(on: str, title: str):
    agreement = make.AgreementFactory(titled=True, text__title=title)
    make.MilestoneFactory(agreement=agreement, kind="signed", on=on)
    return agreement


def held(on: str, title: str, **values):
    activity = make.ActivityFactory(on=on, **values)
    make.ActivityTextFactory(activity=activity, title=title)
    return activity


def sourced(activity, *texts: str):
    """The activity, with these outcomes, all of which rest on one source."""
    outcomes = [make.OutcomeFactory(activity=activity, text={"en": text}) for text in texts]
    make.ActivityCitationFactory(activity=activity, facts=[f"outcomes/{outcome.key}" for outcome in outcomes])
    return activity


def latest(read) -> str:
    return read("/").partition("Latest events")[2].partition("Coming up")[0]


def test_events_stand_by_their_own_day_whenever_they_were_published(read):
    for record in (
        signed("2029", "Third"),
        signed("2031-05-05", "First"),
        held("2030-01-01", "Second"),
        signed("2001-01-01", "Fifth"),
        held("2015-01-01", "Fourth"),
        signed("2000-01-01", "Sixth"),
    ):
        publish(record, by=None)

    page = latest(read)

    shown = ["First", "Second", "Third", "Fourth", "Fifth"]
    assert sorted(shown, key=page.index) == shown
    assert "Sixth" not in page
    assert "signed 5 May 2031" in page


def test_neither_what_is_to_come_nor_what_has_no_day_is_an_event(read):
    publish(
        signed("2032", "To come"), make.AgreementFactory(titled=True, text__title="Undated"),
        held("2031-06-01", "Planned", state="planned"), held("2030", "Called off", state="cancelled"), by=None,
    )  # fmt: skip

    page = latest(read)

    assert page.startswith(" No dated event has been published yet.")


def test_the_example_is_the_activity_with_most_facts_that_rest_on_a_source(read):
    bare = held("2031-01-01", "Bare")
    make.OutcomeFactory(activity=bare, text={"en": "Without a source"})
    publish(bare, sourced(held("2030", "Well known"), "One", "Two", "Three"), by=None)
    publish(sourced(held("2030-02", "Less known"), "Four"), by=None)

    example = read("/").partition("How we know: an example")[2].partition("Countries")[0]

    assert example.startswith(" Well known")
    assert "One" in example
    assert "Three" not in example  # two are enough
    assert "3 facts with their sources" in example


def test_without_a_sourced_outcome_there_is_no_example(read):
    publish(held("2030", "Bare"), by=None)

    assert "How we know: an example" not in read("/")


@pytest.mark.parametrize("number", [1, 30])
def test_the_front_page_costs_the_same_queries_however_much_there_is(
    client, django_assert_num_queries, number
):
    publish(*(sourced(held("2030", f"Visit {n}"), "One") for n in range(number)), by=None)
    publish(*(signed("2030", f"Memorandum {n}") for n in range(number)), by=None)

    with django_assert_num_queries(6):
        client.get("/")
