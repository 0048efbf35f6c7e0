"""Header of a sheet: the row where it begins, how many rows it has, and the name of each column."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from spreadsheets.files.table import RawSheet
from spreadsheets.headers import (
    HEADER_JOINT,
    HEADER_SYNONYMS,
    NOTE_ONLY_HEADERS,
    column_by_pattern,
    normalize_header,
)

_SEARCHED_ROWS = 30  # above which a header is looked for
_COMPARED_ROWS = 300  # in which a cell that comes again shows that it is no header
_MOST_ROWS = 3  # of a header
_LONGEST_HEADER = 100
_VALUE = re.compile(r"[\W\d_]*\d[\W\d_]*|https?://.*|\S+@\S+\.\S+|\d{4}-\d\d.*", re.DOTALL)
_KNOWN_HEADERS = NOTE_ONLY_HEADERS.union(*HEADER_SYNONYMS.values())

Rows = list[list[str]]


@dataclass(frozen=True)
class HeaderRows:
    """Place of the header: the number of its first row, its rows, and the rows after it that are no data."""

    start: int
    count: int = 1
    repeats: bool = False  # the second row says the first in other words
    column_numbers: int = 0  # number of the row that numbers the columns, 0 for none

    @property
    def first_row(self) -> int:
        """Number of the first row below it."""
        return max(self.start + self.count, self.column_numbers + 1)


def find_header(sheet: RawSheet, start: int = 0, count: int = 0) -> HeaderRows | None:
    """The header, found where a person has not chosen its first row or its rows; None in an empty sheet."""
    rows = sheet.rows
    if not 0 < start <= len(rows):
        start = _find_start(sheet)
    if not start:
        return None
    repeats = False
    if not count:
        count = _count_rows(sheet, start)
        repeats = count == 1 and _repeats_header(rows, start)
    count = min(count + repeats, max(1, len(rows) - start))
    numbering = start + count
    is_numbered = numbering <= len(rows) and _numbers_columns(rows[numbering - 1])
    return HeaderRows(start, count, repeats, numbering if is_numbered else 0)


def is_known_header(cell: str) -> bool:
    """True for a header that lists of agreements have."""
    header = normalize_header(cell)
    return bool(header) and (header in _KNOWN_HEADERS or bool(column_by_pattern(header)))


def is_column(header: str, *names: str) -> bool:
    """True where a header, or its last part, is one of these columns by its synonyms; “” stands for line numbers."""
    texts = {normalize_header(part) for part in (header, header.split(HEADER_JOINT)[-1])}
    known = set().union(*(HEADER_SYNONYMS[name] if name else NOTE_ONLY_HEADERS for name in names))
    return bool(texts & known)


def _find_start(sheet: RawSheet) -> int:
    """Number of the row where the header starts, 0 for none."""
    rows = sheet.rows
    filled = [sum(map(bool, row)) for row in rows]
    widest = max(filled[: _SEARCHED_ROWS * 2], default=0)
    least = max(min(2, widest), (widest + 1) // 2)
    candidates = [
        place
        for place in range(min(len(rows), _SEARCHED_ROWS))
        if filled[place] >= least and _may_be_header(rows, place)
    ]
    if not candidates:
        return next((place for place, count in enumerate(filled, 1) if count and count >= min(2, widest)), 0)
    known = {place: sum(map(is_known_header, rows[place])) for place in candidates}
    best = candidates[0]
    for place in candidates[1:]:
        if known[place] >= known[best] + 2 and not _belong_together(sheet, best + 1, place + 1):
            best = place
    if best and any(rows[best - 1]) and _belong_together(sheet, best, best + 1):
        best -= 1
    return best + 1


def _may_be_header(rows: Rows, place: int) -> bool:
    """True for a row of short texts that differ, of which none comes again below in its column."""
    cells = [cell for cell in rows[place] if cell]
    if len(set(cells)) < len(cells) - 2 or any(map(_is_value, cells)):
        return False
    again = 0
    for row in rows[place + 1 : place + 1 + _COMPARED_ROWS]:
        same = sum(bool(cell) and cell == other for cell, other in zip(rows[place], row, strict=False))
        if same and same < len(cells) / 2:  # more is a header that is repeated
            again += 1
    return again <= 1


def _is_value(cell: str) -> bool:
    return len(cell) > _LONGEST_HEADER or bool(_VALUE.fullmatch(cell))


def _belong_together(sheet: RawSheet, upper: int, lower: int) -> bool:
    """True where the row ``upper`` is the upper part of a header whose lower part is the next, ``lower``."""
    return lower == upper + 1 and _count_rows(sheet, upper) > 1


def _count_rows(sheet: RawSheet, start: int) -> int:
    """The number of rows of the header that starts here, as merged cells or else gaps show."""
    rows = sheet.rows
    if sum(map(bool, rows[start - 1])) < 2:
        return 1
    ranges = [merged for merged in sheet.merged if merged[0] == start]
    down = max((last_row for _first, _column, last_row, _last in ranges), default=start)
    if start < down < start + _MOST_ROWS and down < len(rows):
        return down - start + 1
    across = [merged for merged in ranges if merged[3] > merged[1]]
    if across and start < len(rows) and _is_lower_part(rows, start, lambda place: _is_within(across, place)):
        return 2
    upper, lower = _pair(rows, start)
    gaps = [
        place for place, cell in enumerate(upper) if lower[place : place + 1] and not cell and lower[place]
    ]
    is_left_filled = all(_left_filled(upper, lower, place) for place in gaps)
    is_header = any(map(is_known_header, upper))  # and no title of two cells
    if gaps and is_left_filled and is_header and _is_lower_part(rows, start, lambda place: True):
        return 2
    return 1


def _pair(rows: Rows, start: int) -> tuple[list[str], list[str]]:
    """A row and the next, equally long."""
    upper, lower = rows[start - 1], rows[start] if start < len(rows) else []
    width = max(len(upper), len(lower))
    return upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))


def _left_filled(upper: list[str], lower: list[str], place: int) -> bool:
    """True where the gap belongs to a header to its left, below which the first of its parts stands."""
    left = next((other for other in range(place - 1, -1, -1) if upper[other]), None)
    return left is not None and bool(lower[left])


def _is_within(ranges, place: int) -> bool:
    return any(first <= place + 1 <= last for _row, first, _last_row, last in ranges)


def _is_lower_part(rows: Rows, start: int, may_hold: Callable[[int], bool]) -> bool:
    """True where the next row looks like parts of this one: texts, some of them known, with gaps below the others."""
    upper, lower = _pair(rows, start)
    cells = [cell for cell in lower if cell]
    if (
        not cells
        or not _may_be_header(rows, start)
        or not all(may_hold(place) for place, cell in enumerate(lower) if cell and not upper[place])
    ):
        return False
    has_gaps = any(cell and not lower[place] for place, cell in enumerate(upper))
    known = sum(map(is_known_header, cells))
    return known >= (1 if has_gaps else max(2, len(cells) // 2))


def _repeats_header(rows: Rows, start: int) -> bool:
    """True where the next row is a header too, as in another language."""
    upper, lower = _pair(rows, start)
    cells = [cell for cell in lower if cell]
    known = sum(map(is_known_header, cells))
    return (
        len(cells) >= 0.7 * sum(map(bool, upper))
        and known >= max(2, (len(cells) + 1) // 2)
        and _may_be_header(rows, start)
    )


def _numbers_columns(row: list[str]) -> bool:
    """True for a row that numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    numbers = [re.sub(r"[\W_]", "", cell) for cell in row if cell]
    return len(numbers) >= 3 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


