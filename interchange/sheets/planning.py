"""Works out what a spreadsheet would change, without changing anything."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from interchange.sheets.reading import Table

STATES = ("new", "changed", "unchanged", "error")


@dataclass
class Change:
    """One thing that a row says: ``old`` is empty for what is new; ``written`` is the cell, where it reads otherwise."""

    label: str
    old: str
    new: str
    written: str = ""


@dataclass
class CellProblem:
    """What is wrong with a cell: the header ("": the row as a whole), what it says, why, and what to do."""

    column: str
    value: str
    reason: str
    advice: str


@dataclass
class Candidates:
    """A name that only resembles organizations of the desk; ``options`` are (primary key, label, similarity)."""

    name: str
    country: str
    options: list[tuple[int, str, float]]


@dataclass
class RowPlan:
    """What would become of one row; ``record`` is the external identifier of its agreement."""

    number: int  # as the spreadsheet counts: the header is 1
    state: str
    label: str
    record: str = ""
    changes: list[Change] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    warnings: list[CellProblem] = field(default_factory=list)
    candidates: list[Candidates] = field(default_factory=list)


@dataclass
class Plan:
    """What a spreadsheet would change. The digest does not depend on the language."""

    rows: list[RowPlan]
    digest: str

    @property
    def counts(self) -> dict[str, int]:
        return {state: sum(row.state == state for row in self.rows) for state in STATES}

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict) -> "Plan":
        raise NotImplementedError


def plan(
    table: Table,
    mapping: list[str],
    choices: dict[str, int | str],
    *,
    name: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Plan:
    """What the table would change. Lines that are wholly empty are left out.

    ``mapping`` has a Column.name or "" for each header; ``choices`` the decisions for names that only resemble
    organizations: by name as written (``Candidates.name``) a primary key or "new"; ``name`` is the list's.
    """
    raise NotImplementedError
