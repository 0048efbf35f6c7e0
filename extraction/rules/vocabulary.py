"""Topics of the register in a text: their names in any language, whole, with or without blanks and plurals."""

import re
from collections.abc import Iterator, Mapping

from core.text import fold
from extraction.rules.topics import Passage

_SHORTEST_IN_A_WORD = 3  # syllables of a Korean name that may stand within a longer word
_KOREAN_AFTER = (
    r"(?=$|[^가-힣]|(?:을|를|의|에|에서|과|와|은|는|이|가|로|으로|등|및|도|분야|부문|협력|교류|대응|기술|산업|연구|"
    r"개발|사업|정책|치료|예방|관리|지원|육성|강화|확대|기반|서비스)(?![가-힣]*(?:부|처|청|원|센터|병원|학회|협회|재단)(?![가-힣])))"
)
_PARTICLE_AFTER = r"(?=$|[^가-힣]|(?:을|를|의|에|과|와|은|는|이|가|로|등|및|도)(?![가-힣]))"


class TopicNames:
    """The names of the topics of the register, to be looked for in sentences."""

    def __init__(self, keys: Mapping[str, int]):
        self._keys = {_topic_key(name): pk for name, pk in keys.items()}
        names = sorted(keys, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern, names)) or r"(?!)", re.IGNORECASE)

    def key(self, name: str) -> int | None:
        """The primary key of the topic that has this very name."""
        return self._keys.get(_topic_key(name))

    def passages(self, text: str) -> Iterator[tuple[Passage, int]]:
        """The topics named in a sentence, the longest name where several fit, with their primary keys."""
        for match in self._pattern.finditer(text):
            if (key := self.key(match[0])) is not None:
                yield Passage(match.start(), match.end(), match[0]), key


def _pattern(name: str) -> str:
    words = [re.escape(word) for word in re.split(r"[ -]", name)]
    if re.search("[가-힣]", name):
        before = "" if len(name) >= _SHORTEST_IN_A_WORD else "(?<![가-힣])"
        after = _KOREAN_AFTER if len(name) > 1 else _PARTICLE_AFTER  # 물 is not 물관리
        return f"(?<![A-Za-z]){before}{' ?'.join(words)}{after}"
    return rf"(?<![\w-]){'[ -]'.join(words).removesuffix('s')}s?(?![\w-])"


def _topic_key(name: str) -> str:
    text = fold(name).replace("-", " ")
    return text.replace(" ", "") if re.search("[가-힣]", text) else text.removesuffix("s")
