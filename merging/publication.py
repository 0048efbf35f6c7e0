"""Publishes what a merger changed: records whose public body names the one that was merged."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.record_ids import record_names
from desk.workflow.four_eyes import reasons_by_four_eyes
from register import bodies, entries, publishing
from register.choices import Action
from register.desk_changes import (
    published_body_texts,
    refresh_edited_marks,
    refresh_edited_marks_of_mentions,
)
from register.kinds import kind_of, kinds
from register.loading import load_for_publication, lock_records, record_identity
from register.models import Version
from register.publication_plan import reasons_against_publication
from register.records import Record, primary_keys_by_model
from register.refusals import Draft, refusals
from register.versions import append_versions, lock_version_log, upgraded_body


def public_records_naming(record: Record) -> list[Record]:
    """Other public records of which the bodies on the desk mention this one."""
    keys = primary_keys_by_model([record])
    naming = [other for kind in kinds() for other in kind.records_mentioning(keys).published()]
    return lock_records([other for other in naming if other != record], only_public=True)


def publish_changed(records: list[Record], *, by: Any) -> tuple[list[Record], list[tuple[Record, str]]]:
    """Publishes those of these public records, as they were loaded before they changed, that had no edits then.

    Returns them, and those that wait, with the reason: with four eyes, whoever merged edited them last.
    """
    current = load_for_publication(records)
    public = dict(published_body_texts(record.ref for record in current))
    was_edited = {record_identity(record): record.is_edited for record in records}
    changed = [
        record
        for record in current
        if bodies.record_body_json(kind_of(record), record) != public.get(record.ref)
    ]
    waiting = [
        (record, _("It has other edits that are not public yet."))
        for record in changed
        if was_edited[record_identity(record)]
    ]
    free = [record for record in changed if not was_edited[record_identity(record)]]
    reasons = [
        [*against, *alone]
        for against, alone in zip(
            reasons_against_publication(free), reasons_by_four_eyes(free, by), strict=True
        )
    ]
    waiting += [(record, " ".join(why)) for record, why in zip(free, reasons, strict=True) if why]
    free = [record for record, why in zip(free, reasons, strict=True) if not why]
    if free:
        publishing.publish(*free, by=by)
    refresh_edited_marks([record for record, _why in waiting])
    return free, waiting


def end_merger(record: Record, *, by, note: str = "") -> Version:
    """Publishes a record that was merged as it was public before, after a merger that was undone.

    The desk has it back, as public. Versions up to the merger stay closed. Raises ValidationError.
    """
    lock_version_log()
    log = Version.objects.of(record.ref)
    if log.exclude(action=Action.REDACTED).last().action != Action.MERGED:
        raise ValidationError(_("It is public, or was withdrawn since."))
    body = upgraded_body(log.filter(action=Action.PUBLISHED).last())
    draft = Draft(record_names(record), kind_of(record).name, lambda: body, Action.PUBLISHED, note)
    if reasons := refusals([draft])[0]:
        raise ValidationError(reasons)
    [version] = append_versions([(record.ref, bodies.body_to_json(body))], Action.PUBLISHED, by=by, note=note)
    entries.index_versions([version])
    refresh_edited_marks_of_mentions([record])
    return version
