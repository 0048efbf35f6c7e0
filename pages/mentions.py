"""."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import connections

from core.localized import in_language
from register import addresses
from register.routers import REGISTER_ALIAS
from register.sql import parsed_json

# The records of these references, and the bodies that those are units of, however deep: one that is in a circle once.
_NAMED_SQL = """
WITH RECURSIVE named AS (
    SELECT unnest(%(refs)s::text[]) AS ref
    UNION
    SELECT link.to_ref FROM named JOIN register_link link ON link.entry_id = named.ref
    WHERE link.kind = 'part_of' AND link.part = ''
)
SELECT ref, title, body FROM register_entry JOIN named USING (ref)
"""


@dataclass(frozen=True)
class Mention:
    """A record as a page names it: as written, where its page is, what it is called today."""

    name: str
    language: str = ""
    address: str = ""
    today: str = ""  # what it is called now, where that is not what was written
    is_renamed: bool = False  # what was written is no name that it has today
    qualifier: str = ""
    country: str = ""
    body: dict = field(default_factory=dict, repr=False, compare=False)


class RecordDirectory:
    """Today's names of the records that a page mentions and of what these are part of, read in one statement."""

    def __init__(self, refs: Iterable[str]):
        refs, rows = sorted(set(refs)), []
        if refs:
            with connections[REGISTER_ALIAS].cursor() as cursor:
                cursor.execute(_NAMED_SQL, {"refs": refs})
                rows = cursor.fetchall()
        self.found = {ref: (parsed_json(title), json.loads(body)) for ref, title, body in rows}

    def name(self, ref: str) -> str:
        """What a record is called today, or its reference where it is not public."""
        return in_language(self.found[ref][0])[0] if ref in self.found else ref

    def mention(self, named: dict | None) -> Mention | None:
        """An organization or person that a body names. What is not public any more is words only."""
        if not named:
            return None
        written, country = named.get("name", ""), named.get("country", "")
        if named.get("ref") not in self.found:
            return Mention(name=written, country=country)
        titles, body = self.found[named["ref"]]
        title, language = in_language(titles)
        address = addresses.record_path(named["ref"], titles)
        told_apart = "" if body.get("qualifier", "").casefold() in written.casefold() else body["qualifier"]
        if not written or written in titles.values():
            return Mention(title, language, address, qualifier=told_apart, country=country, body=body)
        former = {
            one["text"] for one in body.get("names", []) if one.get("valid_until") or one["kind"] == "former"
        }
        current = {one["text"] for one in body.get("names", [])} - former
        is_part_of_it = written not in former and written.casefold() in title.casefold()
        is_known = is_part_of_it or any(
            _is_same_name(written, name) for name in current | set(titles.values())
        )
        adds_nothing = written not in former and _adds_nothing(written, title, body)
        return Mention(
            written, address=address, today="" if adds_nothing else title,
            is_renamed=not is_known, qualifier=told_apart, country=country, body=body,
        )  # fmt: skip

    def wholes(self, body: dict) -> list[Mention]:
        """What the organization of this body is a unit of today: the nearest first, to the last that is public.

        What tells one apart is left out where a later one says it.
        """
        found: list[Mention] = []
        parent, passed = body.get("parent") or {}, {body.get("ref")}
        while (whole := self.mention(parent)) and parent["ref"] not in passed:
            passed.add(parent["ref"])
            found.append(whole)
            parent = whole.body.get("parent") or {}
        names = {one.body.get("name") for one in found}
        return [replace(one, qualifier="") if one.qualifier in names else one for one in found]

    def titled(self, record: dict | None) -> Mention | None:
        """An agreement, activity or topic that a body mentions: under today's title, where it is public still."""
        if not record:
            return None
        ref = record.get("ref") or ""
        titles, body = self.found.get(ref, (record.get("title") or record.get("name") or {}, {}))
        name, language = in_language(titles)
        return Mention(
            name, language, addresses.record_path(ref, titles) if ref in self.found else "", body=body
        )


def _adds_nothing(written: str, title: str, body: dict) -> bool:
    """Whether today's name would add nothing: it is within what is written, or a person's within a title or without."""
    written, title = written.casefold(), title.casefold()
    return title in written or (body.get("object") == "person" and written in title)


def _is_same_name(written: str, name: str) -> bool:
    """Whether ``written`` is that name, perhaps with another in brackets after it, or in brackets itself."""
    return written == name or written.startswith(f"{name} (") or f"({name})" in written


def mentioned_refs(value) -> set[str]:
    """Every reference that a body, or a piece of one, holds in its mentions."""
    if isinstance(value, dict):
        own = {value["ref"]} if isinstance(value.get("ref"), str) else set()
        return own.union(*map(mentioned_refs, value.values()))
    return set().union(*map(mentioned_refs, value)) if isinstance(value, list) else set()
