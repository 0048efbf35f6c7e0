"""Faults to be tried: mutants, and those that somebody prepared in a file of JSON lines.

Such a line is ``{"kind", "says", "edits": [{"path", "old", "new"}]}``; ``old`` stands exactly once in its file.
"""

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """``codes``: each changed file, whole, with the fault in it; ``places``: the lines that it is about."""

    kind: str
    says: str
    codes: dict[str, str]
    places: list[tuple[str, int, int]]

    def difference(self, root: Path) -> str:
        """The changed lines, with - and +."""
        lines: list[str] = []
        for path, code in self.codes.items():
            before = (root / path).read_text()
            lines += difflib.unified_diff(before.splitlines(), code.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def read_faults(file: Path, root: Path) -> list[Fault]:
    """Refuses a file in which any edit does not fit the code."""
    faults, problems = [], []
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        try:
            faults.append(_fault(json.loads(line), root))
        except (ValueError, KeyError, OSError) as error:
            problems.append(f"{file.name}:{number}: {error!r}")
    if problems:
        raise SystemExit("\n".join(problems))
    return faults


def _fault(content: dict, root: Path) -> Fault:
    codes: dict[str, str] = {}
    places = []
    for edit in content["edits"]:
        path, old = edit["path"], edit["old"]
        before = codes.get(path) or (root / path).read_text()
        times = before.count(old)
        if times != 1:
            raise ValueError(f"{path} has this {times} times, not once: {old}")
        codes[path] = before.replace(old, edit["new"])
        places += [(path, *lines) for lines in _changed_lines((root / path).read_text(), codes[path])]
    return Fault(content["kind"], content["says"], codes, places)


def _changed_lines(before: str, after: str) -> Iterator[tuple[int, int]]:
    """The first and the last line of each change; of a line that is new, the lines around it."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    for kind, start, end, *_ in matcher.get_opcodes():
        if kind == "insert":
            yield max(start, 1), start + 1
        elif kind != "equal":
            yield start + 1, end
