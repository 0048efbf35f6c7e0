"""Text of web pages that a browser saved, without scripts, menus and forms, and what the page tells of itself."""

import email
import email.policy
import re
from html.parser import HTMLParser
from typing import Any

_SKIPPED = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "nav", "footer", "aside", "form",
    "button", "select", "textarea", "canvas", "audio", "video", "dialog",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "table", "tr", "blockquote", "pre", "figure", "figcaption", "hr", "br", "address", "caption", "body",
}  # fmt: skip
_MAIN = {"article", "main"}
_ENOUGH = 200  # letters of the main part of a page, below which it is not taken to be that
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_FACTS = {
    "og:title": "title", "og:site_name": "publisher", "og:url": "address", "article:published_time": "published_on",
    "date": "published_on", "dc.date": "published_on", "datepublished": "published_on", "author": "author",
}  # fmt: skip


def html_text(content: bytes) -> tuple[str, dict[str, str]]:
    """Text of a page, and facts of the source: title, publisher, address, published_on, language, author."""
    reader = _PageText()
    reader.feed(decoded(content))
    reader.close()
    main = "".join(reader.main)
    text = main if len(main.strip()) >= _ENOUGH else "".join(reader.pieces)
    return text, reader.facts


def mhtml_text(content: bytes) -> tuple[str, dict[str, str]]:
    """Text and facts of a page that was saved with all its parts in one file."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body: Any = part.get_payload(decode=True)
            text, facts = html_text(body)
            address = str(message.get("Snapshot-Content-Location", ""))
            return text, {**({"address": address} if address else {}), **facts}
    return "", {}


def decoded(content: bytes) -> str:
    """Bytes as text: by their mark or their own word, else as UTF-8, else as Korean Windows wrote."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    named = _CHARSET.search(content[:4096])
    for encoding in [*([named[1].decode("ascii")] if named else []), "utf-8-sig", "cp949"]:
        try:
            return content.decode("utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


class _PageText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.main: list[str] = []
        self.facts: dict[str, str] = {}
        self._skipped: list[str] = []
        self._main_depth = 0
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._note(
                _FACTS.get((given.get("property") or given.get("name") or "").lower(), ""),
                given.get("content"),
            )
        elif tag == "link" and given.get("rel") == "canonical":
            self._note("address", given.get("href"))
        elif tag == "html":
            self._note("language", given.get("lang"))
        self._is_title = tag == "title" and not self._skipped
        if tag in _SKIPPED or (self._skipped and tag == self._skipped[-1]):
            self._skipped.append(tag)
        self._main_depth += tag in _MAIN
        if tag in _BLOCKS:
            self._add("\n")
        elif tag in {"td", "th"}:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False
        if tag in self._skipped:
            del self._skipped[len(self._skipped) - 1 - self._skipped[::-1].index(tag) :]
        if tag in _BLOCKS:
            self._add("\n")
        self._main_depth -= tag in _MAIN and self._main_depth > 0

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self._note("page_title", data)
        else:
            self._add(re.sub(r"\s+", " ", data))

    def handle_comment(self, data: str) -> None:
        if address := _SAVED_FROM.search(data):
            self.facts["address"] = address[1]

    def _note(self, name: str, value: str | None) -> None:
        if name and value and value.strip():
            self.facts.setdefault(name, value.strip()[:1000])

    def _add(self, text: str) -> None:
        if self._skipped:
            return
        self.pieces.append(text)
        if self._main_depth:
            self.main.append(text)
