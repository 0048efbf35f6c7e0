"""Bodies that are only planned, people without an office, authors and issuers of sources."""

import json

import pytest

from register.models import Entry
from register.publishing import publish
from tests import factories as make


def test_a_planned_body_is_not_called_founded(db, read, client):
    hospital = make.OrganizationFactory(name="Joint Hospital", is_planned=True, founded_on="2027")
    publish(hospital, by=None)

    page, row = read("/organizations/O1"), read("/organizations/")
    assert "To be founded Only planned: its founding is not recorded. 2027" in page
    assert "Founded" not in page
    assert "only planned" in row
    assert "설립 예정" in read("/ko/organizations/O1")
    assert "foundingDate" not in client.get("/organizations/O1", follow=True).content.decode()
    assert json.loads(Entry.objects.get(ref="O1").body)["is_planned"] is True


def test_a_person_in_private_capacity_is_not_in_office(db, read):
    agreement, person = make.AgreementFactory(titled=True), make.PersonFactory()
    make.InvolvementFactory(agreement=agreement, organization=None, person=person)
    publish(agreement, by=None)

    page = read("/people/P1")
    assert "in office" not in page
    assert "Only what sources say of their part in agreements." in page
    assert "in office" not in read(f"/search?q={person.name}")


@pytest.mark.parametrize(("state", "is_outcome"), [("held", True), ("planned", False), ("cancelled", False)])
def test_what_was_not_held_is_no_outcome(db, read, state, is_outcome):
    agreement = make.AgreementFactory(titled=True)
    activity = make.ActivityFactory(titled=True, state=state)
    make.ActivityAgreementFactory(activity=activity, agreement=agreement, role="signed_at")
    outcome = make.OutcomeFactory(activity=activity)
    outcome.organizations.add(make.OrganizationFactory(name="Institute"))
    organization = outcome.organizations.get()
    publish(organization, agreement, activity, by=None)

    page, party = read("/agreements/A1"), read(f"/organizations/{organization.ref}")
    assert ("Outcomes 1 activity" in page) is is_outcome
    assert ("to be signed at this event" in page) is not is_outcome
    assert ("Outcomes that concern it" in party) is is_outcome
