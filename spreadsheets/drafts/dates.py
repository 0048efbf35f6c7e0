"""Dates of a draft, read as their column proves or as somebody answered for it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from core import edtf
from spreadsheets.answers import ImportAnswers
from spreadsheets.drafts.calendars import (
    calendars_of_columns,
    is_calendar_settled,
    is_of_unknown_calendar,
    keep_in_note,
    shows_ethiopian_days,
    shows_unknown_calendar,
)
from spreadsheets.drafts.day_acts import day_beside_acts, two_days
from spreadsheets.drafts.day_texts import is_prose, meaning_of_text
from spreadsheets.drafts.draft import AgreementDraft, SheetCell, SheetRow
from spreadsheets.drafts.proven_dates import note_reading, proven_date
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, date_error
from spreadsheets.parsing.date_columns import DateColumn
from spreadsheets.parsing.dated_acts import dated_acts
from spreadsheets.parsing.dates import is_date
from spreadsheets.parsing.endings import parse_status_cell
from spreadsheets.parsing.spans import span_of_years
from spreadsheets.parsing.word_lists import is_unstated, strip_until

# By column the years from now that a year of two digits may lie ahead
_YEARS_AHEAD = {
    "signed_on": 1, "effective_on": 5, "status_on": 1, "end_on": 50, "term": 50, "status": 50, "note": 50,
}  # fmt: skip
_LAST_DAY_COLUMNS = {"end_on", "term"}
_TEXT_COLUMNS = {"status", "note"}  # of which only what stands beside words of an act is a day
# What programs write into empty cells of days
_NO_DAY = re.compile(
    r"[0-]+|0000[-/.]00[-/.]00.*|00?[-/.]00?[-/.]0{2,4}.*|00:00.*|1900-01-00|1899-12-3[01].*|1900-01-01.*"
)
_WITH_REMARK = re.compile(
    r"(?P<date>[^(]*\d[^(]*?)\s*\((?P<remark>[^()]+)\)\s*|"
    r"(?P<first>[^,;\n]*(?:\d{4}|\d[./-]\d\d?[./-]\d\d)[^,;\n]*?)\s*(?:[,;\n]|\s[–—-])\s*[^\W\d_]{2}.*",
    re.DOTALL,
)
_PAIR = re.compile(
    r"([^,;&\n]*\d[^,;&\n]*?)\s*(?:[,;&\n]|\s(?:and|und|et|y|e|en|i|og|och|и)\s|및|と)\s*([^,;&\n]*\d[^,;&\n]*)"
)
_LONGEST_ACT = timedelta(days=92)  # a signing by letters may take weeks
_NO_END_FROM = 2900
_NO_END_DAYS = {date(2099, 12, 31), date(2100, 12, 31), date(2199, 12, 31), date(2200, 12, 31)}
_FIRST_YEAR, _LAST_YEAR = 1800, 2400  # outside of them a year is likely of another calendar


def columns_of_dates(rows: Iterable[SheetRow], answers: ImportAnswers) -> dict[str, DateColumn]:
    """The columns of dates of a list by their names, with what they prove and the calendar that each is in."""
    rows = list(rows)
    year = timezone.localdate().year
    cells = {
        name: [part for row in rows for cell in row.filled_cells(name) for part in _days_of_cell(name, cell)]
        for name in _YEARS_AHEAD
    }
    calendars = calendars_of_columns(cells, answers)
    unknown, has_ethiopian = shows_unknown_calendar(cells), shows_ethiopian_days(cells)
    return {
        name: DateColumn(
            [text for _header, text in cells[name]],
            year + ahead,
            *calendars[name],
            is_of_unknown_calendar=unknown,
            is_beside_ethiopian=has_ethiopian,
        )
        for name, ahead in _YEARS_AHEAD.items()
    }


def _days_of_cell(name: str, cell: SheetCell) -> list[SheetCell]:
    """The texts of the days of a cell, each as a cell: several where it tells of an extension or an end, too."""
    header, text = cell
    acts = dated_acts(text)
    days = acts.days if acts else []
    if name == "status":
        days = [rest] if (rest := parse_status_cell(text)[1]) else days
    if not days and name not in _TEXT_COLUMNS:
        days = _pair_of_days(text) or [_without_until(name, text)]
    return [(header, day) for day in days]


def _pair_of_days(text: str) -> list[str]:
    """The two texts of a cell that are days each, while the whole is none; else none."""
    pair = _PAIR.fullmatch(text)
    if not pair or is_date(text):
        return []
    return list(pair.groups()) if all(map(is_date, pair.groups())) else []


def _without_until(name: str, text: str) -> str:
    """The text of a cell; in a column of last days without the words or the sign that say that it is the last."""
    return strip_until(text) if name in _LAST_DAY_COLUMNS else text


def parse_date(draft: AgreementDraft, name: str) -> str | None:
    """The date of a column as EDTF; "" where the cell states none, None as for ``AgreementDraft.parse``."""
    return draft.parse(name, lambda text: date_of_text(draft, name, text))


def date_of_text(draft: AgreementDraft, name: str, text: str) -> str:
    """The date that the text of a cell of this column states, "" for none. Raises CellError."""
    if is_unstated(text) or _NO_DAY.fullmatch(text.strip()):
        note_reading(draft, name, _("Read as: no date is stated."), text)
        return ""
    written, text = text, _without_until(name, text)
    if name != "term" and (years := span_of_years(text, timezone.localdate().year + _YEARS_AHEAD[name])):
        return _date_in_years(text, years)
    column = draft.desk.date_columns.get(name)
    if column and column.doubtful_calendar and not is_calendar_settled(draft, column, name, text):
        return keep_in_note(draft, name)
    if is_of_unknown_calendar(draft, name, text):
        return keep_in_note(draft, name)
    if (day := day_beside_acts(draft, name, written)) is not None:
        return day
    try:
        day = proven_date(draft, name, text)
    except edtf.EDTFError as error:
        return _date_in_part(draft, name, text, error)
    if name != "term" and _holds_two_days(day):
        return two_days(draft, name, text, *day.split("/"))
    return keep_in_note(draft, name) if _is_far_ahead(day) else day


def _date_in_part(draft: AgreementDraft, name: str, text: str, error: edtf.EDTFError) -> str:
    """The date of a cell that is none as a whole: one with a remark, or two. Raises CellError."""
    if pair := _pair_of_days(text):
        days = [proven_date(draft, name, part) for part in pair]
        if all(edtf.parse(day).shape == "date" for day in days):
            is_one_act = days[0] <= days[1] and not _holds_two_days("/".join(days))
            return "/".join(days) if is_one_act else two_days(draft, name, text, *days)
    if not (parts := _WITH_REMARK.fullmatch(text)):
        if is_prose(text):
            meaning_of_text(draft, name, text)
            return ""
        raise date_error(text, error) from error
    try:
        day = proven_date(draft, name, parts["date"] or parts["first"])
    except edtf.EDTFError as other:
        raise date_error(text, other) from other
    draft.row.keep((draft.row.header_of(name), text))
    draft.add_warning(name, _("What stands beside the day is kept in the internal note."))
    return day


def _date_in_years(text: str, years: tuple[int, int]) -> str:
    """A day in one of two years, as in “19/20” and “2022-23”. Raises CellError for a longer span.

    “2019-24” may be the code of a winter, too.
    """
    first, last = years
    if last - first == 1:
        return f"[{first}..{last}]"
    raise CellError(
        _("“%s” is a span of years, and not a day.") % text,
        _("Write a date like 2019-03-05, or as much as is known: 2019-03, 2019, about 2019."),
    )


def _holds_two_days(day: str) -> bool:
    """True for a span that is longer than a signing takes: its ends are the days of two acts."""
    span = edtf.parse(day) if "/" in day else None
    if not span or not span.earliest or not span.latest:
        return False
    return span.latest - span.earliest > _LONGEST_ACT


def means_no_end(day: str) -> bool:
    """True for the days that stand where there is no last day: 9999-12-31, 2999-12-31, 2099-12-31."""
    latest = edtf.parse(day).latest
    return latest is not None and (latest.year >= _NO_END_FROM or latest in _NO_END_DAYS)


def _is_far_ahead(day: str) -> bool:
    """True for a day in a year that no list means, and that does not stand for no end either."""
    latest = edtf.parse(day).latest if day else None
    return latest is not None and latest.year >= _LAST_YEAR and not means_no_end(day)


def warn_of_unlikely_date(draft: AgreementDraft, name: str, day: str) -> None:
    """Warn of an act that lies in the future, and of a year that is likely of another calendar."""
    parsed = edtf.parse(day)
    if parsed.earliest and parsed.latest and not (_FIRST_YEAR <= parsed.latest.year < _LAST_YEAR):
        draft.add_warning(name, _("Is this a year of another calendar? It is recorded as it stands."))
    elif name == "signed_on" and parsed.earliest and parsed.earliest > timezone.localdate():
        draft.add_warning(name, _("This day has not come yet: is it the day of signing?"))
