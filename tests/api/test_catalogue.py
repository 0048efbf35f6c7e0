"""Each kind of problem in the catalogue is one that the API can give: here each is provoked."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import connection

from access.keys import actions
from access.models import Key
from agreements.models import Agreement
from api.problems import PROBLEM_TYPES
from register.publishing import publish, withdraw
from tests.factories import PartnerFactory
from tests.faketime import skip_where_no_timeout_ends_a_wait
from tests.interchange.test_killed_imports import database_url

FAULTS: dict[str, Callable] = {}


def fault(provoke: Callable) -> Callable:
    """A function that is called as the problem is that its answer should have."""
    FAULTS[provoke.__name__] = provoke
    return provoke


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def new_key(*scopes: str) -> str:
    return actions.create_key(key=Key(partner=PartnerFactory(), name="Copy", scopes=[*scopes]), by=None)


def with_content(client, content, *scopes: str, kind: str = "application/json"):
    return client.post("/api/v1/me/keys/", content, content_type=kind, headers=bearer(new_key(*scopes)))


@fault
def invalid_parameters(client, settings):
    return client.get("/api/v1/agreements/?limt=2")


@fault
def bad_request(client, settings):
    return with_content(client, "{", "keys")


@fault
def invalid_content(client, settings):
    return with_content(client, "{}", "keys")


@fault
def key_in_address(client, settings):
    return client.get(f"/api/v1/agreements/?key={new_key('read')}")


@fault
def invalid_key(client, settings):
    return client.get("/api/v1/agreements/", headers=bearer("ent_nobodys"))


@fault
def insufficient_scope(client, settings):
    return with_content(client, {"name": "Next"}, "read")


@fault
def not_found(client, settings):
    return client.get("/api/v1/agreements/A99")


@fault
def method_not_allowed(client, settings):
    return client.delete("/api/v1/agreements/A1")


@fault
def not_acceptable(client, settings):
    return client.get("/api/v1/agreements/A1", headers={"accept": "text/html"})


@fault
def too_many_keys(client, settings):
    key = new_key("read", "keys")
    for name in ("Second", "Third"):
        response = client.post(
            "/api/v1/me/keys/", {"name": name}, content_type="application/json", headers=bearer(key)
        )
    return response


@fault
def withdrawn(client, settings):
    withdraw(Agreement.objects.get(ref="A1"), by=None, reason={"en": "Entered twice."})
    return client.get("/api/v1/agreements/A1")


@fault
def no_longer_disclosed(client, settings):
    agreement = Agreement.objects.get(ref="A1")
    agreement.disclosure, agreement.disclosure_basis = "existence", {"en": "By law."}
    agreement.save()
    publish(agreement, by=None)
    return client.get("/api/v1/agreements/A1/versions/1")


@fault
def conflict(client, settings):
    key = bearer(new_key("webhooks"))
    hook = {"url": "https://hooks.example.org/entente"}
    for _one in range(2):  # the same address twice
        answer = client.post("/api/v1/me/webhooks/", hook, content_type="application/json", headers=key)
    return answer


@fault
def content_too_large(client, settings):
    return with_content(client, {"name": "x" * 70_000}, "keys")


@fault
def unsupported_media_type(client, settings):
    return with_content(client, "name=Next", "keys", kind="text/plain")


@fault
def too_many_requests(client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "anonymous": 1}
    return [client.get("/api/v1/changes/") for _one in range(2)][-1]


@fault
def server_error(client, settings):
    client.raise_request_exception = False
    return while_renamed("register_publicversion", client)


@fault
def too_slow(client, settings):
    """Somebody else holds the table for longer than the database lets a reader wait."""
    skip_where_no_timeout_ends_a_wait()
    with psycopg.connect(database_url()) as other, connection.cursor() as cursor:
        other.execute("LOCK TABLE register_version IN ACCESS EXCLUSIVE MODE")
        cursor.execute("SET statement_timeout = 100")
        try:
            return client.get("/api/v1/changes/")
        finally:
            cursor.execute("RESET statement_timeout")


@fault
def unavailable(client, settings):
    return while_renamed("access_key", client, headers=bearer(new_key("read")))


def while_renamed(table: str, client, **options):
    """The answer while a table that it needs is not there."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        try:
            return client.get("/api/v1/changes/", **options)
        finally:
            cursor.execute(f"ALTER TABLE elsewhere RENAME TO {table}")


def test_every_problem_is_provoked():
    assert {*FAULTS} == {*PROBLEM_TYPES}


COMMITTED = {
    "server_error",
    "too_slow",
    "unavailable",
}  # the database is at fault: a transaction would be broken


@pytest.mark.parametrize(
    "code",
    [pytest.param(code, marks=pytest.mark.django_db(transaction=code in COMMITTED)) for code in FAULTS],
)
def test_a_fault_is_answered_with_its_problem(client, settings, agreement, code):
    response = FAULTS[code](client, settings)

    problem = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (problem["code"], response.status_code) == (code, PROBLEM_TYPES[code].status)
    assert (problem["title"], problem["status"]) == (PROBLEM_TYPES[code].title, PROBLEM_TYPES[code].status)
    assert client.get(problem["type"]).json()["code"] == code
