"""People in the API."""

from api.records import RecordViewSet
from people import choices
from people.filters import PersonFilter
from people.serializers import PersonBodySerializer

VOCABULARIES = [choices.PersonNameKind, choices.PersonScheme]


class PersonViewSet(RecordViewSet):
    filterset = PersonFilter
    body = PersonBodySerializer
