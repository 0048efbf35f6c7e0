"""Units on our own side of a draft, in words: one for each of our parties."""

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.list_cells import pair_equal, pair_replaced
from spreadsheets.exports.flat_row import party_involvements
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, normalize_cell, split_values


def own_parties(draft: AgreementDraft) -> list[dict]:
    """The involvements of organizations of ours."""
    involvements = draft.members.get("involvements", [])
    return [party for party in involvements if draft.desk.is_own(party.get("organization", ""))]


def fill_own_units(draft: AgreementDraft) -> None:
    """Fill in the unit of our side; the note keeps one where nobody of ours is a party."""
    if draft.is_unchanged("our_unit"):
        return
    header, text = draft.row.filled_cells("our_unit")[0]
    if draft.is_exported:
        _edit_units(draft, split_values(text))
    elif parties := own_parties(draft):
        part = next((party for party in parties if party.get("unit")), parties[0])
        _set_unit(draft, part, text)
    else:
        draft.row.unmapped_cells.append((header, text))


def _edit_units(draft: AgreementDraft, units: list[str]) -> None:
    """Make the units of our parties those of an exported cell, in their order."""
    own = [
        party
        for party in party_involvements(draft.members)
        if draft.desk.is_own(party.get("organization", ""))
    ]
    having = [party for party in own if party.get("unit")]
    free = iter([party for party in own if not party.get("unit")])
    written = [party["unit"] for party in having]
    pairs = pair_equal([{normalize_cell(unit)} for unit in written], list(map(normalize_cell, units)))
    pairs = pair_replaced(written, units, pairs)
    for number, unit in enumerate(units):
        part = having[pairs[number]] if number in pairs else next(free, None)
        if part is None:
            reason = _("There are %(found)s units for %(count)s parties of ours.")
            values = {"found": len(units), "count": len(own)}
            error = CellError(reason % values, _("Write as many as there are parties of ours, or fewer."))
            draft.add_problem(error, draft.row.header_of("our_unit"), draft.row.text("our_unit"))
            return
        _set_unit(draft, part, unit)
    for place, part in enumerate(having):
        if place not in pairs.values():
            del part["unit"]


def _set_unit(draft: AgreementDraft, part: dict, unit: str) -> None:
    part["unit"] = unit
    draft.note_origin("our_unit", "involvements", part, "unit")
