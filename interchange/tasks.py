"""The background steps of an import: check, apply, take back. One that is killed did nothing, and may start again."""

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

from interchange.choices import ImportState
from interchange.models import ImportRow, SpreadsheetImport
from interchange.querysets import WORK_LOCK
from interchange.sheets import applying, planning
from interchange.sheets.reading import SheetError

logger = logging.getLogger(__name__)
OFTEN = 0.5  # seconds between two notes of progress

Tell = Callable[[int, int], None]


@task(takes_context=True)
def go_on(context, pk: int) -> None:
    """Do what the import waits for. Does nothing if somebody else is at it, or has been asked since."""
    with at_work(pk) as tell:
        spreadsheet = SpreadsheetImport.objects.filter(pk=pk, task=context.task_result.id).first()
        if tell is None or spreadsheet is None or spreadsheet.state not in STEPS:
            return
        step, state_before = STEPS[spreadsheet.state]
        with override(spreadsheet.asked_in or settings.LANGUAGE_CODE):
            try:
                step(spreadsheet, tell)
            except SheetError as error:
                leave(spreadsheet, state_before, reasons=[str(error)])
            except Exception:
                logger.exception("Import %s failed while %s.", pk, spreadsheet.state)
                sentence = _(
                    "Something went wrong that nobody foresaw, and nothing was changed. Whoever runs the register "
                    "finds the details in what the worker wrote."
                )
                leave(spreadsheet, state_before, reasons=[sentence])


@contextmanager
def at_work(pk: int) -> Iterator[Tell | None]:
    """While inside, everybody sees that this import is worked on, and how far; None where somebody else is at it.

    Both need a connection of their own: progress is to be seen before the step's transaction ends, and the
    database itself takes the lock away from a worker that was killed.
    """
    aside = connection.copy()
    told_at = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= OFTEN:
            told_at = time.monotonic()
            with aside.cursor() as cursor:
                cursor.execute(
                    "UPDATE interchange_spreadsheetimport SET done = %s, total = %s WHERE id = %s",
                    [min(done, total), total, pk],
                )

    try:
        with aside.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [WORK_LOCK, pk])
            [is_ours] = cursor.fetchone()
        yield tell if is_ours else None
    finally:
        aside.close()


def check(spreadsheet: SpreadsheetImport, tell: Tell) -> None:
    plan = planning.plan(
        spreadsheet.table(),
        spreadsheet.columns,
        spreadsheet.choices,
        name=spreadsheet.saved_list.slug,
        progress=tell,
    )
    show(spreadsheet, plan)


def apply(spreadsheet: SpreadsheetImport, tell: Tell) -> None:
    """In one transaction with the word that it was done: never half, never twice."""
    try:
        with transaction.atomic():
            applied = applying.apply(
                spreadsheet.table(),
                spreadsheet.columns,
                spreadsheet.choices,
                name=spreadsheet.saved_list.slug,
                digest=spreadsheet.digest,
                by=spreadsheet.asked_by,
                skip_bad=spreadsheet.leaves_out_errors,
                progress=tell,
            )
            leave(
                spreadsheet,
                ImportState.APPLIED,
                applied=applied,
                applied_by=spreadsheet.asked_by,
                applied_at=timezone.now(),
            )
    except (applying.MovedOn, applying.BadRows) as error:
        sentence = _(
            "The records have changed since this was checked, so nothing was applied. Below is what would happen now: "
            "look at it again, then apply it."
        )
        show(spreadsheet, error.plan, reasons=[sentence])


def take_back(spreadsheet: SpreadsheetImport, _tell: Tell) -> None:
    try:
        with transaction.atomic():
            applying.undo(spreadsheet.applied, by=spreadsheet.asked_by)
            leave(
                spreadsheet,
                ImportState.TAKEN_BACK,
                digest="",
                taken_back_by=spreadsheet.asked_by,
                taken_back_at=timezone.now(),
            )
    except applying.UndoRefused as error:
        leave(spreadsheet, ImportState.APPLIED, reasons=[str(reason) for reason in error.reasons])


# What is done in a state, and the state to go back to when it fails
STEPS = {
    ImportState.CHECKING: (check, ImportState.FAILED),
    ImportState.APPLYING: (apply, ImportState.CHECKED),
    ImportState.TAKING_BACK: (take_back, ImportState.APPLIED),
}


@transaction.atomic
def show(spreadsheet: SpreadsheetImport, plan: planning.Plan, *, reasons: list[str] | None = None) -> None:
    """Keep a plan, so that people can look at it."""
    spreadsheet.rows.all().delete()
    rows = [
        ImportRow(
            spreadsheet_import=spreadsheet,
            number=row.number,
            state=row.state,
            has_warnings=bool(row.warnings),
            plan=asdict(row),
        )
        for row in plan.rows
    ]
    ImportRow.objects.bulk_create(rows, batch_size=1000)
    counts = plan.counts | {"warning": sum(row.has_warnings for row in rows), "all": len(rows)}
    leave(spreadsheet, ImportState.CHECKED, digest=plan.digest, counts=counts, reasons=reasons or [])


def leave(spreadsheet: SpreadsheetImport, state: ImportState, **values) -> None:
    """Come to a state, unless the import went another way meanwhile."""
    values |= {"state": state, "state_at": timezone.now()}
    rows = SpreadsheetImport.objects.filter(pk=spreadsheet.pk, task=spreadsheet.task, state=spreadsheet.state)
    if not rows.update(**values):
        raise RuntimeError(f"import {spreadsheet.pk} was asked for something else meanwhile")
