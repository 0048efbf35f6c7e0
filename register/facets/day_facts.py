"""Facts that depend on a day, such as states, kept for one day like all others: for the lists of today.

They follow the periods of records: taken off before these are deleted, added after they are written. The first
publication of a day brings those up to it that change; until then, and of any other day, lists count from the periods.
"""

from collections.abc import Callable, Collection
from datetime import date

from django.db import connection, connections

from register.facets import counters
from register.facets.counters import DAY_FACT
from register.kinds import Kind, kinds_with_periods
from register.models import FactBits, Tally
from register.routers import REGISTER_ALIAS

# Records with a boundary of a period between two days, or evidence that turns five or ten years old, more or less; of a
# new year all that end in it, which count otherwise as soon as it begins.
_CHANGING_SQL = """
SELECT DISTINCT entry_id FROM register_period WHERE start_earliest > %(before)s AND start_earliest <= %(day)s
    OR start_latest > %(before)s AND start_latest <= %(day)s
    OR end_earliest > %(before)s AND end_earliest <= %(until)s OR end_latest > %(before)s AND end_latest <= %(until)s
    OR evidence_on + interval '5 years' BETWEEN %(before)s::date - 1 AND %(day)s::date + 1
    OR evidence_on + interval '10 years' BETWEEN %(before)s::date - 1 AND %(day)s::date + 1
"""


def kept_day(kind_name: str, *, using: str = REGISTER_ALIAS) -> date | None:
    """The day for which facts of a kind are kept."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT value FROM register_tally WHERE kind = %s AND fact = %s", [kind_name, DAY_FACT]
        )
        row = cursor.fetchone()
    return date.fromisoformat(row[0]) if row else None


def keep_day(day: date) -> None:
    """Brings all facts to this day; to a later one than the kept those alone of records that a day between changes."""
    for kind in kinds_with_periods():
        before = kept_day(kind.name, using="default")
        if before and before < day:
            with connection.cursor() as cursor:
                until = day if before.year == day.year else date(day.year, 12, 31)
                cursor.execute(_CHANGING_SQL, {"before": before, "day": day, "until": until})
                changing = [ref for (ref,) in cursor.fetchall()]
            remove_day_facts(changing)
            Tally.objects.filter(kind=kind.name, fact=DAY_FACT).update(value=day.isoformat())
            add_day_facts(changing)
        elif before != day:
            for table in (Tally, FactBits):
                of_day = table.objects.filter(kind=kind.name, fact__in=[*kind.day_facts, DAY_FACT])
                of_day._raw_delete("default")
            Tally.objects.create(kind=kind.name, fact=DAY_FACT, value=day.isoformat(), records=1)
            counters.increment(_day_rows_sql(kind, "%(day)s"), day=day)


def add_day_facts(refs: Collection[str]) -> None:
    """Adds records whose periods have just been written."""
    _change(counters.increment, refs)


def remove_day_facts(refs: Collection[str]) -> None:
    """Takes off records whose periods are about to be deleted."""
    _change(counters.decrement, refs)


def _change(change: Callable[..., None], refs: Collection[str]) -> None:
    for kind in kinds_with_periods():
        if own := [ref for ref in refs if ref.startswith(kind.letter)]:
            rows = _day_rows_sql(
                kind,
                f"(SELECT value FROM register_tally WHERE (kind, fact) = ('{kind.name}', '{DAY_FACT}'))",
            )
            change(f"{rows} WHERE entry_id = ANY(%(refs)s)", refs=own)


def _day_rows_sql(kind: Kind, day: str) -> str:
    sql = kind.day_facts_sql.format(day=day)
    return f"SELECT '{kind.name}' AS kind, fact, value, serial FROM ({sql}) AS day_facts"
