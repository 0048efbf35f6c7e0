"""Who takes part in an agreement, as its page says it: as what, for whom, since and until when. No queries."""

from django_countries import countries

from agreements.choices import InvolvementRole, MilestoneKind
from agreements.milestones import sort_milestones
from organizations.choices import OrganizationKind
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources

# Organizations whose own name says little without that of the body they are a unit of.
_UNIT_KINDS = {OrganizationKind.UNIT, OrganizationKind.OFFICE_HOLDER, OrganizationKind.REPRESENTATIVE_OFFICE}
# A list of more than these is folded, so that what follows it can be found.
MAX_UNFOLDED = 24


def names_by_involvement(body: dict, directory: RecordDirectory) -> dict:
    """Who takes part, by the key of the involvement."""
    return {
        involvement["key"]: directory.mention(involvement["organization"] or involvement["person"])
        for involvement in body["involvements"]
    }


def membership_days(body: dict) -> dict[str, dict[str, str]]:
    """When a party joined and left, by the key of the involvement, in EDTF."""
    moves: dict[str, dict[str, str]] = {}
    for milestone in sort_milestones(body["milestones"]):
        name = {MilestoneKind.PARTY_JOINED: "joined", MilestoneKind.PARTY_LEFT: "left"}.get(milestone["kind"])
        if name and milestone["involvement"]:
            moves.setdefault(milestone["involvement"], {})[name] = (
                milestone["on"] or milestone["effective_on"]
            )
    return moves


def party_item(
    involvement: dict, names: dict, moves: dict, evidence: FactSources, directory: RecordDirectory
) -> dict:
    """Somebody who takes part. Of a unit, what it is a unit of, as far as its name as written does not say so."""
    who = names[involvement["key"]]
    wholes = directory.parent_chain(who.body) if who.body.get("kind") in _UNIT_KINDS else []
    return {
        **involvement,
        "joined": None,
        "left": None,
        **moves.get(involvement["key"], {}),
        "who": who,
        "says_more": involvement["role"] != InvolvementRole.PARTY
        or involvement["key"] in moves
        or bool(involvement["acting_for"] or involvement["jurisdiction"]),
        "wholes": [whole for whole in wholes if whole.name not in who.name],
        "acting_for": names.get(involvement["acting_for"]),
        "marks": evidence.marks(f"involvements/{involvement['key']}"),
    }


def parties_by_side(parties: list[dict]) -> list[dict]:
    """Those who take part, side by side in the order of the record.

    Where nobody stands on a side it is one group; many are told by country instead, in the order of its name.
    """
    by_country = len(parties) > MAX_UNFOLDED and not any(party["side"] for party in parties)
    sides: dict[str, list[dict]] = {}
    for party in parties:
        sides.setdefault(party["who"].country if by_country else party["side"], []).append(party)
    groups = [{"side": side, "parties": members} for side, members in sides.items()]
    if by_country:
        groups.sort(key=lambda group: (not group["side"], str(countries.name(group["side"]))))
    return groups
