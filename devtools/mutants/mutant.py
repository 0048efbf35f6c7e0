"""One fault that a program made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property


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
