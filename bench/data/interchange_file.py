"""Generated agreements as an interchange file, with organizations and topics of its own, for measuring imports."""

from bench.data.agreements import agreement_body
from bench.data.world import World

_PART_MEMBERS = {
    "texts": ("language", "title", "summary"),
    "milestones": ("kind", "on", "until", "notice_of"),
    "terms": ("starts_with", "length", "renewal", "non_renewal_notice"),
}
_OWN_MEMBERS = ("nature", "form", "bindingness", "termination_notice")


def interchange_file(agreements: int, organizations: int = 400) -> dict:
    """Content of a file with so many new agreements between so many new organizations."""
    world = World(organizations, seed="import")
    numbers = (number for number in range(1, 3 * agreements))
    bodies = (body for number in numbers if (body := agreement_body(world, number))["disclosure"] == "public")
    return {
        "organizations": [
            {"id": f"bench-{one.ref}", "name": one.name, "kind": "university", "country": one.country}
            for one in world.organizations
        ],
        "topics": [
            {"id": f"bench-T{number}", "names": {"en": f"Topic {number} of the bench"}}
            for number in range(1, 61)
        ],
        "agreements": [_agreement(body) for body, _number in zip(bodies, range(agreements), strict=False)],
    }


def _agreement(body: dict) -> dict:
    involvements = [
        {
            "id": part["key"], "organization": f"bench-{part['organization']['ref']}", "role": part["role"],
            "name_as_written": part["organization"]["name"],
        }
        for part in body["involvements"]
    ]  # fmt: skip
    own = {name: body[name] for name in _OWN_MEMBERS if body[name]}
    if own["nature"] != "instrument":
        own.pop("form", None)
    parts = {
        collection: [{name: part[name] for name in names if part[name]} for part in body[collection]]
        for collection, names in _PART_MEMBERS.items()
    }
    topics = [f"bench-{topic['ref']}" for topic in body["topics"]]
    return {"id": f"bench-{body['ref']}", **own, **parts, "involvements": involvements, "topics": topics}
