"""Actions on an import: upload, request a check, apply, undo, restart. Each queues a background step at most once."""

from collections.abc import Collection
from functools import partial

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.files import file_sha256
from spreadsheets import tasks
from spreadsheets.answers import ImportAnswers
from spreadsheets.choices import APPLIED_STATES, BACKGROUND_STATES, CHECKABLE_STATES, ImportState
from spreadsheets.columns import guess_columns
from spreadsheets.files.table import ReadingOptions, SheetError, SheetTable
from spreadsheets.models import SavedList, SpreadsheetImport

_SAMPLES_PER_COLUMN = 3

# An import that was taken back and is checked anew forgets these values: its history keeps them.
_RESET_VALUES = {
    "digest": "",
    "counts": {},
    "findings": {},
    "applied": None,
    "applied_by": None,
    "applied_at": None,
    "publication": {},
}
_RESET_VALUES |= {"taken_back_by": None, "taken_back_at": None}


@transaction.atomic
def upload_spreadsheet(*, file: File, table: SheetTable, by) -> SpreadsheetImport:
    """Keep a file whose content is ``table``. Nothing is done with it yet."""
    spreadsheet = SpreadsheetImport(
        file=file,
        name=table.name,
        answers=ImportAnswers(reading=table.options.as_json()).as_json(),
        uploaded_by=by,
        **_values_of_table(table),
    )
    spreadsheet.save()
    spreadsheet.sha256 = file_sha256(spreadsheet.file)
    spreadsheet.save(update_fields=["sha256"])
    return spreadsheet


@transaction.atomic
def reread_spreadsheet(*, spreadsheet: SpreadsheetImport, options: ReadingOptions, by) -> None:
    """Read the file in another way; what its columns mean is to be said again where they are others.

    Raises ValidationError where it cannot be read so, or in other states.
    """
    locked = _lock_in_state(spreadsheet, CHECKABLE_STATES)
    _require_file(locked)
    answers = ImportAnswers.from_json(locked.answers)
    if answers.reading.get("sheet", "") != options.sheet:
        answers.cells, answers.left_out = {}, []  # their row numbers are of another sheet
    answers.reading = options.as_json()
    locked.answers = answers.as_json()
    try:
        table = locked.read_sheet()
    except SheetError as error:
        raise ValidationError(str(error)) from error
    values = {"answers": locked.answers, "state": ImportState.UPLOADED, "state_at": timezone.now()}
    values |= _values_of_table(table)
    if table.headers != locked.headers:
        values["columns"] = []
    SpreadsheetImport.objects.filter(pk=spreadsheet.pk).update(**values, **_RESET_VALUES)
    spreadsheet.refresh_from_db()


def _values_of_table(table: SheetTable) -> dict:
    """Columns of an import that are taken from its table, to be shown."""
    return {
        "samples": _column_samples(table),
        "total": len(list(table.numbered())),
        "reading": table.report() | {"columns": guess_columns(table.headers, table.rows)},
    }


def _column_samples(table: SheetTable) -> list[list]:
    """Each header with its first values: ``[header, [value, …]]``."""
    samples = []
    for number, header in enumerate(table.headers):
        values = (row[number] for row in table.rows)
        samples.append([header, [value for value in values if value.strip()][:_SAMPLES_PER_COLUMN]])
    return samples


@transaction.atomic
def save_column_mapping(*, name: str, headers: list[str], columns: list[str], by) -> SavedList:
    """Keep the meaning of each column under the name of a list, and log it in the history of that list."""
    saved_list = SavedList.objects.filter(name=name).first()
    is_new = saved_list is None
    if saved_list is None:
        saved_list = SavedList(name=name, slug=_free_slug(name))
    saved_list.headers, saved_list.columns = headers, columns
    saved_list.save()
    message = {"added": {}} if is_new else {"changed": {"fields": ["columns"]}}
    LogEntry.objects.log_actions(by.pk, [saved_list], ADDITION if is_new else CHANGE, [message])
    return saved_list


def _free_slug(name: str) -> str:
    start = slugify(name, allow_unicode=True)[:50] or "list"
    taken = set(SavedList.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := start if number == 1 else f"{start}-{number}") not in taken
    )


def request_check(
    *,
    spreadsheet: SpreadsheetImport,
    by,
    saved_list: SavedList | None = None,
    columns: list[str] | None = None,
    answers: ImportAnswers | None = None,
) -> None:
    """Queue a dry run. What is None stays as it is stored. Raises ValidationError in other states.

    An import that gets its list gets the lasting answers about that list too; its own become those of the list.
    """
    values: dict[str, object] = {"saved_list": saved_list, "columns": columns}
    values = {name: value for name, value in values.items() if value is not None}
    answers = answers or ImportAnswers.from_json(spreadsheet.answers)
    if saved_list is not None and saved_list != spreadsheet.saved_list:
        answers = answers.over(ImportAnswers.from_json(saved_list.answers))
    values["answers"] = answers.as_json()
    with transaction.atomic():
        _enqueue_step(spreadsheet, CHECKABLE_STATES, ImportState.CHECKING, by, **values, **_RESET_VALUES)
        lists = SavedList.objects.filter(pk=spreadsheet.saved_list_id)
        lists.update(answers=answers.lasting().as_json())


