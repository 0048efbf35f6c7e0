"""Rows of a sheet that are no records: totals, repeated headers, lone numbers, remarks, headings of groups."""

import re
from dataclasses import dataclass, field
from statistics import median

from core.text import fold
from spreadsheets.headers import normalize_header
from spreadsheets.parsing.countries import find_country_code
from spreadsheets.parsing.word_lists import TOTALS, pattern_of

_NUMBER = re.compile(r"[\W_]*\d[\d.,\s]*[\W_]*(?:건|개|개교|件)?")
# In a row of totals also with what is counted: 22校, 17 universities
_COUNTED = re.compile(r"[\W_]*\d[\d.,\s]*[\W_]*(?:[^\W\d_]{1,3}|[^\W\d_]{4,14}(?: [^\W\d_]{4,14})?)?\W*")
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:년|年|년도|年度)?(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?")
_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall )?totals?\b.*|sum|count|number of (?:mous?|agreements|partners).*"
    r"|(?:합\s*계|총\s*계|소\s*계|누\s*계|계|총\s*합\s*계)(?:\W.*|\s*\d.*)?|총\s*\d+.*"
    r"|summe\b.*|gesamt\b.*|insgesamt.*|zwischensumme.*|somme.*|totale?n?\b.*|totaal.*|suma\b.*|razem.*|celkem.*"
    r"|итого.*|всего.*|toplam.*|合[計计].*|[总總][計计].*|小[計计].*",
    re.IGNORECASE,
)
_TOTAL_WORDS = re.compile(rf"\W*(?:{pattern_of([TOTALS])})\W*(?:\d.*)?")
_LONGEST_TOTAL = 40
_REMARK = re.compile(
    r"[*※†‡#]|\W*(?:notes?|sources?|remarks?|legend|updated|last updated|as of|prepared by|page)\b"
    r"|\W*(?:비고|주\)|출처|참고|작성)",
    re.IGNORECASE,
)
_LONG_REMARK = 40
_GROUP_WORDS = re.compile(
    r"\b(?:africa|americas?|asia|europe|oceania|middle east|pacific|faculty|school|college|department|institute for"
    r"|region|continent|domestic|international|national|overseas|active|expired|current)\b"
    r"|아시아|유럽|아메리카|미주|아프리카|오세아니아|중동|국내|국외|해외|대학$|학부$|학과$",
    re.IGNORECASE,
)

Body = dict[int, list[str]]  # rows by number, equally long


@dataclass
class SpecialRows:
    """Numbers of the rows that are no records, by kind, and whether those that look like headings surely are."""

    totals: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    headers: set[int] = field(default_factory=set)
    remarks: set[int] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)
    are_groups_clear: bool = False

    def extras(self) -> dict[str, set[int]]:
        """Rows that are left out, by kind."""
        return {
            kind: rows
            for kind in ("totals", "numbers", "headers", "remarks")
            if (rows := getattr(self, kind))
        }


def find_special_rows(body: Body, headers: list[str], widths: dict[int, int]) -> SpecialRows:
    """The rows that are no records; ``widths`` has the columns that a merged cell of a row spans."""
    special = SpecialRows()
    filled = {number: [cell for cell in row if cell] for number, row in body.items() if any(row)}
    if len(headers) < 2 or not filled:
        return special
    normalized = [normalize_header(header) for header in headers]
    for number, cells in filled.items():
        if _is_total(cells):
            special.totals.add(number)
        elif _is_header_again(body[number], normalized):
            special.headers.add(number)
    rest = {
        number: cells for number, cells in filled.items() if number not in special.totals | special.headers
    }
    singles = {number: cells[0] for number, cells in rest.items() if len(cells) == 1}
    records = [number for number in rest if number not in singles]
    if not records or median(len(rest[number]) for number in records) < 2:
        return special
    _sort_singles(special, singles, records, body)
    special.are_groups_clear = _are_groups_clear(special.groups, records, body, widths)
    if not special.are_groups_clear and min(rest) not in special.groups:
        special.groups.clear()  # rows of which little is known: a list that is parted begins with a heading
    return special


def _is_total(cells: list[str]) -> bool:
    """True for a row of the words of a total and numbers only."""
    words = [cell for cell in cells if not _COUNTED.fullmatch(cell)]
    if not words:
        return False
    return all(len(word) <= _LONGEST_TOTAL and _says_total(word) for word in words) and (
        len(cells) > len(words) or any(re.search(r"\d", word) for word in words) or len(cells) == 1
    )


def _says_total(word: str) -> bool:
    return bool(_TOTAL.fullmatch(word) or _TOTAL_WORDS.fullmatch(fold(word)))


def _is_header_again(row: list[str], headers: list[str]) -> bool:
    """True for a row with most of the headers, which are normalized; a record shows in its first cells to be none."""
    pairs = [(cell, header) for cell, header in zip(row, headers, strict=True) if cell]
    least = 0.7 * len(pairs)
    same = len(pairs)
    for cell, header in pairs:
        same -= normalize_header(cell) != header
        if same < least:
            return False
    return len(pairs) >= 2


def _sort_singles(special: SpecialRows, singles: dict[int, str], records: list[int], body: Body) -> None:
    """Tell the rows of one cell apart: a number, a remark below the table, the heading of a group."""
    last = records[-1]
    for number, cell in singles.items():
        if _NUMBER.fullmatch(cell) and not (_YEAR.fullmatch(cell) and number < last):
            special.numbers.add(number)
        elif number > last:
            is_apart = not any(body.get(number - 1, []))
            if is_apart or _REMARK.match(cell) or len(cell) >= _LONG_REMARK:
                special.remarks.add(number)
        else:
            special.groups.add(number)
    for number in sorted(singles):  # what goes on below a remark or a total is one
        ended = special.remarks | special.totals | special.numbers
        if number > last and number - 1 in ended and number not in special.numbers:
            special.remarks.add(number)


def _are_groups_clear(groups: set[int], records: list[int], body: Body, widths: dict[int, int]) -> bool:
    """True where rows of one cell surely head those below them."""
    if not groups or len(groups) > len(records):
        return False
    cells = [next((place, cell) for place, cell in enumerate(body[number]) if cell) for number in groups]
    most = 0.6 * len(cells)
    if sum(widths.get(number, 1) > 1 for number in groups) >= most:
        return True
    if sum(_is_group_name(cell) for _place, cell in cells) >= most:
        return True
    places = {place for place, _cell in cells}
    if len(places) > 1:
        return False
    [place] = places
    below = [body[number][place] for number in records]
    return not any(below) or (
        all(_NUMBER.fullmatch(cell) for cell in below if cell) and sum(map(bool, below)) > 1
    )


def _is_group_name(cell: str) -> bool:
    """True for a year, a country or another word by which lists are parted."""
    if _YEAR.fullmatch(cell) or (len(cell) <= _LONG_REMARK and _GROUP_WORDS.search(cell)):
        return True
    return bool(find_country_code(re.sub(r"[\s(\[:–-]*\d*[)\]:]*$", "", cell)))
