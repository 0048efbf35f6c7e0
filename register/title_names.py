"""Titles of records that have names: the best name in each language."""

import re
from collections.abc import Sequence

from django.utils.translation import get_language

from core.text import normalize_name
from lifecycle.spans import UNKNOWN_SPAN, parse_last_day, parse_span

# Language of a name whose language is not recorded, by its script; in any other script it is taken to be English.
_LANGUAGE_BY_SCRIPT = {
    "ko": re.compile("[가-힣]"),
    "ja": re.compile("[ぁ-ヿ]"),
    "zh": re.compile("[㐀-䶿一-鿿]"),
}
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
    """Language of the main name: as recorded where the same name stands among the others, else by its script."""
    main = normalize_name(body["name"])
    recorded = [name["language"] for name in body["names"] if normalize_name(name["text"]) == main]
    by_script = (code for code, script in _LANGUAGE_BY_SCRIPT.items() if script.search(body["name"]))
    return next(filter(None, recorded), "") or next(by_script, "en")
