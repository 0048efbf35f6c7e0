"""Short names of an organization's parts, for lists of sources and differences."""

from organizations.choices import NameKind, RelationKind


def part_names(directory) -> dict:
    """Functions from a part of a body to its name, by collection. ``directory`` has the records that it mentions."""
    return {
        "names": lambda name: f"{NameKind(name['kind']).label}: {name['text']}",
        "relations": lambda relation: (
            f"{RelationKind(relation['kind']).label}: {directory.mention(relation['organization']).name}"
        ),
        "locations": lambda location: location["place"],
        "identifiers": lambda identifier: f"{identifier['scheme'].upper()} {identifier['value']}",
    }
