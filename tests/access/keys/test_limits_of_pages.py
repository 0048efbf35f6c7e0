"""Limits of searches, downloads and matching by network, outside of the API."""

import json
import re

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from access.keys import actions, rate_limits
from access.models import Counter, Key
from tests.faketime import skip_where_no_timeout_ends_a_wait
from tests.interchange.test_killed_imports import database_url

pytestmark = pytest.mark.django_db
LIMITED = [
    "/search?q=accord", "/search", "/ko/search?q=accord", "/agreements/?q=accord", "/organizations/?country=KR",
    "/agreements/?page=2", "/agreements/export.csv", "/people/export.json", "/agreements/export.ics", "/changes.atom",
    "/sitemap.xml", "/data/manifest.json", "/data/agreements.jsonl", "/agreements/A1/files/x",
    "/reconcile", "/reconcile?queries={}", "/reconcile/suggest/entity?prefix=a", "/reconcile/preview/A1",
]  # fmt: skip
KEPT_PAGES = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept"}


@pytest.mark.parametrize("address", LIMITED)
def test_a_network_may_ask_so_much_in_a_minute(client, agreement, limited, address):
    limited(search=2, files=2, reconcile=2 * 20)

    responses = [client.get(address) for _one in range(4)]

    assert [response.status_code == 429 for response in responses] == [False, False, True, True]
    assert 0 < int(responses[-1].headers["Retry-After"]) <= 60
    assert "no-store" in responses[-1].headers["Cache-Control"]
    assert not responses[-1].cookies
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").get(address)
    assert elsewhere.status_code == responses[0].status_code


def test_by_default_of_80_quick_requests_some_are_refused(client, settings, agreement):
    settings.RATE_LIMITS = {"search": 60, "files": 60, "reconcile": 1500}

    for address in (
        "/search?q=accord",
        "/agreements/export.csv",
        '/reconcile?queries={"q":{"query":"Accord"}}',
    ):
        statuses = [client.get(address).status_code for _one in range(80)]
        assert 200 <= statuses[0] < 300
        assert 429 in statuses


def test_a_reader_is_told_in_words_and_a_program_as_a_problem(client, agreement, limited):
    limited(search=1, files=1, reconcile=1)

    for address, words in {
        "/search?q=accord": "<h1>Too many requests</h1>",
        "/ko/search?q=accord": "<h1>요청 한도 초과</h1>",
        "/agreements/export.csv": "<h1>Too many requests</h1>",
    }.items():
        responses = [client.get(address) for _one in range(2)]
        assert words in responses[-1].content.decode()
        wait = responses[-1].headers["Retry-After"]
        assert re.search(rf"\b{wait}(초| second)", responses[-1].content.decode())

    problem = [client.get("/reconcile/suggest/entity?prefix=a") for _one in range(2)][-1]
    wait = problem.headers["Retry-After"]
    assert (problem.headers["Content-Type"], problem.json()["code"], problem.json()["detail"]) == (
        "application/problem+json", "too_many_requests", f"More than 1 queries in a minute: go on in {wait} seconds.",
    )  # fmt: skip
    assert problem.headers["Access-Control-Allow-Origin"] == "*"


def test_each_limit_is_counted_apart_by_network_as_a_hash(client, agreement, limited):
    limited(search=1, files=1, reconcile=1, anonymous=1)

    for address in ("/search?q=accord", "/agreements/export.csv", "/reconcile", "/api/v1/"):
        assert client.get(address).status_code == 200

    kept = sorted(Counter.objects.values_list("subject", flat=True), key=len)
    assert re.fullmatch("[0-9a-f]{64}", kept[0])
    assert sorted(subject.replace(kept[0], "#") for subject in kept) == [
        "#",
        "files #",
        "reconcile #",
        "search #",
    ]


def test_batches_of_matching_are_counted_by_their_queries(client, agreement, limited):
    limited(reconcile=60)

    def send(queries):
        batch = {f"q{number}": {"query": "Accord"} for number in range(queries)}
        status = client.post("/reconcile", {"queries": json.dumps(batch)}).status_code
        return status, Counter.objects.get().used

    assert [send(25), send(1), send(25), send(25)] == [(200, 25), (200, 45), (200, 70), (429, 95)]


