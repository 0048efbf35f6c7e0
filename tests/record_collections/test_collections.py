"""Collections: records in an order of the editors, as long as they are public; page, feed, calendar, staff."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.groups import READERS_GROUP
from merging.actions import merge_records
from record_collections.models import CollectionItem
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.desk.conftest import desk, editor, groups, member
from tests.pages.conftest import words

pytestmark = pytest.mark.django_db
__all__ = ["desk", "editor", "groups"]  # fixtures

REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}


def collection_of(*records, **given):
    """A collection of these agreements and activities in this order, not published."""
    collection = make.CollectionFactory(names={"en": "Chosen pacts", "ko": "고른 협약"}, **given)
    for place, record in enumerate(records):
        it = {"agreement": None, record._meta.model_name: record}
        make.CollectionItemFactory(collection=collection, position=place, **it)
    return collection


def agreements(count: int) -> list:
    made = [
        make.AgreementFactory(
            titled=True, text__title=f"Pact {number}", party__organization__name=f"Body {number}"
        )
        for number in range(1, count + 1)
    ]
    return made


def shown(page: str) -> list[str]:
    """References of the rows of a page, in their order."""
    return re.findall(r'<li class="row"><h3><a href="(?:/ko)?/\w+/([A-Z]\d+)', page)


def test_records_stand_in_the_order_of_the_editors_with_state_day_parties_and_comment(client):
    first, second = agreements(2)
    make.MilestoneFactory(agreement=second, on="2020-05-13")
    activity = make.ActivityFactory(titled=True, text__title="Meeting", on="2021-06-02")
    collection = collection_of(second, activity, first, description={"en": "Why these.", "ko": "까닭"})
    collection.items.filter(activity=activity).update(comment={"en": "Where it began.", "ko": "시작입니다."})
    publish(first, second, activity, collection, by=None)

    page = client.get("/collections/C1", follow=True).content.decode()
    text, korean = words(page), words(client.get("/ko/collections/C1", follow=True).content.decode())

    assert shown(page) == [second.ref, activity.ref, first.ref]
    assert "Why these." in text
    assert "3 records" in text
    assert "signed 13 May 2020" in text
    assert "Body 2" in text
    assert "Where it began." in text
    assert "기록 3건" in korean
    assert "시작입니다." in korean
    assert "In collections Chosen pacts" in words(
        client.get(f"/agreements/{first.ref}", follow=True).content.decode()
    )
    assert words(client.get("/collections/").content.decode()).count("Why these.") == 1


@pytest.mark.parametrize(
    ("count", "heading"), [(0, "0 records No record of this"), (1, "1 record "), (26, "26 records ")]
)
def test_none_one_and_many_records_have_pages_of_twenty_five(client, count, heading):
    made = agreements(count)
    publish(*made, collection_of(*made), by=None)

    first, second, beyond = (
        client.get(f"/collections/C1{query}", follow=True).content.decode()
        for query in ("", "?page=2", "?page=9")
    )

    assert heading in words(first)
    assert shown(first) == [agreement.ref for agreement in made[:25]]
    assert shown(second) == shown(beyond) == [agreement.ref for agreement in made[25:] or made]
    assert client.get("/collections/C1", {"page": "x"}, follow=True).status_code == 400


def test_a_withdrawn_record_leaves_neither_row_nor_number_in_page_feed_and_version(client):
    gone, stays = agreements(2)
    collection = collection_of(gone, stays)
    CollectionItem.objects.filter(agreement=gone).update(comment={"en": "canary"})
    publish(gone, stays, collection, by=None)
    withdraw(gone, by=None, reason=REASON)
    collection.refresh_from_db()

    for address in ("/collections/C1", "/ko/collections/C1", "/collections/C1/versions/1"):
        page = client.get(address, follow=True).content.decode()
        assert "canary" not in page
        assert "Pact 1" not in page
        assert shown(page) == [stays.ref], address
    assert "1 record " in words(client.get("/collections/C1", follow=True).content.decode())
    assert "Pact 1" not in client.get("/follow/C1.atom").getvalue().decode()
    assert collection.is_edited  # the editors are told


def test_of_two_records_that_became_one_there_is_one_row(client):
    loser, survivor = agreements(2)
    publish(loser, survivor, collection_of(loser, survivor), by=None)

    merge(loser, into=survivor, by=None)

    assert shown(client.get("/collections/C1", follow=True).content.decode()) == [survivor.ref]


def test_followers_and_calendars_of_a_collection_have_what_it_contains_and_nothing_else(client):
    inside, outside = agreements(2)
    for agreement in (inside, outside):
        make.MilestoneFactory(agreement=agreement, on="2024-01-01")
        make.TermFactory(agreement=agreement, length="P30Y", starts_with="signature")
    publish(inside, outside, collection_of(inside), by=None)

    feed, calendar = (
        client.get(path).getvalue().decode() for path in ("/follow/C1.atom", "/collections/export.ics?ref=C1")
    )

    assert len(re.findall("<entry>", feed)) == 2
    assert "Pact 1" in feed
    assert f"UID:{inside.ref}" in calendar
    assert f"UID:{outside.ref}" not in calendar


def test_a_page_asks_as_many_questions_for_twenty_records_as_for_three(client):
    made = agreements(20)
    publish(*made, collection_of(*made[:3]), collection_of(*made), by=None)

    counts = []
    for ref in ("C1", "C2"):
        address = client.get(f"/collections/{ref}")["Location"]
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 12


# Staff


def test_selected_records_are_put_at_the_end_once(desk, editor):
    first, second, third = agreements(3)
    activity = make.ActivityFactory(titled=True)
    collection = collection_of(second)
    publish(first, second, third, activity, collection, by=None)

    def add(model, records):
        chosen = {
            "action": "add_selected_to_collection",
            "_selected_action": [record.pk for record in records],
        }
        path = f"/admin/{model}/"
        page = desk.post(path, chosen).content.decode()
        sent = desk.post(path, {**chosen, "collection": collection.pk}, follow=True).content.decode()
        return " ".join(page.split()), sent

    page, message = add("agreements/agreement", [first, second])
    again = add("agreements/agreement", [first])[1]
    add("activities/activity", [activity])

    assert "2 records were chosen." in page
    assert "1 record was added to <a" in message
    assert "0 records were added to <a" in again
    in_order = [item.agreement or item.activity for item in collection.items.all()]
    assert in_order == [second, first, activity]
    collection.refresh_from_db()
    assert (collection.is_edited, collection.editorial_state) == (True, "published")


def test_who_may_not_change_collections_puts_nothing_into_one(client, groups):
    [agreement], collection = agreements(1), make.CollectionFactory()
    client.force_login(member("looks", READERS_GROUP))

    response = client.post(
        "/admin/agreements/agreement/",
        {
            "action": "add_selected_to_collection",
            "_selected_action": [agreement.pk],
            "collection": collection.pk,
        },
    )

    assert response.status_code in {302, 403}
    assert not collection.items.exists()


def test_two_records_of_a_collection_that_are_merged_leave_one_place(client):
    loser, survivor = agreements(2)
    collection = collection_of(loser, survivor)
    publish(loser, survivor, collection, by=None)

    merge_records(loser=loser, into=survivor, reason="The same pact.", by=None)

    assert [item.agreement for item in collection.items.all()] == [survivor]
    assert shown(client.get("/collections/C1", follow=True).content.decode()) == [survivor.ref]
