"""Which records have a fact, as bits: one for each serial number, in chunks that a publication can rewrite quickly.

Counting under a question is then a matter of putting bits side by side, whatever the number of records: the records
that are found are bits as well, and what they share with a fact is counted by the machine.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from register.fields import CHUNK_SIZE

CHUNK_SQL = f"serial / {CHUNK_SIZE}"
# The bits of records, grouped by `PLACE`.
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

# Statements of chunks and bits, with their parameters.
BitmapSQL = tuple[str, list]


def bitmap_of_serials(serials: str, parameters: list) -> BitmapSQL:
    """The records with these serial numbers, given as SQL."""
    return (
        f"SELECT {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM ({serials}) AS found GROUP BY 1",
        parameters,
    )


def bitmap_of_keys(kind: str, alternatives: Sequence[Sequence[str]]) -> BitmapSQL:
    """The records of a kind that have all keys, ``fact:value``, of one of these lists; of facts that are counted."""
    if all(len(keys) == 1 for keys in alternatives):
        return _bitmap_where(_ANY_KEY_SQL, kind, [key for [key] in alternatives])
    return _combine_bitmaps("bit_or", [_bitmap_where(_ALL_KEYS_SQL, kind, keys) for keys in alternatives])


def _bitmap_where(statement: str, kind: str, keys: Sequence[str]) -> BitmapSQL:
    distinct = [*dict.fromkeys(keys)]
    text = statement.format(keys=", ".join(["(%s, %s)"] * len(distinct)), count=len(distinct))
    return text, [kind, *(part for key in distinct for part in key.split(":", 1))]


def intersect_bitmaps(parts: Sequence[BitmapSQL]) -> BitmapSQL:
    """The records that are in each of these."""
    if len(parts) == 1:
        return parts[0]
    text, parameters = _combine_bitmaps("bit_and", parts)
    return f"{text} HAVING count(*) = {len(parts)}", parameters


def _combine_bitmaps(how: str, parts: Sequence[BitmapSQL]) -> BitmapSQL:
    together = " UNION ALL ".join(f"({text})" for text, _parameters in parts)
    text = f"SELECT chunk, {how}(bits) AS bits FROM ({together}) AS parts GROUP BY chunk"
    return text, [value for _text, parameters in parts for value in parameters]


def queryset_sql(entries: QuerySet, *columns: str) -> tuple[str, list]:
    """The statement of a query set and its parameters. Raises EmptyResultSet where nothing can be found."""
    text, parameters = entries.order_by().values_list(*columns).query.sql_with_params()
    return text, list(parameters)
