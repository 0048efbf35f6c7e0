"""Organizations in the API."""

from api.records import RecordViewSet
from organizations import choices
from organizations.filters import OrganizationFilter
from organizations.serializers import OrganizationBodySerializer

VOCABULARIES = [
    choices.OrganizationKind, choices.NameKind, choices.OrganizationScheme, choices.RelationKind, choices.LocationRole,
]  # fmt: skip


class OrganizationViewSet(RecordViewSet):
    filterset = OrganizationFilter
    body = OrganizationBodySerializer
