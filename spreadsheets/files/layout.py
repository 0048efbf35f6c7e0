"""Layout of a sheet: from raw rows to a header and records, with notices of all that was done on the way."""

from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from openpyxl.utils import get_column_letter

from spreadsheets.files import spanning_cells
from spreadsheets.files.header_rows import HeaderRows, complete_names, find_header, header_names
from spreadsheets.files.notices import SheetNotice, notice_of_rows
from spreadsheets.files.spanning_cells import Spans
from spreadsheets.files.special_rows import SpecialRows, find_special_rows
from spreadsheets.files.table import RawSheet, ReadingChoice, ReadingOptions, SheetError
from spreadsheets.headers import are_korean

REASON_HEADER = gettext_lazy("What is wrong here")  # heads the column that is added to rows with errors
_MOST_NAMED = 5  # cells in a notice
_OFFERED_HEADERS = 8  # rows that may be the header
_TAKE, _LEAVE_OUT = "take", "leave_out"
_COLUMN, _ROWS = "column", "rows"


@dataclass
class Layout:
    """A sheet on its way to a table: headers and body, and what is told of the way."""

    sheet: RawSheet
    options: ReadingOptions
    headers: list[str] = field(default_factory=list)
    body: dict[int, list[str]] = field(default_factory=dict)  # by number
    notices: list[SheetNotice] = field(default_factory=list)
    choices: list[ReadingChoice] = field(default_factory=list)

    def notice(self, code: str, rows: dict[int, str] | None = None, **values: str) -> None:
        self.notices.append(notice_of_rows(code, rows or {}, **values))

    def choose(self, name: str, values: list[str], usual: str) -> str:
        """The value that a person chose of these, or else the usual one; the choice is offered."""
        chosen = getattr(self.options, name)
        chosen = chosen if chosen in values else usual
        self.choices.append(ReadingChoice(name, [(value, "") for value in values], chosen))
        return chosen

    def rows(self) -> list[list[str]]:
        """The rows of the body; those left out are empty, so that numbers stay those of the sheet."""
        return [self.body[number] for number in sorted(self.body)]

    @property
    def is_korean(self) -> bool:
        return are_korean(self.headers)


def lay_out(sheet: RawSheet, options: ReadingOptions) -> Layout:
    """Header and records of a sheet. Raises SheetError where there are none."""
    layout = Layout(sheet, options)
    _notice_formulas(layout)
    header = find_header(sheet, options.header_row, options.header_rows)
    if header is None:
        raise SheetError(_("The file is empty."))
    _offer_headers(layout, header)
    _name_columns(layout, header)
    _leave_out_hidden(layout)
    _leave_out_struck(layout)
    _treat_merged(layout)
    special = find_special_rows(layout.body, layout.headers, _widths(sheet))
    _leave_out_extras(layout, special)
    _treat_groups(layout, special)
    _treat_written_once(layout)
    _keep_used_columns(layout)
    return layout


# Header


def _notice_formulas(layout: Layout) -> None:
    """Tell of formulas that failed or have no stored result: their cells are empty."""
    for code, cells in (("formulas", layout.sheet.formulas), ("errors", layout.sheet.errors)):
        if cells:
            layout.notice(code, {row: "" for row, _column in cells}, cells=_cell_names(cells))


def _cell_names(cells: list[tuple[int, int]]) -> str:
    names = [f"{get_column_letter(column)}{row}" for row, column in cells[:_MOST_NAMED]]
    return ", ".join(names) + (f" … ({len(cells)})" if len(cells) > _MOST_NAMED else "")


def _offer_headers(layout: Layout, header: HeaderRows) -> None:
    rows = layout.sheet.rows
    above = {number: _preview(row) for number, row in enumerate(rows[: header.start - 1], 1) if any(row)}
    if above:
        layout.notice("title", above, header=str(header.start))
    if header.repeats:
        layout.notice("second_header", {header.start + 1: _preview(rows[header.start])})
    elif header.count > 1:
        layout.notice("header_rows", {header.start: ""}, count=str(header.count))
    if header.column_numbers:
        layout.notice("column_numbers", {header.column_numbers: ""})
    filled = ((str(number), _preview(row)) for number, row in enumerate(rows, 1) if any(row))
    offered = list(islice(filled, _OFFERED_HEADERS))
    if str(header.start) not in dict(offered):
        offered.append((str(header.start), _preview(rows[header.start - 1])))
    layout.choices.append(ReadingChoice("header_row", offered, str(header.start)))
    counts = [(str(count), "") for count in range(1, 4)]
    layout.choices.append(ReadingChoice("header_rows", counts, str(header.count)))


