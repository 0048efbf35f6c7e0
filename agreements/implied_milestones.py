"""What newer agreements do to older ones: a relation says it, a key date of the older one makes it so."""

from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from agreements.choices import AgreementRelationKind, MilestoneKind
from agreements.models import Agreement, AgreementRelation, Milestone

# What happens to the older agreement when a newer one stands to it like this.
MILESTONE_BY_RELATION = {
    AgreementRelationKind.AMENDS: MilestoneKind.AMENDED,
    AgreementRelationKind.EXTENDS: MilestoneKind.EXTENDED,
    AgreementRelationKind.RENEWS: MilestoneKind.RENEWED,
    AgreementRelationKind.SUPERSEDES: MilestoneKind.SUPERSEDED,
    AgreementRelationKind.TERMINATES: MilestoneKind.TERMINATED,
}
_SIGNING_KINDS = [MilestoneKind.SIGNED, MilestoneKind.EXCHANGED]


@dataclass(frozen=True)
class ImpliedMilestone:
    """A key date, not stored yet, that the older agreement lacks."""

    older: Agreement
    milestone: Milestone

    @property
    def older_words(self) -> str:
        return f"{self.older.ref} {self.older}".strip()


def implied_milestones(newer: Agreement) -> list[ImpliedMilestone]:
    """What the newer agreement did to recorded older ones that is not among their key dates.

    Nothing while the newer one says neither when it was signed nor when it takes effect: an act needs a day.
    Two queries at most, one where there is nothing to offer.
    """
    relations = (
        relations_without_milestone(newer.relations.all())
        .select_related("older")
        .prefetch_related("older__texts")
    )
    distinct = {
        (relation.older_id, relation.done): relation
        for relation in relations
        if relation.signed_on or relation.counts_from
    }
    return [ImpliedMilestone(relation.older, _unsaved_milestone(relation)) for relation in distinct.values()]


def relations_without_milestone(relations: QuerySet[AgreementRelation]) -> QuerySet[AgreementRelation]:
    """Relations that do something (``done``) of which the older agreement has no key date made by the newer one.

    With the days of the newer one in EDTF: ``signed_on``, the last signing, and ``counts_from``; None without.
    """
    done = Case(*(When(kind=kind, then=Value(act.value)) for kind, act in MILESTONE_BY_RELATION.items()))
    recorded = Milestone.objects.filter(
        agreement=OuterRef("older"), instrument=OuterRef("agreement"), kind=OuterRef("done")
    )
    dated = Milestone.objects.filter(agreement=OuterRef("agreement"))
    signing = (
        dated.filter(kind__in=_SIGNING_KINDS).exclude(on="").order_by(F("on_latest").desc(nulls_last=True))
    )
    effect = (
        dated.filter(Q(kind=MilestoneKind.TAKES_EFFECT) | Q(kind__in=_SIGNING_KINDS) & ~Q(effective_on=""))
        .annotate(counts_from=Coalesce(NullIf("effective_on", Value("")), "on"))
        .exclude(counts_from="")
        .order_by("on_earliest")
    )
    return (
        relations.filter(kind__in=MILESTONE_BY_RELATION, older__isnull=False)
        .annotate(done=done, signed_on=Subquery(signing.values("on")[:1]))
        .annotate(counts_from=Subquery(effect.values("counts_from")[:1]))
        .exclude(Exists(recorded))
    )


def _unsaved_milestone(relation: AgreementRelation) -> Milestone:
    """The key date, not stored, that tells of an untold relation on the older agreement."""
    on, counts_from = relation.signed_on or "", relation.counts_from or ""
    return Milestone(
        agreement=relation.older,
        kind=relation.done,
        on=on,
        effective_on="" if counts_from == on else counts_from,
        instrument_id=relation.agreement_id,
    )
