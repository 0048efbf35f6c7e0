"""How many records have each fact, kept as records come and go: no list has to count the whole register.

Whoever writes or removes entries does it in the turn that publishing takes, so that no two change a number at once.
"""

from collections.abc import Sequence

from django.db import connection

from register.models import Tally

KEYS = """
SELECT kind, split_part(key, ':', 1) AS fact, substr(key, strpos(key, ':') + 1) AS value, count(*) AS records
FROM register_entry, unnest(keys) AS key WHERE ref = ANY(%s) GROUP BY 1, 2, 3
"""
ADD = f"""
INSERT INTO register_tally (kind, fact, value, records) {KEYS}
ON CONFLICT (kind, fact, value) DO UPDATE SET records = register_tally.records + excluded.records
"""
SUBTRACT = f"""
UPDATE register_tally AS tally SET records = tally.records - gone.records FROM ({KEYS}) AS gone
WHERE (tally.kind, tally.fact, tally.value) = (gone.kind, gone.fact, gone.value)
"""
DROP = f"""
DELETE FROM register_tally AS tally USING ({KEYS}) AS gone
WHERE (tally.kind, tally.fact, tally.value) = (gone.kind, gone.fact, gone.value) AND tally.records = 0
"""


def add(refs: Sequence[str]) -> None:
    """Count entries that have just been written."""
    ask(ADD, refs)


def subtract(refs: Sequence[str]) -> None:
    """Count entries no more, just before they are removed; a fact that none has left is forgotten."""
    ask(SUBTRACT, refs)
    ask(DROP, refs)


def clear() -> None:
    Tally.objects.all()._raw_delete("default")


def ask(statement: str, refs: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(refs)])
