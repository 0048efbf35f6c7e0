"""An outcome names all that it concerns, of whatever kind, and not the page on which it stands."""

import pytest

from activities.choices import ActivityState
from activities.models import Activity
from agreements.models import Agreement
from register.publishing import publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome():
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, title="Memorandum on Health")
    other = make.AgreementFactory()
    make.AgreementTextFactory(agreement=other, title="Memorandum on Water")
    organization = make.OrganizationFactory(name="City of Busan", country="KR")
    topic = make.TopicFactory(names={"en": "public health", "ko": "공중보건"})
    activity = make.ActivityFactory(titled=True)
    make.ActivityAgreementFactory(activity=activity, agreement=agreement, role="held_under")
    outcome = make.OutcomeFactory(
        activity=activity, text={"en": "All members agreed", "ko": "합의하였습니다"}
    )
    outcome.organizations.add(organization)
    outcome.agreements.add(agreement, other)
    outcome.topics.add(topic)
    publish(organization, topic, agreement, other, activity, by=None)
    return activity


def concerned(page: str, words: str = "concerns:") -> set[str]:
    """What is named after the words, up to the end of the list."""
    names = ("City of Busan", "Memorandum on Health", "Memorandum on Water", "public health", "공중보건")
    sentence = page.partition("All members agreed")[2].partition(words)[2][:110]
    return {name for name in names if name in sentence}


@pytest.mark.parametrize(
    ("address", "left_out"),
    [
        ("/activities/E1", set()),
        ("/agreements/A1", {"Memorandum on Health"}),
        ("/agreements/A2", {"Memorandum on Water"}),
        ("/organizations/O1", {"City of Busan"}),
    ],
)
def test_each_page_names_all_but_itself(outcome, read, address, left_out):
    all_names = {"City of Busan", "Memorandum on Health", "Memorandum on Water", "public health"}

    assert concerned(read(address)) == all_names - left_out


def test_a_topic_is_named_in_the_language_of_the_page(outcome, read):
    assert "공중보건" in read("/ko/activities/E1").partition("합의하였습니다")[2]


def test_an_agreement_that_was_withdrawn_has_no_title_there(outcome, read):
    withdraw(Agreement.objects.get(ref="A2"), by=None, reason={"en": "Entered by mistake."})

    page = read("/activities/E1")
    assert "Memorandum on Water" not in page
    assert "A2 (no longer public)" in page


@pytest.mark.parametrize("state", ActivityState)
def test_a_page_that_an_outcome_concerns_lists_it_once_its_activity_was_held(outcome, read, state):
    Activity.objects.update(state=state)
    publish(outcome := Activity.objects.get(), by=None, note="What became of it.")

    assert ("All members agreed" in read("/organizations/O1")) == (outcome.state == ActivityState.HELD)
