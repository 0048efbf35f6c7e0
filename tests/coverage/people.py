"""Where the people told by a case stand: who signed, who witnessed it, who was there."""

import re
from collections.abc import Iterator

from django_countries import countries

from tests.coverage.bodies import CaseBodies, citation_texts, first_path
from tests.coverage.substance import is_place
from tests.coverage.text_comparison import contains_name, contains_words, is_same_date, name_variants

_WITNESSED = "witnessed"


def people_facts(
    told: dict, body: dict, found: CaseBodies, around: list[dict]
) -> Iterator[tuple[str, str, object, str]]:
    """Each person with all that the case says of them."""
    signers = [(body, "signatories", part) for part in body.get("signatories", [])]
    there = [(one, "attendances", part) for one in around[1:] for part in one["attendances"]]
    witnesses = [one for one in signers if one[2]["act"] == _WITNESSED]
    signed = [one for one in signers if one[2]["act"] != _WITNESSED]
    for collection, kind, among in (
        ("signatories", "signatory", signed),
        ("witnesses", "witness", witnesses + there),
        ("attendees", "attendee", there + witnesses),
    ):
        for number, person in enumerate(told[collection], 1):
            theirs = [one for one in among if _is_person(one[2], person, found)]
            for member, value in person.items():
                if value:
                    where = first_path(
                        filter(None, (_person_member_path(member, value, *one, found) for one in theirs))
                    )
                    yield f"{kind} {member}", f"{collection}/{number}/{member}", value, where


def _is_person(part: dict, told: dict, found: CaseBodies) -> bool:
    """Whether somebody is the one told, by any of their names; somebody without a name, by the post."""
    if part["person"]:
        return any(contains_name(name, told["name"]) for name in found.called(part["person"]))
    return contains_words(part["post"], told["role"]) and contains_words(told["name"], part["post"])


def _person_member_path(
    member: str, value: str, body: dict, collection: str, part: dict, found: CaseBodies
) -> str:
    here = f"{body['ref']}/{collection}/{part['key']}"
    asked = name_variants(value)
    if member == "name":
        return f"{here}/person/name" if part["person"] else f"{here}/post"
    if member == "role":
        titles = [("post", part["post"]), ("person/name", (part["person"] or {}).get("name", ""))]
        return first_path(
            f"{here}/{field}" for field, text in titles if any(contains_words(text, one) for one in asked)
        )
    if member == "organization":
        return _organization_path(value, body, part, here, found)
    if member == "on_behalf_of":
        whole = " ".join([part["on_behalf_of"], part["authority"]])
        fits = contains_words(whole, value) or contains_name(part["on_behalf_of"], value)
        return f"{here}/on_behalf_of" if fits else _organization_path(value, body, part, here, found)
    if member == "act":
        return f"{here}/act" if part["act"] == value else ""
    if member in ("signed", "place"):
        return _signing_path(member, value, body, part)
    told_by = [
        (f"{body['ref']}/citations/{one['key']}/locator", one["locator"])
        for one in body["citations"]
        if f"{collection}/{part['key']}" in one["facts"]
    ]
    return first_path(
        path
        for path, text in [*told_by, *citation_texts(body, f"{collection}/{part['key']}")]
        if contains_words(text, value)
    )


def _organization_path(told: str, body: dict, part: dict, here: str, found: CaseBodies) -> str:
    """For whom: the party they signed for, the body they came from, their side, or as the post says."""
    asked = [told, re.sub(r"(?i)^government of | government$", "", told)]
    if any(contains_words(f"{part['post']} {part.get('on_behalf_of', '')}", one) for one in asked):
        return f"{here}/post" if contains_words(part["post"], told) else f"{here}/on_behalf_of"
    for one in body.get("involvements", []):
        if one["key"] == part.get("involvement"):
            called = found.called(one["organization"])
            whole = f"{one['unit']} {' '.join(called)} {_country_name(one['side'])}"
            if any(contains_name(name, told) for name in called) or any(
                contains_words(whole, name) for name in asked
            ):
                return f"{here}/involvement"
    if any(contains_name(name, told) for name in found.called(part.get("organization"))):
        return f"{here}/organization"
    return (
        f"{here}/side"
        if any(contains_words(_country_name(part.get("side", "")), one) for one in asked)
        else ""
    )


def _country_name(side: str) -> str:
    """The country of a side, in English; a side that is no country has none."""
    return countries.name(side) if len(side) == 2 else ""


def _signing_path(member: str, value: str, body: dict, part: dict) -> str:
    """The day or the place of the act that they signed in."""
    for act in body.get("milestones", []):
        if act["key"] == part.get("milestone"):
            if member == "signed" and is_same_date(act["on"], value):
                return f"{body['ref']}/milestones/{act['key']}/on"
            if member == "place" and any(is_place(place, value, "") for place in act["places"]):
                return f"{body['ref']}/milestones/{act['key']}/places"
    return ""
