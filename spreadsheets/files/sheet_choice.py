"""Choice of the sheet of a workbook that holds the list."""

from spreadsheets.files.notices import SheetNotice
from spreadsheets.files.table import FileLimits, RawSheet, ReadingChoice, SheetError
from spreadsheets.files.workbooks import open_workbook

_LEAST_SHARE = 0.5  # of the cells of the fullest sheet, for one before it to be the list

Findings = tuple[RawSheet, list[SheetNotice], list[ReadingChoice]]


def read_sheet(data: bytes, limits: FileLimits, chosen: str) -> Findings:
    """The chosen sheet or else the one that looks like the list, with notices, and the choice. Raises SheetError."""
    with open_workbook(data, limits) as book:
        sheets, errors = {}, []
        hidden = book.titles(are_hidden=True)
        for title in [*book.titles(), *(title for title in hidden if title == chosen)]:
            try:
                sheets[title] = book.rows(title)
            except SheetError as error:
                if title == chosen:
                    raise
                errors.append(error)
        filled = {title: _count_cells(rows) for title, rows in sheets.items() if any(map(any, rows))}
        if not filled and errors:
            raise errors[0]
        title = chosen if chosen in filled else _likeliest(filled)
        sheet = book.raw_sheet(title, sheets[title]) if title else RawSheet("", [])
    others = [other for other in filled if other != title and other not in hidden]
    hidden = [other for other in hidden if other != title]
    return sheet, *_findings(title, sheets, others, hidden)


def _count_cells(rows: list[list[str]]) -> int:
    """The cells in rows of two or more: a cover or instructions have few."""
    return sum(count for row in rows if (count := sum(map(bool, row))) > 1)


def _likeliest(filled: dict[str, int]) -> str:
    """The first sheet that is not much emptier than the fullest, "" for none."""
    most = max(filled.values(), default=0)
    return next((title for title, count in filled.items() if count >= most * _LEAST_SHARE), "")


def _findings(title: str, sheets, others: list[str], hidden: list[str]):
    notices, choices = [], []
    counts = {other: sum(map(any, rows)) for other, rows in sheets.items()}
    if others:
        named = ", ".join(f"{other} ({counts[other]})" for other in others)
        notices.append(SheetNotice("sheets", {"sheet": title, "others": named}))
    if hidden:
        notices.append(SheetNotice("hidden_sheets", {"others": ", ".join(hidden)}))
    if others or hidden:
        options = [(other, str(counts.get(other, ""))) for other in [title, *others, *hidden]]
        choices.append(ReadingChoice("sheet", options, title))
    return notices, choices
