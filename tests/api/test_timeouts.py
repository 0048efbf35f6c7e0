"""A question that takes long gets its time, but few of them at once: the quick ones never wait behind many."""

import pytest
from django.db import OperationalError, connection, connections

from api import timeouts
from api.timeouts import QUICK_TIMEOUT_MS, none_on_timeout, set_statement_timeout, within_timeout
from core.locks import COSTLY_QUESTION_LOCK, locked_keys, try_lock_key, unlock_key
from pages import list_views
from tests.pages.test_search_pages import skip_where_no_timeout_ends_a_wait

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(monkeypatch):
    """A connection of the register's own, as in production."""
    skip_where_no_timeout_ends_a_wait()
    own = connection.copy(alias="register")
    monkeypatch.setattr(timeouts, "connections", {"default": connection, "register": own})
    yield own
    own.close()


@pytest.fixture
def somebody_else():
    """Another process, with the only place for costly questions in its hands."""
    other = connection.copy(alias="register")
    assert try_lock_key(other, COSTLY_QUESTION_LOCK, 0)
    yield other
    other.close()


def asking(register, seconds: float):
    """A question that takes so long, and the timeouts that it was tried with."""
    tries = []

    def ask(milliseconds: int) -> str:
        set_statement_timeout(milliseconds)
        tries.append(milliseconds)
        with register.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(%s)", [seconds])
        return "answer"

    return ask, tries


def test_what_is_quick_is_asked_once_and_needs_no_place(register, somebody_else):
    ask, tries = asking(register, 0)

    assert within_timeout(ask, 5000) == "answer"
    assert tries == [QUICK_TIMEOUT_MS]


def test_what_takes_longer_begins_again_with_its_whole_time(register):
    ask, tries = asking(register, QUICK_TIMEOUT_MS / 1000 + 0.1)

    assert within_timeout(ask, 20_000) == "answer"
    assert tries == [QUICK_TIMEOUT_MS, 20_000]
    assert locked_keys(COSTLY_QUESTION_LOCK) == set()


def test_what_takes_too_long_even_so_is_broken_off_and_leaves_its_place(register):
    ask, tries = asking(register, 30)

    with pytest.raises(OperationalError) as broken:
        within_timeout(ask, QUICK_TIMEOUT_MS + 50)

    assert timeouts.is_statement_timeout(broken.value)
    assert tries == [QUICK_TIMEOUT_MS, QUICK_TIMEOUT_MS + 50]
    assert locked_keys(COSTLY_QUESTION_LOCK) == set()


def test_where_no_place_is_free_it_ends_after_the_first_try(register, somebody_else):
    ask, tries = asking(register, 30)

    with pytest.raises(OperationalError) as broken:
        within_timeout(ask, 20_000)

    assert timeouts.is_statement_timeout(broken.value)
    assert tries == [QUICK_TIMEOUT_MS]
    unlock_key(somebody_else, COSTLY_QUESTION_LOCK, 0)
    assert within_timeout(asking(register, QUICK_TIMEOUT_MS / 1000 + 0.1)[0], 20_000) == "answer"


def test_an_institution_may_have_more_places(register, somebody_else, settings):
    settings.COSTLY_QUESTIONS = 2
    ask, tries = asking(register, QUICK_TIMEOUT_MS / 1000 + 0.1)

    assert within_timeout(ask, 20_000) == "answer"
    assert tries == [QUICK_TIMEOUT_MS, 20_000]


def test_an_error_of_another_kind_is_not_asked_for_again(register):
    tries = []

    def fail(milliseconds):
        tries.append(milliseconds)
        raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        within_timeout(fail, 5000)
    assert tries == [QUICK_TIMEOUT_MS]


def test_a_page_does_without_a_part_only_after_its_whole_time(register):
    seen = []

    def build(milliseconds):
        set_statement_timeout(milliseconds)
        part = none_on_timeout(lambda: asking(register, 30)[0](milliseconds))
        seen.append(part)
        return "page"

    assert within_timeout(build, QUICK_TIMEOUT_MS + 50) == "page"
    assert seen == [None]


@pytest.mark.parametrize("address", ["/agreements/", "/ko/agreements/?q=health", "/api/v1/agreements/"])
def test_readers_are_answered_503_at_once_where_no_place_is_free(client, monkeypatch, somebody_else, address):
    """The page is tried once; with a free place a second time."""
    tries = []

    def too_long(*_arguments, **_named):
        tries.append(1)
        with connections["register"].cursor() as cursor:
            cursor.execute("SAVEPOINT before; SET LOCAL statement_timeout = 1")
            try:
                cursor.execute("SELECT pg_sleep(9)")
            finally:
                connections["register"].connection.execute("ROLLBACK TO before")

    skip_where_no_timeout_ends_a_wait()
    monkeypatch.setattr(list_views.RecordListView, "get", too_long)
    monkeypatch.setattr("api.records.RecordViewSet.list", too_long)

    busy = client.get(address)
    unlock_key(somebody_else, COSTLY_QUESTION_LOCK, 0)
    free = client.get(address)

    assert len(tries) == 1 + 2
    for response in (busy, free):
        assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
        assert "ETag" not in response.headers
        if address.startswith("/api/"):
            assert response.json()["code"] == "too_slow"
            assert response.headers["Access-Control-Allow-Origin"] == "*"
