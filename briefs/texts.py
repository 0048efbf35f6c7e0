"""Plain texts of a brief, from the phrases of public pages."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.localized import in_language
from core.web_addresses import is_web_address
from pages.value_formats import format_text

_LONGEST = 180  # of a title or a sentence, in characters
# Controls, marks of direction, and what XML does not allow.
_NOT_SHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+"
)
# Hebrew and Arabic letters and the like, without the digits, which run from left to right.
_RTL_LETTERS = "[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
_RIGHT_TO_LEFT = re.compile(f"({_RTL_LETTERS}(?:[ ,.-]+{_RTL_LETTERS})*)")


def readable(words) -> str:
    """Words as they are read: without the mark-up of a page, signs that nobody sees, or a marker of a redaction."""
    text = unescape(strip_tags(str(words))) if hasattr(words, "__html__") else str(words)
    return " ".join(_NOT_SHOWN.sub(" ", format_text(text)).split())


def shortened(words, longest: int = _LONGEST) -> str:
    """A text that ends at a word, with an ellipsis, where it is longer."""
    text = readable(words)
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    head, _space, tail = start.rpartition(" ")
    return f"{(head if head and len(tail) < longest // 2 else start).rstrip(' ,;:–-')}…"


def title_in_language(titles: dict) -> str:
    return shortened(in_language(titles)[0])


def joined(*facts) -> str:
    """Facts of one line, without those that are empty."""
    return " · ".join(text for text in map(readable, facts) if text)


def first_source(body: dict) -> dict[str, str]:
    """The first source of a body that has an address: its host in words, and the address."""
    addresses = [source["address"] for source in body.get("sources", []) if is_web_address(source["address"])]
    addresses = [address for address in addresses if readable(address) == address]
    if not addresses:
        return {}
    host = urlsplit(addresses[0]).netloc.removeprefix("www.")
    words = _("source: %(host)s") % {"host": host}
    return {"source": words.replace(" ", "\u00a0"), "source_address": addresses[0]}


def more_words(count: int, address: str) -> str:
    """Sentence for the number of those left out, with the address of their list."""
    if not address:
        return ngettext("and %(count)s more", "and %(count)s more", count) % {"count": count}
    words = ngettext("and %(count)s more: %(address)s", "and %(count)s more: %(address)s", count)
    return words % {"count": count, "address": address}


def short_address(url: str) -> str:
    """An address without its scheme, as people type it."""
    return url.partition("://")[2]


def directional_parts(text: str) -> list[tuple[str, bool]]:
    """The parts of a text in their order, each with whether it is written from right to left."""
    parts = enumerate(_RIGHT_TO_LEFT.split(text))
    return [(part, number % 2 == 1) for number, part in parts if part]
