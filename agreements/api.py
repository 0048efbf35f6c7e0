"""Agreements and topics in the API."""

from agreements import choices
from agreements.deadlines import DeadlinesView
from agreements.filters import AgreementFilter, DeadlineFilter
from agreements.serializers import AgreementBodySerializer
from api.records import RecordViewSet

VOCABULARIES = [
    choices.Nature, choices.Form, choices.Bindingness, choices.Disclosure, choices.InvolvementRole,
    choices.MilestoneKind, choices.NoticeObject, choices.Renewal, choices.TermStart, choices.SignatureAct,
    choices.AgreementRelationKind, choices.CommitmentKind, choices.Progress, choices.ContributionKind,
    choices.ContributionSpan, choices.Authenticity,
]  # fmt: skip


class AgreementViewSet(RecordViewSet):
    filterset = AgreementFilter
    body = AgreementBodySerializer
    has_status = True


class AgreementDeadlines(DeadlinesView):
    filterset = DeadlineFilter
