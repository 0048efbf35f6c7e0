"""A key opens what it is for, while it lasts, for whoever holds it; nothing else ever passes for one."""

import hashlib
import logging
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from access.keys import actions, tokens
from access.models import Key, Partner, is_alive_q
from tests.faketime import skip_where_no_timeout_ends_a_wait
from tests.interchange.test_killed_imports import database_url

pytestmark = pytest.mark.django_db


def id_of(key: str) -> str:
    return key.removeprefix("ent_").partition(".")[0]


def kept(key: str) -> Key:
    return Key.objects.get(pk=id_of(key))


def test_a_key_has_a_shape_that_scanners_know(new_key):
    key = new_key("read")

    credentials = tokens.parse_key(key)
    assert credentials
    assert (len(credentials.id), len(credentials.secret)) == (12, 43)


@pytest.mark.parametrize(
    ("revoked", "left", "is_alive"),
    [(False, 1, True), (False, 0, False), (False, -1, False), (True, 1, False), (True, -1, False)],
)
def test_a_key_is_alive_for_the_database_as_for_python(partner, new_key, revoked, left, is_alive):
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        new_key("read", expires_at=datetime(2026, 3, 5, tzinfo=UTC))
    now = datetime(2026, 3, 5, tzinfo=UTC) - timedelta(seconds=left)
    Key.objects.update(revoked_at=now if revoked else None)

    with time_machine.travel(now, tick=False):
        assert Key.objects.get().is_alive == is_alive
        assert Key.objects.alive().exists() == is_alive
        assert Partner.objects.filter(is_alive_q("keys__")).exists() == is_alive


def test_the_database_holds_neither_the_secret_nor_a_plain_hash_of_it(new_key):
    key = new_key("read")
    secret = key.partition(".")[2]

    row = " ".join(map(str, Key.objects.values_list().get()))
    assert secret not in row
    assert key not in row
    for text in (secret, key):
        assert hashlib.sha256(text.encode()).hexdigest() not in row


def test_the_hash_is_worth_nothing_without_the_secret_of_the_site(asked, new_key, settings):
    key = new_key("read")
    settings.SECRET_KEY = "another site's, with the same database"

    response = asked("me", key)

    assert (response.status_code, response.json()["code"]) == (401, "invalid_key")
    assert response.json()["detail"] == "This key is not known here."


def test_a_key_outlives_a_change_of_the_secret_of_the_site(asked, new_key, settings):
    key = new_key("read")
    older, settings.SECRET_KEY = settings.SECRET_KEY, "the next one"
    settings.SECRET_KEY_FALLBACKS = [older]

    assert asked("me", key).json()["key"]["id"] == id_of(key)

    settings.SECRET_KEY_FALLBACKS = []  # once it was used its hash is the next one's
    assert asked("me", key).json()["key"]["id"] == id_of(key)


def wrong(key: str) -> dict[str, str]:
    id, secret = id_of(key), key.partition(".")[2]
    return {
        "unknown": f"Bearer ent_{'x' * 12}.{secret}",
        "another secret": f"Bearer ent_{id}.{secret[:-1]}{'a' if secret[-1] != 'a' else 'b'}",
        "no secret": f"Bearer ent_{id}.",
        "cut short": f"Bearer {key[:-1]}",
        "too long": f"Bearer {key}a",
        "another scheme": f"Basic {key}",
        "no scheme": key,
        "nothing": "",
        "no key": "Bearer",
        "not ASCII": "Bearer ent_키",
    }


@pytest.mark.parametrize("how", wrong("ent_abcdefghijkl.x"))
@pytest.mark.parametrize("address", ["agreements/", "me", "nothing"])
def test_what_is_no_key_is_refused_and_never_taken_for_nobody(api, new_key, how, address):
    response = api(address, authorization=wrong(new_key("read"))[how])

    assert (response.status_code, response.json()["code"]) == (401, "invalid_key")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
    assert response.headers["Cache-Control"] == "no-store"


def test_the_scheme_may_be_written_in_any_case(api, new_key):
    key = new_key("read")

    assert api("me", authorization=f"bearer {key}").json()["key"]["id"] == id_of(key)


def test_a_revoked_key_opens_nothing_at_once(asked, new_key, django_user_model):
    key, by = new_key("read"), django_user_model.objects.create(username="staff")
    assert asked("agreements/", key).status_code == 200

    assert actions.revoke_keys(keys=Key.objects.all(), by=by) == 1

    response = asked("agreements/", key)
    assert (response.status_code, response.json()["detail"]) == (401, "This key was revoked.")
    assert kept(key).revoked_by == by


def test_a_key_runs_out_after_a_year(asked, new_key):
    key = new_key("read")
    runs_out_at = kept(key).created_at + timedelta(days=365)

    with time_machine.travel(runs_out_at - timedelta(minutes=1)):
        assert asked("me", key).status_code == 200
    with time_machine.travel(runs_out_at + timedelta(minutes=1)):
        response = asked("me", key)
    assert response.status_code == 401
    assert response.json()["detail"] == f"This key ran out on {timezone.localdate(runs_out_at)}."


