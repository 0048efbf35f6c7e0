"""What a newer agreement did to an older one is offered, and added to the key dates of the older one when asked."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.test import Client

from agreements.actions import add_milestone_to_older
from agreements.implied_milestones import MILESTONE_BY_RELATION, implied_milestones
from agreements.models import Agreement
from register.publishing import publish
from tests import factories
from tests.agreements.admin.test_forms import change_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def older():
    agreement = factories.AgreementFactory()
    factories.AgreementTextFactory(agreement=agreement, title="Accord of Seoul")
    factories.InvolvementFactory(agreement=agreement)
    return agreement


@pytest.fixture
def newer(older):
    """It amends the older one, was signed in May 2020 and takes effect on 1 July."""
    agreement = factories.AgreementFactory(titled=True)
    factories.AgreementRelationFactory(agreement=agreement, older=older, kind="amends")
    factories.MilestoneFactory(agreement=agreement, on="2020-05")
    factories.MilestoneFactory(agreement=agreement, kind="takes_effect", on="2020-07-01")
    return agreement


def address(agreement):
    return f"/admin/agreements/agreement/{agreement.pk}/add-to-older/"


def offered(agreement):
    return [(implied.older, implied.milestone.kind) for implied in implied_milestones(agreement)]


def milestones_of(agreement):
    return [
        (milestone.kind, milestone.on, milestone.effective_on, milestone.instrument)
        for milestone in agreement.milestones.all()
    ]


def test_what_it_did_to_an_older_one_is_offered_and_added_by_one_click(
    desk, form_at, editor, superuser, newer, older
):
    publish(older, by=superuser)
    older.refresh_from_db()
    before = older.updated_at
    page = desk.get(change_address(newer)).content.decode()
    offer = "Add to A1 Accord of Seoul: amended May 2020 by this agreement, effective on 1 July 2020"
    assert offer in page

    response = desk.post(address(newer), {"older": older.pk, "kind": "amended"}, follow=True)

    assert response.redirect_chain == [(change_address(newer), 302)]
    page = response.content.decode()
    link = f'<a href="{change_address(older)}">Accord of Seoul</a>'
    assert f"“amended May 2020” is among the key dates of {link} now." in page
    assert "Add to A1" not in page
    assert milestones_of(older) == [("amended", "2020-05", "2020-07-01", newer)]
    older.refresh_from_db()
    assert older.is_edited
    assert older.updated_at > before
    entry = LogEntry.objects.get(object_id=str(older.pk))
    assert (entry.user, entry.get_change_message()) == (editor, "Added key date “amended May 2020”.")


def test_saving_says_that_there_is_an_offer(desk, form_at, newer):
    form = form_at(desk, change_address(newer))

    page = desk.post(change_address(newer), form, follow=True).content.decode()

    link = f'<a href="{change_address(newer)}">{newer}</a>'
    assert f"What it did to older agreements is not among their key dates yet: see {link}." in page


@pytest.mark.parametrize(("relation", "act"), MILESTONE_BY_RELATION.items())
def test_each_relation_that_does_something_offers_its_key_date(newer, older, relation, act):
    newer.relations.update(kind=relation)

    assert offered(newer) == [(older, act)]


def test_a_relation_that_does_nothing_offers_nothing(newer, older):
    newer.relations.update(kind="based_on")
    factories.AgreementRelationFactory(
        agreement=newer, kind="amends", older=None, stub={"en": "Memorandum of 1997"}
    )

    assert offered(newer) == []


def test_an_offer_is_made_once_for_two_relations_of_one_kind(newer, older):
    factories.AgreementRelationFactory(agreement=newer, older=older, kind="amends", scope={"en": "para 4.5"})

    assert offered(newer) == [(older, "amended")]


def test_what_another_agreement_did_is_not_taken_for_what_this_one_did(newer, older):
    factories.MilestoneFactory(agreement=older, kind="amended", instrument=factories.AgreementFactory())
    factories.MilestoneFactory(agreement=older, kind="renewed", instrument=newer)
    assert offered(newer) == [(older, "amended")]

    factories.MilestoneFactory(agreement=older, kind="amended", on="", instrument=newer)
    assert offered(newer) == []


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], []),
        ([{"on": ""}], []),
        ([{"kind": "announced"}], []),
        ([{"on": "2020-05-13"}, {"on": "2020-05-20"}], [("2020-05-20", "")]),
        ([{"on": "2020-05-13", "effective_on": "2020-06"}], [("2020-05-13", "2020-06")]),
        (
            [{"on": "[..2020-05-13]"}, {"kind": "takes_effect", "on": "[..2020-05-13]"}],
            [("[..2020-05-13]", "")],
        ),
        ([{"kind": "takes_effect", "on": "2020-06"}], [("", "2020-06")]),
    ],
)
def test_the_days_are_those_of_the_newer_one_and_without_any_nothing_is_offered(older, dates, expected):
    newer = factories.AgreementRelationFactory(older=older, kind="amends").agreement
    for facts in dates:
        factories.MilestoneFactory(agreement=newer, **facts)

    assert [
        (implied.milestone.on, implied.milestone.effective_on) for implied in implied_milestones(newer)
    ] == expected


def test_a_second_click_adds_nothing(desk, newer, older):
    desk.post(address(newer), {"older": older.pk, "kind": "amended"})

    response = desk.post(address(newer), {"older": older.pk, "kind": "amended"}, follow=True)

    assert "There is nothing to add: it is there already" in response.content.decode()
    assert len(milestones_of(older)) == 1


def test_only_what_is_offered_can_be_added(newer, older, editor):
    with pytest.raises(ValidationError):
        add_milestone_to_older(newer=newer, older=older, kind="terminated", by=editor)
    with pytest.raises(ValidationError):
        add_milestone_to_older(newer=older, older=newer, kind="amended", by=editor)

    assert (milestones_of(older), newer.milestones.count()) == ([], 2)


def test_a_reader_is_offered_nothing_and_can_add_nothing(client, reader, newer, older):
    client.force_login(reader)

    page = client.get(change_address(newer)).content.decode()
    response = client.post(address(newer), {"older": older.pk, "kind": "amended"})

    assert "Add to" not in page
    assert response.status_code == 403
    assert milestones_of(older) == []


def test_adding_needs_a_form_of_this_site_and_an_agreement_that_exists(desk, editor, newer, older):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    statuses = [
        desk.get(address(newer)).status_code,
        strict.post(address(newer), {"older": older.pk, "kind": "amended"}).status_code,
        desk.post(address(newer), {"older": "x", "kind": "amended"}).status_code,
        desk.post(address(newer), {"kind": "amended"}).status_code,
        desk.post(address(Agreement(pk=0)), {"older": older.pk, "kind": "amended"}).status_code,
    ]

    assert statuses == [405, 403, 404, 404, 404]
    assert milestones_of(older) == []
