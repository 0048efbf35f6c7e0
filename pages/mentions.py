"""Current names and addresses of the records that a page mentions."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from django.utils import timezone
from django.utils.translation import get_language

from core.edtf.bounds import is_certainly_after, is_certainly_before
from core.localized import in_language, name_in_language
from core.text import normalize_name, tokens
from register import addresses
from register.kinds import kinds
from register.models import Entry
from register.sql import fetch_rows, parsed_json

# The records of these references, with all their parents and successors; one that is in a circle, once. Those that
# were merged lead to what they became part of: `merged` is the reference that was looked up.
_NAMED_SQL = """
WITH RECURSIVE named AS (
    SELECT unnest(%(refs)s::text[]) AS ref, '' AS merged
    UNION
    SELECT next.ref, next.merged FROM named CROSS JOIN LATERAL (
        SELECT to_ref, '' FROM register_link WHERE entry_id = named.ref AND kind = 'part_of' AND part = ''
        UNION ALL
        SELECT entry_id, '' FROM register_link WHERE to_ref = named.ref AND kind = 'succeeds'
        UNION ALL
        SELECT body::json ->> 'into', coalesce(nullif(named.merged, ''), named.ref) FROM register_publicversion
        WHERE ref = named.ref AND action = 'merged' AND number = (
            SELECT max(number) FROM register_publicversion WHERE ref = named.ref AND action <> 'redacted'
        )
    ) AS next (ref, merged)
)
SELECT ref, title, body, ARRAY(
    SELECT ARRAY[link.to_ref, link.part]::text[] FROM register_link link
    WHERE link.entry_id = ref AND link.kind = 'succeeds' ORDER BY link.position
), merged
FROM register_entry JOIN named USING (ref)
"""
_HANGUL = re.compile("[가-힣]")
_SHORT_NAME_KINDS = {"acronym", "alias"}  # one that is given up is no sign of a change of name


@dataclass(frozen=True)
class Mention:
    """A record as a page names it: name as written, address of its page, current name.

    What is written in the letters of the page's other language stands second, as ``written``, after the recorded name.
    """

    name: str
    language: str = ""
    address: str = ""
    current_name: str = ""  # where it says more than the one that was written
    is_renamed: bool = False  # the register knows that this name was given up for the current one
    written: str = ""  # where the name is the one that is recorded in the language of the page
    qualifier: str = ""
    country: str = ""
    is_withdrawn: bool = False  # its reference stands for it: it is no longer public
    body: dict = field(default_factory=dict, repr=False, compare=False)


class CurrentNames:
    """Names in the active language of records that bodies mention, from their titles by reference."""

    def __init__(self, titles: Mapping[str, dict]):
        self._titles = titles

    def name(self, member: dict) -> str:
        """Name of a record that a body mentions: as written there, unless that is its title in some language."""
        return name_in_language(member["name"], self._titles.get(member["ref"], {}))


def titles_by_ref(refs: Collection[str]) -> dict[str, dict]:
    """Current titles, by language, of those of these records that are public."""
    return dict(Entry.public.filter(ref__in=refs).values_list("ref", "title")) if refs else {}


class RecordDirectory:
    """Current titles and bodies of the records that a page mentions, from one statement.

    Their parents and successors are read along with them.
    """

    def __init__(self, refs: Iterable[str]):
        refs = sorted(set(refs))
        rows = fetch_rows(_NAMED_SQL, refs=refs) if refs else []
        self._today = timezone.localdate()
        self._entries = {ref: (parsed_json(title), json.loads(body)) for ref, title, body, *_others in rows}
        self._merged = {merged: ref for ref, *_others, merged in rows if merged}
        self._successors: dict[str, set[str]] = {}
        for ref, _title, _body, links, _merged in rows:
            for predecessor, part in links:
                if self._has_begun(ref, part):
                    self._successors.setdefault(predecessor, set()).add(ref)

    def titles_by_ref(self) -> dict[str, dict[str, str]]:
        """The current ``title`` of each record in the active language, for sentences on the status."""
        return {ref: {"title": in_language(titles)[0]} for ref, (titles, _body) in self._entries.items()}

    def name(self, ref: str) -> str:
        """The current title of a record, or its reference where it is not public."""
        return in_language(self._entries[ref][0])[0] if ref in self._entries else ref

    def mention(self, member: dict | None, *, with_successor: bool = True) -> Mention | None:
        """Mention of a record that a body names as written.

        One that was merged leads to what it became part of; one that is not public any more has no address.
        ``with_successor=False`` leaves out the name of its successor, for a page that names that one anyway.
        """
        if not member:
            return None
        written, country = member.get("name", ""), member.get("country", "")
        ref = member.get("ref") or ""
        ref = self._merged.get(ref, ref)
        if ref not in self._entries:
            return Mention(name=written, country=country)
        titles, body = self._entries[ref]
        address = addresses.record_path(ref, titles)
        successor = self._name_of_successor(written, ref) if with_successor else ""
        former = set() if successor else self._former_names(body)
        if former:
            titles = {code: text for code, text in titles.items() if normalize_name(text) not in former}
            titles.setdefault("en", body["name"])
        title, language = in_language(titles)
        is_former, is_title = normalize_name(written) in former, not written or written in titles.values()
        has_gloss = is_former or not (is_title or _adds_nothing(written, title, body))
        is_translated = (
            not successor and not is_former and has_gloss and _is_in_other_letters(written, language)
        )
        is_by_title = is_title or is_translated
        return Mention(
            title if is_by_title else written,
            language if is_by_title else "",
            address,
            current_name=successor or (title if has_gloss and not is_translated else ""),
            written=written if is_translated else "",
            is_renamed=bool(successor) or is_former or ref != member["ref"],
            qualifier=_qualifier_beside(written, body),
            country=country,
            body=body,
        )

    def _former_names(self, body: dict) -> set[str]:
        """The names that it gave up for others, normalized; none of what exists no more, nor of other kinds."""
        if body.get("object") not in _kinds_with_renames():
            return set()
        if is_certainly_before(body["dissolved_on"], self._today):
            return set()
        former: set[str] = set()
        current = {body["name"]}
        for name in body["names"]:
            is_over = is_certainly_before(name["valid_until"], self._today)
            if name["kind"] == "former" or (is_over and name["kind"] not in _SHORT_NAME_KINDS):
                former.add(name["text"])
            elif name["kind"] not in _SHORT_NAME_KINDS:
                current.add(name["text"])
        return _normalized(former) - _normalized(current)

    def _name_of_successor(self, written: str, ref: str) -> str:
        """Current title of the record that succeeds this one in the end, where that is another name.

        Empty also where it was divided among several: none of them is what it is now.
        """
        last: set[str] = set()
        passed, waiting = {ref}, [ref]
        while waiting:
            ref_of_next = waiting.pop()
            following = self._successors.get(ref_of_next, set())
            last |= set() if following else {ref_of_next}
            waiting += following - passed
            passed |= following
        if len(last) != 1 or last == {ref}:
            return ""
        titles = self._entries[last.pop()][0]
        names = {written, *self._entries[ref][0].values()}
        return "" if _normalized(names) & _normalized(titles.values()) else in_language(titles)[0]

    def _has_begun(self, ref: str, part: str) -> bool:
        """True unless the relation with this key begins after today."""
        relations = self._entries[ref][1].get("relations", [])
        starts = [relation["valid_from"] for relation in relations if relation["key"] == part]
        return not any(is_certainly_after(start, self._today) for start in starts)

    def parent_chain(self, body: dict) -> list[Mention]:
        """The current parents of a body that is part of another: the nearest first, as far as they are public.

        A qualifier is left out where a later parent has it as its name.
        """
        parents: list[Mention] = []
        member, passed = body.get("parent") or {}, {body.get("ref")}
        while (parent := self.mention_by_title(member)) and member["ref"] not in passed:
            passed.add(member["ref"])
            parents.append(parent)
            member = parent.body.get("parent") or {}
        names = {parent.body.get("name") for parent in parents}
        return [replace(parent, qualifier="") if parent.qualifier in names else parent for parent in parents]

    def mention_by_title(self, member: dict | None) -> Mention | None:
        """Mention of a record that a body knows by its reference, such as a topic: under its current title.

        One that was merged appears as what it became part of; one that is not public any more, as its reference.
        """
        if not member:
            return None
        ref = self._merged.get(member["ref"], member["ref"])
        if ref not in self._entries:
            return Mention(ref, is_withdrawn=True)
        titles, body = self._entries[ref]
        name, language = in_language(titles)
        address, qualifier = addresses.record_path(ref, titles), _qualifier_beside(name, body)
        return Mention(name, language, address, qualifier=qualifier, body=body)

    def mentions_in(self, part: dict, *, without: str = "") -> list[Mention]:
        """Mentions by title of the records in the lists of a part, of any kind; ``without`` the page's own."""
        lists = (members for members in part.values() if isinstance(members, list))
        members = [member for members in lists for member in members if isinstance(member, dict)]
        mentions = (
            self.mention_by_title(member)
            for member in members
            if not without or self._merged.get(member["ref"], member["ref"]) != without
        )
        return [mention for mention in mentions if mention]

    def title(self, member: dict | None) -> str:
        """Current title of a record that a body knows by its reference; empty where it is not public."""
        mention = self.mention_by_title(member)
        return mention.name if mention and not mention.is_withdrawn else ""


