"""Short names of organizations in Korean text: 코이카 of 한국국제협력단(KOICA·코이카), or 이하 코이카."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from extraction.rules.korean_names import KoreanName
from extraction.rules.korean_words import ORGANIZATION_END, POST
from extraction.suggestions import Suggestion
from spreadsheets.matching.organizations import guess_organization_kind

_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{1,11}")
_SHORT = re.compile(r"[가-힣A-Z][가-힣A-Za-z0-9&-]{1,11}")
_SO_CALLED = re.compile(r"이하 ?[‘'“\"]?(?P<name>[^’'”\",·]+)")


class KoreanAliases:
    """The full names that a text gives beside short ones, by the short name."""

    def __init__(self, sentences: Iterable[Any]):
        self._full: dict[str, tuple[str, int, int]] = {}
        for analysis in sentences:
            for name in analysis.names:
                if name.inside and " " not in name.text.strip():
                    self._learn(name, analysis.sentence.start)

    def _learn(self, name: KoreanName, base: int) -> None:
        parts = [part.strip() for part in re.split(r"[·,/]", name.inside)]
        full, start = name.text, name.start
        longer = next((part for part in parts if _is_full(part) and len(part) > len(full)), "")
        if longer:
            full, start = longer, name.inside_start + name.inside.index(longer)
        has_acronym = any(_ACRONYM.fullmatch(part) for part in parts)
        shorts = [part for part in parts if _SHORT.fullmatch(part) and (has_acronym or longer)]
        if match := _SO_CALLED.search(name.inside):
            shorts.append(match["name"].strip())
        if not _is_full(full):
            return
        for short in {*shorts, name.text} - {full}:
            if not re.search(f"(?:{POST})$", short):
                self._full.setdefault(short, (full, base + start, base + start + len(full)))

    def __contains__(self, name: object) -> bool:
        return name in self._full

    def in_full(self, party: Suggestion) -> Suggestion:
        """The party by its full name, resting on the words that give it."""
        if party.value not in self._full:
            return party
        full, start, end = self._full[party.value]
        kind = guess_organization_kind(full)
        details = party.details | ({"kind": kind} if kind != "other" else {})
        if _ACRONYM.fullmatch(party.value):
            details["acronym"] = party.value
        return replace(party, value=full, start=start, end=end, details=details)


def _is_full(name: str) -> bool:
    return bool(re.fullmatch(rf"[가-힣]*{ORGANIZATION_END}|[가-힣]{{4,}}단", name))
