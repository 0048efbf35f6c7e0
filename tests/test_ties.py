"""Order where everything ties: by reference, whatever was written last, so that no page repeats or drops a record."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client

from agreements.models import Agreement
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

NUMBER = 30  # more than a page of a list, less than one of the API
ASCENDING = [f"A{number}" for number in range(1, NUMBER + 1)]
DESCENDING = ASCENDING[::-1]


@pytest.fixture(scope="module")
def ties(django_db_setup, django_db_blocker):
    """What `publish_ties` makes, once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        publish_ties()
        yield
        transaction.set_rollback(True)


def publish_ties() -> None:
    """Agreements that differ in nothing but their references, and lie in the database in no order."""
    party = make.OrganizationFactory()
    agreements = []
    for _number in range(NUMBER):
        agreement = make.AgreementFactory(titled=True, text__title="Accord", party__organization=party)
        make.MilestoneFactory(agreement=agreement, on="2020-05-13")
        make.TermFactory(agreement=agreement, length="", until="2090-05-12")
        agreements.append(agreement)
    publish(*agreements, by=None)
    shuffle_rows()


def shuffle_rows() -> None:
    """Write every row of the index anew, in an order that is neither that of references nor its reverse.

    Without indexes: one that happens to hold the order would hide that a statement does not ask for it.
    """
    with connection.cursor() as cursor:
        for way in ("indexscan", "indexonlyscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        for table, key in (
            ("register_entry", "ref"),
            ("register_entrytext", "entry_id"),
            ("register_deadline", "entry_id"),
        ):
            cursor.execute(f"SELECT DISTINCT {key} FROM {table} ORDER BY {key}")
            keys = [row[0] for row in cursor.fetchall()]
            for start in (1, 2, 0):
                cursor.execute(f"UPDATE {table} SET {key} = {key} WHERE {key} = ANY(%s)", [keys[start::3]])


def refs_of_pages(question: str) -> list[str]:
    """References in the order of a list's pages."""
    refs = []
    for page in (1, 2):
        html = Client().get(f"/agreements/?{question}&page={page}").content.decode()
        refs += dict.fromkeys(re.findall(r'href="/agreements/(A\d+)/', html))
    return refs


def refs_of_answers(address: str, limit: int) -> Iterator[str]:
    """References in the order of the API's pages."""
    address = f"/api/v1/{address}&limit={limit}"
    while address:
        answer = Client().get(address).json()
        yield from (row["ref"] for row in answer["results"])
        address = answer["next"]


ORDERINGS = {
    "ordering=signed": ASCENDING,
    "ordering=-signed": DESCENDING,
    "ordering=title": ASCENDING,
    "ordering=-title": DESCENDING,
    "ordering=published": ASCENDING,
    "ordering=-published": DESCENDING,
}


@pytest.mark.parametrize("question", [*ORDERINGS, "ordering=ends", "q=accord"])
def test_pages_of_a_list_are_in_the_order_of_references(ties, question):
    assert refs_of_pages(question) == ORDERINGS.get(question, DESCENDING)


@pytest.mark.parametrize("question", ORDERINGS)
def test_pages_of_the_api_are_in_the_order_of_references(ties, question):
    for limit in (7, NUMBER, NUMBER + 1):
        assert list(refs_of_answers(f"agreements/?{question}", limit)) == ORDERINGS[question]


def test_a_search_in_the_api_is_in_the_order_of_references(ties):
    assert sorted(refs_of_answers("agreements/?q=accord", 7)) == sorted(ASCENDING)
    assert list(refs_of_answers("agreements/?q=accord", 7)) == list(
        refs_of_answers("agreements/?q=accord", 50)
    )


def test_deadlines_of_a_day_are_in_the_order_of_references(ties):
    address = "deadlines/?after=2090-01-01&before=2090-12-31"

    for limit in (7, NUMBER, NUMBER + 1):
        assert list(refs_of_answers(address, limit)) == ASCENDING


@pytest.mark.parametrize(
    ("address", "pattern", "order"),
    [
        ("/agreements/export.csv", r"(?m)^(A\d+),", DESCENDING),
        ("/agreements/export.csv?ordering=title", r"(?m)^(A\d+),", ASCENDING),
        ("/agreements/export.json", r'"ref": ?"(A\d+)"', DESCENDING),
        ("/agreements/export.atom", r"<id>tag:[^<]*:(A\d+)/", DESCENDING),
        ("/agreements/export.ics", r"(?m)^URL;VALUE=URI:.*/(A\d+)", DESCENDING),
        ("/changes.atom", r"<id>tag:[^<]*:(A\d+)/", DESCENDING),
        ("/api/v1/changes/?limit=100", r'"ref": ?"(A\d+)"', ASCENDING),
        ("/search?q=accord", r'href="/agreements/(A\d+)/', DESCENDING[:5]),
        ("/api/v1/suggestions/?q=accord", r'"ref": ?"(A\d+)"', ASCENDING[:10]),
        ("/", r'href="/agreements/(A\d+)/', DESCENDING[:5]),
        ("/sitemap-agreements-0.xml", r"/agreements/(A\d+)/", ASCENDING),
        ("/organizations/O1", r'href="/agreements/(A\d+)/', DESCENDING[:25]),
    ],
)
def test_what_ties_elsewhere_is_in_the_order_of_references(ties, address, pattern, order):
    response = Client().get(address, follow=True)
    text = (b"".join(response) if response.streaming else response.content).decode().replace("\r\n ", "")

    assert list(dict.fromkeys(re.findall(pattern, text))) == order


def test_names_that_are_equally_alike_are_in_one_order():
    """A misspelled word suggests the same records each time."""
    organizations = [make.OrganizationFactory(name="Institute of Astronomy") for _number in range(12)]
    publish(*organizations, by=None)
    address, answers = "/api/v1/suggestions/?q=astrnomy", []
    for _time in range(2):
        answers.append([row["ref"] for row in Client().get(address).json()["results"]])
        shuffle_rows()

    assert answers[0] == answers[1] == sorted(one.ref for one in organizations)[:10]


def test_versions_of_one_moment_are_in_the_order_of_their_numbers(ties):
    agreement = Agreement.objects.get(ref="A1")
    for number in range(2, 5):
        agreement.texts.update(summary=f"Number {number}.")
        publish(agreement, by=None)

    rows = Client().get("/api/v1/agreements/A1/versions/").json()["results"]

    assert [row["number"] for row in rows] == [1, 2, 3, 4]
