"""."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ImportProblem:
    """Why a file, or a record of it, is not recorded: file, place in it, a sentence; kind and id of the record."""

    file: str
    path: str
    reason: str
    record: tuple[str, str] | None = None

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.file, self.path, self.reason]))


class ImportFailed(Exception):
    """Nothing was kept; ``problems`` says why, all of it at once."""

    def __init__(self, problems: Iterable[ImportProblem]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))
