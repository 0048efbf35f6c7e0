"""Walks over the demonstration as its links lead: each one arrives, and each page is whole."""

from collections import Counter

import pytest
from django.test import Client

from tests.site.crawling import addresses_in_sitemaps, walked

pytestmark = pytest.mark.django_db  # so that there is a database: the records are made once for all


@pytest.fixture(scope="module")
def walk(demo):
    return walked(["/", "/ko/"])


def test_every_link_arrives(walk):
    lost = {one: (status, walk.links[one]) for one, status in walk.answers.items() if status not in {200, 301, 302}}

    assert len(walk.pages) > 400
    assert lost == {}


def test_every_link_to_a_place_on_a_page_finds_it(walk):
    lost = [
        (address, fragment, seen_on)
        for (address, fragment), seen_on in walk.fragments.items()
        if (page := walk.pages.get(walk.end(address))) and fragment not in page.ids
    ]

    assert lost == []


def test_no_id_is_given_twice_on_a_page(walk):
    twice = {address: [one for one, times in Counter(page.ids).items() if times > 1] for address, page in walk.pages.items()}

    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_every_page_has_one_heading_above_all_others(walk):
    assert {address: page.headings for address, page in walk.pages.items() if page.headings != 1} == {}


def test_every_page_says_which_language_it_is_in(walk):
    wrong = {
        address: page.language
        for address, page in walk.pages.items()
        if page.language != ("ko" if address.startswith("/ko/") else "en") and not address.startswith(("/api/", "/admin/"))
    }

    assert wrong == {}


def test_every_link_has_words(walk):
    assert {address: page.nameless for address, page in walk.pages.items() if page.nameless} == {}


def test_every_page_that_search_engines_are_told_of_is_reached(walk):
    assert addresses_in_sitemaps(Client()) - {walk.end(address) for address in walk.answers} == set()


@pytest.mark.long
def test_every_link_of_the_whole_register_arrives(demo):
    walk = walked(["/", "/ko/"], is_whole=True)

    assert {one: status for one, status in walk.answers.items() if status not in {200, 301, 302}} == {}
