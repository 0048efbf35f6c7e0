"""How the parts of an organization are called in a few words: in the list of sources and in differences."""

from organizations.choices import NameKind, RelationKind


def part_names(directory) -> dict:
    """By collection, a function from a part of a body to its name. ``directory`` knows the records it mentions."""
    return {
        "names": lambda one: f"{NameKind(one['kind']).label}: {one['text']}",
        "relations": lambda one: (
            f"{RelationKind(one['kind']).label}: {directory.mention(one['organization']).name}"
        ),
        "locations": lambda one: one["place"],
        "identifiers": lambda one: f"{one['scheme'].upper()} {one['value']}",
    }
