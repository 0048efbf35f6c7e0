"""Offices in which people acted last, as agreements and activities print them: for rows of lists and the search."""

import json
from collections.abc import Collection, Iterator, Mapping

from people.signing import represented_party
from register.sql import fetch_rows

# Of each person the newest record with an act of theirs, and the part of it that is the act.
_LAST_ACTS_SQL = """
SELECT to_ref, part, body FROM (
    SELECT DISTINCT ON (to_ref) to_ref, part, entry_id
    FROM register_link link JOIN register_entry entry ON entry.ref = link.entry_id
    WHERE to_ref = ANY(%(refs)s) AND entry.kind = ANY(%(kinds)s) AND part <> ''
    ORDER BY to_ref, sort_on DESC, serial DESC, position
) AS acts JOIN register_entry entry ON entry.ref = entry_id
"""
_KINDS, _COLLECTIONS = ["agreement", "activity"], ("signatories", "attendances", "involvements")


def offices(bodies: Mapping[str, dict]) -> dict[str, list[dict]]:
    """Posts of people by reference: those on record with their dates, else that of the last act, if it names one.

    Each has ``post``, ``post_by_language`` and ``organization`` as the source prints them.
    """
    posts = {ref: list(body["positions"]) for ref, body in bodies.items()}
    refs = [ref for ref, positions in posts.items() if not positions]
    for ref, part, body in fetch_rows(_LAST_ACTS_SQL, refs=refs, kinds=_KINDS) if refs else []:
        posts[ref] = list(_offices_of_act(json.loads(body), part))
    return posts


def refs_of_offices(offices_by_ref: Mapping[str, Collection[dict]]) -> set[str]:
    """References of the organizations of these offices."""
    each = (office["organization"] for of_person in offices_by_ref.values() for office in of_person)
    return {organization["ref"] for organization in each if organization and organization["ref"]}


def _offices_of_act(body: dict, key: str) -> Iterator[dict]:
    """The office of the part with this key; nothing where it prints neither a post nor an organization."""
    for part in (part for name in _COLLECTIONS for part in body.get(name, [])):
        if part["key"] == key:
            organization = (
                part.get("affiliation") or part.get("organization") or _represented_organization(body, part)
            )
            office = {"post": "", "post_by_language": {}} | part | {"organization": organization}
            if office["post"] or organization:
                yield office


def _represented_organization(body: dict, part: dict) -> dict | None:
    """The organization that a signatory acted for."""
    party = represented_party(part, body.get("involvements", []))
    return party and party["organization"]
