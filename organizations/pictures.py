"""Fan diagram of an organization's partners, for its page."""

from pages import co_occurrence
from pages.pictures.partner_fan import MAX_PARTNERS, PartnerFan, partner_fan


def organization_partner_fan(ref: str) -> PartnerFan | None:
    """The organizations that take part in the same agreements; None where there are too few to draw."""
    party = co_occurrence.co_occurring_values("party", keys=[f"party:{ref}"], most=MAX_PARTNERS)["party"]
    return partner_fan([partner for partner in party.values if partner.title], party.total)
