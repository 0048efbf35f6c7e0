"""A cell of an exported sheet that is edited changes that cell's fact, and what goes with it is said."""

import pytest
from django.utils.translation import override

from agreements.choices import MilestoneKind
from agreements.models import Agreement
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.exports.flat import flat_rows
from spreadsheets.files.reader import read_table
from spreadsheets.imports.apply import apply_import
from spreadsheets.imports.planner import plan_import
from spreadsheets.parsing.endings import parse_status_cell
from spreadsheets.parsing.synonyms import ENDING_SYNONYMS
from tests.attachments import pdf, upload
from tests.factories import AgreementFactory, DocumentFactory, PersonFactory
from tests.spreadsheets.lists import as_file


def edit(
    edits: dict[str, str], language: str = "en", *, applies=True, choices=None, questions=None, inserted=()
):
    """The planned row of an export in which these cells are other ones, applied; or else the plan.

    ``inserted`` are the header and the text of a column that somebody added.
    """
    headers, row = flat_rows(Agreement.objects.all(), language)
    names = guess_columns(headers)
    cells = [edits.get(name, text) for name, text in zip(names, row, strict=True)]
    if inserted:
        headers, cells = [*headers, inserted[0]], [*cells, inserted[1]]
    table = read_table(as_file(cells, headers=headers), "export.csv")
    mapping, answers = guess_columns(table.headers), ImportAnswers(choices or {}, questions or {})
    plan = plan_import(table, mapping, answers, name="export")
    if not applies:
        return plan
    apply_import(table, mapping, answers, name="export", digest=plan.digest, by=None)
    return plan.rows[0]


@pytest.fixture
def agreement(db):
    return AgreementFactory(titled=True, external_id="demo-1")


WORDS, DIFFERS = "The term is kept in its words", "The last day differs from the end of the term"


@pytest.mark.parametrize("language", ["en", pytest.param("ko", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("term", "reasons"),
    [
        ({"length": "P5Y"}, [DIFFERS]),
        ({"length": "P5Y", "wording": "5 years from signing"}, [WORDS, DIFFERS]),
        ({"wording": "until the project ends"}, [WORDS]),
        ({"until": "2024-05-01", "wording": "until 1 May 2024"}, [WORDS]),
        ({"until": "2024-05-01"}, []),
    ],
)
def test_an_edited_end_keeps_the_term_and_says_that_its_words_may_differ(agreement, term, reasons, language):
    agreement.milestones.create(kind="signed", on="2019-03-05")
    agreement.terms.create(**term)

    row = edit({"end_on": "2031-12-31"}, language)

    stored = agreement.terms.get()
    assert {name: getattr(stored, name) for name in term} == term | (
        {"until": "2031-12-31"} if "until" in term else {}
    )
    assert stored.until == "2031-12-31"
    assert [(c.label, c.new) for c in row.changes] == [("ends on", "2031-12-31")]
    assert [
        warning.reason[: len(reason)] for warning, reason in zip(row.warnings, reasons, strict=True)
    ] == reasons


def test_a_last_day_given_to_an_agreement_without_an_end_is_said(agreement):
    agreement.terms.create(renewal="indefinite")

    row = edit({"end_on": "2031-12-31"})

    stored = agreement.terms.get()
    assert (stored.until, stored.renewal) == ("2031-12-31", "not_stated")
    assert [warning.reason for warning in row.warnings] == ["It was recorded as without an end until now."]


def test_edited_words_of_a_term_leave_its_last_day(agreement):
    agreement.terms.create(until="2024-05-01", length="P5Y", wording="5 years")

    edit({"term": "until completion of the project"})

    stored = agreement.terms.get()
    assert (stored.until, stored.length, stored.wording) == (
        "2024-05-01",
        "",
        "until completion of the project",
    )


def test_a_title_that_is_broken_into_lines_stays_a_title_of_ours(agreement):
    agreement.texts.update(title="One long title", is_working_title=True)

    assert edit({"title_en": "One long\ntitle"}).state == "unchanged"
    assert edit({"title_en": "One longer title"}).state == "changed"
    assert not agreement.texts.get().is_working_title


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ENDING_SYNONYMS)
def test_an_end_is_known_by_its_own_label(kind, language):
    with override(language):
        assert parse_status_cell(str(MilestoneKind(kind).label), is_export=True) == (kind, "")


def test_participants_in_words_stay_in_words_and_a_person_is_not_replaced(agreement):
    agreement.involvements.all().delete()
    words = agreement.involvements.create(
        name_as_written="six universities", count=6, country="FR", position=1
    )
    person = agreement.involvements.create(person=PersonFactory(name="Kim Minsu"), position=2)

    row = edit({"party": "seven universities\nKim Minsu"})
    refused = edit({"party": "seven universities\nAnn Other"}, applies=False).rows[0]

    words.refresh_from_db()
    assert (words.name_as_written, words.organization, words.count) == ("seven universities", None, 6)
    assert [change.label for change in row.changes] == ["party"]
    assert [problem.reason for problem in refused.problems] == ["“Kim Minsu” is a person."]
    assert agreement.involvements.get(person=person.person)


@pytest.mark.parametrize(
    ("kept", "left"),
    [
        (
            [],
            {("with a file", "https://example.org/a"), ("without", "https://example.org/b")},
        ),  # it says nothing
        (["https://example.org/a"], {("with a file", "https://example.org/a")}),
        (["https://example.org/b"], {("with a file", ""), ("without", "https://example.org/b")}),
        (
            ["https://example.org/a", "https://example.org/b"],
            {("with a file", "https://example.org/a"), ("without", "https://example.org/b")},
        ),
    ],
)
def test_a_document_whose_file_is_here_stays_when_its_address_is_taken_out(agreement, kept, left):
    addresses = {"with a file": "https://example.org/a", "without": "https://example.org/b"}
    for title, address in addresses.items():
        file = upload(pdf("We agree."), "mou.pdf") if title == "with a file" else ""
        DocumentFactory(agreement=agreement, title=title, address=address, file=file)

    edit({"document": "; ".join(kept)})

    assert {(each.title, each.address) for each in agreement.documents.all()} == left
    assert [bool(each.file) for each in agreement.documents.filter(title="with a file")] == [True]
