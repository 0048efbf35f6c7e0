"""Milestones and status of a draft."""

from agreements.choices import MilestoneKind
from core import edtf
from core.places import format_place
from spreadsheets.drafts.bare_numbers import with_unit
from spreadsheets.drafts.dates import means_no_end, parse_date, warn_of_unlikely_date
from spreadsheets.drafts.day_acts import note_acts_in_words
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.proven_dates import proven_date
from spreadsheets.exports.flat_row import first_milestone, last_ending
from spreadsheets.messages import message as _
from spreadsheets.parsing import synonyms
from spreadsheets.parsing.cells import CellError, normalize_cell
from spreadsheets.parsing.endings import parse_status_cell
from spreadsheets.parsing.places import parse_places_cell
from spreadsheets.parsing.terms import bare_number, parse_duration_cell
from spreadsheets.parsing.word_lists import is_unstated


def fill_milestones(draft: AgreementDraft) -> None:
    """Fill in signing and entry into effect, the place of signing and the termination notice."""
    for name, kind in (("signed_on", MilestoneKind.SIGNED), ("effective_on", MilestoneKind.TAKES_EFFECT)):
        if (on := parse_date(draft, name)) and not means_no_end(on):
            warn_of_unlikely_date(draft, name, on)
            part = _ensure_milestone(draft, kind, name)
            # a signing may take effect later: its own day is the one that was signed
            has_later_day = kind == MilestoneKind.TAKES_EFFECT and part.get("effective_on")
            part["effective_on" if has_later_day else "on"] = on
    note_acts_in_words(draft)
    if places := draft.parse_or_keep("place", parse_places_cell):
        part = _ensure_milestone(draft, MilestoneKind.SIGNED, "place")
        stored = {format_place(place): place for place in part.get("places", [])}
        part["places"] = [stored.get(format_place(place), place) for place in places]
        draft.note_origin("place", "milestones", part, "places")
    if notice := _notice_of_cell(draft):
        draft.members["termination_notice"] = notice
        draft.note_origin("termination_notice", "termination_notice")


def _notice_of_cell(draft: AgreementDraft) -> str | None:
    """The length of the notice as an ISO 8601 duration; what a bare number counts is asked once for the column."""
    if draft.is_unchanged("termination_notice"):
        return None
    header, text = draft.row.filled_cells("termination_notice")[0]
    if number := bare_number(text):
        counted = with_unit(draft, (header, text), number, "months")
        if counted == number:
            draft.row.unmapped_cells.append((header, text))
        return parse_duration_cell(counted) if counted not in ("", number) else None
    return draft.parse_or_keep("termination_notice", parse_duration_cell)


def _ensure_milestone(draft: AgreementDraft, kind: str, column: str) -> dict:
    """The first milestone of this kind, added where there is none."""
    return first_milestone(draft.members, kind) or draft.add_part(
        "milestones", str(kind), {"kind": str(kind)}, column
    )


def fill_status(draft: AgreementDraft) -> None:
    """Add the end that a status names, where a day stands with it; otherwise keep its words in the note.

    Here a status follows from dates, so that nothing else of it can be recorded.
    """
    for column, kind, on in draft.acts.endings:
        ending = _ensure_milestone(draft, kind, column)
        ending |= {"kind": kind, "on": on}
        draft.note_origin(column, "milestones", ending, "on")
    if draft.is_unchanged("status", "status_on") or not draft.row.text("status"):
        return
    header, text = draft.row.filled_cells("status")[0]
    kind, rest = parse_status_cell(text, is_export=draft.is_exported)
    on = parse_date(draft, "status_on")
    if kind and rest and not on:
        try:
            on = proven_date(draft, "status", rest)
        except edtf.EDTFError:
            on = None
        except CellError as error:
            draft.add_problem(error, header, text)
            return
    corrected = _corrected_ending(draft, on) if draft.is_exported else {}
    if kind and (on := on or corrected.get("on")):
        ending = corrected or _ensure_milestone(draft, kind, "status")
        ending |= {"kind": str(kind), "on": on}
        draft.note_origin("status", "milestones", ending, "kind")
        draft.note_origin("status_on", "milestones", ending, "on")
        return
    draft.row.unmapped_cells.append((header, text))
    has_end = any(term.get("until") or term.get("length") for term in draft.members.get("terms", []))
    if kind and not (kind == MilestoneKind.EXPIRED and has_end):
        draft.add_warning(
            "status",
            _(
                "A status follows from dates here, and there is no day for this one: it is kept in the internal note."
            ),
            _("Add a column with the day, or write it behind: “terminated 2020-05-01”."),
        )
    elif not (kind or _is_known_status(draft, text)):
        draft.add_warning("status", _("This is no status we know: it is kept in the internal note."))


def _corrected_ending(draft: AgreementDraft, on: str | None) -> dict:
    """The end that exported cells correct: its word or its day is another, not both, which are of another end."""
    ending = last_ending(draft.members)
    is_same_kind = draft.is_unchanged("status")
    return ending if on is None or is_same_kind or on == ending.get("on") else {}


def _is_known_status(draft: AgreementDraft, text: str) -> bool:
    """True for words that say no more than the dates do, and for an extension that was read."""
    is_extension = bool(draft.acts.last_day) and draft.acts.last_day[0] == "status"
    return is_extension or normalize_cell(text) in synonyms.IN_FORCE_WORDS or is_unstated(text)
