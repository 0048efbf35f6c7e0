"""Dates of cells with several readings: as their column proves, or as somebody answered for it."""

import re

from django.utils import timezone

from core import edtf
from spreadsheets.drafts.calendars import calendar_sentence
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.messages import Message
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import date_message, open_date_error
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
from spreadsheets.parsing.year_parts import ACADEMIC_TERM, WEEK
from spreadsheets.plan import ListQuestion

_PLAIN_DAY = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_MONTH_STYLES = {NUMBER_IS_YEAR, NUMBER_IS_DAY}


def proven_date(draft: AgreementDraft, name: str, text: str) -> str:
    """The date of a cell by what its column proves or an answer; the list hears how it was read. Raises CellError."""
    column = draft.desk.date_columns.get(name) or DateColumn([text], timezone.localdate().year)
    readings = column.readings(text)
    if readings.was_open and (day := _date_by_kept_answer(draft, name, column, readings, text)):
        return day
    day = readings.only or _date_by_answer(draft, name, column, readings, text)
    if column.calendar and column.depends_on_calendar(text, column.calendar):
        note_reading(draft, name, calendar_sentence(column.calendar), text, day)
    if readings.has_time:
        note_reading(draft, name, _("The time of day is left out."), text, day)
    if readings.is_serial:
        reason = _("A number is read as the day that Excel stores as this number.")
        note_reading(draft, name, reason, text, day)
    if readings.part == ACADEMIC_TERM:
        reason = _(
            "Terms of a university year are read as the years in which they lie; the note keeps the words."
        )
        note_reading(draft, name, reason, text, day)
        draft.row.keep((draft.row.header_of(name), text))
    if readings.part == WEEK:
        note_reading(draft, name, _("A calendar week is read as one of its seven days."), text, day)
    if readings.misspelled:
        draft.add_warning(name, _("Read as %s: a month is misspelled.") % date_message(day))
    if readings.was_open and (style := column.proven_style(readings.group)):
        note_reading(draft, name, _proof_sentence(style) % {"proof": column.proof(readings.group)}, text, day)
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
        return ListQuestion(key, sentence, options, _likely_style(draft, options, text))

    question = draft.desk.findings.question(key, make_question)
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if day := readings.by_style.get(answer, ""):
        return day
    raise open_date_error(text, readings.by_style.values(), question.key)


def _likely_style(draft: AgreementDraft, options: list[tuple[str, str]], text: str) -> str:
    """The style that other columns of the list prove, or a number that is a year: seldom is only a year left out."""
    offered = [style for style, _label in options]
    proven = {style for column in draft.desk.date_columns.values() for style in column.proven_styles()}
    likely = [style for style in offered if style in proven] or [
        style for style in offered if style == NUMBER_IS_YEAR
    ]
    if not likely and set(offered) == {DAY_FIRST, YEAR_FIRST} and _LETTERS.search(text):
        return DAY_FIRST  # 12-MAR-15: few write the year before the name of a month
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


def note_reading(draft: AgreementDraft, name: str, reason: str, text: str, day: str = "") -> None:
    """Say once for the column how its cells are read, with an example."""
    example = Message(lambda: f"{text} → {_shown(day)}") if day else text
    draft.desk.findings.notice(draft.row.header_of(name), reason, draft.row.number, example)


def _shown(days: str) -> str:
    """Days in EDTF, separated by commas, as a person reads them: whole ones as they are, others in words."""
    return ", ".join(
        day if _PLAIN_DAY.fullmatch(day) else edtf.parse(day).words()
        for day in filter(None, days.split(", "))
    )
