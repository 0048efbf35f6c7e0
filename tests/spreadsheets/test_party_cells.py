"""Cells of parties over several lines, with nobody in them, and one name that stands beside different places."""

import pytest

from agreements.models import Agreement
from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.matching.party_names import PartyNameReader
from spreadsheets.parsing.word_lists import names_nobody
from tests.factories import OrganizationFactory
from tests.spreadsheets.lists import import_list, plan_list

HEADERS = ["Title", "Partner"]


def reader(**questions):
    return PartyNameReader(ImportAnswers(questions=questions), {"imec", "de Montfort"}.__contains__)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("Alpha University\nBeta College", ["Alpha University", "Beta College"]),
        ("서울대학교\n부산대학교", ["서울대학교", "부산대학교"]),
        ("Alpha University\nKAIST", ["Alpha University", "KAIST"]),
        ("Alpha University\n-", ["Alpha University", "-"]),
        ("imec\nde Montfort", ["imec", "de Montfort"]),
        ("1. Alpha University\n2. Beta College", ["1. Alpha University", "2. Beta College"]),
        ("Cracow University of\nEconomics", ["Cracow University of Economics"]),
        ("Ministry of Trade\nand Industry", ["Ministry of Trade and Industry"]),
        ("Osnabrück University\n(Institute of Law)", ["Osnabrück University (Institute of Law)"]),
        ("Lviv Polytechnic\n(formerly Lviv Academy)", ["Lviv Polytechnic (formerly Lviv Academy)"]),
        ("Universidad de Jaén\nhttp://www.ujaen.es", ["Universidad de Jaén"]),
        ("Contact: Mr. Lee\nInha University", ["Inha University"]),
        ("Inha University; intl@inha.example", ["Inha University"]),
        ("https://ror.org/04h9pn542\nAlpha University", ["https://ror.org/04h9pn542", "Alpha University"]),
        ("http://www.ujaen.es", ["http://www.ujaen.es"]),
    ],
)
def test_lines_that_are_names_are_parties_and_what_goes_on_belongs_to_its_line(cell, values):
    assert reader().values(cell) == values
    assert not reader().has_other_lines(cell)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Hamline University\nSaint Paul, Minnesota", "Hamline University"),
        ("Kanazawa University\n金沢大学", "Kanazawa University (金沢大学)"),
        ("Tampere University\nTUNI", "Tampere University (TUNI)"),
        ("University of Vaasa\nSchool of Law", "University of Vaasa, School of Law"),
        ("Dean's office\nUniversity of Agder", "Dean's office, University of Agder"),
        ("Siemens\nSamsung", "Siemens, Samsung"),
    ],
)
def test_other_lines_are_one_party_until_somebody_says_that_each_is(cell, name):
    assert reader().has_other_lines(cell)
    assert reader().values(cell) == reader(**{"split/lines": "yes"}).values(cell) == [name]
    assert reader(**{"split/lines": "no"}).values(cell) == cell.split("\n")


def test_lines_are_one_question_and_what_is_no_name_goes_to_the_note(db):
    lines = [
        ["A", "Hamline University\nSaint Paul, Minnesota"],
        ["B", "Chosun University\n309 Pilmun-daero\nGwangju"],
    ]

    plan = plan_list(HEADERS, *lines)
    [question] = plan.questions
    assert (question.key, question.suggested, plan.counts["error"]) == ("split/lines", "yes", 2)
    assert question.examples[0] == "Hamline University ↵ Saint Paul, Minnesota → Hamline University"

    import_list(HEADERS, *lines, questions={"split/lines": "yes"})
    assert sorted(Organization.objects.values_list("name", flat=True)) == [
        "Chosun University",
        "Hamline University",
    ]
    assert sorted(agreement.custody.note for agreement in Agreement.objects.all()) == [
        "Partner: 309 Pilmun-daero; Gwangju", "Partner: Saint Paul, Minnesota",
    ]  # fmt: skip
    plan = plan_list(HEADERS, *lines, questions={"split/lines": "no"}, name="other")
    assert len(plan.organizations) == 5
    assert [question.key for question in plan.questions] == ["split/lines"], "it can be answered otherwise"


