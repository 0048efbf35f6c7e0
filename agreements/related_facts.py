"""Facts of other public records that lives of agreements depend on, read from the index."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import connection

from agreements.choices import InvolvementRole
from lifecycle.frameworks import make_framework_end
from lifecycle.instruments import make_instrument
from lifecycle.periods import StatePeriod, compute_periods
from lifecycle.related import (
    FOLLOWING_RELATIONS,
    FRAMEWORK_RELATIONS,
    NO_RELATED,
    Dissolution,
    Follower,
    FrameworkEnd,
    Related,
    Session,
)
from register.kinds import kind_named, kinds
from register.sql import parsed_json

INSTRUMENT, SUCCEEDS, SERIES, DISSOLVED_KEY = "instrument", "succeeds", "series", "dissolved:yes"

# What is linked with these agreements, and with all that they belong to, however far up. UNION, not UNION ALL: what
# leads back to itself comes to rest.
_EDGES_SQL = """
WITH RECURSIVE agreement(ref) AS (
    SELECT unnest(%(refs)s::varchar[])
    UNION SELECT to_ref FROM agreement JOIN register_link ON entry_id = ref AND kind = ANY(%(frameworks)s)
), dissolved_party AS (
    SELECT link.entry_id, to_ref, part FROM register_link link JOIN register_entry party ON party.ref = to_ref
    WHERE link.entry_id = ANY(ARRAY(SELECT ref FROM agreement)) AND link.kind = %(party)s
        AND party.keys @> ARRAY[%(dissolved)s]::varchar[]
), successor(ref) AS (
    SELECT to_ref FROM dissolved_party
    UNION SELECT entry_id FROM successor JOIN register_link ON to_ref = ref AND kind = %(succeeds)s
)
SELECT entry_id, kind, to_ref, part FROM register_link
WHERE entry_id = ANY(ARRAY(SELECT ref FROM agreement)) AND kind = ANY(%(outward)s)
UNION ALL SELECT entry_id, %(party)s, to_ref, part FROM dissolved_party
UNION ALL SELECT to_ref, kind, entry_id, part FROM register_link
WHERE to_ref = ANY(ARRAY(SELECT ref FROM agreement)) AND kind = ANY(%(inward)s)
UNION ALL SELECT to_ref, kind, entry_id, part FROM register_link
WHERE to_ref = ANY(ARRAY(SELECT ref FROM successor)) AND kind = %(succeeds)s
ORDER BY 1, 2, 3, 4
"""

# Agreements whose lives read one of these records: they name it, or they belong to an agreement that reads it. The last
# step goes by the record: of kinds that are in few links, all would be looked through.
_READING_SQL = """
WITH RECURSIVE predecessor(ref) AS (
    SELECT unnest(%(refs)s::varchar[])
    UNION SELECT to_ref FROM predecessor JOIN register_link ON entry_id = ref AND kind = %(succeeds)s
), reading(ref) AS (
    SELECT ref FROM (
        SELECT unnest(%(refs)s::varchar[]) AS ref
        UNION SELECT entry_id FROM register_link WHERE to_ref = ANY(%(refs)s) AND kind = %(instrument)s
        UNION SELECT entry_id FROM register_link
        WHERE to_ref = ANY(ARRAY(SELECT ref FROM predecessor)) AND kind = %(party)s
    ) AS direct
    UNION SELECT entry_id FROM reading CROSS JOIN LATERAL (
        SELECT entry_id FROM register_link WHERE to_ref = ref AND kind = ANY(%(frameworks)s) OFFSET 0
    ) AS belonging
)
SELECT ref FROM register_entry WHERE ref = ANY(ARRAY(SELECT ref FROM reading)) AND kind = %(agreement)s
"""
_LINK_KINDS = {
    "frameworks": list(FRAMEWORK_RELATIONS), "instrument": INSTRUMENT, "succeeds": SUCCEEDS,
    "party": str(InvolvementRole.PARTY), "dissolved": DISSOLVED_KEY, "agreement": "agreement",
}  # fmt: skip


def lives_reading(refs: Iterable[str]) -> set[str]:
    """References of the agreements whose lives read one of these records, and of those among them."""
    with connection.cursor() as cursor:
        cursor.execute(_READING_SQL, _LINK_KINDS | {"refs": list(refs)})
        return {ref for (ref,) in cursor.fetchall()}


def related_facts(bodies: Mapping[str, dict]) -> dict[str, Related]:
    """The facts of other records for these agreements, by reference, in two statements."""
    edges = _read_edges(bodies)
    if not edges:
        return {}
    refs = {ref for edge in edges for ref in (edge.agreement, edge.other)}
    neighbours = _Neighbours(edges, {**_read_facts(refs - bodies.keys()), **bodies})
    return {ref: neighbours.related(ref) for ref in bodies}


@dataclass(frozen=True)
class _Edge:
    """A link between an agreement, or a dissolved organization, and another record; the part that holds it."""

    agreement: str
    kind: str
    other: str
    part: str


def _read_edges(refs: Iterable[str]) -> list[_Edge]:
    inward = sorted({link_kind for kind in kinds() for link_kind in kind.life_links} - {SUCCEEDS})
    parameters = {"refs": list(refs), "outward": [INSTRUMENT, *FRAMEWORK_RELATIONS], "inward": inward}
    with connection.cursor() as cursor:
        cursor.execute(_EDGES_SQL, _LINK_KINDS | parameters)
        return [_Edge(*row) for row in cursor.fetchall()]


def _read_facts(refs: Iterable[str]) -> dict:
    """What lives read of these records, by reference; of those that are public."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ref, kind, body FROM register_entry WHERE ref = ANY(%s)", [list(refs)])
        return {ref: kind_named(kind).life_facts(parsed_json(body)) for ref, kind, body in cursor.fetchall()}


