"""How much may be asked of the API in a minute, by a network and by a partner; what it costs, and what is free."""

import logging
import re
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from access.keys import rate_limits
from access.models import Counter
from tests.surface import reading_role

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'"(\w+)";r=(\d+);t=(\d+)')


def left(response) -> tuple[str, int]:
    """Which policy counted a request, and what it leaves."""
    policy, remaining, seconds = FIELD.fullmatch(response.headers["RateLimit"]).groups()
    assert 0 < int(seconds) <= 60
    return policy, int(remaining)


def passes(response) -> bool:
    return response.status_code not in {429, 500}


def next_window() -> None:
    """As if a minute had gone by."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_counter SET started_at = started_at - interval '61 s'")


@contextmanager
def without_counters():
    """Inside, they cannot be reached. Needs a test that is in no transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_counter RENAME TO elsewhere")
        try:
            yield
        finally:
            cursor.execute("ALTER TABLE elsewhere RENAME TO access_counter")


def test_a_network_may_ask_so_much_in_a_minute(asked, limited):
    limited(anonymous=3)

    responses = [asked("changes/") for _one in range(4)]

    assert [one.status_code for one in responses] == [200, 200, 200, 429]
    assert [left(one) for one in responses] == [("anonymous", number) for number in (2, 1, 0, 0)]
    assert {one.headers["RateLimit-Policy"] for one in responses} == {'"anonymous";q=3;w=60'}
    problem = responses[-1].json()
    assert problem["code"] == "too_many_requests"
    wait = int(responses[-1].headers["Retry-After"])
    assert 0 < wait <= 60
    assert problem["detail"] == f"More than 3 requests in a minute: go on in {wait} seconds."
    assert responses[-1].headers["Cache-Control"] == "no-store"


def test_after_the_minute_one_may_go_on(asked, limited):
    limited(anonymous=1)
    assert [asked("").status_code for _one in range(2)] == [200, 429]

    next_window()

    assert [asked("").status_code for _one in range(2)] == [200, 429]


def test_networks_are_counted_apart_and_kept_as_hashes(client, limited):
    limited(anonymous=1)

    def ask(address):
        return client.get("/api/v1/", REMOTE_ADDR=address).status_code

    assert [ask("192.0.2.1"), ask("192.0.2.2"), ask("192.0.2.1")] == [200, 200, 429]
    assert [ask("2001:db8::1"), ask("2001:db8::2"), ask("2001:db8:0:1::1")] == [200, 429, 200]
    assert all(re.fullmatch(r"[0-9a-f]{64}", one.subject) for one in Counter.objects.all())


def test_a_304_is_free(asked, limited):
    limited(anonymous=2)
    etag = asked("changes/").headers["ETag"]

    answers = [asked("changes/", if_none_match=etag) for _one in range(5)]

    assert [one.status_code for one in answers] == [304] * 5
    assert [left(one) for one in answers] == [("anonymous", 1)] * 5
    assert [asked("changes/").status_code for _one in range(2)] == [200, 429]


def test_a_304_that_was_built_first_counts(asked, limited):
    limited(anonymous=2)

    answers = [asked("changes/", if_none_match="*") for _attempt in range(3)]

    assert [answer.status_code for answer in answers] == [304, 304, 429]


def test_what_is_given_back_belongs_to_its_own_minute(asked, limited):
    counters, policy = rate_limits.RateLimiter(), rate_limits.Policy("anonymous", "somebody", 5)
    earlier = counters.count(policy)
    next_window()
    counters.count(policy)

    counters.refund(earlier)

    assert Counter.objects.get(subject="somebody").used == 1


def test_a_partner_is_counted_with_all_its_keys_and_apart_from_its_network(asked, limited, new_key):
    limited(anonymous=1, partner=3)
    first, second = new_key("read"), new_key("read")

    assert [left(asked("", key)) for key in (first, second, first)] == [("partner", n) for n in (2, 1, 0)]
    assert asked("", second).status_code == 429
    assert asked("").status_code == 200


def test_a_partner_may_have_a_limit_of_its_own(asked, limited, new_key, partner):
    limited(partner=600)
    partner.limit = 2
    partner.save()
    key = new_key("read")

    assert asked("", key).headers["RateLimit-Policy"] == '"partner";q=2;w=60'
    assert [asked("", key).status_code for _one in range(2)] == [200, 429]


def test_a_key_that_is_not_for_reading_has_the_limit_of_everybody(asked, limited, new_key):
    limited(anonymous=1, partner=600)
    key = new_key("keys")

    assert asked("me", key).json()["limit"]["policy"] == "key"
    assert asked("me", key).status_code == 429
    assert asked("").status_code == 200


