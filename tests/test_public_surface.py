"""What is not published has no effect on anything the public can observe."""

import re

import pytest
from django.db import ProgrammingError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from agreements.models import Agreement
from tests.surface import EXAMPLES, addresses, expected_slug, plant_hidden_things, public_world, routes

pytestmark = pytest.mark.django_db

ADDRESSES = addresses()
CHANGES_EACH_TIME = re.compile(rb'"(request_id|instance)": ?"[^"]*"')


def answer(client: Client, address: str) -> tuple:
    """All that an anonymous reader can observe of an address."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
    return response.status_code, headers, CHANGES_EACH_TIME.sub(b"", body)


def test_every_public_route_has_an_example():
    assert {*routes()} == {*EXAMPLES}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_hidden_changes_nothing_that_the_public_sees(client, address):
    world = public_world()
    asked = expected_slug(address)
    before = answer(client, asked)

    plant_hidden_things(world)

    after = answer(client, asked)
    assert after == before
    assert b"canary" not in after[2].replace(asked.encode(), b"").replace(b"q=canary", b"") or "q=canary" in asked


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_public_address_answers_under_the_reading_role(client, as_reader, address):
    public_world()
    asked = expected_slug(address)
    expected = answer(client, asked)

    with as_reader():
        assert answer(client, asked) == expected
    assert expected[0] in {200, 301, 302, 400, 404, 410}


def stray_view(request):
    """A view that looks at the desk, as none may."""
    return HttpResponse(Agreement.objects.count())


def test_a_stray_view_is_refused_under_the_reading_role(client, as_reader, settings):
    settings.ROOT_URLCONF = type("urls", (), {"urlpatterns": [path("stray", stray_view)]})
    assert client.get("/stray").content == b"0"

    with pytest.raises(ProgrammingError, match="permission denied for table agreements_agreement"), as_reader():
        client.get("/stray")


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_answers_set_no_cookie_and_vary_on_nothing_but_encoding(client, address):
    public_world()

    response = client.get(expected_slug(address))

    assert not response.cookies
    assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
