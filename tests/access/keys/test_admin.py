"""Staff give partners keys: shown once, listed by what waits, revoked at once, by publishers only."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Key, Partner
from tests.desk.conftest import Fields, desk, editor, groups, publisher, publishing_desk, reader
from tests.factories import KeyFactory, PartnerFactory

__all__ = ["desk", "editor", "groups", "publisher", "publishing_desk", "reader"]
pytestmark = pytest.mark.django_db
KEYS, PARTNERS = "/admin/access/key/", "/admin/access/partner/"


def form(partner, **fields) -> dict:
    in_a_year = datetime.now(UTC) + timedelta(days=365)
    return {
        "partner": partner.pk, "name": "Nightly copy", "scopes": ["read", "keys"],
        "expires_at_0": f"{in_a_year:%Y-%m-%d}", "expires_at_1": "12:00:00", **fields,
    }  # fmt: skip


def in_days(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def test_a_partner_gets_its_first_key(publishing_desk, publisher, client, asked):
    publishing_desk.post(f"{PARTNERS}add/", {
        "name": "National Archives", "email": "api@archives.example", "is_active": "on", "limit": "", "note": "",
        "keys-TOTAL_FORMS": "0", "keys-INITIAL_FORMS": "0",
    })  # fmt: skip
    partner = Partner.objects.get()

    page = publishing_desk.post(f"{KEYS}add/", form(partner))

    key = re.search(r'<code id="new-key">(ent_[a-z0-9]{12}\.\w{43})</code>', page.content.decode())[1]
    assert "no-store" in page.headers["Cache-Control"]
    made = Key.objects.get()
    assert (made.created_by, made.name, made.scopes) == (publisher, "Nightly copy", ["read", "keys"])
    assert asked("me", key).json()["partner"] == {"name": "National Archives"}


def test_the_secret_is_on_no_other_page(publishing_desk, partner):
    page = publishing_desk.post(f"{KEYS}add/", form(partner)).content.decode()
    secret = re.search(r"ent_\w+\.(\w+)", page)[1]
    made = Key.objects.get()

    for address in (f"{KEYS}{made.pk}/change/", f"{KEYS}{made.pk}/history/", KEYS, PARTNERS, "/admin/"):
        response = publishing_desk.get(address)
        html = response.content.decode()
        assert response.status_code == 200
        assert secret not in html
        assert made.digest not in html


def test_the_form_offers_a_key_for_reading_that_lasts_a_year(publishing_desk):
    before = in_days(365)
    html = publishing_desk.get(f"{KEYS}add/").content.decode()

    [offered] = re.findall(r'name="expires_at_0" value="([\d-]+)"', html)
    assert offered in {
        f"{timezone.localdate(moment)}" for moment in (before, in_days(365))
    }  # midnight may pass
    assert re.findall(r'name="scopes" value="(\w+)"[^>]*checked', html) == ["read"]


WRONG = [
    ({"scopes": []}, "This field is required."),
    ({"scopes": ["write"]}, "Select a valid choice. write is not one of the available choices."),
    ({"expires_at_0": "2020-01-01"}, "This has to be in the future."),
    ({"expires_at_0": "2999-01-01"}, "A key may last two years at most."),
    ({"name": ""}, "This field is required."),
]


@pytest.mark.parametrize(("fields", "words"), WRONG)
def test_what_cannot_be_is_said_in_the_form(publishing_desk, partner, fields, words):
    page = publishing_desk.post(f"{KEYS}add/", form(partner, **fields))

    assert words in page.content.decode()
    assert Key.objects.count() == 0


def test_a_third_key_is_refused_in_words(publishing_desk, partner):
    for _one in range(2):
        KeyFactory(partner=partner)

    page = publishing_desk.post(f"{KEYS}add/", form(partner))

    assert "It has two keys already: revoke one of them first." in page.content.decode()
    assert Key.objects.count() == 2


def test_keys_are_revoked_where_they_are_listed(publishing_desk, publisher, partner):
    keys = [KeyFactory(partner=partner), KeyFactory()]

    page = publishing_desk.post(
        KEYS, {"action": "revoke", "_selected_action": [key.pk for key in keys]}, follow=True
    )

    assert "2 keys were revoked." in page.content.decode()
    assert {*Key.objects.values_list("revoked_by", flat=True)} == {publisher.pk}


def test_a_key_that_was_made_can_be_renamed_and_nothing_else(publishing_desk, partner):
    key = KeyFactory(partner=partner)

    address = f"{KEYS}{key.pk}/change/"
    opened = Fields(publishing_desk.get(address).content.decode()).form["opened"]

    publishing_desk.post(
        address, form(PartnerFactory(), name="Weekly", scopes=["webhooks"]) | {"opened": opened}
    )

    before, key = key, Key.objects.get()
    assert key.name == "Weekly"
    assert (key.partner, key.scopes, key.expires_at) == (partner, ["read"], before.expires_at)
    assert key.digest == before.digest


def test_what_waits_is_counted_on_the_front_page_and_listed(publishing_desk):
    KeyFactory(name="Fresh one")
    KeyFactory(name="Ending soon", expires_at=in_days(29))
    KeyFactory(name="Ended", created_at=in_days(-9), expires_at=in_days(-1), exposed_at=in_days(-2))
    KeyFactory(name="Gone already", expires_at=in_days(5), revoked_at=in_days(0), exposed_at=in_days(0))
    KeyFactory(name="Exposed one", exposed_at=in_days(-1))

    front = publishing_desk.get("/admin/").content.decode()
    assert (
        f'<a href="{KEYS}?queue=ending"><span>Run out within 30 days</span> <strong>1</strong></a>' in front
    )
    assert (
        f'<a href="{KEYS}?queue=exposed"><span>Sent in an address, to be exchanged</span> <strong>1</strong></a>'
        in front
    )

    def listed(queue):
        html = publishing_desk.get(f"{KEYS}?queue={queue}").content.decode()
        return {name for name in Key.objects.values_list("name", flat=True) if name in html}

    assert (listed("ending"), listed("exposed")) == ({"Ending soon"}, {"Exposed one"})


@pytest.mark.parametrize("address", [KEYS, f"{KEYS}add/", PARTNERS, f"{PARTNERS}add/"])
def test_keys_are_for_publishers(client, editor, reader, publisher, address):
    answers = []
    for user in (reader, editor, publisher):
        client.force_login(user)
        answers.append(client.get(address).status_code)

    assert answers == [403, 403, 200]


def test_who_may_only_look_revokes_nothing(client, reader, partner):
    key = KeyFactory(partner=partner)
    reader.user_permissions.set(Permission.objects.filter(codename="view_key"))
    client.force_login(reader)

    page = client.post(KEYS, {"action": "revoke", "_selected_action": [key.pk]}, follow=True)

    assert 'name="action"' not in page.content.decode()
    assert Key.objects.get().revoked_at is None


def test_a_key_is_revoked_and_never_deleted(publishing_desk, partner):
    key = KeyFactory(partner=partner)

    assert publishing_desk.post(f"{KEYS}{key.pk}/delete/", {"post": "yes"}).status_code == 403
    publishing_desk.post(f"{PARTNERS}{partner.pk}/delete/", {"post": "yes"})

    assert Key.objects.get() == key


def test_a_partner_shows_its_keys(publishing_desk, partner):
    KeyFactory(partner=partner, name="Copy for the reading room")

    html = publishing_desk.get(f"{PARTNERS}{partner.pk}/change/").content.decode()

    assert "Copy for the reading room" in html
    assert f"{KEYS}{Key.objects.get().pk}/change/" in html


@pytest.mark.parametrize("address", [KEYS, PARTNERS])
def test_the_lists_ask_as_many_queries_for_one_as_for_25(publishing_desk, address):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert publishing_desk.get(address).status_code == 200
        return len(asked)

    KeyFactory()
    queries()  # the first page of a session writes when it began
    for_one = queries()
    for _one in range(24):
        KeyFactory()

    assert queries() == for_one
