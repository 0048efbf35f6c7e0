"""Answers of people about a list: cells corrected, rows left out, questions and organizations decided."""

from dataclasses import asdict, dataclass, field

# By the name as written: the primary key of an organization, "new", or the names that the cell really holds.
OrganizationChoices = dict[str, int | str | list[str]]

# Key of the question whether corrected rows are agreements of an earlier issue, "same/…" for a row: asked each time
SAME_QUESTION = "same"


@dataclass
class ImportAnswers:
    """Answers about one list. Those about rows are of one file; the others hold for its next issues too."""

    organizations: OrganizationChoices = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)  # ListQuestion.key: the value of an option
    reading: dict = field(default_factory=dict)  # how the file is read: members of ReadingOptions
    texts: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  # header: text as written: corrected in all rows
    cells: dict[str, dict[str, str]] = field(default_factory=dict)  # row number: header: corrected text
    left_out: list[int] = field(default_factory=list)  # row numbers
    countries: dict[str, str] = field(
        default_factory=dict
    )  # by name: code for rows that say none, "" for none
    same: dict[str, str] = field(default_factory=dict)  # identity of a corrected row: that of its agreement

    @classmethod
    def from_json(cls, data: dict) -> "ImportAnswers":
        """The answers that ``as_json`` wrote; {} for none."""
        return cls(**data)

    def as_json(self) -> dict:
        return asdict(self)

    def corrected(self, number: int, header: str, text: str) -> str:
        """The text of a cell as corrected: for its row, else for all rows, else as it is in the file."""
        alike = self.texts.get(header, {}).get(text, text)
        return self.cells.get(str(number), {}).get(header, alike)

    def lasting(self) -> "ImportAnswers":
        """The answers that hold for the next issue of the list."""
        questions = {
            key: value for key, value in self.questions.items() if key.partition("/")[0] != SAME_QUESTION
        }
        return ImportAnswers(
            self.organizations, questions, self.reading, self.texts, countries=self.countries, same=self.same
        )

    def over(self, earlier: "ImportAnswers") -> "ImportAnswers":
        """These answers, and what else holds of an earlier issue of the list."""
        return ImportAnswers(
            earlier.organizations | self.organizations,
            earlier.questions | self.questions,
            self.reading,  # the file was read already, as the list was before (saved_reading.py)
            {header: earlier.texts.get(header, {}) | self.texts.get(header, {})
             for header in [*earlier.texts, *self.texts]},
            self.cells,
            self.left_out,
            earlier.countries | self.countries,
            earlier.same | self.same,
        )  # fmt: skip
