"""Finds the parties of a coded case in a body and in those of the organizations that it mentions."""

from collections.abc import Iterator

from django_countries import countries

from tests.coverage.bodies import CaseBodies, first_path
from tests.coverage.other import other_path
from tests.coverage.text_comparison import (
    contains_words,
    is_exact_name,
    is_name_of,
    is_name_of_place,
    is_same_date,
    name_variants,
    significant_words,
    text_leaves,
)

# The codes of kinds and roles by the coders' words, where these differ.
_PARTY_KINDS = {"igo": {"intergovernmental"}, "natural person": {"person"}}
_PARTY_ROLES = {
    "founding party": {"party"},
    "acceded": {"party"},
    "signing body": {"party"},
    "country side": {"party", "funder", "beneficiary"},
    "host member": {"host"},
    "implementing agency": {"implementing_body"},
    "beneficiary / client, not party": {"beneficiary"},
}
_COUNTRY_SIDE = "country side"
_MEMBERSHIP_RELATIONS = {"part_of", "funded_by", "founded_by", "member_of"}


def party_facts(coded: dict, body: dict, published: CaseBodies) -> Iterator[tuple[str, str, object, str]]:
    """Facts about each party."""
    taken: set[str] = set()
    for number, party in enumerate(coded["parties"], 1):
        part = _matching_involvement(party, body, published, taken)
        taken |= {part["key"]} if part else set()
        path = f"parties/{number}"
        if not part and party["role"] == _COUNTRY_SIDE:
            where = _side_path(party, body)
            is_side = {
                "name": _is_country(party["name"], party["country"] or ""),
                "kind": party["kind"] in ("state", "government"),
                "country": True,
                "role": True,
            }
            yield from (
                (f"party {member}", f"{path}/{member}", party[member], where if is_same else "")
                for member, is_same in is_side.items()
            )
            continue
        here = f"{body['ref']}/involvements/{part['key']}" if part else ""
        for member, value in party.items():
            if value:
                yield (
                    f"party {member}",
                    f"{path}/{member}",
                    value,
                    _party_member_path(member, value, part, here, body, published),
                )


def _party_names(part: dict, published: CaseBodies) -> Iterator[tuple[str, str]]:
    """``(path, name)`` of the names of a party: as written, current and former."""
    mention = part["organization"] or part["person"]
    yield (
        f"involvements/{part['key']}/{'organization' if part['organization'] else 'person'}/name",
        mention["name"],
    )
    full = published.body_of_mention(mention)
    if full:
        yield f"{full['ref']}/name", full["name"]
        yield from ((f"{full['ref']}/names/{name['key']}", name["text"]) for name in full["names"])


def _matching_involvement(party: dict, body: dict, published: CaseBodies, taken: set[str]) -> dict | None:
    """Involvement of the coded party: of the same name, else of a longer one; role and country decide."""
    best, most = None, 0
    for part in body.get("involvements", []):
        all_names = [name for _path, name in _party_names(part, published)]
        likeness = 4 * any(is_exact_name(name, party["name"]) for name in all_names) or 2 * any(
            is_name_of(name, party["name"]) for name in all_names
        )
        if likeness and part["key"] not in taken:
            likeness += (part["organization"] or {}).get("country") == party["country"]
            likeness += part["role"] in _role_codes(party["role"])
            best, most = (part, likeness) if likeness > most else (best, most)
    return best or _sole_remaining_party(party, body, taken)


def _sole_remaining_party(party: dict, body: dict, taken: set[str]) -> dict | None:
    """The only party left of that country and role: it is coded by another name, which is then not found."""
    left = [
        part for part in body.get("involvements", [])
        if part["key"] not in taken and part["role"] in _role_codes(party["role"])
        and (part["organization"] or {}).get("country") == party["country"]
    ]  # fmt: skip
    return left[0] if len(left) == 1 else None


def _role_codes(coded: str) -> set[str]:
    return _PARTY_ROLES.get(coded, {coded.replace(" ", "_")})


