"""."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from register.choices import Action, EditorialState
from register.kinds import kind_of
from register.loading import distinct_records, load_for_publication, record_identity
from register.models import Version
from register.records import Record


@dataclass
class PublicationPlan:
    """What a publication would do, for the confirmation: what goes along, what is left out, what speaks against it."""

    asked: list[Record]
    along: list[Record] = field(default_factory=list)
    left_out: list[tuple[Record, Record]] = field(default_factory=list)  # (record, what it links to)
    objections: list[tuple[Record, str]] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """All that is published: those named first, so that every reference in a body exists."""
        return [*self.along, *self.asked]


def plan_publication(*records: Record) -> PublicationPlan:
    """Who would be published with these records, and what their bodies would leave out. Changes nothing.

    The number of queries does not grow with the number of records.
    """
    plan = PublicationPlan(asked=load_for_publication(records))
    met = set(map(record_identity, plan.asked))
    wave = plan.asked
    while wave:
        named = distinct_records(
            one for record in wave for one in kind_of(record).dependencies(record) if _was_never_public(one)
        )
        wave = [
            one
            for one in load_for_publication(one for one in named if record_identity(one) not in met)
            if _is_publishable(one)
        ]
        met |= set(map(record_identity, wave))
        plan.along += wave
    plan.along.reverse()
    for record in plan.records:
        kind = kind_of(record)
        plan.objections += [(record, reason) for reason in kind.publication_errors(record)]
        if _was_merged(record):
            plan.objections.append((record, _("It was merged into another record.")))
        plan.left_out += [
            (record, linked)
            for linked in kind.linked_records(record)
            if not linked.is_public and record_identity(linked) not in met
        ]
    return plan


def _was_never_public(record: Record) -> bool:
    return record.editorial_state in {EditorialState.DRAFT, EditorialState.IN_REVIEW}


def _is_publishable(record: Record) -> bool:
    return not kind_of(record).publication_errors(record)


def _was_merged(record: Record) -> bool:
    """Whether the record's address leads to another one for ever."""
    if record.editorial_state != EditorialState.WITHDRAWN:
        return False
    return Version.objects.of(record.ref).filter(action=Action.MERGED).exists()
