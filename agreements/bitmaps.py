"""."""

from register.facets.bitmaps import FEW_RECORDS
from register.fields import CHUNK_SIZE

# The agreements with all these keys, as the table `found` of a statement that names ``keys``; then their references,
# where they are few, and their periods.
FOUND_AGREEMENTS_SQL = """
found AS MATERIALIZED (
    SELECT chunk, bit_and(bits) AS bits FROM register_factbits
    JOIN (SELECT split_part(key, ':', 1), substr(key, strpos(key, ':') + 1) FROM unnest(%(keys)s::text[]) AS key)
        AS wanted (fact, value) USING (fact, value)
    WHERE kind = 'agreement' GROUP BY chunk HAVING count(*) = cardinality(%(keys)s::text[])
)"""


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
