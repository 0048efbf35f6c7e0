"""."""

from django.utils.translation import gettext as _

from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.drafts.parties import match_organization
from spreadsheets.parsing import cells
from spreadsheets.parsing.terms import parse_duration_cell


def _merge_note_lines(lines: list[SheetCell], note: str) -> str:
    """A note with these lines “header: text” in the place of those of the same header; all else stays."""
    kept = note.split("\n") if note else []
    for header, text in lines:
        line = f"{header}: {' / '.join(filter(None, map(str.strip, text.split(chr(10)))))}"
        place = next((place for place, one in enumerate(kept) if one.startswith(f"{header}: ")), None)
        if place is None:
            kept.append(line)
        else:
            kept[place] = line
    return "\n".join(kept)


def fill_custody(draft: AgreementDraft) -> None:
    kept = dict(draft.members.get("custody", {}))
    if not draft.is_told("unit"):
        cell = draft.row.told("unit")[0]
        found = match_organization(draft, cell, cell[1], is_own=True)
        if found:
            kept["unit"] = found.known.id if found.known else found.new
    if number := draft.read("file_number", str):
        kept["file_number"] = number
    retention = draft.read("retention", parse_duration_cell)
    if retention:
        kept["retention"] = retention
    elif retention == "" and kept.pop("retention", None):
        draft.warn("retention", _("Read as: permanent."))
    for name in ("unit", "file_number", "retention"):
        draft.came_from(name, "custody", None, name)
    if kept:
        draft.members["custody"] = kept


def fill_web_addresses(draft: AgreementDraft) -> None:
    def understand(text):
        return [cells.parse_web_address(one) for one in cells.split_values(text)]

    documents = draft.members.get("documents", [])
    there = {one.get("address") for one in documents}
    for address in draft.read("document", understand) or []:
        if address not in there:
            there.add(address)
            members = {"title": draft.members["texts"][0]["title"][:400], "address": address}
            draft.part("documents", f"document-{len(there)}", members, "document")
    cited = {draft.desk.addresses.get(one["source"]) for one in draft.members.get("citations", [])}
    for address in draft.read("source", understand) or []:
        if address not in cited:
            cited.add(address)
            source = draft.desk.sources.get(address, address)
            draft.part("citations", f"source-{len(cited)}", {"source": source}, "source")


def fill_note(draft: AgreementDraft) -> None:
    """What no column can hold, line by line; a record that an export named has the note that its cell says."""
    stored = draft.members.get("custody", {}).get("note", "")
    lines = [cell for name in ("number", "officer") for cell in draft.row.told(name)]
    if draft.row.text("record") and not draft.is_told("note"):
        stored = draft.row.text("note")
    elif not draft.is_told("note"):
        lines += draft.row.told("note")
    told = _merge_note_lines(lines + draft.row.kept, stored)
    if told:
        draft.members["custody"] = draft.members.get("custody", {}) | {"note": told}
        draft.came_from("note", "custody", None, "note")
