"""Edits of how the house keeps an agreement: units, numbers, addresses, note."""

from tests.spreadsheets.edits.cells import edit
from tests.spreadsheets.edits.register import parties, remove


@edit("file_number")
def file_number_changed(desk, row):
    row.cells["file_number"] = f"00{desk.random.randint(1, 9)}-{desk.random.randint(10, 12)}"
    row.record.setdefault("custody", {})["file_number"] = row.cells["file_number"]
    return "file_number"


@edit("retention")
def retention_changed(desk, row):
    years = desk.random.randint(6, 29)
    row.cells["retention"] = f"{years}년" if desk.language == "ko" else f"{years} years"
    row.record.setdefault("custody", {})["retention"] = f"P{years}Y"
    return "retention"


@edit("unit")
def unit_replaced(desk, row):
    own = [known for known in desk.organizations if known.get("is_own")]
    known = desk.random.choice(own)
    row.cells["unit"] = known["name"]
    row.record.setdefault("custody", {})["unit"] = known["id"]
    return "unit"


@edit("party")  # whose unit it is
def own_unit_renamed(desk, row):
    own = {known["id"] for known in desk.organizations if known.get("is_own")}
    having = [part for part in parties(row.record) if part.get("organization") in own and part.get("unit")]
    lines = row.lines("our_unit")
    if not having:
        return None
    place = desk.random.randrange(len(having))
    having[place]["unit"] = lines[place] = desk.fresh("Office; of two")
    row.write("our_unit", lines)
    return "our_unit"


@edit("document")
def address_of_document_corrected(desk, row):
    own = [part for part in row.record.get("documents", []) if part.get("address")]
    lines = row.lines("document")
    if not own:
        return None
    place = desk.random.randrange(len(own))
    desk.serial += 1
    lines[place] = own[place]["address"] = f"https://corrected.example/{desk.serial}.pdf"
    row.write("document", lines)
    return "document"


@edit("document")
def document_removed_or_added(desk, row):
    own = [part for part in row.record.get("documents", []) if part.get("address") and not part.get("file")]
    lines = row.lines("document")
    if len(lines) > 1 and own and desk.random.random() < 0.5:
        lines.remove(own[0]["address"])
        remove(row.record, "documents", own[0])
    else:
        desk.serial += 1
        lines.append(f"https://added.example/{desk.serial}.pdf")
        row.added_document = lines[-1]
    row.write("document", lines)
    return "document"


@edit("party")  # a party takes the sources along that are cited for it alone
def source_replaced_added_or_removed(desk, row):
    lines, cited = row.lines("source"), row.record.get("citations", [])
    desk.serial += 1
    new = f"https://sources.example/{desk.serial}"
    how = desk.random.choice(["replaced", "added", "removed"])
    place = desk.random.randrange(len(lines)) if lines else 0
    if how == "added" or not lines:
        row.record["citations"] = [*cited, {"source": new}]
        lines.append(new)
    elif how == "replaced":
        for part in cited:
            part["source"] = new if part["source"] == lines[place] else part["source"]
        lines[place] = new
    elif len(lines) > 1:
        row.record["citations"] = [part for part in cited if part["source"] != lines[place]]
        del lines[place]
    else:
        return None
    row.write("source", lines)
    return "source"


@edit("note")
def note_rewritten(desk, row):
    row.cells["note"] = f"{desk.fresh('Checked')}\n-\n+ 1 more"
    row.record.setdefault("custody", {})["note"] = row.cells["note"]
    return "note"
