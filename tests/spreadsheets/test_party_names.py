"""Names of parties as lists write them: brackets, acronyms, countries, departments, several in a cell, near twins."""

import pytest

from agreements.models import Agreement
from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.imports.planner import plan_import
from spreadsheets.matching.brackets import BracketedName, split_brackets
from spreadsheets.matching.party_names import PartyNameReader
from spreadsheets.plan import ImportPlan
from tests.factories import OrganizationFactory, OrganizationNameFactory
from tests.spreadsheets.lists import apply_list, import_list, plan_list, table_of

HEADERS = ["Title", "Partner", "Country"]
COLUMNS = ["title", "party", "party_country"]


def plan_names(*names, answers=None, country=""):
    """The plan of a list with a row for each name."""
    lines = [
        [f"Title {number}", *(name if isinstance(name, tuple) else (name, country))]
        for number, name in enumerate(names)
    ]
    return plan_import(table_of(HEADERS, *lines), COLUMNS, answers or ImportAnswers(), name="list")


def becomes(plan: ImportPlan) -> dict[str, str]:
    return {entry.name: entry.becomes for entry in plan.organizations}


def questions(plan: ImportPlan) -> dict[str, str]:
    return {question.key: question.suggested for question in plan.questions}


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Thud University (UK)", "", ("Thud University", "", "GB")),
        ("Thud University (UK)", "GB", ("Thud University", "", "GB")),
        ("Lincoln University (NZ)", "", ("Lincoln University", "", "NZ")),
        ("University of Tokyo (Japan)", "", ("University of Tokyo", "", "JP")),
        ("University of Tokyo (日本)", "", ("University of Tokyo", "", "JP")),
        ("Seoul National University (서울대학교)", "", ("Seoul National University", "서울대학교", "")),
        ("Universidad de Tierra Zeta (UTZ)", "", ("Universidad de Tierra Zeta", "UTZ", "")),
        ("Cairo University (CU)", "", ("Cairo University", "CU", "")),  # CU is Cuba, too
        ("University of Kent (UK)", "", ("University of Kent", "", "GB")),
        ("University of Kentucky (UK)", "US", ("University of Kentucky", "UK", "")),
        ("Thud University (MOU)", "", ("Thud University", "", "")),
        ("Thud University (TU) (UK)", "", ("Thud University", "TU", "GB")),
        ("Temple University (Japan)", "US", ("Temple University (Japan)", "", "")),
        ("California State University (Fullerton)", "", ("California State University (Fullerton)", "", "")),
        (
            "KAIST (Korea Advanced Institute of Science and Technology)",
            "",
            ("Korea Advanced Institute of Science and Technology", "KAIST", ""),
        ),
        ("Thud (in Thud) University", "", ("Thud (in Thud) University", "", "")),
        ("(UK)", "", ("(UK)", "", "")),
    ],
)  # fmt: skip
def test_a_bracket_is_a_country_an_acronym_another_script_or_part_of_the_name(text, country, expected):
    assert split_brackets(text, country) == BracketedName(*expected)


def test_a_bracket_never_makes_one_organization_of_two(db):
    united_kingdom = OrganizationFactory(name="United Kingdom", kind="state", country="GB")
    OrganizationNameFactory(organization=united_kingdom, text="UK", kind="acronym")
    zeta = OrganizationFactory(name="Universidad de Tierra Zeta", country="")
    OrganizationNameFactory(organization=zeta, text="UTZ", kind="acronym")

    plan = plan_names("Thud University (UK)", "Uppsala Teknik Zon (UTZ)", "Universidad de Tierra Zeta (UTZ)")

    assert becomes(plan) == {
        "Thud University (UK)": "new",
        "Uppsala Teknik Zon (UTZ)": "asked",
        "Universidad de Tierra Zeta (UTZ)": "existing",
    }
    assert [entry.country for entry in plan.organizations if entry.name == "Thud University (UK)"] == ["GB"]


