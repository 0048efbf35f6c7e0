"""Text of web pages that a browser saved, without scripts, menus and forms, and what the page tells of itself."""

import email
import email.policy
import json
import re
from html.parser import HTMLParser
from typing import Any

_SKIPPED = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "nav", "footer", "aside", "label",
    "button", "select", "datalist", "textarea", "canvas", "audio", "video", "dialog",
}  # fmt: skip
_SKIPPED_ROLES = {"navigation", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu"}
_AROUND = {"nav", "footer", "aside", "div", "section"}  # which authors forget to close before the main part
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "table", "tr", "blockquote", "pre", "figure", "figcaption", "hr", "br", "address", "caption", "body",
}  # fmt: skip
_MAIN = {"article", "main"}
_ENOUGH = 200  # letters of the main part of a page, below which it is not taken to be that
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|saved with SingleFile\s+url: (\S+)")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_FACTS = {
    "og:title": "title", "dc.title": "title", "dcterms.title": "title", "og:site_name": "publisher",
    "dc.publisher": "publisher", "dcterms.publisher": "publisher", "og:url": "address",
    "article:published_time": "published_on", "date": "published_on", "dc.date": "published_on",
    "dc.date.issued": "published_on", "dcterms.issued": "published_on", "dcterms.date": "published_on",
    "datepublished": "published_on", "author": "author",
}  # fmt: skip


def html_text(content: bytes) -> tuple[str, dict[str, str]]:
    """Text of a page, and facts of the source: title, publisher, address, published_on, language, author."""
    reader = _PageText()
    reader.feed(decoded(content))
    reader.close()
    main = "".join(reader.main)
    text = main if len(main.strip()) >= _ENOUGH else "".join(reader.pieces)
    return text, {**reader.later_facts, **reader.facts}


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
        self.later_facts: dict[str, str] = {}  # where no other says it
        self._skipped: list[str] = []
        self._main_tags: list[str] = []
        self._noted = ""  # the element whose words are a fact: title, h1, or data about the page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_main = tag in _MAIN or given.get("role") == "main"
        if (tag == "main" or given.get("role") == "main") and set(self._skipped) <= _AROUND:
            self._skipped.clear()
        self._note_facts(tag, given)
        self._noted = self._noted_element(tag, given)
        if tag in _VOID:
            self._add("\n" if tag in _BLOCKS else "")
            return
        if _is_left_out(tag, given) or (self._skipped and tag == self._skipped[-1]):
            self._skipped.append(tag)
        if is_main or (self._main_tags and tag == self._main_tags[-1]):
            self._main_tags.append(tag)
        if tag in _BLOCKS:
            self._add("\n")
        elif tag in {"td", "th"}:
            self._add(" ")

    def _noted_element(self, tag: str, given: dict[str, str]) -> str:
        if tag == "script" and given.get("type") == "application/ld+json":
            return "data"
        return tag if (tag == "title" or (tag == "h1" and self._main_tags)) and not self._skipped else ""

    def _note_facts(self, tag: str, given: dict[str, str]) -> None:
        """Facts in the attributes of an element."""
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self._note(_FACTS.get(name.lower(), ""), given.get("content"))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self._note("address", given.get("href"))
        elif tag == "html":
            self._note("language", given.get("lang") or given.get("xml:lang"))
        elif tag == "time" and not self._skipped and given.get("datetime"):
            self.later_facts.setdefault("published_on", given["datetime"].strip()[:40])

    def handle_endtag(self, tag: str) -> None:
        self._noted = ""
        if tag in self._skipped:
            del self._skipped[len(self._skipped) - 1 - self._skipped[::-1].index(tag) :]
        if tag in _BLOCKS:
            self._add("\n")
        if self._main_tags and tag == self._main_tags[-1]:
            self._main_tags.pop()

    def handle_data(self, data: str) -> None:
        if self._noted == "data":
            self._note_page_data(data)
        elif self._noted == "title":
            self._note("page_title", data)
        else:
            if self._noted == "h1" and data.strip():
                self.later_facts.setdefault("title", " ".join(data.split())[:1000])
            self._add(re.sub(r"\s+", " ", data))

    def _note_page_data(self, data: str) -> None:
        """Facts in data about an article (JSON-LD of schema.org)."""
        try:
            items = [json.loads(data)]
        except (ValueError, RecursionError):
            return
        for item in items:  # grows
            if isinstance(item, list):
                items += item
            elif isinstance(item, dict):
                items += [item["@graph"]] if "@graph" in item else []
                if "Article" in str(item.get("@type")):
                    self._note_article(item)

    def _note_article(self, item: dict[str, Any]) -> None:
        publisher, entity = item.get("publisher"), item.get("mainEntityOfPage")
        values = {
            "title": item.get("headline"),
            "published_on": item.get("datePublished"),
            "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
            "address": item.get("url") or (entity.get("@id") if isinstance(entity, dict) else entity),
        }
        for name, value in values.items():
            self._note(name, value if isinstance(value, str) else None)

    def handle_comment(self, data: str) -> None:
        if address := _SAVED_FROM.search(data):
            self.facts["address"] = address[1] or address[2]

    def _note(self, name: str, value: str | None) -> None:
        if name and value and value.strip():
            self.facts.setdefault(name, value.strip()[:1000])

    def _add(self, text: str) -> None:
        if self._skipped:
            return
        self.pieces.append(text)
        if self._main_tags:
            self.main.append(text)


def _is_left_out(tag: str, given: dict[str, str]) -> bool:
    """True of an element whose words nobody reads as those of the article."""
    is_hidden = (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or bool(_UNSEEN.search(given.get("style", "")))
    )
    is_jump = tag == "a" and given.get("href", "").startswith("#")
    return tag in _SKIPPED or given.get("role", "").lower() in _SKIPPED_ROLES or is_hidden or is_jump
