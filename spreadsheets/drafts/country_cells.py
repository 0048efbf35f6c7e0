"""Countries in the cells of a row: codes, or a mark for what is written and not understood."""

import re

from django_countries import countries

from spreadsheets.answers import ImportAnswers
from spreadsheets.drafts.draft import AgreementDraft, SheetCell, SheetRow
from spreadsheets.messages import Message
from spreadsheets.messages import message as _
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.countries import (
    find_country_code,
    is_unknown_country,
    near_countries,
    parse_country_cell,
    unknown_country,
)
from spreadsheets.parsing.word_lists import is_unstated
from spreadsheets.plan import ListQuestion

_NO_COUNTRY = "none"
_COUNTRY_SIGNS = re.compile(r"\s*(?:[,/&]|\band\b|\bund\b|및)\s*")


def _split_countries(text: str) -> list[str]:
    """The countries of a cell, as they are written; “Japan, France” are two, “Korea, Republic of” is one."""
    values = []
    for value in cells.split_values(text):
        parts = [part for part in _COUNTRY_SIGNS.split(value) if part]
        is_several = len(parts) > 1 and not find_country_code(value) and all(map(find_country_code, parts))
        values += parts if is_several else [value]
    return values


def _country_code(answers: ImportAnswers, value: str) -> str:
    """The code of a country as it is written, or as somebody said; a mark (unknown_country) while nobody did."""
    if _says_nothing(value):
        return ""
    answer = answers.questions.get(_question_key(value))
    return find_country_code(value) or (answer if answer in dict(countries) else unknown_country(value))


def _says_nothing(value: str) -> bool:
    return cells.is_blank_cell(value) or (is_unstated(value) and not find_country_code(value))


def row_countries(row: SheetRow, answers: ImportAnswers) -> list[str]:
    """Codes of the countries of a row, "" for a blank one, a mark for one not known; empty where none is given."""
    codes = [_country_code(answers, value) for _header, value in _country_values(row)]
    return codes if any(codes) else []


def note_unknown_countries(draft: AgreementDraft) -> None:
    """Note the question about each country of the row that is not known by itself."""
    for header, value in _country_values(draft.row):
        if not _says_nothing(value) and not find_country_code(value):
            _note_question(draft, header, value)


def _country_values(row: SheetRow) -> list[SheetCell]:
    """The countries of a row as they are written, each with its header; "" for a cell without any."""
    return [
        (header, value)
        for header, text in row.cells.get("party_country", [])
        for value in _split_countries(text) or [""]
    ]


def open_country_question(draft: AgreementDraft, country: str) -> str:
    """Key of the question about a country of which nobody has said yet which it is; "" for any other."""
    key = _question_key(country[1:])
    question = draft.desk.findings.questions.get(key) if is_unknown_country(country) else None
    return key if question and not question.answer else ""


def _note_question(draft: AgreementDraft, header: str, value: str) -> None:
    """Note the question about a country; while it is open it is a problem of the row."""
    findings = draft.desk.findings
    question = findings.question(_question_key(value), lambda: _country_question(value))
    answer = findings.answer_to(question, draft.row.number, value)
    if answer == _NO_COUNTRY:
        draft.row.unmapped_cells.append((header, value))
    elif not answer:
        try:
            parse_country_cell(value)
        except CellError as error:
            draft.add_problem(CellError(error.reason, error.advice, question.key), header, value)


def _question_key(value: str) -> str:
    return f"value/party_country/{value}"


def _country_question(value: str) -> ListQuestion:
    """Any country can be chosen, those spelt alike first; none is suggested: the letters say little."""
    names = dict(countries)
    near = [code for code in near_countries(value) if code in names]
    options = [(code, _country_name(code)) for code in near]
    options.append((_NO_COUNTRY, _("None: leave it to the internal note")))
    options += [(code, _country_name(code)) for code, _label in countries if code not in near]
    return ListQuestion(_question_key(value), _("Which country is “%s”?") % value, options)


def _country_name(code: str) -> Message:
    return Message(lambda: str(countries.name(code)))
