"""."""

from pages.pictures.partner_fan import MAX_PARTNERS, PartnerFan, partner_fan
from register.facets import co_occurrence


def organization_partner_fan(ref: str) -> PartnerFan | None:
    """Those that an organization has agreements in common with."""
    party = co_occurrence.co_occurring_values("party", keys=[f"party:{ref}"], most=MAX_PARTNERS)["party"]
    return partner_fan([one for one in party.found if one.title], party.total)
