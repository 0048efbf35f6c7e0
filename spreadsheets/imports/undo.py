"""Undo of an applied import, all of it or nothing."""

from collections.abc import Iterator

from django.db import models, transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement, Custody
from desk.workflow.actions import forget_record
from history.acts import act
from history.choices import ActKind
from interchange.actions import import_to_desk
from interchange.record_ids import records_by_id
from interchange.schema import MODELS
from register.choices import EditorialState
from register.loading import record_identity
from register.records import Record
from sources.models import Source
from spreadsheets.imports.apply import AppliedImport, newest_versions
from spreadsheets.lookups import DeskLookups

_DELETION_ORDER = ("agreements", "organizations")  # in the order in which they can be deleted


class UndoRefused(Exception):
    """The import cannot be undone any more; ``reasons`` are sentences."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@transaction.atomic
def undo_import(applied: AppliedImport, *, by) -> None:
    """Undo a whole import. Raises UndoRefused where something was edited, published or referred to since.

    Records that were deleted since are no reason against it.
    """
    reasons = list(_objections(applied, by=by))
    if reasons:
        raise UndoRefused(reasons)
    with act(kind=ActKind.UNDO_IMPORT, by=by, reason=applied["name"]):
        _restore_changed(applied, by=by)
        for kind in _DELETION_ORDER:
            created = records_by_id(MODELS[kind], applied["created"].get(kind, {})).values()
            for record in created:
                forget_record(record)
            MODELS[kind].objects.filter(pk__in=[record.pk for record in created]).delete()
        Source.objects.filter(pk__in=_uncited_sources(applied["sources"])).delete()


def _objections(applied: AppliedImport, *, by) -> Iterator[str]:
    """Every reason against the undo by an account, as a sentence."""
    desk = DeskLookups()
    created = {
        kind: records_by_id(MODELS[kind], applied["created"].get(kind, {})) for kind in _DELETION_ORDER
    }
    own = {record for records in created.values() for record in records.values()}
    # the changed ones have objections of their own
    own |= set(records_by_id(Agreement, applied["changed"].get("agreements", {})).values())
    for kind, records in created.items():
        now = desk.export_records(kind, records)
        for record_id, record in records.items():
            if record.editorial_state != EditorialState.DRAFT or record.ref:
                yield _("“%s” was published or sent to review since.") % record
            elif now[record_id] != applied["created"][kind][record_id] or _has_officer(record):
                yield _("“%s” was edited since.") % record
            for other in set(_referring_records(record)) - own:
                yield _("“%(other)s” refers to “%(record)s” by now.") % {"other": other, "record": record}
    for record in sorted(own, key=record_identity):
        if not record.is_within_scope_of(by):
            yield _("Another unit is responsible for: %(records)s") % {"records": f"“{record}”"}
    yield from _objections_to_restoring(applied, desk)


def _objections_to_restoring(applied: AppliedImport, desk: DeskLookups) -> Iterator[str]:
    """Every reason against restoring the agreements that the import changed, as a sentence."""
    changed = applied["changed"].get("agreements", {})
    now, stored = desk.export_records("agreements", changed), records_by_id(Agreement, changed)
    newest = newest_versions(applied["versions"])
    for record_id, members in changed.items():
        record = stored.get(record_id)
        has_new_custody = "custody" not in members["before"] and record and _has_officer(record)
        if record is None:
            yield _("An agreement that the import changed is gone: %s.") % record_id
        elif newest.get(record.ref, 0) != applied["versions"].get(record.ref, 0):
            yield _("“%s” was published or sent to review since.") % record
        elif now[record_id] != members["after"] or has_new_custody:
            yield _("“%s” was edited since.") % record


def _has_officer(record: Record) -> bool:
    """True where somebody chose an account as officer: no spreadsheet can, and no export has it."""
    return (
        isinstance(record, Agreement)
        and Custody.objects.filter(agreement=record, officer__isnull=False).exists()
    )


def _references_to(model: type[models.Model]) -> list[models.ForeignObjectRel]:
    """Every relation by which other rows name rows of this model."""
    return [
        relation for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.related_model._meta.auto_created
    ]  # fmt: skip


def _referring_records(record: Record) -> Iterator[models.Model]:
    """The records that name this one, itself among them."""
    for relation in _references_to(type(record)):
        for row in relation.related_model._base_manager.filter(**{relation.field.name: record}):
            yield _owning_record(row)


def _owning_record(row: models.Model) -> models.Model:
    """The record that a row belongs to: itself, or that of which it is a part."""
    if isinstance(row, Custody):
        return row.agreement
    return row if isinstance(row, Record) or not hasattr(row, "record_field") else row.record


def _restore_changed(applied: AppliedImport, *, by) -> None:
    """Import what was changed as it was before. A file without custody keeps custody as it is: it is deleted here."""
    changed = applied["changed"].get("agreements", {})
    before = {record_id: members["before"] for record_id, members in changed.items()}
    if not before:
        return
    cited = {citation["source"] for members in before.values() for citation in members.get("citations", [])}
    import_to_desk(
        [{"sources": DeskLookups().export_sources(cited), "agreements": list(before.values())}],
        by=by,
        update=True,
    )
    without_custody = [record_id for record_id, members in before.items() if "custody" not in members]
    agreements = records_by_id(Agreement, without_custody).values()
    Custody.objects.filter(agreement__in=[agreement.pk for agreement in agreements]).delete()


def _uncited_sources(pks: list[int]) -> list[int]:
    """Primary keys of those of these sources that nothing cites."""
    cited: set[int] = set()
    for relation in _references_to(Source):
        cited |= set(
            relation.related_model._base_manager.filter(source__in=pks).values_list("source", flat=True)
        )
    return [pk for pk in pks if pk not in cited]
