"""A plan finds every fault, names row, column and what to do, and flags nothing else."""

import time

from agreements.models import Agreement, Topic
from tests.factories import OrganizationFactory
from tests.interchange.emptying import exported
from tests.interchange.sheets.lists import HEADERS, five_hundred, planned

# (place in the list, column, what is written there, words of the reason, words of the advice)
FAULTS = [
    (3, "Date of Signing", "03/04/2020", "3 April 2020 or 4 March 2020", "2020-04-03 or 2020-03-04"),
    (4, "Date of Signing", "11/12/2019", "can be", "2019-12-11 or 2019-11-12"),
    (15, "Effective Date", "01-02-2003", "can be", "2003-02-01"),
    (22, "Date of Signing", "2020-02-30", "not a day in the calendar", "Write a date like"),
    (31, "Date of Signing", "2020-13-01", "no month", "Write a date like"),
    (33, "Date of Signing", "soon", "not a date we understand", "Write a date like"),
    (47, "Effective Date", "15.08.19", "not a date we understand", "Write a date like"),
    (58, "Country", "Utopia", "not a country", "ISO 3166"),
    (66, "Country", "Korean", "not a country", "ISO 3166"),
    (71, "Type of Agreement", "Handshake", "none of the values", "Write one of: treaty"),
    (83, "Type of Agreement", "??", "none of the values", "Write one of: treaty"),
    (99, "Duration", "as long as it lasts", "not a term", "5 years, renewed automatically"),
    (100, "Duration", "7", "not a term", "5 years, renewed automatically"),
    (120, "Notice Period", "ample", "not a length of time", "6 months"),
    (121, "Notice Period", "three", "not a length of time", "6 months"),
    (160, "Partner Institution", "Univ. of Leiden", "is like Leiden University", "Choose which organization"),
    (210, "Partner Institution", "Universiteit Leiden", "is like Leiden University", "Choose which organization"),
    (255, "Fields", "alchemy", "no topic called", "Add the topic"),
    (256, "Fields", "physics; astrology", "no topic called “astrology”", "Add the topic"),
    (300, "Country", "Japan; UK", "2 values for 1 names", "in their order"),
    (333, "Partner ROR", "https://ror.org/04h9pn543", "check digits are wrong", "Look the identifier up"),
    (345, "File No", "9" * 101, "at most 100 characters", "Correct the cell"),
    (400, "Website", "see the folder", "not an address", "https://"),
    (450, "MoU No", "M-0480", "row 482", "a number of its own"),
    (480, "MoU No", "M-0480", "row 452", "a number of its own"),
]


def test_every_fault_of_five_hundred_rows_is_told_with_row_column_and_advice(db):
    OrganizationFactory(name="Our University", kind="university", is_own=True)
    OrganizationFactory(name="Leiden University", kind="university", country="NL")
    Topic.objects.create(names={"en": "physics", "ko": "물리학"})
    rows = five_hundred()
    for place, column, text, *_words in FAULTS:
        rows[place][HEADERS.index(column)] = text
    for place in (160, 210):
        rows[place][HEADERS.index("Country")] = "Netherlands"
    before, progress, began = exported(), [], time.monotonic()

    plan = planned(HEADERS, *rows)

    found = [(row.number - 2, p.column, p.value, p.reason, p.advice) for row in plan.rows for p in row.problems]
    assert [problem[:3] for problem in found] == [fault[:3] for fault in FAULTS]
    for (_place, _column, _text, reason, advice), fault in zip(FAULTS, found, strict=True):
        assert reason in fault[3], fault
        assert advice in fault[4], fault
    assert plan.counts == {"new": 475, "changed": 0, "unchanged": 0, "error": 25}
    assert exported() == before
    print(f"{time.monotonic() - began:.1f} s", progress)
