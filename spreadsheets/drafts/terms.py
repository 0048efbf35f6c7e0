"""Term of a draft: its length, last day and renewal, from up to three columns."""

import re

from django.utils import timezone

from agreements.choices import MilestoneKind, Renewal
from core import edtf
from lifecycle.durations import add_duration
from spreadsheets.drafts.bare_numbers import with_unit
from spreadsheets.drafts.dates import date_of_text, means_no_end, parse_date, warn_of_unlikely_date
from spreadsheets.drafts.day_acts import tells_of_acts
from spreadsheets.drafts.day_texts import NO_END, is_prose, meaning_of_text
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.renewals import RENEWAL_PARSER, renewal_of_cell
from spreadsheets.exports.flat_row import first_milestone
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, date_message
from spreadsheets.parsing.dates import is_date
from spreadsheets.parsing.spans import may_be_month, span_of_years
from spreadsheets.parsing.terms import bare_number, parse_term_cell
from spreadsheets.parsing.word_lists import is_unstated, strip_until

_END_TOLERANCE_DAYS = 45  # days between a last day that is written and one that is counted
_PART_OF_YEAR = re.compile(r"\d{4}-(?:2[1-4]|3[3-6]|4[01]).?")
_MOST_YEARS = 10  # a greater number without a unit is more likely one of months


def fill_term(draft: AgreementDraft) -> None:
    """Fill in one term from up to three columns: length, last day, renewal."""
    term = _term_of_cell(draft)
    renewal = renewal_of_cell(draft)
    until, meant = _end_of_cell(draft)
    until = _end_beside_other_day(draft, term, until)
    parsed: dict[str, str] = dict(term or {})
    parsed |= {name: value for name, value in meant.items() if name not in parsed}
    says_nothing = renewal == {"renewal": Renewal.NOT_STATED}
    if renewal and not (says_nothing and ("renewal" in parsed or not (parsed or until))):
        parsed |= {name: value for name, value in renewal.items() if name == "renewal" or name not in parsed}
    has_no_end = bool(until) and means_no_end(until)
    if has_no_end:
        reason = _("A day so far ahead is read as: it has no end.")
        draft.desk.findings.notice(
            draft.row.header_of("end_on"), reason, draft.row.number, draft.row.text("end_on")
        )
        if not {"length", "until", "renewal"} & set(parsed):
            parsed["renewal"] = Renewal.INDEFINITE
    elif until:
        warn_of_unlikely_date(draft, "end_on", until)
        if not term:
            _warn_of_recorded_term(draft)
        _warn_of_end_mismatch(draft, parsed.get("length") or _recorded_term(draft).get("length", ""), until)
        parsed["until"] = until
    elif (length := parsed.get("length")) and (recorded := _recorded_term(draft).get("until")):
        _warn_of_end_mismatch(draft, length, recorded, "term")  # its last day stands in no cell any more
    if not parsed:
        return
    column = next((name for name in ("term", "end_on", "renewal") if draft.row.text(name)), "")
    column = column or (draft.acts.last_day or ("end_on",))[0]
    terms = draft.members.get("terms", [])
    part = terms[-1] if terms else draft.add_part("terms", "term", {}, column)
    if term:  # the cell says it anew
        for name in ("length", "renewal_length", "wording"):
            part.pop(name, None)
    _make_way(part, parsed, has_no_end=has_no_end)
    part |= {name: str(value) for name, value in parsed.items()}
    draft.note_origin("end_on", "terms", part, "until")
    draft.note_origin("renewal", "terms", part, "renewal")
    draft.note_origin(column, "terms", part)


def _end_of_cell(draft: AgreementDraft) -> tuple[str | None, dict[str, str]]:
    """The last day as ``parse_date`` has it, or the members of a term where the column says one in words."""
    if draft.is_unchanged("end_on"):
        return None, {}
    header, text = draft.row.filled_cells("end_on")[0]
    is_day = not is_prose(text) or is_unstated(text) or is_date(strip_until(text))
    if is_day or tells_of_acts(draft, "end_on", text):
        return parse_date(draft, "end_on"), {}
    wording = " ".join(text.split())[:400]
    members = _words_of_end(text)
    if not members:
        try:
            meant = meaning_of_text(draft, "end_on", text)
        except CellError as error:
            draft.add_problem(error, header, text)
            return None, {}
        return None, {"renewal": Renewal.INDEFINITE, "wording": wording} if meant == NO_END else {}
    reason = _(
        "Words in the column of last days are read as those of a term: its length, renewal, or that it has no end."
    )
    draft.desk.findings.notice(header, reason, draft.row.number, text)
    return None, {"wording": wording, **members}


def _end_beside_other_day(
    draft: AgreementDraft, term: dict[str, str] | None, until: str | None
) -> str | None:
    """The last day after an extension that another column tells of, if it is later or the only one; else ``until``."""
    if not draft.acts.last_day:
        return until
    column, extended = draft.acts.last_day
    stated = until or (term or {}).get("until", "")
    if not stated and not (draft.row.text("end_on") or (term or {}).get("renewal")):
        return extended
    if not stated or means_no_end(stated) or stated >= extended:
        return until
    reason = _("Another column says that it was extended to %s, which is taken for the last day.")
    draft.add_warning(column, reason % date_message(extended))
    return extended


