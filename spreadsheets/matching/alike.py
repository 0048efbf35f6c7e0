"""Names like typed ones among some names: the matching of lists, for names that are being entered."""

from collections.abc import Iterable

from spreadsheets.matching.brackets import is_acronym
from spreadsheets.matching.name_words import canonical_words, organization_name_key, word_weight
from spreadsheets.matching.similarity import NameIndex

_ACRONYM_SIMILARITY = 0.9


class _CandidateIndex(NameIndex):
    """Index of names that were looked up by their words: of so many others a word is no more common for that."""

    def __init__(self, total: int):
        super().__init__()
        self.total = total

    def weight(self, word: str) -> float:
        if word not in self._weights:
            count = len(self._keys_by_word.get(word, ()))
            self._weights[word] = word_weight(word, count, max(self.total, len(self.words_by_key)))
        return self._weights[word]


def similar_names(texts: Iterable[str], names: Iterable[str], total: int) -> dict[str, float]:
    """Similarity (0 to 1) of those of these names that resemble a typed text. ``total``: all names there are."""
    index, by_key = _CandidateIndex(total), {}
    for name in names:
        index.add(name)
        by_key.setdefault(organization_name_key(name), []).append(name)
    similar: dict[str, float] = {}
    for typed in texts:
        scores = {organization_name_key(typed): 1.0} | dict(index.similar(typed))
        alike = {name: score for key, score in scores.items() for name in by_key.get(key, ())}
        for name in names:
            if {typed, name} & {initials(typed), initials(name)}:
                alike.setdefault(name, _ACRONYM_SIMILARITY)
        similar |= {name: max(score, similar.get(name, 0)) for name, score in alike.items()}
    return similar


def initials(name: str) -> str:
    """The initials of the words of a name that are written in capitals: SNU; empty for an acronym or a word."""
    letters = [word[0] for word in name.replace("-", " ").split() if word[0].isupper()]
    return "".join(letters) if len(letters) > 1 and not is_acronym(name) else ""


def telling_words(name: str) -> list[str]:
    """The words of a name that are rarest anywhere, by which names like it are looked up; at most three."""
    words = sorted(canonical_words(name), key=lambda word: word_weight(word, 0, 0), reverse=True)
    return [word for word in words if len(word) > 1][:3]
