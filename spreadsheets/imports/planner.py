"""Plan of an import: each row as a draft, tried on the desk, and the changes it would make. Nothing is kept."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction

from organizations.choices import OrganizationKind
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import COLUMNS_BY_NAME, is_own_export
from spreadsheets.drafts.changes import draft_changes
from spreadsheets.drafts.dates import columns_of_dates
from spreadsheets.drafts.draft import AgreementDraft, SheetRow, mapped_rows
from spreadsheets.drafts.fill import fill_draft
from spreadsheets.drafts.list_names import note_list_names
from spreadsheets.drafts.unmapped_columns import note_unmapped_columns
from spreadsheets.files.table import SheetError, SheetTable
from spreadsheets.headers import are_korean
from spreadsheets.imports.earlier_issues import EarlierIssue, compare_with_earlier_issue
from spreadsheets.imports.identity import (
    duplicate_rows,
    identify_rows,
    ids_and_references,
    with_numbers_of_earlier_issues,
)
from spreadsheets.imports.trial import dry_run
from spreadsheets.lookups import DeskLookups
from spreadsheets.matching.name_patterns import PLACES_PATTERN, YES
from spreadsheets.messages import Message, message_of
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError
from spreadsheets.plan import ImportPlan, ListNotice, RowChange, RowPlan

_ROWS_PER_CHUNK = 100  # rows that are tried together, and after which progress is reported


@dataclass
class PreparedImport:
    """A plan, with the drafts and interchange files that it would record."""

    plan: ImportPlan
    drafts: list[AgreementDraft] = field(default_factory=list)  # of the rows without errors
    files: list[dict] = field(default_factory=list)  # interchange files of what is new or changed
    same: dict[str, str] = field(default_factory=dict)  # as ImportAnswers.same, of the rows of this file


def plan_import(
    table: SheetTable,
    mapping: list[str],
    answers: ImportAnswers,
    *,
    name: str,
    scope_of=None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ImportPlan:
    """Plan of the changes that a table would make. Empty lines are left out.

    ``mapping`` has a column name or "" for each header; ``answers`` what people decided about the list; ``name`` is
    that of the list: a row is known again by it and its own number, or else by title, parties and day of signing;
    ``scope_of`` is the account outside of whose scope nothing may change, None for a command;
    ``progress`` is called with the rows done and their total. Raises SheetError for a mapping that does not fit.
    """
    return prepare_import(table, mapping, answers, name=name, scope_of=scope_of, progress=progress).plan


def prepare_import(
    table: SheetTable, mapping: list[str], answers: ImportAnswers, *, name: str, scope_of, progress
) -> PreparedImport:
    """The plan with its drafts and files; one transaction, of which nothing is kept. Raises SheetError."""
    _check_mapping(table, mapping)
    all_rows = mapped_rows(table, mapping, answers)
    left_out = set(answers.left_out)
    rows = [row for row in all_rows if row.number not in left_out]
    by_place = answers.questions.get(PLACES_PATTERN.key) == YES
    ids = identify_rows(all_rows, name, by_place=by_place)
    prepared = PreparedImport(ImportPlan([], ""))
    facts = []
    with transaction.atomic():
        desk = DeskLookups(name, answers)
        desk.list_columns = list(zip(table.headers, mapping, strict=True))
        desk.is_own_export = desk.party_names.one_a_line = is_own_export(table.headers)
        desk.has_joined_rows = any(notice.code.endswith("_join") for notice in table.notices)
        desk.date_columns = columns_of_dates(rows, answers)
        _note_repeated_cells(desk, rows)
        note_list_names(desk, rows)
        note_unmapped_columns(desk, rows)
        ids, otherwise = with_numbers_of_earlier_issues(ids, name, desk)
        _note_other_numbers(desk, rows, otherwise)
        issue = compare_with_earlier_issue(rows, ids, desk, name)
        duplicates = duplicate_rows(issue.ids, desk)
        is_korean = are_korean(table.headers)
        for start in range(0, len(rows), _ROWS_PER_CHUNK):
            chunk = rows[start : start + _ROWS_PER_CHUNK]
            drafts = list(_draft_rows(chunk, desk, issue, duplicates, is_korean=is_korean))
            file = dry_run(drafts, desk, scope_of=scope_of)
            for draft in drafts:
                row = _plan_row(draft)
                prepared.plan.rows.append(row)
                facts.append(_digest_facts(row, draft))
                if row.state != "error":
                    prepared.drafts.append(draft)
            prepared.files.append(file)
            progress(min(start + _ROWS_PER_CHUNK, len(rows)), len(rows))
    digest_text = json.dumps(
        [facts, desk.matcher.new_organizations], sort_keys=True, ensure_ascii=False, default=str
    )
    prepared.plan.digest = sha256(digest_text.encode()).hexdigest()
    prepared.plan.questions = list(desk.findings.questions.values())
    of_file = [
        ListNotice("", Message(lambda notice=notice: notice.sentence), notice.rows, notice.examples)
        for notice in table.notices
    ]
    prepared.plan.notices = [*of_file, *desk.findings.notices.values()]
    prepared.plan.missing, prepared.same = issue.missing, issue.same
    prepared.plan.organizations = desk.organizations_in_list.in_order()
    return prepared


def _check_mapping(table: SheetTable, mapping: list[str]) -> None:
    if len(mapping) != len(table.headers):
        raise SheetError(_("The columns of the file are not those that were mapped: map them again."))
    for number, name in enumerate(mapping):
        if name and name not in COLUMNS_BY_NAME:
            raise SheetError(_("There is no column “%s” here: map the columns again.") % name)
        if name and not COLUMNS_BY_NAME[name].many and name in mapping[:number]:
            reason = _("Only one column can be “%s”: let the others go to the internal note.")
            raise SheetError(reason % COLUMNS_BY_NAME[name].label)


def _draft_rows(
    rows: list[SheetRow], desk: DeskLookups, issue: EarlierIssue, duplicates, *, is_korean: bool
) -> Iterator[AgreementDraft]:
    """A filled draft for each row; ``duplicates`` by row number."""
    ids = issue.ids
    exported = desk.export_agreements(*ids_and_references(ids[row.number] for row in rows))
    for row in rows:
        id_kind, value = ids[row.number]
        draft = AgreementDraft(row, desk, value, exported.get(value), is_korean=is_korean)
        column = id_kind if id_kind != "id" else "number"
        if id_kind != "id" and draft.is_new:
            reason = _("There is no agreement here that is called “%s”.") % value
            advice = _("Leave the cell as it was exported, or empty it to make a new agreement.")
            draft.add_problem(CellError(reason, advice), row.header_of(column), value)
        if others := duplicates.get(row.number):
            reason = _("The same agreement stands in row %s too.") % ", ".join(map(str, others))
            advice = _("Give each row a number of its own, or take one of the rows out.")
            draft.add_problem(CellError(reason, advice), row.header_of(column), row.text(column))
        if question := issue.open_rows.get(row.number):
            reason = _("It may be an agreement of an earlier issue of this list.")
            draft.add_problem(CellError(reason, _("Answer the question about it."), question), "", "")
        fill_draft(draft)
        yield draft


def _note_repeated_cells(desk: DeskLookups, rows: list[SheetRow]) -> None:
    """Say once for each column that signs in it are read as the text of the cell above."""
    for row in rows:
        for header, text in row.repeated_cells:
            desk.findings.notice(header, _("Read as: the same as in the cell above."), row.number, text)


def _note_other_numbers(desk: DeskLookups, rows: list[SheetRow], numbers: set[int]) -> None:
    """Say once that own numbers are taken for those of earlier issues, which write them otherwise."""
    for row in rows:
        if row.number in numbers:
            reason = _("Known from an earlier issue of this list, where the number is written otherwise.")
            desk.findings.notice(row.header_of("number"), reason, row.number, row.text("number"))


def _plan_row(draft: AgreementDraft) -> RowPlan:
    if draft.problems:
        state = "error"
    elif draft.is_new:
        state = "new"
    else:
        state = "unchanged" if draft.members == draft.base else "changed"
    changes = draft_changes(draft)
    if draft.new_organizations and state != "error":
        changes += [
            RowChange(
                _("New organization"), "", _organization_words(draft.desk.matcher.new_organizations[new_id])
            )
            for new_id in sorted(draft.new_organizations)
        ]
    return RowPlan(
        number=draft.row.number, state=state, label=_draft_title(draft), record=draft.members["id"],
        changes=changes, problems=draft.problems, warnings=draft.warnings, candidates=draft.candidates,
    )  # fmt: skip


def _organization_words(members: dict) -> Message:
    label = OrganizationKind(members["kind"]).label
    words = [members["name"], members.get("qualifier", ""), members.get("country", "")]
    return Message(lambda: ", ".join(filter(None, [*words, str(label)])))


def _draft_title(draft: AgreementDraft) -> str:
    texts = {text["language"]: text["title"] for text in draft.members.get("texts", [])}
    return message_of(texts)


def _digest_facts(row: RowPlan, draft: AgreementDraft) -> list:
    """Facts of a row that the digest covers, in no language: before, after, and the cells with problems."""
    problems = [[problem.column, problem.value] for problem in row.problems]
    before = draft.base if row.state == "changed" else None
    return [row.number, row.state, before, None if row.state == "unchanged" else draft.members, problems]
