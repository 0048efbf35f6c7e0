"""SQL of the agreements that carry given keys: as bitmaps, as references where they are few, and their periods."""

from pages.co_occurrence import FOUND_BY_KEYS_SQL
from register.facets.bitmaps import are_few_sql, is_marked_sql, serials_sql
from register.facets.day_facts import DAY_FACT

# Common table expressions: agreements with all of %(keys)s as bitmaps (``found``), their references where they are few
# (``few``), and their periods (``periods``).
FOUND_AGREEMENTS_SQL = FOUND_BY_KEYS_SQL.replace("%(kind)s", "'agreement'")


FEW_AGREEMENTS_SQL = f"""
few AS MATERIALIZED (
    SELECT 'A' || serial AS ref FROM ({serials_sql("found")}) AS serials WHERE {are_few_sql("found")}
)"""
ARE_MANY_SQL = f"NOT {are_few_sql('found')}"


def periods_sql(are_read: str = "true") -> str:
    """The table ``periods``; those of many agreements only on a condition, as each of the register is looked at."""
    return f"""
periods AS (
    SELECT period.* FROM few JOIN register_period AS period ON entry_id = ref
    UNION ALL
    SELECT * FROM register_period WHERE {ARE_MANY_SQL} AND {are_read}
        AND {is_marked_sql("found", "'agreement'", "substr(entry_id, 2)::int")}
)"""


PERIODS_SQL = periods_sql()


def is_kept_day_sql(day: str) -> str:
    """SQL condition: the facts that depend on a day are kept for this one."""
    text = f"to_char({day}::date, 'YYYY-MM-DD')"
    return (
        f"EXISTS (SELECT FROM register_tally WHERE (kind, fact, value) = ('agreement', '{DAY_FACT}', {text}))"
    )
