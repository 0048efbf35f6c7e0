"""Matches of whole names in a text: windows of words, compared without case, accents, hyphens and apostrophes.

A window is some words of a text, one after the other, and its key the form in which they are compared. Plans compare
keys with those of the names that staff gave; rules compare keyed hashes of them. So whatever a plan finds, a rule finds
again without knowing the name: what makes a window doubtful is in its key, too.

Keys: words are folded and written together, ``honggildong`` for Hong Gil-dong and HONG Gil Dong, with the length of
the first word after "<" or of the last after ">": To An is not "Toa N", and "~" if short words are in lower case. One
word of an alphabet begins with "=", so that Anna is not An Na; what is only part of a longer word or name, or parted
otherwise, ends in "+" (with the length where a comma parts it or in an address: Lee, Jun), and in "*+" two syllables
with a title or a particle of one: 허준은, 허준교수.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from redaction.context import is_before_institution, is_common_word, is_of_a_person
from redaction.readings import Reading, readings
from redaction.titles import is_ending, is_title
from redaction.tokens import Word, letters, words_of

PART = "+"  # ends the key of a part of a longer word
ATTACHED = f"*{PART}"  # ends the key of a short name with a title or particle attached
ONE_WORD = "="  # begins the key of one word of an alphabet
WORDS = 6  # that a window has at most, where no name is longer

_LOWER = "~"  # ends the key of short words in lower case
_SHORT = 5  # letters of a word that may be a common one: to, an, will, grace
_LONGEST_PART = 24  # syllables, or letters of Thai, of a name within longer words without spaces
_DISTINCT = 3  # syllables by which a Korean or Chinese name is told from other words
_PROCLITICS = "והבלכמשوفبلك"  # one letter that Hebrew and Arabic write together with the name that follows


class Grade(IntEnum):
    """Sureness that a match is the name: part of a longer word, a whole word, or the name beyond doubt."""

    PART = 1
    WORD = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Match:
    """A name in a text: where, how sure, and under which key; ``keys`` are all that are as sure there."""

    start: int
    end: int
    key: str
    grade: Grade
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Window:
    """Some words of a text and the key under which they are compared."""

    start: int
    end: int
    key: str
    parted: int = 0  # 1 by the comma of Lee, Jun; 2 by the end of a sentence or of another name


def windows(text: str, longest: int = WORDS) -> Iterator[Window]:
    """All windows of a text of at most ``longest`` words, and the parts of words of scripts without spaces."""
    words = words_of(text)
    for first in range(len(words)):
        for last in range(first, min(first + longest, len(words))):
            if last > first and words[last].is_far:
                break
            some = words[first : last + 1]
            is_part = _is_part(some) or is_before_institution(text, some[-1], words[last + 1 : last + 2])
            yield from _windows_of(text, some, is_part)
            yield from _parts_of(some)


def _is_part(words: Sequence[Word]) -> bool:
    """The words go on, are of two sentences or names, or stand within an address of a page or of mail."""
    start, end = words[0].start, words[-1].end
    return (
        words[0].is_going_on
        or any(word.begins_anew for word in words[1:])
        or any(word.link and not (start <= word.link[0] and word.link[1] <= end) for word in words)
    )


def _windows_of(text: str, words: Sequence[Word], is_part: bool) -> Iterator[Window]:
    """The windows of these words; where particles may end them, also without them."""
    last, start = words[-1], words[0].start
    parts = [word.folded for word in words]
    lower = _LOWER if _is_lower(text, words) else ""
    is_whole = not (is_part or last.goes_on)
    is_alphabetic = all(word.is_alphabetic for word in words)
    commas = [word.is_after_comma for word in words[1:] if word.begins_anew]
    for key in _keys(parts, is_alphabetic, is_whole, lower):
        yield Window(start, last.end, key, parted=2 * bool(commas))
    if is_alphabetic and (commas == [True] or words[0].link):
        for key in _keys(parts, is_alphabetic, lower="" if words[0].link else lower):
            yield Window(start, last.end, _doubtful(key), parted=len(commas))
    if is_alphabetic and parts[0][0] in _PROCLITICS and len(parts[0]) >= _DISTINCT:
        for key in _keys([parts[0][1:], *parts[1:]], is_alphabetic):
            yield Window(start + 1, last.end, _doubtful(key))
    if last.is_alphabetic:
        return
    before = "".join(parts[:-1])
    for length in range(len(last.syllables) - 1, 0, -1):
        rest, stem = _joined(last, length), before + _joined(last, 0, length)
        is_short = len(stem) < _DISTINCT
        # 허준은 may be 허준 with a particle, or somebody called 허준은
        if is_short and (is_title(rest) or (is_ending(rest) and length == len(last.syllables) - 1)):
            yield Window(start, last.syllables[length - 1][1], stem + ATTACHED)
        elif is_ending(rest):
            yield Window(start, last.syllables[length - 1][1], stem + PART * is_part)


def _keys(parts: Sequence[str], is_alphabetic: bool, is_whole: bool = True, lower: str = "") -> list[str]:
    """Keys of words, the surest first: by their first border, by their last, by none."""
    bare = "".join(parts)
    if not is_alphabetic:
        return [bare if is_whole else bare + PART]
    if len(parts) == 1:
        return [ONE_WORD + bare + PART * (not is_whole)]
    borders = [f"{bare}<{len(parts[0])}{lower}", f"{bare}>{len(parts[-1])}{lower}"]
    return [*borders * is_whole, bare + PART]


def _doubtful(key: str) -> str:
    return key if key.endswith(PART) else key + PART


def _is_lower(text: str, words: Sequence[Word]) -> bool:
    """Short words in lower case, that may be words of prose: "to an", not "gil-dong"."""
    lengths = [0]
    for word in words:
        lengths.append(len(word.folded) + lengths[-1] * word.is_going_on)
    return max(lengths) <= _SHORT and text[words[0].start : words[-1].end].islower()


def _joined(word: Word, first: int, last: int | None = None) -> str:
    return "".join(folded for _start, _end, folded in word.syllables[first:last])


def _parts_of(words: Sequence[Word]) -> Iterator[Window]:
    """Parts of words of scripts without spaces, with all between: 홍길동 in 홍길동교수회, 홍 길동 in 총장홍 길동."""
    initial, last = words[0], words[-1]
    if any(word.is_alphabetic for word in words):
        return
    between = "".join(word.folded for word in words[1:-1])
    for first in range(len(initial.syllables)):
        head = _joined(initial, first) if len(words) > 1 else ""
        shortest = 1 if head else first + 2  # of one word, two syllables at least
        longest = _LONGEST_PART - len(head) - len(between) + (0 if head else first)
        for end in range(shortest, min(longest, len(last.syllables)) + 1):
            if first or end < len(last.syllables):
                folded = head + between + _joined(last, 0 if head else first, end)
                yield Window(initial.syllables[first][0], last.syllables[end - 1][1], folded + PART)


class Names:
    """Names to look for, and the keys by which they are certain, only likely, or abbreviated."""

    def __init__(self, forms: Iterable[str]):
        self.certain: set[str] = set()
        self.likely: set[str] = set()
        self._abbreviated: set[str] = set()
        self.forms: list[str] = []
        self.longest = WORDS
        self._needed: list[list[str]] = []
        for form in forms:
            in_words = [(reading, words) for reading in readings(form) if (words := words_of(reading.text))]
            self.forms += [form] if in_words else []
            for reading, words in in_words:
                self._add(reading, words)

    def _add(self, reading: Reading, words: Sequence[Word]) -> None:
        form, parts = reading.text, [word.folded for word in words]
        is_alphabetic = all(word.is_alphabetic for word in words)
        keys = {key for lower in ("", _LOWER) for key in _keys(parts, is_alphabetic, lower=lower)}
        has_capitals = form != form.lower()
        if not reading.is_doubtful:
            self.certain |= {
                key for key in keys if not key.endswith(PART) and not (has_capitals and key.endswith(_LOWER))
            }
        self.likely |= keys | _other_keys(parts, is_alphabetic)
        self.longest = max(self.longest, len(words) + 1)
        self._needed.append([letters(part) for part in parts])
        if is_alphabetic and not reading.is_doubtful:
            abbreviated = _abbreviated_keys(parts)
            self._abbreviated |= abbreviated
            self._needed += [[bare] for bare in set(map(letters_of_key, abbreviated))]

    def grade(self, key: str) -> Grade | None:
        """Grade of a window under this key, before the text around it is looked at."""
        if key in self.certain:
            return Grade.CERTAIN
        return Grade.PART if key in self.likely or key in self._abbreviated else None

    def is_abbreviated(self, key: str) -> bool:
        """A family name with initials, which others have as well: it counts where more speaks for the name."""
        return key in self._abbreviated and key not in self.likely

    def may_be_in(self, text_letters: str) -> bool:
        """False where none of the names is in a text of these `letters`: a quick look before the windows."""
        return any(all(part in text_letters for part in parts) for parts in self._needed)


def _other_keys(parts: Sequence[str], is_alphabetic: bool) -> set[str]:
    """Keys under which a name may stand as well: in a longer word, in one word, in another order, in the plural."""
    keys: set[str] = set()
    for first in range(len(parts)):
        turned = [*parts[first:], *parts[:first]]
        keys.update(_keys(turned, is_alphabetic), _keys(turned, is_alphabetic, lower=_LOWER))
        keys.add("".join(turned))
    bare = "".join(parts)
    keys |= {bare, ONE_WORD + bare, bare + ATTACHED}
    keys |= set(map(_doubtful, keys))
    if is_alphabetic and len(parts) > 1:  # whole words only: Park S., Kim S. has no S. Kims
        keys.update(key for key in _keys([*parts[:-1], parts[-1] + "s"], True) if not key.endswith(PART))
    return keys


def _abbreviated_keys(parts: Sequence[str]) -> set[str]:
    """Keys of the last or first words, as the family name, with initials of the others: L. van der Meer, Kim M.-S."""
    keys: set[str] = set()
    for border in range(1, len(parts)):
        before, after = parts[:border], parts[border:]
        for family, given in (("".join(after), before), ("".join(before), after)):
            if len(family) >= _DISTINCT:
                for initials in {given[0][0], "".join(word[0] for word in given)}:
                    for length in {1, len(initials)}:  # M.-S. or MS
                        keys |= {f"{initials}{family}<{length}", f"{family}{initials}>{length}"}
    return keys | set(map(_doubtful, keys))


def letters_of_key(key: str) -> str:
    """The key of several words, or of one without spaces, without borders and marks."""
    return re.split(r"[<>~*+]", key)[0]


def is_distinct(key: str) -> bool:
    """Several words, or three syllables that are no common word: a name that is hardly another word."""
    bare = letters_of_key(key)
    return not key.startswith(ONE_WORD) and len(bare) >= _DISTINCT and not is_common_word(bare)


def matches(text: str, grade: Callable[[str], Grade | None], longest: int = WORDS) -> list[Match]:
    """Matches in a text in order, without overlaps: the surest, then the longest.

    ``grade`` says of a key how sure it is. One word in prose is never certain: it may be another word, "An" or "Mark".
    """
    by_span: dict[tuple[int, int, int], list[tuple[Grade, str]]] = defaultdict(list)
    for reading in readings(text):
        for window in windows(reading.text, longest):
            key = _doubtful(window.key) if reading.is_doubtful else window.key
            if sure := _grade_in(reading.text, window, grade(key)):
                start, end = _span_in(text, reading, window)
                by_span[start, end, window.parted].append((sure, key))
    candidates: list[tuple[int, Match]] = []
    for (start, end, parted), graded in by_span.items():
        best, _key = max(graded)
        keys = tuple(dict.fromkeys(key for sure, key in graded if sure is best))
        candidates.append((parted, Match(start, end, keys[0], best, keys)))
    kept: list[Match] = []
    for _parted, match in sorted(candidates, key=_preference):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _preference(candidate: tuple[int, Match]) -> tuple:
    """The surest first, then that of the most letters: Kennedy, John F rather than John F alone."""
    parted, match = candidate
    length = len(letters_of_key(match.key).removeprefix(ONE_WORD))
    return -match.grade, -length, parted, match.start - match.end, match.start


def _span_in(text: str, reading: Reading, window: Window) -> tuple[int, int]:
    """Start and end of a window of a reading in the text itself, without spaces after it."""
    start, end = reading.places[window.start], reading.places[window.end]
    return start, start + len(text[start:end].rstrip())


def _grade_in(text: str, window: Window, sure: Grade | None) -> Grade | None:
    """The grade of a window with its text: what is not distinct is certain only alone, or with a title."""
    if sure is not Grade.CERTAIN or is_distinct(window.key):
        return sure
    is_all = window.end - window.start == len(text.strip())
    return Grade.CERTAIN if is_all or is_of_a_person(text, window.start, window.end) else Grade.WORD


def with_marker(text: str, spans: Iterable[tuple[int, int]], marker: str) -> str:
    """The text with the marker in place of these spans, which do not overlap."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{marker}{text[end:]}"
    return text
