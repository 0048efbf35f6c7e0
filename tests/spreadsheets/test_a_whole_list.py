"""A list of 46 rows as an international office keeps it goes in with at most three answers."""

import itertools

from agreements.models import Agreement
from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.files.reader import read_table
from spreadsheets.imports.apply import apply_import
from spreadsheets.imports.planner import plan_import
from tests.factories import OrganizationFactory
from tests.spreadsheets.lists import as_file

HEADERS = [
    "Sr",
    "name",
    "dept",
    "Signature",
    "Begin",
    "Duration",
    "Nature",
    "Areas of collaboration",
    "MoU (in pdf)",
]
DAYS = [
    "26.12.13",
    "31.3.11",
    "12.05.2011",
    "21.07.01",
    "3.4.15",
    "Mar-19",
    "5.6.18",
    "30.11.2016",
    "2017",
    "07.08.09",
]
TERMS = [
    "5 years (renewable once)",
    "5",
    "3 Years (with automatic prolongation…)",
    "until completion of project",
    "2019-2024",
    "-",
]
NATURES = ["MoU", "Agreement", "MoU", "NPUA", "LoI"]
SYLLABLES = ["bal", "cor", "dun", "fel", "gim", "hov", "jar", "kep", "lur", "mos"]


def rows() -> list[list[str]]:
    names = [
        f"{first}{second[::-1]}".capitalize() for first, second in itertools.product(SYLLABLES, SYLLABLES)
    ][:46]
    return [
        [
            str(number), f"University of {name}", ["CSE", "Law", "Arts"][number % 3], DAYS[number % 10], "",
            TERMS[number % 6], NATURES[number % 5], ["", "AI, law", "medicine"][number % 3], f"https://office.example/{number}.pdf",
        ]
        for number, name in enumerate(names)
    ]  # fmt: skip


def test_a_list_with_days_as_31_3_11_goes_in_with_three_answers_and_refuses_nothing(db):
    OrganizationFactory(name="Our University", is_own=True)
    table = read_table(as_file(*rows(), headers=HEADERS), "list.csv")
    mapping = guess_columns(table.headers, table.rows)

    assert mapping == [
        "",
        "party",
        "our_unit",
        "signed_on",
        "effective_on",
        "term",
        "form",
        "topics",
        "document",
    ]
    asked = plan_import(table, mapping, ImportAnswers(), name="list")
    needed = [question for question in asked.questions if question.is_needed]
    assert [(question.key, question.suggested) for question in needed] == [
        ("units/Duration", "years"),
        ("months/Signature", "month-year"),
    ]
    assert [question.key for question in asked.questions if not question.is_needed] == ["value/form/npua"]

    answers = ImportAnswers(questions={q.key: q.suggested for q in needed} | {"value/form/npua": "other"})
    plan = plan_import(table, mapping, answers, name="list")
    assert plan.counts == {"new": 46, "changed": 0, "unchanged": 0, "error": 0}
    apply_import(table, mapping, answers, name="list", digest=plan.digest, by=None)
    assert Agreement.objects.count() == 46
    assert Organization.objects.count() == 47
    assert plan_import(table, mapping, answers, name="list").counts["unchanged"] == 46
