"""Findings about a list as a whole, each once: questions that one answer settles for all rows, and notices."""

from collections.abc import Callable

from spreadsheets.answers import ImportAnswers
from spreadsheets.plan import ListNotice, ListQuestion

_MAX_EXAMPLES = 5


class ListFindings:
    """The questions and notices of a list, gathered row by row, with the answers so far."""

    def __init__(self, answers: ImportAnswers):
        self.answers = answers
        self.questions: dict[str, ListQuestion] = {}
        self.notices: dict[tuple[str, str], ListNotice] = {}
        self._noted: set[tuple[int, int]] = set()  # the id of a finding, and a row that it is noted of

    def question(self, key: str, make: Callable[[], ListQuestion]) -> ListQuestion:
        """The question of this key as a row above noted it, or made: for those whose options take long."""
        return self.questions.get(key) or make()

    def answer_to(self, question: ListQuestion, row: int, example: str) -> str:
        """The value chosen for a question, "" while it is open; the question is noted with this row either way."""
        noted = self.questions.setdefault(question.key, question)
        noted.answer = self.answers.questions.get(question.key, "")
        if noted.answer not in dict(noted.options):
            noted.answer = ""  # of an earlier issue of the list, where other options were offered
        self._note_row(noted, row, example)
        return noted.answer

    def notice(self, column: str, reason: str, row: int, example: str = "") -> None:
        """Say something of a column once for the list: it is true of this row."""
        self._note_row(self.notices.setdefault((column, reason), ListNotice(column, reason)), row, example)

    def _note_row(self, finding: ListQuestion | ListNotice, row: int, example: str) -> None:
        if (id(finding), row) not in self._noted:
            self._noted.add((id(finding), row))
            finding.rows.append(row)
        if example and example not in finding.examples and len(finding.examples) < _MAX_EXAMPLES:
            finding.examples.append(example)
