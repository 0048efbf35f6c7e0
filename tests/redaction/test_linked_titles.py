"""Redacted words do not come back to a page by the titles of records that it links to, and namesakes can be kept."""

import pytest
from django.core.exceptions import ValidationError

from people.actions import hide_person
from redaction.again import plan_again
from redaction.models import RedactionRule
from redaction.replay import apply_log
from redaction.subjects import Subject
from register.models import Entry
from register.publishing import preview_publication, publish, withdraw
from tests import factories as make
from tests.redaction.test_page import ADD, confirm, ticks
from tests.redaction.working import plan, redact

pytestmark = pytest.mark.django_db
NAME = "Gudrun Falkenrath"
BY_A_LINK, ITS_PAGE = "By a link to", "which links to it, would print again"


@pytest.fixture
def person():
    return make.PersonFactory(name="Plain Person")


@pytest.fixture
def agreement(person):
    """Public, with a linked signatory, and redacted of a name in its summary."""
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title="Memo", summary=f"Signed by {NAME}.")
    make.SignatoryFactory(agreement=agreement, person=person, name_as_written="Plain Person")
    publish(agreement, by=None)
    redact(NAME)
    person.refresh_from_db()
    return agreement


def rename(record, name=NAME):
    type(record).objects.filter(pk=record.pk).update(name=name)
    record.refresh_from_db()


def linked_topic(agreement, name):
    topic = make.TopicFactory(names={"en": name})
    agreement.topics.add(topic)


def linked_party(agreement, name):
    make.InvolvementFactory(
        agreement=agreement, organization=make.OrganizationFactory(name=name), name_as_written="It"
    )


def linked_signatory(agreement, name):
    make.SignatoryFactory(agreement=agreement, person=make.PersonFactory(name=name), name_as_written="She")


def linked_agreement(agreement, name):
    older = make.AgreementFactory(titled=True)
    older.texts.update(title=name)
    publish(older, by=None)
    make.AgreementRelationFactory(agreement=agreement, older=older)


@pytest.mark.parametrize("linked", [linked_topic, linked_party, linked_signatory, linked_agreement])
@pytest.mark.parametrize(
    "title",
    [
        f"Accord of {NAME}",
        *(pytest.param(one, marks=pytest.mark.long) for one in (NAME, "FALKENRATH, Gudrun")),
    ],
)
def test_a_new_link_to_a_record_of_that_title_is_refused(agreement, linked, title):
    linked(agreement, title)

    with pytest.raises(ValidationError, match=BY_A_LINK):
        publish(agreement, by=None)


def test_so_is_one_to_a_record_that_is_public(agreement):
    namesake = make.PersonFactory(name=NAME)
    publish(namesake, by=None)
    make.SignatoryFactory(agreement=agreement, person=namesake, name_as_written="She")

    with pytest.raises(ValidationError, match=f"{BY_A_LINK} {namesake.ref}"):
        publish(agreement, by=None)


def test_a_linked_record_is_not_published_under_the_name(agreement, person):
    rename(person)

    with pytest.raises(ValidationError, match=f"The page of {agreement.ref}, {ITS_PAGE}"):
        publish(person, by=None)
    with pytest.raises(ValidationError, match=ITS_PAGE):
        preview_publication(person)
    rename(person, "Gudrun Feldmann")
    publish(person, by=None)


def test_both_at_once_are_refused_once(agreement, person):
    rename(person)

    with pytest.raises(ValidationError) as refused:
        publish(agreement, person, by=None)

    assert [BY_A_LINK in message for message in refused.value.messages] == [True]


def test_a_rule_that_was_made_while_the_record_was_a_draft(person):
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title="Memo", summary=f"Signed by {NAME}.")
    make.SignatoryFactory(agreement=agreement, person=person, name_as_written="Plain Person")
    redact(NAME)
    publish(agreement, by=None)
    assert RedactionRule.objects.get().subject == f"agreements.agreement#{agreement.pk}"
    person.refresh_from_db()
    rename(person)

    with pytest.raises(ValidationError, match=f"The page of {agreement.ref}, {ITS_PAGE}"):
        publish(person, by=None)


