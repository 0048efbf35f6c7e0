"""Comparison of coded and recorded text: words after folding, dates by their bounds. Empty text matches nothing."""

import re
from collections.abc import Iterable, Iterator

from core import edtf
from core.text import CJK_RANGES, fold

# Words that carry no fact of their own in the short phrases that are compared.
_STOP_WORDS = frozenset([
    "a", "an", "and", "are", "at", "by", "de", "del", "der", "di", "die", "e", "each", "et", "for", "from", "if",
    "in", "into", "is", "it", "its", "la", "le", "of", "on", "or", "per", "the", "their", "to", "und", "up", "via",
    "with", "y",
])  # fmt: skip
# Different ways to write the same: both sides are brought to one of them.
_SYNONYMS = (
    ("r&d", "research development"), ("mou", "memorandum understanding"), ("moa", "memorandum agreement"),
    ("amr", "antimicrobial resistance"), ("ai", "artificial intelligence"), ("ceo", "chief executive officer"),
    ("uk", "united kingdom"), ("rok", "republic korea"), ("phd", "doctoral"),
)  # fmt: skip
_SPELLINGS = (("paed", "ped"), ("ageing", "aging"), ("co-op", "coop"), ("non-", "non"))
_QUOTED = re.compile(r"[\"“「]([^\"”」]+)[\"”」]")
_BRACKETS_AND_SLASHES = re.compile(r"\s+/\s+|\s*[()]\s*")
_PARAPHRASE_SHARE = (
    2 / 3
)  # of the words of a paraphrase: two people never tell a thing in quite the same words
_MIN_STEM, _MAX_ENDING = 4, 3  # how long a word is before its ending is overlooked, and how long an ending is


def significant_words(text: str) -> list[str]:
    """The folded words of a text that carry meaning."""
    folded = fold(text)
    for written, meaning in _SYNONYMS:
        folded = re.sub(rf"(?<!\w){re.escape(written)}s?(?!\w)", meaning, folded)
    for british, american in _SPELLINGS:
        folded = folded.replace(british, american)
    return [word for word in re.findall(r"\w+", folded) if word not in _STOP_WORDS]


def name_variants(coded: str) -> list[str]:
    """The whole, and what stands outside and inside its brackets: ``복지부 (Ministry of Health)`` is three."""
    return [coded, *(piece for piece in _BRACKETS_AND_SLASHES.split(coded) if significant_words(piece))]


def _is_word_of(word: str, words: Iterable[str]) -> bool:
    """True for a word that is among others, but for an ending; East Asian words stand inside longer runs."""
    if re.search(f"[{CJK_RANGES}]", word):
        return any(word in other for other in words)
    return any(_is_same_stem(word, other) for other in words)


def _is_same_stem(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if short == long:
        return True
    if short.isdigit() or len(short) < _MIN_STEM:
        return False
    return len(long) - len(short) <= _MAX_ENDING and long.startswith(
        short.removesuffix("y").removesuffix("e")
    )


def word_share(coded: str, recorded: str) -> float:
    """Share of the significant words of the coded text that are recorded; 0 when it has none."""
    words, others = significant_words(coded), significant_words(recorded)
    return sum(_is_word_of(word, others) for word in words) / len(words) if words else 0


def contains_words(recorded: str, coded: str) -> bool:
    """True where every significant word of the coded text is recorded."""
    return word_share(coded, recorded) == 1


def paraphrases(recorded: str, coded: str) -> bool:
    """True where most of a text in the coder's own words is recorded in ours."""
    return word_share(coded, recorded) >= _PARAPHRASE_SHARE


def contains_name(recorded: str, coded: str) -> bool:
    """True where the recorded text is, or contains, one of the coded names."""
    return any(contains_words(recorded, name) for name in name_variants(coded))


def is_exact_name(recorded: str, coded: str) -> bool:
    """True where the recorded name is one of the coded names, word for word."""
    return any(
        significant_words(own) == significant_words(other)
        for own in name_variants(recorded) for other in name_variants(coded) if significant_words(other)
    )  # fmt: skip


def quoted_passages(prose: str) -> list[str]:
    """The words of the source within the coder's prose."""
    return _QUOTED.findall(prose)


def parse_date(text: str) -> edtf.EDTF | None:
    """EDTF, or a date as people type it, such as 2018-Q4. None when it is neither."""
    for parse in (edtf.parse, edtf.parse_natural):
        try:
            return parse(text.strip())
        except edtf.EDTFError:
            continue
    return None


def is_same_date(recorded: str, coded: str) -> bool:
    """True for dates that are equal or bounded by the same days.

    A coded approximate day also matches “on or before that day”, which is recorded where a day is known from a report
    alone.
    """
    if not recorded or not coded:
        return False
    if recorded == coded:
        return True
    own, other = parse_date(recorded), parse_date(coded)
    if not own or not other or (other.earliest, other.latest) == (None, None):
        return False
    if (own.earliest, own.latest) == (other.earliest, other.latest):
        return True
    return coded.endswith(("~", "?")) and own.earliest is None and own.latest == other.latest


def text_leaves(value, path: str) -> Iterator[tuple[str, str]]:
    """``(path, text)`` of every text in a body; parts go by their key."""
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"key", "citations"}:
                yield from text_leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            name = inner.get("key", number) if isinstance(inner, dict) else number
            yield from text_leaves(inner, f"{path}/{name}")
