"""Partners manage their own webhooks with a key, and see nobody else's."""

import json

import pytest

from register.publishing import publish
from tests.access.keys.conftest import api, asked, new_key, partner, sent
from tests.factories import DeliveryFactory, EndpointFactory, OrganizationFactory
from tests.webhooks.receiver import receiving
from webhooks import actions, dispatcher
from webhooks.models import Delivery, Endpoint

__all__ = ["api", "asked", "new_key", "partner", "sent"]

pytestmark = pytest.mark.django_db
GOOD = "https://hooks.example.org/entente"


@pytest.fixture
def key(new_key):
    return new_key("webhooks")


@pytest.fixture
def patched(client, key):
    """``patched("me/webhooks/1", {...})``: the answer to a change."""

    def patched(address, content):
        return client.patch(
            f"/api/v1/{address}",
            content,
            content_type="application/json",
            headers={"authorization": f"Bearer {key}"},
        )

    return patched


def refused(response) -> tuple:
    problem = response.json()
    return problem["status"], problem["code"], [error.get("pointer") for error in problem["errors"]]


@pytest.fixture
def own(partner, receiver):
    endpoint = EndpointFactory.build(partner=partner, url=receiver.address)
    endpoint.secrets = actions.create_endpoint(endpoint=endpoint)
    return endpoint


def test_a_webhook_is_made_its_secret_told_once_and_messages_verify(receiver, asked, sent, key, partner):
    response = sent(
        "me/webhooks/", key, {"url": receiver.address, "kinds": ["organization"], "description": "Catalogue"}
    )

    told = response.json()
    assert response.status_code == 201
    assert response.headers["Location"].endswith(f"/api/v1/me/webhooks/{told['id']}")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert (told["state"], told["kinds"], told["actions"]) == ("active", ["organization"], [])
    publish(OrganizationFactory(), by=None)
    dispatcher.dispatch_due(seconds=10)
    assert len(receiver.verified(told["secret"])) == 1
    later = asked(f"me/webhooks/{told['id']}", key)
    assert "whsec_" not in later.content.decode()
    assert later.json()["keys"][1]["public_key"] == told["public_key"]
    assert later.json() == {
        **{name: value for name, value in told.items() if name not in {"secret", "public_key"}},
        "cursor": later.json()["cursor"],
    }
    assert asked("me/webhooks/", key).json() == {"results": [later.json()]}


@pytest.mark.parametrize(
    ("content", "pointers"),
    [
        ({}, ["/url"]),
        ({"url": "http://hooks.example.org/"}, ["/url"]),
        ({"url": "https://127.0.0.1/"}, ["/url"]),
        ({"url": "https://user:password@hooks.example.org/"}, ["/url"]),
        ({"url": " https://hooks.example.org/"}, ["/url"]),
        ({"url": "https://hooks.example.org:22/"}, ["/url"]),
        ({"url": GOOD, "kinds": ["contract"]}, ["/kinds/0"]),
        ({"url": GOOD, "actions": ["sold"]}, ["/actions/0"]),
        ({"url": GOOD, "refs": ["A1", "a1"]}, ["/refs/1"]),
        ({"url": GOOD, "after": -1}, ["/after"]),
        ({"url": GOOD, "cursor": 5}, ["/cursor"]),
        ({"url": GOOD, "state": "stopped"}, ["/state"]),
    ],
)
def test_what_cannot_be_is_refused_by_name(sent, key, content, pointers):
    assert refused(sent("me/webhooks/", key, content)) == (400, "invalid_content", pointers)
    assert Endpoint.objects.count() == 0


def test_the_same_address_twice_is_a_conflict(sent, key, patched):
    sent("me/webhooks/", key, {"url": GOOD})
    other = sent("me/webhooks/", key, {"url": f"{GOOD}/other"}).json()

    assert refused(sent("me/webhooks/", key, {"url": GOOD}))[:2] == (409, "conflict")
    assert refused(patched(f"me/webhooks/{other['id']}", {"url": GOOD}))[:2] == (409, "conflict")


