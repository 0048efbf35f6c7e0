"""Short names of the parts of a person's record, for lists of sources and differences."""

from people.choices import PersonNameKind


def part_names(directory) -> dict:
    """Functions from a part of a body to its name, by collection."""
    return {
        "names": lambda name: f"{PersonNameKind(name['kind']).label}: {name['text']}",
        "identifiers": lambda identifier: f"{identifier['scheme'].upper()} {identifier['value']}",
        "positions": lambda position: position["post"],
    }
