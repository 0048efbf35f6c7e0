"""Random combinations of filters, answered by the register and by sets in Python over the bodies, at any size.

    .venv/bin/python -m bench within 100k ./dev manage shell -c "import bench.filters_exact as it; it.run(2000)"

Says every difference in what is found, in a page of it in a random order, in every count, in an export and in the
pages of the API. Searches are left to
`bench.search_exact`: it reads the texts of all agreements for each question, this one puts sets together.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from django.utils import timezone

from api.timeouts import set_statement_timeout
from bench import in_process
from bench.questions import LIST
from register.facets.bitmaps import FEW_RECORDS, LARGEST
from register.models import Entry, Tally
from tests.register.search_oracle import FACETS, Oracle, Questions, address, differences, was_signed

DAY_FACTS = ("state", "possible")
VERY_LONG_MS = 600_000


class FilterOracle(Oracle):
    """Every agreement of the register, as a set of numbers for each value of each fact."""

    def __init__(self):
        self.named, self.topics, self.records = {}, defaultdict(dict), []
        self.sets: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.held: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, entry in enumerate(
            Entry.objects.filter(kind="agreement").order_by("serial").iterator(500)
        ):
            record = self.read(entry)
            record.texts, record.subjects, record.mentioned = [], [], set()
            self.records.append(record)
            for fact, values in record.facts.items():
                for value in values:
                    self.sets[fact, value].add(number)
            for pair in record.held:
                self.held[pair].add(number)
        self.all = {*range(len(self.records))}
        parties = Tally.objects.filter(kind="agreement", fact="party").order_by("-records", "value")
        self.largest = list(parties.values_list("value", "records")[: LARGEST + 1])

    @cache  # noqa: B019  # it lives as long as the questions
    def on_day(self, fact: str, day: date, certainties: frozenset[str]) -> dict[str, set[int]]:
        """By value of a fact that depends on the day."""
        sets: dict[str, set[int]] = defaultdict(set)
        for number, record in enumerate(self.records):
            for value in record.states(day, certainties) if fact == "state" else record.possible(day):
                sets[value].add(number)
        return sets

    def numbers(self, question: dict, without: str = "") -> set[int]:
        """Numbers of the agreements that pass all filters, or all but one."""
        filters = {name: value for name, value in question.items() if name != without}
        each = [self.passing(name, filters) for name in filters if name != "on"]
        return set.intersection(self.all, *each)

    def passing(self, name: str, asked: dict) -> set[int]:
        """Agreements that pass one filter."""
        value, day = asked[name], asked.get("on") or timezone.localdate()
        if name in {"state", "certainty", "possible"}:
            fact = "possible" if name == "possible" else "state"
            certainties = {one for [one] in asked.get("certainty", [])} if fact == "state" else ()
            sets = self.on_day(fact, day, frozenset(certainties))
            chosen = [one for [one] in asked.get(fact, [])] or [*sets]
            return union(sets.get(one, set()) for one in chosen)
        if name in {"signed_after", "signed_before"}:
            return {number for number, one in enumerate(self.records) if was_signed(one, name, value)}
        if name in {"party", "role"} and asked.keys() >= {"party", "role"}:
            pairs = [
                [(role, party) for role in roles for party in parties]
                for roles in asked["role"]
                for parties in asked["party"]
            ]
            return union(set.intersection(*(self.held.get(pair, set()) for pair in group)) for group in pairs)
        return union(
            set.intersection(*(self.sets.get((name, one), set()) for one in together)) for together in value
        )

    def answer(self, question, without=""):
        return [self.records[number] for number in sorted(self.numbers(question, without))]

    def count(self, question, name):
        without = "state" if name == "possible" and "state" in question else name
        found = self.numbers(question, without)
        if name in DAY_FACTS:
            certainties = (
                [] if name == "possible" or without == "certainty" else question.get("certainty", [])
            )
            day = question.get("on") or timezone.localdate()
            sets = self.on_day(name, day, frozenset(one for [one] in certainties))
            counts = {value: len(found & numbers) for value, numbers in sets.items()}
        elif name in {"party", "role"} and {"party": "role", "role": "party"}[name] in question:
            return super().count({**question}, name)
        else:
            counts = {
                value: len(found & numbers) for (fact, value), numbers in self.sets.items() if fact == name
            }
        is_cut = name == "party" and len(found) > FEW_RECORDS and question.keys() - {"party", "on"}
        certain = self.certain_parties(counts, question.get("party", [])) if is_cut else counts
        return {value: count for value, count in certain.items() if count}

    def certain_parties(self, counts: dict[str, int], chosen: list) -> dict[str, int]:
        """Of the largest organizations those that no other can precede, and the chosen ones."""
        *largest, (_value, most_of_others) = self.largest
        kept = {value: counts.get(value, 0) for value, _records in largest}
        kept = {value: count for value, count in kept.items() if count >= most_of_others}
        return kept | {value: counts.get(value, 0) for together in chosen for value in together}


class Combinations(Questions):
    """Random combinations of two to five filters."""

    def question(self):
        names = [*self.values, "on", "signed_after", "signed_before"]
        about = self.random.choice(self.oracle.records)
        return {
            name: self.value(name, about) for name in self.random.sample(names, self.random.randint(2, 5))
        }


def over_api(oracle: FilterOracle, question: dict) -> list[str]:
    """The first two pages that the API answers, if they are others than those of the oracle."""
    expected = {record.ref for record in oracle.answer(question)}
    in_order = [ref for ref in oracle.in_order("-sort_on", "-serial") if ref in expected]
    listed, path = [], f"{LIST}?{address(question).urlencode()}&limit=50"
    for _page in range(2):
        answer = json.loads(in_process.body(path))
        listed += [record["ref"] for record in answer["results"]]
        if not answer["next"]:
            break
        path = answer["next"].removeprefix("http://localhost")
    set_statement_timeout(VERY_LONG_MS)  # again, for what is compared next: the API has set its own
    return [] if listed == in_order[:100] else [f"{address(question).urlencode()}: the API answers others"]


def union(sets: Iterable[set[int]]) -> set[int]:
    return set().union(*sets)


def run(questions: int = 2000, seed: int = 8134) -> None:
    started = time.monotonic()
    oracle = FilterOracle()
    asker, answered, wrong = Combinations(oracle, seed=seed), 0, 0
    print(
        f"{len(oracle.records)} agreements, {len(FACETS)} facts, {time.monotonic() - started:.0f} s",
        flush=True,
    )
    for number in range(1, questions + 1):
        question = asker.question()
        differing = differences(oracle, question) + over_api(oracle, question)
        answered += bool(oracle.numbers(question))
        wrong += len(differing)
        for difference in differing:
            print(difference[:400], flush=True)
        if number % 100 == 0:
            seconds = time.monotonic() - started
            print(
                f"{number} questions, {answered} found something, {wrong} differences, {seconds:.0f} s",
                flush=True,
            )
