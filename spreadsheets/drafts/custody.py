"""Custody and the internal note of a draft."""

from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.drafts.party_matches import match_organization
from spreadsheets.matching.matches import OrganizationMatch
from spreadsheets.matching.organizations import NEW_ORGANIZATION
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, normalize_cell
from spreadsheets.parsing.terms import parse_duration_cell
from spreadsheets.parsing.word_lists import is_unstated
from spreadsheets.plan import ListQuestion

_KEEP = "keep"


def _merge_note_lines(lines: list[SheetCell], note: str) -> str:
    """A note with these cells as lines “header: text”, each instead of the line of the same header; all else stays."""
    note_lines = note.split("\n") if note else []
    for header, text in lines:
        line = f"{header}: {' / '.join(filter(None, map(str.strip, text.split(chr(10)))))}"
        place = next(
            (place for place, other in enumerate(note_lines) if other.startswith(f"{header}: ")), None
        )
        if place is None:
            note_lines.append(line)
        else:
            note_lines[place] = line
    return "\n".join(note_lines)


def fill_custody(draft: AgreementDraft) -> None:
    """Fill in the responsible unit, the file number and the retention."""
    custody = dict(draft.members.get("custody", {}))
    if not draft.is_unchanged("unit"):
        cell = draft.row.filled_cells("unit")[0]
        match = _unit_of_cell(draft, cell)
        if match:
            custody["unit"] = match.id
    if number := draft.parse("file_number", str):
        custody["file_number"] = number
    retention = draft.parse("retention", parse_duration_cell)
    if retention:
        custody["retention"] = retention
    elif retention == "" and custody.pop("retention", None):
        draft.add_warning("retention", _("Read as: permanent."))
    for name in ("unit", "file_number", "retention"):
        draft.note_origin(name, "custody", None, name)
    if custody:
        draft.members["custody"] = custody


def _unit_of_cell(draft: AgreementDraft, cell: SheetCell) -> OrganizationMatch | None:
    """The unit of ours that a cell names; the note keeps one that is not here, unless somebody said that it is new."""
    header, name = cell
    if is_unstated(name):
        return None
    matcher = draft.desk.matcher
    try:
        is_new = name not in matcher.choices and bool(matcher.match(name, is_own=True).new_id)
    except CellError:
        is_new = False  # an identifier: match_organization objects to it
    if is_new:
        question = _unit_question(name)
        if draft.desk.findings.answer_to(question, draft.row.number, name) != NEW_ORGANIZATION:
            draft.row.unmapped_cells.append((header, name))
            return None
    return match_organization(draft, cell, name, is_own=True)


def _unit_question(name: str) -> ListQuestion:
    return ListQuestion(
        key=f"value/unit/{normalize_cell(name)}",
        text=_("No unit of ours is called “%s”. Is it a new one?") % name,
        options=[
            (NEW_ORGANIZATION, _("yes: a new unit")),
            (_KEEP, _("no: keep it in the internal note")),
        ],
        is_needed=False,
    )


def fill_note(draft: AgreementDraft) -> None:
    """Add the cells that no field holds to the note, a line each; an exported record has the note of its cell."""
    stored = draft.members.get("custody", {}).get("note", "")
    lines = [cell for name in ("number", "officer") for cell in draft.row.filled_cells(name)]
    if draft.row.text("record") and not draft.is_unchanged("note"):
        stored = draft.row.text("note")
    elif not draft.is_unchanged("note"):
        lines += draft.row.filled_cells("note")
    note = _merge_note_lines(lines + draft.row.unmapped_cells, stored)
    if note:
        draft.members["custody"] = draft.members.get("custody", {}) | {"note": note}
        draft.note_origin("note", "custody", None, "note")