def test_an_acronym_alone_is_asked_back(db):
    seoul = OrganizationFactory(name="Seoul National University", country="KR")
    OrganizationNameFactory(organization=seoul, text="SNU", kind="acronym")

    [entry] = plan_names("SNU").organizations
    assert (entry.becomes, entry.options) == ("asked", [(seoul.pk, "Seoul National University (KR)", 0.9)])
    assert becomes(plan_names("SNU", answers=ImportAnswers({"SNU": seoul.pk}))) == {"SNU": "existing"}


def test_the_acronym_in_brackets_is_kept_as_one(db):
    import_list(HEADERS, ["A", "Korea Advanced Institute (KAIST)", "KR"])

    name = Organization.objects.get().names.get()
    assert (name.text, name.kind) == ("KAIST", "acronym")


@pytest.mark.parametrize(
    "names",
    [
        ("Keele University", "Keele University, Keele"),
        ("Keele University, Keele", "Keele University"),
        ("University of Leiden", "Leiden University"),
        ("Chulalongkorn University", "Chulalongkron University"),
        ("서울과학기술대학교", "서울 과학기술대"),
        ("Kyung Hee University", "Kyunghee University"),
        ("Hanbit Academy of Sciences (HAS)", "HAS"),
        ("King's College Thudham", "Kings College, Thudam"),
    ],
)  # fmt: skip
def test_of_two_names_that_are_alike_in_one_list_the_second_is_asked_about(db, names):
    plan = plan_names(*names)

    [asked] = [entry for entry in plan.organizations if entry.becomes == "asked"]
    [new] = [entry for entry in plan.organizations if entry.becomes == "new"]
    assert [choice for choice, _label, _similarity in asked.options] == [new.name]
    assert {asked.name, new.name} == set(names)

    same = ImportAnswers({asked.name: [new.name]})
    assert plan_names(*names, answers=same).counts["new"] == 2
    assert len([e for e in plan_names(*names, answers=same).organizations if e.becomes == "new"]) == 2
    assert {e.label for e in plan_names(*names, answers=same).organizations} == {new.label}
    apart = ImportAnswers({asked.name: "new"})
    assert {e.becomes for e in plan_names(*names, answers=apart).organizations} == {"new"}


def test_the_name_of_more_rows_is_the_one_that_is_kept(db):
    plan = plan_names("Keele University, Keele", "Keele University, Keele", "Keele University")

    assert becomes(plan) == {"Keele University, Keele": "new", "Keele University": "asked"}


def test_twins_become_one_organization_whose_names_stay_as_written(db):
    lines = [["A", "Keele University, Keele", ""], ["B", "Keele University", "UK"]]
    apply_list(HEADERS, *lines, choices={"Keele University, Keele": ["Keele University"]})

    assert [str(organization) for organization in Organization.objects.all()] == ["Keele University (GB)"]
    written = {a.involvements.get().name_as_written for a in Agreement.objects.all()}
    assert written == {"Keele University, Keele", "Keele University"}
    again = plan_list(HEADERS, *lines, choices={"Keele University, Keele": ["Keele University"]})
    assert again.counts["unchanged"] == 2


@pytest.mark.parametrize(
    "names",
    [
        ("University of Ostrava Czech Republic", "Ministry of Health of the Czech Republic"),
        ("University of Hull", "University of Hall"),
        ("Ministry of Health", "Ministry of Education"),
        ("Université Lille 1", "Université Lille 3"),
        ("National University of Mongolia", "National University of Laos"),
        ("전남대학교", "전북대학교"),
        ("University of Kansas", "University of Arkansas"),
        (("Ministry of Health", "Japan"), ("Ministry of Health", "Korea")),
        (("Keele University", "UK"), ("Keele University, Keele", "Canada")),
        ("Keele University", "Keele University"),
        ("Institute of Physics", "Institute of Chemistry"),
    ],
)  # fmt: skip
def test_words_that_every_name_has_make_none_alike(db, names):
    assert (
        "asked"
        not in becomes(
            plan_names(*names, answers=ImportAnswers(questions={"split/country-words": "no"}))
        ).values()
    )


