"""From the desk to the register: what the public sees changes here and nowhere else."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from register import bodies, entries
from register.choices import Action, EditorialState
from register.draft_changes import changed_body_texts, clear_edited_marks, refresh_edited_marks_of_mentions
from register.kinds import kind_of, kinds, primary_keys_by_model
from register.models import Version
from register.numbering import allocate_refs, store_refs
from register.publication_plan import plan_publication
from register.records import Record
from register.versions import append_versions, lock_version_log


@transaction.atomic
def publish(*records: Record, by, note: str = "") -> list[Version]:
    """Publish these records as they stand on the desk, with the people and organizations they name.

    Returns the versions made, in the order of their ids. A record whose body is what is public already gets none.
    Raises ValidationError, naming record and reason, when one of them cannot be public; then none is.
    """
    lock_version_log()
    plan = plan_publication(*records)
    if plan.objections:
        raise ValidationError([f"{record}: {reason}" for record, reason in plan.objections])
    newly_public = [record for record in plan.records if not record.is_public]
    _open_to_the_public(newly_public)
    versions = append_versions(changed_body_texts(plan.records), Action.PUBLISHED, by=by, note=note)
    entries.index_versions(versions)
    clear_edited_marks(plan.records)
    refresh_edited_marks_of_mentions(newly_public, besides=plan.records)
    _refresh_instances(records)
    return versions


@transaction.atomic
def withdraw(record: Record, *, by, reason: dict[str, str], note: str = "") -> Version:
    """Take a record from the public. Every version of it answers 410 with ``reason`` (text by language) from now on.

    Raises ValidationError when it is not public or no reason is given.
    """
    if not any(reason.values()):
        raise ValidationError(_("Give the public a reason."))
    return _end_public_life(record, Action.WITHDRAWN, {"reason": reason}, by=by, note=note)


@transaction.atomic
def merge(record: Record, *, into: Record, by, note: str = "") -> Version:
    """Let the address of ``record`` lead to ``into`` for ever. What hangs on it must have been moved before.

    Raises ValidationError when one of them is not public or they are of different kinds.
    """
    if not into.is_public or kind_of(into) is not kind_of(record) or into.pk == record.pk:
        raise ValidationError(_("Choose another public record of the same kind."))
    return _end_public_life(record, Action.MERGED, {"into": into.ref}, by=by, note=note)


def _end_public_life(record: Record, action: Action, facts: dict, *, by, note: str) -> Version:
    """End the public life of a record with a version that says so."""
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


def _open_to_the_public(records: Sequence[Record]) -> None:
    """Give references where there are none, and set the state, before bodies are written."""
    for kind in kinds():
        mine = [record for record in records if isinstance(record, kind.model)]
        nameless = [record for record in mine if not record.ref]
        for record, ref in zip(nameless, allocate_refs(kind, len(nameless)), strict=True):
            record.ref = ref
        for record in mine:
            record.editorial_state = EditorialState.PUBLISHED
        if mine:
            store_refs(kind, mine)


def _refresh_instances(records: Sequence[Record]) -> None:
    """Tell the caller's own objects what publishing gave them: reference, state, mark."""
    told = ["ref", "editorial_state", "is_edited"]
    for model, pks in primary_keys_by_model(records).items():
        rows = {row["pk"]: row for row in model._default_manager.filter(pk__in=pks).values("pk", *told)}
        for record in records:
            if type(record) is model:
                for name in told:
                    setattr(record, name, rows[record.pk][name])
