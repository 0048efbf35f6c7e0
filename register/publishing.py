"""Publish, withdraw and merge records: the only actions that change what is public."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.record_ids import record_names
from history.acts import act
from history.choices import ActKind
from register import bodies, entries
from register.choices import Action, EditorialState
from register.desk_changes import (
    body_texts,
    clear_edited_marks,
    published_body_texts,
    refresh_edited_marks_of_mentions,
)
from register.kinds import kind_of
from register.loading import record_identity
from register.models import Version
from register.numbering import allocate_refs, store_refs
from register.publication_plan import PublicationPlan, plan_publication
from register.records import SET_BY_PUBLISHING, Record, primary_keys_by_model
from register.refusals import Draft, refusals
from register.versions import append_versions, lock_version_log, marker_body
from register.withheld import TakenBack, narrowed_versions, open_versions, taken_back


@dataclass(frozen=True)
class PreparedPublication:
    """A publication short of its versions: the plan, and the body text of each record, old and new.

    Texts are by record identity; ``public_texts`` has those records that are public. ``newly_public`` are those that
    are not, ``given_refs`` the references that they get for the first time. ``narrowed`` has the numbers of the
    versions that are closed for good, by reference: those of records that withhold now what these tell.
    """

    plan: PublicationPlan
    newly_public: list[Record]
    given_refs: dict[str, Record]
    texts: dict[tuple[str, int], str]
    public_texts: dict[tuple[str, int], str]
    narrowed: dict[str, list[int]]

    @cached_property
    def taken_back(self) -> dict[str, list[TakenBack]]:
        """Parts and files that stay public in versions that this publication does not close anyway, by reference."""
        new = {*self.narrowed, *self.given_refs}
        records = [record for record in self.plan.requested if record.ref not in new]
        return taken_back({record.ref: self.texts[record_identity(record)] for record in records})

    def changed_texts(self, closed: Collection[str]) -> list[tuple[str, str]]:
        """``(ref, body text)`` of each record that gets a version, in the order of the plan.

        That is where the body differs from the public one, or where the earlier versions are ``closed``.
        """
        identities = [(record.ref, record_identity(record)) for record in self.plan.records]
        return [
            (ref, self.texts[identity])
            for ref, identity in identities
            if self.texts[identity] != self.public_texts.get(identity) or ref in closed
        ]


@transaction.atomic
def publish(
    *records: Record,
    by,
    note: str = "",
    closing: Collection[str] = (),
    check: Callable[[PreparedPublication], None] = lambda prepared: None,
) -> list[Version]:
    """Publishes these records as they stand on the desk, with the records that they name.

    Returns the new versions in the order of their ids; a record whose body is public already gets none, and those that
    go along get no note. Where a record withholds now what its versions tell, these are closed for good; so are the
    earlier versions of those whose references are ``closing``. Raises ValidationError, with record and reason, when one
    of them cannot be published; then none is. ``check`` is called with exactly what is about to be published, and may
    raise too.
    """
    with act(kind=ActKind.PUBLISH, by=by, reason=note):
        lock_version_log()
        prepared = _prepare(records, note, is_locking=True)
        check(prepared)
        store_refs(prepared.newly_public)
        plan = prepared.plan
        closed = open_versions({*closing} & {record.ref for record in plan.requested}) | prepared.narrowed
        _close_versions(closed, by=by)
        texts, along = prepared.changed_texts(closed), {record.ref for record in plan.included}
        versions = append_versions(texts, Action.PUBLISHED, by=by, note=note, along=along)
        entries.index_versions(versions)
        clear_edited_marks(plan.records)
        refresh_edited_marks_of_mentions(prepared.newly_public, besides=plan.records)
        _refresh_instances(records)
        return versions


def preview_publication(*records: Record) -> PreparedPublication:
    """The publication that `publish` would make now, up to the last byte. Nothing is stored, and nobody waits.

    Raises ValidationError as `publish` does.
    """
    return _prepare(records)


@transaction.atomic
def withdraw(
    record: Record,
    *,
    by,
    reason: dict[str, str],
    note: str = "",
    check: Callable[[Record], None] | None = None,
) -> Version:
    """Withdraws a record from the public. Every version of it answers 410 with ``reason`` (text by language).

    Raises ValidationError when it is not public or no reason is given. ``check`` is called with the record when nobody
    else can publish any more, and may raise too.
    """
    if not any(reason.values()):
        raise ValidationError(_("Give the public a reason."))
    lock_version_log()
    if check:
        record.refresh_from_db()
        check(record)
    with act(kind=ActKind.WITHDRAW, by=by, reason=note):
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


def _prepare(records: Sequence[Record], note: str = "", *, is_locking: bool = False) -> PreparedPublication:
    """Plans, gives references and state to the objects of the plan, and writes the bodies. Raises ValidationError."""
    plan = plan_publication(*records, note=note, is_locking=is_locking)
    if plan.errors:
        raise ValidationError([f"{record}: {reason}" for record, reason in plan.errors])
    newly_public = [record for record in plan.records if not record.is_public]
    given = [record for record in newly_public if not record.ref]
    public = dict(published_body_texts(record.ref for record in plan.records if record.ref))
    _give_refs_and_state(newly_public, allocate_refs(given))
    return PreparedPublication(
        plan,
        newly_public,
        given_refs={record.ref: record for record in given},
        texts=body_texts(plan.records),
        public_texts={
            record_identity(record): public[record.ref] for record in plan.records if record.ref in public
        },
        narrowed=narrowed_versions(plan.requested),
    )


def _end_publication(record: Record, action: Action, facts: dict, *, by, note: str) -> Version:
    """Ends the publication of a record with a version of this action."""
    lock_version_log()
    record.refresh_from_db()
    if not record.is_public:
        raise ValidationError(_("It is not public."))
    body = marker_body(record.ref, action, **facts)
    draft = Draft(record_names(record), kind_of(record).name, lambda: body, action, note)
    if reasons := refusals([draft])[0]:
        raise ValidationError(reasons)
    text = bodies.body_to_json(body)
    record.editorial_state, record.is_edited = EditorialState.WITHDRAWN, False
    record.save(update_fields=["editorial_state", "is_edited"])
    [version] = append_versions([(record.ref, text)], action, by=by, note=note)
    entries.remove_entries([record.ref])
    refresh_edited_marks_of_mentions([record])
    return version


def _close_versions(closed: Mapping[str, list[int]], *, by) -> None:
    """Closes versions that tell more than will be public, each record's by a version that says so."""
    texts = [
        (ref, bodies.body_to_json(marker_body(ref, Action.NARROWED, versions=numbers)))
        for ref, numbers in closed.items()
    ]
    append_versions(texts, Action.NARROWED, by=by, note="")


def _give_refs_and_state(records: Sequence[Record], refs: Mapping[tuple[str, int], str]) -> None:
    """Sets the state, and the references given now, by record identity, before bodies are written."""
    for record in records:
        record.ref = record.ref or refs[record_identity(record)]
        record.editorial_state = EditorialState.PUBLISHED


def _refresh_instances(records: Sequence[Record]) -> None:
    """Sets on the caller's own objects what publishing changed: reference, state, mark."""
    names = SET_BY_PUBLISHING
    for model, pks in primary_keys_by_model(records).items():
        rows = {row["pk"]: row for row in model._default_manager.filter(pk__in=pks).values("pk", *names)}
        for record in records:
            if type(record) is model:
                for name in names:
                    setattr(record, name, rows[record.pk][name])
