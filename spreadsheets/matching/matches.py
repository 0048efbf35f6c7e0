"""Organizations of the desk as matching needs them, and the result of matching a name."""

from dataclasses import dataclass
from datetime import datetime

from core.record_ids import record_id
from spreadsheets.plan import OrganizationCandidates


@dataclass(frozen=True)
class KnownOrganization:
    """An organization of the desk as far as matching needs it."""

    pk: int
    name: str
    country: str
    is_own: bool
    parent: int | None
    external_id: str
    created_at: datetime
    qualifier: str = ""

    @property
    def id(self) -> str:
        """Its id in an interchange file."""
        return record_id(self.pk, self.external_id, self.created_at)

    @property
    def label(self) -> str:
        told_apart = ", ".join(filter(None, [self.qualifier, self.country]))
        return f"{self.name} ({told_apart})" if told_apart else self.name


@dataclass
class OrganizationMatch:
    """Result of matching a name: an organization of the desk, a new one by its id in the file, or candidates."""

    organization: KnownOrganization | None = None
    new_id: str = ""
    candidates: OrganizationCandidates | None = None
    country_from: str = ""  # CountrySource of a new organization

    @property
    def id(self) -> str:
        """Id in an interchange file of the organization, "" where there are candidates."""
        return self.organization.id if self.organization else self.new_id
