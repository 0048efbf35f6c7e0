"""The sitemap names every public page in every language, and nothing else."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exports import sitemaps
from register.models import Entry
from register.publishing import publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db

SITEMAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def urls(fetch):
    """``urls("/sitemap.xml")``: the elements of a sitemap by their address."""

    def urls(address: str = "/sitemap.xml") -> dict[str, ElementTree.Element]:
        root = ElementTree.fromstring(fetch(address))
        return {one.findtext(f"{SITEMAP}loc").removeprefix("http://testserver"): one for one in root}

    return urls


def test_every_record_is_there_in_both_languages_with_its_twin(agreement, urls, client):
    found = urls()

    english = "/agreements/A1/accord"
    korean = "/ko/agreements/A1/%ED%98%91%EC%A0%95"
    assert {english, korean, "/", "/ko/", "/about", "/agreements/", "/ko/people/", "/topics/T1/health"} <= {
        *found
    }
    for address in (english, korean):
        links = {link.get("hreflang"): link.get("href") for link in found[address].findall(f"{XHTML}link")}
        assert links == {
            "en": f"http://testserver{english}",
            "ko": f"http://testserver{korean}",
            "x-default": f"http://testserver{english}",
        }
        assert found[address].findtext(f"{SITEMAP}lastmod") == (
            f"{agreement_published_at():%Y-%m-%dT%H:%M:%SZ}"
        )
    assert {client.get(address).status_code for address in found} == {200}


def agreement_published_at():
    return Entry.objects.get(ref="A1").published_at


def test_what_is_not_public_is_not_there(agreement, urls):
    make.AgreementFactory(titled=True)
    gone = make.AgreementFactory(titled=True)
    publish(gone, by=None)
    withdraw(gone, by=None, reason={"en": "By mistake."})

    assert [address for address in urls() if address.startswith("/agreements/A")] == ["/agreements/A1/accord"]


def test_beyond_the_bound_of_one_file_there_is_an_index_of_files(agreement, urls, monkeypatch):
    publish(*(make.AgreementFactory(titled=True) for _one in range(4)), by=None)
    whole = {*urls()}
    monkeypatch.setattr(sitemaps, "MAX_URLS", 20)
    monkeypatch.setattr(sitemaps, "SERIALS_PER_FILE", 2)

    files = urls()

    assert [*files][:4] == [
        "/sitemap-pages.xml", "/sitemap-agreements-0.xml", "/sitemap-agreements-1.xml", "/sitemap-agreements-2.xml",
    ]  # fmt: skip
    assert set().union(*(urls(file) for file in files)) == whole
    assert sum(len(urls(file)) for file in files) == len(whole)


def test_a_file_costs_three_statements_whatever_its_size(client):
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            b"".join(client.get("/sitemap.xml"))
        return len([one for one in captured if one["sql"].startswith(("SELECT", "DECLARE"))])

    publish(make.OrganizationFactory(), by=None)
    for_one = statements()
    publish(*make.OrganizationFactory.create_batch(60), by=None)

    assert statements() == for_one == 3  # what it stands at, how much there is, the records


def test_addresses_are_whole_on_the_sites_own_name(agreement, urls, settings):
    settings.SITE_URL = "https://register.example.org"

    found = urls()

    assert "https://register.example.org/agreements/A1/accord" in found
    assert {address.partition("//")[2].partition("/")[0] for address in found} == {"register.example.org"}
    assert len(found) > 20


def test_robots_are_told_where_it_is(fetch, settings):
    settings.SITE_URL = "https://register.example.org"

    assert b"\nSitemap: https://register.example.org/sitemap.xml\n" in fetch("/robots.txt")


def test_a_sitemap_of_something_else_is_not_there(fetch):
    fetch("/sitemap-pacts-0.xml", status=404)
