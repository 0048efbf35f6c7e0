"""Comparison of coded and recorded text: words after folding, dates by their bounds. Empty text matches nothing.

Words are compared whole. An ending is overlooked in running text, never in a name, and never between two countries or
what is called after them: “India” is no part of “Indian”, “Niger” none of “Nigeria”, 인도 none of 인도네시아.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils import translation
from django_countries import countries

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
_TOKEN = re.compile(rf"[\d{CJK_RANGES}]*[{CJK_RANGES}][\d{CJK_RANGES}]*|[^\W{CJK_RANGES}]+")
_CJK = re.compile(f"[{CJK_RANGES}]")
# The writing around a name in a run without spaces: Korean particles, Chinese and Japanese connectives.
_PARTICLES = (
    "에게서 에서는 으로서 으로 에서 에는 에게 과의 와의 까지 부터 은 는 이 가 을 를 의 에 로 와 과 도 만 및"
)
_CONNECTIVES = "の は が を に で と も や 与 與 和 及 在 的 对 向 、"
_JOINED = tuple(f"{_PARTICLES} {_CONNECTIVES}".split())
# What a state or a town is called beside its name.
_STATE_WORDS = frozenset([
    "city", "county", "democratic", "emirate", "federal", "federation", "federative", "government", "his", "her",
    "islamic", "kingdom", "majesty", "metropolitan", "municipal", "municipality", "people", "plurinational", "province",
    "republic", "s", "socialist", "special", "state", "states", "town", "union", "united",
])  # fmt: skip


def significant_words(text: str) -> list[str]:
    """The folded words of a text that carry meaning."""
    folded = fold(text)
    for written, meaning in _SYNONYMS:
        folded = re.sub(rf"(?<!\w){re.escape(written)}s?(?!\w)", meaning, folded)
    for british, american in _SPELLINGS:
        folded = folded.replace(british, american)
    return [word for word in _TOKEN.findall(folded) if word not in _STOP_WORDS]


@lru_cache
def _country_words() -> frozenset[str]:
    """Words of the names of countries in English, and of those that are one word, so that endings count in them."""
    words = {word for _code, name in countries for word in significant_words(name)}
    return frozenset(
        words - _STATE_WORDS | {"korea", "russia", "taiwan", "vietnam", "palestine", "england", "turkey"}
    )


def is_name_of_place(text: str) -> bool:
    """True for a text that names a country and nothing else, such as “Republic of India”."""
    words = significant_words(text)
    return bool(words) and all(word in _country_words() | _STATE_WORDS for word in words)


def name_variants(coded: str) -> list[str]:
    """The whole, and what stands outside and inside its brackets: ``복지부 (Ministry of Health)`` is three."""
    return [coded, *(piece for piece in _BRACKETS_AND_SLASHES.split(coded) if significant_words(piece))]


def _is_word_of(word: str, words: Iterable[str], *, is_name: bool = False, has_endings: bool = True) -> bool:
    """True for a word that is among others, as a whole; ``has_endings`` overlooks those of an inflected word."""
    if _CJK.search(word):
        return any(_is_cjk_word_of(word, other, is_name=is_name) for other in words)
    return any(_is_same_stem(word, other) if has_endings else _is_same_word(word, other) for other in words)


def _is_cjk_word_of(word: str, run: str, *, is_name: bool) -> bool:
    """True for a word of an East Asian run, which has no spaces: a name stands there with what joins it at most."""
    if word == run or not is_name:
        return word in run and not _is_cut_from_country(word, run)
    return any(f"{before}{word}" in run[: len(before) + len(word)] and run[len(before) + len(word) :] in ("", *_JOINED)
               for before in ("", *_JOINED))  # fmt: skip


@lru_cache
def _cjk_countries() -> frozenset[str]:
    """Names of countries in Korean."""
    with translation.override("ko"):
        return frozenset(fold(str(name)) for _code, name in countries)


def _is_cut_from_country(word: str, run: str) -> bool:
    """True where the word stands in this run only within the longer name of another country, as 인도 in 인도네시아."""
    if word not in _cjk_countries():
        return False
    rest = run
    for longer in _cjk_countries():
        if word in longer and word != longer:
            rest = rest.replace(longer, " ")
    return word not in rest


def _is_same_word(word: str, other: str) -> bool:
    """The same, but for a plural: “Scholars” and “Scholar”."""
    short, long = sorted((word, other), key=len)
    return short == long or (
        len(short) >= _MIN_STEM and long == f"{short}s" and short not in _country_words()
    )


def _is_same_stem(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if short == long:
        return True
    if short.isdigit() or len(short) < _MIN_STEM or short in _country_words():
        return False
    return len(long) - len(short) <= _MAX_ENDING and long.startswith(
        short.removesuffix("y").removesuffix("e")
    )


def word_share(coded: str, recorded: str, **kind_of_word: bool) -> float:
    """Share of the significant words of the coded text that are recorded; 0 when it has none."""
    words, others = significant_words(coded), significant_words(recorded)
    return sum(_is_word_of(word, others, **kind_of_word) for word in words) / len(words) if words else 0


def contains_words(recorded: str, coded: str) -> bool:
    """True where every significant word of the coded text is recorded."""
    return word_share(coded, recorded) == 1


def paraphrases(recorded: str, coded: str) -> bool:
    """True where most of a text in the coder's own words is recorded in ours."""
    return word_share(coded, recorded) >= _PARAPHRASE_SHARE


def contains_name(recorded: str, coded: str) -> bool:
    """True where the recorded text is, or contains, one of the coded names, every word of it whole."""
    return any(
        word_share(name, recorded, is_name=True, has_endings=False) == 1 for name in name_variants(coded)
    )


def is_name_of(recorded: str, coded: str) -> bool:
    """True where a recorded name is one of the coded names or a longer form of it.

    The name of a country is none of what is called after it: “India” is the Republic of India and no Bank of India.
    """
    for name in name_variants(coded):
        if word_share(name, recorded, is_name=True) == 1:
            others = set(significant_words(recorded)) - set(significant_words(name))
            if not is_name_of_place(name) or others <= _STATE_WORDS:
                return True
    return is_exact_name(recorded, coded)


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
