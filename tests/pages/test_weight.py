"""Weight of a first visit: every page stays light, and asks for little.

The weight is what is transferred: text compressed by gzip, as servers send it, pictures as they are.
"""

import gzip

import pytest

MOST_BYTES, MOST_OF_SCRIPTS, MOST_REQUESTS = 100_000, 20_000, 10


@pytest.fixture
def visited(browser):
    """``visited(address)``: ``(address, kind, bytes)`` of all that a fresh browser asks for."""
    contexts = []

    def visited(address: str) -> list[tuple[str, str, int]]:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        page, answers = contexts[-1].new_page(), []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address, wait_until="load")
        return [(one.url, one.request.resource_type, weight(one)) for one in answers if not is_redirect(one)]

    yield visited
    for context in contexts:
        context.close()


def is_redirect(response) -> bool:
    return 300 <= response.status < 400


def weight(response) -> int:
    body = response.body()
    is_compressed = (
        response.request.resource_type == "image" and "svg" not in response.headers["content-type"]
    )
    return len(body if is_compressed else gzip.compress(body))


FURTHER = (
    "/search?q=korea", "/agreements/", "/organizations/", "/agreements/A3/versions/", "/organizations/O1", "/people/P1",
    "/activities/E1", "/topics/T1", "/countries/", "/", "/countries/GB/KR",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/agreements/A3",
        "/ko/agreements/?nature=instrument&country=KR",
        *(pytest.param(address, marks=pytest.mark.long) for address in FURTHER),
    ],
)
def test_a_first_visit_is_light(demo_site, visited, address):
    answers = visited(f"{demo_site}{address}")

    assert len(answers) <= MOST_REQUESTS, [one for one, *_ in answers]
    assert {one for one, *_ in answers if not one.startswith(demo_site)} == set()
    assert sum(size for _address, _kind, size in answers) <= MOST_BYTES, answers
    assert sum(size for _address, kind, size in answers if kind == "script") <= MOST_OF_SCRIPTS
