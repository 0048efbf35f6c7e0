"""Milestones and status of a draft."""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import override

from agreements.choices import MilestoneKind
from core.places import format_place
from spreadsheets.drafts.bare_numbers import with_unit
from spreadsheets.drafts.dates import means_no_end, parse_date, warn_of_unlikely_date
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.exports.flat_row import first_milestone, last_ending
from spreadsheets.messages import message as _
from spreadsheets.parsing import cells, synonyms
from spreadsheets.parsing.cells import CellError, normalize_cell
from spreadsheets.parsing.places import parse_places_cell
from spreadsheets.parsing.terms import bare_number, parse_duration_cell
from spreadsheets.parsing.word_lists import is_unstated


@cache
def _ending_words(*, is_export: bool) -> dict[str, str]:
    """Kinds of ends by the words for them, the longest first.

    Our own labels are known before what others mean by the same words in an export, and after them elsewhere.
    """
    words = {
        normalize_cell(word): str(kind)
        for kind, texts in synonyms.ENDING_SYNONYMS.items()
        for word in texts.split(",")
    }
    labels = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            labels |= {
                normalize_cell(str(MilestoneKind(kind).label)): str(kind) for kind in synonyms.ENDING_SYNONYMS
            }
    known = words | labels if is_export else labels | words
    return dict(sorted(known.items(), key=lambda item: -len(item[0])))


def fill_milestones(draft: AgreementDraft) -> None:
    """Fill in signing and entry into effect, the place of signing and the termination notice."""
    for name, kind in (("signed_on", MilestoneKind.SIGNED), ("effective_on", MilestoneKind.TAKES_EFFECT)):
        if (on := parse_date(draft, name)) and not means_no_end(on):
            warn_of_unlikely_date(draft, name, on)
            part = _ensure_milestone(draft, kind, name)
            # a signing may take effect later: its own day is the one that was signed
            has_later_day = kind == MilestoneKind.TAKES_EFFECT and part.get("effective_on")
            part["effective_on" if has_later_day else "on"] = on
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
    if draft.is_unchanged("status", "status_on") or not draft.row.text("status"):
        return
    header, text = draft.row.filled_cells("status")[0]
    kind, rest = parse_status_cell(text, is_export=draft.is_exported)
    on = parse_date(draft, "status_on")
    if kind and rest and not on:
        try:
            on = cells.parse_date_cell(rest)
        except CellError:
            on = None
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
    elif not kind and normalize_cell(text) not in synonyms.IN_FORCE_WORDS and not is_unstated(text):
        draft.add_warning("status", _("This is no status we know: it is kept in the internal note."))


def _corrected_ending(draft: AgreementDraft, on: str | None) -> dict:
    """The end that exported cells correct: its word or its day is another, not both, which are of another end."""
    ending = last_ending(draft.members)
    is_same_kind = draft.is_unchanged("status")
    return ending if on is None or is_same_kind or on == ending.get("on") else {}


def parse_status_cell(text: str, *, is_export: bool = False) -> tuple[str, str]:
    """The kind of end that a status names, and the rest of its text; empty where it names none."""
    status = normalize_cell(text)
    for word, kind in _ending_words(is_export=is_export).items():
        if status == word:
            return kind, ""
        if match := re.search(rf"(?<!\w){re.escape(word)}(?![^\W\d_])", status):
            rest = f"{status[: match.start()]} {status[match.end() :]}"
            if re.search(r"\d{4}", rest):
                return kind, re.sub(r"\b(?:on|in|since|as of)\b|[()]", " ", rest).strip(" ,:.")
    return "", ""