def test_one_name_with_two_countries_is_asked_about_unless_it_is_a_common_one(db):
    plan = plan_names(("Keele University", "UK"), ("Keele University", "UK"), ("Keele University", "Canada"))

    [asked] = [entry for entry in plan.organizations if entry.becomes == "asked"]
    assert (asked.rows, asked.country) == ([4], "CA")
    assert [choice for choice, _label, _score in asked.options] == ["Keele University (GB)"]


def test_a_common_name_without_a_country_is_no_exact_hit(db):
    health = OrganizationFactory(name="Ministry of Health", country="KR")

    assert becomes(plan_names("Ministry of Health")) == {"Ministry of Health": "asked"}
    [entry] = plan_names("Ministry of Health", country="Korea").organizations
    assert (entry.becomes, entry.organization) == ("existing", health.pk)


PATTERNS = [
    ("split/number", "1. Alpha University", "Alpha University"),
    ("split/number", "(12) Alpha University", "Alpha University"),
    ("split/number", "• Alpha University", "Alpha University"),
    ("split/country", "Alpha University, Australia", "Alpha University (AU)"),
    ("split/country", "Cranfield University, England (UK)", "Cranfield University (GB)"),
    ("split/country", "Alpha University - Republic of Korea", "Alpha University (KR)"),
    ("split/country", "Alpha University, Sydney, Australia", "Alpha University, Sydney (AU)"),
    ("split/country-words", "University of Ostrava Czech Republic", "University of Ostrava (CZ)"),
    ("split/department", "Department of Law, Alpha University", "Alpha University [Department of Law]"),
    ("split/department", "Alpha University, School of Law", "Alpha University [School of Law]"),
    ("split/department", "Alpha University (Faculty of Arts)", "Alpha University [Faculty of Arts]"),
    ("split/and", "Alpha University, Beta College and Gamma School", "Alpha University; Beta College; Gamma School"),
    ("split/and", "Alpha University & Beta University", "Alpha University; Beta University"),
    ("split/slash", "Alpha University / Beta University", "Alpha University; Beta University"),
    ("split/comma", "Alpha University, Beta University", "Alpha University; Beta University"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "text", "names"), PATTERNS)
def test_a_cell_with_more_than_a_name_is_taken_apart_after_a_yes_only(key, text, names):
    def reading(answer):
        return PartyNameReader(ImportAnswers(questions={key: answer}), lambda name: False).parse(text)

    assert [pattern.key for pattern, _example in reading("").patterns] == [key]
    assert [example for _pattern, example in reading("").patterns] == [f"{text} → {names}"]
    assert "; ".join(map(str, reading("yes").names)) == names
    assert [str(name) for name in reading("no").names] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Foreign Affairs and Trade", "Texas A&M University", "University of California, Berkeley",
        "Budapest University of Technology and Economics", "Johnson & Johnson", "National University of Singapore",
        "Bank of Korea", "University of Georgia", "Emory University, Georgia", "Indiana University, IN",
        "Department of Education", "3M Company", "Keele University, Keele", "Air Canada",
        "Institute of Science and Technology",
        "University of Technology, Sydney", "Save the Children UK", "Alpha University; ", "1st Academy",
        "서울대학교", "A/S Thud",
    ],
)  # fmt: skip
def test_a_name_with_such_signs_of_its_own_stays_whole(text):
    assert PartyNameReader(ImportAnswers(), lambda name: False).parse(text).patterns == []


