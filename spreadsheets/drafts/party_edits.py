"""Parties of a row whose agreement is here: those of the record kept, replaced in their place, removed, added."""

from collections.abc import Sequence
from dataclasses import dataclass

from spreadsheets.drafts.draft import AgreementDraft, normalize_lines
from spreadsheets.drafts.list_cells import is_whole_list, pair_replaced
from spreadsheets.drafts.party_cells import CellParty
from spreadsheets.drafts.party_matches import match_party, name_as_written, warn_of_other_country
from spreadsheets.drafts.removals import remove_parts
from spreadsheets.drafts.replacements import warn_of_replacement
from spreadsheets.exports.flat_row import party_country, party_involvements
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError


@dataclass
class _Entry:
    """A party of the cell: the place of the party of the record that it is, or the organization that is new to it."""

    party: CellParty
    place: int | None = None
    organization: str = ""
    is_new_organization: bool = False
    written: str = ""  # the name in the cell


def edit_parties(draft: AgreementDraft, column: str, parties: list[CellParty], *, problems: int) -> None:
    """Make the parties of the record those of the cell, unless the row has more problems than these: one is open."""
    old = party_involvements(draft.members)
    entries = _entries(draft, column, parties, old)
    if len(draft.problems) > problems or not entries:
        return
    replaced, gone = _replaced_and_gone(draft, column, entries, old)
    lost = [party for n, party in enumerate(old) if n in {*replaced.values(), *gone}]
    is_whole = is_whole_list(
        draft, column, [party.get("name_as_written", "") for party in lost],
        has_new=any(entry.place is None for entry in entries),
    )  # fmt: skip
    if is_whole is None:
        return
    replaced = replaced if is_whole else {}
    kept = [
        _put_party(draft, column, entry, old, replaced.get(number)) for number, entry in enumerate(entries)
    ]
    if is_whole:
        remove_parts(draft, "involvements", [old[place] for place in gone])
    if draft.is_exported:
        _arrange(draft, [party for party in kept if party])


# Entries of the cell


def _entries(
    draft: AgreementDraft, column: str, parties: list[CellParty], old: Sequence[dict]
) -> list[_Entry]:
    """The parties of the cell with what each is in the record; without those that are open."""
    by_name = _places_by_name(draft, parties, old)
    entries, taken = [], set(by_name.values())
    for number, party in enumerate(parties):
        if number in by_name:
            entries.append(_Entry(party, by_name[number], written=party.named.name))
            _note_existing(draft, party, old[by_name[number]])
        elif entry := _entry_of_match(draft, column, party, old, taken):
            entries.append(entry)
            taken |= {entry.place} - {None}
    return entries


def _places_by_name(draft: AgreementDraft, parties: list[CellParty], old: Sequence[dict]) -> dict[int, int]:
    """Places of the parties of the record that have the names of the cell and no other country, each once."""
    places: dict[int, int] = {}
    for number, party in enumerate(parties):
        if party.named.place:  # its name is not enough
            continue
        key, country = organization_name_key(party.named.name), party.named.country
        for place, other in enumerate(old):
            known = party_country(other, draft.desk)
            if (
                place not in places.values()
                and organization_name_key(other.get("name_as_written", "")) == key
                and (country in ("", known) or not known)
            ):
                places[number] = place
                break
    return places


def _note_existing(draft: AgreementDraft, party: CellParty, old: dict) -> None:
    known = draft.desk.organizations.get(old.get("organization", ""))
    if known:
        draft.desk.organizations_in_list.note_existing(party.named.name, known, draft.row.number)
        warn_of_other_country(draft, known, party.named.country)


def _entry_of_match(
    draft: AgreementDraft, column: str, party: CellParty, old: Sequence[dict], taken: set[int]
) -> _Entry | None:
    """The entry of a party by its organization. None while that is open."""
    free = {place: other for place, other in enumerate(old) if place not in taken}
    match = match_party(draft, column, party, free.values())
    if match is None:
        return None
    organization = match.id
    place = next((place for place, other in free.items() if other.get("organization") == organization), None)
    written = name_as_written(match, party.named.written)
    return _Entry(party, place, organization, bool(match.new_id), written)


