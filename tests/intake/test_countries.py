"""A country is one party, by whichever of its names a text prints it, with each name cited."""

import json

import pytest

from tests import factories as make
from tests.intake.test_from_text import filled_form, suggest

pytestmark = pytest.mark.django_db

KOREAN = (
    "{first}과 베트남, 보건 협력 양해각서 체결\n"
    "{second}과 베트남은 2024년 5월 14일 하노이에서 보건 협력 양해각서를 체결했다.\n"
)
ENGLISH = (
    "{first} and Vietnam sign a health memorandum\n"
    "The {second} and Viet Nam signed a memorandum of understanding on health in Hanoi on 14 May 2024.\n"
)


def filled_in(desk, form_at, text):
    """The form when all that is suggested is accepted."""
    page, address = suggest(desk, form_at, text=text)
    offers = [row["offer"].id for group in page.context["groups"] for row in group.rows]
    return filled_form(desk, page, address, take=offers)[0]


def parties_of(desk, form_at, text):
    """The parties when all is accepted, and the words that are cited for the first."""
    form = filled_in(desk, form_at, text)
    rows = range(int(form["involvements-TOTAL_FORMS"][0]))
    quoted = json.loads(form["quoted"][0])
    return (
        [form[f"involvements-{number}-organization"][0] for number in rows],
        {quote["words"] for quote in quoted if quote["field"].startswith("involvements-0-")},
    )


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (KOREAN, "한국", "대한민국"),
        pytest.param(KOREAN, "韓國", "한국", marks=pytest.mark.long),
        pytest.param(ENGLISH, "South Korea", "Republic of Korea", marks=pytest.mark.long),
        pytest.param(ENGLISH, "Korea", "ROK", marks=pytest.mark.long),
        (ENGLISH, "Korea", "Government of the Republic of Korea"),
    ],
)
def test_a_country_of_two_names_is_one_party_of_which_both_are_cited(desk, form_at, text, first, second):
    names, cited = parties_of(desk, form_at, text.format(first=first, second=second))

    assert (names[0], len(names)) == (first, 2)
    assert cited == {first, second}


@pytest.mark.parametrize(
    "name", ["韓國", *(pytest.param(one, marks=pytest.mark.long) for one in ("한국", "대한민국"))]
)
def test_a_country_is_the_state_of_the_register_whatever_its_names_there_are(desk, form_at, name):
    make.OrganizationFactory(name="Republic of Korea", kind="state", country="KR")
    make.OrganizationFactory(name="한국대학교", kind="university", country="KR")

    names, _cited = parties_of(desk, form_at, KOREAN.format(first=name, second="한국"))

    assert names == ["Republic of Korea (KR)", "베트남"]


def test_an_organization_that_has_the_name_of_a_country_is_it(desk, form_at):
    make.OrganizationFactory(name="한국", kind="other", country="KR")
    make.OrganizationFactory(name="Republic of Korea", kind="state", country="KR")

    names, _cited = parties_of(desk, form_at, KOREAN.format(first="한국", second="한국"))

    assert names == ["한국 (KR)", "베트남"]


def test_who_signs_for_an_organization_of_two_names_signs_for_its_one_row(desk, form_at):
    institute = make.OrganizationFactory(name="Korea Institute of Vaccines", country="KR")
    for name in ("한국백신연구원", "국립백신연구원"):
        make.OrganizationNameFactory(organization=institute, text=name, language="ko")
    text = (
        "국립백신연구원, 서울대학교와 양해각서 체결\n"
        "한국백신연구원과 서울대학교는 2024년 5월 14일 양해각서를 체결했다. 한국백신연구원 김민지 원장이 서명했다.\n"
    )

    form = filled_in(desk, form_at, text)

    assert form["involvements-TOTAL_FORMS"] == ["2"]
    assert form["involvements-0-name_as_written"] == ["국립백신연구원"]
    assert (form["signatories-0-name_as_written"], form["signatories-0-party"]) == (
        ["김민지"],
        ["involvements-0"],
    )