@transaction.atomic
def keep_answers(*, spreadsheet: SpreadsheetImport, answers: ImportAnswers, by) -> None:
    """Keep answers for the next check; until then nothing can be applied. Raises ValidationError in other states."""
    locked = _lock_in_state(spreadsheet, (ImportState.CHECKED,))
    locked.answers, locked.digest = answers.as_json(), ""
    locked.save(update_fields=["answers", "digest"])
    spreadsheet.refresh_from_db()


def request_apply(*, spreadsheet: SpreadsheetImport, digest: str, leaves_out_errors: bool, by) -> None:
    """Queue what was shown under this digest. Raises ValidationError when something else is planned now."""
    with transaction.atomic():
        _enqueue_step(
            spreadsheet, (ImportState.CHECKED,), ImportState.APPLYING, by, leaves_out_errors=leaves_out_errors
        )
        if not digest or spreadsheet.digest != digest:
            raise ValidationError(
                _("It was checked again since this page was opened. Look at it again, then apply it.")
            )


def request_undo(*, spreadsheet: SpreadsheetImport, by) -> None:
    """Queue the undo of all that it did. Raises ValidationError in other states."""
    _enqueue_step(spreadsheet, (ImportState.APPLIED,), ImportState.TAKING_BACK, by)


def request_publication_plan(*, spreadsheet: SpreadsheetImport, by) -> None:
    """Queue the preparation of the publication of all that it made or changed. Raises ValidationError elsewhere."""
    _enqueue_step(spreadsheet, (ImportState.APPLIED,), ImportState.PREPARING, by, publication={})


def request_publication(*, spreadsheet: SpreadsheetImport, digest: str, note: str, by) -> None:
    """Queue the publication that was shown under this digest. Raises ValidationError when another is planned now."""
    with transaction.atomic():
        plan = _lock_in_state(spreadsheet, (ImportState.APPLIED,)).publication.get("plan", {})
        if not digest or plan.get("digest") != digest:
            raise ValidationError(_("It was prepared again since this page was opened. Look at it again."))
        _enqueue_step(
            spreadsheet,
            (ImportState.APPLIED,),
            ImportState.PUBLISHING,
            by,
            publication={"plan": plan, "note": note},
        )


def request_withdrawal(
    *, spreadsheet: SpreadsheetImport, versions: dict[str, int], reason: dict[str, str], note: str, by
) -> None:
    """Queue the withdrawal of these records, by reference, as of these versions. Raises ValidationError elsewhere."""
    ordered = {"versions": versions, "reason": reason, "note": note}
    _enqueue_step(
        spreadsheet, (ImportState.APPLIED,), ImportState.WITHDRAWING, by, publication={"withdrawal": ordered}
    )


@transaction.atomic
def close_redacted(*, pks: Collection[int]) -> None:
    """Delete the files of imports in which words were redacted: they hold them still. What waits is never applied.

    What is in effect can be undone without its file.
    """
    for spreadsheet in SpreadsheetImport.objects.select_for_update().filter(pk__in=pks).exclude(file=""):
        stored = spreadsheet.file
        transaction.on_commit(partial(stored.storage.delete, stored.name))
        values = {"file": ""}
        if spreadsheet.state not in APPLIED_STATES:
            values |= {"state": ImportState.CLOSED, "state_at": timezone.now(), "digest": "", "reasons": []}
        SpreadsheetImport.objects.filter(pk=spreadsheet.pk).update(**values)


def restart_step(*, spreadsheet: SpreadsheetImport, by) -> None:
    """Queue a step again whose worker was stopped or never came. Raises ValidationError while one is at work."""
    if spreadsheet.pk in SpreadsheetImport.objects.at_work():
        raise ValidationError(_("It is being worked on."))
    _enqueue_step(spreadsheet, BACKGROUND_STATES, None, by)


@transaction.atomic
def _enqueue_step(
    spreadsheet: SpreadsheetImport, states, next_state: ImportState | None, by, **values
) -> None:
    """Queue the step that ``next_state`` stands for (None: the same again). Raises ValidationError in other states."""
    locked = _lock_in_state(spreadsheet, states)
    if (next_state or locked.state) in (ImportState.CHECKING, ImportState.APPLYING):
        _require_file(locked)
    values |= {"state": next_state or locked.state, "state_at": timezone.now(), "done": 0, "reasons": []}
    values |= {
        "requested_by": by,
        "requested_language": get_language() or "",
        "task": tasks.run_import_step.enqueue(locked.pk).id,
    }
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=values)
    spreadsheet.refresh_from_db()


def _require_file(spreadsheet: SpreadsheetImport) -> None:
    """Raises ValidationError where its file was deleted, because words in it were redacted."""
    if not spreadsheet.file:
        raise ValidationError(
            _("Words of this file were redacted, and it was deleted. Upload it again without them.")
        )


def _lock_in_state(spreadsheet: SpreadsheetImport, states) -> SpreadsheetImport:
    """The import as it is now, locked until the transaction ends. Raises ValidationError in other states."""
    locked = SpreadsheetImport.objects.select_for_update().get(pk=spreadsheet.pk)
    if locked.state not in states:
        raise ValidationError(
            _("This cannot be done now: the import is %(state)s."),
            params={"state": locked.get_state_display()},
        )
    return locked
