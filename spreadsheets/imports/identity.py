"""Matches rows to agreements: by record, by reference, or by the list's own number."""

import json
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from spreadsheets.drafts.draft import SheetRow
from spreadsheets.lookups import DeskLookups
from spreadsheets.parsing.cells import normalize_cell, split_values


def identify_row(row: SheetRow, name: str) -> tuple[str, str]:
    """Identity of the agreement of a row: ``("record" or "reference" or "id", value)``."""
    for column in ("record", "reference"):
        if text := row.text(column).strip():
            return column, text
    if number := " ".join(row.text("number").split()):
        return "id", f"{name}/{number}"
    return "id", f"{name}/{_row_digest(row)}"


def _row_digest(row: SheetRow) -> str:
    """Identity of a row without a number: a digest of its titles, parties and day of signing as they are written."""
    names = (
        "title",
        "title_en",
        "title_ko",
        "party",
        "party_country",
        "our_side",
        "our_unit",
        "form",
        "signed_on",
    )
    values = {
        name: sorted(normalize_cell(value) for value in split_values(row.text(name)))
        for name in names
        if row.text(name)
    }
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def duplicate_rows(ids: dict[int, tuple[str, str]], desk: DeskLookups) -> dict[int, list[int]]:
    """The other rows that are about the same agreement, by row."""
    names = desk.agreement_ids(*ids_and_references(ids.values()))
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, (_how, value) in ids.items():
        by_name[names.get(value, value)].append(number)
    return {
        number: [other for other in numbers if other != number]
        for numbers in by_name.values() if len(numbers) > 1 for number in numbers
    }  # fmt: skip


def ids_and_references(ids: Iterable[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """The ids and the references among the identities of rows."""
    ids = set(ids)
    refs = {value for how, value in ids if how == "reference"}
    return {value for how, value in ids if how != "reference"}, refs
