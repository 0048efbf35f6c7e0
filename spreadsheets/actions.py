"""What people do with the import of a spreadsheet. Each asks for a background step at most once."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.files import file_sha256
from spreadsheets import tasks
from spreadsheets.choices import BACKGROUND_STATES, CHECKABLE_STATES, ImportState
from spreadsheets.files.reader import SheetTable
from spreadsheets.models import SavedList, SpreadsheetImport

_SAMPLES_PER_COLUMN = 3

# What an import that was taken back forgets when it is checked anew: the history keeps it.
_RESET_VALUES = {"digest": "", "counts": {}, "applied": None, "applied_by": None, "applied_at": None}
_RESET_VALUES |= {"taken_back_by": None, "taken_back_at": None}


@transaction.atomic
def upload_spreadsheet(*, file: File, table: SheetTable, by) -> SpreadsheetImport:
    """Keep a file that was read as ``table``. Nothing is done with it yet."""
    made = SpreadsheetImport(
        file=file,
        name=table.name,
        samples=_column_samples(table),
        total=len(list(table.numbered())),
        uploaded_by=by,
    )
    made.save()
    made.sha256 = file_sha256(made.file)
    made.save(update_fields=["sha256"])
    return made


def _column_samples(table: SheetTable) -> list[list]:
    """Each header with its first values: ``[header, [value, …]]``."""
    found = []
    for number, header in enumerate(table.headers):
        values = (row[number] for row in table.rows)
        found.append([header, [value for value in values if value.strip()][:_SAMPLES_PER_COLUMN]])
    return found


@transaction.atomic
def save_column_mapping(*, name: str, headers: list[str], columns: list[str]) -> SavedList:
    """What the columns of the list of this name mean from now on."""
    known = SavedList.objects.filter(name=name).first()
    saved = known or SavedList(name=name, slug=_free_slug(name))
    saved.headers, saved.columns = headers, columns
    saved.save()
    return saved


def _free_slug(name: str) -> str:
    start = slugify(name, allow_unicode=True)[:50] or "list"
    taken = set(SavedList.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := start if number == 1 else f"{start}-{number}") not in taken
    )


def request_check(*, spreadsheet: SpreadsheetImport, by, **how) -> None:
    """Find out what it would do. ``how``: saved_list, columns and choices where they change."""
    _enqueue_step(spreadsheet, CHECKABLE_STATES, ImportState.CHECKING, by, **how, **_RESET_VALUES)


def request_apply(*, spreadsheet: SpreadsheetImport, digest: str, leaves_out_errors: bool, by) -> None:
    """Do exactly what was shown under this digest. Raises ValidationError when something else is planned now."""
    with transaction.atomic():
        _enqueue_step(
            spreadsheet, (ImportState.CHECKED,), ImportState.APPLYING, by, leaves_out_errors=leaves_out_errors
        )
        if not digest or spreadsheet.digest != digest:
            raise ValidationError(
                _("It was checked again since this page was opened. Look at it again, then apply it.")
            )


def request_undo(*, spreadsheet: SpreadsheetImport, by) -> None:
    """Undo all that it did."""
    _enqueue_step(spreadsheet, (ImportState.APPLIED,), ImportState.TAKING_BACK, by)


def restart_step(*, spreadsheet: SpreadsheetImport, by) -> None:
    """Ask once more for a step whose worker was stopped or never came."""
    if spreadsheet.pk in SpreadsheetImport.objects.at_work():
        raise ValidationError(_("It is being worked on."))
    _enqueue_step(spreadsheet, BACKGROUND_STATES, None, by)


@transaction.atomic
def _enqueue_step(spreadsheet: SpreadsheetImport, states, to: ImportState | None, by, **values) -> None:
    """Queue the step that state ``to`` stands for (None: the same again). Raises ValidationError in other states."""
    now = SpreadsheetImport.objects.select_for_update().get(pk=spreadsheet.pk)
    if now.state not in states:
        raise ValidationError(
            _("This cannot be done now: the import is %(state)s."), params={"state": now.get_state_display()}
        )
    values |= {"state": to or now.state, "state_at": timezone.now(), "done": 0, "reasons": []}
    values |= {
        "asked_by": by,
        "asked_in": get_language() or "",
        "task": tasks.run_import_step.enqueue(now.pk).id,
    }
    for name, value in values.items():
        setattr(now, name, value)
    now.save(update_fields=values)
    spreadsheet.refresh_from_db()