class _Neighbours:
    """Agreements with all that is linked with them; ``facts`` are `Kind.life_facts` by reference."""

    def __init__(self, edges: list[_Edge], facts: Mapping):
        self.facts = facts
        self.edges: dict[str, list[_Edge]] = defaultdict(list)
        for edge in edges:
            if edge.other in facts:  # it is public
                self.edges[edge.agreement].append(edge)
        self._periods: dict[str, list[StatePeriod]] = {}

    def related(self, ref: str) -> Related:
        edges = self.edges.get(ref)
        if not edges:
            return NO_RELATED
        return Related(
            instruments={
                edge.other: make_instrument(self.facts[edge.other])
                for edge in edges
                if edge.kind == INSTRUMENT
            },
            followers=tuple(
                Follower(edge.other, edge.kind) for edge in edges if edge.kind in FOLLOWING_RELATIONS
            ),
            sessions=self._sessions(edges),
            framework_ends=tuple(
                end
                for edge in edges
                if edge.kind in FRAMEWORK_RELATIONS and (end := self._framework_end(edge))
            ),
            dissolutions=tuple(
                dissolution
                for edge in edges
                if edge.kind == InvolvementRole.PARTY and not self._is_agent(edge)
                for dissolution in self._dissolutions(edge.other, edge.part)
            ),
        )

    def _sessions(self, edges: list[_Edge]) -> tuple[Session, ...]:
        """The first recorded of those of the same days: a hundred awards of a day show no more than one."""
        sessions: dict[tuple, Session] = {}
        for edge in sorted(edges, key=lambda edge: (len(edge.other), edge.other)):
            session = self.facts[edge.other]
            if isinstance(session, Session):
                is_first = session.is_first and edge.kind == SERIES
                days = (session.on, session.until, session.closes, is_first)
                sessions.setdefault(days, replace(session, is_first=is_first))
        return tuple(sessions.values())

    def _framework_end(self, edge: _Edge) -> FrameworkEnd | None:
        """The end of a framework for good; of what belongs to itself round about, none."""
        if edge.agreement in self._frameworks_above.get(edge.other, ()):
            return None
        return make_framework_end(edge.other, edge.kind, self.facts[edge.other], self._life(edge.other))

    def _life(self, ref: str) -> list[StatePeriod]:
        if ref not in self._periods:
            self._periods[ref] = compute_periods(self.facts[ref], self.related(ref))
        return self._periods[ref]

    @cached_property
    def _frameworks_above(self) -> dict[str, set[str]]:
        """All that an agreement belongs to, however far up."""
        direct = {
            ref: {edge.other for edge in edges if edge.kind in FRAMEWORK_RELATIONS}
            for ref, edges in self.edges.items()
        }
        above = {}
        for ref in direct:
            reached, frontier = set(), direct[ref]
            while frontier:
                reached |= frontier
                frontier = {up for other in frontier for up in direct.get(other, ())} - reached
            above[ref] = reached
        return above

    def _is_agent(self, edge: _Edge) -> bool:
        """The party acts for another, which stays when its agent goes."""
        involvements = self.facts[edge.agreement]["involvements"]
        return any(
            involvement["key"] == edge.part and involvement["acting_for"] for involvement in involvements
        )

    def _dissolutions(self, organization: str, party: str) -> list[Dissolution]:
        """The dissolution of a party, and those of its successors after it, each once."""
        successors, waiting = {}, [organization]
        while waiting:
            ref = waiting.pop(0)
            if ref not in successors:
                successors[ref] = [edge.other for edge in self.edges.get(ref, []) if edge.kind == SUCCEEDS]
                waiting += successors[ref]
        # Where one of several successors is gone, the others are still there.
        living = [ref for ref in successors if not self.facts[ref]]
        return [
            Dissolution(ref, party, self.facts[ref], tuple(successors[ref] or living))
            for ref in successors
            if self.facts[ref]
        ]
