"""What the register says of itself holds: each promise of its pages about itself beside what it promises."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from access.models import EMAIL_RETENTION
from pages.glossary import glossary, glossary_terms
from register.addresses import record_path
from register.publishing import withdraw
from tests.factories import SiteProfileFactory

PAGES = ["/about", "/about/privacy", "/about/accessibility", "/about/imprint", "/about/glossary"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/ko"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_about_the_register_is_there_without_a_profile_and_with_one(client, read, prefix, page):
    assert client.get(prefix + page).status_code == 200

    SiteProfileFactory(
        words={"ko": "소개말입니다."}, scope={"en": "Only memoranda."}, contact={"en": "Room 1"},
        contact_email="office@example.org", institution={"en": "Institute of Examples"},
        privacy={"en": "Logs go after a week."}, data_protection={"en": "Officer"}, imprint={"en": "By law."},
        accessibility={"en": "Maps are hard."},
    )  # fmt: skip
    words = read(prefix + page)

    assert "Institute of Examples" in words
    for of_page, sentence in {
        "/about": "Only memoranda.", "/about/privacy": "Logs go after a week.", "/about/imprint": "By law.",
        "/about/accessibility": "Maps are hard.",
    }.items():  # fmt: skip
        assert (sentence in words) == (of_page == page)


def test_the_foot_of_every_page_leads_to_the_statements_that_there_are(client):
    def foot() -> set[str]:
        return set(re.findall('href="([^"]+)"', client.get("/").content.decode().partition("<footer")[2]))

    always = {
        "/about",
        "/about/data",
        "/about/privacy",
        "/about/accessibility",
    }
    assert foot() == always
    SiteProfileFactory(imprint={"en": "By law."}, contact_email="office@example.org")
    assert foot() == {*always, "/about/imprint", "/about#contact"}


# Promises


def test_public_pages_set_no_cookie_and_load_nothing_from_elsewhere(client, full):
    for page in ("/", "/agreements/", *PAGES):
        response = client.get(page)
        assert response.cookies == {}
        policy = response.headers["Content-Security-Policy"]
        assert "http" not in policy
        html = response.content.decode()
        loaded = re.findall(
            r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="([^"]+)"', html
        )
        assert [address for address in loaded if not address.startswith("/")] == []


def test_an_address_of_a_report_goes_when_the_page_says_so(read):
    assert f"after {EMAIL_RETENTION.days} days at the latest" in read("/about/privacy")


def test_a_published_version_stays_readable_until_it_is_closed_and_then_says_why(client, full):
    assert client.get("/agreements/A1/versions/1").status_code == 200

    withdraw(full["older"], by=None, note="x", reason={"en": "An error."})

    closed = client.get("/agreements/A1/versions/1")
    assert (closed.status_code, "An error." in closed.content.decode()) == (410, True)


def test_a_record_without_any_source_says_so(client, full):
    for kind in ("agreements/A", "organizations/O", "people/P", "activities/E"):
        html = client.get(f"/{kind}1", follow=True).content.decode()
        assert ("No source is recorded." in html) != ('id="source-1"' in html)


# The glossary


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_term_has_an_anchor_a_word_and_a_meaning_in_the_language_of_the_page(client, language):
    with translation.override(language):
        html = client.get(reverse("site:glossary")).content.decode()
        for anchor, term in glossary_terms().items():
            entry = html.partition(f'<div id="{anchor}">')[2].partition("</div>")[0]
            assert f"<dd>{term.meaning}</dd>".replace("'", "&#x27;") in entry
            assert bool(re.search("[가-힣]", entry)) == (language == "ko")
    assert len(glossary_terms()) == sum(map(len, glossary().values()))


def links_to_terms(client, address: str) -> list[str]:
    html = client.get(address, follow=True).content.decode()
    return re.findall(r'<a class="term" href="(?:/ko)?/about/glossary#([^"]+)">', html)


@pytest.mark.parametrize("prefix", ["", "/ko"])
@pytest.mark.parametrize(
    ("address", "terms"),
    [
        (
            "agreement",
            {"party", "signatory", "term", "key-date", "commitment", "source", "reference", "version"},
        ),
        ("one", {"reference", "citation", "version"}),
        ("/agreements/", {"instrument", "state", "party"}),
    ],
)
def test_the_words_of_a_page_lead_to_the_glossary_each_once(client, full, prefix, address, terms):
    path = address if address.startswith("/") else record_path(full[address].ref)
    linked = links_to_terms(client, prefix + path)

    assert terms <= set(linked) <= set(glossary_terms())
    assert len(linked) == len(set(linked))