def test_trying_keys_counts_for_the_network(asked, limited):
    limited(anonymous=2, partner=600)

    guessed = [asked("me", f"ent_abcdefghijk{n}.{'x' * 43}").status_code for n in range(4)]

    assert guessed == [401, 401, 429, 429]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/agreements/",
        "/agreements/?q=",
        "/about/data",
        "/healthz",
        "/robots.txt",
        "/reconcile/properties",
    ],
)
def test_what_people_read_is_not_counted(client, limited, address):
    limited(anonymous=1, search=1, files=1, reconcile=1)

    answers = [client.get(address) for _one in range(3)]

    assert len({one.status_code for one in answers}) == 1
    assert not any("RateLimit" in one.headers for one in answers)
    assert Counter.objects.count() == 0


def test_asking_whether_one_may_ask_is_free(asked, limited):
    limited(anonymous=1)

    assert [asked("changes/", method="options").status_code for _one in range(3)] == [204] * 3
    assert asked("changes/").status_code == 200


def test_refusals_count_too(asked, limited):
    limited(anonymous=2)

    assert [asked(address).status_code for address in ("nothing", "agreements/?x=1", "")] == [404, 400, 429]


def test_counting_costs_one_statement_and_one_more_for_a_304(agreement, queries_of, limited):
    limited(anonymous=100)
    queries_of("changes/")  # the first of a process tidies up
    etag = None

    plain = queries_of("agreements/")
    assert [("access_counter" in sql) for sql in plain] == [True, False, False]

    etag = Client().get("/api/v1/agreements/").headers["ETag"]
    conditional = queries_of("agreements/", if_none_match=etag)
    assert [("access_counter" in sql) for sql in conditional] == [True, False, True]


class UnderTheReadingRole:
    """Middleware, the innermost: what a view asks of any database, it asks as a reader of the register."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with reading_role():
            return self.get_response(request)


def test_views_need_no_more_than_the_register_where_requests_are_counted(
    asked, limited, new_key, agreement, settings
):
    limited(anonymous=10, partner=10)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.UnderTheReadingRole"]
    key = new_key("read")

    for address in ("agreements/", "agreements/A1", "changes/", "me"):
        response = asked(address, key)
        assert (response.status_code, left(response)[0]) == (200, "partner")
    assert left(asked("agreements/")) == ("anonymous", 9)


@pytest.mark.django_db(transaction=True)
def test_where_counting_fails_reading_goes_on_and_the_log_says_so(asked, limited, caplog):
    limited(anonymous=1)
    with without_counters():
        answers = [asked("changes/") for _one in range(3)]

    assert [one.status_code for one in answers] == [200] * 3
    assert not any("RateLimit" in one.headers for one in answers)
    told = [one.getMessage() for one in caplog.records if one.name == "access.keys.rate_limits"]
    assert [one.splitlines()[0] for one in told] == [
        'Requests are answered without counting for 30 seconds: relation "access_counter" does not exist'
    ]
    assert caplog.records[0].levelno == logging.ERROR


@pytest.mark.django_db(transaction=True)
def test_after_a_while_it_is_counted_again(monkeypatch):
    monkeypatch.setattr(rate_limits, "PAUSE_SECONDS", 0)
    counters, policy = rate_limits.RateLimiter(), rate_limits.Policy("anonymous", "somebody", 5)
    with without_counters():
        assert counters.count(policy) is None

    assert counters.count(policy).used == 1


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_given_back_is_kept(caplog):
    counters = rate_limits.RateLimiter()
    allowance = counters.count(rate_limits.Policy("anonymous", "somebody", 5))

    with without_counters():
        assert counters.refund(allowance) == allowance

    assert "A request could not be given back" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_key_that_cannot_be_checked_is_refused_for_now(asked, limited, new_key):
    key = new_key("read")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_key RENAME TO elsewhere")
        try:
            response = asked("changes/", key)
        finally:
            cursor.execute("ALTER TABLE elsewhere RENAME TO access_key")

    assert (response.status_code, response.json()["code"]) == (503, "unavailable")
    assert response.headers["Retry-After"] == "30"
    assert asked("changes/", key).status_code == 200


def test_counters_of_the_past_are_deleted(asked, limited):
    limited(anonymous=5)
    counters = rate_limits.RateLimiter()
    for subject in ("a", "b"):
        counters.count(rate_limits.Policy("anonymous", subject, 5))
        next_window()
    next_window()
    counters.count(rate_limits.Policy("anonymous", "c", 5))

    asked("")  # a process that has just begun

    kept = Counter.objects.values_list("subject", flat=True)
    assert (len(kept), {"a", "b", "c"} & {*kept}) == (2, {"c"})


def test_counters_need_no_log_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'access_counter'")
        assert cursor.fetchone() == ("u",)
