"""The API's description as a page: every address, every shape, and no link to a shape that is not there."""

import re

import pytest

from api.root import openapi_document
from pages import api_reference

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_every_operation_and_every_shape_is_on_the_page(client, prefix):
    page = client.get(f"{prefix}/about/api").content.decode()

    document = openapi_document()
    assert {"/api/v1/agreements/", "/api/v1/changes/"} <= set(document["paths"])
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert f"<code>{method.upper()} {path}</code>" in page
            assert f'id="{operation["operationId"]}"' in page
    assert set(re.findall(r'href="#shape-(\w+)"', page)) <= set(re.findall(r'id="shape-(\w+)"', page))
    assert set(document["components"]["schemas"]) == set(re.findall(r'id="shape-(\w+)"', page))


def test_a_value_is_told_with_its_codes_its_bounds_and_its_shape():
    listed = api_reference.parse_schema_type(
        {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "maxItems": 9}
    )
    either = api_reference.parse_schema_type(
        {"oneOf": [{"$ref": "#/components/schemas/Party"}, {"type": "null"}]}
    )

    assert (listed.words, listed.codes, listed.bounds) == ("list of string", ("a", "b"), "maxItems 9")
    assert (either.words, either.shape) == ("null", "Party")


def test_programs_find_the_api_by_its_well_known_address(client):
    response = client.get("/.well-known/api-catalog")
    [api] = response.json()["linkset"]

    assert response.headers["Content-Type"].startswith("application/linkset+json")
    assert api["anchor"].endswith("/api/v1/")
    for relation in ("service-desc", "service-doc", "status"):
        [link] = api[relation]
        answer = client.get(link["href"].removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(link["type"])
