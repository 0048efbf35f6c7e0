"""What a plan is made of: plain data, to be shown and stored."""

from dataclasses import asdict, dataclass, field

_ROW_STATES = ("new", "changed", "unchanged", "error")


@dataclass
class RowChange:
    """What a row changes: ``old`` is empty for what is new, ``written`` the cell where it reads otherwise."""

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
class OrganizationCandidates:
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
    changes: list[RowChange] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    warnings: list[CellProblem] = field(default_factory=list)
    candidates: list[OrganizationCandidates] = field(default_factory=list)

    @classmethod
    def from_json(cls, told: dict) -> "RowPlan":
        shapes = {
            "changes": RowChange,
            "problems": CellProblem,
            "warnings": CellProblem,
            "candidates": OrganizationCandidates,
        }
        parts = {name: [shape(**one) for one in told[name]] for name, shape in shapes.items()}
        for one in parts["candidates"]:
            one.options = [tuple(option) for option in one.options]
        return cls(**told | parts)


@dataclass
class ImportPlan:
    """What a spreadsheet would change. The digest does not depend on the language."""

    rows: list[RowPlan]
    digest: str

    @property
    def counts(self) -> dict[str, int]:
        return {state: sum(row.state == state for row in self.rows) for state in _ROW_STATES}

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict) -> "ImportPlan":
        return cls([RowPlan.from_json(row) for row in told["rows"]], told["digest"])
