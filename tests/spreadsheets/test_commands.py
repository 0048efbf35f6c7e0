"""Spreadsheets on the command line."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement, AgreementText
from spreadsheets.files.reader import read_table
from tests.factories import AgreementFactory, OrganizationFactory
from tests.interchange.emptying import exported
from tests.spreadsheets.lists import as_file

HEADERS = ["Title", "Whom", "Date"]


def run(path, *arguments):
    out = io.StringIO()
    call_command("import_spreadsheet", str(path), "--name", "list", *arguments, stdout=out)
    return out.getvalue()


def test_a_list_is_told_first_and_kept_when_that_is_asked(db, tmp_path):
    leiden = OrganizationFactory(name="Leiden University", country="NL", ref="O7")
    path = tmp_path / "list.csv"
    path.write_bytes(as_file(["A", "Univ. Leiden", "2019"], headers=HEADERS))

    with pytest.raises(CommandError, match="1 rows have errors"):
        run(path, "--map", "Whom=party")
    output = run(path, "--map", "Whom=party", "--choose", "Univ. Leiden=O7")
    assert "2 new: A\n" in output
    assert "1 new, 0 changed, 0 unchanged, 0 error" in output
    assert Agreement.objects.count() == 0

    run(path, "--map", "Whom=party", "--choose", f"Univ. Leiden={leiden.pk}", "--apply")
    assert Agreement.objects.get().involvements.get().organization == leiden


def test_bad_rows_are_written_and_left_out(db, tmp_path):
    path, bad = tmp_path / "list.csv", tmp_path / "bad.xlsx"
    path.write_bytes(as_file(["A", "x", "2019"], ["B", "y", "soon"], headers=HEADERS))

    with pytest.raises(CommandError, match="1 rows have errors"):
        run(path, "--map", "Whom=party", "--apply")
    assert Agreement.objects.count() == 0
    run(path, "--map", "Whom=party", "--apply", "--skip-bad", "--bad-rows", str(bad))

    assert [str(agreement) for agreement in Agreement.objects.all()] == ["A"]
    assert read_table(bad.read_bytes(), "bad.xlsx").rows == [["B", "y", "soon"]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--map", "Nobody=party"], "There is no column “Nobody”"),
        (["--map", "Whom=nonsense"], "There is no column “nonsense”"),
        (["--choose", "X=O99"], "There is no organization O99"),
    ],
)
def test_what_makes_no_sense_is_refused(db, tmp_path, arguments, words):
    path = tmp_path / "list.csv"
    path.write_bytes(as_file(["A", "x", "2019"], headers=HEADERS))

    with pytest.raises(CommandError, match=words):
        run(path, *arguments)


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_agreements_are_exported_as_a_sheet_that_reads_back(db, tmp_path, name):
    AgreementFactory(titled=True)
    before = exported()

    call_command("export_spreadsheet", str(tmp_path / name), stderr=io.StringIO())

    assert "0 new, 0 changed, 1 unchanged" in run(tmp_path / name, "--apply")
    assert exported() == before


def test_whole_records_are_exported_as_a_workbook_or_a_zip_of_csv_files(db, tmp_path):
    AgreementFactory(titled=True)
    for name in ("out.xlsx", "out.zip"):
        call_command("export_spreadsheet", "--relational", str(tmp_path / name), stderr=io.StringIO())
        assert (tmp_path / name).stat().st_size > 500
    for arguments in (["out.csv", "--relational"], ["out.zip"], ["out.pdf"]):
        with pytest.raises(CommandError, match="A sheet is"):
            call_command("export_spreadsheet", *arguments)


def test_what_the_reader_did_is_said_and_chosen_otherwise(db, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Title,Partner\nA,King’s\nTotal,1\n", encoding="cp1252")

    out = run(file)
    assert "It was read as Windows-1252: see whether the words are right.\n    King’s\n" in out
    assert "Rows of totals were left out. (3)\n    Total · 1\n" in out
    assert "1 new, 0 changed" in out

    out = run(file, "--reading", "extras=take", "--reading", "header_row=1")
    assert "Rows of totals" not in out
    assert "2 new, 0 changed" in out

    for wrong in ("sheets=A", "header_row=first", "encoding"):
        with pytest.raises(CommandError, match="one of encoding, sheet, header_row"):
            run(file, "--reading", wrong)


def test_whole_records_come_back_from_their_sheets(db, tmp_path):
    AgreementFactory(titled=True, text__title="Memorandum")
    path = tmp_path / "everything.xlsx"
    call_command("export_spreadsheet", str(path), "--relational")
    before = exported()

    out = io.StringIO()
    call_command("import_relational", str(path), stdout=out)
    assert "agreements: 1 in the file" in out.getvalue()
    AgreementText.objects.update(title="Edited")
    with pytest.raises(CommandError, match="Nothing was kept"):
        call_command("import_relational", str(path), "--apply", stdout=out)
    call_command("import_relational", str(path), "--apply", "--update", stdout=out)

    assert exported() == before


def test_a_workbook_of_whole_records_is_not_taken_for_a_list(db, tmp_path):
    AgreementFactory(titled=True)
    path = tmp_path / "everything.xlsx"
    call_command("export_spreadsheet", str(path), "--relational")

    with pytest.raises(CommandError, match="import_relational"):
        run(path)


def test_a_question_is_printed_with_its_answers_and_answered(db, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(
        as_file(
            ["A", "Leeds", "03/04/2020"],
            ["B", "Zagreb", "05/06/2020"],
            headers=["Title", "Partner", "Signed on"],
        )
    )

    with pytest.raises(CommandError, match="2 rows have errors"):
        run(path)
    output = run(path, "--answer", "dates/Signed on=dmy")

    assert "answered" in output
    assert '--answer "dates/Signed on=' in output
    assert "2 new, 0 changed, 0 unchanged, 0 error" in output
    with pytest.raises(CommandError, match="KEY=VALUE"):
        run(path, "--answer", "dmy")


LIST = (
    ["A", "Leeds Academy", "UK", "03/04/2020", "Handshake"],
    ["B", "Zagreb Academy", "Hrvatska", "05/06/2020", "MoU"],
)
LIST_HEADERS = ["Title", "Partner", "Country", "Signed on", "Type"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--answer", "nosuch=1"], "There is no question “nosuch”. Questions: value/form/handshake, dates/Signed on."),
        (["--answer", "dates/Signed=dmy"], "There is no question “dates/Signed”"),
        (["--answer", "value/form/handshakes=mou"], "There is no question “value/form/handshakes”"),
        (["--answer", "dates/Signed on=xyz"], "“xyz” is no answer to “dates/Signed on”. Answers: dmy, mdy."),
        (["--answer", "dates/Signed on="], "“” is no answer to “dates/Signed on”"),
        (["--choose", "Nobody=new"], "The list names no organization “Nobody”. Names: Leeds Academy, Zagreb Academy."),
        (["--choose", "Leeds=new"], "The list names no organization “Leeds”"),
        (["--choose", "Leeds Academy=Alpha", "--choose", "Beta=new"], "“Beta”"),
    ],
)  # fmt: skip
def test_an_answer_to_nothing_in_the_list_is_refused_and_told_what_there_is(db, tmp_path, arguments, words):
    path = tmp_path / "list.csv"
    path.write_bytes(as_file(*LIST, headers=LIST_HEADERS))

    with pytest.raises(CommandError, match=re.escape(words)):
        run(path, "--apply", *arguments)
    assert Agreement.objects.count() == 0


def test_the_same_command_may_run_again_when_its_questions_are_settled(db, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(as_file(*LIST, headers=LIST_HEADERS))
    arguments = ["--answer", "dates/Signed on=dmy", "--answer", "value/form/handshake=other"]
    arguments += ["--choose", "Leeds Academy=Leeds School", "--choose", "Leeds School=new", "--apply"]

    run(path, *arguments)

    assert "0 new, 0 changed, 2 unchanged" in run(path, *arguments)
    assert "0 new, 0 changed, 2 unchanged" in run(path, *arguments, "--answer", "parties=none")


def test_the_same_command_may_run_again_when_a_cell_was_the_whole_list(db, tmp_path):
    path, headers = tmp_path / "list.csv", ["MoU No", "Title", "Partner"]
    path.write_bytes(as_file(["1", "A", "Leeds Academy"], headers=headers))
    run(path, "--apply")
    path.write_bytes(as_file(["1", "A", "Zagreb Academy"], headers=headers))
    arguments = ["--answer", "whole/Partner=whole", "--apply"]

    assert "1 changed" in run(path, *arguments)
    assert "0 changed, 1 unchanged" in run(path, *arguments)
