"""Texts as search sees them: folded, and cut into words and, for Korean, Chinese and Japanese, pairs of signs.

A plain word index finds none of a two-syllable Korean query inside a longer word. So every run of Hangul, Han
and Kana is indexed by its overlapping pairs and its last sign, and a query asks for all pairs of its runs. A single
sign is the beginning of a pair, or the last.
"""

import re
import unicodedata
from collections.abc import Iterable

CJK = "가-힣㐀-䶿一-鿿ぁ-ヿ"
RUN = re.compile(f"[{CJK}]+")
TOKEN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
ACCENTS = re.compile("[\u0300-\u036f]+")
NOT_A_SIGN = re.compile(r"[\W_]+")
LONGEST_WORD = 100
# What PostgreSQL keeps of where a word stands: so many places, none further on than the last.
MOST_PLACES, LAST_PLACE, GAP = 255, 16383, 10


def fold(text: str) -> str:
    """Lower case, compatibility forms unified, accents off Latin, Greek and Cyrillic letters; Hangul left whole."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", ACCENTS.sub("", decomposed))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of signs; a single sign is itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def tokens(text: str) -> list[str]:
    """The words and the CJK runs of a text, folded, in order."""
    return [token[:LONGEST_WORD] for token in TOKEN.findall(fold(text))]


def is_run(token: str) -> bool:
    """Whether it is a run of Hangul, Han and Kana and not a word."""
    return RUN.fullmatch(token) is not None


def indexed(token: str) -> list[str]:
    """What a token is found by, each standing one place after the one before: a word; or pairs and the last sign."""
    return [*pairs(token), token[-1]] if is_run(token) and len(token) > 1 else [token]


def name(text: str) -> str:
    """A name as names are compared: its tokens with single spaces, cut to a length that an index takes."""
    return " ".join(tokens(text))[:LONGEST_WORD]


def bare(text: str) -> str:
    """An identifier as identifiers are compared: its letters and digits."""
    return NOT_A_SIGN.sub("", fold(text))


def vector(texts: Iterable[tuple[str, str]]) -> str:
    """The literal of a tsvector that holds ``(weight, text)``; no phrase reaches from one text into the next."""
    places: dict[str, list[str]] = {}
    place = 1
    for weight, text in texts:
        for token in tokens(text):
            for lexeme in indexed(token):
                found = places.setdefault(lexeme, [])
                if len(found) < MOST_PLACES:
                    found.append(f"{min(place, LAST_PLACE)}{weight}")
                place += 1
        place += GAP
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
