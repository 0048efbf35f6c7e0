"""Names of a list meet organizations of the desk by identifier and name; what only resembles one is asked back."""

import pytest

from agreements.models import Agreement
from organizations.models import Organization
from spreadsheets.parsing.cells import normalize_cell
from tests.factories import OrganizationFactory, OrganizationIdentifierFactory, OrganizationNameFactory
from tests.spreadsheets.lists import import_list, plan_list

HEADERS = ["Title", "Partner", "Country", "ROR"]


def parties(*line, choices=None):
    import_list(HEADERS, list(line), choices=choices, name=f"list of {line[0]}")
    return [
        str(involvement.organization) for involvement in Agreement.objects.latest("pk").involvements.all()
    ]


def problems(*lines, choices=None):
    rows = plan_list(HEADERS, *map(list, lines), choices=choices).rows
    return [(problem.reason, problem.advice) for row in rows for problem in row.problems]


@pytest.fixture
def seoul(db):
    organization = OrganizationFactory(name="Seoul National University", kind="university", country="KR")
    OrganizationNameFactory(organization=organization, text="서울대학교", language="ko")
    OrganizationNameFactory(
        organization=organization, text="Keijō Imperial University", kind="former", language="ja"
    )
    OrganizationIdentifierFactory(organization=organization, scheme="ror", value="04h9pn542")
    return organization


@pytest.mark.parametrize(
    "name",
    [
        "Seoul National University", "SEOUL NATIONAL  UNIVERSITY.", "The Seoul National University", "서울대학교",
        "Keijo Imperial University", "Seoul National University (서울대학교)", "서울대학교 (Korea)",
        "https://ror.org/04h9pn542",
    ],
)  # fmt: skip
def test_an_organization_is_found_by_any_of_its_names(seoul, name):
    assert parties("A", name, "", "") == ["Seoul National University (KR)"]
    assert Organization.objects.count() == 1
    assert Agreement.objects.get().involvements.get().name_as_written == (
        seoul.name if "://" in name else name
    )


def test_an_identifier_counts_more_than_a_name(seoul):
    assert parties("A", "Quite another name", "", "https://ror.org/04h9pn542") == [str(seoul)]


def test_of_several_of_one_name_the_country_decides(db):
    for country in ("GB", "KR"):
        OrganizationFactory(name="Ministry of Health", country=country)

    assert parties("A", "Ministry of Health", "UK", "") == ["Ministry of Health (GB)"]
    [row] = plan_list(HEADERS, ["B", "Ministry of Health", "", ""]).rows
    [candidates] = row.candidates
    assert [(label, similarity) for _pk, label, similarity in candidates.options] == [
        ("Ministry of Health (GB)", 1.0),
        ("Ministry of Health (KR)", 1.0),
    ]


def test_the_same_name_in_another_country_is_asked_back(seoul):
    assert problems(["A", "Seoul National University", "Japan", ""])[0][0].endswith(
        "is like Seoul National University (KR)."
    )


@pytest.mark.parametrize(
    "name", ["Seoul National Univ.", "Seoul National Univeristy", "서울대", "National University of Seoul"]
)
def test_a_name_that_resembles_one_is_a_choice_and_not_a_guess(seoul, name):
    assert problems(["A", name, "Korea", ""]) == [
        (
            f"“{name}” is like Seoul National University (KR).",
            "Choose which organization is meant, or that it is a new one.",
        )
    ]

    assert parties("A", name, "Korea", "", choices={name: seoul.pk}) == [str(seoul)]
    assert parties("B", name, "Korea", "", choices={name: "new"}) == [f"{name} (KR)"]
    assert Organization.objects.count() == 2


@pytest.mark.parametrize("name", ["University of Hull", "Busan National University", "부산대학교", "Seoul"])
def test_what_universities_have_in_common_makes_none_alike(db, name):
    OrganizationFactory(name="University of Sheffield", country="GB")
    OrganizationFactory(name="Chonnam National University", country="KR")
    OrganizationNameFactory(text="전남대학교")

    assert problems(["A", name, "", ""]) == []


