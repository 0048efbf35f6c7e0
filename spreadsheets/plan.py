"""Import plan as plain data, to be shown and stored: rows, changes, problems, questions, candidates."""

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
    question: str = ""  # key of the ListQuestion whose answer settles it


@dataclass
class OrganizationCandidates:
    """A name that only resembles others; ``options`` are (choice, label, similarity).

    A choice is the primary key of an organization of the desk, or another name of the same list, a text: whoever takes
    it answers ``[text]`` (`ImportAnswers.organizations`), since that is the name that the cell really holds.
    """

    name: str
    country: str
    options: list[tuple[int | str, str, float]]


@dataclass
class ListOrganization:
    """A name of a list, once, with what becomes of it.

    ``becomes`` is existing, new, split (into ``parts``) or asked: it is like others (``options``, as those of
    OrganizationCandidates), or may hold several names (``question``, with an example of the answer in ``parts``).
    ``country_from`` says where the country of a new one comes from: cell, answer, bracket, other_rows, name or
    address.
    """

    name: str
    becomes: str
    label: str = ""  # name of the organization that it is or makes
    organization: int | None = None
    country: str = ""
    country_from: str = ""
    options: list[tuple[int | str, str, float]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    question: str = ""
    rows: list[int] = field(default_factory=list)


@dataclass
class ListQuestion:
    """A question that a list leaves open: one answer holds for all its rows. ``options`` are (value, label)."""

    key: str  # what is asked of which column or pattern: "dates/Signed on"
    text: str
    options: list[tuple[str, str]]
    suggested: str = ""  # the value of the likeliest option, or ""
    answer: str = ""  # the value that was chosen, "" while it is open
    is_needed: bool = (
        True  # its rows are errors while it is open; otherwise they are kept as they are written
    )
    rows: list[int] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


@dataclass
class ListNotice:
    """A remark about a column ("": the whole list) that is true of several rows, said once."""

    column: str
    reason: str
    rows: list[int] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


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
    questions: list[ListQuestion] = field(default_factory=list)
    notices: list[ListNotice] = field(default_factory=list)
    organizations: list[ListOrganization] = field(default_factory=list)
    missing: list[tuple[int, str]] = field(
        default_factory=list
    )  # agreements of the list without a row: key, title

    @property
    def counts(self) -> dict[str, int]:
        states = [state for state in RowState.values if state != RowState.LEFT_OUT]  # which no plan has
        return {state: sum(row.state == state for row in self.rows) for state in states}

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "ImportPlan":
        """The plan that ``as_json`` wrote."""
        questions = [ListQuestion(**members) for members in data.get("questions", [])]
        for question in questions:
            question.options = [tuple(option) for option in question.options]
        notices = [ListNotice(**members) for members in data.get("notices", [])]
        rows = [RowPlan.from_json(row) for row in data["rows"]]
        return cls(
            rows, data["digest"], questions, notices, organizations_in_list(data), data.get("missing", [])
        )


def organizations_in_list(data: dict) -> list[ListOrganization]:
    """The organizations that a list names, from a plan as JSON or the findings of an import; open ones first."""
    organizations = [ListOrganization(**members) for members in data.get("organizations", [])]
    for organization in organizations:
        organization.options = [tuple(option) for option in organization.options]
    return organizations
