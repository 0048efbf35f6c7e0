"""Every list of records, in both languages: they say what stands in the way, cut what is too long."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db
# Of each list, a question that nothing answers: each part of it alone, or without the search, is answered.
NOTHING = {
    "agreements": "q=zzzz&country=KR&bindingness=binding",
    "organizations": "q=zzzz&country=KR&kind=research_institute",
    "people": "q=zzzz&country=KR",
    "activities": "q=zzzz&kind=dialogue_session&agreement=A2",
    "topics": "q=zzzz&on=2021-01-01",
    "collections": "q=zzzz",
}
# What stands beside each list, of the records that have everything.
FACETS = {
    "agreements": "bindingness country evidence form nature party role state topic year",
    "organizations": "country kind",
    "people": "country party",
    "activities": "country kind state topic year",
    "topics": "",
    "collections": "",
}
EVERY_LIST = [(prefix, plural) for prefix in ("", "/ko") for plural in NOTHING]


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def count(html: str) -> int:
    heading = html.partition('<h2 id="count"')[2].partition("</h2>")[0]
    return int(re.search(r">\D*(\d+)", heading)[1])


def links(html: str, start: str) -> list[tuple[str, str]]:
    """``(address, words)`` of the links of the list that begins with this."""
    found = re.findall(
        r'<a[^>]* href="([^"]*)">(.*?)</li>', html.partition(start)[2].partition("</ul>")[0], re.DOTALL
    )
    return [(unescape(address), unescape(re.sub(r"<[^>]+>", "", words))) for address, words in found]


def dropped(constraints: dict, links: list[tuple[str, str]]) -> list[list[str]]:
    """The parameters that each of the links drops."""
    return sorted(sorted({*constraints} - {*parse_qs(urlsplit(address).query)}) for address, _words in links)


def test_where_nothing_is_found_each_constraint_is_named_with_what_dropping_it_gives(full, client, subtests):
    publish(make.CollectionFactory(), by=None)
    for prefix, plural in EVERY_LIST:
        with subtests.test(prefix=prefix, plural=plural):
            html = get(client, f"{prefix}/{plural}/?{NOTHING[plural]}")
            constraints = parse_qs(NOTHING[plural])

            drops = links(html, '<ul class="drops">')

            assert count(html) == 0
            assert dropped(constraints, drops) == sorted([name] for name in constraints)
            for address, words in drops:
                assert int(re.search(r"(\d+)\D*$", words)[1]) == count(
                    get(client, f"{prefix}/{plural}/{address}")
                )
            assert any(not words.endswith(" 0 records") for _address, words in drops)


def test_each_active_filter_is_a_link_that_takes_it_back(full, client, subtests):
    publish(make.CollectionFactory(), by=None)
    for prefix, plural in EVERY_LIST:
        with subtests.test(prefix=prefix, plural=plural):
            html = get(client, f"{prefix}/{plural}/?{NOTHING[plural]}")
            constraints = parse_qs(NOTHING[plural])

            *each, everything = links(html, '<div class="active-filters">')

            assert dropped(constraints, each) == sorted([name] for name in constraints)
            assert everything[0] == "?"


def test_each_value_beside_a_list_finds_as_many_as_it_says_and_can_be_taken_back(full, client, subtests):
    for prefix, plural in EVERY_LIST:
        with subtests.test(prefix=prefix, plural=plural):
            html = get(client, f"{prefix}/{plural}/")
            values = re.findall(
                r'<a id="facet-[^"]*" href="([^"]*)" rel="nofollow">.*?, </span>(\d+)</span></a>', html
            )

            queries = [parse_qs(urlsplit(unescape(address)).query) for address, _number in values]
            assert sorted({name for query in queries for name in query}) == FACETS[plural].split()
            assert len(values) == html.count('<a id="facet-')
            for address, number in values:
                chosen = get(client, f"{prefix}/{plural}/{unescape(address)}")
                assert count(chosen) == int(number)
                assert '<a id="facet-' in chosen
                assert re.search(r'href="\?" rel="nofollow" aria-current="true"', chosen)


def test_a_search_that_is_too_long_is_cut_at_512_letters_and_said_so(full, client, subtests):
    for prefix, plural in EVERY_LIST:
        with subtests.test(prefix=prefix, plural=plural):
            html = get(client, f"{prefix}/{plural}/?q={'가' * 600}")
            fits = get(client, f"{prefix}/{plural}/?q={'가' * 512}")

            assert f'value="{"가" * 512}"' in html
            assert '<p class="note">' in html
            assert "512" in html.partition('<p class="note">')[2].partition("</p>")[0]
            assert '<p class="note">' not in fits


@pytest.mark.parametrize("page", [1, 2])
def test_whatever_changes_what_a_list_shows_leads_to_its_first_page(db, client, page):
    for number in range(26):
        publish(make.AgreementFactory(titled=True, text__title=f"Accord {number}", form="mou"), by=None)

    html = get(client, f"/agreements/?nature=instrument&ordering=title&page={page}")

    addresses = [unescape(address) for address in re.findall(r'<a[^>]* href="(\?[^"]*)"', html)]
    paging = [address for address in addresses if "page=" in address]
    assert {urlsplit(address).query.replace("page=1&", "") for address in paging} <= {
        f"nature=instrument&ordering=title&page={number}" for number in (1, 2)
    }
    # with another value of a facet, without this one
    assert {"?nature=instrument&ordering=title&form=mou", "?ordering=title"} <= {*addresses}


def test_only_the_field_in_error_is_said_to_be_invalid(full, client, subtests):
    for prefix, plural in EVERY_LIST:
        with subtests.test(prefix=prefix, plural=plural):
            html = get(client, f"{prefix}/{plural}/")
            names = {*re.findall(r'id="filter-(\w+)"', html)} - {"ordering", "q"}
            assert bool(names) == (plural in {"agreements", "activities", "topics"})
            assert "aria-invalid" not in html

            for name in names:
                html = client.get(f"{prefix}/{plural}/?{name}=§").content.decode()
                field = re.search(rf'id="filter-{name}"[^>]*>', html)[0]
                assert f'aria-invalid="true" aria-describedby="error-{name}"' in field
                assert html.count("aria-invalid") == html.count(f'id="error-{name}"') == 1
