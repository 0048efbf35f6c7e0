"""Cells that count for several rows: merged over them, or written once with empty cells below."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from spreadsheets.files.header_rows import is_column
from spreadsheets.files.table import RawSheet
from spreadsheets.headers import column_by_pattern, normalize_header

FILL, JOIN, LEAVE = "fill", "join", "leave"
_MOST_BEFORE = 3  # columns at the left in which lists write once what holds for several rows
_RECORD_COLUMNS = (
    "",
    "number",
    "record",
    "reference",
    "title",
    "title_en",
    "title_ko",
)  # one cell, one agreement

_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-]\d\d?[./-]\d\d(?!\d)"
)  # or a day with two of its digits

Body = dict[int, list[str]]  # rows by number, equally long


@dataclass
class Spans:
    """Runs of rows for which one cell counts, by the place of their column."""

    runs: dict[int, list[range]] = field(default_factory=dict)

    def rows(self) -> list[int]:
        """The rows that have nothing of their own."""
        return sorted({number for runs in self.runs.values() for run in runs for number in run[1:]})


def merged_spans(sheet: RawSheet, body: Body) -> Spans:
    """The cells that are merged over several rows of the body."""
    spans = Spans()
    end = max(body, default=0)
    for first_row, first, last_row, _last in sorted(sheet.merged):
        run = range(first_row, min(last_row, end) + 1)
        if (
            len(run) > 1
            and first_row in body
            and first <= len(body[first_row])
            and body[first_row][first - 1]
        ):
            spans.runs.setdefault(first - 1, []).append(run)
    return spans


def written_once(body: Body) -> Spans:
    """The columns at the left in which a cell stands once and seems to hold for the empty ones below it.

    There the same never stands twice in a row, and columns to the right are filled where these are empty.
    """
    spans = Spans()
    rows = {number: row for number, row in body.items() if any(row)}
    width = max(map(len, rows.values()), default=0)
    for place in range(min(_MOST_BEFORE, width - 1)):
        cells = [row[place] for row in rows.values()]
        empty = cells.count("")
        beside = sum(bool(row[place + 1]) for row in rows.values())
        repeats = any(cell and cell == other for cell, other in pairwise(cells))
        if empty >= 2 and len(cells) - empty >= 2 and cells[0] and not repeats and beside >= 0.9 * len(cells):
            spans.runs[place] = _runs_of(rows, place)
    return spans


def _runs_of(rows: Body, place: int) -> list[range]:
    starts = [number for number, row in rows.items() if row[place]]
    ends = [*starts[1:], max(rows) + 1]
    return [range(start, end) for start, end in zip(starts, ends, strict=True) if end > start + 1]


def usual_treatment(body: Body, spans: Spans, headers: list[str]) -> str:
    """``JOIN`` where a number or a title spans rows without days of their own: one agreement. Else ``FILL``."""
    runs = [run for place in spans.runs if _is_of_record(headers[place]) for run in spans.runs[place]]
    return JOIN if runs and not any(_has_days_of_their_own(body, run) for run in runs) else FILL


def _has_days_of_their_own(body: Body, run: range) -> bool:
    """True where these rows have different days or years in a column: they are agreements, each its own."""
    columns = zip(*(body[number] for number in run if number in body and any(body[number])), strict=True)
    return any(len(set(cells)) > 1 and all(map(_YEAR.search, cells)) for cells in columns)


def _is_of_record(header: str) -> bool:
    return is_column(header, *_RECORD_COLUMNS) or column_by_pattern(normalize_header(header)) == "number"


def treat_spans(body: Body, spans: Spans, headers: list[str], treatment: str) -> None:
    """Write the cells into all of their rows, or make the rows of one agreement one."""
    if treatment == FILL:
        for place, runs in spans.runs.items():
            for run in runs:
                _fill_run(body, place, run)
    elif treatment == JOIN:
        of_record = {place for place in spans.runs if _is_of_record(headers[place])} or set(spans.runs)
        joined = {run for place in of_record for run in spans.runs[place]}
        for place, runs in spans.runs.items():
            for run in runs:
                if place not in of_record:
                    _fill_run(body, place, run)
        for run in sorted(joined, key=lambda run: run.start):
            _join_run(body, run, of_record)


def _fill_run(body: Body, place: int, run: range) -> None:
    for number in run[1:]:
        if number in body and any(body[number]) and not body[number][place]:
            body[number][place] = body[run.start][place]


def _join_run(body: Body, run: range, of_record: set[int]) -> None:
    """Make the rows one: in each column what they all say, or one a line."""
    rows = [body[number] for number in run if number in body and any(body[number])]
    if len(rows) < 2:
        return
    first = rows[0]
    for place in range(len(first)):
        cells = [row[place] for row in rows]
        if place not in of_record and len(set(filter(None, cells))) > 1:
            first[place] = "\n".join(" ".join(cell.split()) or "-" for cell in cells)
        else:
            first[place] = next(filter(None, cells), "")
    for row in rows[1:]:
        row[:] = [""] * len(row)
