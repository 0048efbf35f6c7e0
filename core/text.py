"""Text for search: folding, tokens, and character bigrams for Korean, Chinese, Japanese and scripts without spaces.

A plain word index does not find a two-syllable Korean query inside a longer word. So every run of Hangul, Han and Kana,
and of Thai, Lao, Burmese and Khmer, which are written without spaces between words, is indexed by its overlapping
bigrams and its last character, and a query asks for all bigrams of its runs. A single character is a prefix of a
bigram, or the last character. Runs with only a space or a dot between them are also indexed as one, since spaces are
optional: the bigram across stands where the last character of the first run does.
"""

import re
import unicodedata
from collections.abc import Iterable

# Thai, Lao, Burmese, Khmer: their letters, marks and digits, without punctuation.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf"
    "\u1000-\u1049\u1050-\u109d\u1780-\u17d3\u17d7\u17dc-\u17e9"
)
CJK_RANGES = f"가-힣㐀-䶿一-鿿ぁ-ヿ{_UNSPACED}"
_CJK_RUN = re.compile(f"[{CJK_RANGES}]+")
# Latin letters with digits, as in G20; of other scripts, letters and digits part as those of Hangul do: МОУ2020.
_LATIN = "0-9a-z\u00aa-\u02b8\u1d00-\u1eff"
# Vowel signs and the like are parts of words, as in Hindi and Tamil, though not letters to Python.
_MARKS = "".join(
    sign
    for sign in map(chr, range(0x370, 0xFB00))
    if unicodedata.category(sign) in {"Mn", "Mc"} and not re.match(f"[{CJK_RANGES}]", sign)
)
_LETTER = rf"[^\W_{CJK_RANGES}{_LATIN}]"
_TOKEN_PATTERN = re.compile(rf"[{CJK_RANGES}]+|(?:(?![_\W])[{_LATIN}])+|{_LETTER}(?:{_LETTER}|[{_MARKS}])*")
# Accents; points of Hebrew, vowel signs of Arabic and its tatweel; soft hyphens: words are written without them, too.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad]+"
)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
# What may stand between two words that are also written as one: 한영, 한·영, 한 영.
_OPTIONAL_GAP = re.compile(r"[ \u00a0·\-‐‑–]| ?· ?")
# Apostrophes, some of them letters to Unicode: P'yŏngyang, Pʻyŏngyang. A word with them is also indexed as one.
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼʽʹ′‛`´＇", "'"))
_WORD_WITH_APOSTROPHES = re.compile(r"[^\W_]+(?:'[^\W_]+)+")
# Latin letters without a decomposition.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# The ligature և comes apart into the first; in capitals it is written as the second, ԵՎ.
_ARMENIAN_EV = ("\u0565\u0582", "\u0565\u057e")
# Signs that are written for the middle dot, some of them letters to Unicode.
_MIDDLE_DOTS = str.maketrans(dict.fromkeys("ㆍᆞ・･‧∙•⋅․", "·"))
_MAX_WORD = 100
# Limits of PostgreSQL: positions of a lexeme, the highest position. The gap keeps phrases within one text.
_MAX_POSITIONS, _LAST_POSITION, _TEXT_GAP = 255, 16383, 10


def fold(text: str) -> str:
    """Case-folded text without compatibility forms (NFKD) or accents; Hangul stays composed, middle dots are one.

    So are apostrophes.
    """
    if text.isascii():
        return text.lower().translate(_APOSTROPHES)
    signs = text.translate(_MIDDLE_DOTS).translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFKD", signs.casefold())
    plain = _ACCENTS.sub("", decomposed).translate(_PLAIN_LETTERS)
    return unicodedata.normalize("NFC", plain.replace(*_ARMENIAN_EV))


def bigrams(run: str) -> list[str]:
    """Overlapping pairs of the characters of a run; of a single character, itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def tokens(text: str) -> list[str]:
    """Words and CJK runs of a text, folded, in order."""
    return [token[:_MAX_WORD] for token in _TOKEN_PATTERN.findall(fold(text))]


def without_apostrophes(text: str) -> str:
    """A folded text in which words with apostrophes are written as one: pyongyang."""
    return fold(text).replace("'", "")


def is_cjk(token: str) -> bool:
    """The token is a run of Hangul, Han and Kana, not a word."""
    return _CJK_RUN.fullmatch(token) is not None


def lexemes(token: str) -> list[str]:
    """Lexemes that a token is indexed by, in consecutive positions: the word; or bigrams and the last character."""
    return [*bigrams(token), token[-1]] if is_cjk(token) and len(token) > 1 else [token]


def normalize_name(text: str) -> str:
    """Form in which names are compared: tokens with single spaces, cut to a length that an index takes."""
    return " ".join(tokens(text))[:_MAX_WORD]


def alphanumeric(text: str) -> str:
    """Form in which identifiers are compared: letters and digits, folded."""
    return _NOT_ALPHANUMERIC.sub("", fold(text))


def tsvector_literal(texts: Iterable[tuple[str, str]], marked: Iterable[tuple[str, str]] = ()) -> str:
    """Literal of a tsvector of ``(weight, text)``; no phrase reaches from one text into the next.

    The lexemes of ``marked`` texts, ``(mark, text)``, begin with their mark and have no weight.
    """
    positions: dict[str, list[str]] = {}
    position = 1
    rows = [*((weight, "", text) for weight, text in texts), *(("D", mark, text) for mark, text in marked)]
    for weight, mark, text in rows:
        last = -1
        for last, lexeme in placed_lexemes(text):
            of_lexeme = positions.setdefault(mark + lexeme, [])
            if len(of_lexeme) < _MAX_POSITIONS:
                of_lexeme.append(f"{min(position + last, _LAST_POSITION)}{weight}")
        position += last + 1 + _TEXT_GAP
    return " ".join(f"'{lexeme}':{','.join(of_lexeme)}" for lexeme, of_lexeme in positions.items())


def placed_lexemes(text: str) -> Iterable[tuple[int, str]]:
    """``(place, lexeme)`` of a text, in order; a bigram across an optional gap shares the place of the one before.

    A word with apostrophes, written as one, shares the places of its first and its last part.
    """
    folded, place, before = fold(text), 0, None
    joined = {match.start(): match for match in _WORD_WITH_APOSTROPHES.finditer(folded)}
    ends = {match.end(): match for match in joined.values()}
    for match in _TOKEN_PATTERN.finditer(folded):
        token = match[0][:_MAX_WORD]
        gap = folded[before.end() : match.start()] if before else ""
        if before and _OPTIONAL_GAP.fullmatch(gap) and is_cjk(token) and is_cjk(before[0]):
            yield place - 1, before[0][-1] + token[0]
        for word in filter(None, (joined.get(match.start()), ends.get(match.end()))):
            yield place, word[0].replace("'", "")[:_MAX_WORD]
        for lexeme in lexemes(token):
            yield place, lexeme
            place += 1
        before = match


def slug(text: str, longest: int = 60) -> str:
    """Readable end of an address: folded words joined by hyphens, cut at a word. Hangul stays."""
    parts, length = [], 0
    for part in re.findall(r"[^\W_]+", fold(text)):
        length += len(part) + 1
        if length > longest + 1:
            break
        parts.append(part)
    return "-".join(parts)
