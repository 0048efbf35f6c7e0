"""Comparison of a page today with the text that is kept of it: sentences that went, that came, and the difference."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.file_texts.places import SAME_SIGNS
from pages.version_diff import DiffPiece, word_diff
from sources.choices import TextState

_MIN_LETTERS = 16  # of a sentence that counts: shorter ones are menus, captions and counters
_MIN_NOTICE, _MIN_KOREAN_NOTICE = (
    20,
    10,
)  # letters of a notice of correction; what is shorter is the name of a menu
_MIN_SHARE = 0.3  # of the kept sentences, below which a page shows another text
_MIN_LIKENESS = 0.5  # of two sentences, by their words, of which one became the other
_MOST_PAIRS = 2000  # of sentences that are held against each other
_AROUND = 1  # unchanged sentences that are shown beside changed ones
_MOST_UNITS = 4000
_SENTENCE_END = re.compile(r"(?<=[.!?。？！])[\"”’')\]]*\s+|\n+")
_COUNTER = re.compile(r"조회|작성자|첨부|\b(?:views?|hits|reads|shares|printed)\b.{0,12}\d", re.IGNORECASE)
_CORRECTION = re.compile(r"\bcorrect(?:ion|ed)\b|\berratum\b|\bcorrigendum\b|정정|바로잡", re.IGNORECASE)


@dataclass(frozen=True)
class TextChange:
    """A run of sentences: ``kind`` is "same", "del", "ins" or "changed", with its words or what changed in them."""

    kind: str
    words: str = ""
    pieces: list[DiffPiece] = field(default_factory=list)


def compare_texts(kept: str, page: str, *, is_whole: bool) -> str:
    """State of a page beside the text that is kept of it.

    ``is_whole``: it was read out of a file, so that what stands between its sentences came later. Somebody who pastes
    leaves captions and buttons out.
    """
    counted, there = [unit for unit in _units(kept) if _counts(unit)], _squeezed(page)
    if not counted or _squeezed(kept) in there:
        return TextState.CHANGED if _new_corrections(kept, page) else TextState.SAME
    missing = [unit for unit in counted if _squeezed(unit) not in there]
    if len(counted) - len(missing) < _MIN_SHARE * len(counted):
        return TextState.OTHER
    came = _new_corrections(kept, page) or (is_whole and _came_between(kept, page))
    return TextState.CHANGED if missing or came else TextState.SAME


def are_versions(text: str, other: str) -> bool:
    """True where the shorter of two texts has enough sentences in common with the other, as they are or reworded."""
    shorter, longer = sorted((text, other), key=len)
    units, there = _units(shorter), _squeezed(longer)
    units, others = [unit for unit in units if _counts(unit)] or units, [*map(_word_set, _units(longer))]
    common = sum(_squeezed(unit) in there or _is_among(_word_set(unit), others) for unit in units)
    return bool(common) and common >= _MIN_SHARE * len(units)


def _word_set(unit: str) -> set[str]:
    return {*re.findall(r"\w+", unit.casefold())}


def _is_among(words: set[str], others: list[set[str]]) -> bool:
    """True where one of these sentences has more than half of the same words."""
    return any(len(words & each) > _MIN_LIKENESS * max(len(words), len(each)) for each in others)


def text_changes(kept: str, page: str) -> list[TextChange]:
    """The difference, sentence by sentence, with some of what stayed; of the page only where the kept text stands."""
    old, new = _units(kept), _units_around(kept, page)
    matcher = difflib.SequenceMatcher(None, [*map(_squeezed, old)], [*map(_squeezed, new)], autojunk=False)
    changes: list[TextChange] = []
    for opcode, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if opcode == "equal":
            changes += _stayed(old[old_start:old_end])
        else:
            changes += _replaced(old[old_start:old_end], new[new_start:new_end])
    return changes


def _stayed(units: list[str]) -> list[TextChange]:
    if len(units) <= 2 * _AROUND:
        return [TextChange("same", " ".join(units))]
    first, last = " ".join(units[:_AROUND]), " ".join(units[-_AROUND:])
    return [TextChange("same", first), TextChange("gap"), TextChange("same", last)]


def _replaced(old: list[str], new: list[str]) -> Iterator[TextChange]:
    """Sentences that only went or came, and those that changed with what they became."""
    rest, are_few = list(new), len(old) * len(new) <= _MOST_PAIRS
    for before in old:
        alike = (number for number, after in enumerate(rest) if are_few and _are_alike(before, after))
        place = next(alike, None)
        if place is None:
            yield TextChange("del", before)
            continue
        yield from (TextChange("ins", words) for words in rest[:place])
        yield TextChange("changed", pieces=word_diff(before, rest[place]))
        rest = rest[place + 1 :]
    yield from (TextChange("ins", words) for words in rest)


def _are_alike(before: str, after: str) -> bool:
    words = difflib.SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    return words.ratio() > _MIN_LIKENESS and bool(word_diff(before, after))


def _units(text: str) -> list[str]:
    """Sentences and lines."""
    return [" ".join(unit.split()) for unit in _SENTENCE_END.split(text) if unit and unit.strip()][
        :_MOST_UNITS
    ]


def _units_around(kept: str, page: str) -> list[str]:
    """The sentences of a page from the first to the last that are kept, and notices of correction before and after."""
    old, new = [*map(_squeezed, _units(kept))], _units(page)
    places = [number for number, unit in enumerate(new) if _squeezed(unit) in set(old)]
    if not places:
        return new
    # as many more as the kept text has before and after those
    first = places[0] - old.index(_squeezed(new[places[0]]))
    last = places[-1] + old[::-1].index(_squeezed(new[places[-1]]))
    return [unit for number, unit in enumerate(new) if first <= number <= last or _is_correction(unit)]


def _came_between(kept: str, page: str) -> bool:
    """True where a sentence that counts stands among the kept ones."""
    there = _squeezed(kept)
    return any(_counts(unit) and _squeezed(unit) not in there for unit in _units_around(kept, page))


def _new_corrections(kept: str, page: str) -> list[str]:
    """Notices of correction that the kept text has not."""
    there = _squeezed(kept)
    return [unit for unit in _units(page) if _is_correction(unit) and _squeezed(unit) not in there]


def _is_correction(unit: str) -> bool:
    least = _MIN_KOREAN_NOTICE if re.search("[가-힣]", unit) else _MIN_NOTICE
    return bool(_CORRECTION.search(unit)) and sum(map(str.isalpha, unit)) >= least


def _counts(unit: str) -> bool:
    return sum(map(str.isalpha, unit)) >= _MIN_LETTERS and not _COUNTER.search(unit)


def _squeezed(text: str) -> str:
    """A text without blanks and with one form of quotes and dashes: pages are set anew without being changed."""
    return "".join(unicodedata.normalize("NFKC", text).translate(SAME_SIGNS).split())
