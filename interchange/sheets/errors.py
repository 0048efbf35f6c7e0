"""The rows with errors as a sheet to correct and upload again."""

from interchange.sheets.planning import Plan
from interchange.sheets.reading import Table


def bad_rows(table: Table, plan: Plan, format: str) -> bytes:
    """The rows with errors and, in a last column, why; ``format`` is csv or xlsx. Read again that column is ignored."""
    raise NotImplementedError
