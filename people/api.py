"""People in the API."""

from people import choices
from people.filters import PersonFilter
from people.serializers import PersonBodySerializer
from register.api import Records

VOCABULARIES = [choices.PersonNameKind, choices.PersonScheme]


class People(Records):
    filterset = PersonFilter
    body = PersonBodySerializer
