"""Edits of parties and their countries."""

from tests.spreadsheets.edits.cells import Desk, Row, edit
from tests.spreadsheets.edits.register import new_organization, parties, remove


def _of_an_organization(row: Row) -> list[int]:
    return [place for place, part in enumerate(parties(row.record)) if part.get("organization")]


@edit("party")
def party_name_corrected(desk, row):
    places = _of_an_organization(row)
    if not places:
        return None
    place = desk.random.choice(places)
    part, lines = parties(row.record)[place], row.lines("party")
    desk.serial += 1
    lines[place] = f"{lines[place]} Associates {desk.serial}"
    desk.choices[lines[place]] = desk.organization_pks[part["organization"]]
    part["name_as_written"] = lines[place]
    row.write("party", lines)
    return "party"


@edit("party")
def party_broken_by_alt_enter(desk, row):
    lines = row.lines("party")
    if len(lines) < 2 or " " not in lines[0]:
        return None
    lines[0] = lines[0].replace(" ", "\n", 1)
    row.cells["party"] = "\n".join(lines)
    return "party"


def _write_party(row: Row, place: int, name: str, country: str, *, is_added: bool = False) -> None:
    count = len(parties(row.record))
    names, countries = row.lines("party"), row.lines("party_country", count)
    for lines, text in ((names, name), (countries, country or "-")):
        if is_added:
            lines.insert(place, text)
        else:
            lines[place] = text
    row.write("party", names)
    if any(line != "-" for line in countries):
        row.write("party_country", countries)


def _other_organization(desk: Desk, row: Row) -> dict:
    own = {part.get("organization") for part in row.record.get("involvements", [])}
    names = [known["name"] for known in desk.organizations]
    others = [
        known
        for known in desk.organizations
        if known["id"] not in own
        if desk.choices.get(known["name"], desk.organization_pks[known["id"]])
        == desk.organization_pks[known["id"]]
        if names.count(known["name"]) == 1 and ";" not in known["name"]
    ]
    known = desk.random.choice(others)
    desk.choices[known["name"]] = desk.organization_pks[known["id"]]
    return known


@edit("party")
def party_replaced(desk, row):
    places = _of_an_organization(row)
    if not places:
        return None
    place, known = desk.random.choice(places), _other_organization(desk, row)
    part = parties(row.record)[place]
    _write_party(row, place, known["name"], known.get("country", ""))
    part |= {"organization": known["id"], "name_as_written": known["name"]}
    return "party"


@edit("party")
def party_replaced_by_a_new_organization(desk, row):
    places = _of_an_organization(row)
    if not places:
        return None
    place, name = desk.random.choice(places), desk.fresh("Tea Board")
    part = parties(row.record)[place]
    desk.choices[name] = "new"
    _write_party(row, place, name, "KE")
    part |= {"organization": new_organization(name, "KE"), "name_as_written": name}
    return "party"


@edit("party")
def party_added(desk, row):
    involved = row.record.get("involvements", [])
    known, own = _other_organization(desk, row), parties(row.record)
    if not own:
        return None
    _write_party(row, len(own), known["name"], known.get("country", ""), is_added=True)
    after = next(place for place, part in enumerate(involved) if part is own[-1])
    involved.insert(
        after + 1, {"organization": known["id"], "name_as_written": known["name"], "role": "party"}
    )
    return "party"


@edit("party")
def party_removed(desk, row):
    own = parties(row.record)
    named = {
        act.get("involvement") for act in row.record.get("milestones", []) if act["kind"].startswith("party_")
    }
    places = [place for place, part in enumerate(own) if part["key"] not in named]
    if len(own) < 2 or not places:
        return None
    place = desk.random.choice(places)
    names, countries = row.lines("party"), row.lines("party_country", len(own))
    del names[place]
    if desk.random.random() < 0.7:  # or its country is left where it was
        del countries[place]
        if any(line != "-" for line in countries):
            row.write("party_country", countries)
        elif row.cells["party_country"]:
            row.cells["party_country"] = ""
    row.write("party", names)
    remove(row.record, "involvements", own[place])
    return "party"


@edit("party")
def parties_in_another_order(desk, row):
    own = parties(row.record)
    if len(own) < 2:
        return None
    row.write("party", row.lines("party")[::-1])
    if row.cells["party_country"]:
        row.write("party_country", row.lines("party_country")[::-1])
    turned = iter(own[::-1])
    row.record["involvements"] = [
        next(turned) if any(part is other for other in own) else part for part in row.record["involvements"]
    ]
    return "party"


@edit("party")
def country_corrected(desk, row):
    lines = row.lines("party_country")
    places = [place for place in _of_an_organization(row) if len(lines) > place and lines[place] != "-"]
    if not places:
        return None
    place = desk.random.choice(places)
    part, name = parties(row.record)[place], row.lines("party")[place]
    if name in desk.choices:
        return None
    lines[place] = "BR" if lines[place] != "BR" else "PT"
    row.write("party_country", lines)
    is_known = name in [known["name"] for known in desk.organizations]
    if is_known or desk.random.random() < 0.5:
        desk.choices[name] = desk.organization_pks[
            part["organization"]
        ]  # the same: its own record is corrected
    else:
        desk.choices[name] = "new"
        part["organization"] = new_organization(name, lines[place])
    return "party_country"
