"""What searches find among the demonstration records: by any name of those who take part, countries, forms, posts."""

import json
import re
from itertools import permutations

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.search_words import search_texts
from register.models import Entry
from register.publishing import publish
from register.search import vocabulary
from register.search.matching import find_matches
from register.search.vectors import REST
from tests import factories as make
from tests.pages.conftest import words

pytestmark = pytest.mark.django_db


def found(query: str, kind: str = "agreement") -> list[str]:
    matches = find_matches(query)
    entries = Entry.public.of_kind(kind).among(matches).by_relevance(query, matches)
    return list(entries.values_list("title__en", flat=True))


KOREA_UK = {
    "Korea-UK Health Dialogue",
    "Korea-UK Smart Clinical Trials International Joint Research Partnership",
    "Memorandum of Understanding on Healthcare Cooperation",
}
DIALOGUE, PARTNERSHIP = (
    "Korea-UK Health Dialogue",
    "Korea-UK Smart Clinical Trials International Joint Research Partnership",
)


@pytest.mark.parametrize(
    "query",
    ["한영", "한·영", "한ㆍ영", "한-영", "한 영", "한 · 영", "영 한", "영·한", "韓英", "한국 영국", "영국 대한민국",
     "한국영국", "한국과 영국의", "Korea UK", "UK Korea", "British Korean", "United Kingdom Republic of Korea"],
)  # fmt: skip
def test_two_countries_find_their_agreements_first(demo, query):
    assert set(found(query)[:3]) == KOREA_UK


@pytest.mark.parametrize("query", ["한영", "한·영", "한 영"])
def test_two_countries_find_no_agreement_of_one_of_them(demo, query):
    assert set(found(query)) == KOREA_UK
    assert not any("Taiwan" in title for title in found(query))


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("UK-Korea MoU", "UK Korea MoU"), ("UK–Korea MoU", "UK Korea MoU"), ("UK/Korea MoU", "UK Korea MoU"),
        ("Korea-UK MoU", "UK Korea MoU"), ("Korea—UK", "Korea UK"), ("UK-Korea-MoU", "UK Korea MoU"),
        ("U.K. Korea", "UK Korea"), ("U.K.-Korea", "UK Korea"), ("U.S. Korea", "US Korea"), ("U.S.A.", "USA"),
        ("U.K. MOU", "UK MOU"), ("한국-UK", "한국 UK"), ("한-호주", "한국 호주"), ("한·호주", "한국 호주"),
        ("한호주", "한국 호주"), ("한영국", "한국 영국"), ("한호주 양해각서", "한국 호주 양해각서"),
        ("한호주양해각서", "한국 호주 양해각서"), ("MoUs Korea", "MoU Korea"),
        ("memorandums of understanding", "memorandum of understanding"),
    ],
)  # fmt: skip
def test_signs_points_spacing_and_number_change_nothing(demo, query, same):
    assert set(found(query)) == set(found(same)) != set()


@pytest.mark.parametrize(
    ("query", "form"),
    [("MOUs", "mou"), ("MoUs", "mou"), ("memoranda of understanding", "mou"), ("agreements", "agreement")],
)
def test_plurals_of_forms_find_the_form(demo, query, form):
    of_form = set(Entry.public.with_keys(f"form:{form}").values_list("title__en", flat=True))
    assert set(found(query)) >= of_form > set()


@pytest.mark.parametrize(
    ("words", "facts"),
    [("protocols", "form:protocol"), ("treaties", "form:treaty"), ("letters of intent", "form:letter_of_intent"),
     ("exchanges of notes", "form:exchange_of_notes"), ("u k", "country:gb"), ("u s a", "country:us")],
)  # fmt: skip
def test_plurals_and_initials_name_facts(words, facts):
    assert vocabulary.fact_literal(words) == f"('{facts}')"


@pytest.mark.parametrize(
    ("run", "countries"),
    [("한체코", {"kr", "cz"}), ("독일한국", {"de", "kr"}), ("한미일", {"kr", "us", "jp"}), ("한", set()),
     ("한협정", set()), ("한인도", {"kr", "in"})],
)  # fmt: skip
def test_a_run_names_countries_short_before_long(run, countries):
    # the fewest countries of the ways to cut it
    ways = [set(re.findall(r"country:(..)", way)) for way in vocabulary.run_literal(run).split(") | (")]
    assert min(ways, key=len) == countries


def test_excluded_countries_leave_out_what_is_between_them(demo):
    assert not KOREA_UK & set(found("memorandum -UK-Korea"))
    assert found("memorandum -UK-Korea")


MTPCONNECT = (
    "Memorandum of understanding between MTPConnect and the Korea Health Industry Development Institute"
)