def test_one_answer_settles_a_pattern_for_the_whole_list_and_the_rows_wait_for_it(db):
    names = ["Alpha University, Australia", "Beta Institute, Japan", "Gamma Academy"]

    plan = plan_names(*names)
    assert (questions(plan), plan.counts["error"]) == ({"split/country": "yes"}, 2)
    [question] = plan.questions
    assert (question.rows, len(question.examples)) == ([2, 3], 2)
    assert {p.question for row in plan.rows for p in row.problems} == {"split/country"}
    assert becomes(plan)["Alpha University, Australia"] == "asked"

    plan = plan_names(*names, answers=ImportAnswers(questions={"split/country": "yes"}))
    assert (plan.counts["new"], plan.questions[0].answer) == (3, "yes")
    assert {(e.name, e.country, e.country_from) for e in plan.organizations if e.becomes == "new"} == {
        ("Alpha University", "AU", "cell"), ("Beta Institute", "JP", "cell"), ("Gamma Academy", "", ""),
    }  # fmt: skip
    assert [e.parts for e in plan.organizations if e.becomes == "split"] == [
        ["Alpha University (AU)"],
        ["Beta Institute (JP)"],
    ]


def test_a_choice_for_a_name_goes_before_a_pattern(db):
    name = "Alpha University and Beta University"
    answers = ImportAnswers({name: ["Alpha University", "Gamma School"]})

    plan = plan_names(name, answers=answers)

    assert not plan.questions
    assert {e.name for e in plan.organizations if e.becomes == "new"} == {"Alpha University", "Gamma School"}
    assert not plan_names(name, answers=ImportAnswers({name: "new"})).questions


def test_the_name_of_an_organization_of_the_desk_is_never_taken_apart(db):
    OrganizationFactory(name="Alpha University, Australia", country="AU")
    OrganizationFactory(name="Beta University", country="JP")

    plan = plan_names("Alpha University, Australia", "Beta University, Japan", "1. Beta University")

    assert not plan.questions
    assert {e.becomes for e in plan.organizations} == {"existing", "split"}


def test_countries_are_as_many_as_names_once_the_cell_is_taken_apart(db):
    answers = ImportAnswers(questions={"split/and": "yes"})
    for countries in ("Japan; France", "Japan, France", "Japan and France"):
        plan = plan_names(("Alpha University and Beta University", countries), answers=answers)
        assert {(e.name, e.country) for e in plan.organizations if e.becomes == "new"} == {
            ("Alpha University", "JP"),
            ("Beta University", "FR"),
        }


def test_a_department_is_the_unit_of_its_institution(db):
    table = table_of(HEADERS, ["A", "Department of Law, Alpha University", ""])
    answers = ImportAnswers(questions={"split/department": "yes"})
    plan = plan_import(table, COLUMNS, answers, name="list")

    assert ("unit", "Department of Law") in [
        (change.label, change.new) for row in plan.rows for change in row.changes
    ]


def test_an_unknown_country_is_a_question_for_all_its_rows(db):
    plan = plan_names("Alpha Academy", "Beta Academy", country="Germnay")

    [question] = plan.questions
    assert (question.key, question.suggested, question.rows) == (
        "value/party_country/Germnay", "", [2, 3],
    )  # fmt: skip
    assert plan.counts["error"] == 2
    for answer, country in (("DE", "DE"), ("none", "")):
        plan = plan_names(
            "Alpha Academy", country="Germnay", answers=ImportAnswers(questions={question.key: answer})
        )
        assert [(e.becomes, e.country) for e in plan.organizations] == [("new", country)]


