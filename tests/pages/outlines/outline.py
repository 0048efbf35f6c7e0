"""Outline of a page as plain text: headings, labels with their values, rows, and links with their addresses."""

import re
from xml.etree.ElementTree import Element

import html5lib

from core import edtf
from tests.template_nodes import unmarked

HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
BLOCKS = {"article", "blockquote", "button", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
          "figure", "footer", "form", "header", "label", "legend", "li", "main", "nav", "ol", "p", "section", "summary",
          "table", "tbody", "thead", "tr", "ul", *HEADINGS}  # fmt: skip
NEVER_EMPTY = {"dt", "dd", "li", "p", "th", "caption", "summary", "button", "label", *HEADINGS}
SVG = "{http://www.w3.org/2000/svg}"
NOT_READ = {"script", "style"}


def page_outline(html: str) -> str:
    """The page without its frame: title, crumbs, links to other languages and files, then the content."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    head, lines = page.find("head"), []
    lines.append(f"title: {_spaced(head.findtext('title'))}")
    for name in ("description", "robots"):
        lines += [
            f"{name}: {_spaced(meta.get('content'))}" for meta in head.iterfind(f"meta[@name='{name}']")
        ]
    for link in head.iterfind("link"):
        if link.get("rel") in ("canonical", "alternate"):
            what = link.get("hreflang") or link.get("title") or link.get("type") or ""
            lines.append(f"{link.get('rel')} {what}: {link.get('href')}".replace(" :", ":"))
    for nav in page.iter("nav"):
        if nav.get("class") in ("crumbs", "languages"):
            lines.append(f"{nav.get('class')}: {' / '.join(_Outline(nav).lines)}")
    lines += [
        f"crumbs: {' / '.join(_Outline(trail).lines)}"
        for trail in page.iter("ol")
        if trail.get("class") == "breadcrumbs"
    ]
    lines += [
        f"current part: {_inline(link)}" for link in page.iter("a") if link.get("aria-current") == "true"
    ]
    return "\n".join([*lines, "", *_Outline(page.find(".//main")).lines, ""])


def public_outline(html: str) -> str:
    """A page with what nobody sees on it: ids that it lacks, empty lists, fields that are marked as wrong."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    elements = list(page.iter())
    lines = [
        *(f"leads nowhere: {place}" for place in _places_that_lead_nowhere(page)),
        *(
            f"empty list: {element.get('class')}"
            for element in elements
            if element.tag in ("ul", "ol") and not len(element)
        ),
        *(f"marked as wrong: {element.get('name')}" for element in elements if element.get("aria-invalid")),
    ]
    return "\n".join([*lines, page_outline(html)])


def _places_that_lead_nowhere(page: Element) -> list[str]:
    """Ids that links, labels and descriptions of a page name, and no element of it has."""
    ids = {unmarked(element.get("id", "")) for element in page.iter()}
    named = [
        place
        for element in page.iter()
        for value in [
            *(
                element.get(name, "")
                for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls")
            ),
            element.get("href", "")[1:] if element.get("href", "").startswith("#") else "",
        ]
        for place in unmarked(value).split()
    ]
    return sorted({*named} - ids)


def content_outline(html: str) -> str:
    """A piece of a page."""
    return "\n".join(_Outline(html5lib.parse(html, namespaceHTMLElements=False).find("body")).lines)


def frame_outline(html: str) -> str:
    """What is round every page: its header and its footer."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    parts = [part for name in ("header", "footer") for part in page.iter(name)]
    lines = [line for part in parts if "site" in part.get("class", "") for line in _Outline(part).lines]
    return "\n".join([f"language: {page.get('lang')}", *lines, ""])


def picture_outline(html: str) -> str:
    """A piece of a page, and each element of its pictures on a line, with its attributes and words."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    elements = [element for picture in page.iter(f"{SVG}svg") for element in picture.iter()]
    return "\n".join([content_outline(html), *map(_picture_line, elements)])


def _picture_line(element: Element) -> str:
    words = [element.tag.removeprefix(SVG), *(f"{name}={_spaced(value)}" for name, value in element.items())]
    return " ".join([*words, _spaced(element.text)]).rstrip()


