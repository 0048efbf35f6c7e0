"""Index keys and references of the organizations, people and topics in a body."""

from register.index import Index


def index_organization(index: Index, organization: dict, kind: str, part: str) -> None:
    """Index an organization that takes part: by its reference, its role and its country."""
    index.add_reference(kind, organization, part)
    if organization["ref"]:
        index.keys |= {f"party:{organization['ref']}", f"role:{kind}"}
    if organization["country"]:
        index.keys.add(f"country:{organization['country']}")


def index_person(index: Index, person: dict | None, kind: str, part: str) -> None:
    """Index a person, by reference."""
    index.add_reference(kind, person, part)
    if person and person["ref"]:
        index.keys.add(f"person:{person['ref']}")


def index_topic(index: Index, topic: dict) -> None:
    """Index a topic, by reference."""
    index.add_reference("topic", topic)
    if topic["ref"]:
        index.keys.add(f"topic:{topic['ref']}")