def _qualifier_beside(name: str, body: dict) -> str:
    """The qualifier of a record beside its name; empty where the name has it."""
    qualifier = body.get("qualifier", "")
    return "" if qualifier.casefold() in name.casefold() else qualifier


def _adds_nothing(written: str, title: str, body: dict) -> bool:
    """True where the current name is within the written one; for kinds named in part, also the other way round."""
    written, title = " ".join(tokens(written)), " ".join(tokens(title))
    return title in written or (written in title and body.get("object") in _kinds_named_in_part())


def _is_in_other_letters(written: str, language: str) -> bool:
    """True of Latin letters on a Korean page, and of Hangul on another, where the title is in the page's language."""
    if language.split("-")[0] != get_language():
        return False
    has_hangul = bool(_HANGUL.search(written))
    return has_hangul != (language == "ko") and any(map(str.isalpha, written))


def _normalized(names: Iterable[str]) -> set[str]:
    """Names in the form in which they are compared; those without a letter or digit are left out."""
    return {normalize_name(name) for name in names} - {""}


@cache
def _kinds_named_in_part() -> set[str]:
    return {kind.name for kind in kinds() if kind.is_named_in_part}


@cache
def _kinds_with_renames() -> set[str]:
    return {kind.name for kind in kinds() if kind.has_renames}


def mentioned_refs(value) -> set[str]:
    """References of all records that a body, or a part of one, mentions."""
    if isinstance(value, dict):
        own = {value["ref"]} if isinstance(value.get("ref"), str) else set()
        return own.union(*map(mentioned_refs, value.values()))
    return set().union(*map(mentioned_refs, value)) if isinstance(value, list) else set()
