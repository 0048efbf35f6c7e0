"""Lists by title follow the language of the page; the API has one order for all."""

import csv
import re

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db
# In both languages, in an order that neither has.
TITLES = [
    {"en": "Zebra", "ko": "가나다"},
    {"en": "Alpha", "ko": "하늘"},
    {"en": "Beta"},
    {"en": "Éclair", "ko": "나무"},
]


@pytest.fixture
def titled(db):
    """An agreement (A1 to A4) and a topic (T1 to T4) of each of these titles."""
    for titles in TITLES:
        agreement = make.AgreementFactory()
        for language, title in titles.items():
            make.AgreementTextFactory(agreement=agreement, language=language, title=title)
        publish(agreement, make.TopicFactory(names=titles), by=None)


def refs(html: str) -> list[str]:
    return re.findall(r'<h3><a href="(?:/ko)?/agreements/(A\d+)', html)


@pytest.mark.parametrize(
    ("prefix", "expected"), [("", ["A2", "A3", "A4", "A1"]), ("/ko", ["A1", "A4", "A2", "A3"])]
)
def test_a_list_by_title_is_in_the_order_of_the_language_it_is_read_in(titled, client, prefix, expected):
    html = client.get(f"{prefix}/agreements/?ordering=title").content.decode()
    table = b"".join(client.get(f"{prefix}/agreements/export.csv?ordering=title").streaming_content).decode()

    assert refs(html) == expected
    assert [row[0] for row in csv.reader(table.lstrip("\ufeff").splitlines())][1:] == expected


def test_a_korean_list_turned_round_is_the_same_from_its_end(titled, client):
    html = client.get("/ko/agreements/?ordering=-title").content.decode()

    assert refs(html) == ["A3", "A2", "A4", "A1"]


def test_the_api_has_one_order_of_titles_and_goes_on_where_it_was(titled, client):
    found, address = [], "/api/v1/agreements/?ordering=title&limit=1"
    while address:
        page = client.get(address, headers={"Accept-Language": "ko"}).json()
        found += [one["ref"] for one in page["results"]]
        address = page["next"]

    assert found == ["A2", "A3", "A4", "A1"]


def test_what_is_sorted_by_is_long_enough_and_fits(db):
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, language="ko", title="긴" * 300)
    publish(agreement, by=None)

    agreement.refresh_from_db()
    assert agreement.ref == "A1"
