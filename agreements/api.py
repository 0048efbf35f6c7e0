"""Agreements and topics in the API."""

from agreements import choices
from agreements.filters import AgreementFilter, DeadlineFilter, TopicFilter
from agreements.serializers import AgreementBodySerializer, TopicSerializer
from register.api import Records
from register.api.deadlines import Deadlines

VOCABULARIES = [
    choices.Nature, choices.Form, choices.Bindingness, choices.Disclosure, choices.InvolvementRole,
    choices.MilestoneKind, choices.Renewal, choices.TermStart, choices.SignatureAct, choices.AgreementRelationKind,
    choices.CommitmentKind, choices.Progress, choices.ContributionKind, choices.ContributionSpan, choices.Authenticity,
]  # fmt: skip


class Agreements(Records):
    filterset = AgreementFilter
    body = AgreementBodySerializer
    has_status = True


class Topics(Records):
    filterset = TopicFilter
    body = TopicSerializer


class AgreementDeadlines(Deadlines):
    filterset = DeadlineFilter
