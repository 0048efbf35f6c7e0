"""Publishers see whom the register tells, result of it, and can help."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from register.publishing import publish
from tests.factories import DeliveryFactory, EndpointFactory, OrganizationFactory, PartnerFactory
from webhooks import actions, dispatcher
from webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db

ENDPOINTS, DELIVERIES = "/admin/webhooks/endpoint/", "/admin/webhooks/delivery/"


@pytest.fixture
def staff(client, publisher):
    client.force_login(publisher)
    return client


def act(client, address, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address, data, follow=True).content.decode()


def test_a_webhook_is_entered_and_its_secret_shown_once(staff, receiver):
    partner = PartnerFactory()
    data = {"partner": partner.pk, "url": receiver.address, "kinds": ["agreement"], "refs": "A1,A2"}
    page = staff.post(f"{ENDPOINTS}add/", data)

    endpoint = Endpoint.objects.get()
    [secret] = re.findall(r"whsec_[\w+/=]+", page.content.decode())
    assert (endpoint.partner, endpoint.kinds, endpoint.refs, endpoint.actions) == (
        partner,
        ["agreement"],
        ["A1", "A2"],
        [],
    )
    assert "no-store" in page.headers["Cache-Control"]
    assert sorted(key.verification_key for key in endpoint.keys.all())[1] == secret
    later = staff.get(f"{ENDPOINTS}{endpoint.pk}/change/").content.decode()
    assert "whsec_" not in later
    assert "whpk_" in later


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("url", "https://127.0.0.1/", "a name and not a number"),
        ("url", "http://hooks.example.org/", "Give the whole address"),
        ("url", "https://db.internal/", "networks of one&#x27;s own"),
        ("url", "https://hooks.example.org:22/", "Only the ports 443, 8443"),
        ("refs", "A1,nonsense", "A reference is a letter and a number"),
        ("kinds", ["contract"], "is not one of the available choices"),
    ],
)
def test_what_cannot_be_is_refused_in_words(staff, field, value, words):
    data = {"partner": PartnerFactory().pk, "url": "https://hooks.example.org/", field: value}

    page = staff.post(f"{ENDPOINTS}add/", data).content.decode()

    assert words in page
    assert Endpoint.objects.count() == 0


def test_the_same_address_is_entered_once(staff):
    endpoint = EndpointFactory()
    data = {"partner": endpoint.partner.pk, "url": endpoint.url}

    page = staff.post(f"{ENDPOINTS}add/", data).content.decode()

    assert "This partner has a webhook to this address already." in page
    assert [*type(endpoint).objects.all()] == [endpoint]


def test_saving_the_form_does_not_undo_what_a_worker_wrote_meanwhile(
    staff, endpoint, receiver, form_at, monkeypatch
):
    data = form_at(staff, f"{ENDPOINTS}{endpoint.pk}/change/")
    save = Endpoint.save

    def worker_comes_first(self, *args, **kwargs):
        Endpoint.objects.filter(pk=self.pk).update(cursor=77, failures=2)
        save(self, *args, **kwargs)

    monkeypatch.setattr(Endpoint, "save", worker_comes_first)
    response = staff.post(f"{ENDPOINTS}{endpoint.pk}/change/", {**data, "description": "Catalogue"})

    endpoint.refresh_from_db()
    assert response.status_code == 302
    assert (endpoint.description, endpoint.cursor, endpoint.failures) == ("Catalogue", 77, 2)


def test_stop_start_and_test_from_the_list(staff, endpoint, receiver):
    assert "1 webhook was changed." in act(staff, ENDPOINTS, "stop", endpoint)
    endpoint.refresh_from_db()
    assert endpoint.state == "stopped"
    assert "it must be active" in act(staff, ENDPOINTS, "send_test", endpoint)
    assert "1 webhook was changed." in act(staff, ENDPOINTS, "start", endpoint)
    assert "a test message is on its way" in act(staff, ENDPOINTS, "send_test", endpoint)

    dispatcher.dispatch_due(seconds=10)

    assert [message["type"] for message in receiver.messages] == ["webhook.test"]
    history = staff.get(f"{ENDPOINTS}{endpoint.pk}/history/").content.decode()
    assert "Stopped." in history
    assert "Started." in history


def test_new_secrets_are_shown_for_one_webhook_at_a_time(staff, endpoint):
    other = EndpointFactory()
    assert "Choose one webhook" in act(staff, ENDPOINTS, "rotate", endpoint, other)
    assert endpoint.keys.count() == 2

    page = act(staff, ENDPOINTS, "rotate", endpoint)

    assert re.findall(r"whsec_[\w+/=]+", page) != [endpoint.secrets["v1"]]
    assert endpoint.keys.count() == 4


def test_the_log_says_what_came_of_each_attempt_and_sends_again(staff, endpoint, receiver):
    receiver.answers = [lambda handler: handler.answer(500, b"<b>out of order</b>"), 204]
    [version] = publish(OrganizationFactory(), by=None)
    dispatcher.dispatch_due(seconds=10)
    delivery = Delivery.objects.get()

    page = staff.get(f"{DELIVERIES}{delivery.pk}/change/").content.decode()
    assert "&lt;b&gt;out of order&lt;/b&gt;" in page
    assert "the receiver answered with an error" in page
    assert "O1/1 published" in staff.get(DELIVERIES).content.decode()

    assert "1 message is sent again." in act(staff, DELIVERIES, "redeliver", delivery)
    dispatcher.dispatch_due(seconds=10)
    assert receiver.ids == [f"change_{version.pk}"] * 2


def test_attempts_are_told_in_the_time_of_the_place_as_all_else_is(staff):
    attempt = {
        "at": "2026-03-02T20:00:00+00:00",
        "result": "refused",
        "status": 500,
        "milliseconds": 1,
        "answer": "",
    }
    delivery = DeliveryFactory(attempts=[attempt])

    with timezone.override("Asia/Seoul"):
        page = staff.get(f"{DELIVERIES}{delivery.pk}/change/").content.decode()

    assert "2026-03-03 05:00:00" in page


def test_a_message_is_neither_saved_nor_deleted_but_goes_with_its_webhook(staff, endpoint):
    delivery = actions.send_test_delivery(endpoint=endpoint)
    page = staff.get(f"{DELIVERIES}{delivery.pk}/change/").content.decode()
    assert ("_save" in page, "deletelink" in page) == (False, False)
    assert "delete_selected" not in staff.get(DELIVERIES).content.decode()

    staff.post(f"{ENDPOINTS}{endpoint.pk}/delete/", {"post": "yes"})

    assert (Endpoint.objects.count(), Delivery.objects.count()) == (0, 0)


def test_what_was_stopped_waits_on_the_front_page(staff):
    EndpointFactory(state="failed", state_reason="timed_out")
    EndpointFactory(failing_since=timezone.now(), failures=3)

    html = staff.get("/admin/").content.decode()

    assert "Stopped after failures</span> <strong>1</strong>" in html
    assert "Failing</span> <strong>1</strong>" in html
    assert (
        "took too long"
        in staff.get(f"{ENDPOINTS}{Endpoint.objects.get(state='failed').pk}/change/").content.decode()
    )


@pytest.mark.parametrize("who", ["editor", "reader"])
def test_others_of_the_staff_see_nothing_of_it(client, who, request):
    delivery = DeliveryFactory(endpoint__state="failed", endpoint__state_reason="timed_out")
    client.force_login(request.getfixturevalue(who))

    for address, row in ((ENDPOINTS, delivery.endpoint), (DELIVERIES, delivery)):
        for closed in (address, f"{address}{row.pk}/change/"):
            response = client.get(closed)
            assert response.status_code == 403
            assert delivery.endpoint.url not in response.content.decode()
    assert "/admin/webhooks/" not in client.get("/admin/").content.decode()


def test_who_may_only_look_is_offered_nothing_to_do(client, reader, endpoint):
    delivery = actions.send_test_delivery(endpoint=endpoint)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_endpoint", "view_delivery"]))
    client.force_login(reader)

    for address, row in ((ENDPOINTS, endpoint), (DELIVERIES, delivery)):
        assert 'name="action"' not in client.get(address).content.decode()
        for action in ("send_test", "stop", "rotate", "redeliver"):
            act(client, address, action, row)
        assert client.post(f"{address}{row.pk}/delete/", {"post": "yes"}).status_code == 403

    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.keys.count(), Delivery.objects.count()) == ("active", 2, 1)


@pytest.mark.parametrize(
    ("address", "factory"), [(ENDPOINTS, EndpointFactory), (DELIVERIES, DeliveryFactory)]
)
def test_lists_take_as_many_queries_for_many_rows(staff, address, factory):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert staff.get(address).status_code == 200
        return len(captured)

    factory()
    queries()
    few = queries()
    factory.create_batch(3)

    assert queries() == few


def test_nothing_of_it_is_left_when_a_partner_is_removed(endpoint):
    actions.send_test_delivery(endpoint=endpoint)

    endpoint.partner.delete()

    assert (Endpoint.objects.count(), Delivery.objects.count()) == (0, 0)


def test_the_check_refuses_insecure_webhooks_in_production(settings):
    settings.OUTBOUND_INSECURE, settings.DEBUG = True, False

    with pytest.raises(SystemCheckError, match="webhooks.E001"):
        call_command("check")
