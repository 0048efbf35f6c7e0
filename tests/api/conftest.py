"""The API as a partner's program meets it."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from register.publishing import publish
from tests.exports.conftest import full_records, records_of_a_module
from tests.factories import AgreementFactory
from tests.pages.conftest import demo

__all__ = ["demo", "full_records", "records_of_a_module"]


@pytest.fixture
def api(client, db):
    """``api("agreements/?limit=2", if_none_match=etag)``: the answer of an address under the API."""

    def api(address, method="get", **headers):
        address = address.removeprefix("http://testserver/api/v1/")
        return getattr(client, method)(
            f"/api/v1/{address}", headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return api


@pytest.fixture
def queries_of(api):
    """``queries_of("agreements/")``: the SQL that an answer takes."""

    def queries_of(address, **headers):
        with CaptureQueriesContext(connections["register"]) as captured:
            response = api(address, **headers)
        assert response.status_code in {200, 304}, response.content
        return [query["sql"] for query in captured.captured_queries]

    return queries_of


@pytest.fixture
def agreement(db):
    """One public agreement, A1."""
    agreement = AgreementFactory(titled=True)
    publish(agreement, by=None)
    return agreement
