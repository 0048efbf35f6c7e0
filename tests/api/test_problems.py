"""Every error is a problem (RFC 9457) with a stable code, a request id, and an address that explains it."""

import pytest
from django.db import connections

from api.problems import PROBLEM_TYPES

pytestmark = pytest.mark.django_db


def check_problem(response, code):
    """The shape that every error has; gives the problem."""
    problem = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (problem["code"], problem["status"], problem["title"]) == (
        code,
        response.status_code,
        PROBLEM_TYPES[code].title,
    )
    assert problem["type"] == f"http://testserver/api/v1/problems/{code}"
    assert problem["instance"] == f"{problem['type']}#{problem['request_id']}"
    assert response.headers["X-Request-ID"] == problem["request_id"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]
    assert response.cookies == {}
    assert isinstance(problem["detail"], str)
    return problem


UNKNOWN = [
    "nothing", "agreements/A1", "agreements/a1", "agreements/A1/parts", "agreements/A01", "vocabularies/nothing",
    "problems/nothing", "agreements/A1/versions/x",
]  # fmt: skip


@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_is_a_problem(api, address):
    response = api(address)

    assert response.status_code == 404
    assert check_problem(response, "not_found")["errors"] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["", "agreements/", "agreements/A1", "changes/"])
def test_the_api_cannot_be_written_to(api, address, method):
    response = api(address, method=method)

    assert response.status_code == 405
    check_problem(response, "method_not_allowed")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_where_nothing_is_no_other_method_helps(api, method):
    for address in ("nothing", "agreements/0", "me/webhooks/x"):
        response = api(address, method=method)

        assert response.status_code == 404
        check_problem(response, "not_found")


def test_only_json_is_spoken(api):
    response = api("agreements/", accept="text/html")

    assert response.status_code == 406
    check_problem(response, "not_acceptable")
    for accept in ("*/*", "application/json", "text/html, */*;q=0.1"):
        assert api("agreements/", accept=accept).status_code == 200


def test_a_fault_of_ours_is_a_problem_that_tells_nothing_of_the_inside(api, client):
    client.raise_request_exception = False
    with connections["register"].cursor() as cursor:
        cursor.execute("ALTER TABLE register_entry RENAME COLUMN sort_on TO sorted_elsewhere")

    response = api("agreements/")

    assert response.status_code == 500
    problem = check_problem(response, "server_error")
    assert problem["detail"] == "Something went wrong here. It is not your request."
    assert "sort" not in response.content.decode()


def test_too_many_parameters_are_a_problem_too(api):
    response = api("agreements/?" + "&".join(f"p{number}=1" for number in range(50_001)))

    assert response.status_code == 400
    check_problem(response, "bad_request")


@pytest.fixture
def broken():
    """Something that no view expects."""
    with connections["register"].cursor() as cursor:
        cursor.execute("ALTER TABLE register_entry RENAME COLUMN sort_on TO sorted_elsewhere")


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v2/agreements/", "/api/v1.json", "/api//"])
def test_what_stands_outside_of_the_first_version_is_a_problem_too(client, address):
    for method in ("get", "post"):
        response = getattr(client, method)(address)

        assert response.status_code == 404  # whatever the method: there is nothing to use it on
        check_problem(response, "not_found")


def test_the_root_without_its_slash_leads_to_it(client):
    response = client.get("/api/v1")

    assert (response.status_code, response.headers["Location"]) == (308, "/api/v1/")


@pytest.mark.parametrize("debug", [False, True])
def test_a_name_that_is_not_the_sites_is_a_problem(client, settings, debug):
    settings.DEBUG, settings.SITE_URL = debug, ""

    response = client.get("/api/v1/agreements/", headers={"host": "elsewhere.example"})

    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, "bad_request")
    assert problem["type"] == "/api/v1/problems/bad_request"  # no address of a site that may not be ours
    assert b"elsewhere" not in response.content


