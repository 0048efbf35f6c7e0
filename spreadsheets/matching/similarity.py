"""Similarity of organization names: the words that two names share, each by its weight, slips of spelling allowed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from spreadsheets.matching.name_words import canonical_words, organization_name_key, word_weight

_MIN_SIMILARITY = 0.7  # of the weight of all words of two names is in both
_MIN_SIMILARITY_OF_COMMON = 0.85  # where all words of both are common ones
_MIN_RARE_WEIGHT = 5.0  # of a word that tells organizations apart: it stands in fewer than 7 names of 1,000
_MIN_WORD_SIMILARITY = 0.8  # of the letters of two words stand in both, in the same order
_MIN_WORD_LENGTH = 5  # letters: shorter words differ by a letter without being a slip
_MIN_SPELLING_SIMILARITY = (
    0.955  # of the letters of two whole names, of which a common word may have the slip
)
_MIN_COMPACT_LENGTH = 5
_MIN_SHARED_TRIGRAMS = 4  # a word shares at least one in so many trigrams with one that is a slip of it
_COMPACT_SIMILARITY = 0.95  # of names that differ only in their blanks
_ORDINALS = re.compile(r"\d+|[ivx]+")  # Lille 3 is not Lille 1
# The letters that romanizations of one sound begin with: Busan and Pusan
_FIRST_LETTERS = str.maketrans("pktr", "bgdl")


class NameIndex:
    """Names by their words and by slips of them; a word weighs the less the more names it stands in."""

    def __init__(self):
        self.words_by_key: dict[str, tuple[str, ...]] = {}
        self._keys_by_word: dict[str, set[str]] = defaultdict(set)
        self._keys_by_compact: dict[str, set[str]] = defaultdict(set)
        self._words_by_trigram: dict[str, set[str]] = defaultdict(set)
        self._weights: dict[str, float] = {}

    def add(self, name: str) -> None:
        key = organization_name_key(name)
        if key in self.words_by_key:
            return
        words = self.words_by_key[key] = canonical_words(name)
        self._weights.clear()
        self._keys_by_compact[_compact(words)].add(key)
        for word in words:
            if word not in self._keys_by_word:
                for trigram in _trigrams(word):
                    self._words_by_trigram[trigram].add(word)
            self._keys_by_word[word].add(key)

    def weight(self, word: str) -> float:
        if word not in self._weights:
            count = len(self._keys_by_word.get(word, ()))
            self._weights[word] = word_weight(word, count, len(self.words_by_key))
        return self._weights[word]

    def similar(self, name: str) -> Iterator[tuple[str, float]]:
        """Keys of the names that resemble a name, each with its similarity (0 to 1), in no order."""
        words, own = canonical_words(name), organization_name_key(name)
        for key in self._likely_keys(words):
            score = self.similarity(words, self.words_by_key[key]) or _spelling_similarity(own, key)
            if score:
                yield key, score

    def _likely_keys(self, words: tuple[str, ...]) -> set[str]:
        """Keys of the names that may be similar enough: they have one of the heaviest words, or a slip of it."""
        keys = set(self._keys_by_compact.get(_compact(words), ()))
        for word in self._heaviest(words):
            for other in {word, *self._words_like(word)}:
                keys |= self._keys_by_word.get(other, set())
        return keys

    def _heaviest(self, words: tuple[str, ...]) -> list[str]:
        """The words of which a similar name must share one, since without all of them too little weight is left."""
        heaviest, left = [], sum(map(self.weight, words)) * (1 - _MIN_SIMILARITY)
        for word in sorted(words, key=self.weight, reverse=True):
            heaviest.append(word)
            left -= self.weight(word)
            if left < 0 and len(heaviest) > 1:  # two, since one may be a slip of a common word
                break
        return heaviest

    def _words_like(self, word: str) -> list[str]:
        trigrams = _trigrams(word)
        shared = Counter(other for trigram in trigrams for other in self._words_by_trigram.get(trigram, ()))
        return [
            other
            for other, count in shared.items()
            if count * _MIN_SHARED_TRIGRAMS >= len(trigrams) and word_similarity(word, other)
        ]

    def similarity(self, words: tuple[str, ...], others: tuple[str, ...]) -> float:
        """Share of the weight of the words of two names that is in both; 0 where that is too little to ask."""
        if _ordinals(words) != _ordinals(others):
            return 0.0
        if _compact(words) == _compact(others) and len(_compact(words)) >= _MIN_COMPACT_LENGTH:
            return _COMPACT_SIMILARITY if set(words) != set(others) else 1.0
        pairs = _pair_words(words, others)
        paired = sum((self.weight(word) + self.weight(other)) / 2 for word, other, _alike in pairs)
        in_both = sum((self.weight(word) + self.weight(other)) / 2 * alike for word, other, alike in pairs)
        score = in_both / (sum(map(self.weight, (*words, *others))) - paired)
        is_rare = any(self.weight(word) >= _MIN_RARE_WEIGHT for word, _other, _alike in pairs)
        return score if score >= (_MIN_SIMILARITY if is_rare else _MIN_SIMILARITY_OF_COMMON) else 0.0

    def is_common(self, name: str) -> bool:
        """True for a name without a rare word, such as “Ministry of Health”: many countries have one."""
        return all(self.weight(word) < _MIN_RARE_WEIGHT for word in canonical_words(name))


def _pair_words(words: tuple[str, ...], others: tuple[str, ...]) -> list[tuple[str, str, float]]:
    """The words that two names have in common, the same ones first, then slips; each word once."""
    pairs = [(word, word, 1.0) for word in words if word in others]
    left = [word for word in others if word not in words]
    for word in (word for word in words if word not in others):
        best = max(left, key=lambda other: word_similarity(word, other), default="")
        if best and (alike := word_similarity(word, best)):
            pairs.append((word, best, alike))
            left.remove(best)
    return pairs


def _spelling_similarity(name: str, other: str) -> float:
    """Similarity of two whole names letter by letter, where only a slip in a long one can be between them; else 0."""
    if abs(len(name) - len(other)) > 1 or _ordinals(canonical_words(name)) != _ordinals(
        canonical_words(other)
    ):
        return 0.0
    matcher = SequenceMatcher(None, name, other, autojunk=False)
    is_slip = (
        matcher.quick_ratio() >= _MIN_SPELLING_SIMILARITY and matcher.ratio() >= _MIN_SPELLING_SIMILARITY
    )
    return matcher.ratio() if is_slip else 0.0


@lru_cache(maxsize=100_000)
def _ordinals(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if _ORDINALS.fullmatch(word))


@lru_cache(maxsize=100_000)
def _compact(words: tuple[str, ...]) -> str:
    return "".join(sorted(words, key=lambda word: word == "university"))


def _trigrams(word: str) -> set[str]:
    padded = f" {_letters(word)} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


@lru_cache(maxsize=10_000)
def _letters(word: str) -> str:
    """The letters that a word is compared by: of Hangul those of its syllables, the first as romanizations vary."""
    letters = normalize("NFD", word)
    letters = f"j{letters[2:]}" if letters.startswith("ch") else letters  # Chonnam and Jeonnam
    return letters[:1].translate(_FIRST_LETTERS) + letters[1:]


@lru_cache(maxsize=100_000)
def word_similarity(word: str, other: str) -> float:
    """Similarity of two words letter by letter (0 to 1), where only a slip can be between them; else 0."""
    if word == other:
        return 1.0
    letters, others = _letters(word), _letters(other)
    if min(len(letters), len(others)) < _MIN_WORD_LENGTH or letters[0] != others[0]:
        return 0.0
    matcher = SequenceMatcher(None, letters, others, autojunk=False)
    if matcher.real_quick_ratio() < _MIN_WORD_SIMILARITY or matcher.quick_ratio() < _MIN_WORD_SIMILARITY:
        return 0.0
    return ratio if (ratio := matcher.ratio()) >= _MIN_WORD_SIMILARITY else 0.0
