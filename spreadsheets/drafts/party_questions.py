"""Questions about the parties of a list: what cells that hold more than a name mean, asked once for all of a kind."""

from dataclasses import replace

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.matching.name_lines import one_name
from spreadsheets.matching.name_patterns import LINES_PATTERN, NO, NamePattern, pattern_question
from spreadsheets.matching.party_names import PartyNameReader
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, is_blank_cell, split_values
from spreadsheets.parsing.word_lists import is_unstated

_LINE_SIGN = " ↵ "


def answer_about(draft: AgreementDraft, pattern: NamePattern, header: str, text: str, example: str) -> str:
    """The answer about a pattern; while it is open, "", a problem of the row and of this name in the list."""
    question = pattern_question(pattern)
    answer = draft.desk.findings.answer_to(question, draft.row.number, example)
    if not answer:
        advice = _("Answer the question about the list: it would be %s.") % example
        draft.add_problem(CellError(question.text, advice, question=question.key), header, text)
        draft.desk.organizations_in_list.note_open(text, draft.row.number, pattern.key, example)
    return answer


def note_lines(draft: AgreementDraft, reader: PartyNameReader) -> set[str]:
    """Note cells of which not each line is a name; returns the names that are an open question."""
    still_open = set()
    # the lines of joined rows are cells, which hold a party each
    pattern = replace(LINES_PATTERN, suggested=NO) if draft.desk.has_joined_rows else LINES_PATTERN
    for header, cell in draft.row.filled_cells("party"):
        if reader.has_other_lines(cell):
            name = one_name(reader.lines(cell), reader.is_organization)
            example = f"{_LINE_SIGN.join(split_values(cell))} → {name}"
            if not answer_about(draft, pattern, header, name, example):
                still_open.add(name)
    return still_open


def keep_left_lines(draft: AgreementDraft, reader: PartyNameReader) -> None:
    """Keep in the note what the cells of parties hold besides names: homepages, streets, “see list”."""
    for header, cell in draft.row.filled_cells("party"):
        names = [text for text in reader.values(cell) if reader.is_named(text)]
        left = [
            text
            for text in split_values(cell)
            if not is_blank_cell(text) and not is_unstated(text) and not any(text in name for name in names)
        ]
        if left:
            draft.row.unmapped_cells.append((header, "; ".join(left)))
