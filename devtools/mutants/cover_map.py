"""Which tests use a line of code or a template, as one run of the whole suite showed."""

import json
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from coverage import CoverageData

from devtools import ROOT
from devtools.processes import call

from .under_measure import DIRECTORY


class CoverMap:
    """Reads what ``measure`` wrote into ``directory``."""

    def __init__(self, directory: Path):
        self.seconds: dict[str, float] = {}
        self.templates: dict[str, set[str]] = defaultdict(set)
        self.lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for part in directory.glob("*.json"):
            content = json.loads(part.read_text())
            self.seconds |= content["seconds"]
            for name, tests in content["templates"].items():
                self.templates[_relative(name)].update(tests)
        for part in directory.glob("*.coverage"):
            data = CoverageData(str(part))
            data.read()
            for name in data.measured_files():
                for line, tests in data.contexts_by_lineno(name).items():
                    self.lines[_relative(name)][line].update(tests)

    def tests_of(self, path: str, first: int, last: int) -> set[str]:
        """The tests that ran these lines; for lines that run on import only, those that used the file at all."""
        if path in self.templates:
            return self.templates[path]
        lines = self.lines.get(path, {})
        ran = set().union(*(lines[line] for line in range(first, last + 1) if line in lines)) - {""}
        return ran or set().union(*lines.values()) - {""}

    def seconds_of(self, tests: Iterable[str]) -> float:
        return sum(self.seconds.get(test, 1.0) for test in tests)


def measure(directory: Path, packages: list[str]) -> int:
    """Run the whole suite once, slower than usual; the exit code of pytest."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    os.environ |= {DIRECTORY: str(directory), "ENTENTE_COVER_PACKAGES": ",".join(packages)}
    code = call("-m", "pytest", "-n", "2", "-q", "-p", "devtools.mutants.under_measure")
    (directory / "commit").write_text(_commit())
    return code


def is_current(directory: Path) -> bool:
    """The map is of this commit: the lines of another are others, and its tests too."""
    file = directory / "commit"
    return file.exists() and file.read_text() == _commit()


def _commit() -> str:
    command = ["git", "rev-parse", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _relative(name: str) -> str:
    return os.path.relpath(name, ROOT)
