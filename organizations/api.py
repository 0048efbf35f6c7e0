"""Organizations in the API."""

from organizations import choices
from organizations.filters import OrganizationFilter
from organizations.serializers import OrganizationBodySerializer
from register.api import Records

VOCABULARIES = [
    choices.OrganizationKind, choices.NameKind, choices.OrganizationScheme, choices.RelationKind, choices.LocationRole,
]  # fmt: skip


class Organizations(Records):
    filterset = OrganizationFilter
    body = OrganizationBodySerializer
