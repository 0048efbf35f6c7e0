"""The metrics: who sees them, names of routes and no paths in them, and true figures."""

import re

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from metrics.middleware import RequestMetricsMiddleware
from register.publishing import publish
from register.versions import revision
from reminders.models import Run
from tests import factories as make
from webhooks.tasks import deliver

TOKEN = "a token of tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def open_metrics(settings):
    """Metrics that are there for who holds the token, counted from here on."""
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = TOKEN, []


def figures(client) -> dict[str, float]:
    lines = client.get("/metrics", headers=BEARER).content.decode().splitlines()
    values = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _space, value in values}


def test_nobody_sees_them_unless_the_settings_say_who(db, client):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (f"Bearer {TOKEN}", 200), (f"Bearer {TOKEN} ", 403), ("Bearer ", 403), ("Bearer é", 403), (TOKEN, 403),
        (f"Basic {TOKEN}", 403), ("", 403),
    ],
)  # fmt: skip
def test_the_token_opens_them_and_nothing_like_it(db, client, open_metrics, given, status):
    response = client.get("/metrics", headers={"Authorization": given})

    assert response.status_code == status
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("10.1.2.3", 200), ("10.2.0.1", 403), ("::ffff:10.1.2.3", 200), ("2001:db8:0:7::9", 200),
        ("2001:db8:1::9", 403), ("", 403), ("nonsense", 403),
    ],
)  # fmt: skip
def test_networks_of_the_settings_see_them(db, client, settings, address, status):
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = "", ["10.1.0.0/16", "2001:db8::/48"]

    assert client.get("/metrics", REMOTE_ADDR=address).status_code == status


def test_an_address_that_the_client_claims_does_not_count(db, client, settings):
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS, settings.BEHIND_PROXY = "", ["10.1.0.0/16"], True

    claimed = {"X-Forwarded-For": "10.1.2.3, 192.0.2.9"}

    assert client.get("/metrics", headers=claimed, REMOTE_ADDR="10.1.2.3").status_code == 403


def test_requests_are_counted_by_route_and_no_path_shows(db, client, open_metrics):
    agreement = make.AgreementFactory(titled=True, text__title="Peculiar wording")
    publish(agreement, by=None)
    before = figures(client)

    pages = ("/agreements/A1", "/ko/agreements/A1", "/agreements/A9999")
    for address in (*pages, "/secret-path/A1", "/api/v1/agreements/A1"):
        client.get(address)
    client.generic("BREW", "/agreements/")

    after = figures(client)
    counted = {
        name: value - before.get(name, 0)
        for name, value in after.items()
        if name.startswith("entente_requests_total")
        and value != before.get(name, 0)
        and "metrics" not in name
    }
    assert counted == {
        'entente_requests_total{method="GET",route="agreements:detail",status="301"}': 2,
        'entente_requests_total{method="GET",route="agreements:detail",status="404"}': 1,
        'entente_requests_total{method="GET",route="none",status="404"}': 1,
        'entente_requests_total{method="GET",route="api/v1/agreements/<ref:ref>",status="200"}': 1,
        'entente_requests_total{method="other",route="agreements:list",status="405"}': 1,
    }
    assert not [name for name in after if re.search("A1|A9999|secret|Peculiar|peculiar", name)]
    took = 'entente_request_seconds_count{route="agreements:detail"}'
    assert after[took] - before.get(took, 0) == 3


def test_the_gauges_tell_of_queues_register_and_timers(db, client, open_metrics):
    empty = figures(client)
    publish(make.AgreementFactory(titled=True), by=None)
    for _number in range(3):
        deliver.enqueue()
    DBTaskResult.objects.filter(pk=DBTaskResult.objects.first().pk).update(status=TaskResultStatus.FAILED)
    run = Run.objects.create(day="2026-11-29")
    make.DeliveryFactory()

    full = figures(client)

    assert [empty[f'entente_tasks{{state="{state}"}}'] for state in ("ready", "running", "failed")] == [
        0,
        0,
        0,
    ]
    assert [full[f'entente_tasks{{state="{state}"}}'] for state in ("ready", "running", "failed")] == [
        2,
        0,
        1,
    ]
    assert empty["entente_oldest_task_seconds"] == 0 < full["entente_oldest_task_seconds"]
    assert (empty["entente_webhook_deliveries_waiting"], full["entente_webhook_deliveries_waiting"]) == (0, 1)
    assert full["entente_register_revision"] == revision() > 0
    assert "entente_reminders_timestamp_seconds" not in empty
    assert full["entente_reminders_timestamp_seconds"] == run.made_at.timestamp()
    assert full["entente_database_up"] == 1


def test_requests_are_not_counted_where_nobody_sees_it(settings):
    from django.core.exceptions import MiddlewareNotUsed

    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = "", []
    with pytest.raises(MiddlewareNotUsed):
        RequestMetricsMiddleware(lambda request: None)
