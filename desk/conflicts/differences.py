"""Facts on which three states of a form differ: as it was opened, as it is stored, as it was sent."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from desk.conflicts.snapshot import Row
from desk.conflicts.values import FieldShape

THEIRS, YOURS, BOTH = "theirs", "yours", "both"
# Names of the inputs in which a choice comes back, before the path of the difference
CHOICE, SEEN = "choice:", "seen:"


@dataclass
class Side:
    """A fact in one of the three states: its values, those of links as ``#`` and the primary key of a part."""

    values: list[str]
    row: Row | None = None
    file: Any = None


@dataclass
class Difference:
    """A fact, or a whole part where ``shape`` is None; a side that is None has no such part.

    ``default`` is what a merge does unless somebody chooses otherwise, "" where they must.
    """

    path: str
    prefix: str
    shape: FieldShape | None
    label: str  # of the part
    base: Side | None
    theirs: Side | None
    yours: Side | None
    default: str
    is_base_known: bool = True
    chosen: str = ""
    choices: list[str] = field(default_factory=lambda: [THEIRS, YOURS])

    @property
    def must_choose(self) -> bool:
        return not self.default

    @property
    def seen(self) -> str:
        """Hash of their state: a choice is good for what was shown."""
        side = self.theirs
        content = side and (side.row.facts if self.shape is None and side.row else side.values)
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:20]

    def choose(self, choices: dict[str, tuple[str, str]]) -> None:
        """Take over what somebody chose, if their state is still what they saw."""
        choice, seen = choices.get(self.path, ("", ""))
        self.chosen = choice if choice in self.choices and seen == self.seen else self.default

    @property
    def is_taken_over(self) -> bool:
        """True where the merge takes something of theirs without a question."""
        return self.chosen == self.default and self.default in {THEIRS, BOTH}


def choices_sent(data: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    """``{path: (choice, hash of what was shown)}`` in the data of a form, which lose them."""
    seen, chosen = _popped(data, SEEN), _popped(data, CHOICE)
    return {path: (side, seen.get(path, "")) for path, side in chosen.items()}


def _popped(data: dict[str, list[str]], start: str) -> dict[str, str]:
    """Values of the inputs whose names begin so, by the rest of the name; the data lose them."""
    return {name.removeprefix(start): data.pop(name)[-1] for name in [*data] if name.startswith(start)}