def test_whose_list_it_is_is_asked_where_several_institutions_are_ours(db):
    own = [OrganizationFactory(name=name, is_own=True, country="KR") for name in ("Our One", "Our Two")]
    OrganizationFactory(name="Our Faculty", is_own=True, parent=own[0])

    plan = plan_names("Alpha Academy", "Our Two; Beta Academy")
    [question] = plan.questions
    assert (question.key, question.rows) == ("our_side", [2])
    assert [value for value, _label in question.options] == [str(own[0].pk), str(own[1].pk), "none"]
    assert [row.state for row in plan.rows] == ["error", "new"]

    answers = ImportAnswers(questions={"our_side": str(own[1].pk)})
    [change] = [c for c in plan_names("Alpha Academy", answers=answers).rows[0].changes if c.label == "party"]
    assert change.new == "Alpha Academy\nOur Two"
    plan = plan_names("Alpha Academy", answers=ImportAnswers(questions={"our_side": "none"}))
    assert (plan.counts["new"], [notice.rows for notice in plan.notices]) == (1, [[2]])


def test_the_country_of_a_new_organization_is_guessed_and_it_is_said_from_what(db):
    OrganizationFactory(name="Our University", is_own=True, country="KR")
    headers = ["Title", "Partner", "Country", "Website"]
    plan = plan_list(
        headers,
        ["A", "Alpha Academy", "Japan", ""], ["B", "Alpha Academy", "", ""],
        ["C", "Beta Academy", "", "https://www.beta.ac.uk/about"],
        ["D", "Gamma Academy", "", "https://our.ac.kr/mou.pdf"],
        ["E", "National University of Singapore", "", ""],
        ["F", "University of Georgia", "", ""],
        ["G", "Delta Academy (France)", "", ""],
    )  # fmt: skip

    assert {e.name: (e.country, e.country_from) for e in plan.organizations} == {
        "Alpha Academy": ("JP", "cell"), "Beta Academy": ("GB", "address"), "Gamma Academy": ("", ""),
        "National University of Singapore": ("SG", "name"), "University of Georgia": ("", ""),
        "Delta Academy (France)": ("FR", "bracket"),
    }  # fmt: skip


def test_organizations_of_a_list_are_plain_data_that_comes_back(db):
    OrganizationFactory(name="Leiden University", country="NL")
    plan = plan_names("Univ. Leiden", "Keele University", "Keele University, Keele", "Alpha School, Japan")

    assert ImportPlan.from_json(plan.as_json()) == plan
    assert [e.becomes for e in plan.organizations] == ["asked", "asked", "asked", "new"]


def test_a_name_that_the_record_has_as_it_is_written_is_never_taken_apart(db):
    beta = OrganizationFactory(name="Beta", country="")
    name = "1. Alpha University and Beta School, Japan"
    apply_list(["Ref No", *HEADERS], ["7", "A", name, ""], choices={name: beta.pk})

    plan = plan_list(["Ref No", *HEADERS], ["7", "A", f"{name}; Gamma Academy", ""])

    assert not plan.questions
    assert plan.counts["changed"] == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("Japan", ""), ("", "Japan"), ("Germnay", "Germnay"), ("Japan; France; Italy", ""), ("-", "n/a")],
)
def test_countries_of_two_columns_and_of_too_many_values_lose_no_name(db, first, second):
    headers = ["Title", "Partner 1", "Partner 1 country", "Partner 2", "Partner 2 country"]
    plan = plan_list(headers, ["A", "Alpha Academy", first, "Beta Academy", second])

    assert {entry.name for entry in plan.organizations} == {"Alpha Academy", "Beta Academy"}


def test_a_cell_of_ten_organizations_and_a_long_one_are_taken_apart_in_no_time(db):
    names = [f"{letter * 5} University" for letter in "ABCDEFGHIJ"]
    reader = PartyNameReader(ImportAnswers(questions={"split/and": "yes"}), lambda name: False)

    assert [name.name for name in reader.parse(f"{', '.join(names[:-1])} and {names[-1]}").names] == names
    for text in ("University " * 3000, "(" * 30000, ", " * 10000, "a " * 10000 + "(UK)", "1. " * 9000):
        assert reader.parse(text).names


UNKNOWN_PARTIES = [
    "unbekannt", "inconnu", "desconocido", "неизвестно", "不明", "미정", "nieznany", "onbekend", "okänd", "n/a", "-",
    "N/K", "?", "TBC", "ไม่ทราบ", "Unbekannt; -",
]  # fmt: skip


