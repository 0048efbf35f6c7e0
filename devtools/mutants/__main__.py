"""Faults, a sample of mutants or prepared ones, each tried against the tests that cover it; prints a table."""

import argparse
import random
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from devtools import ROOT

from .cover_map import CoverMap, is_current, measure
from .faults import Fault, read_faults
from .mutant import Mutant
from .python_mutants import python_mutants
from .template_mutants import template_mutants
from .trying import Trying

# mutants a room gets of a sample of 400: more where the register does what it exists for
WEIGHTS = {
    "lifecycle": 60, "register": 60, "desk": 55, "pages": 35, "exports": 25, "api": 20, "interchange": 20,
    "spreadsheets": 20, "agreements": 25, "activities": 10, "organizations": 6, "people": 6, "sources": 6,
    "templates": 52,
}  # fmt: skip
NO_PLACE = ("/migrations/", "/pictures/build_")  # made by a program, or run by hand


def main() -> int:
    options = _options()
    directory = ROOT / ".local" / "mutants"
    cover_directory = directory / "cover"
    if options.measure or not is_current(cover_directory):
        code = measure(cover_directory, [room for room in WEIGHTS if room != "templates"])
        if code:
            return code
    if options.faults:
        faults, results = (
            read_faults(options.faults, ROOT),
            directory / f"results-{options.faults.stem}.jsonl",
        )
    else:
        faults = _sample(options.sample, options.seed, options.room)
        results = directory / f"results-{options.seed}-{options.sample}.jsonl"
    trying = Trying(CoverMap(cover_directory), directory, is_whole=bool(options.faults))
    print(_table(trying.try_all(faults, results)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="how many mutants (400)")
    parser.add_argument(
        "--seed", type=int, default=1, help="which sample: the same seed, the same mutants (1)"
    )
    parser.add_argument("--room", choices=sorted(WEIGHTS), help="of one room only")
    parser.add_argument(
        "--faults", type=Path, help="a file of prepared faults, to be tried instead of a sample"
    )
    parser.add_argument(
        "--measure", action="store_true", help="first run the suite anew to see what covers what"
    )
    return parser.parse_args()


def _sample(number: int, seed: int, only: str | None) -> list[Fault]:
    """The same for one seed and one text of the code; the kind of each is its room."""
    rooms: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in _all_mutants(only):
        rooms[_room(mutant.path)].append(mutant)
    whole = sum(WEIGHTS[room] for room in rooms)
    chance = random.Random(seed)
    sample: list[Fault] = []
    for room, mutants in sorted(rooms.items()):
        chance.shuffle(mutants)
        changing = (mutant for mutant in mutants if mutant.code != (ROOT / mutant.path).read_text())
        for mutant in islice(changing, round(number * WEIGHTS[room] / whole)):
            place = (mutant.path, mutant.first, mutant.last)
            sample.append(Fault(room, "", {mutant.path: mutant.code}, [place]))
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


def _table(outcomes: list[dict]) -> str:
    """By kind. A run that hangs is counted apart: it may have been the machine."""
    width = max(14, *(len(outcome["kind"]) + 2 for outcome in outcomes))
    names = ("noticed", "hanging", "survived", "no test")
    lines = [f"{'':{width}}{'faults':>9}" + "".join(f"{name:>10}" for name in names) + f"{'score':>7}"]
    kinds: dict[str, Counter] = defaultdict(Counter)
    for outcome in outcomes:
        end = _end(outcome)
        kinds[outcome["kind"]][end] += 1
        kinds["all"][end] += 1
    for kind, ends in sorted(kinds.items(), key=lambda entry: (entry[0] == "all", entry[0])):
        cells = "".join(f"{ends[name]:10}" for name in names)
        lines.append(f"{kind:{width}}{ends.total():9}{cells}{100 * ends['noticed'] / ends.total():6.0f}%")
    return "\n".join(lines)


def _end(outcome: dict) -> str:
    if outcome["noticed"]:
        return "hanging" if outcome["noticed"] == "hanging" else "noticed"
    return "survived" if outcome["covering"] else "no test"


if __name__ == "__main__":
    raise SystemExit(main())
