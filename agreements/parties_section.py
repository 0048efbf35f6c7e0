"""Parties section of an agreement's page: participants by side, with days of joining and leaving. No queries."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_countries import countries

from agreements.choices import InvolvementRole, MilestoneKind
from agreements.milestones import done_milestones, sort_milestones
from core.choice_labels import choice_label
from core.country_names import country_order
from core.edtf.bounds import is_certainly_after
from core.text import normalize_name
from lifecycle.acts import day_of_act
from organizations.choices import OrganizationKind
from organizations.founding import is_to_be_founded
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources

# Organizations whose own name means little without that of the organization they belong to.
_UNIT_KINDS = {OrganizationKind.UNIT, OrganizationKind.OFFICE_HOLDER, OrganizationKind.REPRESENTATIVE_OFFICE}
# A longer list is folded.
MAX_UNFOLDED = 24


def parties_context(parties: list[dict]) -> dict:
    """Parties for the top of the page, all participants by side, and their number."""
    return {
        "between": sorted(
            [party for party in parties if party["role"] == InvolvementRole.PARTY] or parties,
            key=lambda party: country_order(party["side"] or party["country"]),
        ),
        "sides": _parties_by_side(parties),
        "are_many_parties": len(parties) > MAX_UNFOLDED,
        "count_of_parties": len(parties),
    }


def names_by_involvement(body: dict, directory: RecordDirectory) -> dict:
    """Names of participants by the key of their involvement."""
    return {
        involvement["key"]: directory.mention(involvement["organization"] or involvement["person"])
        for involvement in body["involvements"]
    }


def membership_days(body: dict) -> dict[str, dict[str, str]]:
    """Days on which parties joined and left, in EDTF, by the key of their involvement; the last time only."""
    moves: dict[str, dict[str, str]] = {}
    for milestone in sort_milestones(done_milestones(body)):
        name = {MilestoneKind.PARTY_JOINED: "joined", MilestoneKind.PARTY_LEFT: "left"}.get(milestone["kind"])
        if name and milestone["involvement"]:
            day = day_of_act(milestone["kind"], milestone["effective_on"] or milestone["on"])
            before = moves.get(milestone["involvement"], {}) if name == "left" else {}
            moves[milestone["involvement"]] = {**before, name: day}
    return moves


def party_item(
    involvement: dict, names: dict, moves: dict, evidence: FactSources, directory: RecordDirectory
) -> dict:
    """A participant; a unit comes with its parents, unless its name as written contains theirs."""
    who = names[involvement["key"]]
    wholes = directory.parent_chain(who.body) if who.body.get("kind") in _UNIT_KINDS else []
    country = involvement["country"] or who.country
    jurisdiction = _jurisdiction_beside(involvement, country)
    move, today = moves.get(involvement["key"], {}), timezone.localdate()
    return {
        **involvement,
        "joined": None,
        "left": None,
        **move,
        "is_to_join": is_certainly_after(move.get("joined") or "", today),
        "is_to_leave": is_certainly_after(move.get("left") or "", today),
        "who": who,
        "role_words": _role_words(involvement["role"], who.body),
        "country": country,
        "jurisdiction": jurisdiction,
        "is_unnamed": _is_unnamed(involvement),
        "says_more": involvement["role"] != InvolvementRole.PARTY
        or involvement["key"] in moves
        or _is_unnamed(involvement)
        or bool(involvement["acting_for"] or jurisdiction or involvement["role_as_written"]),
        "wholes": [whole for whole in wholes if whole.name not in who.name],
        "acting_for": names.get(involvement["acting_for"]),
        "marks": evidence.marks(f"involvements/{involvement['key']}"),
    }


def _jurisdiction_beside(involvement: dict, country: str) -> str:
    """The territory of a party, unless the side or the country that it is shown with is that territory."""
    if not involvement["jurisdiction"]:
        return ""
    shown = involvement["side"] or country
    names = {shown, str(countries.name(shown))}
    with override("en"):
        names.add(str(countries.name(shown)))
    is_same = normalize_name(involvement["jurisdiction"]) in {normalize_name(name) for name in names}
    return "" if is_same else involvement["jurisdiction"]


def _role_words(role: str, who: dict) -> str:
    """The role in words; of a body that is only planned, that it is to be established."""
    if role == InvolvementRole.ESTABLISHED_BY_IT and is_to_be_founded(who, timezone.localdate()):
        return _("to be established by this agreement; only planned")
    return choice_label(role, "agreements.Involvement.role")


def _is_unnamed(involvement: dict) -> bool:
    """Of participants that are counted, or that the source describes without naming them."""
    return involvement["count"] is not None


def _parties_by_side(parties: list[dict]) -> list[dict]:
    """Participants grouped by side, in the order of `country_order`.

    Without sides it is one group; many participants are grouped by country instead, in the order of its name.
    """
    by_country = len(parties) > MAX_UNFOLDED and not any(party["side"] for party in parties)
    sides: dict[str, list[dict]] = {}
    for party in parties:
        sides.setdefault(party["country"] if by_country else party["side"], []).append(party)
    groups = [{"side": side, "parties": members} for side, members in sides.items()]
    groups.sort(key=lambda group: country_order(group["side"]))
    if by_country:
        groups.sort(key=lambda group: (not group["side"], str(countries.name(group["side"]))))
    return groups
