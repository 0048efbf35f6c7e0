"""Dates of a draft, read as their column proves or as somebody answered for it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from core import edtf
from spreadsheets.answers import ImportAnswers
from spreadsheets.drafts.calendars import (
    calendar_sentence,
    calendars_of_columns,
    is_calendar_settled,
    is_of_unknown_calendar,
    keep_in_note,
    shows_unknown_calendar,
)
from spreadsheets.drafts.day_texts import is_prose, meaning_of_text
from spreadsheets.drafts.draft import AgreementDraft, SheetRow
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, date_error, date_message, open_date_error
from spreadsheets.parsing.date_columns import DateColumn
from spreadsheets.parsing.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    NUMBER_IS_DAY,
    NUMBER_IS_YEAR,
    YEAR_AND_MONTH,
    YEAR_FIRST,
    DateReadings,
    date_readings,
)
from spreadsheets.parsing.spans import span_of_years
from spreadsheets.parsing.word_lists import is_unstated, strip_until
from spreadsheets.plan import ListQuestion

# By column the years from now that a year of two digits may lie ahead
_YEARS_AHEAD = {"signed_on": 1, "effective_on": 5, "status_on": 1, "end_on": 50, "term": 50}
_LAST_DAY_COLUMNS = {"end_on", "term"}
_MONTH_STYLES = {NUMBER_IS_YEAR, NUMBER_IS_DAY}
# What programs write into empty cells of days
_NO_DAY = re.compile(
    r"[0-]+|0000[-/.]00[-/.]00.*|00?[-/.]00?[-/.]0{2,4}.*|00:00.*|1900-01-00|1899-12-3[01].*|1900-01-01.*"
)
_WITH_REMARK = re.compile(r"(?P<date>[^(]*\d[^(]*?)\s*\((?P<remark>[^()]+)\)\s*")
_LONGEST_ACT = timedelta(days=92)  # a signing by letters may take weeks
_NO_END_FROM = 2900
_NO_END_DAYS = {date(2099, 12, 31), date(2100, 12, 31), date(2199, 12, 31), date(2200, 12, 31)}
_FIRST_YEAR, _LAST_YEAR = 1800, 2400  # outside of them a year is likely of another calendar


def columns_of_dates(rows: Iterable[SheetRow], answers: ImportAnswers) -> dict[str, DateColumn]:
    """The columns of dates of a list by their names, with what they prove and the calendar that each is in."""
    rows = list(rows)
    year = timezone.localdate().year
    cells = {name: [cell for row in rows for cell in row.filled_cells(name)] for name in _YEARS_AHEAD}
    calendars = calendars_of_columns(cells, answers)
    unknown = shows_unknown_calendar(cells)
    return {
        name: DateColumn(
            [_without_until(name, text) for _header, text in cells[name]],
            year + ahead,
            *calendars[name],
            is_of_unknown_calendar=unknown,
        )
        for name, ahead in _YEARS_AHEAD.items()
    }


def _without_until(name: str, text: str) -> str:
    """The text of a cell; in a column of last days without the words or the sign that say that it is the last."""
    return strip_until(text) if name in _LAST_DAY_COLUMNS else text


def parse_date(draft: AgreementDraft, name: str) -> str | None:
    """The date of a column as EDTF; "" where the cell states none, None as for ``AgreementDraft.parse``."""
    return draft.parse(name, lambda text: date_of_text(draft, name, text))


def date_of_text(draft: AgreementDraft, name: str, text: str) -> str:
    """The date that the text of a cell of this column states, "" for none. Raises CellError."""
    if is_unstated(text) or _NO_DAY.fullmatch(text.strip()):
        _notice(draft, name, _("Read as: no date is stated."), text)
        return ""
    text = _without_until(name, text)
    if name != "term" and (years := span_of_years(text, timezone.localdate().year + _YEARS_AHEAD[name])):
        return _date_in_years(text, years)
    column = draft.desk.date_columns.get(name)
    if column and column.doubtful_calendar and not is_calendar_settled(draft, column, name, text):
        return keep_in_note(draft, name)
    if is_of_unknown_calendar(draft, name, text):
        return keep_in_note(draft, name)
    try:
        day = _proven_date(draft, name, text)
        if name != "term" and _holds_two_days(day):
            raise _two_days_error(text)
        return keep_in_note(draft, name) if _is_far_ahead(day) else day
    except edtf.EDTFError as error:
        if not (parts := _WITH_REMARK.fullmatch(text)):
            if is_prose(text):
                meaning_of_text(draft, name, text)
                return ""
            raise date_error(text, error) from error
    try:
        day = _proven_date(draft, name, parts["date"])
    except edtf.EDTFError as error:
        raise date_error(text, error) from error
    draft.row.unmapped_cells.append((draft.row.header_of(name), text))
    draft.add_warning(name, _("What stands in brackets is kept in the internal note."))
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


def _two_days_error(text: str) -> CellError:
    return CellError(
        _("“%s” holds two days, and it is not known what each is of.") % edtf.grammar.abbreviate(text),
        _(
            "Write the one that this column is for, and the other in a column of its own: the last day, for example."
        ),
    )


def _proven_date(draft: AgreementDraft, name: str, text: str) -> str:
    """The date of a cell by what its column proves or an answer; the list hears how it was read. Raises CellError."""
    column = draft.desk.date_columns.get(name) or DateColumn([text], timezone.localdate().year)
    readings = column.readings(text)
    if readings.was_open and (day := _date_by_kept_answer(draft, name, column, readings, text)):
        return day
    day = readings.only or _date_by_answer(draft, name, column, readings, text)
    if column.calendar and column.depends_on_calendar(text, column.calendar):
        _notice(draft, name, calendar_sentence(column.calendar), text, day)
    if readings.has_time:
        _notice(draft, name, _("The time of day is left out."), text, day)
    if readings.is_serial:
        reason = _("A number is read as the day that Excel stores as this number.")
        _notice(draft, name, reason, text, day)
    if readings.misspelled:
        draft.add_warning(name, _("Read as %s: a month is misspelled.") % date_message(day))
    if readings.was_open and (style := column.proven_style(readings.group)):
        _notice(draft, name, _proof_sentence(style) % {"proof": column.proof(readings.group)}, text, day)
    return day


def _date_by_kept_answer(
    draft: AgreementDraft, name: str, column: DateColumn, readings: DateReadings, text: str
) -> str:
    """The date of a cell whose column now shows another order than somebody answered: the answer stays; else ""."""
    header, answers = draft.row.header_of(name), draft.desk.findings.answers.questions
    kept = {answers.get(f"{kind}/{header}", "") for kind in ("dates", "months")} - {""}
    if not kept or not readings.only or kept & set(readings.by_style):
        return ""
    alone = date_readings(text, latest_year=column.latest_year, calendar=column.calendar)
    if not kept & set(alone.by_style):
        return ""
    day = _date_by_answer(draft, name, column, alone, text)
    reason = _("Read as %(date)s by the answer for the column, though “%(proof)s” shows another order.")
    draft.add_warning(name, reason % {"date": date_message(day), "proof": column.proof(readings.group)})
    return day


def _date_by_answer(
    draft: AgreementDraft, name: str, column: DateColumn, readings: DateReadings, text: str
) -> str:
    """The date of a cell with several readings by the answer for its column. Raises CellError while there is none."""
    header = draft.row.header_of(name)
    is_month = bool(_MONTH_STYLES & set(readings.by_style))
    key = f"{'months' if is_month else 'dates'}/{header}"

    def make_question() -> ListQuestion:
        examples = column.open_examples() or {style: (text, day) for style, day in readings.by_style.items()}
        options = [
            (style, _style_labels()[style] % {"text": example, "date": date_message(day)})
            for style, (example, day) in examples.items()
            if (style in _MONTH_STYLES) is is_month
        ]
        sentence = _("How are the dates in “%s” written?") % header
        return ListQuestion(key, sentence, options, _likely_style(draft, options))

    question = draft.desk.findings.question(key, make_question)
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if day := readings.by_style.get(answer, ""):
        return day
    raise open_date_error(text, readings.by_style.values(), question.key)


def _likely_style(draft: AgreementDraft, options: list[tuple[str, str]]) -> str:
    """The style that other columns of the list prove, or a number that is a year: seldom is only a year left out."""
    offered = [style for style, _label in options]
    proven = {style for column in draft.desk.date_columns.values() for style in column.proven_styles()}
    likely = [style for style in offered if style in proven] or [
        style for style in offered if style == NUMBER_IS_YEAR
    ]
    return likely[0] if len(likely) == 1 else ""


def _style_labels() -> dict[str, str]:
    return {
        DAY_FIRST: _("day first: “%(text)s” is %(date)s"),
        MONTH_FIRST: _("month first: “%(text)s” is %(date)s"),
        YEAR_FIRST: _("year first: “%(text)s” is %(date)s"),
        YEAR_AND_MONTH: _("year and month: “%(text)s” is %(date)s"),
        NUMBER_IS_YEAR: _("the number is the year: “%(text)s” is %(date)s"),
        NUMBER_IS_DAY: _("the number is the day: “%(text)s” is %(date)s"),
    }


def _proof_sentence(style: str) -> str:
    return {
        DAY_FIRST: _("Days are read with the day first, as “%(proof)s” shows."),
        MONTH_FIRST: _("Days are read with the month first, as “%(proof)s” shows."),
        YEAR_FIRST: _("Days are read with the year first, as “%(proof)s” shows."),
        YEAR_AND_MONTH: _("Six digits are read as year and month, as “%(proof)s” shows."),
        NUMBER_IS_YEAR: _("The number beside a month is read as its year, as “%(proof)s” shows."),
        NUMBER_IS_DAY: _("The number beside a month is read as its day, as “%(proof)s” shows."),
    }[style]


def _notice(draft: AgreementDraft, name: str, reason: str, text: str, day: str = "") -> None:
    """Say once for the column how its cells are read, with an example."""
    example = f"{text} → {day}" if day else text
    draft.desk.findings.notice(draft.row.header_of(name), reason, draft.row.number, example)


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
