"""Published bodies that correspond to one coded case, and searches in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.coverage.text_comparison import contains_words, text_leaves


@dataclass
class CaseBodies:
    """Bodies of one case: agreements by the letters of the case, the rest by reference.

    ``beside`` are agreements that cite the sources of the case and correspond to none of its agreements, such as a
    programme that the case has as part of a memorandum.
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

    def body_of_mention(self, mention: dict | None) -> dict:
        """The body of an organization, person or agreement that another body mentions; empty when not public."""
        return self.mentioned.get((mention or {}).get("ref") or "", {})

    def with_activities(self, body: dict) -> list[dict]:
        """The body itself first, then the activities that are linked to it or held in its series."""
        linked = []
        for activity in self.activities.values():
            mentions = [activity["series"], *(link["agreement"] for link in activity["agreements"])]
            if any(mention and mention["ref"] == body["ref"] for mention in mentions):
                linked.append(activity)
        return [body, *linked]

    def names_of(self, mention: dict | None) -> list[str]:
        """Names of an organization or person: as written here, current and former."""
        full = self.body_of_mention(mention)
        written = [mention["name"]] if mention else []
        return [
            *written,
            *([full["name"]] if full else []),
            *(name["text"] for name in full.get("names", [])),
        ]


def first_path(paths: Iterable[str]) -> str:
    """The first path, or an empty one."""
    return next(iter(paths), "")


def paths_containing(bodies: Iterable[dict], coded: str, members: Iterable[str] = ()) -> Iterator[str]:
    """Paths of the texts of these bodies that hold all coded words; ``members`` limits them to members of a body."""
    for body in bodies:
        for name in members or body:
            if name not in {"object", "ref", "sources", "citations"} and name in body:
                for path, text in text_leaves(body[name], f"{body['ref']}/{name}"):
                    if contains_words(text, coded):
                        yield path


def part_path(body: dict, collection: str, fits: Callable[[dict], bool]) -> str:
    """The path of the first part of a collection that fits, or an empty one."""
    return first_path(
        f"{body['ref']}/{collection}/{part['key']}" for part in body.get(collection, []) if fits(part)
    )


def citation_texts(body: dict, fact: str) -> Iterator[tuple[str, str]]:
    """``(path, text)`` of the words of sources on a fact or its parts."""
    for citation in body["citations"]:
        if any(cited == fact or cited.startswith(f"{fact}/") for cited in citation["facts"]):
            for language, text in citation["says"].items():
                yield f"{body['ref']}/citations/{citation['key']}/says/{language}", text