@pytest.mark.parametrize(
    "text",
    [
        "NN", "N.N.", "NN (Griechenland)", "Various (see list)", "several partners", "See P12", "siehe Anlage 3",
        "davon Fak. Recht", "of which Law", "별지 참조", "別紙参照", "TBC",
    ],
)  # fmt: skip
def test_words_in_place_of_a_name_name_nobody(text):
    assert names_nobody(text)


@pytest.mark.parametrize(
    "text", ["NNU", "Seeds of Hope", "See University", "Diversity Council", "Ver di", "N. N. Burdenko"]
)
def test_names_that_begin_alike_are_names(text):
    assert not names_nobody(text)


def test_a_row_that_names_nobody_keeps_its_words_and_is_warned_of(db):
    [row] = import_list(["Title", "Partner"], ["A", "Various (see list)"]).rows

    assert [warning.reason for warning in row.warnings] == ["No other side is named."]
    assert Agreement.objects.get().custody.note == "Partner: Various (see list)"
    assert not Organization.objects.exists()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("University of Hull & ETH Lausanne", "University of Hull; ETH Lausanne"),
        ("Max Planck Society / MPI for Informatics", "Max Planck Society; MPI for Informatics"),
        ("Universität Wien/TU Wien", "Universität Wien; TU Wien"),
        ("Universities of Oxford and Cambridge", "University of Oxford; University of Cambridge"),
        ("서울대학교/부산대학교", "서울대학교; 부산대학교"),
        ("University of Science and IT", None),
        ("University of California, Los Angeles", None),
        ("Johnson & Johnson", None),
        ("Texas A&M University", None),
    ],
)
def test_several_names_in_a_cell_are_asked_about_where_one_is_only_an_acronym_or_shares_its_kind(text, parts):
    found = reader().parse(text).patterns

    assert [example for _pattern, example in found] == ([f"{text} → {parts}"] if parts else [])


PLACES = [["A", "Loyola University", "Chicago", "IL"], ["B", "Loyola University", "New Orleans", "LA"]]


def test_one_name_in_two_places_is_asked_about(db):
    headers = [*HEADERS, "City", "Region"]
    plan = plan_list(headers, *PLACES)

    [question] = plan.questions
    assert (question.key, question.suggested, plan.counts["error"]) == ("split/place", "", 2)
    assert question.examples[0] == "Loyola University → Loyola University (Chicago, IL)"

    import_list(headers, *PLACES, questions={"split/place": "yes"})
    names = {("Loyola University", "Chicago, IL"), ("Loyola University", "New Orleans, LA")}
    assert set(Organization.objects.values_list("name", "qualifier")) == names
    written = Agreement.objects.values_list("involvements__name_as_written", flat=True)
    assert set(written) == {"Loyola University"}
    again = plan_list(headers, *PLACES, questions={"split/place": "yes"})
    assert again.counts["unchanged"] == 2


def test_rows_of_namesakes_are_several_agreements(db):
    headers, lines = ["Twin town", "Region"], [["Springfield", "Illinois"], ["Springfield", "Massachusetts"]]
    import_list(headers, *lines, questions={"split/place": "yes"})

    assert Agreement.objects.count() == 2
    assert plan_list(headers, *lines, questions={"split/place": "no"}, name="other").counts["error"] == 2


@pytest.mark.parametrize("state", ["IL", ""])
def test_one_name_in_one_place_is_not_asked_about(db, state):
    lines = [PLACES[0], ["B", "Loyola University", "chicago" if state else "", state]]

    assert plan_list([*HEADERS, "City", "Region"], *lines).questions == []


def test_one_organization_in_two_places_is_the_one_of_the_desk(db):
    known = OrganizationFactory(name="Loyola University", country="US")
    import_list([*HEADERS, "City", "Region"], *PLACES, questions={"split/place": "no"})

    assert list(Organization.objects.all()) == [known]
