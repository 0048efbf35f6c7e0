"""Works out what a spreadsheet would change, without changing anything."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.localized import in_language
from interchange.files import Problem, RecordingError
from interchange.recording import record
from interchange.sheets.cells import NotUnderstood, plain, read_country, says_nothing, split
from interchange.sheets.columns import NAMES
from interchange.sheets.desk import Desk
from interchange.sheets.plans import Candidates, CellProblem, Change, Plan, RowPlan
from interchange.sheets.reading import SheetError, Table
from interchange.sheets.rows import Draft, Row, changes_of, rows_of
from interchange.sheets.understanding import understand_row
from organizations.choices import OrganizationKind

__all__ = ["Candidates", "CellProblem", "Change", "Plan", "RowPlan", "plan"]

CHUNK = 100  # rows that are tried together, and after which progress is told


@dataclass
class Worked:
    """A plan, and what it would have recorded."""

    plan: Plan
    drafts: list[Draft] = field(default_factory=list)  # of the rows without errors
    files: list[dict] = field(default_factory=list)  # interchange files of what is new or changed


def plan(
    table: Table,
    mapping: list[str],
    choices: dict[str, int | str],
    *,
    name: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Plan:
    """What the table would change. Lines that are wholly empty are left out.

    ``mapping`` has a Column.name or "" for each header; ``choices`` the decisions for names that only resemble
    organizations: by name as written (``Candidates.name``) a primary key or "new"; ``name`` is the list's: a row is
    found again by it and its own number, or else by title, parties and day of signing. Raises SheetError for a
    mapping that does not fit.
    """
    return work_out(table, mapping, choices, name=name, progress=progress).plan


def work_out(table: Table, mapping: list[str], choices, *, name: str, progress) -> Worked:
    """The plan and what it would record; one transaction, of which nothing is kept."""
    check_mapping(table, mapping)
    rows = rows_of(table, mapping)
    worked = Worked(Plan([], ""))
    facts = []
    with transaction.atomic():
        desk = Desk(name, choices)
        listen(desk, rows)
        ids = {row.number: identity(row, name) for row in rows}
        twice = told_twice(ids, desk)
        is_korean = any(re.search("[가-힣]", header) for header in table.headers)
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            drafts = list(drafts_of(chunk, desk, ids, twice, is_korean=is_korean))
            file = try_out(drafts, desk)
            for draft in drafts:
                row = row_plan(draft)
                worked.plan.rows.append(row)
                facts.append(facts_of(row, draft))
                if row.state != "error":
                    worked.drafts.append(draft)
            worked.files.append(file)
            progress(min(start + CHUNK, len(rows)), len(rows))
    told = json.dumps([facts, desk.matcher.added], sort_keys=True, ensure_ascii=False, default=str)
    worked.plan.digest = sha256(told.encode()).hexdigest()
    return worked


def check_mapping(table: Table, mapping: list[str]) -> None:
    if len(mapping) != len(table.headers):
        raise SheetError(_("The columns of the file are not those that were mapped: map them again."))
    for number, name in enumerate(mapping):
        if name and name not in NAMES:
            raise SheetError(_("There is no column “%s” here: map the columns again.") % name)
        if name and not NAMES[name].many and name in mapping[:number]:
            reason = _("Only one column can be “%s”: let the others go to the internal note.")
            raise SheetError(reason % NAMES[name].label)


def listen(desk: Desk, rows: list[Row]) -> None:
    """Hear which countries the list tells of which names, for the rows that leave them out."""
    for row in rows:
        names = [one for _header, text in row.told("party") for one in split(text)]
        told = [one for _header, text in row.told("party_country") for one in split(text)]
        if len(told) == 1:
            told *= len(names)
        if len(told) == len(names):
            for name, country in zip(names, told, strict=True):
                try:
                    desk.matcher.hear(name, "" if says_nothing(country) else read_country(country))
                except NotUnderstood:
                    continue  # the row says so itself


# Which record


def identity(row: Row, name: str) -> tuple[str, str]:
    """How the agreement of a row is found: ``("record" or "reference" or "id", value)``."""
    for column in ("record", "reference"):
        if text := row.text(column).strip():
            return column, text
    if number := " ".join(row.text("number").split()):
        return "id", f"{name}/{number}"
    return "id", f"{name}/{digest_of(row)}"


def digest_of(row: Row) -> str:
    """What a row without a number is found again by: its titles, parties and day of signing as they are written."""
    names = (
        "title",
        "title_en",
        "title_ko",
        "party",
        "party_country",
        "our_side",
        "our_unit",
        "form",
        "signed_on",
    )
    told = {name: sorted(plain(one) for one in split(row.text(name))) for name in names if row.text(name)}
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def told_twice(ids: dict[int, tuple[str, str]], desk: Desk) -> dict[int, list[int]]:
    """The other rows that are about the same agreement, by row."""
    names = desk.names_of_agreements(*asked(ids.values()))
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, (_how, value) in ids.items():
        by_name[names.get(value, value)].append(number)
    return {
        number: [one for one in some if one != number]
        for some in by_name.values() if len(some) > 1 for number in some
    }  # fmt: skip


def asked(ids: Iterable[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """Ids and references that rows ask for."""
    ids = set(ids)
    refs = {value for how, value in ids if how == "reference"}
    return {value for how, value in ids if how != "reference"}, refs


def drafts_of(rows: list[Row], desk: Desk, ids, twice, *, is_korean: bool) -> Iterator[Draft]:
    found = desk.agreements(*asked(ids[row.number] for row in rows))
    for row in rows:
        how, value = ids[row.number]
        draft = Draft(row, desk, value, found.get(value), is_korean=is_korean)
        column = how if how != "id" else "number"
        if how != "id" and draft.is_new:
            reason = _("There is no agreement here that is called “%s”.") % value
            advice = _("Leave the cell as it was exported, or empty it to make a new agreement.")
            draft.problem(NotUnderstood(reason, advice), row.header(column), value)
        if others := twice.get(row.number):
            told = ", ".join(map(str, others))
            reason = _("The same agreement stands in row %s too.") % told
            advice = _("Give each row a number of its own, or take one of the rows out.")
            draft.problem(NotUnderstood(reason, advice), row.header(column), row.text(column))
        understand_row(draft)
        yield draft


# Trying it out


def try_out(drafts: list[Draft], desk: Desk) -> dict:
    """Record what is new or changed as ``record`` would, note its objections, keep nothing. Returns what is sound."""
    touched = [draft for draft in drafts if not draft.problems and draft.members != draft.base]
    try:
        with transaction.atomic():
            record([file_of(touched, desk)], by=None)
            transaction.set_rollback(True)
    except RecordingError as error:
        by_id = {draft.members["id"]: draft for draft in touched}
        for problem in error.problems:
            drafts_concerned = concerned(problem, by_id)
            if not drafts_concerned:  # a reason that no row can mend
                raise SheetError(str(problem)) from error
            for draft in drafts_concerned:
                object_to(draft, problem)
    return file_of([draft for draft in touched if not draft.problems], desk)


def concerned(problem: Problem, drafts: dict[str, Draft]) -> list[Draft]:
    """The rows that a problem is about: of a new organization or a source all that name it."""
    kind, record_id = problem.record or ("", "")
    if kind == "agreements":
        return [drafts[record_id]]
    return [
        draft for draft in drafts.values()
        if record_id in draft.new_organizations or record_id in sources_of(draft)
    ]  # fmt: skip


def object_to(draft: Draft, problem: Problem) -> None:
    path = problem.path.removeprefix("/".join(problem.record)).removeprefix("/")
    column = draft.column_of(path) if problem.record[0] == "agreements" else ""
    if not column and problem.record[0] == "organizations":
        column = "party"
    advice = _("Correct the cell, or let the column go to the internal note.")
    if not column:
        advice = _("Correct the row.")
    told = CellProblem(draft.row.header(column), draft.row.text(column), problem.reason, advice)
    if told not in draft.problems:
        draft.problems.append(told)


def file_of(drafts: list[Draft], desk: Desk) -> dict:
    """The interchange file of these drafts, with the organizations and sources that they bring along."""
    new = {one for draft in drafts for one in draft.new_organizations}
    sources = {one for draft in drafts for one in sources_of(draft)}
    return {
        "sources": desk.source_rows(sources),
        "organizations": [members for new_id, members in desk.matcher.added.items() if new_id in new],
        "agreements": [draft.members for draft in drafts],
    }


def sources_of(draft: Draft) -> set[str]:
    return {citation["source"] for citation in draft.members.get("citations", [])}


# What is shown


def row_plan(draft: Draft) -> RowPlan:
    if draft.problems:
        state = "error"
    elif draft.is_new:
        state = "new"
    else:
        state = "unchanged" if draft.members == draft.base else "changed"
    changes = changes_of(draft, get_language() or "en")
    if draft.new_organizations and state != "error":
        changes += [
            Change(_("New organization"), "", told_organization(draft.desk.matcher.added[new_id]))
            for new_id in sorted(draft.new_organizations)
        ]
    return RowPlan(
        number=draft.row.number, state=state, label=label_of(draft), record=draft.members["id"],
        changes=changes, problems=draft.problems, warnings=draft.warnings, candidates=draft.candidates,
    )  # fmt: skip


def told_organization(members: dict) -> str:
    kind = str(OrganizationKind(members["kind"]).label)
    return ", ".join(filter(None, [members["name"], members.get("country", ""), kind]))


def label_of(draft: Draft) -> str:
    texts = {text["language"]: text["title"] for text in draft.members.get("texts", [])}
    return in_language(texts)[0]


def facts_of(row: RowPlan, draft: Draft) -> list:
    """What a plan comes to, in no language: what is recorded, what would be, where the problems are."""
    problems = [[problem.column, problem.value] for problem in row.problems]
    before = draft.base if row.state == "changed" else None
    return [row.number, row.state, before, None if row.state == "unchanged" else draft.members, problems]
