"""Publish, withdraw and merge records: the only actions that change what is public."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from register import bodies, entries
from register.choices import Action, EditorialState
from register.desk_changes import changed_body_texts, clear_edited_marks, refresh_edited_marks_of_mentions
from register.kinds import kind_of, kinds, primary_keys_by_model
from register.loading import lock_records
from register.models import Version
from register.numbering import allocate_refs, store_refs
from register.publication_plan import plan_publication
from register.records import SET_BY_PUBLISHING, Record
from register.versions import append_versions, lock_version_log


@transaction.atomic
def publish(*records: Record, by, note: str = "") -> list[Version]:
    """Publishes these records as they stand on the desk, with the records that they name.

    Returns the new versions in the order of their ids; a record whose body is public already gets none. Raises
    ValidationError, with record and reason, when one of them cannot be published; then none is.
    """
    lock_version_log()
    lock_records(records)
    plan = plan_publication(*records)
    if plan.errors:
        raise ValidationError([f"{record}: {reason}" for record, reason in plan.errors])
    newly_public = [record for record in plan.records if not record.is_public]
    _give_refs_and_state(newly_public)
    versions = append_versions(changed_body_texts(plan.records), Action.PUBLISHED, by=by, note=note)
    entries.index_versions(versions)
    clear_edited_marks(plan.records)
    refresh_edited_marks_of_mentions(newly_public, besides=plan.records)
    _refresh_instances(records)
    return versions


@transaction.atomic
def withdraw(record: Record, *, by, reason: dict[str, str], note: str = "") -> Version:
    """Withdraws a record from the public. Every version of it answers 410 with ``reason`` (text by language).

    Raises ValidationError when it is not public or no reason is given.
    """
    if not any(reason.values()):
        raise ValidationError(_("Give the public a reason."))
    return _end_publication(record, Action.WITHDRAWN, {"reason": reason}, by=by, note=note)


@transaction.atomic
def merge(record: Record, *, into: Record, by, note: str = "") -> Version:
    """Redirects the address of ``record`` to ``into`` for ever. Its links must have been moved before.

    Raises ValidationError when one of them is not public or they are of different kinds.
    """
    lock_version_log()
    into.refresh_from_db()
    if not into.is_public or kind_of(into) is not kind_of(record) or into.pk == record.pk:
        raise ValidationError(_("Choose another public record of the same kind."))
    return _end_publication(record, Action.MERGED, {"into": into.ref}, by=by, note=note)


def _end_publication(record: Record, action: Action, facts: dict, *, by, note: str) -> Version:
    """Ends the publication of a record with a version of this action."""
    lock_version_log()
    record.refresh_from_db()
    if not record.is_public:
        raise ValidationError(_("It is not public."))
    text = bodies.body_to_json(
        {"object": kind_of(record).name, "ref": record.ref, "action": str(action), **facts}
    )
    record.editorial_state = EditorialState.WITHDRAWN
    record.is_edited = False
    record.save(update_fields=["editorial_state", "is_edited"])
    [version] = append_versions([(record.ref, text)], action, by=by, note=note)
    entries.remove_entries([record.ref])
    refresh_edited_marks_of_mentions([record])
    return version


def _give_refs_and_state(records: Sequence[Record]) -> None:
    """Sets the state, and a reference where there is none, before bodies are written."""
    for kind in kinds():
        of_kind = [record for record in records if isinstance(record, kind.model)]
        without_ref = [record for record in of_kind if not record.ref]
        for record, ref in zip(without_ref, allocate_refs(kind, len(without_ref)), strict=True):
            record.ref = ref
        for record in of_kind:
            record.editorial_state = EditorialState.PUBLISHED
        if of_kind:
            store_refs(kind, of_kind)


def _refresh_instances(records: Sequence[Record]) -> None:
    """Sets on the caller's own objects what publishing changed: reference, state, mark."""
    names = SET_BY_PUBLISHING
    for model, pks in primary_keys_by_model(records).items():
        rows = {row["pk"]: row for row in model._default_manager.filter(pk__in=pks).values("pk", *names)}
        for record in records:
            if type(record) is model:
                for name in names:
                    setattr(record, name, rows[record.pk][name])
