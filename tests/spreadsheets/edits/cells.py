"""Edits of cells by kind of column: what a person writes, and what the record then has.

Nothing here uses the reader: each edit knows the members that it means. An edit returns the columns that it wrote, or
None where the row has nothing for it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import override

ADDED_HEADER = "Seen by me"
Edit = Callable[["Desk", "Row"], str | None]
# By name: the group of columns, of which a row is edited once, and the edit
EDITS: dict[str, tuple[str, Edit]] = {}


@dataclass
class Desk:
    """The desk that an export is of, the language of the sheet, and the answers that the person will give."""

    random: random.Random
    language: str
    organizations: list[dict]
    organization_pks: dict[str, int]
    topics: dict[str, str]  # name in the language: id
    choices: dict[str, int | str] = field(default_factory=dict)
    rows: list["Row"] = field(default_factory=list)  # as they stand in the sheet
    serial: int = 0

    def fresh(self, words: str) -> str:
        """A name that nothing else has."""
        self.serial += 1
        letters = "".join(
            self.random.choice("bdfgklmnprstvz") + self.random.choice("aeiou") for _n in range(4)
        )
        return f"{letters.capitalize()} {words} {self.serial}"

    def label(self, choices, code: str) -> str:
        with override(self.language):
            return str(choices(code).label)


@dataclass
class Row:
    """A row of the sheet and the record that it is about, as it should be after the import."""

    cells: dict[str, str]
    record: dict
    is_refused: bool = False
    remark: str = ""  # in a column that somebody added
    added_document: str = ""  # its address

    def complete(self) -> None:
        """Record what depends on other edits: a document has the first title, a remark stands below the note."""
        if self.added_document:
            title = self.record["texts"][0]["title"][:400]
            members = {"title": title, "address": self.added_document}
            self.record.setdefault("documents", []).append(members)
        if self.remark:
            custody = self.record.setdefault("custody", {})
            lines = [custody.get("note", ""), f"{ADDED_HEADER}: {self.remark}"]
            custody["note"] = "\n".join(filter(None, lines))

    def lines(self, column: str, count: int = 0) -> list[str]:
        """The entries of a list cell, of which one alone may have its semicolons escaped."""
        text = self.cells[column]
        lines = text.split("\n") if "\n" in text else [text.replace("\\;", ";")] if text else []
        return lines or ["-"] * count

    def write(self, column: str, lines: list[str]) -> None:
        lines = [line or "-" for line in lines]
        self.cells[column] = lines[0].replace(";", "\\;") if len(lines) == 1 else "\n".join(lines)


def edit(group: str):
    """Register an edit of a group of columns."""

    def register(function: Edit) -> Edit:
        EDITS[function.__name__] = group, function
        return function

    return register
