"""Where the parties told by a case stand in a body and in those of the organizations it names."""

from collections.abc import Iterator

from interchange.coverage.comparing import alternatives, is_named, leaves, names, same_date, says
from interchange.coverage.published import Published, first

# What coders call kinds and roles, where it is not the name of our own code.
KINDS = {"igo": {"intergovernmental"}, "natural person": {"person"}}
ROLES = {
    "founding party": {"party"},
    "acceded": {"party"},
    "signing body": {"party"},
    "country side": {"party", "funder", "beneficiary"},
    "host member": {"host"},
    "implementing agency": {"implementing_body"},
    "beneficiary / client, not party": {"beneficiary"},
}
COUNTRY_SIDE = "country side"
BELONGS = {"part_of", "funded_by", "founded_by", "member_of"}


def party_facts(told: dict, body: dict, found: Published) -> Iterator[tuple[str, str, object, str]]:
    """Each party with all that the case says of it."""
    taken: set[str] = set()
    for number, party in enumerate(told["parties"], 1):
        part = involvement(party, body, found, taken)
        taken |= {part["key"]} if part else set()
        path = f"parties/{number}"
        if not part and party["role"] == COUNTRY_SIDE:
            where = side(party, body)
            yield from (
                (f"party {one}", f"{path}/{one}", party[one], where)
                for one in ("name", "kind", "country", "role")
            )
            continue
        here = f"{body['ref']}/involvements/{part['key']}" if part else ""
        for member, value in party.items():
            if value:
                yield (
                    f"party {member}",
                    f"{path}/{member}",
                    value,
                    member_place(member, value, part, here, body, found),
                )


def called(part: dict, found: Published) -> Iterator[tuple[str, str]]:
    """``(path, name)`` of all that a party is called: as written, today, and formerly."""
    mention = part["organization"] or part["person"]
    yield (
        f"involvements/{part['key']}/{'organization' if part['organization'] else 'person'}/name",
        mention["name"],
    )
    full = found.full(mention)
    if full:
        yield f"{full['ref']}/name", full["name"]
        yield from ((f"{full['ref']}/names/{one['key']}", one["text"]) for one in full["names"])


def involvement(party: dict, body: dict, found: Published, taken: set[str]) -> dict | None:
    """The party of the body that is the one told: of the same name, else of a longer one; role and country decide."""
    best, most = None, 0
    for part in body.get("involvements", []):
        all_names = [name for _path, name in called(part, found)]
        likeness = 4 * any(is_named(name, party["name"]) for name in all_names) or 2 * any(
            names(name, party["name"]) for name in all_names
        )
        if likeness and part["key"] not in taken:
            likeness += (part["organization"] or {}).get("country") == party["country"]
            likeness += part["role"] in roles(party["role"])
            best, most = (part, likeness) if likeness > most else (best, most)
    return best or only_one(party, body, taken)


def only_one(party: dict, body: dict, taken: set[str]) -> dict | None:
    """The one party left of that country and role: told by another name, which is then not found."""
    left = [
        part for part in body.get("involvements", [])
        if part["key"] not in taken and part["role"] in roles(party["role"])
        and (part["organization"] or {}).get("country") == party["country"]
    ]  # fmt: skip
    return left[0] if len(left) == 1 else None


def roles(told: str) -> set[str]:
    return ROLES.get(told, {told.replace(" ", "_")})


def side(party: dict, body: dict) -> str:
    """A state that is no party itself, but on whose side the parties stand."""
    return first(
        f"{body['ref']}/involvements/{part['key']}/side" for part in body.get("involvements", [])
        if part["side"] and part["side"] == party["country"]
    )  # fmt: skip


def member_place(member: str, value, part: dict | None, here: str, body: dict, found: Published) -> str:
    if not part:
        return ""
    full = found.full(part["organization"] or part["person"])
    ref = full.get("ref", "")
    if member in ("name", "acronym", "name_en", "successor"):
        where = first(
            path
            for path, name in called(part, found)
            if names(name, value.split(" (")[0] if member == "successor" else value)
        )
        return f"{body['ref']}/{where}" if where.startswith("involvements") else where
    if member == "kind":
        return f"{ref}/kind" if full.get("kind") in KINDS.get(value, {value.replace(" ", "_")}) else ""
    if member == "country":
        return (
            f"{here}/organization/country"
            if part["organization"] and part["organization"]["country"] == value
            else ""
        )
    if member == "role":
        return f"{here}/role" if part["role"] in roles(value) else ""
    if member == "unit":
        asked = alternatives(value)
        ours = (part["organization"] or {}).get("ref")
        units = first(
            f"{body['ref']}/involvements/{other['key']}/unit" for other in body["involvements"]
            if (other["organization"] or {}).get("ref") == ours and any(says(other["unit"], one) for one in asked)
        )  # fmt: skip
        return units or first(
            path for path, name in called(part, found) if any(says(name, one) for one in asked)
        )
    if member == "parent":
        return parent(value, full, found)
    if member == "represents":
        return represents(value, part, here, body)
    if member == "joined":
        return first(
            f"{body['ref']}/milestones/{act['key']}/on" for act in body["milestones"]
            if act["kind"] == "party_joined" and act["involvement"] == part["key"] and same_date(act["on"], value)
        )  # fmt: skip
    return first(path for path, text in [*leaves(full, ref), *leaves(part, here)] if says(text, value))


def parent(told: str, full: dict, found: Published) -> str:
    """What the party belongs to; a chain is told from the nearest on, and each link must be there."""
    where, here = "", full
    for name in told.split(" < "):
        mentions = [("parent", here.get("parent"))] + [
            (f"relations/{one['key']}", one["organization"])
            for one in here.get("relations", [])
            if one["kind"] in BELONGS
        ]
        for path, mention in mentions:
            above = found.full(mention)
            if above and any(
                names(one, name)
                for one in [mention["name"], above["name"], *(n["text"] for n in above["names"])]
            ):
                where, here = where or f"{here['ref']}/{path}", above
                break
        else:
            return ""
    return where


def represents(told: str, part: dict, here: str, body: dict) -> str:
    by_key = {one["key"]: one for one in body["involvements"]}
    other = by_key.get(part["acting_for"])
    if other and other["organization"] and names(other["organization"]["name"], told):
        return f"{here}/acting_for"
    return f"{here}/jurisdiction" if says(part["jurisdiction"], told) else ""