def test_a_new_name_in_many_rows_is_one_organization_and_is_said_to_be_new(db):
    lines = [[f"Title {n}", "Brand New Institute", "Japan" if n == 7 else "", ""] for n in range(30)]

    plan = import_list(HEADERS, *lines)

    assert {c.new for row in plan.rows for c in row.changes if c.label == "New organization"} == {
        "Brand New Institute, JP, research institute"
    }
    assert Organization.objects.count() == 1
    assert Organization.objects.get().involvements.count() == 30
    assert import_list(HEADERS, *lines).counts["unchanged"] == 30


def test_an_organization_of_an_earlier_upload_is_found_again_when_it_was_renamed(db):
    import_list(HEADERS, ["A", "Brand New Institute", "Japan", ""])
    Organization.objects.update(name="Something else entirely")

    import_list(HEADERS, ["A", "Brand New Institute", "Japan", ""], ["B", "Brand New Institute", "Japan", ""])

    assert Organization.objects.count() == 1


def test_a_name_in_two_scripts_gives_a_new_organization_both(db):
    import_list(HEADERS, ["A", "Hanbit Academy (한빛학술원)", "Korea", ""])

    organization = Organization.objects.get()
    assert (
        organization.name,
        str(organization.country),
        [str(name) for name in organization.names.all()],
    ) == (
        "Hanbit Academy",
        "KR",
        ["한빛학술원"],
    )


def test_parties_stand_in_one_cell_or_in_several_columns(db):
    headers = ["Title", "Partner 1", "Partner 1 country", "Partner 2", "Partner 2 country"]
    import_list(headers, ["A", "One Academy", "JP", "Two School", "FR"])
    one = ["Title", "Partner", "Country"]
    import_list(one, ["B", "One Academy; Two School", "JP; FR"], name="second list")
    import_list(one, ["C", "One Academy\nTwo School", "JP\nFR"], name="third list")

    assert Organization.objects.count() == 2
    assert [agreement.involvements.count() for agreement in Agreement.objects.all()] == [2, 2, 2]


def test_our_side_is_added_where_there_is_one_of_ours(db):
    own = OrganizationFactory(name="Our University", kind="university", is_own=True)
    OrganizationFactory(name="Our Faculty", is_own=True, parent=own)

    import_list(
        ["Title", "Partner", "Department", "담당부서"], ["A", "One Academy", "School of Law", "Our Faculty"]
    )

    agreement = Agreement.objects.get()
    assert [
        (str(involvement.organization), involvement.unit) for involvement in agreement.involvements.all()
    ] == [
        ("One Academy", ""),
        ("Our University (KR)", "School of Law"),
    ]
    assert agreement.custody.unit.name == "Our Faculty"


def test_the_unit_of_a_new_organization_of_ours_is_shown_in_its_column(db):
    headers, line = ["Title", "Partner", "Our side", "Our unit"], ["A", "One Academy", "Our Office", "Desk 2"]

    [row] = plan_list(headers, line, mapping=["title", "party", "our_side", "our_unit"]).rows

    changes = {change.label: change.new for change in row.changes}
    assert changes["our unit"] == "Desk 2"
    assert "unit" not in changes


def test_a_responsible_unit_that_somebody_calls_new_is_one_of_ours(db):
    own = OrganizationFactory(name="Our University", kind="university", is_own=True)

    answers = {f"value/unit/{normalize_cell('국제협력팀')}": "new"}
    plan = import_list(
        ["Title", "Partner", "담당부서"], ["A", "One Academy", "국제협력팀"], questions=answers
    )

    unit = Organization.objects.get(name="국제협력팀")
    assert (unit.is_own, unit.kind, unit.parent) == (True, "unit", own)
    assert "국제협력팀, unit" in {c.new for c in plan.rows[0].changes}