def _side_path(party: dict, body: dict) -> str:
    """Path of the side of a state that is no party itself, but on whose side parties stand."""
    return first_path(
        f"{body['ref']}/involvements/{part['key']}/side" for part in body.get("involvements", [])
        if part["side"] and part["side"] == party["country"]
    )  # fmt: skip


def _is_country(name: str, code: str) -> bool:
    """True for a name of that country, short or long."""
    common = set(significant_words(name)) & set(significant_words(countries.name(code)))
    return is_name_of_place(name) and bool(common)


def _party_member_path(
    member: str, value, part: dict | None, here: str, body: dict, published: CaseBodies
) -> str:
    if not part:
        return ""
    if not isinstance(value, str):
        held = {**published.body_of_mention(part["organization"] or part["person"]), **part}
        return other_path(
            member, value, [{"ref": here, **{name: held[name] for name in held if name != "ref"}}]
        )
    full = published.body_of_mention(part["organization"] or part["person"])
    ref = full.get("ref", "")
    if member in ("name", "acronym", "name_en", "successor"):
        where = first_path(
            path
            for path, name in _party_names(part, published)
            if is_name_of(name, value.split(" (")[0] if member == "successor" else value)
        )
        return f"{body['ref']}/{where}" if where.startswith("involvements") else where
    if member == "kind":
        return f"{ref}/kind" if full.get("kind") in _PARTY_KINDS.get(value, {value.replace(" ", "_")}) else ""
    if member == "country":
        if (part["organization"] or {}).get("country") == value:
            return f"{here}/organization/country"
        return f"{here}/country" if part["country"] == value else ""
    if member == "role":
        acts = [
            act
            for act in body["milestones"]
            if act["kind"] == "party_joined" and act["involvement"] == part["key"]
        ]
        if part["role"] in _role_codes(value) and (value != "acceded" or acts):
            return f"{here}/role"
        return f"{here}/role_as_written" if contains_words(part["role_as_written"], value) else ""
    if member == "unit":
        variants = name_variants(value)
        ours = (part["organization"] or {}).get("ref")
        units = first_path(
            f"{body['ref']}/involvements/{other['key']}/unit" for other in body["involvements"]
            if (other["organization"] or {}).get("ref") == ours
            and any(contains_words(other["unit"], name) for name in variants)
        )  # fmt: skip
        return units or first_path(
            path
            for path, name in _party_names(part, published)
            if any(contains_words(name, variant) for variant in variants)
        )
    if member == "parent":
        return _parent_path(value, full, published)
    if member == "represents":
        return _represents_path(value, part, here, body)
    if member in ("joined", "left"):
        return first_path(
            f"{body['ref']}/milestones/{act['key']}/on" for act in body["milestones"]
            if act["kind"] == f"party_{member}" and act["involvement"] == part["key"] and is_same_date(act["on"], value)
        )  # fmt: skip
    return first_path(
        path
        for path, text in [*text_leaves(full, ref), *text_leaves(part, here)]
        if contains_words(text, value) or is_same_date(text, value)
    )


def _parent_path(coded: str, full: dict, published: CaseBodies) -> str:
    """Path of the parent of a party; of a chain of parents, coded from the nearest on, each link must be there."""
    where, here = "", full
    for name in coded.split(" < "):
        mentions = [("parent", here.get("parent"))] + [
            (f"relations/{relation['key']}", relation["organization"])
            for relation in here.get("relations", [])
            if relation["kind"] in _MEMBERSHIP_RELATIONS
        ]
        for path, mention in mentions:
            above = published.body_of_mention(mention)
            if above and any(
                is_name_of(recorded, name)
                for recorded in [mention.get("name", ""), above["name"], *(n["text"] for n in above["names"])]
            ):
                where, here = where or f"{here['ref']}/{path}", above
                break
        else:
            return ""
    return where


def _represents_path(coded: str, part: dict, here: str, body: dict) -> str:
    by_key = {involvement["key"]: involvement for involvement in body["involvements"]}
    other = by_key.get(part["acting_for"])
    if other and other["organization"] and is_name_of(other["organization"]["name"], coded):
        return f"{here}/acting_for"
    return f"{here}/jurisdiction" if contains_words(part["jurisdiction"], coded) else ""
