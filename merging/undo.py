"""Undoes a merger: every row that it changed is as it was, but for what somebody changed since."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desk.history.rows import insert_row, update_row
from history.acts import act
from history.choices import ActKind
from merging.journal import stored_rows
from merging.models import Merger
from merging.publication import end_merger, public_records_naming, publish_changed
from register.desk_changes import refresh_edited_marks
from register.records import Record
from register.versions import lock_version_log


class UndoRefused(ValidationError):
    """The merger cannot be undone; the messages say why."""


@dataclass
class UndoPlan:
    """What an undo does. ``stays`` says what somebody changed since and is left as it is."""

    merger: Merger
    errors: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    restored: int = 0  # rows that are as before
    inputs: dict[str, Any] = field(default_factory=dict)
    published: list[Record] = field(default_factory=list)
    waiting: list[tuple[Record, str]] = field(default_factory=list)


@transaction.atomic
def undo_merger(
    merger: Merger, *, by: Any, reason: str, check: Callable[[UndoPlan], None] | None = None
) -> UndoPlan:
    """Undoes a merger. Raises UndoRefused, with reasons; ``check`` is called with what was done, and may raise too."""
    with act(kind=ActKind.UNDO_MERGE, by=by, reason=reason):
        plan = _undo(merger, by)
    if plan.errors:
        raise UndoRefused(plan.errors)
    if check:
        check(plan)
    Merger.objects.filter(pk=merger.pk).update(undone_at=timezone.now(), undone_by=by, rows=[])
    return plan


def preview_undo(merger: Merger, *, by: Any = None) -> UndoPlan:
    """The undo that `undo_merger` would make now: it is made, and taken back."""
    with transaction.atomic(), act(kind=ActKind.UNDO_MERGE, by=by):
        plan = _undo(merger, by)
        transaction.set_rollback(True)
    return plan


def _undo(merger: Merger, by: Any) -> UndoPlan:
    lock_version_log()
    plan = UndoPlan(Merger.objects.select_for_update().get(pk=merger.pk))
    plan.errors += _undo_objections(plan.merger)
    if plan.errors:
        return plan
    model = apps.get_model(merger.model)
    into = model._default_manager.select_for_update().get(pk=merger.into_pk)
    naming = [*public_records_naming(into), into] if isinstance(into, Record) and into.is_public else []
    try:
        with transaction.atomic():
            _restore_rows(plan)
            _publish(plan, model, naming, by)
            connection.check_constraints()  # what is missing by now is refused here, and not when all ends
    except IntegrityError as error:
        reason = _("It cannot be undone: what it would bring back does not go with what is here now (%s).")
        plan.errors.append(reason % str(error).splitlines()[0])
    except ValidationError as error:
        plan.errors += error.messages
    except DatabaseError as error:
        reason = _("It cannot be undone any more: the tables have changed since (%s).")
        plan.errors.append(reason % str(error).splitlines()[0])
    return plan


def _undo_objections(merger: Merger) -> list[str]:
    if merger.undone_at:
        return [_("It was undone already.")]
    if not Merger.objects.undoable().filter(pk=merger.pk).exists():
        return [_("It is too long ago: what an undo needs was not kept.")]
    if not apps.get_model(merger.model)._default_manager.filter(pk=merger.into_pk).exists():
        return [
            _(
                "The record that it became part of is not here any more. If that was merged too, undo that first."
            )
        ]
    return []


# Rows


def _restore_rows(plan: UndoPlan) -> None:
    """Take out what was added, give changed rows their former values, then bring back what was deleted."""
    changes = plan.merger.rows
    present = _present_rows(changes)
    plan.inputs = {f"{label}#{pk}": row for (label, pk), row in present.items()}
    for change in changes:
        if change["before"] is None:
            _take_out(plan, change, present)
    for change in changes:
        if change["before"] is not None and change["after"] is not None:
            _restore_values(plan, change, present)
    for change in changes:
        if change["after"] is None and change["before"] is not None:
            _bring_back(plan, change, present)


def _present_rows(changes: list[dict]) -> dict[tuple[str, Any], dict]:
    """Rows as they are now, by label and key. A query for each table."""
    keys: dict[str, list] = {}
    for change in changes:
        keys.setdefault(change["label"], []).append(change["pk"])
    return {
        (label, pk): row
        for label, pks in keys.items()
        for pk, row in stored_rows(apps.get_model(label), pks).items()
    }


def _take_out(plan: UndoPlan, change: dict, present: dict) -> None:
    model, now = apps.get_model(change["label"]), present.get((change["label"], change["pk"]))
    if now is None:
        return
    if not _is_as(now, change["after"]):
        plan.stays.append(_("%s: was edited since, and stays.") % _row_in_words(model, change["pk"]))
        return
    model._base_manager.filter(pk=change["pk"]).delete()
    plan.restored += 1


def _restore_values(plan: UndoPlan, change: dict, present: dict) -> None:
    model, now = apps.get_model(change["label"]), present.get((change["label"], change["pk"]))
    if now is None:
        plan.stays.append(
            _("%(kind)s %(key)s: was deleted since.")
            % {"kind": capfirst(str(model._meta.verbose_name)), "key": change["pk"]}
        )
        return
    same = {name for name, value in change["after"].items() if now.get(name) == value}
    other = {*change["after"]} - same - {"updated_at"}
    if other:
        names = ", ".join(_column_words(model, name) for name in sorted(other))
        plan.stays.append(
            _("%(row)s: was edited since, and keeps what it has now (%(fields)s).")
            % {"row": _row_in_words(model, change["pk"]), "fields": names}
        )
    if values := {name: change["before"][name] for name in same}:
        update_row((change["label"], change["pk"]), values)
        plan.restored += 1


def _bring_back(plan: UndoPlan, change: dict, present: dict) -> None:
    model, row_key = apps.get_model(change["label"]), (change["label"], change["pk"])
    if row_key in present:  # a one-to-one part that was added anew
        plan.stays.append(_("%s: there is another one by now.") % _row_in_words(model, change["pk"]))
        return
    insert_row(row_key, change["before"])
    plan.restored += 1


def _is_as(now: dict, then: dict) -> bool:
    return all(now.get(name) == value for name, value in then.items() if name != "updated_at")


def _row_in_words(model: type[models.Model], pk: Any) -> str:
    row = model._base_manager.filter(pk=pk).first()
    record = getattr(row, "record", None)
    words = f"{capfirst(str(model._meta.verbose_name))} “{row}”"
    return f"{record}: {words}" if record is not None else words


def _column_words(model: type[models.Model], column: str) -> str:
    fields = {field.column: field for field in model._meta.concrete_fields}
    return str(fields[column].verbose_name) if column in fields else column


# What is public


def _publish(plan: UndoPlan, model: type[models.Model], naming: list[Record], by: Any) -> None:
    """Publish again what named the record, and the record itself as it was public before."""
    back = model._default_manager.filter(pk=plan.merger.pk_before).first()
    if back is None or not isinstance(back, Record):
        return
    if back.is_public:
        end_merger(back, by=by)
        plan.published, plan.waiting = publish_changed(naming, by=by)
        plan.published.insert(0, back)
        refresh_edited_marks([back])
    else:
        refresh_edited_marks(naming)
