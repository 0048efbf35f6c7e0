"""Plan of a publication: the records that it would publish, the links left out, and the errors."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.related_objects import RelatedObjects
from register.choices import Action, EditorialState
from register.kinds import kind_of
from register.loading import distinct_records, load_for_publication, lock_records, record_identity
from register.models import Version
from register.records import Record
from register.refusals import draft_of, refusals


@dataclass
class PublicationPlan:
    """Effects of a publication, for the confirmation: records requested and included, links left out, and errors."""

    requested: list[Record]
    # named by the requested ones, and never public before
    included: list[Record] = field(default_factory=list)
    left_out: list[tuple[Record, Record]] = field(default_factory=list)  # (record, record that it links to)
    errors: list[tuple[Record, str]] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """All records to publish: the included ones first, so that every reference in a body exists."""
        return [*self.included, *self.requested]


def plan_publication(*records: Record, note: str = "", is_locking: bool = False) -> PublicationPlan:
    """Plan of publishing these records with this note. Changes nothing; its number of queries does not grow with them.

    A record of the plan is one object wherever the plan mentions it. ``is_locking``, within a transaction: nobody else
    writes such a record before it ends. Raises ValidationError where one of the records was deleted.
    """
    related = RelatedObjects()

    def load(wanted: Sequence[Record]) -> list[Record]:
        if is_locking:
            locked = lock_records(wanted)
            related.add(locked)
            there = set(map(record_identity, locked))
            wanted = [record for record in wanted if record_identity(record) in there]
        return load_for_publication(wanted, related)

    plan = PublicationPlan(requested=load(records))
    if len(plan.requested) != len(distinct_records(records)):
        raise ValidationError(_("A record was deleted meanwhile."))
    planned = set(map(record_identity, plan.requested))
    wave = plan.requested
    while wave:
        named = distinct_records(
            dependency
            for record in wave
            for dependency in kind_of(record).dependencies(record)
            if dependency.was_never_public and record_identity(dependency) not in planned
        )
        wave = [record for record in load(named) if _is_publishable(record)]
        planned |= set(map(record_identity, wave))
        plan.included += wave
    plan.included.reverse()
    for record, reasons in zip(plan.records, reasons_against_publication(plan.records, note), strict=True):
        plan.errors += [(record, reason) for reason in reasons]
        plan.left_out += [
            (record, linked)
            for linked in _named_records(record)
            if not linked.is_public and record_identity(linked) not in planned
        ]
    return plan


def _named_records(record: Record) -> list[Record]:
    """Records that its body would name or link to, were they public: one that was withdrawn is not published along."""
    kind = kind_of(record)
    return distinct_records([*kind.linked_records(record), *kind.dependencies(record)])


def reasons_against_publication(records: Sequence[Record], note: str = "") -> list[list[str]]:
    """Reasons in sentences, for each record, why it cannot be published with this note as it stands on the desk."""
    refused = refusals([draft_of(record, note) for record in records])
    return [[*_own_reasons(record), *more] for record, more in zip(records, refused, strict=True)]


def _own_reasons(record: Record) -> list[str]:
    reasons = kind_of(record).publication_errors(record)
    return [*reasons, _("It was merged into another record.")] if _was_merged(record) else reasons


def _is_publishable(record: Record) -> bool:
    return not kind_of(record).publication_errors(record)


def _was_merged(record: Record) -> bool:
    """The address of the record redirects to another one for ever."""
    log = Version.objects.of(record.ref).exclude(action=Action.REDACTED)
    is_over = record.editorial_state == EditorialState.WITHDRAWN
    return is_over and [*log.values_list("action", flat=True)][-1:] == [Action.MERGED]
