"""Current names and addresses of the records that a page mentions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from core.localized import in_language
from register import addresses
from register.kinds import kinds
from register.sql import fetch_rows, parsed_json

# The records of these references and all their parents; one that is in a circle, once.
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
    """A record as a page names it: name as written, address of its page, current name."""

    name: str
    language: str = ""
    address: str = ""
    current_name: str = ""  # where it is not the one that was written
    is_renamed: bool = False  # the written name is not one of its current names
    qualifier: str = ""
    country: str = ""
    body: dict = field(default_factory=dict, repr=False, compare=False)


class RecordDirectory:
    """Current titles and bodies of the records that a page mentions and of their parents, from one statement."""

    def __init__(self, refs: Iterable[str]):
        refs = sorted(set(refs))
        rows = fetch_rows(_NAMED_SQL, refs=refs) if refs else []
        self._entries = {ref: (parsed_json(title), json.loads(body)) for ref, title, body in rows}

    def name(self, ref: str) -> str:
        """The current title of a record, or its reference where it is not public."""
        return in_language(self._entries[ref][0])[0] if ref in self._entries else ref

    def mention(self, member: dict | None) -> Mention | None:
        """Mention of a record that a body names as written. One that is not public any more has no address."""
        if not member:
            return None
        written, country = member.get("name", ""), member.get("country", "")
        if member.get("ref") not in self._entries:
            return Mention(name=written, country=country)
        titles, body = self._entries[member["ref"]]
        title, language = in_language(titles)
        address = addresses.record_path(member["ref"], titles)
        qualifier = "" if body.get("qualifier", "").casefold() in written.casefold() else body["qualifier"]
        if not written or written in titles.values():
            return Mention(title, language, address, qualifier=qualifier, country=country, body=body)
        names = body.get("names", [])
        former = {name["text"] for name in names if name.get("valid_until") or name["kind"] == "former"}
        current = {name["text"] for name in names} - former
        is_part_of_it = written not in former and written.casefold() in title.casefold()
        is_known = is_part_of_it or any(
            _is_same_name(written, name) for name in current | set(titles.values())
        )
        adds_nothing = written not in former and _adds_nothing(written, title, body)
        return Mention(
            written, address=address, current_name="" if adds_nothing else title,
            is_renamed=not is_known, qualifier=qualifier, country=country, body=body,
        )  # fmt: skip

    def parent_chain(self, body: dict) -> list[Mention]:
        """The current parents of a body that is part of another: the nearest first, up to the last that is public.

        A qualifier is left out where a later parent has it as its name.
        """
        parents: list[Mention] = []
        member, passed = body.get("parent") or {}, {body.get("ref")}
        while (parent := self.mention(member)) and member["ref"] not in passed:
            passed.add(member["ref"])
            parents.append(parent)
            member = parent.body.get("parent") or {}
        names = {parent.body.get("name") for parent in parents}
        return [replace(parent, qualifier="") if parent.qualifier in names else parent for parent in parents]

    def mention_by_title(self, member: dict | None) -> Mention | None:
        """Mention of a record that a body names by title, such as a topic: under its current title, if public."""
        if not member:
            return None
        ref = member.get("ref") or ""
        titles, body = self._entries.get(ref, (member.get("title") or member.get("name") or {}, {}))
        name, language = in_language(titles)
        address = addresses.record_path(ref, titles) if ref in self._entries else ""
        return Mention(name, language, address, body=body)


def _adds_nothing(written: str, title: str, body: dict) -> bool:
    """True where the current name is within the written one; for kinds named in part, also the other way round."""
    written, title = written.casefold(), title.casefold()
    return title in written or (written in title and body.get("object") in _kinds_named_in_part())


@cache
def _kinds_named_in_part() -> set[str]:
    return {kind.name for kind in kinds() if kind.is_named_in_part}


def _is_same_name(written: str, name: str) -> bool:
    """True where ``written`` is that name, perhaps with another in brackets after it, or in brackets itself."""
    return written == name or written.startswith(f"{name} (") or f"({name})" in written


def mentioned_refs(value) -> set[str]:
    """References of all records that a body, or a part of one, mentions."""
    if isinstance(value, dict):
        own = {value["ref"]} if isinstance(value.get("ref"), str) else set()
        return own.union(*map(mentioned_refs, value.values()))
    return set().union(*map(mentioned_refs, value)) if isinstance(value, list) else set()
