"""Links lead to their page however mail, social networks and people changed them."""

from itertools import product

import pytest

from register.publishing import publish
from tests import factories as make
from tests.surface import KINDS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_what_mail_and_social_networks_add_is_dropped(client, django_assert_num_queries, prefix):
    dropped = {
        "/agreements/?utm_source=x&utm_medium=mail": "/agreements/",
        "/agreements/?form=mou&fbclid=IwAR0&country=KR": "/agreements/?form=mou&country=KR",
        "/search?q=%EA%B8%B0%EA%B4%80+a%2Bb&gclid=1": "/search?q=%EA%B8%B0%EA%B4%80+a%2Bb",
        "/agreements/A1?on=2015-06-30&amp;utm_campaign=x&MC_EID=2": "/agreements/A1?on=2015-06-30",
        "/?mc_cid=1&igshid=2&msclkid=3": "/",
        "/about?utm%5Fsource=x": "/about",
        "/countries/KR?gclid": "/countries/KR",
    }
    for address, kept in dropped.items():
        with django_assert_num_queries(0):
            response = client.get(prefix + address)
        assert (response.status_code, response.headers["Location"]) == (301, prefix + kept), address
        assert client.head(prefix + address).headers["Location"] == prefix + kept


def test_other_parameters_stay_and_the_api_stays_strict(client):
    assert client.get("/agreements/?utm=1").status_code == 400
    assert client.get("/agreements/?fbclids=1").status_code == 400
    assert client.get("/search?q=utm_source").status_code == 200
    assert client.get("/api/v1/agreements/?utm_source=x").status_code == 400


def test_capitals_and_a_slash_lead_to_the_record(client, full, subtests):
    publish(make.CollectionFactory(), by=None)
    for prefix, (plural, ref) in product(["", "/ko"], KINDS.items()):
        with subtests.test(prefix=prefix, plural=plural):
            assert_is_reached(client, prefix, plural, ref)


def assert_is_reached(client, prefix: str, plural: str, ref: str) -> None:
    here, small = f"{prefix}/{plural}/{ref}", f"{prefix}/{plural}/{ref.lower()}"
    canonical = client.get(here).headers["Location"]
    moved = {
        f"{here}/": here, small: here, f"{small}/": here, f"{small}/?on=2015-06-30": f"{here}?on=2015-06-30",
        f"{canonical}/": canonical, canonical.replace(ref, ref.lower()): canonical,
        f"{small}/versions/": f"{here}/versions/", f"{small}/versions/1/": f"{here}/versions/1",
    }  # fmt: skip
    for address, place in moved.items():
        response = client.get(address)
        assert (response.status_code, response.headers.get("Location")) == (301, place)
    assert client.get(f"{small}/", follow=True).redirect_chain[-1][0] == canonical


def test_what_leads_nowhere_is_not_there(client, full):
    for address in (
        "/agreements/a0/",
        "/pacts/a1/",
        "/agreements/a1/b/c",
        "/agreements/１/",
        "/api/v1/agreements/a1",
    ):
        assert client.get(address).status_code == 404
    assert client.get("/agreements/a999/", follow=True).status_code == 404
    assert client.post("/agreements/A1/").status_code == 405
