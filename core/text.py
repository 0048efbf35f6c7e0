"""Texts as search sees them: folded, and cut into words and, for Korean, Chinese and Japanese, pairs of signs.

A plain word index finds none of a two-syllable Korean query inside a longer word. So every run of Hangul, Han
and Kana is indexed by its overlapping pairs, and a query asks for all pairs of its runs.
"""

import re
import unicodedata

CJK = "가-힣㐀-䶿一-鿿ぁ-ヿ"
RUN = re.compile(f"[{CJK}]+")
WORD = re.compile(rf"[^\W_{CJK}]+", re.UNICODE)


def fold(text: str) -> str:
    """Lower case, compatibility forms unified, accents off Latin, Greek and Cyrillic letters; Hangul left whole."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in decomposed if not 0x0300 <= ord(sign) <= 0x036F)
    return unicodedata.normalize("NFC", bare)


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of signs; a single sign is itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def words(text: str) -> list[str]:
    """What a text is found by: its folded words, and the pairs and single signs of its CJK runs, in order."""
    folded = fold(text)
    found = [match.group() for match in WORD.finditer(folded)]
    for run in RUN.findall(folded):
        found += pairs(run)
        if len(run) > 1:
            found += list(run)
    return found


def query_words(text: str) -> list[str]:
    """What a query asks for: like `words`, but a CJK run asks for its pairs only."""
    folded = fold(text)
    return [match.group() for match in WORD.finditer(folded)] + [
        pair for run in RUN.findall(folded) for pair in pairs(run)
    ]


def slug(text: str, longest: int = 60) -> str:
    """The readable end of an address: folded words joined by hyphens, cut at a word. Hangul stays."""
    parts, length = [], 0
    for part in re.findall(r"[^\W_]+", fold(text)):
        length += len(part) + 1
        if length > longest + 1:
            break
        parts.append(part)
    return "-".join(parts)
