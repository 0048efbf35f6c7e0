"""Partners with keys that tests can send."""

import pytest

from access.keys import actions
from access.models import Key
from tests.api.conftest import agreement, api, queries_of
from tests.factories import PartnerFactory

__all__ = ["agreement", "api", "queries_of"]


@pytest.fixture
def partner(db):
    return PartnerFactory(name="National Archives")


@pytest.fixture
def new_key(partner):
    """``new_key("keys", name="Copy")``: a key of the partner with these scopes, as its owner sends it."""

    def new_key(*scopes, **fields):
        return actions.create_key(
            key=Key(**{"partner": partner, "name": "Copy", "scopes": [*scopes], **fields}), by=None
        )

    return new_key


@pytest.fixture
def asked(api):
    """``asked("me", key)``: the answer of an address to a key."""

    def asked(address, key=None, method="get", **headers):
        return api(address, method=method, **({"authorization": f"Bearer {key}"} if key else {}), **headers)

    return asked


@pytest.fixture
def sent(client):
    """``sent("me/keys/", key, {...})``: the answer to content that is sent with a key."""

    def sent(address, key, content, **options):
        return client.post(
            f"/api/v1/{address}",
            content,
            **{"content_type": "application/json", **options},
            headers={"authorization": f"Bearer {key}"} if key else {},
        )

    return sent


@pytest.fixture
def limited(settings):
    """``limited(anonymous=2)``: that many requests a minute."""

    def limited(**limits):
        settings.RATE_LIMITS = {**dict.fromkeys(settings.RATE_LIMITS, 0), **limits}

    return limited