@pytest.mark.parametrize("queries", ["", "{", "[]", "[" * 100_000, "7", '{"q": 7}'])
def test_what_is_no_batch_counts_as_a_request(client, limited, queries):
    limited(reconcile=100)

    assert client.post("/reconcile", {"queries": queries}).status_code == 400
    assert Counter.objects.get().used == 20


def test_a_304_and_a_page_that_was_kept_are_free(client, agreement, limited, settings):
    settings.CACHES = {**settings.CACHES, "pages": KEPT_PAGES}
    limited(search=2, files=2, reconcile=40)

    for address in ("/search?q=accord", "/agreements/export.csv", "/reconcile"):
        etag = client.get(address).headers["ETag"]
        answers = [client.get(address, headers={"if-none-match": etag}) for _one in range(4)]
        assert [answer.status_code for answer in answers] == [304] * 4
    kept = [client.get("/search?q=accord").status_code for _one in range(4)]

    assert kept == [200] * 4
    assert client.get("/search?q=another").status_code == 200
    assert client.get("/search?q=third").status_code == 429


def test_a_preflight_request_is_free(client, limited):
    limited(reconcile=20)

    assert [client.options("/reconcile").status_code for _one in range(3)] == [204] * 3
    assert client.get("/reconcile").status_code == 200


@pytest.fixture
def held(transactional_db):
    """``held(sql)``: another session, which nobody waits for, holds what the statement locks until the test ends."""
    skip_where_no_timeout_ends_a_wait()
    sessions = []

    def hold(sql):
        sessions.append(psycopg.connect(database_url()))
        sessions[-1].execute(sql)

    yield hold
    for session in sessions:
        session.close()


@pytest.mark.timeout(30)  # without the promise it would wait for ever
@pytest.mark.parametrize(
    "lock", ["SELECT * FROM access_counter FOR UPDATE", "LOCK TABLE access_counter IN ACCESS EXCLUSIVE MODE"]
)
def test_a_counter_that_somebody_locked_holds_no_request(client, limited, held, caplog, lock):
    limited(search=1, anonymous=1)
    assert [client.get(address).status_code for address in ("/search?q=accord", "/api/v1/")] == [200, 200]
    assert [client.get(address).status_code for address in ("/search?q=accord", "/api/v1/")] == [429, 429]

    held(lock)

    client.handler.load_middleware()  # a process that counts nothing else yet
    assert [client.get(address).status_code for address in ("/search?q=accord", "/api/v1/")] == [200, 200]
    assert caplog.text.count("Requests are answered without counting for 30 seconds") == 1


@pytest.mark.timeout(30)
def test_a_counter_that_somebody_locked_is_not_given_back_and_not_tidied_up(held):
    limiter, policy = rate_limits.RateLimiter(), rate_limits.Policy("search", "somebody", 5)
    allowance = limiter.count(policy)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO access_counter VALUES ('old', now() - interval '1 hour', 1)")
    held("SELECT * FROM access_counter FOR UPDATE")

    assert limiter.refund(allowance) == allowance
    another = rate_limits.RateLimiter().count(rate_limits.Policy("search", "another", 5))

    assert (another.used, Counter.objects.filter(subject="old").count()) == (1, 1)


@pytest.mark.timeout(30)
def test_a_key_whose_row_somebody_locked_opens_all_the_same(asked, new_key, held):
    secret = new_key("read")
    held("SELECT * FROM access_key FOR UPDATE")

    assert asked("me", secret).status_code == 200
    assert Key.objects.get().last_used_at is None


def test_the_use_of_a_key_is_noted_once_a_minute(new_key, django_assert_num_queries):
    secret = new_key("read").rpartition(".")[2]
    actions.record_use(key=Key.objects.get(), secret=secret)

    key = Key.objects.get()
    assert key.last_used_at == timezone.now().replace(second=0, microsecond=0)
    with django_assert_num_queries(0):
        actions.record_use(key=key, secret=secret)
