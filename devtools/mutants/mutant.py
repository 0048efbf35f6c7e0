"""One planted fault."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Mutant:
    """``code`` is the whole file at ``path`` with the fault in it; lines ``first`` to ``last`` are about it."""

    path: str
    first: int
    last: int
    make: Callable[[], str]

    @cached_property
    def code(self) -> str:
        return self.make()

    def difference(self, root: Path) -> str:
        """The changed lines, with - and +."""
        before = (root / self.path).read_text()
        lines = difflib.unified_diff(before.splitlines(), self.code.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))
