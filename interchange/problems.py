"""Problems of an import, and the exception that carries them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ImportProblem:
    """A reason to refuse a file or a record, or a warning about it: file, path in it, a sentence; the record's key.

    ``is_refusal``: the row is sound, and refused for what it says.
    """

    file: str
    path: str
    reason: str
    record: tuple[str, str] | None = None
    is_refusal: bool = False

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.file, self.path, self.reason]))


def lack_records(problems: Iterable[ImportProblem]) -> bool:
    """True where a whole file or list could not be read: then what refers to its records finds nothing."""
    return any("/" not in problem.path for problem in problems)


class ImportFailed(Exception):
    """Nothing was kept; ``problems`` are all the reasons at once."""

    def __init__(self, problems: Iterable[ImportProblem]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def records(self) -> set[tuple[str, str] | None]:
        """Kind and id of the records that have the problems."""
        return {problem.record for problem in self.problems}
