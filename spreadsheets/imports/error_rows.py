"""Sheet of the rows with errors, to be corrected and uploaded again."""

from spreadsheets.files.layout import REASON_HEADER
from spreadsheets.files.table import SheetTable
from spreadsheets.files.writer import write_sheet
from spreadsheets.plan import CellProblem, ImportPlan


def write_error_rows(table: SheetTable, plan: ImportPlan, file_format: str) -> bytes:
    """The rows with errors and, in a last column, the reasons; ``file_format`` is csv or xlsx.

    The reader leaves that column out.
    """
    return write_sheet([[*table.headers, str(REASON_HEADER)], *_rows_with_reasons(table, plan)], file_format)


def _rows_with_reasons(table: SheetTable, plan: ImportPlan) -> list[list[str]]:
    cells = dict(table.numbered())
    return [
        [*cells[row.number], "\n".join(map(_problem_sentence, row.problems))]
        for row in plan.rows
        if row.state == "error"
    ]


def _problem_sentence(problem: CellProblem) -> str:
    sentence = f"{problem.reason} {problem.advice}".strip()
    return f"{problem.column}: {sentence}" if problem.column else sentence
