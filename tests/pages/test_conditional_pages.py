"""A page that somebody holds is not made again: 304 in one query, until anything that it shows may differ."""

import psycopg
import pytest
import time_machine
from django.core.cache import caches
from django.db import OperationalError

import config.public
from pages import list_results
from register.publishing import publish, withdraw
from tests.factories import OrganizationFactory, SiteProfileFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "/", "/agreements/", "/agreements/?form=mou", "/organizations/", "/search?q=memorandum", "/agreements/A1/versions/",
    "/agreements/A1/versions/1", "/topics/", "/countries/KR", "/countries/GB/KR", "/countries/GB/KR?on=2020-01-01",
]  # fmt: skip


@pytest.fixture
def record_path(client, full):
    return client.get("/agreements/A1", follow=True).request["PATH_INFO"]


@pytest.fixture
def pages_are_kept(settings):
    settings.CACHES = {**settings.CACHES, "pages": config.public.PAGES_CACHE}
    caches["pages"].clear()


def etag_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.headers["ETag"]


def test_who_holds_the_page_of_a_record_is_answered_in_one_query(
    client, record_path, django_assert_num_queries
):
    held = client.get(record_path)

    with django_assert_num_queries(1):
        response = client.get(record_path, headers={"if-none-match": held.headers["ETag"]})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == held.headers["ETag"]
    assert response.headers["Cache-Control"] == held.headers["Cache-Control"]
    assert response.cookies == {}


def test_every_page_of_records_is_kept_by_who_holds_it(client, full, django_assert_num_queries, subtests):
    for address in [f"{prefix}{page}" for prefix in ("", "/ko") for page in PAGES]:
        with subtests.test(address=address):
            etag = etag_of(client, address)

            with django_assert_num_queries(1):
                response = client.get(address, headers={"if-none-match": f'"other", {etag}'})

            assert (response.status_code, response.content) == (304, b"")
            assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200
            assert client.head(address, headers={"if-none-match": etag}).status_code == 304


def test_another_day_language_address_publication_or_profile_of_the_site_is_another_page(client, record_path):
    with time_machine.travel("2024-06-01T12:00Z"):
        etags = [
            etag_of(client, address) for address in (record_path, "/ko" + record_path, "/agreements/", "/")
        ]
        assert etag_of(client, record_path) == etags[0]
        publish(OrganizationFactory(), by=None)
        etags.append(etag_of(client, record_path))
    with time_machine.travel("2024-06-02T12:00Z"):
        etags.append(etag_of(client, record_path))
        SiteProfileFactory()
        etags.append(etag_of(client, record_path))

    assert len(set(etags)) == len(etags)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/agreements/A1?on=nonsense", 301),
        ("/agreements/?limt=1", 400),
        ("/agreements/A99", 404),
        ("/search?q=A1", 302),
    ],
)
def test_what_is_no_page_of_its_own_has_no_etag_even_for_who_takes_any(client, full, address, status):
    for headers in ({}, {"if-none-match": "*"}):
        response = client.get(address, headers=headers)
        assert response.status_code == status
        assert "ETag" not in response.headers


def test_a_page_is_built_once_for_all_who_ask(client, record_path, pages_are_kept, django_assert_num_queries):
    built = client.get(record_path)

    with django_assert_num_queries(1):
        again = client.get(record_path)

    assert (again.status_code, again.content) == (200, built.content)
    assert {**again.headers} == {**built.headers, "X-Request-ID": again.headers["X-Request-ID"]}
    assert client.get("/ko" + record_path).content != built.content
    publish(OrganizationFactory(), by=None)
    assert client.get(record_path).headers["ETag"] != built.headers["ETag"]


def test_what_is_no_whole_page_is_not_kept(client, full, pages_are_kept, without_counts):
    partial = client.get("/agreements/").content
    without_counts.undo()

    assert client.get("/agreements/").content != partial
    for address, status in (("/agreements/?limt=1", 400), ("/agreements/A99", 404)):
        assert [client.get(address).status_code for _time in range(2)] == [status, status]


def test_who_holds_the_page_of_a_record_learns_of_its_withdrawal(client, full, record_path):
    etag = etag_of(client, record_path)

    withdraw(full["older"], by=None, note="x", reason={"en": "An error."})

    response = client.get(record_path, headers={"if-none-match": etag})
    assert response.status_code == 410
    assert "ETag" not in response.headers


@pytest.fixture
def without_counts(monkeypatch):
    """Lists whose counts take too long, until ``undo()``."""
    counted = list_results.count_facets

    def too_slow(filterset, values):
        if values:
            raise OperationalError("canceling statement") from psycopg.errors.QueryCanceled()
        return counted(filterset, values)

    monkeypatch.setattr(list_results, "count_facets", too_slow)
    return monkeypatch


def test_a_list_that_lacks_its_counts_is_not_taken_for_the_whole_one(client, full, without_counts):
    response = client.get("/agreements/")

    assert response.status_code == 200
    assert "ETag" not in response.headers
    without_counts.undo()
    assert etag_of(client, "/agreements/")


def test_a_form_for_readers_has_no_etag(client, full):
    response = client.get("/report/A1/")

    assert response.status_code == 200
    assert "ETag" not in response.headers
