"""Terms, renewals and types that a list has in its own words are recorded, asked about once, or kept as they stand."""

import pytest

from agreements.models import Agreement, Topic
from tests.spreadsheets.lists import import_list, plan_list

HEADERS = ["Ref No", "Title", "Partner", "Duration"]


def recorded_term() -> tuple:
    term = Agreement.objects.get().terms.get()
    return term.length, term.until, term.renewal, term.wording


def test_a_term_that_is_not_understood_is_kept_in_its_words_with_a_warning(db):
    plan = import_list(HEADERS, ["7", "A", "X Academy", "until completion of the project"])

    assert recorded_term() == ("", "", "not_stated", "until completion of the project")
    assert [w.reason for w in plan.rows[0].warnings] == [
        "This is no term we understand: it is kept in these words."
    ]


@pytest.mark.parametrize(
    ("cell", "term"),
    [
        ("2019-2024", ("", "2024", "not_stated", "2019-2024")),
        ("2019.3.5 ~ 2024.3.4", ("", "2024-03-04", "not_stated", "2019.3.5 ~ 2024.3.4")),
        ("01/03/2019 - 31/03/2024", ("", "2024-03-31", "not_stated", "01/03/2019 - 31/03/2024")),
        ("2024-05-01", ("", "2024-05-01", "not_stated", "")),
        ("31.12.2024", ("", "2024-12-31", "not_stated", "")),
        ("43529", ("", "2019-03-05", "not_stated", "")),
        ("2019", ("", "", "not_stated", "2019")),
    ],
)
def test_days_in_the_column_of_terms_are_its_last_day(db, cell, term):
    import_list(HEADERS, ["7", "A", "X Academy", cell])

    assert recorded_term() == term


def test_a_day_of_two_meanings_in_the_column_of_terms_is_asked_about(db):
    plan = plan_list(HEADERS, ["7", "A", "X Academy", "03/04/2024"])

    assert [(q.key, q.rows) for q in plan.questions] == [("dates/Duration", [2])]
    assert plan.counts["error"] == 1


@pytest.mark.parametrize(
    ("answer", "term"),
    [
        ("years", ("P5Y", "", "not_stated", "")),
        ("months", ("P5M", "", "not_stated", "")),
        ("words", ("", "", "not_stated", "5")),
    ],
)
def test_what_bare_numbers_count_is_asked_once_for_the_column(db, answer, term):
    lines = [[str(number), f"Title {number}", "X Academy", "5"] for number in (1, 2)]

    plan = plan_list(HEADERS, *lines)
    assert [(q.key, q.rows, q.suggested) for q in plan.questions] == [("units/Duration", [2, 3], "years")]
    assert {problem.question for row in plan.rows for problem in row.problems} == {"units/Duration"}

    import_list(HEADERS, lines[0], questions={"units/Duration": answer})
    assert recorded_term() == term


@pytest.mark.parametrize("header", ["Duration (years)", "Duration in Yrs", "협약기간(년)"])
def test_a_header_that_names_the_unit_answers_it(db, header):
    plan = import_list(["Ref No", "Title", "Partner", header], ["7", "A", "X Academy", "5"])

    assert (plan.questions, recorded_term()) == ([], ("P5Y", "", "not_stated", ""))


def test_a_term_that_is_written_anew_leaves_nothing_of_the_old(db):
    for cell, term in (
        ("3 years and automatically renewed for 2 years", ("P3Y", "", "automatic")),
        ("until completion of the project", ("", "", "automatic")),
        ("indefinite", ("", "", "indefinite")),
        ("5 years", ("P5Y", "", "not_stated")),
    ):
        import_list(HEADERS, ["7", "A", "X Academy", cell])

        assert recorded_term()[:3] == term


@pytest.mark.parametrize(
    ("cell", "renewal", "note"),
    [
        ("Automatically renewed unless terminated", "automatic", "Ref No: 7"),
        ("자동연장(1년 단위)", "automatic", "Ref No: 7"),
        ("not to be renewed", "not_stated", "Ref No: 7\nRenewal: not to be renewed"),
        ("ask the dean", "not_stated", "Ref No: 7\nRenewal: ask the dean"),
    ],
)
def test_a_renewal_in_words_is_read_or_kept_and_never_refused(db, cell, renewal, note):
    import_list([*HEADERS, "Renewal"], ["7", "A", "X Academy", "5 years", cell])

    agreement = Agreement.objects.get()
    assert (agreement.terms.get().renewal, agreement.custody.note) == (renewal, note)


def test_an_unknown_type_is_kept_as_written_and_one_answer_says_what_it_means(db):
    headers = ["Ref No", "Title", "Partner", "Type"]
    lines = [
        ["1", "A", "X Academy", "NPUA"],
        ["2", "B", "X Academy", " npua "],
        ["3", "C", "X Academy", "MoU"],
    ]

    plan = plan_list(headers, *lines)
    assert plan.counts["error"] == 0
    [question] = plan.questions
    assert (question.key, question.is_needed, question.rows) == ("value/form/npua", False, [2, 3])

    import_list(headers, *lines)
    kept = Agreement.objects.order_by("pk").values_list("form", "form_as_written")
    assert list(kept) == [("", "NPUA"), ("", "npua"), ("mou", "")]

    answered = plan_list(headers, *lines, questions={"value/form/npua": "other"})
    assert [[(c.label, c.new) for c in row.changes] for row in answered.rows] == [
        [("type", "other")],
        [("type", "other")],
        [],
    ]


