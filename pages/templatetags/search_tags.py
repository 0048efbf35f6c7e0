"""Filter that marks the words of a search in a result."""

import re
from collections.abc import Collection
from html import unescape

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core import text

register = template.Library()

_TAG = re.compile(r"(<[^>]*>)")
_WORD = re.compile(rf"[{text.CJK_RANGES}]+|[^\W_{text.CJK_RANGES}]+")
_MIN_PREFIX_LENGTH = 4  # letters, as in the search


@register.filter
def found_marked(words: str, sought: Collection[str]) -> SafeString:
    """Words, marked up or not, with those of a search marked; see `pages.found_passages.found_words`."""
    pieces = _TAG.split(conditional_escape(words))
    # tags stay as they came, and everything between them is escaped again
    return mark_safe(
        "".join(piece if piece.startswith("<") else _marked(unescape(piece), sought) for piece in pieces)
    )


def _marked(words: str, sought: Collection[str]) -> str:
    """A text without markup, escaped, its words marked: Latin ones whole, of Korean runs the part that was found."""
    html, end = "", 0
    for word in _WORD.finditer(words) if sought else ():
        for start, stop in _found_in(word[0], sought):
            start, stop = word.start() + start, word.start() + stop
            html += conditional_escape(words[end:start]) + format_html("<mark>{}</mark>", words[start:stop])
            end = stop
    return html + conditional_escape(words[end:])


def _found_in(word: str, sought: Collection[str]) -> list[tuple[int, int]]:
    if text.is_cjk(word):
        runs = sorted((run for run in sought if text.is_cjk(run) and len(run) > 1), key=len, reverse=True)
        pattern = "|".join(map(re.escape, runs))
        return [match.span() for match in re.finditer(pattern, word)] if pattern else []
    folded = text.fold(word)
    is_found = folded in sought or any(
        len(start) >= _MIN_PREFIX_LENGTH and not start.isdigit() and folded.startswith(start)
        for start in sought
        if not text.is_cjk(start)
    )
    return [(0, len(word))] if is_found else []
