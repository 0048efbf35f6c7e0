"""Precision and recall of matching, over real organizations by their other names and misspelled names.

Every fifth organization is left out of the register and queried all the same: any match to it is wrong.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.db import connection

from interchange.actions import import_files
from interchange.recipes import ror
from reconcile import responses
from reconcile.matchers import entity_types
from reconcile.queries import MAX_BATCH, Condition, ReconcileQuery
from register.models import Entry

LEFT_OUT = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class NameQuery:
    """A name of an organization as a query. ``ref`` is empty where the register does not have the organization."""

    way: str
    name: str
    country: str
    ref: str


@dataclass
class Tally:
    """Counts of the queries of one way."""

    queries: int = 0
    absent: int = 0
    first: int = 0
    among_three: int = 0
    matched: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)  # the name, and what it was matched to

    @property
    def precision(self) -> float:
        return self.first / max(self.queries - self.absent, 1)

    @property
    def recall(self) -> float:
        return self.among_three / max(self.queries - self.absent, 1)


def fill(folder) -> list[dict]:
    """Publish the organizations of the folder but every fifth. Returns all of them."""
    records = ror.records(folder)
    organizations = records["organizations"]
    present = [organization for place, organization in enumerate(organizations) if place % LEFT_OUT]
    ids = {organization["id"] for organization in present}
    for organization in present:
        relations = organization["relations"]
        organization["relations"] = [relation for relation in relations if relation["other"] in ids]
    import_files([records | {"organizations": present}], publish=True, skip_bad=False, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself some time after so much was written
    return organizations


def name_queries(organizations: Iterable[dict], seed: int = 8134) -> Iterator[NameQuery]:
    """Every organization by each of its names, and by its main name misspelled."""
    numbers = ref_by_number()
    chance = random.Random(seed)
    for organization in organizations:
        name, country = organization["name"], organization["country"]
        ref = numbers.get(organization["id"].rpartition("/")[2], "")
        yield NameQuery("main name", name, country, ref)
        yield NameQuery("main name, misspelled", misspelled(name, chance), country, ref)
        for other in organization["names"]:
            if other["text"] != name:
                way = "in another language" if other["kind"] == "official" else other["kind"]
                yield NameQuery(way, other["text"], country, ref)


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


def tallies(queries: Iterable[NameQuery], *, with_country: bool) -> dict[str, Tally]:
    by_way: dict[str, Tally] = defaultdict(Tally)
    for some in batched(queries, MAX_BATCH):
        batch = {
            str(place): reconcile_query(query, with_country=with_country) for place, query in enumerate(some)
        }
        for query, response in zip(some, responses.query_response(batch).values(), strict=True):
            count(by_way[query.way], query, response["result"])
    return by_way


def reconcile_query(query: NameQuery, *, with_country: bool) -> ReconcileQuery:
    conditions = (Condition("country", (query.country,)),) if with_country and query.country else ()
    return ReconcileQuery(query.name, (entity_types()["organization"],), conditions)


def count(tally: Tally, query: NameQuery, result: list[dict]) -> None:
    refs = [candidate["id"] for candidate in result]
    tally.queries += 1
    tally.absent += not query.ref
    tally.first += bool(query.ref) and refs[:1] == [query.ref]
    tally.among_three += bool(query.ref) and query.ref in refs[:3]
    for candidate in result:
        if candidate["match"]:
            tally.matched += 1
            if candidate["id"] != query.ref:
                tally.wrong.append((query.name, candidate["name"]))
