"""List cells: the entries of a cell that holds several values, paired with those of the record."""

from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, normalize_cell
from spreadsheets.plan import ListQuestion

_WHOLE, _ADD = "whole", "add"
_CORRECTED = 0.75  # similarity of two texts of which one is likely the other, corrected

Pairs = dict[int, int]  # place in the cell: place in the record


def pair_equal(old: Sequence[Collection[str]], new: Sequence[str]) -> Pairs:
    """Entries that are the same by one of their keys, each once; of several alike that of the same place."""
    pairs: Pairs = {place: place for place, key in enumerate(new) if place < len(old) and key in old[place]}
    for place, key in enumerate(new):
        if place in pairs:
            continue
        free = (other for other in range(len(old)) if other not in pairs.values())
        if (same := next((other for other in free if key in old[other]), None)) is not None:
            pairs[place] = same
    return pairs


def pair_replaced(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Pairs:
    """The pairs, with the entries that stand in the place of another: likely corrected, or after the same entry.

    What is left of ``old`` is removed, what is left of ``new`` is added.
    """
    pairs = dict(pairs)
    for place, other in _likely_corrections(old, new, pairs):
        if place not in pairs and other not in pairs.values():
            pairs[place] = other
    kept = dict(pairs)
    for place in (place for place in range(len(new)) if place not in kept):
        before = kept.get(_last_before(place, kept), -1)
        free = (
            other
            for other in range(len(old))
            if other not in pairs.values() and _last_before(other, kept.values()) == before
        )
        if (replaced := next(free, None)) is not None:
            pairs[place] = replaced
    return pairs


def _last_before(place: int, places: Iterable[int]) -> int:
    """The last of some places that comes before this one, -1 where there is none."""
    return max((other for other in places if other < place), default=-1)


def _likely_corrections(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> list[tuple[int, int]]:
    """Entries that are likely others corrected, the likeliest first."""
    scores = [
        (correction_score(old[other], new[place]), place, other)
        for place in range(len(new))
        for other in range(len(old))
        if place not in pairs and other not in pairs.values()
    ]
    return [(place, other) for score, place, other in sorted(scores, reverse=True) if score]


def correction_score(old: str, new: str) -> float:
    """Similarity (0 to 1) of a text to one of which it is likely a correction; 0 where it is less alike."""
    score = SequenceMatcher(None, normalize_cell(old), normalize_cell(new)).ratio()
    return score if score >= _CORRECTED else 0.0


def is_whole_list(draft: AgreementDraft, name: str, gone: list[str], *, has_new: bool) -> bool | None:
    """True where a cell is the whole list, so that the entries of the record that it does not name go.

    It is in a sheet that was exported here; of any other somebody says so once for the column. None while it is open
    and the row cannot be recorded: the cell has something new, perhaps instead of what the record has.
    """
    if not gone or draft.is_exported:
        return True
    header = draft.row.header_of(name)
    question = ListQuestion(
        key=f"whole/{header}",
        text=_("“%s” does not name all that the records have. Is it the whole list?") % header,
        options=[
            (_WHOLE, _("yes: what it does not name is taken away")),
            (_ADD, _("no: it only adds, and what is recorded stays")),
        ],
        is_needed=False,
    )
    example = f"{', '.join(gone)} → {', '.join(draft.row.text(name).split(chr(10)))}"
    answer = draft.desk.findings.answer_to(question, draft.row.number, example)
    if answer == _WHOLE:
        return True
    if not answer and has_new:
        draft.desk.findings.questions[question.key].is_needed = True
        reason = _("The record has %s too: does the cell name all?") % ", ".join(gone)
        advice = _("Say once for the column whether the cells are the whole list.")
        draft.add_problem(CellError(reason, advice, question.key), header, draft.row.text(name))
        return None
    reason = _("The record keeps what this cell does not name: %s.") % ", ".join(gone)
    draft.add_warning(name, reason, _("Say of the column whether it is the whole list."))
    return False
