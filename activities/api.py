"""Activities in the API."""

from activities import choices
from activities.filters import ActivityFilter
from activities.serializers import ActivityBodySerializer
from register.api import Records

VOCABULARIES = [
    choices.ActivityKind, choices.ActivityState, choices.ActivityAgreementRole, choices.AttendanceRole,
]  # fmt: skip


class Activities(Records):
    filterset = ActivityFilter
    body = ActivityBodySerializer
