"""Milestones of older agreements that follow from relations of newer ones and are not recorded yet."""

from dataclasses import dataclass

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from agreements.choices import AgreementRelationKind, MilestoneKind
from agreements.milestones import SIGNING_KINDS
from agreements.models import Agreement, AgreementRelation, Milestone

# Milestone of the older agreement that a relation of the newer one implies.
MILESTONE_BY_RELATION = {
    AgreementRelationKind.AMENDS: MilestoneKind.AMENDED,
    AgreementRelationKind.EXTENDS: MilestoneKind.EXTENDED,
    AgreementRelationKind.RENEWS: MilestoneKind.RENEWED,
    AgreementRelationKind.SUPERSEDES: MilestoneKind.SUPERSEDED,
    AgreementRelationKind.TERMINATES: MilestoneKind.TERMINATED,
}


@dataclass(frozen=True)
class ImpliedMilestone:
    """A milestone of the older agreement, not stored yet."""

    older: Agreement
    milestone: Milestone

    @property
    def older_label(self) -> str:
        return f"{self.older.ref} {self.older}".strip()


def implied_milestones(newer: Agreement) -> list[ImpliedMilestone]:
    """Milestones that the relations of an agreement imply for older ones and that these lack.

    Empty while the newer agreement has neither a day of signature nor of effect: an act needs a day. One query where
    its relations are loaded with the older agreements and their texts.
    """
    relations = relations_without_milestone(AgreementRelation.objects.filter(agreement=newer))
    if "relations" in getattr(newer, "_prefetched_objects_cache", {}):
        older = {relation.older_id: relation.older for relation in newer.relations.all()}
        for relation in relations:
            relation.older = older[relation.older_id]
    else:
        relations = relations.select_related("older").prefetch_related("older__texts")
    distinct = {
        (relation.older_id, relation.done): relation
        for relation in relations
        if relation.signed_on or relation.counts_from
    }
    return [ImpliedMilestone(relation.older, _unsaved_milestone(relation)) for relation in distinct.values()]


def relations_without_milestone(relations: QuerySet[AgreementRelation]) -> QuerySet[AgreementRelation]:
    """Relations whose implied milestone the older agreement lacks, annotated with ``done``, the kind of that milestone.

    Annotated with days of the newer agreement in EDTF too: ``signed_on``, of the last signing, and ``counts_from``;
    None where there is none.
    """
    done = Case(*(When(kind=kind, then=Value(act.value)) for kind, act in MILESTONE_BY_RELATION.items()))
    recorded = Milestone.objects.filter(
        agreement=OuterRef("older"), instrument=OuterRef("agreement"), kind=OuterRef("done")
    )
    dated = Milestone.objects.filter(agreement=OuterRef("agreement"))
    signing = (
        dated.filter(kind__in=SIGNING_KINDS).exclude(on="").order_by(F("on_latest").desc(nulls_last=True))
    )
    effect = (
        dated.filter(Q(kind=MilestoneKind.TAKES_EFFECT) | Q(kind__in=SIGNING_KINDS) & ~Q(effective_on=""))
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
    """Milestone of the older agreement that a relation implies."""
    on, counts_from = relation.signed_on or "", relation.counts_from or ""
    return Milestone(
        agreement=relation.older,
        kind=relation.done,
        on=on,
        effective_on="" if counts_from == on else counts_from,
        instrument_id=relation.agreement_id,
    )
