"""A sample of mutants, each tried against the tests that cover it; prints a table by room."""

import argparse
import json
import os
import random
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from devtools import ROOT

from .cover_map import CoverMap, is_current, measure
from .mutant import Mutant
from .python_mutants import python_mutants
from .running import Bench, chosen_tests
from .template_mutants import template_mutants

# mutants a room gets of a sample of 400: more where the register does what it exists for
WEIGHTS = {
    "lifecycle": 60, "register": 60, "desk": 55, "pages": 35, "exports": 25, "api": 20, "interchange": 20,
    "spreadsheets": 20, "agreements": 25, "activities": 10, "organizations": 6, "people": 6, "sources": 6,
    "templates": 52,
}  # fmt: skip
# these judge the text of the code, not what it does
NO_JUDGES = ("tests/test_house.py", "tests/test_repository.py", "tests/test_devtools.py", "tests/docs/")
NO_PLACE = ("/migrations/", "/pictures/build_")  # made by a program, or run by hand


def main() -> int:
    options = _options()
    directory = ROOT / ".local" / "mutants"
    cover_directory = directory / "cover"
    if options.measure or not is_current(cover_directory):
        code = measure(cover_directory, [room for room in WEIGHTS if room != "templates"])
        if code:
            return code
    cover = CoverMap(cover_directory)
    sample = _sample(options.sample, options.seed, options.room)
    results = directory / f"results-{options.seed}-{options.sample}.jsonl"
    outcomes = _try_all(sample, cover, directory, results)
    print(_table(outcomes))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="how many mutants (400)")
    parser.add_argument(
        "--seed", type=int, default=1, help="which sample: the same seed, the same mutants (1)"
    )
    parser.add_argument("--room", choices=sorted(WEIGHTS), help="of one room only")
    parser.add_argument(
        "--measure", action="store_true", help="first run the suite anew to see what covers what"
    )
    return parser.parse_args()


def _sample(number: int, seed: int, only: str | None) -> list[Mutant]:
    """The same for one seed and one text of the code."""
    rooms: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in _all_mutants(only):
        rooms[_room(mutant.path)].append(mutant)
    whole = sum(WEIGHTS[room] for room in rooms)
    chance = random.Random(seed)
    sample: list[Mutant] = []
    for room, mutants in sorted(rooms.items()):
        chance.shuffle(mutants)
        changing = (mutant for mutant in mutants if mutant.code != (ROOT / mutant.path).read_text())
        sample += islice(changing, round(number * WEIGHTS[room] / whole))
    chance.shuffle(sample)
    return sample


def _all_mutants(only: str | None) -> Iterator[Mutant]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for path in listed.splitlines():
        room = _room(path)
        if room not in WEIGHTS or (only and room != only) or any(part in f"/{path}" for part in NO_PLACE):
            continue
        code = (ROOT / path).read_text()
        yield from (template_mutants if room == "templates" else python_mutants)(path, code)


def _room(path: str) -> str:
    if path.endswith((".html", ".txt")) and "templates/" in path:
        return "templates"
    return path.split("/")[0] if path.endswith(".py") else ""


def _try_all(sample: list[Mutant], cover: CoverMap, directory: Path, results: Path) -> list[dict]:
    benches = [Bench(number, directory, os.environ["DATABASE_URL"]) for number in range(os.cpu_count() or 1)]
    free = list(benches)
    outcomes: list[dict] = []

    def try_one(mutant: Mutant) -> None:
        bench = free.pop()
        try:
            tests = cover.tests_of(mutant.path, mutant.first, mutant.last)
            tests = {test for test in tests if not test.startswith(NO_JUDGES)}
            chosen = chosen_tests(tests, _room(mutant.path), cover)
            outcome = bench.try_out(mutant, chosen, len(tests))
        finally:
            free.append(bench)
        outcomes.append(
            {"room": _room(mutant.path), "path": mutant.path, "line": mutant.first, **vars(outcome)}
            | {"difference": mutant.difference(ROOT)}
        )
        with results.open("a") as file:
            file.write(json.dumps(outcomes[-1], ensure_ascii=False) + "\n")
        place = f"{mutant.path}:{mutant.first}"
        print(f"{len(outcomes):4}/{len(sample)} {outcome.noticed or 'SURVIVED':9} {place}", flush=True)

    results.unlink(missing_ok=True)
    with ThreadPoolExecutor(len(benches)) as pool:
        list(pool.map(try_one, sample))
    judges = sorted({outcome["by"] for outcome in outcomes if outcome["noticed"] == "test" and outcome["by"]})
    doubtful = {test for test in judges if test in cover.seconds and benches[0].fails_without_fault([test])}
    for test in sorted(doubtful):
        print(f"Fails without a fault, too: {test}")
    return [outcome for outcome in outcomes if outcome["by"] not in doubtful]


def _table(outcomes: list[dict]) -> str:
    lines = [f"{'':14}{'mutants':>9}{'noticed':>9}{'survived':>10}{'no test':>9}{'score':>7}"]
    rooms: dict[str, Counter] = defaultdict(Counter)
    for outcome in outcomes:
        kind = "noticed" if outcome["noticed"] else "survived" if outcome["covering"] else "no test"
        rooms[outcome["room"]][kind] += 1
        rooms["all"][kind] += 1
    for room, kinds in sorted(rooms.items(), key=lambda entry: (entry[0] == "all", entry[0])):
        whole = kinds.total()
        lines.append(
            f"{room:14}{whole:9}{kinds['noticed']:9}{kinds['survived']:10}{kinds['no test']:9}"
            f"{100 * kinds['noticed'] / whole:6.0f}%"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
