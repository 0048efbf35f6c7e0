"""Text of mergers, declared to redaction: the rows that an undo brings back hold the words of their records."""

from redaction.stores import TextStore

STORES = [
    TextStore(
        "merging.Merger",
        words=("name", "reason", "rows"),
        listed=("external_id",),
        nameless={
            "model": "a label of the program", "ref": "a reference",
        },
    ),
]  # fmt: skip
