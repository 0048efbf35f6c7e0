"""Pages of the check of an import in rarer states: questions, names to decide, corrected rows, columns."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from spreadsheets.models import ImportRow, SpreadsheetImport
from spreadsheets.plan import ListNotice, ListQuestion
from tests.desk.spreadsheet_states import changed, with_short_pages
from tests.desk.stored_rows import for_a_reader
from tests.spreadsheets.admin.journey import page_of, upload_file

MANY = [(f"value-{number}", f"Answer {number}") for number in range(1, 17)]
TOO_LONG = "A corrected title that is much longer than sixty characters are"


def with_findings(office: SimpleNamespace) -> SpreadsheetImport:
    """Questions that are open and answered, with few and many answers; corrections, notices, agreements missing."""
    orders = [("dmy", "Day first"), ("mdy", "Month first")]
    questions = [
        ListQuestion("a", "In which order?", orders, "dmy", rows=[2, 3], examples=["1.2.03", "4.5.06"]),
        ListQuestion("b", "Which of many?", MANY, "value-3", rows=[2], examples=[], is_needed=False),
        ListQuestion("c", "Which order was it?", orders, "dmy", answer="mdy", rows=[2, 3, 4], examples=["7.8.09"]),
        ListQuestion("d", "Which of many was it?", MANY, "", answer="value-4", rows=[2, 3, 4, 5], examples=[]),
    ]  # fmt: skip
    notice = ListNotice("Title", "It has no title.", [2], ["x"])
    missing = [[office.draft.pk, "Memorandum that is gone"], [office.edited.pk, "Another that is gone"]]
    findings = office.checked.findings | {
        "questions": [vars(question) for question in questions],
        "notices": [vars(notice)],
        "missing": missing,
    }
    answers = {
        "texts": {"Signed": {"soon": "2021", "late": ""}},
        "cells": {"2": {"Title": "Corrected title"}, "3": {"Title": TOO_LONG}},
        "left_out": [],
    }  # fmt: skip
    row = ImportRow.objects.get(spreadsheet_import=office.checked, number=4)
    row.plan["problems"][0]["question"] = "b"
    row.plan["problems"].append({**row.plan["problems"][0], "reason": "Another reason."})
    row.save()
    ImportRow.objects.filter(spreadsheet_import=office.checked, number=3).update(
        state="error", cells=row.cells, plan=row.plan
    )
    return changed(office.checked, findings=findings, answers=office.checked.answers | answers)


def questions(office: SimpleNamespace):
    return office.desk.get(f"{page_of(with_findings(office))}?show=")


def questions_beside_names(office: SimpleNamespace):
    return office.desk.get(page_of(with_findings(office), "organizations"))


def row(number: int):
    return lambda office: office.desk.get(page_of(with_findings(office), f"rows/{number}"))


def left_out(office: SimpleNamespace):
    ImportRow.objects.filter(spreadsheet_import=office.checked, number=2).update(state="left_out")
    return office.desk.get(f"{page_of(office.checked)}?show=left_out")


def no_such_rows(office: SimpleNamespace):
    return office.desk.get(f"{page_of(office.checked)}?show=left_out")


def without_rows(office: SimpleNamespace):
    ImportRow.objects.filter(spreadsheet_import=office.checked).delete()
    return office.desk.get(f"{page_of(changed(office.checked, counts={}))}?show=")


def sure_name(number: int, origin: str, country: str, **facts) -> dict:
    return {
        "name": f"Name {origin or number}", "becomes": "new", "label": f"Label {origin or number}", "options": [],
        "country": country, "country_from": origin, "rows": [number], "question": "", "organization": None, "parts": [],
    } | facts  # fmt: skip


def origins_of_countries(office: SimpleNamespace):
    """Names whose countries come from everywhere, one that is parted, one to be decided; decisions so far."""
    origins = {
        "bracket": "FR",
        "other_rows": "DE",
        "name": "IT",
        "address": "ES",
        "answer": "PT",
        "cell": "NL",
    }
    names = [sure_name(number, *origin) for number, origin in enumerate(origins.items(), 2)]
    names.append(sure_name(9, "", "", becomes="split", parts=["First part", "Second part"]))
    names += [
        name | {"country": "PL"} for name in office.checked.findings["organizations"] if name["options"]
    ]
    answers = {
        "organizations": {"Chosen name": office.ministry.pk, "New name": "new"},
        "countries": {"Chosen country": "SE", "No country": ""},
    }
    spreadsheet = changed(
        office.checked,
        findings=office.checked.findings | {"organizations": names},
        answers=office.checked.answers | answers,
    )
    return office.desk.get(page_of(spreadsheet, "organizations"))


def preview_without_a_check(office: SimpleNamespace):
    return office.desk.get(f"{page_of(changed(office.checked, digest=''))}?show=")


def nothing_new(office: SimpleNamespace):
    """A check that would change nothing."""
    ImportRow.objects.filter(spreadsheet_import=office.checked).update(state="unchanged")
    counts = {"unchanged": 4, "all": 4}
    return office.desk.get(f"{page_of(changed(office.checked, counts=counts))}?show=")


def only_errors(office: SimpleNamespace):
    """A check of which nothing can be applied yet, as one who may only read sees it."""
    ImportRow.objects.filter(spreadsheet_import=office.checked).update(state="error")
    spreadsheet = changed(office.checked, counts={"error": 4, "all": 4})
    return office.desk.get(f"{page_of(spreadsheet)}?show=")


def words_of_a_change(office: SimpleNamespace):
    """A change that puts in, one that takes out, one that was written otherwise."""
    stored = ImportRow.objects.get(spreadsheet_import=office.changing)
    label = stored.plan["changes"][0]["label"]
    stored.plan["changes"] = [
        {**stored.plan["changes"][0], "label": label, "old": "", "new": "Put in", "written": "As written"},
        {**stored.plan["changes"][0], "label": label, "old": "Taken out", "new": "", "written": ""},
    ]
    stored.save()
    return office.desk.get(page_of(office.changing))


def columns_refused(office: SimpleNamespace):
    columns = {f"column-{number}": "no such meaning" for number in range(5)}
    return office.desk.post(page_of(office.uploaded, "columns"), {"name": "", **columns})


def columns_of_another_list(office: SimpleNamespace):
    """A file of another encoding, with lines above its header, and a column without a value."""
    text = "List of 2020;;\n;;\nNummer;Größe;Leer\n1;Köln;\n2;Malmö;\n"
    spreadsheet = upload_file(office.desk, SimpleUploadedFile("other.csv", text.encode("cp1252")))
    return office.desk.get(page_of(spreadsheet, "columns"))


def sure_names(office: SimpleNamespace):
    """A list without any name to decide."""
    names = [sure_name(2, "bracket", "FR")]
    findings = office.checked.findings | {"organizations": names}
    return office.desk.get(page_of(changed(office.checked, findings=findings), "organizations"))


def questions_beside_sure_names(office: SimpleNamespace):
    """Names that are sure, while a question about the list is open."""
    spreadsheet = with_findings(office)
    findings = spreadsheet.findings | {"organizations": [sure_name(2, "bracket", "FR")]}
    return office.desk.get(page_of(changed(spreadsheet, findings=findings), "organizations"))


def one_name_open(office: SimpleNamespace):
    names = [name for name in office.checked.findings["organizations"] if name["options"]]
    findings = office.checked.findings | {"organizations": names[:1]}
    return office.desk.get(f"{page_of(changed(office.checked, findings=findings))}?show=")


def read_as_it_is(office: SimpleNamespace):
    """A workbook, of which nothing was guessed."""
    return office.desk.get(page_of(changed(office.uploaded, reading={}), "columns"))


def name_decided(office: SimpleNamespace):
    """One name and one country were decided, and nothing is left."""
    answers = {"organizations": {"Chosen name": office.ministry.pk}, "countries": {"Chosen country": "SE"}}
    findings = office.checked.findings | {"organizations": []}
    spreadsheet = changed(office.checked, findings=findings, answers=office.checked.answers | answers)
    return office.desk.get(page_of(spreadsheet, "organizations"))


def row_left_out(office: SimpleNamespace):
    ImportRow.objects.filter(spreadsheet_import=office.checked, number=2).update(state="left_out")
    return office.desk.get(page_of(office.checked, "rows/2"))


def with_one_row(office: SimpleNamespace):
    return office.desk.get(page_of(changed(office.uploaded, total=1), "columns"))


def preview(page: str = ""):
    return lambda office: office.desk.get(f"{page_of(office.checked)}?show={page}")


STATES = {
    "spreadsheet questions": with_short_pages(questions),
    "spreadsheet questions beside names": questions_beside_names,
    "spreadsheet row": row(4),
    "spreadsheet row corrected": row(3),
    "spreadsheet left out": left_out,
    "spreadsheet no such rows": no_such_rows,
    "spreadsheet without rows": without_rows,
    "spreadsheet page of rows": with_short_pages(preview("&page=2")),
    "spreadsheet countries": origins_of_countries,
    "spreadsheet unchecked": preview_without_a_check,
    "spreadsheet nothing new": nothing_new,
    "spreadsheet only errors": only_errors,
    "spreadsheet words of a change": words_of_a_change,
    "spreadsheet columns refused": columns_refused,
    "spreadsheet columns of another list": columns_of_another_list,
    "spreadsheet preview for a reader": for_a_reader(preview()),
    "spreadsheet sure names": sure_names,
    "spreadsheet questions beside sure names": questions_beside_sure_names,
    "spreadsheet one name open": one_name_open,
    "spreadsheet read as it is": read_as_it_is,
    "spreadsheet last page of rows": with_short_pages(preview("&page=5")),
    "spreadsheet name decided": name_decided,
    "spreadsheet row left out": row_left_out,
    "spreadsheet with one row": with_one_row,
    "spreadsheet questions for a reader": for_a_reader(questions),
}