class _Outline:
    """Lines of an element: one for each block of text, begun with what it is."""

    def __init__(self, element: Element):
        self.lines: list[str] = []
        self._label = ""
        self._walk(element, "")

    def _walk(self, element: Element, prefix: str) -> None:
        waiting = [element.text or ""]
        before = len(self.lines)
        for child in element:
            if child.tag in NOT_READ or not isinstance(child.tag, str):
                waiting.append(child.tail or "")
                continue
            if child.tag in BLOCKS or any(inner.tag in BLOCKS for inner in child.iter()):
                self._add(prefix, "".join(waiting), before)
                self._block(child, prefix if len(self.lines) == before else _continued(prefix))
                waiting = [child.tail or ""]
            else:
                waiting += [_inline(child), child.tail or ""]
        self._add(prefix, "".join(waiting), before)
        if element.tag in NEVER_EMPTY and len(self.lines) == before and element.tag != "dt":
            self.lines.append(f"{prefix}(empty {element.tag})")

    def _block(self, element: Element, prefix: str) -> None:
        if element.tag in HEADINGS:
            self.lines.append("")
            prefix = HEADINGS[element.tag]
        elif element.tag == "form":
            self.lines.append(
                f"{prefix}form: {element.get('method', 'get')} {_spaced(element.get('action'))}".rstrip()
            )
        elif element.tag == "ol" and element.get("start"):
            self.lines.append(f"{prefix}(from {element.get('start')})")
        elif element.tag == "li":
            prefix = f"{prefix}- "
        elif element.tag == "dt":
            self._label = _spaced(_text(element)) or "(empty dt)"
            return
        elif element.tag == "dd":
            prefix = f"{prefix}{self._label}: "
        elif element.tag == "tr":
            cells = [f"{_spaced(_text(cell))}" for cell in element]
            self.lines.append(f"{prefix}| {' | '.join(cells)} |")
            return
        elif element.tag in ("button", "summary", "caption", "blockquote"):
            prefix = f"{prefix}{element.tag}{_facts(element, 'name', 'value')}: "
        if element.tag == "details" and "open" in element.attrib:
            self.lines.append(f"{prefix}(open)")
        if element.get("aria-current"):
            prefix = f"{prefix}({element.get('aria-current')}) "
        if element.get("lang"):
            prefix = f"{prefix}<{element.get('lang')}> "
        if element.get("aria-label"):
            self.lines.append(f"{prefix}“{_spaced(element.get('aria-label'))}”")
            prefix = _continued(prefix)
        self._walk(element, prefix)

    def _add(self, prefix: str, text: str, before: int) -> None:
        if text := _spaced(text):
            self.lines.append((prefix if len(self.lines) == before else _continued(prefix)) + text)


def _continued(prefix: str) -> str:
    """The prefix of another line of the same item of a list."""
    return re.sub("- $", "  ", prefix)


def _text(element: Element) -> str:
    return "".join(
        [
            element.text or "",
            *(_inline(child) + (child.tail or "") for child in element if child.tag not in NOT_READ),
        ]
    )


def _picture(element: Element) -> str:
    """The links of a picture; a table beside it says the same in words."""
    links = (f"[{_spaced(_name_of(link))}]({_address(link)})" for link in element.iter(f"{SVG}a"))
    listed = " ".join(links)
    return f" (picture {listed}) " if listed else " "


def _name_of(link: Element) -> str:
    """A link of a picture goes by its label, else its tooltip, else its words."""
    title = link.find(f".//{SVG}title")
    return link.get("aria-label") or ("".join(link.itertext()) if title is None else title.text or "")


def _inline(element: Element) -> str:
    """An element within a line: a link with its address, a field, what was taken out or put in."""
    if element.tag == f"{SVG}svg":
        return _picture(element)
    words, tag = _text(element), element.tag
    if element.get("lang"):
        words = f"<{element.get('lang')}> {words}"
    if element.get("aria-label"):
        words = f"{words} “{_spaced(element.get('aria-label'))}”"
    if tag == "a":
        card = f" {element.get('data-card')}" if element.get("data-card") else ""
        current = " current" if element.get("aria-current") else ""
        saved = f" saved as {element.get('download')}" if element.get("download") else ""
        return f"[{_spaced(words)}]({_address(element)}{card}{current}{saved})"
    if tag == "time" and edtf.parse(element.get("datetime")).words() != _spaced(words):
        return f"{words} <{element.get('datetime')}>"
    if tag in ("del", "ins"):
        return f"{'-' if tag == 'del' else '+'}{{{_spaced(words)}}}"
    if tag in ("input", "select", "option", "textarea", "progress"):
        return f" <{tag}{_facts(element, 'type', 'name', 'value', 'max')}{_states(element)}>{words}"
    if tag == "img":
        return element.get("alt") or ""
    if tag == "iframe":
        return element.get("title") or ""
    if tag == "br":
        return " "
    if tone := re.search(r"\btag-.*", element.get("class", "")):
        return f"{words} <{tone[0]}>"
    return words


def _facts(element: Element, *names: str) -> str:
    """What a field or a button sends; a token differs each time."""
    is_token = element.get("name") == "token"
    return "".join(
        f" {name}={element.get(name)}"
        for name in names
        if element.get(name) and not (is_token and name == "value")
    )


def _states(element: Element) -> str:
    return "".join(
        f" {name}" for name in ("selected", "checked", "required", "disabled") if name in element.attrib
    )


def _address(element: Element) -> str:
    return " ".join((element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or "").split())


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()
