"""Matches rows to agreements: by record, by reference, or by the list's own number."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import sha256

from agreements.models import Agreement
from core.text import fold
from register.choices import EditorialState
from spreadsheets.drafts.draft import SheetRow
from spreadsheets.lookups import DeskLookups
from spreadsheets.parsing.cells import normalize_cell, split_values

_DAYS_AND_TERM = ("effective_on", "end_on", "term")
RowIds = dict[int, tuple[str, str]]  # row number: as identify_row has it


def identify_row(row: SheetRow, name: str) -> tuple[str, str]:
    """Identity of the agreement of a row: ``("record" or "reference" or "id", value)``."""
    for column in ("record", "reference"):
        if text := row.text(column).strip():
            return column, text
    if number := " ".join(row.text("number").split()):
        return "id", f"{name}/{number}"
    return "id", f"{name}/{_row_digest(row)}"


def identify_rows(rows: Iterable[SheetRow], name: str, *, by_place: bool = False) -> RowIds:
    """The identities of rows; those without a number that share theirs are told apart by their days and terms.

    Also by their place, where somebody said that one name in several places is several organizations.
    """
    rows = list(rows)
    ids = {row.number: identify_row(row, name) for row in rows}
    counts = Counter(ids.values())
    for row in rows:
        if counts[ids[row.number]] > 1 and ids[row.number] == ("id", f"{name}/{_row_digest(row)}"):
            place = row.place if by_place else ""
            ids[row.number] = ("id", f"{name}/{_row_digest(row, *_DAYS_AND_TERM, place=place)}")
    return ids


def with_numbers_of_earlier_issues(ids: RowIds, name: str, desk: DeskLookups) -> tuple[RowIds, set[int]]:
    """The identities, with numbers that earlier issues write otherwise (001 and 1, C-01 and c‑1) as these do, where
    one number of the list and one of the earlier issues can be meant; and the rows whose number was written otherwise.
    """
    rows = Agreement.objects.filter(external_id__startswith=f"{name}/")
    stored = set(rows.exclude(editorial_state=EditorialState.WITHDRAWN).values_list("external_id", flat=True))
    new = {number: value for number, (how, value) in ids.items() if how == "id" and value not in stored}
    if not stored or not new:
        return ids, set()
    known = desk.agreement_ids(new.values(), ())  # withdrawn, or part of another by now
    by_key: dict[str, list[str]] = defaultdict(list)
    for value in stored:
        by_key[_number_key(value)].append(value)
    in_list = Counter(_number_key(value) for how, value in ids.values() if how == "id")
    same = {
        number: ("id", by_key[key][0])
        for number, value in new.items()
        if value not in known and len(by_key.get(key := _number_key(value), [])) == 1 and in_list[key] == 1
    }
    return ids | same, set(same)


def _number_key(value: str) -> str:
    """The letters and digits of a number, without what is now written so, now otherwise: case, signs, first zeros."""
    parts = re.findall(r"\d+|[^\W\d_]+", fold(value).lower())
    return " ".join(part.lstrip("0") or "0" for part in parts)


def _row_digest(row: SheetRow, *further: str, place: str = "") -> str:
    """Identity of a row without a number: a digest of its titles, parties and day of signing as they are written."""
    names = (
        *further,
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
    if place:
        values["place"] = [normalize_cell(place)]
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