def _words_of_end(text: str) -> dict[str, str]:
    """The members of a term that words instead of a last day come to; empty where they are not understood."""
    try:
        renewal = RENEWAL_PARSER.parse(text)[0]
        return {"renewal": renewal} if renewal not in (Renewal.FIXED, Renewal.NOT_STATED) else {}
    except CellError:
        members = parse_term_cell(text).members
    if (
        members.get("renewal") == Renewal.AUTOMATIC
        and "length" in members
        and "renewal_length" not in members
    ):
        members["renewal_length"] = members.pop("length")  # “auto-renew annually”
    return members if set(members) - {"wording", "starts_with"} else {}


def _recorded_term(draft: AgreementDraft) -> dict[str, str]:
    """The newest term that the record has already; empty where there is none."""
    return ((draft.base or {}).get("terms") or [{}])[-1]


def _warn_of_recorded_term(draft: AgreementDraft) -> None:
    """Warn where a last day is given to a recorded term whose words, or lack of an end, may say otherwise."""
    recorded = _recorded_term(draft)
    if wording := recorded.get("wording"):
        reason = _("The term is kept in its words, “%s”: correct them too where they say otherwise.")
        draft.add_warning("end_on", reason % wording)
    if recorded.get("renewal") == Renewal.INDEFINITE:
        draft.add_warning("end_on", _("It was recorded as without an end until now."))


def _make_way(part: dict, parsed: dict[str, str], *, has_no_end: bool) -> None:
    """Take out of a recorded term what contradicts a row: an end where it has none now, or the other way round."""
    if parsed.get("renewal") == Renewal.INDEFINITE or has_no_end:
        part.pop("until", None)
    if parsed.get("renewal") == Renewal.INDEFINITE:
        part.pop("length", None)
    elif {"until", "length"} & set(parsed) and part.get("renewal") == Renewal.INDEFINITE:
        part.pop("renewal")


def _term_of_cell(draft: AgreementDraft) -> dict[str, str] | None:
    """The members of the term column; a bare number counts in the unit of its header, or as somebody answered."""
    if draft.is_unchanged("term"):
        return None
    header, text = draft.row.filled_cells("term")[0]
    if number := bare_number(text):
        counted = with_unit(
            draft, (header, text), number, "years" if int(number) <= _MOST_YEARS else "months"
        )
        if counted in ("", number):
            return {"wording": " ".join(text.split())} if counted else None
        text = counted
    reading = parse_term_cell(text)
    if (
        "length" not in reading.members
        and "until" not in reading.members
        and (last := _term_of_days(draft)) is not None
    ):
        return last or None
    if not reading.members:
        draft.desk.findings.notice(header, _("Read as: nothing is stated."), draft.row.number, text)
    elif set(reading.members) == {"wording"}:
        draft.add_warning("term", _("This is no term we understand: it is kept in these words."))
    elif reading.is_partial:
        draft.add_warning("term", _("Only a part of it is understood; the words are kept."))
    return reading.members


def _term_of_days(draft: AgreementDraft) -> dict[str, str] | None:
    """The term of a cell that holds its last day, or the first and the last; None for another cell."""
    header, text = draft.row.filled_cells("term")[0]
    column = draft.desk.date_columns.get("term")
    if column is None or re.fullmatch(r"\s*\d{4}\s*", text):  # a year alone may be the first or the last
        return None
    if may_be_month(text):
        return None
    if years := span_of_years(text, timezone.localdate().year + _MOST_YEARS):
        return _term_until(draft, header, text, {"until": str(years[1]), "wording": " ".join(text.split())})
    last = strip_until(text)
    try:
        readings = column.readings(last)
        if last == text and (readings.part or _PART_OF_YEAR.fullmatch(readings.only)):
            return None  # “Fall 2014”, “WS 2014/15” and “H1 2014” may be when it was made
    except edtf.EDTFError:
        if not tells_of_acts(draft, "term", text):
            return None
    try:
        day = date_of_text(draft, "term", text)
    except CellError as error:
        draft.add_problem(error, header, text)
        return {}
    if not day:
        return {}
    if edtf.parse(day).shape == "date":
        term = {"until": day}
    elif re.fullmatch(r"[^/.]+/[^/.]+", day):
        term = {"until": day.split("/")[1], "wording": " ".join(text.split())}
    else:
        return None
    return _term_until(draft, header, text, term)


def _term_until(draft: AgreementDraft, header: str, text: str, term: dict[str, str]) -> dict[str, str]:
    """A term whose last day a cell has; the list hears that it was read so."""
    reason = _("A date in this column is read as the last day.")
    draft.desk.findings.notice(header, reason, draft.row.number, f"{text} → {term['until']}")
    return term


def _warn_of_end_mismatch(draft: AgreementDraft, length: str, until: str, column: str = "end_on") -> None:
    """Warn where the last day lies before the first, or is not the one that the length comes to."""
    acts = [
        first_milestone(draft.members, kind) for kind in (MilestoneKind.TAKES_EFFECT, MilestoneKind.SIGNED)
    ]
    starts = [start for act in acts if act.get("on") and (start := edtf.parse(act["on"]).earliest)]
    end = edtf.parse(until).latest
    if not end or not starts:
        return
    if end < min(starts):
        draft.add_warning(column, _("It ends before it begins: is one of the days wrong?"))
    elif (
        length
        and min(abs((end - add_duration(start, length)).days) for start in starts) > _END_TOLERANCE_DAYS
    ):
        draft.add_warning(
            column,
            _("The last day differs from the end of the term (%s).") % add_duration(starts[0], length),
            _("Both are recorded; the last day counts."),
        )
