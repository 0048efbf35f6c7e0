"""Text of mergers, declared to redaction: the rows that an undo brings back hold the words of their records."""

from collections.abc import Callable
from typing import Any

from redaction.stores import Codec, TextStore, stores


def _decoded(rows: list[dict]) -> list[dict]:
    return _with_values(rows, lambda store, column, value: store.decoded(column, value))


def _encoded(rows: list[dict]) -> list[dict]:
    return _with_values(rows, lambda store, column, value: store.encoded(column, value))


def _with_values(rows: list[dict], value_of: Callable[[TextStore, str, Any], Any]) -> list[dict]:
    """Rows with their values as the stores of their tables hold them: words may stand in names of members."""
    return [
        {
            **row,
            **{
                side: {
                    column: value_of(store, column, value) if column in store.codecs else value
                    for column, value in row[side].items()
                }
                for side in ("before", "after")
                if row[side] and (store := stores().get(row["label"].lower()))
            },
        }
        for row in rows
    ]


STORES = [
    TextStore(
        "merging.Merger",
        words=("name", "reason", "rows"),
        listed=("external_id",),
        nameless={
            "model": "a label of the program", "ref": "a reference",
        },
        codecs={"rows": Codec(_decoded, _encoded)},
    ),
]  # fmt: skip
