"""Words of a text as redaction compares them, with what stands between: joined, of one name, of two names.

Words are runs of one script, folded: without case, accents, compatibility forms and what prints nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.text import CJK_RANGES, fold
from redaction.readings import readings
from redaction.titles import is_ending, is_title

# Soft hyphens, joiners, marks of direction and the like, within words.
_UNSEEN = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_DOTS = "\u119e\u30a0\u30fb\u318d\uff65"  # between names in Kana and Hangul, letters to Unicode
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"  # numbers of footnotes
_HANGUL = "가-힣\u1100-\u119d\u119f-\u11ff\u3130-\u318c\u318e\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc"
HAN = "々〆〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af"
_KANA = "ぁ-ゟァ-ヺー-ヿ\uff66-\uff9f"
_OTHERS = CJK_RANGES.replace("ぁ-ヿ", "")
_NO_SPACES = f"{_HANGUL}{HAN}{_KANA}{_OTHERS}"
_APOSTROPHES = "'’‘ʻʼʽʾʿʹˈ′‛`´＇՚׳\ua78b\ua78c"
_MARKS = "".join(
    re.escape(sign)
    for sign in map(chr, range(0x300, 0xFE30))
    if unicodedata.category(sign) in {"Mn", "Mc"} and not re.match(f"[{_NO_SPACES}{_UNSEEN}]", sign)
)
_SCRIPT = "(?:[{0}][{0}{1}{2}]*)"
_TOKEN = re.compile(
    "|".join(
        (
            *(_SCRIPT.format(script, _MARKS, _UNSEEN) for script in (_HANGUL, HAN, _KANA, _OTHERS)),
            rf"(?:(?![{_NO_SPACES}{_APOSTROPHES}{_DOTS}{_RAISED}_])[\w{_MARKS}{_UNSEEN}])+",
        )
    )
)
# A syllable and what belongs to it: vowels and finals of Hangul that came apart, voicing marks of Kana.
_SYLLABLE = re.compile(f".[\u1160-\u119d\u119f-\u11ff\u3099\u309a\uff9e\uff9f{_MARKS}{_UNSEEN}]*", re.DOTALL)
_NO_LETTERS = re.compile(f"[{_UNSEEN}{_APOSTROPHES}{_DOTS}{_RAISED}]+")
_JOINED = re.compile(f"[-‐‑{_APOSTROPHES}]?")  # between parts of a longer word: Gil-dong, O'Neill
_ELISIONS = {"d", "l", "qu", "dell", "dall", "all", "nell", "sull"}  # written with the name that follows
# Between words of one name: spaces, a full stop after an initial, quotation marks, and one break of a line.
_END_OF_SENTENCE = re.compile(r"[.;:!?,。、，；：！？،؛؟।]")
_COMMAS = {",", "،", "，", "、"}
_LONGEST_GAP = 8
_SHORTEST_BESIDE_NUMBER = 3  # letters of a name with the number of a footnote
_LONGEST_ABBREVIATION = 3  # letters of H., Dr. and the like
# Addresses of pages and of mail, with or without a scheme.
_LINK = re.compile(
    r"(?:\b[a-z]{2,12}://|\bwww\.|(?<![\w.-])[\w-]+(?:\.[\w-]+)+/)\S*\w"
    r"|(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.IGNORECASE,
)


@dataclass
class Word:
    """A run of one script in a text, with the folded form of each of its syllables (of an alphabet: of the whole)."""

    start: int
    end: int
    syllables: tuple[tuple[int, int, str], ...]
    is_alphabetic: bool
    goes_on: bool = False  # in the next word: Gil in Gil-dong
    is_going_on: bool = False  # an earlier word: dong in Gil-dong
    begins_anew: bool = False  # after the end of a sentence or of another name
    is_after_comma: bool = False  # begins anew, or the name goes on: Lee, Jun
    is_far: bool = False  # from the word before
    link: tuple[int, int] | None = None  # the address of a page or of mail in which it stands

    @property
    def folded(self) -> str:
        return "".join(folded for _start, _end, folded in self.syllables)


def words_of(text: str) -> list[Word]:
    """Words of a text in order, without those that print nothing."""
    words: list[Word] = []
    for token in _TOKEN.finditer(text):
        is_alphabetic = not re.match(f"[{_NO_SPACES}]", token[0])
        for start, end in _without_numbers(token) if is_alphabetic else [token.span()]:
            parts = [(start, end)] if is_alphabetic else _spans(_SYLLABLE, text, start, end)
            syllables = tuple((*span, _plain(text[slice(*span)])) for span in parts)
            if any(folded for _start, _end, folded in syllables):
                words.append(Word(start, end, syllables, is_alphabetic))
    for before, word in pairwise(words):
        _look_between(before, word, re.sub(f"[{_UNSEEN}]+", "", text[before.end : word.start]))
    _note_links(words, text)
    return words


def letters(text: str) -> str:
    """Folded letters and digits of all readings of a text, written together: whatever words hold, these hold."""
    return "".join(re.sub(r"[\W_]+", "", _plain(reading.text)) for reading in readings(text))


def _plain(text: str) -> str:
    return fold(text) if text.isascii() else fold(unicodedata.normalize("NFKC", _NO_LETTERS.sub("", text)))


def _spans(pattern: re.Pattern, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text, start, end))


def _without_numbers(token: re.Match) -> list[tuple[int, int]]:
    """A word, and apart from it the number of a footnote before or after it: Gildong2; not G20."""
    numbers = "".join(filter(str.isdigit, token[0]))
    bare = token[0].strip(numbers)
    if not numbers or len(bare) < _SHORTEST_BESIDE_NUMBER or any(map(str.isdigit, bare)):
        return [token.span()]
    start = token.start() + token[0].index(bare)
    borders = [token.start(), start, start + len(bare), token.end()]
    return [(first, last) for first, last in pairwise(borders) if first < last]


def _look_between(before: Word, word: Word, gap: str) -> None:
    """Notes at two words whether they are parts of a longer word, of one name or of two names."""
    is_apostrophe, is_joined = bool(gap) and gap in _APOSTROPHES, bool(_JOINED.fullmatch(gap))
    is_end = word.folded == "s" if is_apostrophe else not gap and _may_follow(word)
    is_begin = before.folded in _ELISIONS if is_apostrophe else not gap and is_title(before.folded)
    before.goes_on = is_joined and not is_end  # Lee in Lee대학교; not in Lee는, Lee교수, Lee氏 or Lee's
    word.is_going_on = is_joined and not is_begin  # not in l'Hong or 敎授홍길동
    is_abbreviated = gap == "." or len(before.folded) <= _LONGEST_ABBREVIATION
    after = gap.removeprefix(".") if is_abbreviated else gap  # G.; and Jr., end a name all the same
    word.begins_anew = bool(_END_OF_SENTENCE.search(after))
    word.is_after_comma = after.strip() in _COMMAS
    word.is_far = len(" ".join(gap.split())) > _LONGEST_GAP


def _may_follow(word: Word) -> bool:
    """A particle or title that may follow a name of another script without a space."""
    return is_title(word.folded) or (not word.is_alphabetic and is_ending(word.folded))


def _note_links(words: list[Word], text: str) -> None:
    links = _spans(_LINK, text, 0, len(text))
    link = next(links, None)
    for word in words:
        while link and link[1] <= word.start:
            link = next(links, None)
        if link and link[0] <= word.start and word.end <= link[1]:
            word.link = link
