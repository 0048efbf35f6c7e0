"""Bitmap index of facts, in chunks of 4,096 records: one bit for each serial number of a kind.

Counting under a filter is a bitwise AND of the records found and the records of a fact, whatever the number of records;
a publication rewrites only the chunks of its records.
"""

from collections.abc import Sequence

from django.db.models import Case, F, Func, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from register.fields import CHUNK_SIZE

# Number of the chunk of a record, from its column ``serial``.
CHUNK_SQL = f"serial / {CHUNK_SIZE}"
# Condition: its bit is set in ``bits``.
IS_SET_SQL = f"get_bit(bits, mod(serial, {CHUNK_SIZE})) = 1"
# Aggregate: the bitmap of records, grouped by `CHUNK_SQL`.
BITMAP_SQL = f"bit_or(set_bit(0::bit({CHUNK_SIZE}), mod(serial, {CHUNK_SIZE}), 1))"

_ALL_KEYS_SQL = """
SELECT chunk, bit_and(bits) AS bits FROM register_factbits WHERE kind = %s AND (fact, value) IN ({keys})
GROUP BY chunk HAVING count(*) = {count}
"""
_ANY_KEY_SQL = """
SELECT chunk, bit_or(bits) AS bits FROM register_factbits WHERE kind = %s AND (fact, value) IN ({keys}) GROUP BY chunk
"""

# The key that every record has.
ALL_RECORDS_KEY = ":"
# Up to so many records are looked up one by one.
FEW_RECORDS = 10_000
# Up to so many records a list takes by their references; of more it goes through all of its kind in its own order.
FEW_REFS = 1000
# Of a fact with very many values, as many are counted among more records than that: those that most records have.
LARGEST = 100


def serials_sql(results: str) -> str:
    """SQL of the serial numbers in a table with a bitmap: what lies between its ones is as long as they are apart."""
    return f"""
SELECT (chunk * {CHUNK_SIZE} - 1 + sum(length(gap) + 1) OVER (PARTITION BY chunk ORDER BY place))::int AS serial
FROM {results}, unnest(string_to_array(bits::text, '1')) WITH ORDINALITY AS gaps (gap, place)
WHERE place <= bit_count(bits)"""


def all_bits_sql(results: str, kind: str) -> str:
    """SQL of one row of bytes, with a bit for each record of a kind (an SQL expression): bit ``9 # 7`` is number 9."""
    return f"""
SELECT string_agg(substr(bit_send(coalesce(bits, 0::bit({CHUNK_SIZE}))), 5), '' ORDER BY chunk)
FROM generate_series(0, (SELECT max(chunk) FROM register_factbits WHERE kind = {kind} AND fact = '')) AS chunk
LEFT JOIN {results} USING (chunk)"""


def is_marked_sql(results: str, kind: str, serial: str = "serial") -> str:
    """SQL condition: the record of a kind with this serial number is in a table with a bitmap."""
    return f"get_bit(({all_bits_sql(results, kind)}), {serial} # 7) = 1"


def are_few_sql(results: str) -> str:
    """SQL condition: a table with a bitmap has so few records that they are looked up one by one."""
    return f"(SELECT coalesce(sum(bit_count(bits)), 0) FROM {results}) <= {FEW_RECORDS}"


# SQL of rows (chunk, bits), and its parameters.
BitmapSQL = tuple[str, list]


def bitmap_of_serials(serials: str, parameters: list) -> BitmapSQL:
    """Bitmap of the records whose serial numbers this SQL selects."""
    sql = f"SELECT {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM ({serials}) AS found GROUP BY 1"
    return sql, parameters


def bitmap_of_keys(kind: str, alternatives: Sequence[Sequence[str]]) -> BitmapSQL:
    """Bitmap of the records of a kind with all keys (``fact:value``, of facts that are kept) of one of the lists."""
    if all(len(keys) == 1 for keys in alternatives):
        return _bitmap_where(_ANY_KEY_SQL, kind, [key for [key] in alternatives])
    return _combine_bitmaps("bit_or", [_bitmap_where(_ALL_KEYS_SQL, kind, keys) for keys in alternatives])


def _bitmap_where(template: str, kind: str, keys: Sequence[str]) -> BitmapSQL:
    distinct = [*dict.fromkeys(keys)]
    sql = template.format(keys=", ".join(["(%s, %s)"] * len(distinct)), count=len(distinct))
    return sql, [kind, *(part for key in distinct for part in key.split(":", 1))]


def intersect_bitmaps(bitmaps: Sequence[BitmapSQL]) -> BitmapSQL:
    """Bitmap of the records that are in all of these."""
    if len(bitmaps) == 1:
        return bitmaps[0]
    sql, parameters = _combine_bitmaps("bit_and", bitmaps)
    return f"{sql} HAVING count(*) = {len(bitmaps)}", parameters


def _combine_bitmaps(aggregate: str, bitmaps: Sequence[BitmapSQL]) -> BitmapSQL:
    union = " UNION ALL ".join(f"({sql})" for sql, _parameters in bitmaps)
    sql = f"SELECT chunk, {aggregate}(bits) AS bits FROM ({union}) AS parts GROUP BY chunk"
    return sql, [value for _sql, parameters in bitmaps for value in parameters]


def queryset_sql(entries: QuerySet, *columns: str) -> tuple[str, list]:
    """Unordered SQL of a queryset with these columns, and its parameters. Raises EmptyResultSet."""
    sql, parameters = entries.order_by().values_list(*columns).query.sql_with_params()
    return sql, list(parameters)


def refs_of_bitmap(letter: str, bitmap: BitmapSQL) -> RawSQL:
    """Subquery of the references of the records of a kind that are in a bitmap."""
    numbers = f"WITH found AS MATERIALIZED ({bitmap[0]}) {serials_sql('found')}"
    return RawSQL(f"SELECT %s || serial FROM ({numbers}) AS numbers", [letter, *bitmap[1]])


def is_in_bitmap(kind: str, bitmap: BitmapSQL) -> Exact:
    """Condition on entries: they are of a kind, and in a bitmap. It reads nothing that an index of an order has not."""
    sql = f"WITH found AS MATERIALIZED ({bitmap[0]}) {all_bits_sql('found', '%s')}"
    bits = RawSQL(sql, [*bitmap[1], kind])
    bit = Func(bits, F("serial").bitxor(7), function="get_bit", output_field=IntegerField())
    return Exact(Case(When(kind=kind, then=bit), default=Value(0)), Value(1))
