"""Import plan as plain data, to be shown and stored: rows, changes, problems, candidates."""

from dataclasses import asdict, dataclass, field

from spreadsheets.choices import RowState


@dataclass
class RowChange:
    """One fact that a row changes: ``old`` is empty where it is new, ``written`` the cell where its text differs."""

    label: str
    old: str
    new: str
    written: str = ""


@dataclass
class CellProblem:
    """A fault of a cell: the header ("": the row as a whole), the text, the reason, and advice."""

    column: str
    value: str
    reason: str
    advice: str


@dataclass
class OrganizationCandidates:
    """A name that only resembles organizations of the desk; ``options`` are (primary key, label, similarity)."""

    name: str
    country: str
    options: list[tuple[int, str, float]]


@dataclass
class RowPlan:
    """Planned effect of one row; ``record`` is the external identifier of its agreement."""

    number: int  # as the spreadsheet counts: the header is 1
    state: str
    label: str
    record: str = ""
    changes: list[RowChange] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    warnings: list[CellProblem] = field(default_factory=list)
    candidates: list[OrganizationCandidates] = field(default_factory=list)

    @classmethod
    def from_json(cls, data: dict) -> "RowPlan":
        """The row plan that ``dataclasses.asdict`` wrote."""
        shapes = {
            "changes": RowChange,
            "problems": CellProblem,
            "warnings": CellProblem,
            "candidates": OrganizationCandidates,
        }
        parts = {name: [shape(**members) for members in data[name]] for name, shape in shapes.items()}
        for candidates in parts["candidates"]:
            candidates.options = [tuple(option) for option in candidates.options]
        return cls(**data | parts)


@dataclass
class ImportPlan:
    """Planned effect of a whole spreadsheet. The digest does not depend on the language."""

    rows: list[RowPlan]
    digest: str

    @property
    def counts(self) -> dict[str, int]:
        return {state: sum(row.state == state for row in self.rows) for state in RowState.values}

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "ImportPlan":
        """The plan that ``as_json`` wrote."""
        return cls([RowPlan.from_json(row) for row in data["rows"]], data["digest"])
