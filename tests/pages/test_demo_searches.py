"""What searches find among the demonstration records: by any name of those who take part, countries, forms, posts."""

from itertools import permutations

import pytest

from register.models import Entry

pytestmark = pytest.mark.django_db


def found(query: str, kind: str = "agreement") -> list[str]:
    return list(
        Entry.public.of_kind(kind).matching(query).by_relevance(query).values_list("title__en", flat=True)
    )


KOREA_UK = {
    "Korea-UK Health Dialogue",
    "Korea-UK Smart Clinical Trials International Joint Research Partnership",
    "Memorandum of Understanding on Healthcare Cooperation",
    "Memorandum on the Exchange of Editors (demonstration)",
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
    assert set(found(query)[:4]) == KOREA_UK


@pytest.mark.parametrize("query", ["한영", "한·영", "한 영"])
def test_two_countries_find_no_agreement_of_one_of_them(demo, query):
    assert set(found(query)) == KOREA_UK
    assert not any("Taiwan" in title for title in found(query))


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
    "query", ["보건복지부", "Ministry of Health and Welfare", "KHIDI", "보산진", "영국", "UK"]
)
def test_whoever_has_exactly_this_name_comes_first(demo, query):
    assert found(query, "organization")[0] in {
        "Ministry of Health and Welfare", "Korea Health Industry Development Institute", "United Kingdom",
    }  # fmt: skip


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
