"""Works out what a spreadsheet would change, without changing anything."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.localized import in_language
from organizations.choices import OrganizationKind
from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.drafts.changes import draft_changes
from spreadsheets.drafts.draft import AgreementDraft, SheetRow, mapped_rows
from spreadsheets.drafts.fill import fill_draft
from spreadsheets.files.reader import SheetError, SheetTable
from spreadsheets.imports.identity import duplicate_rows, identify_row, ids_and_references
from spreadsheets.imports.trial import dry_run
from spreadsheets.lookups import DeskLookups
from spreadsheets.parsing.cells import (
    CellError,
    is_blank_cell,
    parse_country_cell,
    split_values,
)
from spreadsheets.plan import CellProblem, ImportPlan, OrganizationCandidates, RowChange, RowPlan

__all__ = ["CellProblem", "ImportPlan", "OrganizationCandidates", "RowChange", "RowPlan"]

_ROWS_PER_CHUNK = 100  # rows that are tried together, and after which progress is told


@dataclass
class PreparedImport:
    """A plan, and what it would have recorded."""

    plan: ImportPlan
    drafts: list[AgreementDraft] = field(default_factory=list)  # of the rows without errors
    files: list[dict] = field(default_factory=list)  # interchange files of what is new or changed


def plan_import(
    table: SheetTable,
    mapping: list[str],
    choices: dict[str, int | str],
    *,
    name: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ImportPlan:
    """What the table would change. Lines that are wholly empty are left out.

    ``mapping`` has a Column.name or "" for each header; ``choices`` the decisions for names that only resemble
    organizations: by name as written (``Candidates.name``) a primary key or "new"; ``name`` is the list's: a row is
    found again by it and its own number, or else by title, parties and day of signing. Raises SheetError for a
    mapping that does not fit.
    """
    return prepare_import(table, mapping, choices, name=name, progress=progress).plan


def prepare_import(table: SheetTable, mapping: list[str], choices, *, name: str, progress) -> PreparedImport:
    """The plan and what it would record; one transaction, of which nothing is kept."""
    _check_mapping(table, mapping)
    rows = mapped_rows(table, mapping)
    worked = PreparedImport(ImportPlan([], ""))
    facts = []
    with transaction.atomic():
        desk = DeskLookups(name, choices)
        _note_countries(desk, rows)
        ids = {row.number: identify_row(row, name) for row in rows}
        twice = duplicate_rows(ids, desk)
        is_korean = any(re.search("[가-힣]", header) for header in table.headers)
        for start in range(0, len(rows), _ROWS_PER_CHUNK):
            chunk = rows[start : start + _ROWS_PER_CHUNK]
            drafts = list(_draft_rows(chunk, desk, ids, twice, is_korean=is_korean))
            file = dry_run(drafts, desk)
            for draft in drafts:
                row = _plan_row(draft)
                worked.plan.rows.append(row)
                facts.append(_digest_facts(row, draft))
                if row.state != "error":
                    worked.drafts.append(draft)
            worked.files.append(file)
            progress(min(start + _ROWS_PER_CHUNK, len(rows)), len(rows))
    told = json.dumps([facts, desk.matcher.added], sort_keys=True, ensure_ascii=False, default=str)
    worked.plan.digest = sha256(told.encode()).hexdigest()
    return worked


def _check_mapping(table: SheetTable, mapping: list[str]) -> None:
    if len(mapping) != len(table.headers):
        raise SheetError(_("The columns of the file are not those that were mapped: map them again."))
    for number, name in enumerate(mapping):
        if name and name not in COLUMNS_BY_NAME:
            raise SheetError(_("There is no column “%s” here: map the columns again.") % name)
        if name and not COLUMNS_BY_NAME[name].many and name in mapping[:number]:
            reason = _("Only one column can be “%s”: let the others go to the internal note.")
            raise SheetError(reason % COLUMNS_BY_NAME[name].label)


def _note_countries(desk: DeskLookups, rows: list[SheetRow]) -> None:
    """Hear which countries the list tells of which names, for the rows that leave them out."""
    for row in rows:
        names = [one for _header, text in row.told("party") for one in split_values(text)]
        told = [one for _header, text in row.told("party_country") for one in split_values(text)]
        if len(told) == 1:
            told *= len(names)
        if len(told) == len(names):
            for name, country in zip(names, told, strict=True):
                try:
                    desk.matcher.hear(name, "" if is_blank_cell(country) else parse_country_cell(country))
                except CellError:
                    continue  # the row says so itself


# Which record


def _draft_rows(
    rows: list[SheetRow], desk: DeskLookups, ids, twice, *, is_korean: bool
) -> Iterator[AgreementDraft]:
    found = desk.agreements(*ids_and_references(ids[row.number] for row in rows))
    for row in rows:
        how, value = ids[row.number]
        draft = AgreementDraft(row, desk, value, found.get(value), is_korean=is_korean)
        column = how if how != "id" else "number"
        if how != "id" and draft.is_new:
            reason = _("There is no agreement here that is called “%s”.") % value
            advice = _("Leave the cell as it was exported, or empty it to make a new agreement.")
            draft.problem(CellError(reason, advice), row.header(column), value)
        if others := twice.get(row.number):
            told = ", ".join(map(str, others))
            reason = _("The same agreement stands in row %s too.") % told
            advice = _("Give each row a number of its own, or take one of the rows out.")
            draft.problem(CellError(reason, advice), row.header(column), row.text(column))
        fill_draft(draft)
        yield draft


# Trying it out


# What is shown


def _plan_row(draft: AgreementDraft) -> RowPlan:
    if draft.problems:
        state = "error"
    elif draft.is_new:
        state = "new"
    else:
        state = "unchanged" if draft.members == draft.base else "changed"
    changes = draft_changes(draft, get_language() or "en")
    if draft.new_organizations and state != "error":
        changes += [
            RowChange(_("New organization"), "", _organization_words(draft.desk.matcher.added[new_id]))
            for new_id in sorted(draft.new_organizations)
        ]
    return RowPlan(
        number=draft.row.number, state=state, label=_draft_title(draft), record=draft.members["id"],
        changes=changes, problems=draft.problems, warnings=draft.warnings, candidates=draft.candidates,
    )  # fmt: skip


def _organization_words(members: dict) -> str:
    kind = str(OrganizationKind(members["kind"]).label)
    return ", ".join(filter(None, [members["name"], members.get("country", ""), kind]))


def _draft_title(draft: AgreementDraft) -> str:
    texts = {text["language"]: text["title"] for text in draft.members.get("texts", [])}
    return in_language(texts)[0]


def _digest_facts(row: RowPlan, draft: AgreementDraft) -> list:
    """What a plan comes to, in no language: what is recorded, what would be, where the problems are."""
    problems = [[problem.column, problem.value] for problem in row.problems]
    before = draft.base if row.state == "changed" else None
    return [row.number, row.state, before, None if row.state == "unchanged" else draft.members, problems]
