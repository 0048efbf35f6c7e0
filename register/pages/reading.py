"""What a page reads of the register besides its own entry: what points at it, who is named in it, how it stands.

Three statements at most, however much there is to show. Everything goes through the ``register`` alias.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import connections

from core.localized import in_language
from register.bits import CHUNK, PLACE
from register.lifecycle import Status, status_at
from register.lifecycle.spans import day_before
from register.models import Period
from register.pages import addresses
from register.querysets import REGISTER

# How many records of one group a page shows before it leads to the list; and of those that no list can be asked for,
# the parts of an organization and the narrower topics.
SHOWN, SHOWN_WHOLE = 25, 500

# The records that point at one, grouped by kind, nature and whether an outcome concerns it, the newest of each group.
# Very many records may point at one: what is put in order is narrow, and only what is shown is read.
LINKED = f"""
WITH linked AS (
    SELECT entry_id AS ref, bool_or(kind = 'outcome') AS has_outcome
    FROM register_link WHERE to_ref = %(ref)s GROUP BY entry_id
), grouped AS (
    SELECT ref, entry.kind, entry.serial, sort_on, concat(entry.kind, ' ', nature.value, ' ', has_outcome) AS group_name
    FROM linked JOIN register_entry entry USING (ref)
    LEFT JOIN register_factbits nature
        ON nature.kind = entry.kind AND nature.fact = 'nature' AND nature.chunk = {PLACE}
        AND get_bit(nature.bits, mod(serial, {CHUNK})) = 1
    WHERE %(by)s::date IS NULL OR CASE entry.kind
        WHEN 'activity' THEN sort_on <= %(by)s
        WHEN 'agreement' THEN EXISTS (
            SELECT FROM register_period
            WHERE entry_id = ref AND (start_earliest IS NULL OR start_earliest <= %(by)s)
        ) OR NOT EXISTS (SELECT FROM register_period WHERE entry_id = ref)
        ELSE true END
), placed AS (
    SELECT ref, kind, row_number() OVER (PARTITION BY group_name ORDER BY sort_on DESC, serial DESC) AS place_in_group,
           count(*) OVER (PARTITION BY group_name) AS in_group
    FROM grouped
), shown AS MATERIALIZED (
    SELECT ref, in_group FROM placed
    WHERE place_in_group <= CASE WHEN kind IN ('organization', 'topic') THEN %(shown_whole)s ELSE %(shown)s END
)
SELECT ref, kind, title, (
           SELECT array_agg(link.kind || ' ' || part ORDER BY position)
           FROM register_link link WHERE link.entry_id = ref AND to_ref = %(ref)s
       ), in_group, sort_on, signed_earliest, signed_latest, keys,
       CASE WHEN kind = ANY(%(with_body)s) THEN body ELSE '' END
FROM shown JOIN register_entry USING (ref) WHERE ref = ANY(ARRAY(SELECT ref FROM shown))
ORDER BY sort_on DESC, serial DESC
"""

# The records of these references, and the bodies that those are units of, however deep: one that is in a circle once.
NAMED = """
WITH RECURSIVE named AS (
    SELECT unnest(%(refs)s::text[]) AS ref
    UNION
    SELECT link.to_ref FROM named JOIN register_link link ON link.entry_id = named.ref
    WHERE link.kind = 'part_of' AND link.part = ''
)
SELECT ref, title, body FROM register_entry JOIN named USING (ref)
"""


@dataclass
class LinkedRecord:
    """A record that points at the one whose page is shown: in which ways, from which of its parts."""

    ref: str
    kind: str
    title: dict[str, str]
    links: list[tuple[str, str]]  # (kind of link, key of the part)
    in_group: int
    sort_on: date
    signed: tuple[date | None, date | None]
    keys: list[str]
    body: dict = field(repr=False)

    @property
    def ways(self) -> list[str]:
        """The kinds of link, each once, in the order of the record."""
        return list(dict.fromkeys(kind for kind, _part in self.links))

    @property
    def nature(self) -> str:
        return self.key("nature")

    def key(self, name: str) -> str:
        return next((key.partition(":")[2] for key in self.keys if key.startswith(f"{name}:")), "")

    def parts(self, *collections: str) -> list[dict]:
        """Those parts of its body from which it points here."""
        keys = {part for _kind, part in self.links if part}
        return [part for name in collections for part in self.body.get(name, []) if part.get("key") in keys]

    @property
    def address(self) -> str:
        return addresses.page(self.ref, self.title)


def linked(ref: str, *, with_body: Sequence[str] = (), by: date | None = None) -> list[LinkedRecord]:
    """The public records that point at ``ref``, at most `SHOWN` of each group, the newest first.

    ``with_body`` names the kinds whose bodies are needed. ``by``: without the agreements whose life certainly began,
    and the activities that were held, after that day.
    """
    with connections[REGISTER].cursor() as cursor:
        cursor.execute(
            LINKED,
            {"ref": ref, "with_body": list(with_body), "shown": SHOWN, "shown_whole": SHOWN_WHOLE, "by": by},
        )
        rows = cursor.fetchall()
    return [
        LinkedRecord(
            ref=row[0], kind=row[1], title=decoded(row[2]), links=[tuple(link.split(" ", 1)) for link in row[3]],
            in_group=row[4], sort_on=row[5], signed=(row[6], row[7]), keys=row[8], body=json.loads(row[9] or "{}"),
        )
        for row in rows
    ]  # fmt: skip


def is_cut(linked: Iterable[LinkedRecord], kind: str) -> bool:
    """Whether there are more records of this kind that point at the page's than the page shows."""
    return any(one.kind == kind and one.in_group > SHOWN for one in linked)


