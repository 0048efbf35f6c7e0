"""Check of answers that are given blindly, such as on a command line: each must answer something in the list."""

from collections.abc import Iterable

from spreadsheets.answers import SAME_QUESTION, ImportAnswers
from spreadsheets.drafts.draft import PARTIES_QUESTION
from spreadsheets.drafts.parties import OUR_SIDE_QUESTION
from spreadsheets.files.table import SheetTable
from spreadsheets.matching.name_patterns import LINES_PATTERN, NAME_PATTERNS, PLACES_PATTERN
from spreadsheets.parsing.cells import normalize_cell, split_values
from spreadsheets.plan import ImportPlan

_PATTERNS = (LINES_PATTERN, PLACES_PATTERN, *NAME_PATTERNS)
_KEYS = {PARTIES_QUESTION, OUR_SIDE_QUESTION, SAME_QUESTION, *(pattern.key for pattern in _PATTERNS)}
_KINDS_OF_COLUMN = {  # each with the header after it
    "calendar", "dates", "day", "days", "meaning", "months", "renewal", "units", "whole",
}  # fmt: skip


class UnknownAnswer(Exception):
    """An answer to no question of the list, or one that was not offered; says what there is."""


def check_answers(plan: ImportPlan, answers: ImportAnswers, table: SheetTable) -> None:
    """Raises UnknownAnswer. A question that this file no longer asks, its rows being recorded, may be answered."""
    questions = {question.key: question for question in plan.questions}
    for key, value in answers.questions.items():
        if key not in questions and not _may_be_asked(key, table):
            raise UnknownAnswer(f"There is no question “{key}”. {_listing('Questions', questions)}")
        if key in questions and not questions[key].answer:
            values = [option for option, _label in questions[key].options]
            raise UnknownAnswer(f"“{value}” is no answer to “{key}”. {_listing('Answers', values)}")
    names = _names_in_list(plan, answers)
    for name in answers.organizations:
        if name not in names and name not in _values(table):
            raise UnknownAnswer(f"The list names no organization “{name}”. {_listing('Names', names)}")


def _may_be_asked(key: str, table: SheetTable) -> bool:
    """True where the key names a column or a text of the file, or a question that any list may ask."""
    kind, _sign, rest = key.partition("/")
    if kind in _KINDS_OF_COLUMN:
        return any(rest == header or rest.startswith(f"{header}/") for header in table.headers)
    if kind == "value":
        return normalize_cell(rest.partition("/")[2]) in map(normalize_cell, _values(table))
    return key in _KEYS or kind == SAME_QUESTION


def _values(table: SheetTable) -> set[str]:
    return {value for row in table.rows for text in row for value in [text, *split_values(text)]}


def _names_in_list(plan: ImportPlan, answers: ImportAnswers) -> list[str]:
    """The names of organizations in the list, and those that cells really hold by the answers."""
    named = [organization.name for organization in plan.organizations]
    for choice in answers.organizations.values():
        named += choice if isinstance(choice, list) else []
    return list(dict.fromkeys(named))


def _listing(what: str, values: Iterable[str]) -> str:
    return f"{what}: {', '.join(values)}." if values else f"{what}: none."
