"""Answers of people about a list: cells corrected, rows left out, questions and organizations decided."""

from dataclasses import asdict, dataclass, field

# By the name as written: the primary key of an organization, "new", or the names that the cell really holds.
OrganizationChoices = dict[str, int | str | list[str]]


@dataclass
class ImportAnswers:
    """Answers about one list. Those about rows are of one file; the others hold for its next issues too."""

    organizations: OrganizationChoices = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)  # ListQuestion.key: the value of an option
    reading: dict = field(default_factory=dict)  # how the file is read: members of ReadingOptions
    cells: dict[str, dict[str, str]] = field(default_factory=dict)  # row number: header: corrected text
    left_out: list[int] = field(default_factory=list)  # row numbers

    @classmethod
    def from_json(cls, data: dict) -> "ImportAnswers":
        """The answers that ``as_json`` wrote; {} for none."""
        return cls(**data)

    def as_json(self) -> dict:
        return asdict(self)

    def lasting(self) -> "ImportAnswers":
        """Those that hold for the next issue of the list."""
        return ImportAnswers(self.organizations, self.questions, self.reading)
