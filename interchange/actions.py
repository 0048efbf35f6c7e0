"""Imports interchange files to the desk, atomically; publishes them on request."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from history.acts import act
from history.choices import ActKind
from interchange.closing import closing_problems, staying_warnings, taken_back_by
from interchange.files import FileRow, read_files
from interchange.importer import Importer, ImportReport
from interchange.leaving_out import Rows, import_without_bad
from interchange.problems import ImportFailed, ImportProblem, lack_records
from interchange.record_ids import records_by_id
from interchange.redacted_words import redacted_words_problems
from interchange.warnings import import_warnings
from register import bodies, desk_changes, publishing, versions
from register.choices import Action, EditorialState
from register.kinds import kind_of
from register.models import Version
from register.publication_plan import reasons_against_publication
from register.records import Record, primary_keys_by_model
from register.withheld import narrowed_versions, open_versions
from sources.actions import refresh_citing_records
from sources.models import Source


@dataclass
class PublishedImport:
    """Report of an import: what it published and closed, the problems of records that stayed drafts, and warnings."""

    report: ImportReport
    versions: list[Version] = field(default_factory=list)
    closed: dict[str, list[int]] = field(default_factory=dict)  # numbers of versions by reference
    unpublished: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)

    @property
    def problems(self) -> list[ImportProblem]:
        return [*self.report.left_out, *self.unpublished]


@transaction.atomic
def import_files(
    files: Iterable[Path | str | dict],
    *,
    publish: bool,
    skip_bad: bool,
    by,
    update: bool = False,
    closes_versions: bool = False,
) -> PublishedImport:
    """Import all records of all files, or none. The same files again change nothing.

    With ``update`` records that are here may change. With ``publish``, what the files do not call a draft, in review or
    withdrawn becomes public as well. With ``skip_bad`` records with problems are left out, and those that cannot be
    public stay drafts. ``closes_versions``: earlier versions that tell what the files withhold are closed for good;
    without it such a record is a problem. Raises ImportFailed with every problem.
    """
    options = {"only_new": False, "update": update, "gives_refs": publish}

    def run(rows: Rows) -> PublishedImport:
        imported = PublishedImport(_import_rows(rows, by=by, **options))
        imported.warnings = list(import_warnings(imported.report))
        if publish:
            _publish_import(imported, skip_bad=skip_bad, closes_versions=closes_versions, by=by)
        return imported

    rows, left_out = _rows_of_files(files, skip_bad=skip_bad, **options)
    if not skip_bad:
        return run(rows)
    imported = import_without_bad(rows, left_out, run)
    imported.report.left_out = left_out
    return imported


@transaction.atomic
def import_to_desk(
    files: Iterable[Path | str | dict],
    *,
    by,
    only_new: bool = False,
    update: bool = False,
    scope_of=None,
) -> ImportReport:
    """Import the records of files to the desk, whole records at a time; the same files again change nothing.

    A record that is here already is a problem if it would change, unless ``update`` allows it; ``only_new`` leaves
    stored records as they are. Where ``by`` is an account, the admin history of each record names it. ``scope_of``: an
    account, if not ``by``, outside of whose scope nothing may change. Raises ImportFailed with every problem of every
    file; then nothing is kept.
    """
    options = {"only_new": only_new, "update": update, "gives_refs": False, "scope_of": scope_of or by}
    rows, _none_left_out = _rows_of_files(files, skip_bad=False, **options)
    return _import_rows(rows, by=by, **options)


def _rows_of_files(
    files: Iterable[Path | str | dict], *, skip_bad: bool, **options
) -> tuple[Rows, list[ImportProblem]]:
    """The rows of all files, and the problems of what is malformed. Raises ImportFailed unless that is skipped."""
    problems: list[ImportProblem] = []
    rows = read_files(files, problems)
    if problems and not skip_bad:
        _refuse_malformed_files(rows, problems, **options)
    return rows, problems


def _import_rows(rows: Rows, *, by, **options) -> ImportReport:
    """Imports these rows, all or none. Raises ImportFailed."""
    with act(kind=ActKind.IMPORT, by=by):
        report = _run_importer(rows, **options).report()
        _mark_edited(report)
    return report


def _refuse_malformed_files(
    rows: dict[str, dict[str, FileRow]], problems: list[ImportProblem], **options
) -> None:
    """Raise ImportFailed with these problems and, unless records are missing, those of the records."""
    if not lack_records(problems):
        try:
            with transaction.atomic():
                _run_importer(rows, **options)
                transaction.set_rollback(True)
        except ImportFailed as error:
            problems += error.problems
    raise ImportFailed(problems)


@transaction.atomic
def _run_importer(rows: dict[str, dict[str, FileRow]], **options) -> Importer:
    """Import all rows. Raises ImportFailed, and then keeps none."""
    importer = Importer(rows, **options)
    importer.run()
    report = importer.report()
    stored = {key: report.rows[key] for key in report.created_or_changed}
    importer.writer.add_problems(redacted_words_problems(stored, report.records))
    if importer.problems:
        raise ImportFailed(importer.problems)
    return importer


def _mark_edited(report: ImportReport) -> None:
    """Mark public records as edited that differ now from what is public, and those that mention or cite what changed.

    A withdrawn record is mentioned in words, which may have changed as well.
    """
    changed = [report.records[kind, row_id] for kind, ids in report.changed.items() for row_id in ids]
    records = [record for record in changed if isinstance(record, Record) and record.ref]
    desk_changes.refresh_edited_marks(records)
    desk_changes.refresh_edited_marks_of_mentions(records, besides=records)
    refresh_citing_records(sources=[source for source in changed if isinstance(source, Source)])


def _publish_import(imported: PublishedImport, *, skip_bad: bool, closes_versions: bool, by) -> None:
    versions.lock_version_log()
    records = imported.report.records
    candidates = [
        (row, records[key])
        for key, row in imported.report.rows.items() if _is_meant_public(row.members, records[key])
    ]  # fmt: skip
    against = reasons_against_publication([record for _row, record in candidates])
    errors = [
        ImportProblem(row.file, row.path, reason, row.key, is_refusal=True)
        for (row, _record), reasons in zip(candidates, against, strict=True) for reason in reasons
    ]  # fmt: skip
    if not closes_versions:
        errors += closing_problems(candidates)
    if errors and not skip_bad:
        raise ImportFailed(errors)
    if changes := [problem for problem in errors if problem.record in imported.report.changes]:
        raise ImportFailed(changes)  # a record that is here stays as it was; a new one stays a draft
    imported.unpublished = errors
    refused = {problem.record for problem in errors}
    publishable = [record for row, record in candidates if row.key not in refused]
    _take_back_refs(record for row, record in candidates if row.key in refused)
    withheld = taken_back_by(publishable)
    if closes_versions:
        imported.closed = open_versions(withheld) | narrowed_versions(publishable)
    else:
        imported.warnings += staying_warnings(candidates, withheld)
    try:
        imported.versions = publishing.publish(*publishable, by=by, closing=imported.closed)
    except ValidationError as error:  # of a record that goes along and stands in no file
        raise ImportFailed([ImportProblem("", "", reason) for reason in error.messages]) from error
    _add_withdrawal_versions(imported, by=by)


def _take_back_refs(refused: Iterable[Record]) -> None:
    """Records that stay drafts have no reference, whatever the file holds."""
    drafts = [record for record in refused if record.ref and record.was_never_public]
    for model, pks in primary_keys_by_model(drafts).items():
        model._default_manager.filter(pk__in=pks).update(ref="")
    for record in drafts:
        record.ref = ""


def _is_meant_public(members: dict, record) -> bool:
    """True for a row without another state. A record that was withdrawn here stays so, whatever an older file holds."""
    state = members.get("editorial_state") or EditorialState.PUBLISHED
    return (
        isinstance(record, Record)
        and state == EditorialState.PUBLISHED
        and record.editorial_state != EditorialState.WITHDRAWN
    )


def _add_withdrawal_versions(imported: PublishedImport, *, by) -> None:
    """Append the withdrawals and merges of the files to the version log, with reason or target, where it has none."""
    for action, member in ((Action.WITHDRAWN, "reason"), (Action.MERGED, "into")):
        texts = []
        for key, row in imported.report.rows.items():
            record, withdrawal = imported.report.records[key], row.members.get("withdrawal") or {}
            if withdrawal.get(member) and record.editorial_state == EditorialState.WITHDRAWN:
                fact = withdrawal[member]
                if action == Action.MERGED:
                    into = records_by_id(kind_of(record).model, [fact]).get(fact)
                    fact = into.ref if into else ""
                if fact and not Version.objects.filter(ref=record.ref).exists():
                    body = versions.marker_body(record.ref, action, **{member: fact})
                    texts.append((record.ref, bodies.body_to_json(body)))
        imported.versions += versions.append_versions(texts, action, by=by, note="")
