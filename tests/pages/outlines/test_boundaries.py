"""Lists of one, two and many: the singular, the fold and “all 26” at the very number where they begin."""

import copy
from datetime import date

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override

from pages.linked_records import LinkedRecord
from pages.pagination import Pagination
from tests.pages.outlines.outline import content_outline
from tests.pages.outlines.rendered import Rendered

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(world, members, bodies):
    """The records by name, to be rendered with other bodies and other records that point at them."""
    by_ref = {body["ref"]: body for body in bodies}
    return {
        name: Rendered(by_ref[getattr(world, name).ref], members)
        for name in ("instrument", "organization", "person", "activity", "topic")
    }


def repeated(parts: list, times: int, **members) -> list:
    """So many parts like the first, each with a key of its own."""
    return [{**copy.deepcopy(parts[0]), **members, "key": f"k{number}"} for number in range(times)]


def with_parts(name: str, **members):
    return lambda body, count: {**body, name: repeated(body[name], count, **members)}


def with_sources(body: dict, count: int) -> dict:
    return {**body, "sources": repeated(body["sources"], count), "citations": []}


def with_facts(body: dict, count: int) -> dict:
    aims = [{**aim, "text": {"en": f"Aim {aim['key']}"}} for aim in repeated(body["commitments"], count)]
    citation = {**body["citations"][0], "facts": [f"commitments/{aim['key']}" for aim in aims]}
    return {**body, "commitments": aims, "citations": [citation]}


def with_first(name: str, member: str):
    return lambda body, count: {**body, name: [{**body[name][0], member: count}]}


def with_party_without_name(body: dict, count: int) -> dict:
    return {**body, "involvements": [{**body["involvements"][1], "count": count}]}


WRITTEN = "(in the source: “{involvements.2.role_as_written}”)"
TERRITORY = "– territory: {involvements.2.jurisdiction} – {involvements.2.country}"
ONE_PARTY = {"role": "party", "acting_for": None, "side": "", "person": None, "count": None}
BOUNDARIES = [
    ("parties named at the top", with_parts("involvements", **ONE_PARTY), "Between: - [all",
     {8: [], 9: ["Between: - [all 9](#parties)"], 25: ["Between: - [all 25](#parties)"]}),
    ("parties folded", with_parts("involvements", **ONE_PARTY), "summary: Show",
     {24: [], 25: ["summary: Show all 25"]}),
    ("signatories folded", with_parts("signatories"), "summary: Show", {24: [], 25: ["summary: Show all 25"]}),
    ("sources", with_sources, "How we know: [",
     {1: ["How we know: [1 source](#sources)"], 2: ["How we know: [2 sources](#sources)"]}),
    ("facts of a source", with_facts, "  Stated: s", {24: [], 25: ["  Stated: summary: 25 facts"]}),
    ("results", with_parts("results"), "Outcomes: ",
     {1: ["Outcomes: [1 result](#results)"], 2: ["Outcomes: [2 results](#results)"]}),
    ("pages of a document", with_first("documents", "pages"), "Authentic text: ",
     {number: [f"Authentic text: [<vi> {{documents.1.title}}]({{documents.1.address}}) {{documents.1.language}} · "
               f"{{documents.1.media_type}} · {words} SHA-256 {{documents.1.sha256}}"]
      for number, words in {1: "1 page", 2: "2 pages"}.items()}),
    ("participants without a name", with_party_without_name, "  Beneficiary",
     {1: [f"  Beneficiary {WRITTEN} – 1, not named {TERRITORY}"],
      2: [f"  Beneficiary {WRITTEN} – 2, not named {TERRITORY}"]}),
]  # fmt: skip
NAMES_OF_BOUNDARIES = [name for name, *_others in BOUNDARIES]


@pytest.mark.parametrize(
    ("change", "begins", "lines"), [case[1:] for case in BOUNDARIES], ids=NAMES_OF_BOUNDARIES
)
def test_a_list_is_counted_and_cut_at_its_very_number(pages, change, begins, lines):
    page = pages["instrument"]

    shown = {count: page.lines(change(page.body, count), begins) for count in lines}

    assert shown == lines


