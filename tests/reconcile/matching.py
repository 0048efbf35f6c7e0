"""How well a list of organizations is matched: real ones, by their other names and misspelled; some are not there.

Every fifth organization is left out of the register and asked for all the same: whatever is matched to it is wrong.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from interchange.actions import import_files
from interchange.recipes import ror
from reconcile import responses
from reconcile.matchers import entity_types
from reconcile.queries import MAX_BATCH, Condition, ReconcileQuery
from register.models import Entry

LEFT_OUT = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Asked:
    """A name of an organization that somebody asks for. ``ref`` is empty where the register does not have it."""

    way: str
    said: str
    country: str
    ref: str


@dataclass
class Tally:
    """What came of the queries of one way."""

    asked: int = 0
    absent: int = 0
    first: int = 0
    among_three: int = 0
    matched: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)  # what was said, what it was matched to

    @property
    def precision(self) -> float:
        return self.first / max(self.asked - self.absent, 1)

    @property
    def recall(self) -> float:
        return self.among_three / max(self.asked - self.absent, 1)


def fill(folder) -> list[dict]:
    """Publish the organizations of the folder but every fifth. Returns all of them."""
    told = ror.records(folder)
    there = [one for place, one in enumerate(told["organizations"]) if place % LEFT_OUT]
    ids = {one["id"] for one in there}
    for one in there:
        one["relations"] = [relation for relation in one["relations"] if relation["other"] in ids]
    import_files([told | {"organizations": there}], publish=True, skip_bad=False, by=None)
    return told["organizations"]


def queries(organizations: Iterable[dict], seed: int = 8134) -> Iterator[Asked]:
    """Every organization by each of its names, and by its main name misspelled."""
    numbers = ref_by_number()
    chance = random.Random(seed)
    for one in organizations:
        ref = numbers.get(one["id"].rpartition("/")[2], "")
        yield Asked("main name", one["name"], one["country"], ref)
        yield Asked("main name, misspelled", misspelled(one["name"], chance), one["country"], ref)
        for name in one["names"]:
            if name["text"] != one["name"]:
                way = "in another language" if name["kind"] == "official" else name["kind"]
                yield Asked(way, name["text"], one["country"], ref)


def ref_by_number() -> dict[str, str]:
    return {
        key.rpartition(":")[2]: ref
        for ref, keys in Entry.public.of_kind("organization").values_list("ref", "keys")
        for key in keys
        if key.startswith("identifier:ror:")
    }


def misspelled(name: str, chance: random.Random) -> str:
    """The name with a slip in one of its words, and of a long name in two: a letter lost, doubled, swapped or wrong."""
    words = name.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 4] or [words.index(max(words, key=len))]
    for place in chance.sample(long, min(len(long), 1 + (len(name) > 30))):
        words[place] = slip(words[place], chance)
    return " ".join(words)


def slip(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
        ]
    )


def tallies(asked: Iterable[Asked], *, with_country: bool) -> dict[str, Tally]:
    found: dict[str, Tally] = defaultdict(Tally)
    for some in batched(asked, MAX_BATCH):
        batch = {str(place): query(one, with_country=with_country) for place, one in enumerate(some)}
        for one, told in zip(some, responses.query_response(batch).values(), strict=True):
            count(found[one.way], one, told["result"])
    return found


def query(one: Asked, *, with_country: bool) -> ReconcileQuery:
    conditions = (Condition("country", (one.country,)),) if with_country and one.country else ()
    return ReconcileQuery(one.said, (entity_types()["organization"],), conditions)


def count(tally: Tally, one: Asked, result: list[dict]) -> None:
    refs = [candidate["id"] for candidate in result]
    tally.asked += 1
    tally.absent += not one.ref
    tally.first += bool(one.ref) and refs[:1] == [one.ref]
    tally.among_three += bool(one.ref) and one.ref in refs[:3]
    for candidate in result:
        if candidate["match"]:
            tally.matched += 1
            if candidate["id"] != one.ref:
                tally.wrong.append((one.said, candidate["name"]))
