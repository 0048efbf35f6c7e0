"""How many records there are of each value of each fact, under a search: every count in one statement.

A fact that is being filtered by is counted as if it were not, so that each of its other values says what choosing it
would find.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connections

from register.facets.bitmaps import BitmapSQL, queryset_sql
from register.filterset import RegisterFilterSet
from register.routers import REGISTER_ALIAS

# One fact: its name, its value, how many records; of each fact those values that are the most, and those wanted.
_COUNTS_SQL = """
{found}SELECT fact, value, records, values FROM (
    SELECT fact, value, records, count(*) OVER (PARTITION BY fact) AS values,
           row_number() OVER (PARTITION BY fact ORDER BY records DESC, value) AS place
    FROM ({passes}) AS counted
) AS placed
LEFT JOIN unnest(%s::text[], %s::int[]) AS asked (name, most) ON name = fact
WHERE fact = '' OR place <= most OR fact || ':' || value = ANY(%s)
ORDER BY fact, records DESC, value
"""
_TOTAL_SQL = "SELECT '' AS fact, '' AS value, coalesce(sum(bit_count(bits)::int), 0) AS records FROM {found}"
_BY_KEY_SQL = """
SELECT fact, value, sum(bit_count(kept.bits & found.bits)::int) AS records
FROM register_factbits AS kept JOIN {found} AS found USING (chunk)
WHERE kind = %s AND fact = ANY(%s) GROUP BY fact, value HAVING sum(bit_count(kept.bits & found.bits)::int) > 0
"""
# The same of a whole kind, as it is kept (`register.facets.counters`).
_KEPT_SQL = "SELECT fact, value, records::bigint FROM register_tally WHERE kind = %s AND fact = ANY(%s)"


@dataclass
class FacetCounts:
    """How many records were found in all; by fact and value, the most first; of each fact how many values there are."""

    total: int = 0
    by_value: dict[str, dict[str, int]] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)


class _BitmapTables:
    """What a question finds, without one parameter or another: tables of bits, each made once in the statement."""

    def __init__(self, questions: RegisterFilterSet):
        self.questions = questions
        self.tables: dict[str, tuple[str, BitmapSQL]] = {}

    def table(self, without: str = "") -> str:
        """The name of what is found without this parameter: ``chunk`` and ``bits``. Raises EmptyResultSet."""
        without = without if without in self.questions.asked else ""
        if without not in self.tables:
            self.tables[without] = f"found_{len(self.tables)}", self.questions.bits(without)
        return self.tables[without][0]

    def statement(self) -> BitmapSQL:
        """The beginning of the statement."""
        parts = [f"{name} AS MATERIALIZED ({text})" for name, (text, _values) in self.tables.values()]
        parameters = [value for _name, (_text, values) in self.tables.values() for value in values]
        return f"WITH {', '.join(parts)} " if parts else "", parameters


def count_facets(questions: RegisterFilterSet, most: dict[str, int]) -> FacetCounts:
    """The facts named in ``most``, at most so many values of each; values that are filtered by are always told."""
    found = _BitmapTables(questions)
    try:
        passes = _passes(questions, most, found)
    except EmptyResultSet:  # nothing was looked for that could be found
        return FacetCounts()
    facts = {questions.fact(name): name for name in most}
    chosen = [
        f"{questions.fact(name)}:{value}"
        for name in most
        for together in questions.asked.get(name, [])
        for value in together
    ]
    beginning, parameters = found.statement()
    statement = _COUNTS_SQL.format(
        found=beginning, passes=" UNION ALL ".join(text for text, _values in passes)
    )
    parameters += [value for _text, values in passes for value in values]
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(statement, [*parameters, list(facts), [most[name] for name in facts.values()], chosen])
        rows = cursor.fetchall()
    counts = FacetCounts()
    for fact, value, records, values in rows:
        if not fact:
            counts.total = int(records)
            continue
        counts.by_value.setdefault(facts[fact], {})[value] = int(records)
        counts.values[facts[fact]] = values
    return counts


def count_total(questions: RegisterFilterSet) -> FacetCounts:
    """How many records were found, and nothing else of them."""
    return count_facets(questions, {})


def _passes(
    questions: RegisterFilterSet, names: Iterable[str], found: _BitmapTables
) -> list[tuple[str, list]]:
    """Statements of (fact, value, records): one for all facts that are counted alike, one for each of the others."""
    plain, passes = [], []
    for name in names:
        if special := questions.counting(name, found.table):
            passes.append(special)
        elif name in questions.asked:
            passes.append(_key_pass(questions, [questions.fact(name)], found, without=name))
        else:
            plain.append(questions.fact(name))
    return [_total_pass(questions, found), _key_pass(questions, plain, found), *passes]


def _total_pass(questions: RegisterFilterSet, found: _BitmapTables) -> tuple[str, list]:
    """How many records there are in all, under the empty name of a fact."""
    if not questions.narrows():
        return _KEPT_SQL, [questions.of_kind, [""]]
    return _TOTAL_SQL.format(found=found.table()), []


def _key_pass(
    questions: RegisterFilterSet, facts: Sequence[str], found: _BitmapTables, without: str = ""
) -> tuple[str, list]:
    """The counts of these facts among what is asked but for one parameter; of everything, as they are kept."""
    if not questions.narrows(without):
        return _KEPT_SQL, [questions.of_kind, list(facts)]
    return _BY_KEY_SQL.format(found=found.table(without)), [questions.of_kind, list(facts)]


def count_without_each(questions: RegisterFilterSet, names: Sequence[str]) -> dict[str, int]:
    """How many records would be found without each of these parameters."""
    parts, parameters = [], []
    for name in names:
        try:
            text, values = queryset_sql(questions.entries(without=name), "ref")
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s, (SELECT count(*) FROM ({text}) AS entries)")
        parameters += [name, *values]
    if not parts:
        return {}
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return dict(cursor.fetchall())
