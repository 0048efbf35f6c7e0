"""The leak test: drafts and all that is hidden have no effect on anything the public can observe."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from access.keys.actions import create_key
from access.models import Key
from agreements.models import Agreement
from document_texts.extraction import extract_waiting
from tests.factories import PartnerFactory, SiteProfileFactory
from tests.response_bodies import body_of
from tests.surface import (
    EXAMPLES,
    expected_slug,
    first_addresses,
    plant_hidden_things,
    public_world,
    reading_role,
    routes,
    some_addresses,
)

ADDRESSES = some_addresses()
CHANGES_EACH_TIME = re.compile(rb'"(request_id|instance)": ?"[^"]*"')


@dataclass
class Observed:
    """What an anonymous reader saw of every address: first, and under the reading role with hidden things about.

    And what staff saw then of each route who had logged in, and of the API a partner with a key; neither under that
    role.
    """

    asked: dict[str, str]
    first: dict[str, tuple]
    beside_hidden: dict[str, tuple]
    by_staff: dict[str, tuple]
    by_partner: dict[str, tuple]


@pytest.fixture(scope="module")
def observed(django_db_setup, django_db_blocker):
    """Every address asked several times, in one world that is rolled back; the clock stands still meanwhile."""
    now = datetime.now(UTC)
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(now, tick=False):
        world = public_world()
        SiteProfileFactory(contact_email="office@example.org", accent="#7a1f3d")
        extract_waiting(seconds=60)
        asked = {address: expected_slug(address) for address in ADDRESSES}
        first = answers(asked)
        plant_hidden_things(world)
        assert not extract_waiting(seconds=60)
        with reading_role():
            beside_hidden = answers(asked)
        staff = Client(raise_request_exception=False)
        staff.force_login(User.objects.create_superuser("staff"))
        key = create_key(key=Key(partner=PartnerFactory(), name="Copy", scopes=["read"]), by=None)
        partner = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {key}"})
        of_api = {address: slugged for address, slugged in asked.items() if address.startswith("/api/")}
        of_staff = {address: asked[address] for address in first_addresses()}
        yield Observed(asked, first, beside_hidden, answers(of_staff, staff), answers(of_api, partner))
        transaction.set_rollback(True)


def answers(asked: dict[str, str], client: Client | None = None) -> dict[str, tuple]:
    """The answer to each address; a view that fails answers with its error."""
    client = client or Client(raise_request_exception=False)
    found = {}
    for address, slugged in asked.items():
        with transaction.atomic():
            found[address] = answer(client, slugged)
            if found[address][0] == 500:
                transaction.set_rollback(True)
    return found


def answer(client: Client, address: str) -> tuple:
    """All that an anonymous reader can observe of an address."""
    response = client.get(address)
    body = body_of(response)
    headers = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
    return response.status_code, headers, CHANGES_EACH_TIME.sub(b"", body), response.cookies.output()


def test_every_public_route_has_an_example():
    assert {*routes()} == {*EXAMPLES}


def test_every_route_answers_one_of_its_examples(observed):
    """The others are records, days and parts that are not there."""
    silent = {
        route
        for route, examples in EXAMPLES.items()
        if not {observed.first[address][0] for address in examples} & {200, 301, 302}
    }

    assert {route for route in silent if not route.startswith("api/v1/me")} == {
        "data/manifest.json", "data/<str:name>", "logo-<slug:sha256>.png",
        "^api(?P<path>/.*)?$", "api/v1/^(?P<path>.+)$",
    }  # fmt: skip
    assert {answer[0] for answer in observed.first.values()} == {200, 301, 302, 400, 401, 404, 410}


def differences(before: dict[str, tuple], after: dict[str, tuple]) -> dict[str, tuple[str, str]]:
    """The addresses that answer otherwise, each with both answers from a little before where they part."""
    found = {}
    for address in after:
        one, other = repr(before[address]), repr(after[address])
        if one != other:
            parting = next(
                (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0
            )
            start = max(parting - 40, 0)
            found[address] = (one[start : start + 120], other[start : start + 120])
    return found


def test_drafts_never_leak(observed):
    """Nor does a view look at the desk, which the reading role may not: it would answer with its error."""
    assert differences(observed.first, observed.beside_hidden) == {}
    # what the reader asked for may be said back to them
    telling = {address for address in ADDRESSES if b"canary" in observed.first[address][2]}
    assert {address for address in telling if "canary" not in address} == set()


def test_staff_who_have_logged_in_see_of_public_addresses_what_everybody_sees(observed):
    assert differences(observed.first, observed.by_staff) == {}


def test_partners_with_a_key_see_of_the_register_what_everybody_sees(observed):
    """Their own account is theirs; a cache keeps no answer to a key, and their requests are counted."""
    own = {address for address in observed.by_partner if address.startswith("/api/v1/me")}
    of_register = {
        address: without_headers_of_keys(answer)
        for address, answer in observed.by_partner.items()
        if address not in own
    }

    assert len(of_register) > 80
    everybody = {address: without_headers_of_keys(observed.first[address]) for address in of_register}
    assert differences(everybody, of_register) == {}
    assert {observed.by_partner[address][0] for address in own} >= {200}
    assert not any(b"canary" in observed.by_partner[address][2] for address in own)


def without_headers_of_keys(answer: tuple) -> tuple:
    status, headers, body, cookies = answer
    of_keys = {"Cache-Control", "RateLimit", "RateLimit-Policy"}
    return status, {name: text for name, text in headers.items() if name not in of_keys}, body, cookies


def test_public_answers_set_no_cookie_and_vary_on_nothing_but_encoding(observed):
    answers = {address: observed.first[address] for address in ADDRESSES}

    assert {address: cookies for address, (*_, cookies) in answers.items() if cookies} == {}
    varying = {
        address: headers.get("Vary", "Accept-Encoding") for address, (_, headers, *_) in answers.items()
    }
    assert {address: vary for address, vary in varying.items() if vary != "Accept-Encoding"} == {}


def stray_view(request):
    """A view that looks at the desk, as none may."""
    return HttpResponse(Agreement.objects.count())


@pytest.mark.django_db
def test_a_stray_view_is_refused_under_the_reading_role(client, settings):
    settings.ROOT_URLCONF = type("urls", (), {"urlpatterns": [path("stray", stray_view)]})
    assert client.get("/stray").content == b"0"

    with (
        pytest.raises(ProgrammingError, match="permission denied for table agreements_agreement"),
        reading_role(),
    ):
        client.get("/stray")
