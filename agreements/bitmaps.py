"""SQL of the agreements that carry given keys: as bitmaps, as references where they are few, and their periods."""

from register.facets.bitmaps import FEW_RECORDS, FOUND_BY_KEYS_SQL
from register.fields import CHUNK_SIZE

# Common table expressions: agreements with all of %(keys)s as bitmaps (``found``), their references where they are few
# (``few``), and their periods (``periods``).
FOUND_AGREEMENTS_SQL = FOUND_BY_KEYS_SQL.replace("%(kind)s", "'agreement'")


FEW_AGREEMENTS_SQL = f"""
few AS MATERIALIZED (
    SELECT 'A' || chunk * {CHUNK_SIZE} + place AS ref FROM found, generate_series(0, {CHUNK_SIZE - 1}) AS place
    WHERE get_bit(bits, place) = 1 AND (SELECT sum(bit_count(bits)) FROM found) <= {FEW_RECORDS}
)"""


ARE_MANY_SQL = f"(SELECT sum(bit_count(bits)) FROM found) > {FEW_RECORDS}"


PERIODS_SQL = f"""
periods AS (
    SELECT period.* FROM few JOIN register_period AS period ON entry_id = ref
    UNION ALL
    SELECT period.* FROM register_period AS period JOIN found ON chunk = substr(entry_id, 2)::int / {CHUNK_SIZE}
    WHERE get_bit(bits, mod(substr(entry_id, 2)::int, {CHUNK_SIZE})) = 1 AND {ARE_MANY_SQL}
)"""
