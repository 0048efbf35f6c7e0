"""Columns that name the same parties in another language: “大学名（和文）” beside “大学名（英文）”."""

import re
from collections.abc import Sequence

from core.text import fold
from spreadsheets.headers import normalize_header

# Languages in which a header says that names are, and none but these: “大学名（英文）”, “Partner (local name)”
_LANGUAGE_WORDS = (
    "和文|英文|中文|日文|英語|日本語|現地語|原語|국문|영문|중문|일문|한글|한국어|영어|원어|현지어|원문|"
    r"\b(?:in )?(?:english|korean|japanese|chinese|german|french|spanish|italian|portuguese|native|original|local|"
    r"roman|latin|eng|kor|en|ko|ja|zh|englisch|deutsch|anglais|ingles|inglese)(?: language| name)?\b"
)


def second_names_of_parties(headers: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Headers of columns with the names of parties in another language, each with that of the first name.

    Their headers are alike but for the language; of several the English one is the first.
    """
    alike: dict[str, list[str]] = {}
    for header, name in zip(headers, names, strict=True):
        plain = fold(header)
        rest = normalize_header(re.sub(_LANGUAGE_WORDS, " ", plain))
        if name == "party":
            alike.setdefault(rest, []).append(header)
    pairs = {}
    for group in alike.values():
        if len(group) > 1 and len({fold(header) for header in group}) > 1 and any(map(_says_language, group)):
            first = next(filter(_says_english, group), group[0])
            pairs |= {
                header: first for header in group if header != first and _are_other_words(header, first)
            }
    return pairs


def _says_language(header: str) -> bool:
    return bool(re.search(_LANGUAGE_WORDS, fold(header)))


def _says_english(header: str) -> bool:
    return bool(
        re.search(r"英|영문|영어|\b(?:en|eng|english|englisch|anglais|ingles|inglese)\b", fold(header))
    )


def _are_other_words(header: str, first: str) -> bool:
    """True where two headers say different languages, or one of them none; “Partner (2)” is another party."""
    return normalize_header(header).rstrip("0123456789") != normalize_header(first).rstrip("0123456789")
