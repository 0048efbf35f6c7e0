"""Tries faults against the tests that cover them, as many at once as there are processors."""

import itertools
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from devtools import ROOT

from .cover_map import CoverMap
from .faults import Fault
from .running import Bench, Outcome, chosen_tests

# shares of the time that all tests took when they were measured, which may have been on a busy machine
BUDGET = 0.04  # of tests a fault
WHOLE = 0.32  # of tests for what survived those, where the whole suite is to judge
# these judge the text of the code, not what it does
NO_JUDGES = ("tests/test_house.py", "tests/test_repository.py", "tests/test_devtools.py", "tests/docs/")


class Trying:
    def __init__(self, cover: CoverMap, directory: Path, *, is_whole: bool):
        self.cover, self.is_whole = cover, is_whole
        self.doubtful: set[str] = set()  # tests that fail without a fault, too: they judge nothing
        self.benches = [Bench(n, directory, os.environ["DATABASE_URL"]) for n in range(os.cpu_count() or 1)]
        self.free = list(self.benches)

    def try_all(self, faults: list[Fault], results: Path) -> list[dict]:
        """Outcome of each fault, in their order; written to ``results`` as it comes."""
        outcomes: dict[int, dict] = {}
        self._try_these(dict(enumerate(faults)), outcomes, results)
        self.doubtful = self._failing_without_fault(outcomes)
        again = {number: faults[number] for number, o in outcomes.items() if o["by"] in self.doubtful}
        if again:
            print("Fail without a fault, too:", *sorted(self.doubtful), sep="\n  ")
            self._try_these(again, outcomes, results)
        return [outcomes[number] for number in range(len(faults))]

    def _try_these(self, faults: dict[int, Fault], outcomes: dict[int, dict], results: Path) -> None:
        done, writing = itertools.count(1), Lock()

        def try_next(number: int) -> None:
            outcome = {"number": number + 1} | self._tried(faults[number])
            with writing:
                outcomes[number] = outcome
                lines = [json.dumps(outcomes[n], ensure_ascii=False) for n in sorted(outcomes)]
                results.write_text("\n".join(lines) + "\n")
            end = f"{outcome['noticed'] or 'SURVIVED':9} {outcome['place']}"
            print(f"{next(done):4}/{len(faults)} {end} {outcome['says']}", flush=True)

        with ThreadPoolExecutor(len(self.benches)) as pool:
            list(pool.map(try_next, faults))

    def _failing_without_fault(self, outcomes: dict[int, dict]) -> set[str]:
        judges = {outcome["by"] for outcome in outcomes.values()} & set(self.cover.seconds)
        return self.benches[0].failing_without_fault(sorted(judges), self.cover.seconds_of(judges))

    def _tried(self, fault: Fault) -> dict:
        path, line, _ = fault.places[0]
        tests, room = self._covering(fault), path.split("/")[0]
        chosen = self._chosen(tests, self.doubtful, room, BUDGET)
        outcome = self._outcome(fault, chosen, len(tests))
        if self.is_whole and not outcome.noticed:
            more = self._chosen(tests, self.doubtful | set(chosen), room, WHOLE)
            if more:
                outcome = self._outcome(fault, more, len(tests))
                outcome.ran += len(chosen)
        about = {"kind": fault.kind, "says": fault.says, "place": f"{path}:{line}"}
        return about | vars(outcome) | {"difference": fault.difference(ROOT)}

    def _chosen(self, covering: set[str], left_out: set[str], room: str, share: float) -> list[str]:
        """The tests that fit into this share of the time that all of them took."""
        seconds = share * self.cover.seconds_of(self.cover.seconds)
        return chosen_tests(covering, left_out, room, self.cover, seconds)

    def _covering(self, fault: Fault) -> set[str]:
        tests = set().union(*(self.cover.tests_of(*place) for place in fault.places))
        if not tests and any(path.endswith(".py") for path in fault.codes):
            tests = set(
                self.cover.seconds
            )  # only imported, or of a package that is not measured: any may notice
        return {test for test in tests if not test.startswith(NO_JUDGES)}

    def _outcome(self, fault: Fault, tests: list[str], covering: int) -> Outcome:
        bench = self.free.pop()
        try:
            return bench.try_out(fault.codes, tests, covering, self.cover.seconds_of(tests))
        finally:
            self.free.append(bench)
