"""What partners see and do under their own name: their keys, their limit."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from access.keys import actions
from access.models import Key
from tests.factories import KeyFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def id_of(key: str) -> str:
    return key.removeprefix("ent_").partition(".")[0]


def refused(response) -> tuple:
    problem = response.json()
    return problem["status"], problem["code"]


def errors_of(response) -> list[tuple]:
    return [(error["pointer"], error["code"]) for error in response.json()["errors"]]


def in_days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_me_says_who_asks_with_which_key_and_how_much(asked, new_key, limited):
    limited(partner=600)

    response = asked("me", new_key("read", "keys"))

    told = response.json()
    assert told["partner"] == {"name": "National Archives"}
    assert (told["key"]["name"], told["key"]["scopes"]) == ("Copy", ["read", "keys"])
    assert {*told["key"]} == {
        "id",
        "name",
        "scopes",
        "created_at",
        "expires_at",
        "last_used_at",
        "exposed_at",
    }
    assert told["limit"] == {"policy": "partner", "requests": 600, "seconds": 60, "left": 599, "ends_in": 60}
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in response.headers


def test_where_nothing_is_limited_me_says_so(asked, new_key):
    assert asked("me", new_key("read")).json()["limit"] is None


@pytest.mark.parametrize(("method", "address"), [
    ("get", "me"), ("get", "me/keys/"), ("post", "me/keys/"), ("get", "me/keys/abcdefghijkl"),
    ("delete", "me/keys/abcdefghijkl"),
])  # fmt: skip
def test_without_a_key_there_is_no_me(asked, method, address):
    response = asked(address, method=method)

    assert refused(response) == (401, "invalid_key")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_parameters_that_are_not_known_are_refused(asked, new_key):
    for address in ("me?a=1", "me/keys/?a=1"):
        assert refused(asked(address, new_key("read"))) == (400, "invalid_parameters")


def test_a_partner_makes_the_next_key_and_revokes_the_last(asked, sent, new_key):
    first = new_key("read", "keys")

    made = sent("me/keys/", first, {"name": "2027", "scopes": ["read", "keys"]})

    assert made.status_code == 201
    assert made.headers["Cache-Control"] == "private, no-store"
    second = made.json()["key"]
    assert made.headers["Location"] == f"http://testserver/api/v1/me/keys/{id_of(second)}"
    assert Key.objects.get(pk=id_of(second)).created_by is None
    assert [one["name"] for one in asked("me/keys/", second).json()["results"]] == ["2027", "Copy"]

    assert asked(f"me/keys/{id_of(first)}", second, method="delete").status_code == 204
    assert refused(asked("me", first)) == (401, "invalid_key")
    assert [one["name"] for one in asked("me/keys/", second).json()["results"]] == ["2027"]


def test_the_secret_is_in_one_answer_only(asked, sent, new_key):
    first = new_key("read", "keys")
    second = sent("me/keys/", first, {"name": "Next"}).json()["key"]

    for address in ("me", "me/keys/", f"me/keys/{id_of(second)}"):
        answer = asked(address, second).content.decode()
        assert id_of(second) in answer
        assert second.partition(".")[2] not in answer


def test_a_key_that_nothing_is_said_of_reads_for_a_year(sent, new_key):
    made = sent("me/keys/", new_key("keys", "read"), {"name": "Next"}).json()

    assert made["scopes"] == ["read"]
    left = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=364) < left <= timedelta(days=365)


WRONG = [
    ({}, [("/name", "required")]),
    ({"name": ""}, [("/name", "blank")]),
    ({"name": "x" * 201}, [("/name", "max_length")]),
    ({"name": "a", "scopes": []}, [("/scopes", "empty")]),
    ({"name": "a", "scopes": ["read", "write"]}, [("/scopes/1", "invalid_choice")]),
    ({"name": "a", "scopes": "read"}, [("/scopes", "not_a_list")]),
    ({"name": "a", "expires_at": "soon"}, [("/expires_at", "invalid")]),
    ({"name": "a", "expires_at": "2020-01-01T00:00:00Z"}, [("/expires_at", "in_the_past")]),
    ({"name": "a", "expires_at": "2999-01-01T00:00:00Z"}, [("/expires_at", "too_late")]),
    ({"name": "a", "partner": 2}, [("/partner", "invalid")]),
    (["name"], [("", "invalid")]),
]


@pytest.mark.parametrize(("content", "errors"), WRONG, ids=lambda one: json.dumps(one)[:40])
def test_what_is_wrong_with_the_content_is_pointed_at(sent, new_key, content, errors):
    response = sent("me/keys/", new_key("keys", "read"), content)

    assert refused(response) == (400, "invalid_content")
    assert errors_of(response) == errors
    assert Key.objects.count() == 1


def test_a_day_may_be_given_until_which_it_lasts(sent, new_key):
    until = in_days(7)

    made = sent("me/keys/", new_key("keys", "read"), {"name": "A week", "expires_at": until}).json()

    assert datetime.fromisoformat(made["expires_at"]) == datetime.fromisoformat(until)


def test_making_a_key_takes_a_scope(sent, new_key):
    response = sent("me/keys/", new_key("read"), {"name": "Next"})

    assert refused(response) == (403, "insufficient_scope")
    assert response.json()["scope"] == "keys"
    assert (
        response.headers["WWW-Authenticate"] == 'Bearer realm="api", error="insufficient_scope", scope="keys"'
    )
    assert Key.objects.count() == 1


def test_no_key_gives_what_it_does_not_hold(sent, new_key):
    response = sent("me/keys/", new_key("keys"), {"name": "Next", "scopes": ["keys", "webhooks"]})

    assert (refused(response), response.json()["scope"]) == ((403, "insufficient_scope"), "webhooks")
    assert Key.objects.count() == 1


def test_there_is_no_third_key(sent, new_key):
    first, _second = new_key("keys", "read"), new_key("read")

    assert refused(sent("me/keys/", first, {"name": "Third"})) == (409, "too_many_keys")
    assert Key.objects.count() == 2


def test_any_key_may_end_itself_and_only_one_with_the_scope_another(asked, new_key):
    plain, other = new_key("read"), new_key("read")

    response = asked(f"me/keys/{id_of(other)}", plain, method="delete")
    assert (refused(response), response.json()["scope"]) == ((403, "insufficient_scope"), "keys")

    assert asked(f"me/keys/{id_of(plain)}", plain, method="delete").status_code == 204
    assert asked("me", plain).status_code == 401
    assert asked("me", other).status_code == 200


@pytest.mark.parametrize("method", ["get", "delete"])
def test_keys_of_others_do_not_exist(asked, new_key, method):
    mine = new_key("keys")
    theirs = KeyFactory(partner=PartnerFactory(name="Another"))
    ended = new_key("read")
    actions.revoke_keys(keys=Key.objects.filter(pk=id_of(ended)), by=None)

    for id in (theirs.pk, id_of(ended), "nothing"):
        assert refused(asked(f"me/keys/{id}", mine, method=method)) == (404, "not_found")
    theirs.refresh_from_db()
    assert theirs.revoked_at is None
    assert theirs.pk not in asked("me/keys/", mine).content.decode()


def test_what_is_no_json_is_refused(sent, new_key):
    key = new_key("keys", "read")

    for content in ("{", "[" * 60_000, '{"\\ud800": 1}', '{"name": "a", "scopes": ["\\ud800"]}'):
        assert refused(sent("me/keys/", key, content)) == (400, "bad_request")
    assert refused(sent("me/keys/", key, "name=x", content_type="text/plain")) == (
        415,
        "unsupported_media_type",
    )
    too_long = json.dumps({"name": "x" * 70_000})
    assert refused(sent("me/keys/", key, too_long)) == (413, "content_too_large")


@pytest.mark.parametrize(("address", "method", "allowed"), [
    ("me", "post", "GET, HEAD, OPTIONS"),
    ("me/keys/", "delete", "GET, HEAD, POST, OPTIONS"),
    ("me/keys/abcdefghijkl", "post", "GET, HEAD, DELETE, OPTIONS"),
])  # fmt: skip
def test_other_methods_are_refused_with_those_that_there_are(asked, new_key, address, method, allowed):
    response = asked(address, new_key("read"), method=method)

    assert refused(response) == (405, "method_not_allowed")
    assert response.headers["Allow"] == allowed
