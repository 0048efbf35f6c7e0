"""The rows with errors as a sheet to correct and upload again."""

from interchange.sheets.plans import CellProblem, Plan
from interchange.sheets.reading import REASON, Table
from interchange.sheets.writing import write


def bad_rows(table: Table, plan: Plan, format: str) -> bytes:
    """The rows with errors and, in a last column, why; ``format`` is csv or xlsx.

    Read again that column is left out.
    """
    return write([[*table.headers, str(REASON)], *rows_with_reasons(table, plan)], format)


def rows_with_reasons(table: Table, plan: Plan) -> list[list[str]]:
    cells = dict(table.numbered())
    return [
        [*cells[row.number], "\n".join(map(sentence, row.problems))]
        for row in plan.rows
        if row.state == "error"
    ]


def sentence(problem: CellProblem) -> str:
    told = f"{problem.reason} {problem.advice}".strip()
    return f"{problem.column}: {told}" if problem.column else told
