"""The change log: whoever follows it misses nothing."""

import pytest

from register.models import Version
from register.publishing import merge, publish, withdraw
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def follow(api, address="changes/?limit=2"):
    """Everything there is, page by page, and the address to ask next time."""
    met = []
    for _page in range(10):
        page = api(address).json()
        met += page["results"]
        address = page["next"]
        if not page["results"]:
            return met, address
    raise AssertionError("The log has no end.")


def test_a_follower_meets_every_version_once_in_order(api):
    organizations = [OrganizationFactory() for _ in range(5)]
    publish(*organizations, by=None)

    met, address = follow(api)
    publish(OrganizationFactory(), by=None)
    more, _address = follow(api, address)

    assert [one["id"] for one in met + more] == list(
        Version.objects.order_by("pk").values_list("pk", flat=True)
    )
    assert [one["ref"] for one in more] == ["O6"]


def test_a_change_says_what_happened_to_what(api):
    kept, doubled, wrong = (OrganizationFactory(name=name) for name in ("Kept", "Doubled", "Wrong"))
    publish(kept, doubled, wrong, by=None)
    merge(doubled, into=kept, by=None)
    withdraw(wrong, by=None, reason={"en": "It never was."})

    changes = api("changes/?after=0").json()["results"]

    base = "http://testserver/api/v1/organizations"
    assert [(one["action"], one["ref"], one["number"], one["into"], one["url"]) for one in changes] == [
        ("published", "O1", 1, None, f"{base}/O1/versions/1"),
        ("published", "O2", 1, None, f"{base}/O2/versions/1"),
        ("published", "O3", 1, None, f"{base}/O3/versions/1"),
        ("merged", "O2", 2, "O1", f"{base}/O2"),
        ("withdrawn", "O3", 2, None, f"{base}/O3"),
    ]
    assert set(changes[0]) == {
        "id",
        "action",
        "ref",
        "kind",
        "number",
        "published_at",
        "sha256",
        "into",
        "url",
    }
    hashes = list(Version.objects.order_by("pk").values_list("sha256", flat=True))
    assert [one["sha256"] for one in changes] == [hashes[0], "", "", *hashes[3:]], "none of what was closed"


def test_there_is_always_a_next(api):
    page = api("changes/").json()

    assert page == {"results": [], "next": "http://testserver/api/v1/changes/?after=0&limit=50", "limit": 50}


def test_changes_cost_two_queries_whatever_their_number(queries_of):
    publish(OrganizationFactory(), by=None)
    of_one = len(queries_of("changes/"))
    publish(*[OrganizationFactory() for _ in range(24)], by=None)

    assert (of_one, len(queries_of("changes/"))) == (2, 2)
