"""Activities in the API."""

from activities import choices
from activities.filters import ActivityFilter
from activities.serializers import ActivityBodySerializer
from api.records import RecordViewSet

VOCABULARIES = [
    choices.ActivityKind, choices.ActivityState, choices.ActivityAgreementRole, choices.AttendanceRole,
]  # fmt: skip


class ActivityViewSet(RecordViewSet):
    filterset = ActivityFilter
    body = ActivityBodySerializer
