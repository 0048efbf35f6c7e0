"""Merges one record of the desk into another, and shows beforehand what that does."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.graphs import has_cycle
from desk.workflow.actions import kept_about
from history.acts import act
from history.choices import ActKind
from merging.declarations import followers, mentions_of, rules, unknown_relations
from merging.journal import stored_rows
from merging.mentions import MentionMover
from merging.models import Merger
from merging.own_rows import OwnRowMover
from merging.plan import MergePlan
from merging.publication import public_records_naming, publish_changed
from register import publishing
from register.desk_changes import refresh_edited_marks, refresh_edited_marks_of_mentions
from register.records import Part, Record
from register.versions import lock_version_log


class MergeRefused(ValidationError):
    """The two cannot be merged; the messages say why."""


@transaction.atomic
def merge_records(
    *,
    loser: models.Model,
    into: models.Model,
    chosen: Collection[str] = (),
    reason: str,
    by: Any,
    check: Callable[[MergePlan], None] | None = None,
) -> tuple[Merger, MergePlan]:
    """Merges a record into another: all that names it names the other one, whose page its address leads to for ever.

    ``chosen`` are the names of the choices in which its value is wanted. Raises MergeRefused, with reasons; ``check``
    is called with exactly what was done, and may raise too.
    """
    with act(kind=ActKind.MERGE, by=by, reason=reason):
        plan = _merge(loser, into, chosen, by)
    if plan.errors:
        raise MergeRefused(plan.errors)
    if check:
        check(plan)
    merger = Merger.objects.create(
        model=plan.into._meta.label_lower,
        pk_before=loser.pk,
        ref=getattr(plan.loser, "ref", ""),
        external_id=getattr(plan.loser, "external_id", ""),
        name=str(loser),
        into_pk=into.pk,
        reason=reason,
        rows=plan.journal.as_json(),
        by=by,
    )
    return merger, plan


def preview_merge(
    *, loser: models.Model, into: models.Model, chosen: Collection[str] = (), by: Any = None
) -> MergePlan:
    """The merger that `merge_records` would make now: it is made, and taken back."""
    with transaction.atomic(), act(kind=ActKind.MERGE, by=by):
        plan = _merge(loser, into, chosen, by)
        transaction.set_rollback(True)
    return plan


def _merge(loser: models.Model, into: models.Model, chosen: Collection[str], by: Any) -> MergePlan:
    """Everything but the record of the merger. Does nothing where the plan has errors, or half: roll it back."""
    lock_version_log()
    plan = _locked_plan(loser, into)
    plan.errors += _merge_objections(plan)
    if plan.errors:
        return plan
    plan.inputs = _inputs(plan)
    plan.is_public = isinstance(plan.loser, Record) and plan.loser.is_public
    concerned = _public_records_concerned(plan.loser, plan.into)
    try:
        with transaction.atomic():
            _move(plan, chosen)
            plan.errors += _reasons_afterwards(plan)
            if not plan.errors:
                _publish_again(plan, concerned, by)
                _remove_loser(plan, by)
    except (ProtectedError, RestrictedError, IntegrityError) as error:
        plan.errors.append(_("Something would not be allowed afterwards: %s") % str(error).splitlines()[0])
    return plan


def _locked_plan(loser: models.Model, into: models.Model) -> MergePlan:
    """Plan of two records as they are once nobody else is writing them, or adding what names the first."""
    if type(loser) is not type(into):
        return MergePlan(loser, into, errors=[_("They are of different kinds.")])
    keys = {loser.pk, into.pk}
    rows = {
        row.pk: row
        for row in type(into)._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    gone = [record for record in (loser, into) if record.pk not in rows]
    plan = MergePlan(rows.get(loser.pk, loser), rows.get(into.pk, into))
    plan.errors += [_("“%s” is not here any more.") % record for record in gone]
    return plan


# What speaks against it


def _merge_objections(plan: MergePlan) -> list[str]:
    """Sentences why the two are not merged, from what they are."""
    loser, into = plan.loser, plan.into
    if plan.errors:
        return []
    if loser.pk == into.pk:
        return [_("This is one record: it cannot be merged into itself.")]
    unknown = [f"{each.model_label}.{each.field.name}" for each in unknown_relations(type(into))]
    if unknown:
        return [
            _("It is not known how to move: %s. Tell those who maintain the software.") % ", ".join(unknown)
        ]
    reasons = list(_reasons_of_states(loser, into)) if isinstance(into, Record) else []
    return [*reasons, *_references_to_each_other(loser, into), *rules()[type(into)].refusals(loser, into)]


def _reasons_of_states(loser: Record, into: Record) -> Iterator[str]:
    for record in (loser, into):
        if record.ref and not record.is_public:
            yield _("%(record)s (%(ref)s) was withdrawn. Its address says so for ever: it cannot lead elsewhere.") % {
                "record": record, "ref": record.ref,
            }  # fmt: skip
    if loser.is_public and into.was_never_public:
        yield (
            _("“%s” is public and the other one is not: merge it the other way round, or publish first.")
            % loser
        )


def _references_to_each_other(loser: models.Model, into: models.Model) -> Iterator[str]:
    """Sentences about rows of the one that name the other: then they are two, or the row is wrong."""
    pair = [loser.pk, into.pk]
    for mention in mentions_of(type(into)):
        if mention.owner_model is not type(into):
            continue
        record = mention.owner_lookup or "pk"
        rows = mention.rows_of(*pair).filter(**{f"{record}__in": pair})
        for own, other in rows.values_list(record, mention.field.attname):
            if own != other:
                yield _("One names the other: %(what)s. If they are the same, delete that first.") % {
                    "what": mention.label
                }


def _reasons_afterwards(plan: MergePlan) -> list[str]:
    """Sentences why what came of it may not be."""
    try:
        plan.into.full_clean()
    except ValidationError as error:
        return [_("The record would not be valid: %s") % " ".join(error.messages)]
    models_in_circles = {
        change_model for change_model, _pk in plan.journal.changes
        if issubclass(change_model, Part) and has_cycle(change_model.acyclic_edges())
    }  # fmt: skip
    return [
        _("It would go round in a circle: %s.") % model._meta.verbose_name_plural
        for model in models_in_circles
    ]


# What is done


def _inputs(plan: MergePlan) -> dict[str, Any]:
    """The rows that a merger starts from, by relation: all that its page shows follows from them."""
    model = type(plan.into)
    records = stored_rows(model, [plan.loser.pk, plan.into.pk])
    inputs: dict[str, Any] = {"records": sorted(records.items())}
    relations = [(own, [plan.loser.pk, plan.into.pk]) for own in rules()[model].own]
    relations += [(mention, [plan.loser.pk]) for mention in mentions_of(model)]
    for relation, targets in relations:
        stored = stored_rows(relation.model, relation.rows_of(*targets).values_list("pk", flat=True))
        for row in stored.values():
            row.pop("updated_at", None)
        inputs[f"{relation.model_label}.{relation.field.name}"] = sorted(stored.items())
    return inputs


def _move(plan: MergePlan, chosen: Collection[str]) -> None:
    model = type(plan.into)
    plan.journal.keep(model, plan.loser.pk)
    OwnRowMover(plan, chosen).run()
    MentionMover(plan).run()
    if isinstance(plan.into, Record):
        _move_external_id(plan)
        plan.left += kept_about(plan.loser)
    for follow in followers():
        plan.followed += follow(plan.journal, plan.loser, plan.into)
    if hasattr(plan.into, "updated_at"):
        plan.journal.update(model, [plan.into.pk], updated_at=timezone.now())
    plan.into.refresh_from_db()


def _move_external_id(plan: MergePlan) -> None:
    """The survivor is found by the other's identifier at the next import, where it has none of its own."""
    external_id, model = plan.loser.external_id, type(plan.into)
    if not external_id:
        return
    if not plan.into.external_id:
        plan.journal.update(model, [plan.loser.pk], external_id="")
        plan.journal.update(model, [plan.into.pk], external_id=external_id)
    plan.followed.append(
        _("The next import finds it by the identifier of the other as well: %s.") % external_id
    )