def test_there_is_a_limit_to_them(sent, key, partner):
    EndpointFactory.create_batch(20, partner=partner)

    assert refused(sent("me/webhooks/", key, {"url": GOOD}))[:2] == (409, "conflict")


def test_what_came_after_a_change_is_told_too(receiver, sent, key):
    first, second = publish(OrganizationFactory(), OrganizationFactory(), by=None)

    sent("me/webhooks/", key, {"url": receiver.address, "after": first.pk})
    dispatcher.dispatch_due(seconds=10)

    assert receiver.ids == [f"change_{second.pk}"]


def test_a_webhook_is_changed_paused_and_started_again(own, receiver, patched):
    address = f"me/webhooks/{own.pk}"
    assert patched(address, {"state": "paused", "kinds": ["organization"]}).json()["state"] == "paused"
    publish(OrganizationFactory(), by=None)
    dispatcher.dispatch_due(seconds=10)
    assert receiver.ids == []

    told = patched(address, {"state": "active", "description": "Back"}).json()
    dispatcher.dispatch_due(seconds=10)

    assert (told["state"], told["description"], told["kinds"]) == ("active", "Back", ["organization"])
    assert len(receiver.ids) == 1


def test_another_address_is_tried_at_once(own, receiver, patched):
    with receiving() as broken:
        broken.answers = [500]
        patched(f"me/webhooks/{own.pk}", {"url": broken.address})
        publish(*[OrganizationFactory() for _ in range(5)], by=None)
        dispatcher.dispatch_due(seconds=10)
    assert (len(broken.ids), dispatcher.dispatch_due(seconds=10), len(broken.ids)) == (3, True, 3)

    patched(f"me/webhooks/{own.pk}", {"url": receiver.address})
    dispatcher.dispatch_due(seconds=10)

    assert len(receiver.ids) == 5


def test_what_staff_stopped_a_partner_does_not_start(own, patched):
    actions.stop_endpoint(endpoint=own, state="stopped", by=None)

    assert refused(patched(f"me/webhooks/{own.pk}", {"state": "active"}))[:2] == (409, "conflict")
    assert patched(f"me/webhooks/{own.pk}", {"description": "Please"}).json()["state"] == "stopped"


def test_a_webhook_is_removed(own, asked, key):
    DeliveryFactory(endpoint=own)

    response = asked(f"me/webhooks/{own.pk}", key, method="delete")

    assert (response.status_code, Endpoint.objects.count(), Delivery.objects.count()) == (204, 0, 0)


def test_messages_are_listed_the_newest_first_page_by_page(own, receiver, asked, key):
    receiver.answers = [lambda handler: handler.answer(500, b"Out of order"), 204]
    publish(*[OrganizationFactory() for _ in range(5)], by=None)
    dispatcher.dispatch_due(seconds=10)

    seen, address = [], f"me/webhooks/{own.pk}/deliveries/?limit=2"
    while address:
        page = asked(address.removeprefix("https://register.example.org/api/v1/"), key).json()
        seen += page["results"]
        address = page["next"]

    assert [row["change"] for row in seen] == sorted((row["change"] for row in seen), reverse=True)
    assert [row["state"] for row in seen] == ["delivered"] * 4 + ["waiting"]
    [attempt] = seen[-1]["attempts"]
    assert (attempt["status"], attempt["result"], attempt["answer"]) == (500, "refused", "Out of order")
    waiting = asked(f"me/webhooks/{own.pk}/deliveries/?state=waiting", key).json()["results"]
    assert waiting == seen[-1:]
    assert refused(asked(f"me/webhooks/{own.pk}/deliveries/?state=lost", key))[:2] == (
        400,
        "invalid_parameters",
    )


def test_a_message_is_sent_again_and_a_test_is_sent(own, receiver, sent, key):
    [version] = publish(OrganizationFactory(), by=None)
    dispatcher.dispatch_due(seconds=10)
    delivery = Delivery.objects.get()

    again = sent(f"me/webhooks/{own.pk}/deliveries/{delivery.pk}/redeliver", key, {})
    test = sent(f"me/webhooks/{own.pk}/test", key, {})
    dispatcher.dispatch_due(seconds=10)

    assert (again.status_code, again.json()["state"], test.status_code) == (202, "waiting", 202)
    assert receiver.ids == [f"change_{version.pk}"] * 2 + [test.json()["webhook_id"]]