def _replaced_and_gone(
    draft: AgreementDraft, column: str, entries: list[_Entry], old: Sequence[dict]
) -> tuple[dict[int, int], list[int]]:
    """By entry the place of the party that it replaces, and the places of those that the cell does not name.

    In a list of anybody's our own side stands in a column of its own, or in none.
    """
    same = {number: entry.place for number, entry in enumerate(entries) if entry.place is not None}
    concerned = [
        place
        for place, party in enumerate(old)
        if draft.is_exported or draft.desk.is_own(party.get("organization", "")) is (column == "our_side")
    ]
    pairs = pair_replaced(
        [old[place].get("name_as_written", "") for place in concerned],
        [entry.party.named.name for entry in entries],
        {number: concerned.index(place) for number, place in same.items() if place in concerned},
    )
    replaced = {number: concerned[place] for number, place in pairs.items() if number not in same}
    left = set(concerned) - set(same.values()) - set(replaced.values())
    return replaced, sorted(left)


# Changes of the record


def _put_party(
    draft: AgreementDraft, column: str, entry: _Entry, old: Sequence[dict], replaced: int | None
) -> dict | None:
    """The party of the record that the entry is, or that now stands in the place of another, or that is added."""
    if replaced is not None:
        return _replace(draft, column, entry, old[replaced])
    if entry.place is None:
        return add_party(draft, column, entry.organization, entry.written, entry.party.named.unit)
    return _keep(draft, entry, old[entry.place])


def _keep(draft: AgreementDraft, entry: _Entry, old: dict) -> dict:
    """Keep a party; its name in an exported cell is the name as written now."""
    if draft.is_exported and entry.written != normalize_lines(old.get("name_as_written", "")):
        old["name_as_written"] = entry.written
        draft.note_origin("party", "involvements", old, "name_as_written")
    return old


def _replace(draft: AgreementDraft, column: str, entry: _Entry, part: dict) -> dict:
    """Put an organization in the place of a party. One in words stays in words where no organization is known."""
    before = dict(part)
    if part.get("person"):
        reason = _("“%s” is a person.") % part.get("name_as_written", "")
        error = CellError(reason, _("Replace this party on the record itself."))
        draft.add_problem(error, entry.party.cell[0], entry.party.named.name)
        return part
    if not part.get("organization") and entry.is_new_organization:
        draft.new_organizations.discard(entry.organization)
        part["name_as_written"] = entry.written
        if country := entry.party.named.country:
            part["country"] = country
        draft.add_warning(column, _("“%s” is recorded in words, as what stood there before.") % entry.written)
        return part
    part |= {"organization": entry.organization, "name_as_written": entry.written}
    part |= {"unit": entry.party.named.unit} if entry.party.named.unit else {}
    for name in ("country", "count"):  # of participants that are words only
        part.pop(name, None)
    draft.note_origin(column, "involvements", part)
    warn_of_replacement(draft, column, "involvements", part, before)
    return part


def add_party(draft: AgreementDraft, column: str, organization: str, written: str, unit: str) -> dict | None:
    """Add a party, unless its organization is one already. Returns None then."""
    parties = party_involvements(draft.members)
    if organization in {party.get("organization") for party in parties}:
        return None
    members = {"organization": organization, "name_as_written": written}
    members |= {"unit": unit} if unit else {}
    return draft.add_part("involvements", f"party-{len(parties) + 1}", members, column)


def _arrange(draft: AgreementDraft, parties: list[dict]) -> None:
    """Put the parties into the order of the cell, added ones after the last; other participants stay where they are."""
    parts, are_parties = draft.members["involvements"], {id(party) for party in parties}
    places = [place for place, part in enumerate(parts) if id(part) in are_parties and "key" in part]
    left = list(parties)
    ordered = []
    for place, part in enumerate(parts):
        if place in places:
            ordered.append(left.pop(0))
            if place == places[-1]:
                ordered += left
        elif id(part) not in are_parties:
            ordered.append(part)
    if places:
        draft.members["involvements"] = ordered
