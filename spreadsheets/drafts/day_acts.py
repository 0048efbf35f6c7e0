"""Cells of days that tell of more than their own day: an extension, an end, or two days."""

from core import edtf
from spreadsheets.drafts.calendars import keep_in_note
from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.drafts.proven_dates import note_reading, proven_date
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, date_message
from spreadsheets.parsing.dated_acts import DatedActs, dated_acts
from spreadsheets.parsing.word_lists import strip_until
from spreadsheets.plan import ListQuestion

_LAST_DAY_COLUMNS = {"end_on", "term"}
_EXPIRED = "expired"
_FIRST_AND_LAST, _SECOND, _KEEP, _YES, _NO = "first-last", "second", "keep", "yes", "no"


def day_beside_acts(draft: AgreementDraft, name: str, text: str) -> str | None:
    """The own day of a cell that tells of an extension or an end too, "" for none; None for any other cell.

    The draft keeps these; the note keeps the words. Raises CellError where the order of a day is open.
    """
    acts = dated_acts(text)
    if acts is None or (name in _LAST_DAY_COLUMNS and strip_until(text) != text):
        return None
    days = _dates(draft, name, acts)
    if days is None or not (days["day"] or acts.is_whole):
        return keep_in_note(draft, name)
    own = days["day"]
    if name in _LAST_DAY_COLUMNS:
        own = days["until"] or (days["ended_on"] if acts.ending == _EXPIRED else "") or own
    elif days["until"]:
        draft.acts.last_day = name, days["until"]
    if days["ended_on"] and not (name in _LAST_DAY_COLUMNS and acts.ending == _EXPIRED):
        draft.acts.endings.append((name, acts.ending, days["ended_on"]))
    draft.row.keep((draft.row.header_of(name), text))
    if acts.is_whole:
        reason = _(
            "Beside a day the cell holds an extension or an end, which is read; the note keeps the words."
        )
        note_reading(draft, name, reason, text, ", ".join(filter(None, days.values())))
    else:
        draft.add_warning(name, _("What stands beside the day is kept in the internal note."))
    return own


def _dates(draft: AgreementDraft, name: str, acts: DatedActs) -> dict[str, str] | None:
    """The days of a cell as EDTF, "" for none; None where one is no date. Raises CellError."""
    days = {"day": acts.day, "until": acts.until, "ended_on": acts.ended_on}
    try:
        return {member: text and proven_date(draft, name, text) for member, text in days.items()}
    except edtf.EDTFError:
        return None


def tells_of_acts(draft: AgreementDraft, name: str, text: str) -> bool:
    """True for a cell with words of an extension or an end beside days that are some, in an order known or open."""
    acts = dated_acts(text)
    try:
        return acts is not None and bool(acts.days) and _dates(draft, name, acts) is not None
    except CellError:
        return True


def note_acts_in_words(draft: AgreementDraft) -> None:
    """Note the extension that a status tells of, and what remarks tell of one or an end, after a yes for the column."""
    if draft.is_exported:
        return
    for name in ("status", "note"):
        for header, text in draft.row.filled_cells(name)[:1]:
            acts = dated_acts(text)
            is_act = acts and acts.is_whole and (acts.until or (acts.ended_on and name == "note"))
            if not is_act or not tells_of_acts(draft, name, text):
                continue
            if name == "status" or _is_remark_recorded(draft, header, text):
                _note_acts(draft, (header, text), name, acts)


def _note_acts(draft: AgreementDraft, cell: SheetCell, name: str, acts: DatedActs) -> None:
    try:
        days = _dates(draft, name, acts) or {}
    except CellError as error:
        draft.add_problem(error, *cell)
        return
    if until := days.get("until"):
        draft.acts.last_day = name, until
    if name == "note" and (ended_on := days.get("ended_on")):
        draft.acts.endings.append((name, acts.ending, ended_on))


def _is_remark_recorded(draft: AgreementDraft, header: str, text: str) -> bool:
    question = ListQuestion(
        key=f"acts/{header}",
        text=_("Some cells of “%s” say until when an agreement was extended, or when it ended. Record that?")
        % header,
        options=[(_YES, _("yes: as its last day, or as its end")), (_NO, _("no: only in the internal note"))],
        suggested=_YES,
        is_needed=False,
    )
    return draft.desk.findings.answer_to(question, draft.row.number, text) == _YES


def two_days(draft: AgreementDraft, name: str, text: str, first: str, last: str) -> str:
    """The day of a column of a cell that holds two, as somebody said for the column. Raises CellError meanwhile."""
    header = draft.row.header_of(name)
    words = {"first": date_message(first), "last": date_message(last)}
    both = (
        (_SECOND, _("the second is the last day now: %(last)s") % words)
        if name in _LAST_DAY_COLUMNS
        else (_FIRST_AND_LAST, _("the first is of this column, the second the last day: %(first)s, %(last)s") % words)
    )  # fmt: skip
    question = ListQuestion(
        key=f"two-days/{header}",
        text=_("Some cells of “%s” hold two days. What are they?") % header,
        options=[both, (_KEEP, _("something else: keep them in the internal note"))],
    )
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if not answer:
        reason = _("“%s” holds two days, and it is not known what each is of.") % edtf.grammar.abbreviate(
            text
        )
        raise CellError(reason, _("Say once for the column what the two days are."), question.key)
    if answer == _KEEP:
        return keep_in_note(draft, name)
    draft.row.keep((header, text))
    if answer == _SECOND:
        return last
    draft.acts.last_day = name, last
    return first
