"""Finds the people of a coded case in a body: signatories, witnesses, attendees."""

import re
from collections.abc import Iterator

from django_countries import countries

from tests.coverage.bodies import CaseBodies, citation_texts, first_path
from tests.coverage.substance import is_place
from tests.coverage.text_comparison import contains_name, contains_words, is_same_date, name_variants

_WITNESSED = "witnessed"


def people_facts(
    coded: dict, body: dict, published: CaseBodies, body_and_activities: list[dict]
) -> Iterator[tuple[str, str, object, str]]:
    """Facts about each person."""
    signers = [(body, "signatories", part) for part in body.get("signatories", [])]
    there = [
        (activity, "attendances", part)
        for activity in body_and_activities[1:]
        for part in activity["attendances"]
    ]
    witnesses = [signer for signer in signers if signer[2]["act"] == _WITNESSED]
    signed = [signer for signer in signers if signer[2]["act"] != _WITNESSED]
    for collection, kind, among in (
        ("signatories", "signatory", signed),
        ("witnesses", "witness", witnesses + there),
        ("attendees", "attendee", there + witnesses),
    ):
        for number, person in enumerate(coded[collection], 1):
            theirs = [place for place in among if _is_person(place[2], person, published)]
            for member, value in person.items():
                if value:
                    where = first_path(
                        filter(
                            None, (_person_member_path(member, value, *place, published) for place in theirs)
                        )
                    )
                    yield f"{kind} {member}", f"{collection}/{number}/{member}", value, where


def _is_person(part: dict, coded: dict, published: CaseBodies) -> bool:
    """True where a part is about the coded person, by any of their names; without a name, by the post."""
    if part["person"]:
        return any(contains_name(name, coded["name"]) for name in published.names_of(part["person"]))
    return contains_words(part["post"], coded["role"]) and contains_words(coded["name"], part["post"])


def _person_member_path(
    member: str, value: str, body: dict, collection: str, part: dict, published: CaseBodies
) -> str:
    here = f"{body['ref']}/{collection}/{part['key']}"
    variants = name_variants(value)
    if member == "name":
        return f"{here}/person/name" if part["person"] else f"{here}/post"
    if member == "role":
        titles = [("post", part["post"]), ("person/name", (part["person"] or {}).get("name", ""))]
        return first_path(
            f"{here}/{field}"
            for field, text in titles
            if any(contains_words(text, variant) for variant in variants)
        )
    if member == "organization":
        return _organization_path(value, body, part, here, published)
    if member == "on_behalf_of":
        whole = " ".join([part["on_behalf_of"], part["authority"]])
        fits = contains_words(whole, value) or contains_name(part["on_behalf_of"], value)
        return f"{here}/on_behalf_of" if fits else _organization_path(value, body, part, here, published)
    if member == "act":
        return f"{here}/act" if part["act"] == value else ""
    if member in ("signed", "place"):
        return _signing_path(member, value, body, part)
    locators = [
        (f"{body['ref']}/citations/{citation['key']}/locator", citation["locator"])
        for citation in body["citations"]
        if f"{collection}/{part['key']}" in citation["facts"]
    ]
    return first_path(
        path
        for path, text in [*locators, *citation_texts(body, f"{collection}/{part['key']}")]
        if contains_words(text, value)
    )


def _organization_path(coded: str, body: dict, part: dict, here: str, published: CaseBodies) -> str:
    """Path of the organization of a person: the party they signed for, their own, their side, or named in the post."""
    variants = [coded, re.sub(r"(?i)^government of | government$", "", coded)]
    if any(contains_words(f"{part['post']} {part.get('on_behalf_of', '')}", name) for name in variants):
        return f"{here}/post" if contains_words(part["post"], coded) else f"{here}/on_behalf_of"
    for involvement in body.get("involvements", []):
        if involvement["key"] == part.get("involvement"):
            names = published.names_of(involvement["organization"])
            whole = f"{involvement['unit']} {' '.join(names)} {_country_name(involvement['side'])}"
            if any(contains_name(name, coded) for name in names) or any(
                contains_words(whole, name) for name in variants
            ):
                return f"{here}/involvement"
    if any(contains_name(name, coded) for name in published.names_of(part.get("organization"))):
        return f"{here}/organization"
    return (
        f"{here}/side"
        if any(contains_words(_country_name(part.get("side", "")), name) for name in variants)
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
