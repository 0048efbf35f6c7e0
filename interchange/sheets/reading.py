"""Reads CSV and XLSX files into a table of text."""

from dataclasses import dataclass


class SheetError(Exception):
    """The file cannot be used at all; the text is one sentence for the person who uploaded it."""


@dataclass(frozen=True)
class Table:
    """A sheet: cells as text as a person reads them, days as ISO dates."""

    name: str
    headers: list[str]
    rows: list[list[str]]  # each as long as ``headers``; wholly empty lines stay, so that numbers are the sheet's
    encoding: str


def read_table(data: bytes, name: str) -> Table:
    """The table in a .csv or .xlsx file. Raises SheetError."""
    raise NotImplementedError