def _public_records_concerned(loser: models.Model, into: models.Model) -> list[Record]:
    """Public records of which a merger changes the bodies, as they are before it."""
    if not (isinstance(loser, Record) and isinstance(into, Record)):
        return []
    return [*public_records_naming(loser), *([into] if into.is_public else [])]


def _publish_again(plan: MergePlan, records: list[Record], by: Any) -> None:
    """Publishes those that had no other edits; the others keep waiting. Of a draft nothing is public: all wait."""
    if plan.is_public:
        plan.published, plan.waiting = publish_changed(records, by=by)
    else:
        refresh_edited_marks(records)


def _remove_loser(plan: MergePlan, by: Any) -> None:
    """The record goes: its address leads to the survivor, if it was public, and its row is deleted."""
    loser, into = plan.loser, plan.into
    if plan.is_public:
        publishing.merge(loser, into=into, by=by)
    plan.journal.delete(type(loser)._default_manager.get(pk=loser.pk))
    if not isinstance(into, Record):
        refresh_edited_marks(plan.touched)
    elif not plan.is_public:
        refresh_edited_marks([into])
        if plan.taken or any(choice.takes_theirs for choice in plan.choices):
            refresh_edited_marks_of_mentions([into])
    connection.check_constraints()  # what still names it is refused now, and not when all ends