def _preview(row: list[str]) -> str:
    text = " · ".join(" ".join(cell.split()) for cell in row if cell)
    return text if len(text) <= 80 else text[:79] + "…"


def _name_columns(layout: Layout, header: HeaderRows) -> None:
    """Set the headers, and the body as wide as they are. Raises SheetError where nothing is below them."""
    rows = layout.sheet.rows
    names = header_names(layout.sheet, header)
    below = {number: rows[number - 1] for number in range(header.first_row, len(rows) + 1)}
    if not any(map(any, below.values())):
        raise SheetError(_("There is nothing below the header, row %s.") % header.start)
    width = max(len(names), *map(len, below.values()))
    names += [""] * (width - len(names))
    body = {number: row + [""] * (width - len(row)) for number, row in below.items()}
    used = [bool(names[place]) or any(row[place] for row in body.values()) for place in range(width)]
    layout.headers, layout.body = names, body
    layout.headers, made, numbered = complete_names(names, used, is_korean=layout.is_korean)
    if made:
        layout.notice("nameless", columns=", ".join(made))
    if numbered:
        layout.notice("twice", columns=", ".join(numbered))


def _keep_used_columns(layout: Layout) -> None:
    """Drop columns without a header, and the reasons of an earlier check; and the empty rows at the end."""
    reasons = _reason_headers()
    places = [place for place, header in enumerate(layout.headers) if header and header not in reasons]
    layout.headers = [layout.headers[place] for place in places]
    layout.body = {number: [row[place] for place in places] for number, row in layout.body.items()}
    while layout.body and not any(layout.body[max(layout.body)]):
        del layout.body[max(layout.body)]
    if not layout.body:
        raise SheetError(_("There is nothing below the header."))


def _reason_headers() -> set[str]:
    """Headers, in each language, of the last column of a sheet of rows with errors."""
    headers = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            headers.add(str(REASON_HEADER))
    return headers


# Rows and columns


def _leave_out_hidden(layout: Layout) -> None:
    sheet = layout.sheet
    numbers = [number for number in sorted(sheet.hidden_rows) if any(layout.body.get(number, []))]
    rows = {number: _preview(layout.body[number]) for number in numbers}
    places = [
        place for place, header in enumerate(layout.headers) if header and place + 1 in sheet.hidden_columns
    ]
    if not rows and not places:
        return
    is_out = layout.choose("hidden", [_TAKE, _LEAVE_OUT], _TAKE) == _LEAVE_OUT
    ending = "_out" if is_out else ""
    if rows:
        layout.notice("hidden_rows" + ending, rows)
    if places:
        layout.notice("hidden_columns" + ending, columns=", ".join(layout.headers[place] for place in places))
    if is_out:
        _empty(layout, set(rows))
        layout.headers = ["" if place in places else header for place, header in enumerate(layout.headers)]
        for row in layout.body.values():
            for place in places:
                row[place] = ""


def _leave_out_struck(layout: Layout) -> None:
    """What is struck through does not count; whole rows of it are left out unless somebody wants them."""
    struck = layout.sheet.struck
    rows = {}
    for number, row in layout.body.items():
        filled = {(number, place) for place, cell in enumerate(row, 1) if cell}
        if filled and filled <= struck.whole:
            rows[number] = _preview(row)
    if rows and layout.choose("struck", [_LEAVE_OUT, _TAKE], _LEAVE_OUT) == _LEAVE_OUT:
        layout.notice("struck_rows_out", rows)
        _empty(layout, set(rows))
    elif rows:
        layout.notice("struck_rows", rows)
    others = sorted((row, place) for row, place in struck.whole if row in layout.body and row not in rows)
    for row, place in others:
        layout.body[row][place - 1] = ""
    if cells := sorted([*others, *struck.parts]):
        layout.notice("struck", {row: "" for row, _place in cells}, cells=_cell_names(cells))