@pytest.mark.parametrize(
    "terms", [["MOU", "Korea", "Australia"], ["한국", "호주", "양해각서"], ["korean", "australian", "mou"]]
)
def test_countries_and_a_form_in_any_order_find_one_memorandum(demo, terms):
    for order in permutations(terms):
        assert found(" ".join(order)) == [MTPCONNECT]


@pytest.mark.parametrize(
    "query", ["한국호주 양해각서", "한국 호주양해각서", "한국호주양해각서", "한호 양해각서", "양해각서 한·호"]
)
def test_countries_and_a_form_in_any_spacing_find_one_memorandum(demo, query):
    assert found(query) == [MTPCONNECT]


@pytest.mark.parametrize(
    "query",
    [
        "MOU Korea Australia xyzzy",
        "한영 없는말없음",
        "복지부 xyzzy",
        "보산진 쿁쿁",
        "MOU Korea Fiji",
        "한국 피지",
    ],
)
def test_nonsense_beside_it_finds_nothing(demo, query):
    assert found(query) == []


@pytest.mark.parametrize(
    "query",
    ["복지부", "보건복지부", "보건 복지부", "보건·복지부", "MoHW", "Korean Ministry of Health and Welfare"],
)
def test_a_ministry_is_found_by_any_name_and_by_a_part_of_it(demo, query):
    assert {DIALOGUE, PARTNERSHIP} <= set(found(query))
    assert "Ministry of Health and Welfare" in found(query, "organization")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("보건복지부", "Ministry of Health and Welfare"),
        ("Ministry of Health and Welfare", "Ministry of Health and Welfare"),
        ("KHIDI", "Korea Health Industry Development Institute"),
        ("보산진", "Korea Health Industry Development Institute"),
        ("영국", "United Kingdom"),
        ("UK", "United Kingdom"),
    ],
)
def test_whoever_has_exactly_this_name_comes_first(demo, query, name):
    assert found(query, "organization")[0] == name


@pytest.mark.parametrize(
    "query", ["보산진", "KHIDI", "한국보건산업진흥원", "한국 보건산업 진흥원", "보건산업진흥원"]
)
def test_an_institute_is_found_by_what_is_short_for_it(demo, query):
    assert {PARTNERSHIP, MTPCONNECT} <= set(found(query))


@pytest.mark.parametrize(
    ("query", "activity"),
    [
        ("박민수", "First Korea-UK Health Dialogue"),
        ("배병준", "KRIBB"),
        ("Vice Minister", "First Korea-UK Health Dialogue"),
    ],
)
def test_people_are_found_by_their_names_and_posts(demo, query, activity):
    assert any(activity in title for title in found(query, "activity"))


def test_terms_and_commitments_are_found_by_their_words(demo):
    assert len(found("beds")) == 1
    assert found("beds")[0].startswith("Cooperation arrangement on a children")


@pytest.mark.parametrize(
    ("collection", "member"),
    [("involvements", "role_as_written"), ("commitments", "due_event"), ("contributions", "due_event"),
     ("relations", "scope"), ("contacts", "office"), ("milestones", "legal_basis"), ("documents", "title"),
     ("signatories", "authority"), ("commitments", "unit")],
)  # fmt: skip
def test_texts_of_every_part_are_found(demo, collection, member):
    bodies = [json.loads(entry.body) for entry in Entry.objects.filter(kind="agreement")]
    body = next((body for body in bodies if body[collection]), bodies[0])
    part = body[collection][0] if body[collection] else {}
    printed = {"en": "Zorbword"} if isinstance(part.get(member), dict) else "Zorbword"
    body[collection] = [{**part, member: printed}]

    assert "Zorbword" in search_texts(body)[REST]


def page_of(path: str, **query) -> str:
    return words(Client().get(path, query).content.decode()).replace("( ", "(")


def test_a_result_says_by_which_name_it_was_found(demo):
    assert "found by: Ministry of Health and Welfare (보건복지부)" in page_of("/search", q="복지부")
    assert "found by: Korea Health Industry Development Institute (보산진)" in page_of(
        "/agreements/", q="보산진"
    )
    assert "found by: 보산진" in page_of("/organizations/", q="보산진")
    assert "found by: Park MinSoo (박민수)" in page_of("/activities/", q="박민수")
    assert "검색된 이름: 박민수 (Park MinSoo)" in page_of("/ko/activities/", q="MinSoo")


def test_a_result_whose_title_shows_why_says_nothing_of_names(demo):
    assert "found by" not in page_of("/organizations/", q="Korea Health Industry")
    assert "found by" not in page_of("/agreements/", q="beds")
    assert "found by" not in page_of("/agreements/")


