"""Where the people told by a case stand: who signed, who witnessed it, who was there."""

import re
from collections.abc import Iterator

from django_countries import countries

from interchange.coverage.comparing import alternatives, names, same_date, says
from interchange.coverage.published import Published, cited_words, first
from interchange.coverage.substance import is_at

WITNESSED = "witnessed"


def people_facts(
    told: dict, body: dict, found: Published, around: list[dict]
) -> Iterator[tuple[str, str, object, str]]:
    """Each person with all that the case says of them."""
    signers = [(body, "signatories", part) for part in body.get("signatories", [])]
    there = [(one, "attendances", part) for one in around[1:] for part in one["attendances"]]
    witnesses = [one for one in signers if one[2]["act"] == WITNESSED]
    signed = [one for one in signers if one[2]["act"] != WITNESSED]
    for collection, kind, among in (
        ("signatories", "signatory", signed),
        ("witnesses", "witness", witnesses + there),
        ("attendees", "attendee", there + witnesses),
    ):
        for number, person in enumerate(told[collection], 1):
            theirs = [one for one in among if is_person(one[2], person, found)]
            for member, value in person.items():
                if value:
                    where = first(filter(None, (person_place(member, value, *one, found) for one in theirs)))
                    yield f"{kind} {member}", f"{collection}/{number}/{member}", value, where


def is_person(part: dict, told: dict, found: Published) -> bool:
    """Whether somebody is the one told, by any of their names; somebody without a name, by the post."""
    if part["person"]:
        return any(names(name, told["name"]) for name in found.called(part["person"]))
    return says(part["post"], told["role"]) and says(told["name"], part["post"])


def person_place(member: str, value: str, body: dict, collection: str, part: dict, found: Published) -> str:
    here = f"{body['ref']}/{collection}/{part['key']}"
    asked = alternatives(value)
    if member == "name":
        return f"{here}/person/name" if part["person"] else f"{here}/post"
    if member == "role":
        titles = [("post", part["post"]), ("person/name", (part["person"] or {}).get("name", ""))]
        return first(f"{here}/{field}" for field, text in titles if any(says(text, one) for one in asked))
    if member == "organization":
        return organization(value, body, part, here, found)
    if member == "on_behalf_of":
        whole = " ".join([part["on_behalf_of"], part["authority"]])
        fits = says(whole, value) or names(part["on_behalf_of"], value)
        return f"{here}/on_behalf_of" if fits else organization(value, body, part, here, found)
    if member == "act":
        return f"{here}/act" if part["act"] == value else ""
    if member in ("signed", "place"):
        return signing(member, value, body, part)
    told_by = [
        (f"{body['ref']}/citations/{one['key']}/locator", one["locator"])
        for one in body["citations"]
        if f"{collection}/{part['key']}" in one["facts"]
    ]
    return first(
        path
        for path, text in [*told_by, *cited_words(body, f"{collection}/{part['key']}")]
        if says(text, value)
    )


def organization(told: str, body: dict, part: dict, here: str, found: Published) -> str:
    """For whom: the party they signed for, the body they came from, their side, or as the post says."""
    asked = [told, re.sub(r"(?i)^government of | government$", "", told)]
    if any(says(f"{part['post']} {part.get('on_behalf_of', '')}", one) for one in asked):
        return f"{here}/post" if says(part["post"], told) else f"{here}/on_behalf_of"
    for one in body.get("involvements", []):
        if one["key"] == part.get("involvement"):
            called = found.called(one["organization"])
            whole = f"{one['unit']} {' '.join(called)} {country_name(one['side'])}"
            if any(names(name, told) for name in called) or any(says(whole, name) for name in asked):
                return f"{here}/involvement"
    if any(names(name, told) for name in found.called(part.get("organization"))):
        return f"{here}/organization"
    return f"{here}/side" if any(says(country_name(part.get("side", "")), one) for one in asked) else ""


def country_name(side: str) -> str:
    """The country of a side, in English; a side that is no country has none."""
    return countries.name(side) if len(side) == 2 else ""


def signing(member: str, value: str, body: dict, part: dict) -> str:
    """The day or the place of the act that they signed in."""
    for act in body.get("milestones", []):
        if act["key"] == part.get("milestone"):
            if member == "signed" and same_date(act["on"], value):
                return f"{body['ref']}/milestones/{act['key']}/on"
            if member == "place" and any(is_at(place, value, "") for place in act["places"]):
                return f"{body['ref']}/milestones/{act['key']}/places"
    return ""
