"""SQL of the agreements that carry given keys: as bitmaps, as references where they are few, and their periods."""

from pages.co_occurrence import FOUND_BY_KEYS_SQL
from register.facets.bitmaps import all_bits_sql, are_few_sql, serials_sql

# Common table expressions: agreements with all of %(keys)s as bitmaps (``found``), their references where they are few
# (``few``), and their periods (``periods``).
FOUND_AGREEMENTS_SQL = FOUND_BY_KEYS_SQL.replace("%(kind)s", "'agreement'")


FEW_AGREEMENTS_SQL = f"""
few AS MATERIALIZED (
    SELECT 'A' || serial AS ref FROM ({serials_sql("found")}) AS serials WHERE {are_few_sql("found")}
)"""
ARE_MANY_SQL = f"NOT {are_few_sql('found')}"


PERIODS_SQL = f"""
periods AS (
    SELECT period.* FROM few JOIN register_period AS period ON entry_id = ref
    UNION ALL
    SELECT * FROM register_period
    WHERE {ARE_MANY_SQL} AND get_bit(({all_bits_sql("found", "'agreement'")}), substr(entry_id, 2)::int) = 1
)"""