def test_a_cell_that_says_that_nobody_is_known_names_no_party(db):
    OrganizationFactory(name="Our University", is_own=True)

    plan = plan_list(["Title", "Partner"], *([f"A{n}", text] for n, text in enumerate(UNKNOWN_PARTIES)))

    assert [entry.name for entry in plan.organizations] == []
    assert [row.state for row in plan.rows] == ["new"] * len(UNKNOWN_PARTIES)
    assert {warning.reason for row in plan.rows for warning in row.warnings} == {"No other side is named."}


def test_of_several_parties_the_unknown_ones_are_left_out_with_their_countries(db):
    headers = ["Title", "Partner", "Country"]
    lines = [
        ["A", "Alpha University; unbekannt; Beta University", "GB; DE; FR"],
        ["B", "Gamma University; n/k", "unbekannt"],
    ]

    plan = plan_list(headers, *lines)

    assert plan.questions == []
    assert sorted((entry.name, entry.country) for entry in plan.organizations) == [
        ("Alpha University", "GB"), ("Beta University", "FR"), ("Gamma University", ""),
    ]  # fmt: skip


def test_an_organization_that_is_called_so_is_a_party(db):
    OrganizationFactory(name="TBC", country="GB")

    (entry,) = plan_list(["Title", "Partner"], ["A", "TBC"]).organizations

    assert (entry.name, entry.becomes) == ("TBC", "existing")


ADDRESS = "Alpha Department; Sassari, Italy"


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({"split/address": "yes"}, [("Alpha Department", "IT")]),
        ({"split/address": "no", "split/country": "yes"}, [("Alpha Department", ""), ("Sassari", "IT")]),
        ({"split/address": "no", "split/country": "no"}, [("Alpha Department", ""), ("Sassari, Italy", "")]),
    ],
)
def test_a_city_and_a_country_after_a_name_are_asked_about(db, answers, names):
    (question,) = (plan := plan_list(["Title", "Partner"], ["A", ADDRESS])).questions
    assert (question.key, question.suggested, plan.counts["error"]) == ("split/address", "", 1)
    assert question.examples == [f"{ADDRESS} → Alpha Department (IT)"]

    plan = plan_list(["Title", "Partner"], ["A", ADDRESS], questions=answers)

    made = [(entry.name, entry.country) for entry in plan.organizations if entry.becomes == "new"]
    assert sorted(made) == sorted(names)
    assert "split/address" in {question.key for question in plan.questions}, "it can be answered otherwise"


@pytest.mark.parametrize(
    "cell",
    [
        "Alpha University; Beta University, Italy",
        "Alpha University; Museum, Italy",
        "Sassari, Italy; Alpha University",
    ],
)
def test_what_its_words_call_an_organization_is_no_address(db, cell):
    plan = plan_list(["Title", "Partner"], ["A", cell])

    assert "split/address" not in {question.key for question in plan.questions}


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("National University of Singapore", "NUS"), ("ETH Zürich", "ETH"), ("University of Cape Town", "UCT")],
)
def test_an_acronym_alone_is_asked_about_where_the_name_of_an_organization_has_it(db, name, acronym):
    OrganizationFactory(name=name, country="")

    assert becomes(plan_names(acronym)) == {acronym: "asked"}
    assert becomes(plan_names("XQZ"))["XQZ"] == "new"


def test_an_acronym_in_brackets_of_another_organization_is_not_added_as_a_name(db):
    import_list(["Title", "Partner"], ["A", "University of Bonn (DAAD)"], ["B", "Cairo University (CU)"])

    names = {o.name: [n.text for n in o.names.all()] for o in Organization.objects.all()}
    assert names["Cairo University"] == ["CU"]
    assert "DAAD" not in [text for texts in names.values() for text in texts]