def test_no_key_of_an_inactive_partner_opens_anything(asked, new_key, partner):
    key = new_key("read")
    partner.is_active = False
    partner.save()

    response = asked("agreements/", key)

    assert response.status_code == 401
    assert response.json()["detail"] == "The partner that this key belongs to is not active."


def test_a_partner_has_two_keys_at_a_time(new_key):
    first, _second = new_key("read"), new_key("read")
    with pytest.raises(actions.TooManyKeys):
        new_key("read")

    actions.revoke_keys(keys=Key.objects.filter(pk=id_of(first)), by=None)
    new_key("read")

    with time_machine.travel(datetime.now(UTC) + timedelta(days=366)):
        new_key("read")  # those before have run out


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_make_a_third_key(new_key, partner):
    skip_where_no_timeout_ends_a_wait()
    with psycopg.connect(database_url()) as another, transaction.atomic(), connection.cursor() as cursor:
        another.execute("SELECT FROM access_partner FOR NO KEY UPDATE")  # as one who is making a key
        cursor.execute("SET LOCAL lock_timeout = '100ms'")

        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            new_key("read")

    new_key("read")


def test_use_is_written_down_once_a_minute(asked, new_key, django_assert_num_queries):
    key = new_key("read")
    with time_machine.travel(datetime(2026, 11, 30, 9, 15, 10, tzinfo=UTC)) as clock:
        assert asked("me", key).status_code == 200
        assert kept(key).last_used_at == datetime(2026, 11, 30, 9, 15, tzinfo=UTC)

        clock.shift(40)
        with django_assert_num_queries(1):  # the key is read, and nothing written
            asked("me", key)

        clock.shift(20)
        asked("me", key)
        assert kept(key).last_used_at == datetime(2026, 11, 30, 9, 16, tzinfo=UTC)


ADDRESSES = [
    "agreements/?key={key}",
    "me?access_token={key}",
    "agreements/?q=%22{key}%22&limit=2",
    "{key}",
    "me/keys/{key}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_key_in_an_address_is_refused_and_staff_are_told(api, new_key, caplog, address):
    key = new_key("read")

    with caplog.at_level(logging.WARNING, "access.keys"):
        response = api(address.format(key=key))

    assert (response.status_code, response.json()["code"]) == (400, "key_in_address")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_request"'
    assert kept(key).exposed_at
    told = [
        one.getMessage()
        for one in caplog.records
        if one.name == "access.keys.actions" and one.levelname == "WARNING"
    ]
    assert told == [
        f"Key {id_of(key)} of partner {kept(key).partner_id} was sent in an address: exchange it."
    ]
    assert key.partition(".")[2] not in response.content.decode() + caplog.text


def test_a_key_that_others_may_have_read_opens_until_it_is_exchanged_and_says_so(asked, new_key):
    key = new_key("read")
    asked(f"?key={key}")

    assert asked("me", key).json()["key"]["exposed_at"]


def test_a_key_in_an_address_that_is_percent_encoded_is_found_too(api, new_key):
    key = new_key("read")

    assert api(f"me?key={key.replace('.', '%2E').replace('_', '%5f')}").status_code == 400
    assert kept(key).exposed_at


def test_nobody_can_have_the_key_of_another_marked(api, new_key):
    key = new_key("read")

    response = api(f"agreements/?key=ent_{id_of(key)}.{'x' * 43}")

    assert (response.status_code, response.json()["code"]) == (400, "key_in_address")
    assert kept(key).exposed_at is None


def test_public_records_are_the_same_with_and_without_a_key(asked, new_key, agreement):
    key = new_key("read")
    for address in ("agreements/", "agreements/A1", "agreements/A1/versions/1", "changes/", ""):
        with_key, without = asked(address, key), asked(address)

        assert (with_key.status_code, with_key.content) == (without.status_code, without.content)
        assert with_key.headers["ETag"] == without.headers["ETag"]
        assert with_key.headers["Cache-Control"] == without.headers["Cache-Control"].replace(
            "public", "private"
        )
        assert asked(address, key, if_none_match=without.headers["ETag"]).status_code == 304


def test_pages_for_people_know_nothing_of_keys(client, new_key):
    key = new_key("read")
    actions.revoke_keys(keys=Key.objects.all(), by=None)

    for address, header in (("/", f"Bearer {key}"), ("/healthz", "Basic x")):
        with_key, without = client.get(address, headers={"authorization": header}), client.get(address)
        assert (with_key.status_code, with_key.content) == (200, without.content)


def test_what_may_be_asked_is_told_whatever_key_is_sent(api):
    response = api("me", method="options", authorization="Bearer nonsense")

    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Headers"] == "Accept, If-None-Match"  # and no key
