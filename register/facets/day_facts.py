"""Facts that depend on a day, such as states, kept for one day like all others: for the lists of today.

They follow the periods of records: taken off before these are deleted, added after they are written. The first
publication of a day counts all of them anew for it; until then, and of any other day, lists count from the periods.
"""

from collections.abc import Callable, Collection
from datetime import date

from django.db import connections

from register.facets import counters
from register.facets.counters import DAY_FACT
from register.kinds import Kind, kinds_with_periods
from register.models import FactBits, Tally
from register.routers import REGISTER_ALIAS


def kept_day(kind_name: str, *, using: str = REGISTER_ALIAS) -> date | None:
    """The day for which facts of a kind are kept."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT value FROM register_tally WHERE kind = %s AND fact = %s", [kind_name, DAY_FACT]
        )
        row = cursor.fetchone()
    return date.fromisoformat(row[0]) if row else None


def keep_day(day: date) -> None:
    """Counts everything for this day, unless it is the kept one."""
    for kind in kinds_with_periods():
        if kept_day(kind.name, using="default") != day:
            for table in (Tally, FactBits):
                table.objects.filter(kind=kind.name, fact__in=[*kind.day_facts, DAY_FACT])._raw_delete(
                    "default"
                )
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