# Names


def header_names(sheet: RawSheet, header: HeaderRows) -> list[str]:
    """The names of the columns, "" where there is none, as wide as the header."""
    rows = sheet.rows[header.start - 1 : header.start - 1 + header.count]
    if header.repeats:
        rows = [max(rows, key=lambda row: sum(map(is_known_header, row)))]  # of equals the first
    width = max(map(len, rows))
    names = []
    for place in range(width):
        parts = [_header_cell(sheet, header, level, place, rows) for level in range(len(rows))]
        names.append(HEADER_JOINT.join(dict.fromkeys(" ".join(part.split()) for part in parts if part)))
    return names


def _header_cell(sheet: RawSheet, header: HeaderRows, level: int, place: int, rows: Rows) -> str:
    """A cell of a row of the header, or the cell to its left of which it is a part."""
    row = rows[level] + [""] * (place + 1 - len(rows[level]))
    if row[place] or level == len(rows) - 1 or len(rows) == 1:
        return row[place]
    number = header.start + level
    for first_row, first, last_row, last in sheet.merged:
        if first_row <= number <= last_row and first <= place + 1 <= last:
            return row[first - 1] if first_row == number else ""
    has_part = any(lower[place : place + 1] and lower[place] for lower in rows[level + 1 :])
    is_merged = any(first_row == number for first_row, *_rest in sheet.merged)
    left = next((cell for cell in reversed(row[:place]) if cell), "")
    return left if has_part and not is_merged else ""


def complete_names(
    names: list[str], used: list[bool], *, is_korean: bool
) -> tuple[list[str], list[str], list[str]]:
    """Each name once, with one for each column in use; and those that were made, and those that were numbered."""
    made, numbered, complete = [], [], []
    counts = Counter(filter(None, names))
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        if not name and used[place]:
            letter = get_column_letter(place + 1)
            name = f"{letter}열" if is_korean else f"Column {letter}"
            made.append(name)
        elif counts[name] > 1 and used[place]:
            seen[name] += 1
            if seen[name] > 1:
                name = _free_name(name, seen[name], {*names, *complete})
                numbered.append(name)
        complete.append(name if used[place] or name not in complete else "")
    return complete, made, numbered


def _free_name(name: str, number: int, taken: set[str]) -> str:
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
