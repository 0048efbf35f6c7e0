"""Titles of records that have names: the best name in each language."""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.translation import get_language

from core.text import normalize_name
from lifecycle.spans import UNKNOWN_SPAN, parse_last_day, parse_span

# Language of a name whose language is not recorded, by its letters. Those of many languages say their script alone
# (ISO 15924); Latin ones are taken to be English, see `_language_of`.
_LANGUAGE_BY_SCRIPT = {
    "ko": re.compile("[가-힣]"),
    "ja": re.compile("[ぁ-ヿ]"),
    "zh": re.compile("[㐀-䶿一-鿿]"),
}
_SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek", "HEBREW": "Hebr", "KHMER": "Khmr", "LAO": "Laoo",
    "MONGOLIAN": "Mong", "MYANMAR": "Mymr", "SINHALA": "Sinh", "TAMIL": "Taml", "THAI": "Thai", "TIBETAN": "Tibt",
}  # fmt: skip
_NO_FULL_NAMES = {"acronym", "former"}
_MAIN_NAME_RANK = 0.5  # after names of the first kind, before all others


def best_names(body: dict, kinds: Sequence[str], given_up: str) -> dict[str, str]:
    """The best name of a body in each language (BCP 47) that has one: of the first of these kinds; then the newest.

    The main name, ``body["name"]``, comes after names of the first kind. Names of the kind ``given_up`` and those with
    an end are no titles; the last of what was dissolved are, for it has no others. Romanized languages are left out
    where there is a name in English.
    """
    main = {"text": body["name"], "language": _language_of(body), "kind": ""}
    best: dict[str, tuple[tuple, str]] = {}
    for place, name in enumerate([main, *body["names"]]):
        until = parse_last_day(name.get("valid_until") or "")
        is_over = name["kind"] == given_up or (until != UNKNOWN_SPAN and not body.get("dissolved_on"))
        if is_over or not name["language"]:
            continue
        rank = kinds.index(name["kind"]) if name["kind"] else _MAIN_NAME_RANK
        since = parse_span(name.get("valid_from") or "")
        is_other = name["text"] != body["name"]
        key = (-until.latest.toordinal(), rank, is_other, -since.earliest.toordinal(), place)
        best[name["language"]] = min(best.get(name["language"], (key, name["text"])), (key, name["text"]))
    names = {code: text for code, (_key, text) in sorted(best.items())}
    return {code: text for code, text in names.items() if "en" not in names or not code.endswith("-Latn")}


def names_beside_title(body: dict, first_kind: str, given_up: str) -> list[str]:
    """Further names to show under the title: those of the first kind in the active language, each once.

    On a Korean page without a recorded Korean name also those in Hangul of which no language is recorded: that is how
    they are written, and says nothing of their language.
    """
    current = [
        name
        for name in body["names"]
        if name["kind"] != given_up and parse_last_day(name.get("valid_until") or "") == UNKNOWN_SPAN
    ]
    language = (get_language() or "en").partition("-")[0]
    texts = [
        name["text"]
        for name in current
        if name["kind"] == first_kind and name["language"].partition("-")[0] == language
    ]
    hangul = _LANGUAGE_BY_SCRIPT["ko"]
    recorded = [_language_of(body), *(name["language"] for name in current)]
    if language == "ko" and not any(code == "ko" or code.startswith("ko-") for code in recorded):
        texts += [name["text"] for name in current if not name["language"] and hangul.search(name["text"])]
    return [text for text in dict.fromkeys(texts) if text != body["name"]]


def _language_of(body: dict) -> str:
    """Language of the main name: as recorded where the same name stands among the others, else by its letters.

    Latin letters are English, unless they are more than English has and the name in English is another one.
    """
    main = normalize_name(body["name"])
    recorded = [name["language"] for name in body["names"] if normalize_name(name["text"]) == main]
    by_script = (code for code, script in _LANGUAGE_BY_SCRIPT.items() if script.search(body["name"]))
    known = next(filter(None, recorded), "") or next(by_script, "")
    return known or _language_of_letters(body["name"], _english_names(body))


def _english_names(body: dict) -> list[str]:
    return [
        name["text"]
        for name in body["names"]
        if name["language"].partition("-")[0] == "en" and name["kind"] not in _NO_FULL_NAMES
    ]


def _language_of_letters(name: str, english: list[str]) -> str:
    letters = [letter for letter in name if letter.isalpha()]
    scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in letters]
    others = [script for script in scripts if script != "LATIN"]
    if len(others) * 2 > len(letters):
        return f"und-{_SCRIPTS[others[0]]}" if others[0] in _SCRIPTS else "und"
    is_foreign = not "".join(letters).isascii() and bool(english)
    return "und-Latn" if is_foreign and _plain(name) not in map(_plain, english) else "en"


def _plain(name: str) -> str:
    """The name without its accents, as others write it."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in parts if letter.isalnum())
