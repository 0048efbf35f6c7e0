"""Background steps of an import: check, apply, undo. Each all or nothing: one that is killed may start again."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from django.conf import settings
from django.db import connection, transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.locks import SPREADSHEET_WORK_LOCK, try_lock_key, unlock_key
from spreadsheets.answers import ImportAnswers
from spreadsheets.choices import REGISTER_STATES, ImportState, RowState
from spreadsheets.files.table import SheetError, SheetTable
from spreadsheets.imports import apply, planner, publication, undo
from spreadsheets.messages import with_all_languages
from spreadsheets.models import ImportRow, SavedList, SpreadsheetImport
from spreadsheets.plan import ImportPlan, RowPlan

logger = logging.getLogger(__name__)
_PROGRESS_INTERVAL = 0.5  # seconds between two notes of progress

_Progress = Callable[[int, int], None]


class OvertakenStep(Exception):
    """The import is no longer in the state that this step waits for."""


@task(takes_context=True)
def run_import_step(context, pk: int) -> None:
    """Run the step that the import waits for; not if another worker is at it, or another step was requested since."""
    with exclusive_work(pk) as report_progress:
        spreadsheet = SpreadsheetImport.objects.filter(pk=pk, task=context.task_result.id).first()
        if report_progress is None or spreadsheet is None or spreadsheet.state not in _STEPS:
            return
        step, state_before = _STEPS[spreadsheet.state]
        with override(spreadsheet.requested_language or settings.LANGUAGE_CODE):
            try:
                step(spreadsheet, report_progress)
            except SheetError as error:
                _set_state(spreadsheet, state_before, reasons=[str(error)])
            except OvertakenStep:  # as when words of the file were redacted meanwhile: nothing was kept
                logger.warning("Import %s moved on while %s.", pk, spreadsheet.state)
            except Exception:
                logger.exception("Import %s failed while %s.", pk, spreadsheet.state)
                sentence = _(
                    "Something went wrong that nobody foresaw, and nothing was changed. Whoever runs the register "
                    "finds the details in what the worker wrote."
                )
                _set_state(spreadsheet, state_before, reasons=[sentence])


@contextmanager
def exclusive_work(pk: int) -> Iterator[_Progress | None]:
    """Lock on an import, with a function that reports progress to everybody; None where another worker has it.

    Lock and progress need a connection of their own: progress is to be seen before the step's transaction ends, and the
    database itself takes the lock away from a worker that was killed.
    """
    aside = connection.copy()
    reported_at = 0.0

    def report_progress(done: int, total: int) -> None:
        nonlocal reported_at
        if time.monotonic() - reported_at >= _PROGRESS_INTERVAL:
            reported_at = time.monotonic()
            with aside.cursor() as cursor:
                cursor.execute(
                    "UPDATE spreadsheets_spreadsheetimport SET done = %s, total = %s WHERE id = %s",
                    [min(done, total), total, pk],
                )

    is_held = False
    try:
        is_held = try_lock_key(aside, SPREADSHEET_WORK_LOCK, pk)
        yield report_progress if is_held else None
    finally:
        if is_held:
            unlock_key(aside, SPREADSHEET_WORK_LOCK, pk)
        aside.close()


def _check_step(spreadsheet: SpreadsheetImport, report_progress: _Progress) -> None:
    table = spreadsheet.read_sheet()
    plan = planner.plan_import(
        table,
        spreadsheet.columns,
        ImportAnswers.from_json(spreadsheet.answers),
        name=spreadsheet.saved_list.slug,
        scope_of=spreadsheet.requested_by,
        progress=report_progress,
    )
    _store_plan(spreadsheet, table, plan)


def apply_step(spreadsheet: SpreadsheetImport, report_progress: _Progress) -> None:
    """Apply the plan in one transaction with the new state: never half, never twice."""
    table = spreadsheet.read_sheet()
    try:
        with transaction.atomic():
            applied = apply.apply_import(
                table,
                spreadsheet.columns,
                ImportAnswers.from_json(spreadsheet.answers),
                name=spreadsheet.saved_list.slug,
                digest=spreadsheet.digest,
                by=spreadsheet.requested_by,
                skip_errors=spreadsheet.leaves_out_errors,
                progress=report_progress,
            )
            _remember_rows(spreadsheet.saved_list_id, applied["same"])
            _set_state(
                spreadsheet,
                ImportState.APPLIED,
                applied=applied,
                applied_by=spreadsheet.requested_by,
                applied_at=timezone.now(),
            )
    except (apply.StalePlan, apply.RowsWithErrors) as error:
        sentence = _(
            "The records have changed since this was checked, so nothing was applied. Below is what would happen now: "
            "look at it again, then apply it."
        )
        _store_plan(spreadsheet, table, error.plan, reasons=[sentence])


def _remember_rows(pk: int, same: dict[str, str]) -> None:
    """Keep with the list which corrected rows are which agreements."""
    saved_list = SavedList.objects.select_for_update().get(pk=pk)
    answers = ImportAnswers.from_json(saved_list.answers)
    answers.same |= same
    saved_list.answers = answers.as_json()
    saved_list.save(update_fields=["answers"])


def _undo_step(spreadsheet: SpreadsheetImport, _report_progress: _Progress) -> None:
    try:
        with transaction.atomic():
            undo.undo_import(spreadsheet.applied, by=spreadsheet.requested_by)
            _set_state(
                spreadsheet,
                ImportState.TAKEN_BACK,
                digest="",
                taken_back_by=spreadsheet.requested_by,
                taken_back_at=timezone.now(),
            )
    except undo.UndoRefused as error:
        _set_state(spreadsheet, ImportState.APPLIED, reasons=[str(reason) for reason in error.reasons])


def _register_step(spreadsheet: SpreadsheetImport, report_progress: _Progress) -> None:
    """Prepare the publication, publish or withdraw, in transactions of their own: broken off, it goes on from there."""
    applied, stored, by = spreadsheet.applied, spreadsheet.publication, spreadsheet.requested_by
    if spreadsheet.state == ImportState.PREPARING:
        values = {"plan": publication.plan_import_publication(applied, report_progress, by=by)}
    elif spreadsheet.state == ImportState.PUBLISHING:
        done = publication.publish_import(
            stored["plan"], note=stored["note"], by=by, progress=report_progress
        )
        values = {"published": done}
    else:
        ordered = stored["withdrawal"]
        done = publication.withdraw_import(
            applied,
            ordered["versions"],
            reason=ordered["reason"],
            note=ordered["note"],
            by=by,
            progress=report_progress,
        )
        values = {"withdrawn": done}
    rows = spreadsheet.counts.get("all", spreadsheet.total)  # while it was at work, those were its records
    _set_state(spreadsheet, ImportState.APPLIED, publication=values, done=0, total=rows)


# By state the step that it waits for, and the state to return to when that fails
_STEPS = {
    ImportState.CHECKING: (_check_step, ImportState.FAILED),
    ImportState.APPLYING: (apply_step, ImportState.CHECKED),
    ImportState.TAKING_BACK: (_undo_step, ImportState.APPLIED),
    **dict.fromkeys(REGISTER_STATES, (_register_step, ImportState.APPLIED)),
}


@transaction.atomic
def _store_plan(
    spreadsheet: SpreadsheetImport, table: SheetTable, plan: ImportPlan, *, reasons: list[str] | None = None
) -> None:
    """Store a plan with its rows, so that people can look at it and correct them."""
    spreadsheet.rows.all().delete()
    cells = dict(table.numbered())
    numbers = set(ImportAnswers.from_json(spreadsheet.answers).left_out)
    left_out = [
        RowPlan(number, RowState.LEFT_OUT, ", ".join(filter(None, texts))[:200])
        for number, texts in cells.items()
        if number in numbers
    ]
    rows = [
        ImportRow(
            spreadsheet_import=spreadsheet,
            number=row.number,
            state=row.state,
            has_warnings=bool(row.warnings),
            cells=cells[row.number],
            plan=with_all_languages(asdict(row)),
        )
        for row in [*plan.rows, *left_out]
    ]
    ImportRow.objects.bulk_create(rows, batch_size=1000)
    counts = plan.counts | {
        RowState.LEFT_OUT: len(left_out),
        "warning": sum(row.has_warnings for row in rows),
        "all": len(rows),
    }
    findings = {
        "questions": [asdict(question) for question in plan.questions],
        "notices": [asdict(notice) for notice in plan.notices],
        "organizations": [asdict(organization) for organization in plan.organizations],
        "missing": plan.missing,
    }
    _set_state(
        spreadsheet,
        ImportState.CHECKED,
        digest=plan.digest,
        counts=counts,
        findings=with_all_languages(findings),
        reasons=reasons or [],
    )


def _set_state(spreadsheet: SpreadsheetImport, state: ImportState, **values) -> None:
    """Store a new state. Raises OvertakenStep when another step was requested or the import closed meanwhile."""
    values |= {"state": state, "state_at": timezone.now()}
    rows = SpreadsheetImport.objects.filter(pk=spreadsheet.pk, task=spreadsheet.task, state=spreadsheet.state)
    if not rows.update(**values):
        raise OvertakenStep
