"""Texts as search sees them: folded, and cut into words and, for Korean, Chinese and Japanese, pairs of signs.

A plain word index finds none of a two-syllable Korean query inside a longer word. So every run of Hangul, Han
and Kana is indexed by its overlapping pairs and its last sign, and a query asks for all pairs of its runs. A single
sign is the beginning of a pair, or the last.
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
# What PostgreSQL keeps of where a word stands: so many places, none further on than the last.
_MAX_POSITIONS, _LAST_POSITION, _TEXT_GAP = 255, 16383, 10


def fold(text: str) -> str:
    """Lower case, compatibility forms unified, accents off Latin, Greek and Cyrillic letters; Hangul left whole."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


def bigrams(run: str) -> list[str]:
    """The overlapping pairs of a run of signs; a single sign is itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def tokens(text: str) -> list[str]:
    """The words and the CJK runs of a text, folded, in order."""
    return [token[:_MAX_WORD] for token in _TOKEN_PATTERN.findall(fold(text))]


def is_cjk(token: str) -> bool:
    """Whether it is a run of Hangul, Han and Kana and not a word."""
    return _CJK_RUN.fullmatch(token) is not None


def lexemes(token: str) -> list[str]:
    """What a token is found by, each standing one place after the one before: a word; or pairs and the last sign."""
    return [*bigrams(token), token[-1]] if is_cjk(token) and len(token) > 1 else [token]


def normalize_name(text: str) -> str:
    """A name as names are compared: its tokens with single spaces, cut to a length that an index takes."""
    return " ".join(tokens(text))[:_MAX_WORD]


def alphanumeric(text: str) -> str:
    """An identifier as identifiers are compared: its letters and digits."""
    return _NOT_ALPHANUMERIC.sub("", fold(text))


def tsvector_literal(texts: Iterable[tuple[str, str]]) -> str:
    """The literal of a tsvector that holds ``(weight, text)``; no phrase reaches from one text into the next."""
    places: dict[str, list[str]] = {}
    place = 1
    for weight, text in texts:
        for token in tokens(text):
            for lexeme in lexemes(token):
                found = places.setdefault(lexeme, [])
                if len(found) < _MAX_POSITIONS:
                    found.append(f"{min(place, _LAST_POSITION)}{weight}")
                place += 1
        place += _TEXT_GAP
    return " ".join(f"'{lexeme}':{','.join(found)}" for lexeme, found in places.items())


def slug(text: str, longest: int = 60) -> str:
    """The readable end of an address: folded words joined by hyphens, cut at a word. Hangul stays."""
    parts, length = [], 0
    for part in re.findall(r"[^\W_]+", fold(text)):
        length += len(part) + 1
        if length > longest + 1:
            break
        parts.append(part)
    return "-".join(parts)
