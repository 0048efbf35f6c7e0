"""Calendars of the columns of dates: as their years and words prove, or as somebody answered for a column."""

from core import edtf
from spreadsheets.answers import ImportAnswers
from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.messages import Message
from spreadsheets.messages import message as _
from spreadsheets.parsing.calendars import (
    BUDDHIST,
    CALENDARS,
    DANGI,
    MINGUO,
    OURS,
    calendar_of_year,
    calendars_of,
    has_unconverted_year,
    has_year_of_two_digits,
    is_ethiopian,
    may_be_ethiopian,
    may_be_nepali,
    plain_text,
)
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.date_columns import DateColumn
from spreadsheets.parsing.dates import date_readings
from spreadsheets.plan import ListQuestion

_OUR_YEARS, _ETHIOPIAN_YEARS = "ours", "ethiopian"
_ACTS = ("signed_on", "effective_on", "status_on")  # days that have been


def calendars_of_columns(
    cells: dict[str, list[SheetCell]], answers: ImportAnswers
) -> dict[str, tuple[str, str]]:
    """The calendar of each column by its name, and the one that it may be in but does not prove.

    A column that shows nothing itself is in the calendar of the others.
    """
    shown = {name: calendars_of(text for _header, text in column) for name, column in cells.items()}
    of_list = set().union(*(calendars for calendars, _has_ours in shown.values()))
    any_ours = any(has_ours for _calendars, has_ours in shown.values())
    result = {}
    for name, (own, has_ours) in shown.items():
        likely = own or (set() if has_ours else of_list)
        is_mixed = has_ours or (not own and any_ours) or len(likely) > 1
        is_mixed = (
            is_mixed or DANGI in likely
        )  # whose days before 1896 are of the moon: nobody is sure of them
        calendar = min(likely, default=OURS)
        if not is_mixed or not cells[name]:
            result[name] = calendar, OURS
            continue
        answer = answers.questions.get(_calendar_key(cells[name][0][0]), "")
        result[name] = answer if answer in CALENDARS else OURS, calendar
    return result


def is_calendar_settled(draft: AgreementDraft, column: DateColumn, name: str, text: str) -> bool:
    """True where a cell of a column with years of two calendars is a date; False for one to be kept in the note.

    Raises CellError while nobody has said in which calendar it is.
    """
    if not column.depends_on_calendar(text, column.doubtful_calendar):
        return True
    header = draft.row.header_of(name)
    ours = _date_words(text, column, OURS) or _("no date: it is kept in the internal note")
    values = {"text": text, "theirs": _date_words(text, column, column.doubtful_calendar), "ours": ours}
    labels = {
        BUDDHIST: _("years of Thailand (Buddhist calendar): “%(text)s” is %(theirs)s"),
        MINGUO: _("years of Taiwan (Minguo): “%(text)s” is %(theirs)s"),
        DANGI: _("Dangi years of Korea: “%(text)s” is %(theirs)s"),
    }
    question = ListQuestion(
        key=_calendar_key(header),
        text=_("“%s” has years of two calendars. In which are those that do not say so?") % header,
        options=[
            (column.doubtful_calendar, labels[column.doubtful_calendar] % values),
            (_OUR_YEARS, _("our years: “%(text)s” is %(ours)s") % values),
        ],
    )
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if not answer:
        advice = _("Say once for the column which calendar it is, or write the day in our years.")
        raise CellError(_("The year of “%s” may be one of another calendar.") % text, advice, question.key)
    return answer != _OUR_YEARS or not calendar_of_year(plain_text(text))


def shows_ethiopian_days(cells: dict[str, list[SheetCell]]) -> bool:
    """True where a list has days that say that they are of the Ethiopian calendar."""
    days = [text for name, column in cells.items() if name != "term" for _header, text in column]
    return any(is_ethiopian(plain_text(text)) for text in days)


def shows_unknown_calendar(cells: dict[str, list[SheetCell]]) -> bool:
    """True where a list has years of calendars that we do not convert: of Iran, the Hijri one, that of Nepal."""
    texts = {name: [text for _header, text in column] for name, column in cells.items()}
    acts = [text for name in _ACTS for text in texts.get(name, [])]
    days = [text for name, column in texts.items() if name != "term" for text in column]
    days = [text for text in days if not is_ethiopian(plain_text(text))]
    return any(map(has_unconverted_year, days)) or sum(map(may_be_nepali, acts)) > 1


def is_of_unknown_calendar(draft: AgreementDraft, name: str, text: str) -> bool:
    """True for a day of a calendar that we do not convert. Raises CellError where it may be one.

    Beside years of such a calendar one of two digits may be of it as well.
    """
    column = draft.desk.date_columns.get(name)
    if has_unconverted_year(text):
        return True
    if column and column.is_beside_ethiopian and may_be_ethiopian(text):
        return _is_ethiopian_by_answer(draft, name, text)
    if not column or not column.is_of_unknown_calendar:
        return False
    if has_year_of_two_digits(text):
        raise CellError(
            _("The year of “%s” may be one of another calendar.") % text,
            _("Write the day in our years, with a year of four digits."),
        )
    return may_be_nepali(text)


def _is_ethiopian_by_answer(draft: AgreementDraft, name: str, text: str) -> bool:
    header = draft.row.header_of(name)
    question = ListQuestion(
        key=_calendar_key(header),
        text=_("The list has days of the Ethiopian calendar. Of which calendar are the numbers under “%s”?")
        % header,
        options=[
            (_OUR_YEARS, _("of our calendar")),
            (_ETHIOPIAN_YEARS, _("of the Ethiopian calendar: keep them in the internal note")),
        ],
    )
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if not answer:
        advice = _("Say once for the column which calendar it is, or write the day in our years.")
        raise CellError(_("The year of “%s” may be one of another calendar.") % text, advice, question.key)
    return answer == _ETHIOPIAN_YEARS


def _calendar_key(header: str) -> str:
    return f"calendar/{header}"


def _date_words(text: str, column: DateColumn, calendar: str) -> Message:
    return Message(lambda: _words(text, column, calendar))


def _words(text: str, column: DateColumn, calendar: str) -> str:
    """The dates that a cell would be in a calendar, "" for none."""
    if calendar == OURS and calendar_of_year(plain_text(text)):
        return ""
    try:
        readings = date_readings(text, latest_year=column.latest_year, calendar=calendar)
    except edtf.EDTFError:
        return ""
    return " / ".join(dict.fromkeys(edtf.parse(day).words() for day in readings.by_style.values()))


def calendar_sentence(calendar: str) -> str:
    """Sentence about a column whose years are those of another calendar."""
    return {
        BUDDHIST: _("Years are read as those of Thailand (Buddhist calendar)."),
        MINGUO: _("Years are read as those of Taiwan (Minguo)."),
        DANGI: _("Years are read as Dangi years of Korea."),
    }[calendar]


def keep_in_note(draft: AgreementDraft, name: str) -> str:
    """Keep the cell of a day in the note, with a warning; the day that is stated: none."""
    draft.row.unmapped_cells.append(draft.row.filled_cells(name)[0])
    draft.add_warning(name, _("This is no day that can be recorded: it is kept in the internal note."))
    return ""
