"""How the parts of a person's record are called in a few words: in the list of sources and in differences."""

from people.choices import PersonNameKind


def part_names(directory) -> dict:
    """By collection, a function from a part of a body to its name."""
    return {
        "names": lambda one: f"{PersonNameKind(one['kind']).label}: {one['text']}",
        "identifiers": lambda one: f"{one['scheme'].upper()} {one['value']}",
        "positions": lambda one: one["post"],
    }