def _empty(layout: Layout, numbers: set[int]) -> None:
    for number in numbers:
        layout.body[number] = [""] * len(layout.headers)


def _widths(sheet: RawSheet) -> dict[int, int]:
    """By row how many columns its widest merged cell spans."""
    widths: dict[int, int] = {}
    for first_row, first, last_row, last in sheet.merged:
        if first_row == last_row:
            widths[first_row] = max(widths.get(first_row, 1), last - first + 1)
    return widths


def _treat_merged(layout: Layout) -> None:
    spans = spanning_cells.merged_spans(layout.sheet, layout.body)
    if spans.runs:
        usual = spanning_cells.usual_treatment(layout.body, spans, layout.headers)
        _treat_spans(layout, "merged", spans, usual)


def _treat_written_once(layout: Layout) -> None:
    """Offer to fill empty cells below others: it is not done unasked, for a cell may be empty."""
    spans = spanning_cells.written_once(layout.body)
    if spans.runs:
        _treat_spans(layout, "down", spans, spanning_cells.LEAVE)


def _treat_spans(layout: Layout, name: str, spans: Spans, usual: str) -> None:
    treatments = [spanning_cells.FILL, spanning_cells.JOIN, spanning_cells.LEAVE]
    treatment = layout.choose(name, treatments, usual)
    columns = ", ".join(layout.headers[place] for place in sorted(spans.runs))
    spanning_cells.treat_spans(layout.body, spans, layout.headers, treatment)
    layout.notice(f"{name}_{treatment}", dict.fromkeys(spans.rows(), ""), columns=columns)


def _leave_out_extras(layout: Layout, special: SpecialRows) -> None:
    extras = special.extras()
    if extras and layout.choose("extras", [_LEAVE_OUT, _TAKE], _LEAVE_OUT) == _LEAVE_OUT:
        for kind, numbers in extras.items():
            layout.notice(kind, {number: _preview(layout.body[number]) for number in sorted(numbers)})
            _empty(layout, numbers)


def _treat_groups(layout: Layout, special: SpecialRows) -> None:
    """Rows that head those below them: a column of its own, where it is clear or wished."""
    if not special.groups:
        return
    usual = _COLUMN if special.are_groups_clear else _ROWS
    treatment = layout.choose("groups", [_COLUMN, _ROWS, _LEAVE_OUT], usual)
    rows = {number: _preview(layout.body[number]) for number in sorted(special.groups)}
    if treatment == _ROWS:
        layout.notice("groups_open", rows)
        return
    if treatment == _COLUMN:
        layout.notice("groups", rows, column=_add_group_column(layout, rows))
    else:
        layout.notice("groups_out", rows)
    _empty(layout, special.groups)


def _add_group_column(layout: Layout, groups: dict[int, str]) -> str:
    """Write the headings beside the rows below them, in the column in which they stand if it is theirs alone."""
    places = {place for number in groups for place, cell in enumerate(layout.body[number]) if cell}
    others = [row for number, row in layout.body.items() if number not in groups]
    place = next(
        (place for place in places if len(places) == 1 and not any(row[place] for row in others)), None
    )
    if place is None:
        place = len(layout.headers)
        layout.headers.append(_group_header(layout))
        for row in layout.body.values():
            row.append("")
    heading: list[str] = []
    is_after_heading = False
    for number in sorted(layout.body):
        if number in groups:
            heading = [*heading, groups[number]] if is_after_heading else [groups[number]]
            is_after_heading = True
        elif any(layout.body[number]):
            layout.body[number][place] = " – ".join(heading)
            is_after_heading = False
    return layout.headers[place]


def _group_header(layout: Layout) -> str:
    """A name for the column that no list has: what is in it shows what it means."""
    name = "묶음" if layout.is_korean else "Group"
    return name if name not in layout.headers else f"{name} (2)"