def pointing_here(
    kind: str, shown: int, in_all: int, link: str, body: dict, key: str = ""
) -> list[LinkedRecord]:
    """So many records of a kind that point at the page, of more in all."""
    ref = {"agreement": "A", "activity": "E", "person": "P"}[kind]
    return [
        LinkedRecord(
            ref=f"{ref}{number + 100}", kind=kind, title={"en": f"Title {number}"}, links=[(link, key)],
            group_size=in_all, sort_on=date(2001, 2, 3), signed=(None, None, ""), keys=["nature:instrument"], body=body,
        )
        for number in range(shown)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "kind", "link", "more"),
    [
        ("organization", "agreement", "party", "[All 26](/agreements/?party=O1&nature=instrument)"),
        ("organization", "person", "position", "[All 26](/people/?party=O1)"),
        ("topic", "agreement", "topic", "[All 26](/agreements/?topic=T2&nature=instrument)"),
        ("instrument", "activity", "held_under", "[All 26 activities](/activities/?agreement=A3)"),
        ("person", "agreement", "signatory", "[All agreements](/agreements/?person=P1)"),
        ("person", "activity", "attended", "[All activities](/activities/?person=P1)"),
    ],
)
def test_of_more_than_25_records_a_page_leads_to_all(pages, record, kind, link, more):
    page = pages[record]
    body, key = {}, ""
    if kind != "person" and record in ("person", "instrument"):
        body = pages[{"agreement": "instrument", "activity": "activity"}[kind]].body
        key = body[{"agreement": "signatories", "activity": "attendances"}[kind]][0]["key"]

    def lines(shown: int, in_all: int) -> list[str]:
        return page.lines(page.body, "[All ", pointing_here(kind, shown, in_all, link, body, key))

    shown = {in_all: lines(min(in_all, 25), in_all) for in_all in (1, 24, 25, 26)}

    assert shown == {1: [], 24: [], 25: [], 26: [more]}


@pytest.mark.parametrize(
    ("count", "page", "links"),
    [
        (0, 1, []),
        (25, 1, []),
        (26, 1, ["- page 1", "- [page 2](?q=x&page=2)", "[Next →](?q=x&page=2)"]),
        (50, 2, ["[← Previous](?q=x)", "- [page 1](?q=x)", "- page 2"]),
        (51, 2, ["[← Previous](?q=x)", "- [page 1](?q=x)", "- page 2", "- [page 3](?q=x&page=3)",
                 "[Next →](?q=x&page=3)"]),
        (250, 5, ["[← Previous](?q=x&page=4)", "- [page 1](?q=x)", "- …", "- [page 4](?q=x&page=4)", "- page 5",
                  "- [page 6](?q=x&page=6)", "- …", "- [page 10](?q=x&page=10)", "[Next →](?q=x&page=6)"]),
        (10_001, 400, ["[← Previous](?q=x&page=399)", "- [page 1](?q=x)", "- …", "- [page 399](?q=x&page=399)",
                       "- page 400",
                       "Only the first pages are shown: narrow the search, or ask the API for all of it."]),
    ],
)  # fmt: skip
def test_pages_of_a_list_lead_to_one_another(count, page, links):
    pagination = Pagination(page, count, QueryDict(f"q=x&page={page}"))

    with override("en"):
        html = render_to_string("components/_pages.html", {"pagination": pagination})

    assert content_outline(html).splitlines()[1:] == links  # after the name of the links


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (1, "P0"),
        (4, "P0 · P1 · P2 · P3"),
        (5, "P0 · P1 · P2 · P3 [and 1 more](/agreements/A1/t#parties)"),
        (6, "P0 · P1 · P2 · P3 [and 2 more](/agreements/A1/t#parties)"),
    ],
)
def test_a_row_of_a_list_names_four_parties_and_counts_the_rest(count, line):
    row = {
        "ref": "A1",
        "title": {"en": "T"},
        "form": "mou",
        "parties": [f"P{number}" for number in range(count)],
    }

    with override("en"):
        outline = content_outline(render_to_string("agreements/_agreement_row.html", {"row": row}))

    assert outline.splitlines()[-1].strip() == line
