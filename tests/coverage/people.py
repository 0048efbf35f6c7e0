"""Finds the people of a coded case in a body: signatories, witnesses, attendees."""

import re
from collections.abc import Iterator

from django_countries import countries

from core.text import fold
from tests.coverage.bodies import CaseBodies, citation_texts, first_path
from tests.coverage.schema import WALKED
from tests.coverage.substance import is_place
from tests.coverage.text_comparison import (
    contains_name,
    contains_words,
    is_exact_name,
    is_name_of,
    is_name_of_place,
    is_same_date,
    name_variants,
    text_leaves,
)

_WITNESSED = "witnessed"
_COLLECTIONS = {"signatories": "signatory", "witnesses": "witness", "attendees": "attendee"}


def is_people(value) -> bool:
    """True for a coded list of people under whatever name: speakers, negotiators, contacts."""
    return isinstance(value, list) and any(
        isinstance(part, dict)
        and "name" in part
        and {"role", "post", "position", "organization"} & part.keys()
        for part in value
    )


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
    contacts = [(body, "contacts", part) for part in body.get("contacts", [])]
    witnesses = [signer for signer in signers if signer[2]["act"] == _WITNESSED]
    signed = [signer for signer in signers if signer[2]["act"] != _WITNESSED]
    among = {"signatories": signed, "witnesses": witnesses + there, "attendees": there + witnesses}
    others = [name for name, value in coded.items() if name not in WALKED["agreement"] and is_people(value)]
    for collection in [*_COLLECTIONS, *others]:
        candidates = among.get(collection, contacts + there + signers)
        for number, person in enumerate(coded.get(collection) or [], 1):
            theirs = [place for place in candidates if _is_person(place[2], person, published)]
            for member, value in person.items():
                if value:
                    where = first_path(
                        filter(
                            None, (_person_member_path(member, value, *place, published) for place in theirs)
                        )
                    )
                    kind = _COLLECTIONS.get(collection, collection)
                    yield f"{kind} {member}", f"{collection}/{number}/{member}", value, where


def _is_person(part: dict, coded: dict, published: CaseBodies) -> bool:
    """True where a part is about the coded person, by any of their names; without a name, by the post."""
    name, role = coded.get("name") or "", _role(coded)
    if part.get("person"):
        return bool(name) and any(contains_name(own, name) for own in published.names_of(part["person"]))
    post = _post(part)
    is_named = not name or contains_words(name, post) or contains_words(post, name)
    return is_named and contains_words(post, role or name)


def _role(coded: dict) -> str:
    return next((coded[member] for member in ("role", "post", "position") if coded.get(member)), "")


def _post(part: dict) -> str:
    """The post as printed; of a contact, all of its words."""
    return part["post"] if "post" in part else " ".join(text for _path, text in text_leaves(part, ""))


def _person_member_path(
    member: str, value, body: dict, collection: str, part: dict, published: CaseBodies
) -> str:
    here = f"{body['ref']}/{collection}/{part['key']}"
    if value is True:
        return _flag_path(member, body, collection, part, here)
    if not isinstance(value, str):
        return ""
    if member == "name":
        return f"{here}/person/name" if part.get("person") else f"{here}/post"
    if member in ("role", "post", "position"):
        return _post_path(value, part, here, published)
    if member == "organization":
        return _organization_path(value, body, part, here, published)
    if member == "on_behalf_of":
        whole = " ".join([part.get("on_behalf_of", ""), part.get("authority", "")])
        fits = contains_words(whole, value) or contains_name(part.get("on_behalf_of", ""), value)
        return f"{here}/on_behalf_of" if fits else _organization_path(value, body, part, here, published)
    if member == "act":
        return f"{here}/act" if part.get("act") == value.replace(" ", "_") else ""
    if member in ("signed", "place"):
        return _signing_path(member, value, body, part)
    locators = [
        (f"{body['ref']}/citations/{citation['key']}/locator", citation["locator"])
        for citation in body["citations"]
        if f"{collection}/{part['key']}" in citation["facts"]
    ]
    about = [*locators, *citation_texts(body, f"{collection}/{part['key']}"), *text_leaves(part, here)]
    about += text_leaves(
        published.body_of_mention(part.get("person")), (part.get("person") or {}).get("ref") or ""
    )
    return first_path(
        path for path, text in about if contains_words(text, value) or is_same_date(text, value)
    )


def _post_path(coded: str, part: dict, here: str, published: CaseBodies) -> str:
    """Path of a post as printed here, or of a dated one in the person's own record."""
    mention = part.get("person") or {}
    titles = [
        (f"{here}/post", _post(part)),
        (f"{here}/person/name", mention.get("name", "")),
        *(
            (f"{mention['ref']}/positions/{position['key']}", position["post"])
            for position in published.body_of_mention(mention).get("positions", [])
        ),
    ]
    return first_path(
        path
        for path, text in titles
        if any(contains_words(text, variant) for variant in name_variants(coded))
    )


def _flag_path(member: str, body: dict, collection: str, part: dict, here: str) -> str:
    """Path of what makes it true that somebody was there, is planned to be, or of a member of that name."""
    name = member.removeprefix("is_")
    for flag in (name, f"is_{name}"):
        if part.get(flag) is True:
            return f"{here}/{flag}"
    if collection == "attendances":
        if {"planned": "planned", "present": "held", "attended": "held"}.get(name) == body["state"]:
            return f"{body['ref']}/state"
        return f"{here}/role" if part["role"] == name else ""
    acts = {act["key"]: act for act in body.get("milestones", [])}
    act = acts.get(part.get("milestone") or "")
    if name == "planned" and act and (act["condition"] or act.get("is_planned")):
        return f"{body['ref']}/milestones/{act['key']}/condition"
    return f"{here}/act" if part.get("act") == name else ""


def _organization_path(coded: str, body: dict, part: dict, here: str, published: CaseBodies) -> str:
    """Path of the organization of a person: the party they signed for, their own, their side, or named in the post."""
    variants = [coded, re.sub(r"(?i)^government of | government$", "", coded)]
    if any(_is_named_in(_post(part), name) for name in variants):
        return f"{here}/post"
    if is_name_of(part.get("on_behalf_of") or "", coded) or any(
        _is_named_in(f"{_post(part)}, {part.get('on_behalf_of', '')}", name) for name in variants
    ):
        return f"{here}/on_behalf_of"
    for involvement in body.get("involvements", []):
        if involvement["key"] == (part.get("involvement") or "-"):
            names = published.names_of(involvement["organization"])
            whole = f"{involvement['unit']} {' '.join(names)} {_country_name(involvement['side'])}"
            if any(is_name_of(name, coded) for name in names) or any(
                contains_words(whole, name) for name in variants
            ):
                return f"{here}/involvement"
    for member in ("organization", "affiliation"):
        names = published.names_of(part.get(member))
        if any(
            is_name_of(name, variant) or (not is_name_of_place(variant) and contains_words(name, variant))
            for name in names
            for variant in variants
        ):
            return f"{here}/{member}"
    return (
        f"{here}/side"
        if any(contains_words(_country_name(part.get("side", "")), name) for name in variants)
        else ""
    )


def _is_named_in(post: str, organization: str) -> bool:
    """True where a post names the organization; a country has to stand there by itself, as whose post it is."""
    if not is_name_of_place(organization):
        return contains_words(post, organization)
    # “Ambassador of A to B” is of A
    pieces = re.split(r",|;|\(|\)|\b(?:of|for)\b(?: the)?|–| - ", fold(post))
    return any(is_exact_name(re.split(r"\b(?:to|in|at)\b", piece)[0], organization) for piece in pieces)


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
