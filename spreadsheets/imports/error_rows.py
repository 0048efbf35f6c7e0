"""The rows with errors as a sheet to correct and upload again."""

from spreadsheets.files.reader import REASON_HEADER, SheetTable
from spreadsheets.files.writer import write_sheet
from spreadsheets.plan import CellProblem, ImportPlan


def write_error_rows(table: SheetTable, plan: ImportPlan, format: str) -> bytes:
    """The rows with errors and, in a last column, why; ``format`` is csv or xlsx.

    Read again that column is left out.
    """
    return write_sheet([[*table.headers, str(REASON_HEADER)], *_rows_with_reasons(table, plan)], format)


def _rows_with_reasons(table: SheetTable, plan: ImportPlan) -> list[list[str]]:
    cells = dict(table.numbered())
    return [
        [*cells[row.number], "\n".join(map(_problem_sentence, row.problems))]
        for row in plan.rows
        if row.state == "error"
    ]


def _problem_sentence(problem: CellProblem) -> str:
    told = f"{problem.reason} {problem.advice}".strip()
    return f"{problem.column}: {told}" if problem.column else told
