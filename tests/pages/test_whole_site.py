"""Walks over the demonstration as its links lead: each one arrives, and each page is whole."""

import os
import shutil
import subprocess
from collections import Counter
from urllib.parse import unquote

import html5lib
import pytest
from django.test import Client

from tests.pages.crawling import addresses_in_sitemaps, walked

pytestmark = pytest.mark.django_db  # so that there is a database: the records are made once for all


# Pages that no link leads to.
REFUSALS = [
    "/agreements/A999",
    "/agreements/?nature=pact",
    "/agreements/?on=1",
    "/agreements/A1?on=x",
    "/countries/GB/KR?on=x",
    "/about/components",
    "/nothing",
]


@pytest.fixture(scope="module")
def walk(demo):
    return walked(["/", "/ko/"])


@pytest.fixture(scope="module")
def every_kind_of_page(walk):
    """By name, the longest page of each kind in each language, and each refusal."""
    client = Client()
    refusals = [f"{prefix}{address}" for prefix in ("", "/ko") for address in REFUSALS]
    told = {address: client.get(address, follow=True).content.decode() for address in refusals}
    return {f"{route} in {language}": html for (route, language), html in walk.largest.items()} | told


def test_every_link_arrives(walk):
    lost = {
        one: (status, walk.links[one])
        for one, status in walk.answers.items()
        if status not in {200, 301, 302}
    }

    assert len(walk.pages) > 150
    assert lost == {}


def test_every_link_to_a_place_on_a_page_finds_it(walk):
    lost = [
        (address, fragment, seen_on)
        for (address, fragment), seen_on in walk.fragments.items()
        if (page := walk.pages.get(walk.end(address))) and fragment not in page.ids
    ]

    assert lost == []


def test_no_id_is_given_twice_on_a_page(walk):
    twice = {
        address: [one for one, times in Counter(page.ids).items() if times > 1]
        for address, page in walk.pages.items()
    }

    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_every_page_has_one_heading_above_all_others(walk):
    assert {address: page.headings for address, page in walk.pages.items() if page.headings != 1} == {}


def test_every_page_says_which_language_it_is_in(walk):
    wrong = {
        address: page.language
        for address, page in walk.pages.items()
        if page.language != ("ko" if address.startswith("/ko/") else "en")
        and not address.startswith(("/api/", "/admin/"))
    }

    assert wrong == {}


def test_every_link_has_words(walk):
    assert {address: page.nameless for address, page in walk.pages.items() if page.nameless} == {}


def test_every_page_that_search_engines_are_told_of_is_reached(walk):
    reached = {unquote(walk.end(address)) for address in [*walk.answers, *walk.left]}

    assert addresses_in_sitemaps(Client()) - reached == set()


def test_every_kind_of_page_is_read_without_a_guess(every_kind_of_page):
    """A browser mends what it cannot read, each in its way: nothing is to be mended."""

    def faults(html: str) -> list:
        parser = html5lib.HTMLParser()
        parser.parse(html)
        return [(line, code, data) for (line, _column), code, data in parser.errors]

    found = {name: faults(html) for name, html in every_kind_of_page.items()}
    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.long
def test_the_nu_html_checker_has_nothing_to_say(every_kind_of_page, tmp_path):
    """Needs Java, and in NU_HTML_CHECKER the path of its vnu.jar."""
    java, checker = shutil.which("java"), os.environ.get("NU_HTML_CHECKER")
    if not (java and checker):
        pytest.skip("NU_HTML_CHECKER does not say where vnu.jar is, or there is no Java")
    for number, html in enumerate(every_kind_of_page.values()):
        (tmp_path / f"{number}.html").write_text(html)

    told = subprocess.run(
        [java, "-jar", checker, "--errors-only", *tmp_path.iterdir()],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.stderr, told.returncode) == ("", 0)


@pytest.mark.long
def test_every_link_of_the_whole_register_arrives(demo):
    walk = walked(["/", "/ko/"], is_whole=True)

    assert {one: status for one, status in walk.answers.items() if status not in {200, 301, 302}} == {}
