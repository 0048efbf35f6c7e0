"""Merging of organizations."""

from merging.declarations import Mention, MergeRules, OwnRows
from organizations.choices import NameKind
from organizations.models import Organization, OrganizationName


def _name_to_keep(loser: Organization, into: Organization) -> list[OrganizationName]:
    """The name of the one that goes, among the other names of the one that stays."""
    both = OrganizationName.objects.filter(organization__in=[loser, into]).values_list("text", flat=True)
    if loser.name in {into.name, *both}:
        return []
    return [OrganizationName(organization=into, text=loser.name, kind=NameKind.ALIAS)]


RULES = [
    MergeRules(
        "organizations.Organization",
        own=(
            OwnRows("organizations.OrganizationName"),
            OwnRows("organizations.OrganizationIdentifier"),
            OwnRows("organizations.OrganizationRelation"),
            OwnRows("organizations.Location"),
            OwnRows("organizations.OrganizationCitation"),
        ),
        names=_name_to_keep,
    )
]

MENTIONS = [
    Mention("organizations.Organization", "parent"),
    Mention("organizations.OrganizationRelation", "other"),
    Mention("organizations.OrganizationCitation", "source"),
]
