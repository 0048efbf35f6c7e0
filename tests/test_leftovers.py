"""What tests leave in the database is named, and taken away: rows, content types, a transaction."""

import socket
import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.signals import request_finished, request_started
from django.db import transaction

from tests.factories import AgreementFactory, UserFactory
from tests.leftovers import left_behind, take_away_rows

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_that_are_left_are_named_once_and_taken_away():
    UserFactory()
    AgreementFactory()

    tables = ["agreements_agreement", "auth_user", "history_act", "history_change"]
    assert left_behind() == [f"rows of {table}" for table in tables]
    assert left_behind() == []


def test_content_types_of_other_ids_are_noticed():
    stray = ContentType.objects.create(app_label="core", model="stray")

    assert left_behind() == ["other content types"]

    stray.delete()
    assert left_behind() == []


def test_a_transaction_that_is_open_is_noticed():
    with transaction.atomic():
        assert left_behind() == ["a transaction that nobody ended"]


def test_taking_rows_away_leaves_content_types_their_ids():
    before = ContentType.objects.get_for_model(UserFactory()).pk

    take_away_rows()

    ContentType.objects.clear_cache()
    assert ContentType.objects.get(app_label="auth", model="user").pk == before


def test_rows_go_when_the_live_server_has_answered_even_who_is_gone(live_server):
    has_begun, is_over = threading.Event(), []

    def go_on(**kwargs):
        has_begun.set()
        threading.Event().wait(0.3)  # as a draft that is kept while its page is left

    def end(**kwargs):
        is_over.append(True)

    request_started.connect(go_on)
    request_finished.connect(end)
    with socket.create_connection((live_server.thread.host, live_server.thread.port)) as browser:
        browser.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
        assert has_begun.wait(10)

    take_away_rows()

    assert is_over == [True]