def test_the_name_stays_free_where_no_page_with_the_rule_prints_it(agreement):
    publish(make.PersonFactory(name=NAME), by=None)
    other = make.AgreementFactory(titled=True)
    linked_signatory(other, NAME)
    publish(other, by=None)

    assert Entry.objects.filter(title={"en": NAME}).count() == 2


def test_what_the_page_printed_before_was_judged_then(person):
    rename(person)
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title="Memo", summary=f"Signed by {NAME}.")
    make.SignatoryFactory(agreement=agreement, person=person, name_as_written="She")
    publish(agreement, by=None)
    person.refresh_from_db()
    redact(NAME, ticked=_places_of(agreement))
    agreement.texts.update(title="Another title")

    publish(agreement, by=None)
    make.PersonNameFactory(person=person, text="구드룬", language="ko")
    publish(person, by=None)


def _places_of(record):
    return {place.id for place in plan(NAME).places if place.subject.name == record.ref}


def test_a_namesake_is_kept_on_the_page_of_the_record_then_published(agreement, person, admin_client):
    rename(person)
    address = f"{ADD}?again={agreement.ref}"
    page = admin_client.get(address).content.decode()
    assert list(ticks(page).values()) == [False]
    assert "Linked to another record: perhaps somebody else of that name." in page

    assert confirm(admin_client, page, address=address, ticked=[]).status_code == 302

    assert {rule.subject for rule in RedactionRule.objects.all()} == {agreement.ref}
    publish(person, by=None)
    agreement.texts.update(title="Memo, second")
    publish(agreement, by=None)
    assert Entry.objects.get(ref=person.ref).title == {"en": NAME}
    assert not plan_again(Subject(agreement.ref)).places
    agreement.texts.update(title=NAME)  # only by that link
    with pytest.raises(ValidationError, match="It names again"):
        publish(agreement, by=None)
    rename(person, f"{NAME} of Alpha")
    with pytest.raises(ValidationError, match=ITS_PAGE):
        publish(person, by=None)


def test_the_same_person_is_redacted_there_as_well(agreement, person, admin_client):
    rename(person)
    address = f"{ADD}?again={agreement.ref}"
    page = admin_client.get(address).content.decode()

    assert confirm(admin_client, page, address=address, ticked=[*ticks(page)]).status_code == 302

    person.refresh_from_db()
    assert person.name == "[redacted]"
    assert {rule.subject for rule in RedactionRule.objects.all()} == {agreement.ref, person.ref}
    rename(person)
    with pytest.raises(ValidationError, match="It names again"):
        publish(person, by=None)


def test_where_the_key_is_missing_the_linked_record_is_not_published(agreement, person, settings):
    settings.REDACTION_KEYS = ["another"]
    rename(person, "Anybody")

    with pytest.raises(ValidationError, match="a key that is missing"):
        publish(person, by=None)


@pytest.mark.parametrize("link", [linked_topic, linked_party, linked_signatory])
def test_a_record_is_withdrawn_whatever_it_links_to_on_the_desk(agreement, link):
    link(agreement, NAME)

    withdraw(agreement, by=None, reason={"en": "Entered by mistake."})

    assert not Entry.objects.filter(ref=agreement.ref).exists()


def test_a_record_is_withdrawn_without_the_key_of_its_rule(agreement, settings):
    settings.REDACTION_KEYS = ["another"]

    withdraw(agreement, by=None, reason={"en": "Entered by mistake."})

    assert not Entry.objects.filter(ref=agreement.ref).exists()


def test_a_person_is_hidden_again_after_a_restore_whatever_the_desk_links_to(agreement, person):
    publish(person, by=None)
    hide_person(person=person, reason="Asked.", basis="Act 1", public_reason={"en": "Asked."}, by=None)
    person.refresh_from_db()
    organization = make.OrganizationFactory(name="Office of Plain Person")
    make.PositionFactory(person=person, organization=organization)
    type(person).objects.filter(pk=person.pk).update(is_hidden=False)

    apply_log()

    person.refresh_from_db()
    assert person.is_hidden
