"""A changed profile shows at once on every page, in every process, and costs no query of its own."""

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import RequestFactory

from site_profile import current
from site_profile.models import SiteProfile
from tests.factories import SiteProfileFactory

PAGES = [
    "/",
    "/agreements/",
    "/search?q=memorandum",
    "/countries/",
    "/about",
    "/about/glossary",
    "/about/privacy",
]


def named(name: str) -> None:
    SiteProfile.objects.update_or_create(pk=1, defaults={"name": {"en": name}})


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_who_holds_a_page_gets_it_anew_when_the_profile_changes_and_asks_once_until_then(
    client, full, address, django_assert_num_queries
):
    held = client.get(address).headers["ETag"]

    with django_assert_num_queries(1):
        assert client.get(address, headers={"if-none-match": held}).status_code == 304
    named("Register of pacts")
    changed = client.get(address, headers={"if-none-match": held})

    assert (changed.status_code, "Register of pacts" in changed.content.decode()) == (200, True)
    with django_assert_num_queries(1):
        assert client.get(address, headers={"if-none-match": changed.headers["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_a_page_costs_no_query_for_the_profile_once_it_is_kept(client, full, django_assert_num_queries):
    named("Register of pacts")
    client.get("/about")

    with django_assert_num_queries(1):  # the revision and the profile
        assert "Register of pacts" in client.get("/about").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/nothing-here", "/agreements/A99", "/countries/KR", "/follow/A1", "/report/?record=A1"]
)
def test_pages_without_an_etag_have_the_profile_of_now(client, full, address):
    for name in ("First name", "Second name"):
        named(name)
        assert f"– {name}</title>" in client.get(address, follow=True).content.decode()


@pytest.mark.django_db
def test_a_process_that_saw_nothing_of_the_change_shows_it(client, full):
    named("Kept by this process")
    assert "Kept by this process" in client.get("/about").content.decode()

    with connection.cursor() as cursor:  # as another process does
        cursor.execute(
            "UPDATE site_profile_siteprofile SET updated_at = clock_timestamp(), name = %s",
            ['{"en": "Of another process"}'],
        )

    assert "Of another process" in client.get("/about").content.decode()
    assert current.current_profile().site_name == "Of another process"


@pytest.mark.django_db
def test_while_the_database_is_away_the_last_known_name_stands(monkeypatch):
    named("Last known")
    current.current_profile()

    def away(_query):
        error = DatabaseError()
        error.__cause__ = psycopg.OperationalError("server closed the connection")
        raise error

    monkeypatch.setattr(current, "_fetch", away)

    assert current.profile_of(RequestFactory().get("/")).site_name == "Last known"


@pytest.mark.django_db
def test_an_error_of_a_statement_is_no_database_that_is_away(monkeypatch):
    def broken(_query):
        error = DatabaseError()
        error.__cause__ = psycopg.errors.UndefinedTable()
        raise error

    monkeypatch.setattr(current, "_fetch", broken)

    with pytest.raises(DatabaseError):
        current.profile_of(RequestFactory().get("/"))


@pytest.mark.django_db
def test_without_a_profile_the_site_is_named_by_what_it_runs_on():
    assert current.current_profile().site_name == "Entente"
    assert SiteProfileFactory(name={"ko": "협약 등록부"}).site_name == "협약 등록부"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts", [{"pk": 2}, {"accent": "red"}, {"accent": "#FFF"}, {"license_url": "https://example.org"}]
)
def test_the_database_refuses_nonsense(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteProfileFactory(**facts)
