"""A plan finds every fault, names row, column and what to do, and flags nothing else."""

import pytest

from agreements.models import Agreement, Topic
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.files.reader import read_table
from spreadsheets.files.table import SheetError
from spreadsheets.findings import ListFindings
from spreadsheets.imports.error_rows import write_error_rows
from spreadsheets.imports.planner import plan_import
from spreadsheets.matching.list_organizations import ListOrganizations
from spreadsheets.plan import ImportPlan
from tests.factories import AgreementFactory, OrganizationFactory
from tests.interchange.emptying import exported
from tests.spreadsheets.lists import HEADERS, five_hundred, import_list, plan_list, table_of

# (place in the list, column, what is written there, words of the reason, words of the advice)
FAULTS = [
    (3, "Date of Signing", "03/04/2020", "3 April 2020 or 4 March 2020", "2020-04-03 or 2020-03-04"),
    (4, "Date of Signing", "11/12/2019", "can be", "2019-12-11 or 2019-11-12"),
    (15, "Effective Date", "01-02-2003", "can be", "2003-02-01"),
    (22, "Date of Signing", "2020-02-30", "not a day in the calendar", "Write a date like"),
    (31, "Date of Signing", "2020-13-01", "no month", "Write a date like"),
    (33, "Date of Signing", "soon", "not a date we understand", "Write a date like"),
    (47, "Effective Date", "15.08.19", "15 August 2019 or 19 August 2015", "2019-08-15 or 2015-08-19"),
    (58, "Country", "Utopia", "not a country", "ISO 3166"),
    (66, "Country", "Korean", "not a country", "ISO 3166"),
    (71, "Type of Agreement", "Handshake", "“Handshake” is no type known here", ""),
    (83, "Type of Agreement", "??", "Read as: nothing is stated", ""),
    (99, "Duration", "as long as it lasts", "no term we understand: it is kept in these words", ""),
    (100, "Duration", "7", "a number without a unit", "what it counts"),
    (120, "Notice Period", "ample", "not a length of time", "6 months"),
    (121, "Notice Period", "three", "a number without a unit", "what it counts"),
    (160, "Partner Institution", "Univ. of Leiden", "is like Leiden University", "Choose which organization"),
    (
        210,
        "Partner Institution",
        "Universiteit Leiden",
        "is like Leiden University",
        "Choose which organization",
    ),
    (255, "Fields", "alchemy", "Topics that are not here are kept in the internal note", ""),
    (256, "Fields", "astrology", "Topics that are not here are kept in the internal note", ""),
    (300, "Country", "Japan; UK", "2 values for 1 names", "in their order"),
    (333, "Partner ROR", "https://ror.org/04h9pn543", "check digits are wrong", "Look the identifier up"),
    (345, "File No", "9" * 101, "at most 100 characters", "Correct the cell"),
    (400, "Document link", "see the folder", "not an address", "https://"),
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
    before, progress, table = exported(), [], table_of(HEADERS, *rows)

    plan = plan_import(
        table,
        guess_columns(HEADERS),
        ImportAnswers(),
        name="list",
        progress=lambda *counts: progress.append(counts),
    )

    problems = sorted(
        [
            (row.number - 2, p.column, p.value, p.reason, p.advice)
            for row in plan.rows for p in row.problems + row.warnings
        ]
        + [
            (row - 2, "Type of Agreement", question.examples[0], question.text, "")
            for question in plan.questions for row in question.rows if not question.is_needed
        ]
        + [
            (row - 2, notice.column, example, notice.reason, "")
            for notice in plan.notices if notice.column in ("Fields", "Type of Agreement")
            for row, example in zip(notice.rows, notice.examples, strict=True)
        ]
    )  # fmt: skip
    assert [problem[:3] for problem in problems] == [fault[:3] for fault in FAULTS]
    for (_place, _column, _text, reason, advice), fault in zip(FAULTS, problems, strict=True):
        assert reason in fault[3], fault
        assert advice in fault[4], fault
    assert plan.counts == {"new": 481, "changed": 0, "unchanged": 0, "error": 19}
    assert exported() == before
    assert progress == [(100, 500), (200, 500), (300, 500), (400, 500), (500, 500)]


def test_a_remark_on_many_rows_costs_each_of_them_the_same():
    comparisons = 0

    class CountedRow(int):
        __hash__ = int.__hash__

        def __eq__(self, other):
            nonlocal comparisons
            comparisons += 1
            return int.__eq__(self, other)

    findings, names = ListFindings(ImportAnswers()), ListOrganizations()
    for number in [*range(1000), *range(1000)]:
        findings.notice("Signed", "It is odd.", CountedRow(number), "text")
        names.note_split("A; B", ["A", "B"], CountedRow(number))

    (notice,), (entry,) = findings.notices.values(), names.in_order()
    assert notice.rows == entry.rows == list(range(1000))
    assert comparisons < 20_000, "and not each row with all before it: 20,000 rows took seconds"


def test_rows_with_errors_come_back_as_a_sheet_with_the_reasons(db):
    lines = [
        ["Good", "Partner A", "2019"],
        ["=Bad", "Partner B", "soon"],
        ["Worse", "Partner C", "03/04/2020"],
    ]
    table = table_of(["Title", "Partner", "Date"], *lines)
    plan = plan_import(table, guess_columns(table.headers), ImportAnswers(), name="list")

    for format in ("csv", "xlsx"):
        again = read_table(write_error_rows(table, plan, format), f"bad.{format}")

        assert (again.headers, again.rows) == (table.headers, table.rows[1:])
    text = write_error_rows(table, plan, "csv").decode("utf-8-sig")
    assert "What is wrong here" in text
    assert "Date: “soon” is not a date we understand. Write a date like" in text


def test_what_was_understood_is_shown_with_what_is_written(db):
    OrganizationFactory(name="Our University", is_own=True)
    seoul = OrganizationFactory(name="Seoul National University", country="KR")
    seoul.names.create(text="SNU", kind="alias")

    [row] = plan_list(
        ["Title", "Partner", "Type", "Signed", "Term", "Fee"],
        ["협력 협약", "SNU", "업무협약", "3 Mar 2019", "Auto-renewable after 5 years", "none of it"],
    ).rows

    assert [(change.label, change.new, change.written) for change in row.changes] == [
        ("title in Korean", "협력 협약", ""),
        ("type", "memorandum of understanding", "업무협약"),
        ("type as written", "업무협약", ""),
        ("party", "SNU\nOur University", "SNU"),
        ("country of the party", "KR\nKR", ""),
        ("signed on", "2019-03-03", "3 Mar 2019"),
        ("term", "Auto-renewable after 5 years", ""),
        ("at its end", "it renews automatically unless notice is given", ""),
        ("internal note", "Fee: none of it", ""),
        ("organizations", "Seoul National University\nOur University", ""),
        ("length", "five years", ""),
    ]
    assert (row.state, row.label, row.warnings) == ("new", "협력 협약", [])


def test_a_row_without_a_number_is_found_again_by_title_parties_and_day(db):
    headers = ["Title", "Partner", "Date", "Remarks"]
    import_list(headers, ["A", "X Academy", "2019-03-05", "old"], ["B", "X Academy", "2019-03-05", ""])

    plan = plan_list(headers, ["B", "X Academy", "2019-03-05", ""], ["A", "X Academy", "2019-03-05", "new"])

    assert [(row.state, [(c.old, c.new) for c in row.changes]) for row in plan.rows] == [
        ("unchanged", []),
        ("changed", [("Remarks: old", "Remarks: new")]),
    ]


def test_a_row_with_a_number_is_found_again_whatever_else_changed(db):
    import_list(["Ref No", "Title", "Partner"], ["7", "A", "X Academy"])

    [row] = plan_list(["Ref No", "Title", "Partner"], ["7", "B", "X Academy"]).rows
    [other] = plan_list(["Ref No", "Title", "Partner"], ["7", "B", "X Academy"], name="another").rows

    assert (row.state, [(c.label, c.old, c.new) for c in row.changes]) == (
        "changed",
        [("title in English", "A", "B")],
    )
    assert other.state == "new"


def test_a_row_takes_nothing_away_that_it_does_not_tell(db):
    import_list(
        ["Ref No", "Title", "Partner", "Term", "Remarks"], ["7", "A", "X Academy", "5 years", "first"]
    )
    agreement = Agreement.objects.get()
    agreement.milestones.create(kind="amended", on="2020")
    agreement.texts.create(language="ko", title="가", summary="요약")
    agreement.involvements.create(organization=OrganizationFactory(name="Funder"), role="funder")
    custody = agreement.custody
    custody.note += "\nCall them in May."
    custody.originals = 2
    custody.save()
    before = exported()

    [row] = import_list(
        ["Ref No", "Title", "Partner", "Term", "Remarks"], ["7", "A", "X Academy", "", "second"]
    ).rows

    assert [(c.label, c.new) for c in row.changes] == [
        ("internal note", "Ref No: 7\nRemarks: second\nCall them in May.")
    ]
    assert exported() == before.replace("Remarks: first", "Remarks: second")


def test_columns_that_mean_nothing_here_go_to_the_note_and_never_away(db):
    import_list(
        ["Ref No", "Title", "Partner", "담당자", "Status", "Budget", "Empty"],
        ["7", "A", "X Academy", "홍길동", "Active", "1,000\n2,000", "-"],
    )

    assert (
        Agreement.objects.get().custody.note
        == "Ref No: 7\n담당자: 홍길동\nBudget: 1,000 / 2,000\nStatus: Active"
    )


def test_a_status_is_an_act_with_a_day_and_a_warning_without(db):
    headers = ["Title", "Partner", "Status", "Status date"]
    rows = import_list(
        headers,
        ["A", "X", "Terminated", "2020-05-01"], ["B", "X", "expired 2019-12", ""], ["C", "X", "해지", ""],
        ["D", "X", "Active", ""], ["E", "X", "Sleeping", ""],
    ).rows  # fmt: skip

    acts = [
        list(agreement.milestones.values_list("kind", "on")) for agreement in Agreement.objects.order_by("pk")
    ]
    assert acts == [[("terminated", "2020-05-01")], [("expired", "2019-12")], [], [], []]
    assert [[w.reason.split(":")[0] for w in row.warnings] for row in rows] == [
        [], [], ["A status follows from dates here, and there is no day for this one"], [],
        ["This is no status we know"],
    ]  # fmt: skip


def test_days_that_contradict_the_term_are_warned_of(db):
    headers = ["Title", "Partner", "Signed", "End date", "Term"]
    rows = plan_list(
        headers,
        ["A", "X", "2019-03-05", "2024-03-04", "5 years"],
        ["B", "X", "2019-03-05", "2022-03-04", "5 years"],
        ["C", "X", "2019-03-05", "2009-03-04", ""],
    ).rows

    assert [[(w.column, w.reason.split(" (")[0]) for w in row.warnings] for row in rows] == [
        [],
        [("End date", "The last day differs from the end of the term")],
        [("End date", "It ends before it begins: is one of the days wrong?")],
    ]


def test_an_agreement_without_a_title_gets_a_plain_one_of_ours(db):
    import_list(["협약기관", "유형"], ["Partner A", "양해각서"])

    [text] = Agreement.objects.get().texts.all()
    assert (text.language, text.is_working_title) == ("ko", True)
    assert text.title.endswith(": Partner A")


def test_two_rows_about_one_agreement_name_each_other(db):
    rows = plan_list(["Title", "Partner"], ["A", "X"], ["B", "Y"], ["A", "X"]).rows

    assert [(row.state, [p.reason for p in row.problems]) for row in rows] == [
        ("error", ["The same agreement stands in row 4 too."]),
        ("new", []),
        ("error", ["The same agreement stands in row 2 too."]),
    ]


def test_one_agreement_named_in_two_ways_is_told_twice(db):
    import_list(["Ref No", "Title", "Partner"], ["7", "A", "One Academy"])

    rows = plan_list(["Record", "Ref No", "Title"], ["list/7", "", "B"], ["", "7", "C"]).rows

    assert [[p.reason for p in row.problems] for row in rows] == [
        ["The same agreement stands in row 3 too."],
        ["The same agreement stands in row 2 too."],
    ]


def test_a_record_of_an_export_that_is_not_here_is_an_error(db):
    there = AgreementFactory(titled=True, external_id="demo-1")
    rows = plan_list(
        ["Record", "Title", "Partner"],
        ["demo-1", there.texts.get().title, ""],
        ["demo-2", "B", ""],
        ["", "C", "X Academy"],
    ).rows

    assert [(row.state, [p.reason for p in row.problems]) for row in rows] == [
        ("unchanged", []),
        ("error", ["There is no agreement here that is called “demo-2”."]),
        ("new", []),
    ]


def test_a_mapping_that_does_not_fit_the_file_is_refused(db):
    for mapping in (["title"], ["title", "nonsense"], ["title", "title"]):
        with pytest.raises(SheetError):
            plan_list(["A", "B"], ["1", "2"], mapping=mapping)


def test_a_plan_is_plain_data_that_comes_back(db):
    OrganizationFactory(name="Leiden University", country="NL")
    plan = plan_list(["Title", "Partner", "Date"], ["A", "Univ. Leiden", "soon"], ["B", "Y", "2019"])

    assert plan.rows[0].candidates
    assert ImportPlan.from_json(plan.as_json()) == plan


def test_a_signing_that_takes_effect_later_keeps_that_day_when_another_day_of_signing_comes(db):
    agreement = AgreementFactory(titled=True, external_id="list/7")
    agreement.milestones.create(kind="signed", on="2019-03-05", effective_on="2019-04-01")

    [row] = import_list(["Ref No", "Signed"], ["7", "2019-03-06"]).rows

    assert [(change.label, change.old, change.new) for change in row.changes][:1] == [
        ("signed on", "2019-03-05", "2019-03-06")
    ]
    milestone = agreement.milestones.get()
    assert (milestone.on, milestone.effective_on) == ("2019-03-06", "2019-04-01")
    assert plan_list(["Ref No", "Signed"], ["7", "2019-03-06"]).rows[0].state == "unchanged"


def test_an_effect_that_counts_from_another_day_than_its_act_is_read_and_changed_there(db):
    agreement = AgreementFactory(titled=True, external_id="list/7")
    agreement.milestones.create(kind="takes_effect", on="2019-03-05", effective_on="2019-04-01")

    [row] = import_list(["Ref No", "Effective date"], ["7", "2019-05-01"]).rows

    assert ("takes effect on", "2019-04-01", "2019-05-01") in [(c.label, c.old, c.new) for c in row.changes]
    milestone = agreement.milestones.get()
    assert (milestone.on, milestone.effective_on) == ("2019-03-05", "2019-05-01")


def test_what_is_only_planned_is_no_status(db):
    agreement = AgreementFactory(titled=True, external_id="list/7")
    agreement.milestones.create(kind="terminated", on="2020-05-01", is_planned=True)

    [row] = import_list(["Ref No", "Status", "Status date"], ["7", "terminated", "2020-05-01"]).rows

    assert ("status", "", "terminated") in [(change.label, change.old, change.new) for change in row.changes]
    assert list(agreement.milestones.values_list("is_planned", flat=True)) == [True, False]


def test_of_several_terms_the_newest_is_shown_and_changed(db):
    agreement = AgreementFactory(titled=True, external_id="list/7")
    for until in ("2020-05-01", "2025-05-01"):
        agreement.terms.create(until=until, renewal="fixed")

    [row] = import_list(["Ref No", "End date"], ["7", "2026-05-01"]).rows

    assert ("ends on", "2025-05-01", "2026-05-01") in [(c.label, c.old, c.new) for c in row.changes]
    assert list(agreement.terms.values_list("until", flat=True)) == ["2020-05-01", "2026-05-01"]


def test_one_header_that_begins_as_another_has_a_line_of_its_own_in_the_note(db):
    headers = ["Ref No", "Title", "Partner", "Fee paid", "Fee"]
    import_list(headers, ["7", "A", "X Academy", "yes", "none"])
    import_list(headers, ["7", "A", "X Academy", "no", "all"])

    assert Agreement.objects.get().custody.note == "Ref No: 7\nFee paid: no\nFee: all"


@pytest.mark.parametrize(("until", "is_warned"), [("2024-04-19", False), ("2024-04-20", True)])
def test_an_end_may_differ_from_the_term_by_45_days(db, until, is_warned):
    """Five years from 5 March 2019 come to 5 March 2024."""
    [row] = plan_list(
        ["Title", "Partner", "Signed", "End date", "Term"], ["A", "X", "2019-03-05", until, "5 years"]
    ).rows

    assert bool(row.warnings) is is_warned


def test_one_country_is_that_of_all_parties_but_one_identifier_is_not(db):
    headers = ["Title", "Partner", "Country", "Partner ROR"]
    [row] = plan_list(headers, ["A", "One Academy; Two School", "JP", "Q42"]).rows

    assert [(p.column, p.reason) for p in row.problems] == [
        ("Partner ROR", "There are 1 values for 2 names.")
    ]


def test_a_row_with_a_public_reference_changes_that_agreement_and_makes_no_other(db):
    agreement, other = AgreementFactory(titled=True, ref="A7"), AgreementFactory(titled=True, ref="A8")

    rows = import_list(["Public reference", "Title in English"], ["A7", "Another title"]).rows
    [unknown] = plan_list(["Public reference", "Title in English"], ["A9", "Another title"]).rows

    assert [row.state for row in rows] == ["changed"]
    assert [str(Agreement.objects.get(pk=one.pk)) for one in (agreement, other)] == [
        "Another title",
        str(other),
    ]
    assert Agreement.objects.count() == 2
    assert [(p.column, p.reason) for p in unknown.problems] == [
        ("Public reference", "There is no agreement here that is called “A9”.")
    ]