def test_a_test_of_a_paused_one_is_a_conflict(own, sent, key):
    actions.stop_endpoint(endpoint=own, state="paused", by=None)

    assert refused(sent(f"me/webhooks/{own.pk}/test", key, {}))[:2] == (409, "conflict")


@pytest.mark.parametrize(("content", "signatures"), [({}, 4), ({"at_once": True}, 2)])
def test_secrets_are_changed_slowly_or_at_once(own, receiver, sent, key, content, signatures):
    told = sent(f"me/webhooks/{own.pk}/rotate", key, content).json()
    publish(OrganizationFactory(), by=None)
    dispatcher.dispatch_due(seconds=10)

    assert len(receiver.verified(told["secret"])) == 1
    assert len(receiver.requests[0]["headers"]["webhook-signature"].split(" ")) == signatures
    assert told["secret"] != own.secrets["v1"]


ADDRESSES = [
    ("get", ""), ("patch", ""), ("delete", ""), ("post", "/rotate"), ("post", "/test"), ("get", "/deliveries/"),
    ("post", "/deliveries/{delivery}/redeliver"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_webhooks_of_others_are_not_there(client, key, method, path):
    theirs = DeliveryFactory(state="delivered", next_attempt_at=None, finished_at="2026-01-01T00:00:00Z")

    response = client.generic(
        method.upper(),
        f"/api/v1/me/webhooks/{theirs.endpoint_id}{path.format(delivery=theirs.pk)}",
        "{}",
        content_type="application/json",
        headers={"authorization": f"Bearer {key}"},
    )

    assert refused(response)[:2] == (404, "not_found")
    theirs.refresh_from_db()
    assert (theirs.state, Endpoint.objects.count()) == ("delivered", 1)


def test_messages_of_others_are_not_there_either(own, asked, sent, key):
    theirs = DeliveryFactory(state="delivered", next_attempt_at=None, finished_at="2026-01-01T00:00:00Z")

    again = sent(f"me/webhooks/{own.pk}/deliveries/{theirs.pk}/redeliver", key, {})

    assert refused(again)[:2] == (404, "not_found")
    assert asked(f"me/webhooks/{own.pk}/deliveries/", key).json()["results"] == []
    theirs.refresh_from_db()
    assert theirs.state == "delivered"


@pytest.mark.parametrize(("method", "path"), [("get", None), ("post", None), *ADDRESSES])
def test_every_address_needs_a_key_with_the_scope(client, new_key, own, method, path):
    address = "/api/v1/me/webhooks/" + ("" if path is None else f"{own.pk}{path.format(delivery=1)}")

    def asked(**headers):
        response = client.generic(
            method.upper(),
            address,
            json.dumps({"url": GOOD}),
            content_type="application/json",
            headers=headers,
        )
        return refused(response)[:2]

    assert asked() == (401, "invalid_key")
    assert asked(authorization=f"Bearer {new_key('read', 'keys')}") == (403, "insufficient_scope")
    assert [(one.pk, one.state) for one in Endpoint.objects.all()] == [(own.pk, "active")]


def test_numbers_beyond_the_database_are_simply_not_there(asked, key):
    assert refused(asked(f"me/webhooks/{10**30}", key))[:2] == (404, "not_found")


def test_a_list_takes_as_many_queries_for_many_webhooks(asked, key, partner, django_assert_max_num_queries):
    for number in range(4):
        actions.create_endpoint(endpoint=EndpointFactory.build(partner=partner, url=f"{GOOD}/{number}"))
    asked("me/webhooks/", key)

    with django_assert_max_num_queries(4):  # the key, its partner, webhooks, their keys
        assert len(asked("me/webhooks/", key).json()["results"]) == 4
