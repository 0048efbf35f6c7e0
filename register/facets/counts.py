"""Facet counts of a list request, all in one statement.

A fact that the list is filtered by is counted without that filter, so that the count of each of its other values is
the number of records that choosing the value would find.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from register.facets.bitmaps import LARGEST, BitmapSQL, are_few_sql, serials_sql
from register.kinds import kind_named
from register.routers import REGISTER_ALIAS

# Rows of fact, value, records, number of values: the most frequent values of each fact, and the chosen ones.
_COUNTS_SQL = """
{results}SELECT fact, value, records, values FROM (
    SELECT fact, value, records, coalesce(values, count(*) OVER (PARTITION BY fact)) AS values,
           row_number() OVER (PARTITION BY fact ORDER BY records DESC, value) AS place
    FROM ({passes}) AS counted
) AS placed
LEFT JOIN unnest(%s::text[], %s::int[]) AS asked (name, most) ON name = fact
WHERE fact = '' OR place <= most OR fact || ':' || value = ANY(%s)
ORDER BY fact, records DESC, value
"""
_TOTAL_SQL = """
SELECT '' AS fact, '' AS value, coalesce(sum(bit_count(bits)::int), 0) AS records FROM {results}
"""
# Counted before they are grouped: else the bits themselves would be sorted or hashed.
_BY_KEY_SQL = """
SELECT fact, value, sum(common) AS records FROM (
    SELECT fact, value, bit_count(kept.bits & found.bits)::int AS common
    FROM register_factbits AS kept JOIN {results} AS found USING (chunk)
    WHERE kind = %s AND fact = ANY(%s) OFFSET 0
) AS counted WHERE common > 0 GROUP BY fact, value
"""
# The same for all records of the kind, from the kept counts (`register.facets.counters`).
_KEPT_SQL = """
SELECT fact, value, records::bigint FROM register_tally WHERE kind = %s AND fact = ANY(%s)
"""
# Facts with very many values (`Kind.wide_facts`): the most frequent ones, and the number of all, of all records.
_WIDE_KEPT_SQL = """
SELECT fact, value, records::bigint, (SELECT count(*) FROM register_tally WHERE (kind, fact) = (%s, %s)) AS values
FROM (
    (SELECT * FROM register_tally WHERE (kind, fact) = (%s, %s) ORDER BY records DESC, value LIMIT %s)
    UNION SELECT * FROM register_tally WHERE (kind, fact) = (%s, %s) AND value = ANY(%s)
) AS largest
"""
# Of what was found: of few records every value, from their keys. Of many those values that most records have at all,
# by their bits, as far as no other value can come before them; then nobody knows the number of all values. The rows of
# a value are read together, by their index (``+ 0``: not each by its chunk).
_WIDE_SQL = f"""
SELECT '{{fact}}' AS fact, value, count(*) AS records, count(*) OVER () AS values FROM (
    SELECT substr(key, length('{{fact}}:') + 1) AS value
    FROM ({serials_sql("{results}")}) AS few JOIN register_entry ON ref = '{{letter}}' || few.serial,
         unnest(keys) AS key WHERE {are_few_sql("{results}")} AND starts_with(key, '{{fact}}:')
) AS held GROUP BY value
UNION ALL
SELECT '{{fact}}', value, common, 0 FROM {{largest}} CROSS JOIN LATERAL (
    SELECT sum(bit_count(kept.bits & found.bits)::int) AS common
    FROM register_factbits AS kept JOIN {{results}} AS found ON found.chunk = kept.chunk + 0
    WHERE kind = '{{kind}}' AND fact = '{{fact}}' AND kept.value = {{largest}}.value AND NOT {are_few_sql("{results}")}
) AS counted WHERE common > 0 AND (is_chosen OR common >= coalesce((
    SELECT records FROM register_tally WHERE kind = '{{kind}}' AND fact = '{{fact}}'
    ORDER BY records DESC, value OFFSET {LARGEST} LIMIT 1
), 0))
"""
_LARGEST_SQL = f"""
SELECT value, bool_or(is_chosen) AS is_chosen FROM (
    (SELECT value, false AS is_chosen FROM register_tally WHERE kind = %s AND fact = %s
    ORDER BY records DESC, value LIMIT {LARGEST}) UNION ALL SELECT unnest(%s::text[]), true
) AS counted GROUP BY value
"""


class FacetQuery(Protocol):
    """The parts of a `register.filterset.RegisterFilterSet` that counting needs."""

    of_kind: str

    @property
    def values(self) -> Mapping[str, Any]: ...
    def entries(self, without: str = "") -> QuerySet: ...
    def is_narrowed(self, without: str = "") -> bool: ...
    def fact_name(self, name: str) -> str: ...
    def bitmap(self, without: str = "") -> BitmapSQL: ...
    def facet_sql(self, name: str, table: Callable[[str], str]) -> tuple[str, list] | None: ...


@dataclass
class FacetCounts:
    """Number of records in all; numbers by parameter and value, most frequent first; number of values by parameter."""

    total: int = 0
    by_value: dict[str, dict[str, int]] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)


class _BitmapTables:
    """Common table expressions with the bitmap of a query, or of the query without one parameter, each made once."""

    def __init__(self, query: FacetQuery):
        self.query = query
        self.tables: dict[str, tuple[str, BitmapSQL]] = {}

    def table(self, without: str = "") -> str:
        """Name of the table (``chunk``, ``bits``) of the query without this parameter. Raises EmptyResultSet."""
        without = without if without in self.query.values else ""
        if without not in self.tables:
            self.tables[without] = f"found_{len(self.tables)}", self.query.bitmap(without)
        return self.tables[without][0]

    def largest(self, fact: str, chosen: list[str]) -> str:
        """Name of the table (``value``, ``is_chosen``) of the values of a fact that most records have, or chosen."""
        name = f"largest_{fact}"
        self.tables[name] = name, (_LARGEST_SQL, [self.query.of_kind, fact, chosen])
        return name

    def with_clause(self) -> BitmapSQL:
        """WITH clause that defines the tables, and its parameters."""
        expressions = [f"{name} AS MATERIALIZED ({sql})" for name, (sql, _parameters) in self.tables.values()]
        parameters = [value for _name, (_sql, parameters) in self.tables.values() for value in parameters]
        return f"WITH {', '.join(expressions)} " if expressions else "", parameters


def count_facets(query: FacetQuery, max_values: Mapping[str, int]) -> FacetCounts:
    """Counts for the parameters in ``max_values``, each with its most frequent values, at most so many.

    Values that the query filters by are always among them. An empty mapping counts the total only.
    """
    tables = _BitmapTables(query)
    try:
        passes = _passes(query, max_values, tables)
    except EmptyResultSet:  # the search has no word that can match
        return FacetCounts()
    parameter_of = {query.fact_name(name): name for name in max_values}
    chosen = [
        f"{query.fact_name(name)}:{value}"
        for name in max_values
        for alternative in query.values.get(name, [])
        for value in alternative
    ]
    with_clause, parameters = tables.with_clause()
    sql = _COUNTS_SQL.format(results=with_clause, passes=" UNION ALL ".join(text for text, _values in passes))
    parameters += [value for _text, values in passes for value in values]
    limits = [max_values[name] for name in parameter_of.values()]
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(sql, [*parameters, list(parameter_of), limits, chosen])
        rows = cursor.fetchall()
    counts = FacetCounts()
    for fact, value, records, number_of_values in rows:
        if not fact:
            counts.total = int(records)
            continue
        counts.by_value.setdefault(parameter_of[fact], {})[value] = int(records)
        counts.values[parameter_of[fact]] = number_of_values
    return counts


def _passes(
    query: FacetQuery, max_values: Mapping[str, int], tables: _BitmapTables
) -> list[tuple[str, list]]:
    """Statements of (fact, value, records, values): the total, all facts counted alike, and one for each other fact."""
    wide = kind_named(query.of_kind).wide_facts
    unfiltered, passes, wide_passes = [], [], []
    for name, most in max_values.items():
        fact = query.fact_name(name)
        if special := query.facet_sql(name, tables.table):
            passes.append(special)
        elif fact in wide:
            wide_passes.append(_wide_pass(query, name, most, tables))
        elif name in query.values:
            passes.append(key_counts_sql(query, [fact], tables.table, without=name))
        else:
            unfiltered.append(fact)
    passes += [_total_pass(query, tables), key_counts_sql(query, unfiltered, tables.table)]
    return [
        (f"SELECT *, NULL::bigint AS values FROM ({sql}) AS counted", each) for sql, each in passes
    ] + wide_passes


def _wide_pass(query: FacetQuery, name: str, most: int, tables: _BitmapTables) -> tuple[str, list]:
    """The most frequent values of a fact with very many, among the records of the query without its own parameter."""
    fact = query.fact_name(name)
    chosen = [value for alternative in query.values.get(name, []) for value in alternative]
    if not query.is_narrowed(name):
        return _WIDE_KEPT_SQL, [*(of_fact := [query.of_kind, fact]), *of_fact, most, *of_fact, chosen]
    kind = kind_named(query.of_kind)
    names = {"results": tables.table(name), "largest": tables.largest(fact, chosen)}
    return _WIDE_SQL.format(fact=fact, kind=kind.name, letter=kind.letter, **names), []


def _total_pass(query: FacetQuery, tables: _BitmapTables) -> tuple[str, list]:
    """Number of all records, under the empty name of a fact."""
    if not query.is_narrowed():
        return _KEPT_SQL, [query.of_kind, [""]]
    return _TOTAL_SQL.format(results=tables.table()), []


def key_counts_sql(
    query: FacetQuery, facts: Sequence[str], table: Callable[[str], str], without: str = ""
) -> tuple[str, list]:
    """Counts of facts among the records of the query without one parameter; the kept ones where that is all."""
    if not query.is_narrowed(without):
        return _KEPT_SQL, [query.of_kind, list(facts)]
    return _BY_KEY_SQL.format(results=table(without)), [query.of_kind, list(facts)]
