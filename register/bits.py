"""Which records have a fact, as bits: one for each serial number, in chunks that a publication can rewrite quickly.

Counting under a question is then a matter of putting bits side by side, whatever the number of records: the records
that are found are bits as well, and what they share with a fact is counted by the machine.
"""

from collections.abc import Sequence

from django.db import models

# Records in a chunk. A row of it is half a kilobyte: small to rewrite, and few of them in a register of a million.
CHUNK = 4096
PLACE = f"serial / {CHUNK}"
# The bits of records, grouped by `PLACE`.
TOGETHER = f"bit_or(set_bit(0::bit({CHUNK}), mod(serial, {CHUNK}), 1))"

ALL_OF = """
SELECT chunk, bit_and(bits) AS bits FROM register_factbits WHERE kind = %s AND (fact, value) IN ({keys})
GROUP BY chunk HAVING count(*) = {count}
"""
ANY_OF = """
SELECT chunk, bit_or(bits) AS bits FROM register_factbits WHERE kind = %s AND (fact, value) IN ({keys}) GROUP BY chunk
"""


class BitsField(models.Field):
    """The bits of one chunk."""

    def db_type(self, connection):
        return f"bit({CHUNK})"


# The key that every record has.
EVERY = ":"
# Up to so many records are looked up one by one.
FEW = 10_000
# The agreements with all these keys, as the table `found` of a statement that names ``keys``; then their references,
# where they are few, and their periods.
AGREEMENTS = """
found AS MATERIALIZED (
    SELECT chunk, bit_and(bits) AS bits FROM register_factbits
    JOIN (SELECT split_part(key, ':', 1), substr(key, strpos(key, ':') + 1) FROM unnest(%(keys)s::text[]) AS key)
        AS wanted (fact, value) USING (fact, value)
    WHERE kind = 'agreement' GROUP BY chunk HAVING count(*) = cardinality(%(keys)s::text[])
)"""
FEW_AGREEMENTS = f"""
few AS MATERIALIZED (
    SELECT 'A' || chunk * {CHUNK} + place AS ref FROM found, generate_series(0, {CHUNK - 1}) AS place
    WHERE get_bit(bits, place) = 1 AND (SELECT sum(bit_count(bits)) FROM found) <= {FEW}
)"""
ARE_MANY = f"(SELECT sum(bit_count(bits)) FROM found) > {FEW}"
PERIODS = f"""
periods AS (
    SELECT period.* FROM few JOIN register_period AS period ON entry_id = ref
    UNION ALL
    SELECT period.* FROM register_period AS period JOIN found ON chunk = substr(entry_id, 2)::int / {CHUNK}
    WHERE get_bit(bits, mod(substr(entry_id, 2)::int, {CHUNK})) = 1 AND {ARE_MANY}
)"""

# Statements of chunks and bits, with their parameters.
Bits = tuple[str, list]


def of_serials(serials: str, parameters: list) -> Bits:
    """The records with these serial numbers, given as SQL."""
    return f"SELECT {PLACE} AS chunk, {TOGETHER} AS bits FROM ({serials}) AS found GROUP BY 1", parameters


def having(kind: str, alternatives: Sequence[Sequence[str]]) -> Bits:
    """The records of a kind that have all keys, ``fact:value``, of one of these lists; of facts that are counted."""
    if all(len(keys) == 1 for keys in alternatives):
        return with_keys(ANY_OF, kind, [key for [key] in alternatives])
    return put_together("bit_or", [with_keys(ALL_OF, kind, keys) for keys in alternatives])


def with_keys(statement: str, kind: str, keys: Sequence[str]) -> Bits:
    distinct = [*dict.fromkeys(keys)]
    text = statement.format(keys=", ".join(["(%s, %s)"] * len(distinct)), count=len(distinct))
    return text, [kind, *(part for key in distinct for part in key.split(":", 1))]


def in_all_of(parts: Sequence[Bits]) -> Bits:
    """The records that are in each of these."""
    if len(parts) == 1:
        return parts[0]
    text, parameters = put_together("bit_and", parts)
    return f"{text} HAVING count(*) = {len(parts)}", parameters


def put_together(how: str, parts: Sequence[Bits]) -> Bits:
    together = " UNION ALL ".join(f"({text})" for text, _parameters in parts)
    text = f"SELECT chunk, {how}(bits) AS bits FROM ({together}) AS parts GROUP BY chunk"
    return text, [value for _text, parameters in parts for value in parameters]
