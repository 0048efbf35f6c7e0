"""The published bodies that answer one case, and the ways to look into them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.coverage.text_comparison import contains_words, text_leaves


@dataclass
class CaseBodies:
    """Bodies: of the agreements by the case's own letters, the rest by reference.

    ``beside`` are agreements that cite the case's sources and answer none of those told, such as a programme that
    the case tells as part of a memorandum.
    """

    answers: dict[str, dict]
    beside: list[dict]
    activities: dict[str, dict]
    mentioned: dict[str, dict]

    @property
    def agreements(self) -> list[dict]:
        return [*self.answers.values(), *self.beside]

    @property
    def bodies(self) -> list[dict]:
        """The agreements and activities, each once."""
        return [*self.agreements, *self.activities.values()]

    def full(self, mention: dict | None) -> dict:
        """The body of an organization, person or agreement that another body mentions; empty when not public."""
        return self.mentioned.get((mention or {}).get("ref") or "", {})

    def around(self, body: dict) -> list[dict]:
        """The body itself first, then the activities that are linked to it or held in its series."""
        linked = []
        for activity in self.activities.values():
            mentions = [activity["series"], *(link["agreement"] for link in activity["agreements"])]
            if any(mention and mention["ref"] == body["ref"] for mention in mentions):
                linked.append(activity)
        return [body, *linked]

    def called(self, mention: dict | None) -> list[str]:
        """All that an organization or person is called: as written here, today, and formerly."""
        full = self.full(mention)
        written = [mention["name"]] if mention else []
        return [*written, *([full["name"]] if full else []), *(one["text"] for one in full.get("names", []))]


def first_path(found: Iterable[str]) -> str:
    """The first path, or an empty one."""
    return next(iter(found), "")


def paths_containing(bodies: Iterable[dict], told: str, members: Iterable[str] = ()) -> Iterator[str]:
    """Where one text of these bodies says all that is told; ``members`` narrows it to some of a body's members."""
    for body in bodies:
        for name in members or body:
            if name not in {"object", "ref", "sources", "citations"} and name in body:
                for path, text in text_leaves(body[name], f"{body['ref']}/{name}"):
                    if contains_words(text, told):
                        yield path


def part_path(body: dict, collection: str, fits: Callable[[dict], bool]) -> str:
    """The path of the first part of a collection that fits, or an empty one."""
    return first_path(
        f"{body['ref']}/{collection}/{part['key']}" for part in body.get(collection, []) if fits(part)
    )


def citation_texts(body: dict, fact: str) -> Iterator[tuple[str, str]]:
    """``(path, text)`` of what sources say of a fact or its parts."""
    for citation in body["citations"]:
        if any(one == fact or one.startswith(f"{fact}/") for one in citation["facts"]):
            for language, text in citation["says"].items():
                yield f"{body['ref']}/citations/{citation['key']}/says/{language}", text