def test_an_unknown_nature_is_an_error_until_it_is_answered_for(db):
    headers, line = ["Ref No", "Title", "Partner", "Nature"], ["1", "A", "X Academy", "gathering"]

    [row] = plan_list(headers, line).rows
    assert [p.question for p in row.problems] == ["value/nature/gathering"]
    [row] = plan_list(headers, line, questions={"value/nature/gathering": "dialogue"}).rows
    assert ("nature", "dialogue") in [(change.label, change.new) for change in row.changes]
    [row] = plan_list(headers, line, questions={"value/nature/gathering": "keep"}).rows
    assert ("internal note", "Ref No: 1\nNature: gathering") in [(c.label, c.new) for c in row.changes]


def test_that_rows_have_no_title_is_said_once(db):
    plan = plan_list(["Partner", "Date"], ["X Academy", "2019"], ["Y Academy", "2020"])

    assert [(n.reason.split(":")[0], n.rows) for n in plan.notices if n.column != "Partner"] == [
        ("It has no title", [2, 3])
    ]
    assert [row.warnings for row in plan.rows] == [[], []]


def test_topics_that_are_not_here_refuse_no_row_and_are_said_once(db):
    Topic.objects.create(names={"en": "physics", "ko": "물리학"})
    headers = ["Ref No", "Title", "Partner", "Areas of cooperation"]
    cells = ["Physics, alchemy", "alchemy; 물리학", "physics"]

    plan = import_list(
        headers, *([str(number), "A", "X Academy", cell] for number, cell in enumerate(cells, 1))
    )

    agreements = Agreement.objects.order_by("pk")
    assert [[str(topic) for topic in agreement.topics.all()] for agreement in agreements] == [["physics"]] * 3
    assert [agreement.custody.note for agreement in agreements] == [
        "Ref No: 1\nAreas of cooperation: Physics, alchemy",
        "Ref No: 2\nAreas of cooperation: alchemy; 물리학",
        "Ref No: 3",
    ]
    said = [(n.rows, n.examples) for n in plan.notices if n.column == "Areas of cooperation"]
    assert said == [([2, 3], ["alchemy"])]


def test_a_notice_that_is_not_understood_is_kept_in_the_note_with_a_warning(db):
    headers = ["Ref No", "Title", "Partner", "Notice period"]
    plan = import_list(headers, ["1", "A", "X Academy", "as per clause 8"])

    agreement = Agreement.objects.get()
    assert (agreement.termination_notice, agreement.custody.note) == (
        "",
        "Ref No: 1\nNotice period: as per clause 8",
    )
    assert [(w.column, w.reason) for w in plan.rows[0].warnings] == [
        (
            "Notice period",
            "“as per clause 8” is not a length of time we understand. It is kept in the internal note.",
        )
    ]


SPANS = {
    "2019-24": "2024", "2019/24": "2024", "2019 – 24": "2024", "2019-’24": "2024", "'19-'24": "2024", "19/20": "2020",
    "98-99": "1999", "'97-'02": "2002", "2010~12": "2012", "AY 2019/20": "2020", "2019 bis 24": "2024",
    "1.9.19-31.8.24": "2024-08-31", "1.9.19 - 31.8.2024": "2024-08-31", "1.9.97-31.8.02": "2002-08-31",
    "1.9.75-31.8.80": "1980-08-31", "15/9/19 to 31/8/24": "2024-08-31", "01.09.19 bis 31.08.24": "2024-08-31",
}  # fmt: skip
NO_SPANS = ["2010-12", "99/03", "11/15", "19-19", "20/19", "1.9.24-31.8.19", "31.9.19-31.8.24"]


def terms_by_text(*texts) -> dict[str, tuple[str, str]]:
    """The last day and the words of the term that each text comes to, all in one column."""
    lines = [[str(number), "A", "X Academy", text] for number, text in enumerate(texts)]
    import_list(HEADERS, *lines)
    recorded = {row.external_id.rpartition("/")[2]: row.terms.get() for row in Agreement.objects.all()}
    return {text: (recorded[number].until, recorded[number].wording) for number, _a, _x, text in lines}


def test_a_span_with_years_of_two_digits_ends_where_it_says_and_keeps_its_words(db):
    assert terms_by_text(*SPANS) == {text: (until, text) for text, until in SPANS.items()}


def test_what_may_be_a_month_or_is_no_span_is_kept_in_its_words_with_a_warning(db):
    plan = plan_list(HEADERS, *(["7" + text, "A", "X Academy", text] for text in NO_SPANS))
    changes = [{change.label: change.new for change in row.changes} for row in plan.rows]

    assert [
        (row.state, "Ends on" in facts or "ends on" in facts, len(row.warnings))
        for row, facts in zip(plan.rows, changes, strict=True)
    ] == [("new", False, 1) for _text in NO_SPANS]


def test_a_span_whose_days_have_two_orders_is_asked_about_and_proven_by_another(db):
    open_span, proof = (
        ["1", "A", "X Academy", "01.02.19 - 03.04.24"],
        ["2", "B", "X Academy", "1.2.19-31.8.24"],
    )
    (question,) = plan_list(HEADERS, open_span).questions
    assert (question.key, [value for value, _label in question.options]) == (
        "dates/Duration",
        ["dmy", "mdy", "ymd"],
    )

    import_list(HEADERS, open_span, proof)
    assert {term.until for agreement in Agreement.objects.all() for term in agreement.terms.all()} == {
        "2024-04-03",
        "2024-08-31",
    }
