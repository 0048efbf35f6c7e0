"""Records interchange files on the desk: checked as the desk checks what staff type, all of it or nothing."""

from collections.abc import Iterable
from pathlib import Path

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from interchange.files import KINDS, Problem, RecordingError, Row, read
from interchange.recorder import Recorded, Recorder
from register import publishing
from register.records import Record


@transaction.atomic
def record(
    files: Iterable[Path | str | dict], *, by, only_new: bool = False, skip_bad: bool = False
) -> Recorded:
    """Record what the files tell, whole records at a time; the same files again change nothing.

    ``only_new`` leaves records that are on the desk already as they are. Where ``by`` is somebody, the history
    of each record says so. Raises RecordingError with every problem of every file; then nothing is kept. With
    ``skip_bad`` records with problems, and those that refer to them, are left out and told; the rest is kept.
    """
    left_out: list[Problem] = []
    rows = read(files, left_out if skip_bad else None)
    while True:
        try:
            recorder = attempt(rows, only_new=only_new)
            break
        except RecordingError as error:
            if not skip_bad:
                raise
            left_out += error.problems
            bad = {problem.record for problem in error.problems}
            rows = {
                kind: {row_id: row for row_id, row in by_id.items() if row.name not in bad}
                for kind, by_id in rows.items()
            }
    recorded = recorder.report()
    recorded.left_out = left_out
    mark_edited(recorded)
    if by:
        note_in_history(recorded, by)
    return recorded


@transaction.atomic
def attempt(rows: dict[str, dict[str, Row]], *, only_new: bool) -> Recorder:
    """Record all rows. Raises RecordingError, and then keeps none."""
    recorder = Recorder(rows, only_new=only_new)
    recorder.run()
    if recorder.problems:
        raise RecordingError(recorder.problems)
    return recorder


def mark_edited(recorded: Recorded) -> None:
    """Mark the public records that say something else now, and those that repeat something of them."""
    changed = [recorded.records[kind, one] for kind, ids in recorded.changed.items() for one in ids]
    public = [one for one in changed if isinstance(one, Record) and one.is_public]
    publishing.refresh_edited(public)
    publishing.refresh_edited_mentions(public, besides=public)


def note_in_history(recorded: Recorded, by) -> None:
    for action, ids in ((ADDITION, recorded.created), (CHANGE, recorded.changed)):
        for kind in ids:
            touched = KINDS[kind].objects.filter(pk__in=[recorded.records[kind, one].pk for one in ids[kind]])
            LogEntry.objects.log_actions(by.pk, touched, action, _("Recorded from a file."))