@pytest.fixture
def nuns(demo):
    """An agreement whose text alone has “nuns”, and its party with “of” and “frobnication” in a name."""
    agreement = make.AgreementFactory()
    summary = "The education of nuns by frobnication"
    make.AgreementTextFactory(agreement=agreement, title="Zorb work", summary=summary)
    party = make.OrganizationFactory(name="Zorbland Ministry of Frobnication")
    make.OrganizationNameFactory(organization=party, text="Ministry of Wibbling", language="en")
    make.InvolvementFactory(agreement=agreement, organization=party)
    publish(agreement, party, by=None)


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [("of Nuns", False), ("education of nuns", False), ("nuns frobnication", False), ("wibbling", True),
     ("of Wibbling nuns", True), ("nuns or wibbling", True), ('"of"', False), ("of", False)],
)  # fmt: skip
def test_names_are_shown_for_words_that_the_text_lacks(nuns, query, is_shown):
    page = page_of("/agreements/", q=query)

    assert "Zorb work" in page or query in {"of", '"of"'}
    assert ("found by:" in page) == is_shown


@pytest.fixture
def bearers(demo):
    """An agreement between three whose English names share words that nothing else has."""
    agreement = make.AgreementFactory(titled=True, text__title="Zorb work")
    parties = [make.OrganizationFactory(name=f"{name} Body") for name in ("First", "Second", "Third")]
    for party, name in zip(parties, ("Wibbling Frob", "Wibbling Quux", "Wibbling Frob Plugh"), strict=True):
        make.OrganizationNameFactory(organization=party, text=name, language="en")
        make.InvolvementFactory(agreement=agreement, organization=party)
    publish(agreement, *parties, by=None)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("wibbling quux", "Wibbling Quux"),
        ("wibbling frob", "Wibbling Frob · Wibbling Frob Plugh"),
        ("frob plugh wibbling", "Wibbling Frob Plugh"),
        ("quux or plugh", "Wibbling Quux · Wibbling Frob Plugh"),
    ],
)
def test_only_names_with_the_most_words_are_shown(bearers, query, names):
    page = page_of("/agreements/", q=query)

    assert f"found by: {names} Download" in page


@pytest.mark.parametrize("typed", ["\x00", "\x00 \x7f", "-"])
def test_a_search_without_a_visible_sign_finds_nothing(demo, typed):
    assert found(typed) == [] or typed != "-"
    for path in ("/agreements/", "/organizations/", "/search"):
        assert not re.search(r'href="(/ko)?/[a-z]+/[AO]\d', Client().get(path, {"q": typed}).content.decode())


def test_a_korean_page_of_an_organization_names_who_attended_in_korean(demo):
    person = make.PersonFactory(name="Paek Zorvin")
    make.PersonNameFactory(person=person, text="백조르빈", language="ko")
    activity, body = make.ActivityFactory(titled=True), make.OrganizationFactory()
    make.AttendanceFactory(
        activity=activity, organization=body, person=person, name_as_written="Paek Zorvin", role="led",
        post_as_written="Grand Frobnicator", post_by_language={"ko": "조르부장관"},
    )  # fmt: skip
    publish(person, body, activity, by=None)

    page = words(Client().get(f"/ko/organizations/{body.ref}", follow=True).content.decode())
    assert "수석대표: 백조르빈, 조르부장관" in page


def test_a_search_costs_a_statement_and_found_names_and_documents_one_each(demo):
    with CaptureQueriesContext(connections["register"]) as plain:
        page_of("/agreements/", country="KR")
    with CaptureQueriesContext(connections["register"]) as searched:
        page_of("/agreements/", country="KR", q="복지부")

    assert len(searched) == len(plain) + 3


def test_lists_and_exports_name_parties_in_the_language_of_the_page(demo):
    assert "한국보건산업진흥원" in page_of("/ko/agreements/", q="MTPConnect")
    assert "Korea Health Industry Development Institute" in page_of("/agreements/", q="MTPConnect")
    table = Client().get("/ko/agreements/export.csv", {"q": "MTPConnect"})
    text = b"".join(table.streaming_content if table.streaming else [table.content]).decode()
    assert "한국보건산업진흥원" in text


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Seoul National University", "서울대학교"),
        ("Ajou University", "아주대학교"),
        ("NHS England", "잉글랜드 국민보건서비스(NHS England)"),
    ],
)
def test_a_korean_page_is_headed_by_the_recorded_korean_name_of_whatever_kind(demo, english, korean):
    ref = Entry.objects.get(kind="organization", title__en=english).ref
    html = Client().get(f"/ko/organizations/{ref}", follow=True).content.decode()

    assert re.search(r"<h1[^>]*>(.*?)</h1>", html)[1] == korean
