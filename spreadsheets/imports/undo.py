"""."""

from collections.abc import Iterator

from django.contrib.admin.models import DELETION, LogEntry
from django.db import models, transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement, Custody
from interchange.actions import import_to_desk
from interchange.record_ids import records_by_id
from interchange.schema import MODELS
from register.choices import EditorialState
from register.records import Record
from sources.models import Source
from spreadsheets.imports.apply import AppliedImport, newest_versions
from spreadsheets.lookups import DeskLookups

_DELETION_ORDER = ("agreements", "organizations")  # in the order in which they can be deleted


class UndoRefused(Exception):
    """The import cannot be taken back any more; ``reasons`` are sentences."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@transaction.atomic
def undo_import(applied: AppliedImport, *, by) -> None:
    """Take a whole import back. Raises UndoRefused where something was edited, published or referred to since.

    What was deleted since is gone already and is no reason against it.
    """
    reasons = list(_objections(applied))
    if reasons:
        raise UndoRefused(reasons)
    _restore_changed(applied, by=by)
    for kind in _DELETION_ORDER:
        found = records_by_id(MODELS[kind], applied["created"].get(kind, {})).values()
        going = MODELS[kind].objects.filter(pk__in=[one.pk for one in found])
        if by:
            LogEntry.objects.log_actions(by.pk, going, DELETION, _("An import was taken back."))
        going.delete()
    Source.objects.filter(pk__in=_uncited_sources(applied["sources"])).delete()


def _objections(applied: AppliedImport) -> Iterator[str]:
    """Every reason against taking it back."""
    desk = DeskLookups()
    created = {
        kind: records_by_id(MODELS[kind], applied["created"].get(kind, {})) for kind in _DELETION_ORDER
    }
    own = {one for some in created.values() for one in some.values()}
    own |= set(
        records_by_id(Agreement, applied["changed"].get("agreements", {})).values()
    )  # asked about by themselves
    for kind, records in created.items():
        now = desk.told(kind, records)
        for record_id, one in records.items():
            if one.editorial_state != EditorialState.DRAFT or one.ref:
                yield _("“%s” was published or sent to review since.") % one
            elif now[record_id] != applied["created"][kind][record_id] or _has_officer(one):
                yield _("“%s” was edited since.") % one
            for other in set(_referring_records(one)) - own:
                yield _("“%(other)s” refers to “%(record)s” by now.") % {"other": other, "record": one}
    yield from _objections_to_restoring(applied, desk)


def _objections_to_restoring(applied: AppliedImport, desk: DeskLookups) -> Iterator[str]:
    changed = applied["changed"].get("agreements", {})
    now, stored = desk.told("agreements", changed), records_by_id(Agreement, changed)
    newest = newest_versions(applied["versions"])
    for record_id, told in changed.items():
        one = stored.get(record_id)
        if one is None:
            yield _("An agreement that the import changed is gone: %s.") % record_id
        elif newest.get(one.ref, 0) != applied["versions"].get(one.ref, 0):
            yield _("“%s” was published or sent to review since.") % one
        elif now[record_id] != told["after"] or ("custody" not in told["before"] and _has_officer(one)):
            yield _("“%s” was edited since.") % one


def _has_officer(one: Record) -> bool:
    """Whether somebody chose an account: a spreadsheet cannot, and an export does not tell it."""
    return (
        isinstance(one, Agreement) and Custody.objects.filter(agreement=one, officer__isnull=False).exists()
    )


def _references_to(model: type[models.Model]) -> list[models.ForeignObjectRel]:
    """Every relation by which other rows name rows of this model."""
    return [
        one for one in model._meta.get_fields(include_hidden=True)
        if one.auto_created and not one.concrete and not one.related_model._meta.auto_created
    ]  # fmt: skip


def _referring_records(one: Record) -> Iterator[models.Model]:
    """The records that name this one, itself among them."""
    for relation in _references_to(type(one)):
        for row in relation.related_model._base_manager.filter(**{relation.field.name: one}):
            yield _owning_record(row)


def _owning_record(row: models.Model) -> models.Model:
    """The record that a row belongs to: itself, or that of which it is a part."""
    if isinstance(row, Custody):
        return row.agreement
    return row if isinstance(row, Record) or not hasattr(row, "record_field") else row.record


def _restore_changed(applied: AppliedImport, *, by) -> None:
    """Record what was changed as it was before. Of custody a file that does not speak of it leaves what is there."""
    before = {one: told["before"] for one, told in applied["changed"].get("agreements", {}).items()}
    if not before:
        return
    cited = {citation["source"] for members in before.values() for citation in members.get("citations", [])}
    import_to_desk(
        [{"sources": DeskLookups().source_rows(cited), "agreements": list(before.values())}], by=by
    )
    without = records_by_id(Agreement, [one for one, members in before.items() if "custody" not in members])
    Custody.objects.filter(agreement__in=[one.pk for one in without.values()]).delete()


def _uncited_sources(pks: list[int]) -> list[int]:
    """Those of these sources that nothing cites."""
    cited: set[int] = set()
    for relation in _references_to(Source):
        cited |= set(
            relation.related_model._base_manager.filter(source__in=pks).values_list("source", flat=True)
        )
    return [pk for pk in pks if pk not in cited]
