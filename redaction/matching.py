"""Matches of whole names in a text: windows of words, compared without case, accents, hyphens and apostrophes.

A window is some words of a text, one after the other, and its key the form in which they are compared. Plans compare
keys with those of the names that staff gave; rules compare keyed hashes of them. So whatever a plan finds, a rule finds
again without knowing the name.

Keys: words are folded and written together, ``honggildong`` for Hong Gil-dong and HONG Gil Dong; one word of an
alphabet begins with "=", so that Anna is not An Na; what is only part of a longer word or name ends in "+".
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from core.text import CJK_RANGES, fold

PART = "+"  # ends the key of a part of a longer word
ONE_WORD = "="  # begins the key of one word of an alphabet
WORDS = 6  # that a window has at most, where no name is longer

_LONGEST_PART = 12  # syllables of a name within a longer word without spaces
_DISTINCT = 3  # syllables by which a Korean or Chinese name is told from other words
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphens, joiners and the like, within words
_HANGUL = "가-힣\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc"
_HAN, _KANA = "㐀-䶿一-鿿豈-\ufaff", "ぁ-ヿ\uff66-\uff9f"
_NO_SPACES = f"{_HANGUL}{_HAN}{_KANA}{CJK_RANGES}"
_APOSTROPHES = "'’‘ʻʼʽʹ′‛`´＇"
_MARKS = "".join(
    re.escape(sign)
    for sign in map(chr, range(0x300, 0xFE30))
    if unicodedata.category(sign) in {"Mn", "Mc"} and not re.match(f"[{_NO_SPACES}]", sign)
)
_SCRIPT = "(?:[{0}][{0}{1}{2}]*)"
_TOKEN = re.compile(
    "|".join(
        (
            *(_SCRIPT.format(script, _MARKS, _UNSEEN) for script in (_HANGUL, _HAN, _KANA, CJK_RANGES)),
            rf"(?:(?![{_NO_SPACES}{_APOSTROPHES}])[\w{_MARKS}{_UNSEEN}])+",
        )
    )
)
# A syllable and what belongs to it: vowels and finals of Hangul that came apart, voicing marks of Kana.
_SYLLABLE = re.compile(f".[\u1160-\u11ff\u3099\u309a\uff9e\uff9f{_MARKS}{_UNSEEN}]*", re.DOTALL)
# What follows a name in Korean and Japanese without a space: a form of address, then a particle.
_ADDRESS = "(?:씨|님|군|양)?"
_PARTICLES = (
    "은 는 이 가 을 를 의 에 도 만 와 과 로 께 나 랑 야 아 여 에게 에게서 에서 께서 께서는 께서도 으로 으로서 "
    "으로써 로서 로써 이나 이랑 이라 이라고 이라는 라고 라는 이며 이고 이다 이었다 였다 과의 와의 에게는 에게도 "
    "에는 에도 까지 부터 마저 조차 보다 처럼 하고 한테 이여 だけ は が を の に と も へ で から まで より さん 様"
)
_ENDING = re.compile(f"{_ADDRESS}(?:{'|'.join(sorted(_PARTICLES.split(), key=len, reverse=True))})?")
_JOINED = re.compile(f"[-‐‑{_APOSTROPHES}]?")  # between parts of a longer word: Gil-dong, O'Neill
_ELISIONS = {"d", "l", "qu", "dell", "dall", "all", "nell", "sull"}  # written with the name that follows
# Between words of one name: spaces, a full stop after an initial, quotation marks, and one break of a line.
_END_OF_SENTENCE = re.compile(r"[.;:!?,。、，；：！？]")
_LONGEST_GAP = 8
_LONGEST_ABBREVIATION = 3  # letters of H., Dr. and the like


class Grade(IntEnum):
    """Sureness that a match is the name: part of a longer word, a whole word, or the name beyond doubt."""

    PART = 1
    WORD = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Match:
    """A name in a text: where, under which key, and how sure."""

    start: int
    end: int
    key: str
    grade: Grade


@dataclass
class _Word:
    """A run of one script in a text, with the folded form of each of its syllables (of an alphabet: of the whole)."""

    start: int
    end: int
    syllables: tuple[tuple[int, int, str], ...]
    is_alphabetic: bool
    goes_on: bool = False  # in the next word: Gil in Gil-dong
    is_going_on: bool = False  # an earlier word: dong in Gil-dong
    begins_anew: bool = False  # after the end of a sentence or of another name
    is_far: bool = False  # from the word before

    @property
    def folded(self) -> str:
        return "".join(folded for _start, _end, folded in self.syllables)


def _words(text: str) -> list[_Word]:
    """Words of a text in order, without those that print nothing."""
    words: list[_Word] = []
    for token in _TOKEN.finditer(text):
        is_alphabetic = not re.match(f"[{_NO_SPACES}]", token[0])
        parts = [token] if is_alphabetic else _SYLLABLE.finditer(text, token.start(), token.end())
        syllables = tuple((part.start(), part.end(), _fold(part[0])) for part in parts)
        if any(folded for _start, _end, folded in syllables):
            words.append(_Word(token.start(), token.end(), syllables, is_alphabetic))
    for before, word in pairwise(words):
        _look_between(before, word, text[before.end : word.start])
    return words


def _fold(text: str) -> str:
    return re.sub(f"[{_UNSEEN}]+", "", fold(text))


def _look_between(before: _Word, word: _Word, gap: str) -> None:
    """Notes at two words whether they are parts of a longer word, of one name or of two names."""
    is_apostrophe, is_joined = bool(gap) and gap in _APOSTROPHES, bool(_JOINED.fullmatch(gap))
    is_ending = (
        word.folded == "s" if is_apostrophe else not (gap or word.is_alphabetic) and _is_ending(word.folded)
    )
    before.goes_on = is_joined and not is_ending  # Lee in Lee대학교; not in Lee는 or Lee's
    word.is_going_on = is_joined and not (is_apostrophe and before.folded in _ELISIONS)  # not in l'Hong
    mark = _END_OF_SENTENCE.search(gap)
    is_initial = mark and mark[0] == "." and (gap == "." or len(before.folded) <= _LONGEST_ABBREVIATION)
    word.begins_anew = bool(mark) and not is_initial
    word.is_far = len(gap) > _LONGEST_GAP


def _is_ending(folded: str) -> bool:
    return bool(_ENDING.fullmatch(folded))


@dataclass(frozen=True)
class Window:
    """Some words of a text and the key under which they are compared."""

    start: int
    end: int
    key: str


def windows(text: str, longest: int = WORDS) -> Iterator[Window]:
    """All windows of a text of at most ``longest`` words, and the parts of words of scripts without spaces."""
    words = _words(text)
    for first in range(len(words)):
        is_part, before = words[first].is_going_on, ""
        for last in range(first, min(first + longest, len(words))):
            if last > first:
                if words[last].is_far:
                    break
                is_part, before = is_part or words[last].begins_anew, before + words[last - 1].folded
            yield from _windows_ending_in(words[last], words[first].start, before, is_part)
        yield from _parts_of_word(words[first])


def _windows_ending_in(word: _Word, start: int, before: str, is_part: bool) -> Iterator[Window]:
    """The window that ends in this word; where particles may end it, also without them."""
    is_one = word.is_alphabetic and not before
    yield Window(start, word.end, _key(before + word.folded, is_one, is_part or word.goes_on))
    if word.is_alphabetic:
        return
    for length in range(len(word.syllables) - 1, 0, -1):
        ending = "".join(folded for _start, _end, folded in word.syllables[length:])
        if _is_ending(ending):
            stem = before + "".join(folded for _start, _end, folded in word.syllables[:length])
            # 허준은 may be 허준 with a particle, or somebody called 허준은
            is_unsure = len(stem) < _DISTINCT and len(ending) == 1
            yield Window(start, word.syllables[length - 1][1], _key(stem, False, is_part or is_unsure))


def _parts_of_word(word: _Word) -> Iterator[Window]:
    """Parts of a word of a script without spaces: 홍길동 in 홍길동교수회."""
    if word.is_alphabetic:
        return
    count = len(word.syllables)
    for first in range(count):
        for last in range(first + 1, min(first + _LONGEST_PART, count)):
            if last - first + 1 < count:
                folded = "".join(part for _start, _end, part in word.syllables[first : last + 1])
                yield Window(word.syllables[first][0], word.syllables[last][1], _key(folded, False, True))


def _key(folded: str, is_one_word: bool, is_part: bool) -> str:
    return f"{ONE_WORD if is_one_word else ''}{folded}{PART if is_part else ''}"


# Names


class Names:
    """Names to look for, and the keys by which they are certain or only likely."""

    def __init__(self, forms: Iterable[str]):
        self.forms = [form for form in forms if _words(form)]
        self.certain: set[str] = set()
        self.likely: set[str] = set()
        self.longest = WORDS
        self._needed = []
        for form in self.forms:
            words = _words(form)
            parts = [word.folded for word in words]
            key = _key("".join(parts), len(words) == 1 and words[0].is_alphabetic, False)
            self.certain.add(key)
            self.likely |= _other_keys(key, parts)
            self.longest = max(self.longest, len(words) + 1)
            self._needed.append([letters(part) for part in parts])

    def grade(self, key: str) -> Grade | None:
        """Grade of a window under this key, before the text around it is looked at."""
        return Grade.CERTAIN if key in self.certain else Grade.PART if key in self.likely else None

    def may_be_in(self, text_letters: str) -> bool:
        """False where none of the names is in a text of these `letters`: a quick look before the windows."""
        return any(all(part in text_letters for part in parts) for parts in self._needed)


def letters(text: str) -> str:
    """Folded letters and digits of a text, or of a text of JSON, written together."""
    return re.sub(r"[\W_]+", "", fold(text.replace("\\n", " ").replace("\\r", " ").replace("\\t", " ")))


def _other_keys(key: str, parts: Sequence[str]) -> set[str]:
    """Keys under which a name may stand as well: in a longer word, in one word, with the family name last."""
    bare = key.removeprefix(ONE_WORD)
    turned = {bare, parts[-1] + "".join(parts[:-1]), "".join(parts[1:]) + parts[0]}
    keys = {key, ONE_WORD + bare, *turned}
    return (keys | {each + PART for each in keys}) - {key}


def is_distinct(key: str) -> bool:
    """Several words, or three syllables: a name that is hardly another word."""
    return not key.startswith(ONE_WORD) and len(key) >= _DISTINCT


def matches(text: str, grade: Callable[[str], Grade | None], longest: int = WORDS) -> list[Match]:
    """Matches in a text in order, without overlaps: the surest, then the longest.

    ``grade`` says of a key how sure it is. One word in prose is never certain: it may be another word, "An" or "Mark".
    """
    candidates = []
    for window in windows(text, longest):
        sure = grade(window.key)
        if sure is Grade.CERTAIN and not is_distinct(window.key):
            is_all = window.end - window.start == len(text.strip())
            sure = Grade.CERTAIN if is_all else Grade.WORD
        if sure:
            candidates.append(Match(window.start, window.end, window.key, sure))
    candidates.sort(key=lambda match: (-match.grade, match.start - match.end, match.start))
    kept: list[Match] = []
    for match in candidates:
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def with_marker(text: str, spans: Iterable[tuple[int, int]], marker: str) -> str:
    """The text with the marker in place of these spans, which do not overlap."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{marker}{text[end:]}"
    return text
