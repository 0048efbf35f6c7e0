"""Every request has a name: in its answer, on every line of the log, and on the page that says that something broke."""

import io
import logging
import re
import uuid
from contextvars import Context

import pytest
from django.db import connections

from core.request_ids import RequestIDFilter

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/",
    "/ko/agreements/",
    "/nothing",
    "/api/v1/",
    "/api/v1/nothing",
    "/api/v2",
    "/healthz",
    "/static/none.css",
]


@pytest.fixture
def broken(client):
    """Nothing that is in the register can be read."""
    client.raise_request_exception = False
    with connections["register"].cursor() as cursor:
        cursor.execute("ALTER TABLE register_entry RENAME COLUMN published_at TO elsewhere")


@pytest.fixture
def log():
    """What the process writes to its log, as it is set up."""
    [handler] = [
        one
        for one in logging.getLogger().handlers
        if any(isinstance(f, RequestIDFilter) for f in one.filters)
    ]
    written = io.StringIO()
    earlier = handler.setStream(written)
    yield written
    handler.setStream(earlier)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_request_is_given_a_name_of_its_own(client, address):
    names = {client.get(address).headers["X-Request-ID"] for _one in range(2)}

    assert {str(uuid.UUID(name)) for name in names} == names
    assert len(names) == 2


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", ["0f8fad5bd9cb469fa16570867728950e", "order-12.7_b", "x" * 64])
def test_a_name_that_was_given_is_kept(client, address, name):
    assert client.get(address, headers={"x-request-id": name}).headers["X-Request-ID"] == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "short",
        "x" * 65,
        "two words",
        "<script>",
        "a\tb-and-so-on",
        "a\nb-and-so-on",
        "ends-with-a-break\n",
        "x" * 10_000,
        "-begins-with",
        "이름이름이름이름",
    ],
)
def test_a_name_that_is_not_sane_is_replaced(client, name):
    given = client.get("/api/v1/nothing", headers={"x-request-id": name})

    assert uuid.UUID(given.headers["X-Request-ID"])
    assert given.json()["request_id"] == given.headers["X-Request-ID"]


@pytest.mark.parametrize(
    "address", ["/", "/ko/", "/api/v1/agreements/", "/nothing", "/api/v1/agreements/?x=1"]
)
def test_every_line_of_the_log_says_to_which_request_it_belongs(client, broken, log, address):
    client.get(address, headers={"x-request-id": "request-of-this-test"})

    lines = [line for line in log.getvalue().splitlines() if re.match(r"\d{4}-\d\d-\d\d ", line)]
    assert lines
    assert all(" [request-of-this-test] " in line for line in lines)
    if "nothing" not in address and "?" not in address:
        assert "ProgrammingError" in log.getvalue()  # and the log has the traceback


def test_outside_of_requests_lines_say_so(log):
    Context().run(logging.getLogger("anything").warning, "A timer went off.")

    assert " WARNING anything [-] A timer went off.\n" in log.getvalue()


@pytest.mark.parametrize("address", ["/", "/ko/"])
def test_the_page_that_says_that_something_broke_names_the_request(client, broken, address):
    response = client.get(address)

    assert response.status_code == 500
    page = response.content.decode()
    assert page.count(f"<code>{response.headers['X-Request-ID']}</code>") == 2
    assert "elsewhere" not in page