def test_where_debug_is_on_programs_read_no_debug_page(api, client, settings, broken):
    settings.DEBUG, client.raise_request_exception = True, False

    check_problem(api("agreements/"), "server_error")
    check_problem(client.get("/api/v2"), "not_found")


@pytest.mark.parametrize("address", ["/api/v1/agreements/", "/api/v2/"])
def test_content_that_is_too_large_is_refused_unread(client, address):
    response = client.post(address, b" " * (64 * 1024 + 1), content_type="application/json")

    assert response.status_code == 413
    check_problem(response, "content_too_large")


def test_a_fault_outside_of_views_is_a_problem(client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.faulty"]
    client.raise_request_exception = False

    check_problem(client.get("/api/v1/agreements/"), "server_error")


def faulty(get_response):
    """Middleware that breaks."""

    def broken(request):
        raise RuntimeError("secret words of the inside")

    return broken


def test_problems_are_in_english_whatever_was_asked_before(client):
    client.get("/ko/")

    response = client.get("/api/v1/agreements/", headers={"authorization": "none"})

    assert check_problem(response, "invalid_key")["title"] == "Invalid key"


def test_what_is_refused_before_the_language_is_known_is_refused_in_english(client, settings):
    settings.SECURE_SSL_REDIRECT = True  # the first to look at the name of the site
    assert client.get("/ko/", secure=True).status_code == 200

    response = client.get("/api/v1/agreements/", headers={"host": "elsewhere.example"})

    assert (response.status_code, response.json()["title"]) == (400, "Bad request")


@pytest.mark.parametrize("address", ["agreements/?x=1", "agreements/A1", "../v2/", "me"])
def test_problems_are_in_english_whatever_language_is_asked_for(api, address):
    answers = [api(address, accept_language=language) for language in ("en", "ko", "ko-KR,en;q=0.1")]

    problems = [one.json() for one in answers]
    assert (
        len(
            {
                (one["title"], one["detail"], *(error["message"] for error in one["errors"]))
                for one in problems
            }
        )
        == 1
    )
    assert not any("Accept-Language" in one.headers.get("Vary", "") for one in answers)


def test_every_kind_of_problem_is_explained_where_its_type_leads(api):
    listed = {one["code"]: one for one in api("problems/").json()["results"]}

    assert set(listed) == set(PROBLEM_TYPES)
    for code, kind in PROBLEM_TYPES.items():
        response = api(f"problems/{code}")
        assert response.json() == listed[code]
        assert (listed[code]["status"], listed[code]["title"]) == (kind.status, kind.title)
        assert listed[code]["html_url"] == f"http://testserver/about/problems/{code}"
        assert response.headers["Link"] == f'<{listed[code]["html_url"]}>; rel="alternate"; type="text/html"'


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_kind_of_problem_is_explained_to_people(api, client, language):
    prefix = "" if language == "en" else f"/{language}"
    overview = client.get(f"{prefix}/about/problems/").content.decode()

    for one in api("problems/").json()["results"]:
        page = client.get(f"{prefix}/about/problems/{one['code']}").content.decode()

        assert f"<h1>{one['titles'][language]}</h1>" in page
        assert f"<code>{one['code']}</code>" in page
        assert f'href="{prefix}/about/problems/{one["code"]}"' in overview
    assert client.get(f"{prefix}/about/problems/nothing").status_code == 404


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("agreements?limit=1", "agreements/?limit=1"),
        ("agreements/A1/", "agreements/A1"),
        ("agreements/A1/versions", "agreements/A1/versions/"),
        ("agreements/A1/versions/1/", "agreements/A1/versions/1"),
        ("changes", "changes/"),
        ("schema/", "schema"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_right_address(api, agreement, address, canonical):
    response = api(address)

    assert response.status_code == 308
    assert response.headers["Location"] == f"/api/v1/{canonical}"
    assert api(canonical).status_code == 200
