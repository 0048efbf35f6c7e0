"""Text for search: folding, tokens, and character bigrams for Korean, Chinese and Japanese.

A plain word index does not find a two-syllable Korean query inside a longer word. So every run of Hangul, Han and Kana
is indexed by its overlapping bigrams and its last character, and a query asks for all bigrams of its runs. A single
character is a prefix of a bigram, or the last character.
"""

import re
import unicodedata
from collections.abc import Iterable

CJK_RANGES = "가-힣㐀-䶿一-鿿ぁ-ヿ"
_CJK_RUN = re.compile(f"[{CJK_RANGES}]+")
_TOKEN_PATTERN = re.compile(rf"[{CJK_RANGES}]+|[^\W_{CJK_RANGES}]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_MAX_WORD = 100
# Limits of PostgreSQL: positions of a lexeme, the highest position. The gap keeps phrases within one text.
_MAX_POSITIONS, _LAST_POSITION, _TEXT_GAP = 255, 16383, 10


def fold(text: str) -> str:
    """Case-folded text without compatibility forms (NFKD) or accents; Hangul stays composed."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


def bigrams(run: str) -> list[str]:
    """Overlapping pairs of the characters of a run; of a single character, itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def tokens(text: str) -> list[str]:
    """Words and CJK runs of a text, folded, in order."""
    return [token[:_MAX_WORD] for token in _TOKEN_PATTERN.findall(fold(text))]


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


def tsvector_literal(texts: Iterable[tuple[str, str]]) -> str:
    """Literal of a tsvector of ``(weight, text)``; no phrase reaches from one text into the next."""
    positions: dict[str, list[str]] = {}
    position = 1
    for weight, text in texts:
        for token in tokens(text):
            for lexeme in lexemes(token):
                of_lexeme = positions.setdefault(lexeme, [])
                if len(of_lexeme) < _MAX_POSITIONS:
                    of_lexeme.append(f"{min(position, _LAST_POSITION)}{weight}")
                position += 1
        position += _TEXT_GAP
    return " ".join(f"'{lexeme}':{','.join(of_lexeme)}" for lexeme, of_lexeme in positions.items())


def slug(text: str, longest: int = 60) -> str:
    """Readable end of an address: folded words joined by hyphens, cut at a word. Hangul stays."""
    parts, length = [], 0
    for part in re.findall(r"[^\W_]+", fold(text)):
        length += len(part) + 1
        if length > longest + 1:
            break
        parts.append(part)
    return "-".join(parts)