def decoded(value):
    """JSON as the driver hands it over: as text where the connection is Django's."""
    return json.loads(value) if isinstance(value, str) else value


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


class Directory:
    """Today's names of the records that a page mentions and of what these are part of, read in one statement."""

    def __init__(self, refs: Iterable[str]):
        refs, rows = sorted(set(refs)), []
        if refs:
            with connections[REGISTER].cursor() as cursor:
                cursor.execute(NAMED, {"refs": refs})
                rows = cursor.fetchall()
        self.found = {ref: (decoded(title), json.loads(body)) for ref, title, body in rows}

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
        address = addresses.page(named["ref"], titles)
        told_apart = "" if body.get("qualifier", "").casefold() in written.casefold() else body["qualifier"]
        if not written or written in titles.values():
            return Mention(title, language, address, qualifier=told_apart, country=country, body=body)
        former = {
            one["text"] for one in body.get("names", []) if one.get("valid_until") or one["kind"] == "former"
        }
        current = {one["text"] for one in body.get("names", [])} - former
        is_part_of_it = written not in former and written.casefold() in title.casefold()
        is_known = is_part_of_it or any(same_name(written, name) for name in current | set(titles.values()))
        adds_nothing = written not in former and says_the_same(written, title, body)
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
        return Mention(name, language, addresses.page(ref, titles) if ref in self.found else "", body=body)


def says_the_same(written: str, title: str, body: dict) -> bool:
    """Whether today's name would add nothing: it is within what is written, or a person's within a title or without."""
    written, title = written.casefold(), title.casefold()
    return title in written or (body.get("object") == "person" and written in title)


def same_name(written: str, name: str) -> bool:
    """Whether ``written`` is that name, perhaps with another in brackets after it, or in brackets itself."""
    return written == name or written.startswith(f"{name} (") or f"({name})" in written


def refs_in(value) -> set[str]:
    """Every reference that a body, or a piece of one, holds in its mentions."""
    if isinstance(value, dict):
        own = {value["ref"]} if isinstance(value.get("ref"), str) else set()
        return own.union(*map(refs_in, value.values()))
    return set().union(*map(refs_in, value)) if isinstance(value, list) else set()


def lives(refs: Iterable[str]) -> dict[str, list[Period]]:
    """The periods of these agreements, in order, by reference."""
    found: dict[str, list[Period]] = {}
    refs = list(refs)
    periods = (
        Period.objects.using(REGISTER).filter(entry__in=refs).order_by("entry", "position") if refs else []
    )
    for period in periods:
        found.setdefault(period.entry_id, []).append(period)
    return found


def statuses(refs: Iterable[str], day: date) -> dict[str, Status | None]:
    """What is known of each of these agreements on a day, by reference."""
    return {ref: status_at(periods, day) for ref, periods in lives(refs).items()}


def last_days(period: Period) -> tuple[date | None, date | None]:
    """The earliest and the latest day that may be the last of a period."""
    earliest, latest = period.end_earliest, period.end_latest
    return day_before(earliest) if earliest else None, day_before(latest) if latest else None
