"""Imports interchange files: records them and, where that is asked, publishes what is meant for the public."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interchange.files import MODELS, FileRow, read_files
from interchange.importer import Importer, ImportReport
from interchange.problems import ImportFailed, ImportProblem
from interchange.record_ids import records_by_id
from register import bodies, draft_changes, publishing, versions
from register.choices import Action, EditorialState
from register.kinds import kind_of
from register.models import Version
from register.records import Record


@dataclass
class PublishedImport:
    """What was recorded, what was published, what was not and why."""

    recorded: ImportReport
    versions: list[Version] = field(default_factory=list)
    unpublished: list[ImportProblem] = field(default_factory=list)

    @property
    def problems(self) -> list[ImportProblem]:
        return [*self.recorded.left_out, *self.unpublished]


@transaction.atomic
def import_files(
    files: Iterable[Path | str | dict], *, publish: bool, skip_bad: bool, by=None
) -> PublishedImport:
    """All records of all files, or none: raises RecordingError with every problem. Again changes nothing.

    With ``publish``, what the files do not call a draft, in review or withdrawn becomes public as well. With
    ``skip_bad`` records with problems are left out, and those that cannot be public stay drafts.
    """
    imported = PublishedImport(import_to_desk(files, by=by, skip_bad=skip_bad))
    if publish:
        _publish_import(imported, skip_bad=skip_bad, by=by)
    return imported


def _publish_import(imported: PublishedImport, *, skip_bad: bool, by) -> None:
    meant = [
        (row, imported.recorded.records[name])
        for name, row in imported.recorded.rows.items() if _is_meant_public(row.members, imported.recorded.records[name])
    ]  # fmt: skip
    objections = [
        ImportProblem(row.file, row.path, reason, row.name)
        for row, one in meant for reason in kind_of(one).publication_errors(one)
    ]  # fmt: skip
    if objections and not skip_bad:
        raise ImportFailed(objections)
    imported.unpublished = objections
    refused = {problem.record for problem in objections}
    try:
        imported.versions = publishing.publish(*(one for row, one in meant if row.name not in refused), by=by)
    except ValidationError as error:  # of a record that goes along and stands in no file
        raise ImportFailed([ImportProblem("", "", reason) for reason in error.messages]) from error
    _add_withdrawal_versions(imported, by=by)


def _add_withdrawal_versions(imported: PublishedImport, *, by) -> None:
    """Let the register say of withdrawn records why, or where they lead to, as it did where they come from."""
    for action, member in ((Action.WITHDRAWN, "reason"), (Action.MERGED, "into")):
        texts = []
        for name, row in imported.recorded.rows.items():
            one, told = imported.recorded.records[name], row.members.get("withdrawal") or {}
            if told.get(member) and one.editorial_state == EditorialState.WITHDRAWN:
                kind, fact = kind_of(one), told[member]
                if action == Action.MERGED:
                    into = records_by_id(kind.model, [fact]).get(fact)
                    fact = into.ref if into else ""
                body = {"object": kind.name, "ref": one.ref, "action": str(action), member: fact}
                if fact and not Version.objects.filter(ref=one.ref).exists():
                    texts.append((one.ref, bodies.body_to_json(body)))
        imported.versions += versions.append_versions(texts, action, by=by, note="")


def _is_meant_public(members: dict, one) -> bool:
    """A record that was withdrawn here stays withdrawn, whatever an older file says."""
    told = members.get("editorial_state") or EditorialState.PUBLISHED
    return (
        isinstance(one, Record)
        and told == EditorialState.PUBLISHED
        and one.editorial_state != EditorialState.WITHDRAWN
    )


@transaction.atomic
def import_to_desk(
    files: Iterable[Path | str | dict], *, by, only_new: bool = False, skip_bad: bool = False
) -> ImportReport:
    """Record what the files tell, whole records at a time; the same files again change nothing.

    ``only_new`` leaves records that are on the desk already as they are. Where ``by`` is somebody, the history
    of each record says so. Raises RecordingError with every problem of every file; then nothing is kept. With
    ``skip_bad`` records with problems, and those that refer to them, are left out and told; the rest is kept.
    """
    left_out: list[ImportProblem] = []
    rows = read_files(files, left_out if skip_bad else None)
    while True:
        try:
            recorder = _run_importer(rows, only_new=only_new)
            break
        except ImportFailed as error:
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
    _mark_edited(recorded)
    if by:
        _log_in_history(recorded, by)
    return recorded


@transaction.atomic
def _run_importer(rows: dict[str, dict[str, FileRow]], *, only_new: bool) -> Importer:
    """Record all rows. Raises RecordingError, and then keeps none."""
    recorder = Importer(rows, only_new=only_new)
    recorder.run()
    if recorder.problems:
        raise ImportFailed(recorder.problems)
    return recorder


def _mark_edited(recorded: ImportReport) -> None:
    """Mark the public records that say something else now, and those that repeat something of them."""
    changed = [recorded.records[kind, one] for kind, ids in recorded.changed.items() for one in ids]
    public = [one for one in changed if isinstance(one, Record) and one.is_public]
    draft_changes.refresh_edited_marks(public)
    draft_changes.refresh_edited_marks_of_mentions(public, besides=public)


def _log_in_history(recorded: ImportReport, by) -> None:
    for action, ids in ((ADDITION, recorded.created), (CHANGE, recorded.changed)):
        for kind in ids:
            touched = MODELS[kind].objects.filter(
                pk__in=[recorded.records[kind, one].pk for one in ids[kind]]
            )
            LogEntry.objects.log_actions(by.pk, touched, action, _("Recorded from a file."))
