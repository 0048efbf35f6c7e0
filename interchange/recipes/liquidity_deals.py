"""Deals of the data set on liquidity lines, and the references between them that have a ground."""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

_MISSING_VALUES = ("", "NA")
_OPEN_END = "9999-12-31"
SCHEME = "Global Network of Liquidity Lines"  # of the identifiers that are numbers of deals


@dataclass(frozen=True)
class DealTable:
    """All rows by number, with the references between them."""

    rows: dict[str, dict[str, str]]

    def previous_link_objection(self, row: dict) -> str:
        """The reason not to link the earlier deal that the row names; empty where it is linked."""
        older = self.rows.get(row["previous_deal"])
        if older is row:
            return "names itself"
        if not older:
            return "names a deal that is not there"
        if _deal_parties(older) != _deal_parties(row):
            return "names a deal of other parties"
        if not (older["start_date"] and row["start_date"]):
            return "names a deal, and one of the two has no first day"
        return "" if older["start_date"] < row["start_date"] else "names a deal that did not begin earlier"

    def pair_link_objection(self, row: dict) -> str:
        """The reason not to link the reciprocal deal that the row names; empty where it is linked."""
        other = self.rows.get(row["reciprocal_deal"])
        if other is row:
            return "names itself"
        if not other:
            return "names a deal that is not there"
        if _source_and_recipient(other) != _source_and_recipient(row)[::-1]:
            return "names a deal that is not the other way"
        is_sure = self.is_mutual(row) or other["start_date"] == row["start_date"] != ""
        return "" if is_sure else "names a deal of another time, which names another"

    def previous(self, row: dict) -> dict | None:
        """The earlier deal, where there is ground for a link."""
        return None if self.previous_link_objection(row) else self.rows[row["previous_deal"]]

    def pair(self, row: dict) -> dict | None:
        """The deal the other way, where there is ground for a link."""
        return None if self.pair_link_objection(row) else self.rows[row["reciprocal_deal"]]

    def is_mutual(self, row: dict) -> bool:
        return self.rows[row["reciprocal_deal"]]["reciprocal_deal"] == row["deal_ID"]

    def leaves_pair_to_other(self, row: dict) -> bool:
        """True for the row of a linked pair that leaves the relation to the other row, as it is recorded once.

        The later row keeps it, or the only one that names the other.
        """
        is_linked = not self.pair_link_objection(row) and self.is_mutual(row)
        return is_linked and int(row["deal_ID"]) < int(row["reciprocal_deal"])

    @cached_property
    def newer_deals(self) -> dict[str, list[dict]]:
        """The deals that renew, reactivate or supplement a deal, by its number."""
        newer: dict[str, list[dict]] = {number: [] for number in self.rows}
        for row in self.rows.values():
            if row["deal_action"] and (older := self.previous(row)):
                newer[older["deal_ID"]].append(row)
        return newer


def read_deals(folder: Path) -> DealTable:
    """Deals of the folder, days in ISO 8601 and unknown values empty."""
    with (folder / "lines.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            {name: _blank_if_missing(value) for name, value in row.items()} for row in csv.DictReader(file)
        ]
    return DealTable(
        {
            row["deal_ID"]: row | {name: _iso_day(row[name]) for name in ("start_date", "end_date")}
            for row in rows
        }
    )


def _blank_if_missing(value: str | None) -> str:
    value = (value or "").strip()
    return "" if value in _MISSING_VALUES else value


def _iso_day(text: str) -> str:
    """31/12/2020 in ISO 8601, "" where no day is given. Raises ValueError for anything else."""
    if not text:
        return ""
    return datetime.strptime(text, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007  # a day has no time zone


def _source_and_recipient(row: dict) -> list[str]:
    return [row["ISO_source"], row["ISO_recipient"]]


def _deal_parties(row: dict) -> set[str]:
    return set(_source_and_recipient(row))


def is_open_ended(row: dict) -> bool:
    """True for a deal without an end, which the source writes as the last day of the year 9999."""
    return row["end_date"] == _OPEN_END
