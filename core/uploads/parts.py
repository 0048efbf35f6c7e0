"""Look through the XML parts of a document for what runs, and for what is loaded from elsewhere: one table of rules."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, cast
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from core.uploads.addresses import ELSEWHERE, NAMES_HOST, is_local, leads_elsewhere, plain_address
from core.uploads.problems import (
    ENCRYPTED,
    MACROS,
    OUTSIDE_CONTENT,
    UNPACKS_TOO_LARGE,
    broken,
    refusal,
)
from core.uploads.word_fields import WordFields, check_instruction

_XML_ENDINGS = (".xml", ".rels", ".hpf", ".rdf")
_PIECE, _MAX_PACKED = 64 * 1024, 32 * 1024 * 1024
_RUNNING_ADDRESS = (
    r"(vnd\.sun\.star\.(script|expand)|vnd\.libreoffice\.command|macro|(java|vb)?script|\.uno|slot):"
)
# Elements that are hyperlinks, or shapes that are one as well: of OpenDocument and SVG, of VML, of HWPX.
_HYPERLINKS = (
    r"a|form|button|area(-.*)?|shape|rect|roundrect|oval|line|polyline|curve|arc|group"
    "|pic|ellipse|polygon|connectline|container|textart|video"
)
_LOADING_STYLE = re.compile(rf"(?:@import|url\()\s*(?:['\"]\s*)?{ELSEWHERE}", re.IGNORECASE)
_FETCHING_FORMULA = rf".*\b(webservice|image|rtd)\(|.*'(?={ELSEWHERE})[^']*'#"


# Elements whose texts are looked at: formulas of a workbook, styles, scripts.
_READ_ELEMENTS = {"f", "style", "script"}


class _Rule(NamedTuple):
    """A reason to refuse a part, by patterns of an element, its attribute and the beginning of the value."""

    element: str
    attribute: str
    value: str
    reason: Any


# Names are local ones, in small letters: a namespace may be spelled in two ways (transitional, strict).
_RULES = (
    _Rule(
        "default|override", "contenttype", ".*(vbaproject|vbadata|macroenabled|activex|webextension)", MACROS
    ),
    _Rule(
        "relationship",
        "type",
        ".*/(vbaproject|wordvbadata|control|activexcontrolbinary|webextension.*)$",
        MACROS,
    ),
    _Rule(".*", "href|target|action|resource", _RUNNING_ADDRESS, MACROS),
    _Rule(".*", "macro-name", ".", MACROS),
    _Rule("script", "language", ".", MACROS),
    _Rule(".*", "on(load|unload|click|error|begin|end|repeat|activate|(key|mouse|focus)[a-z]+)", ".", MACROS),
    _Rule("execute-macro", "name", "", MACROS),
    _Rule("dde-connection-decl|dde-source", "dde-application", "", MACROS),
    _Rule("ddelink", "ddeservice", "", MACROS),  # of a workbook inside a document
    # OpenDocument 1.3: its attributes that are addresses, those of applets, and those of XForms and MathML in it
    _Rule(f"(?!({_HYPERLINKS})$).*", "href", ELSEWHERE, OUTSIDE_CONTENT),
    _Rule(".*", "src|poster|background|altimg|image-data|datasource", ELSEWHERE, OUTSIDE_CONTENT),
    _Rule("applet|plugin|object(-ole)?", "archive|code|codebase|data|object", ELSEWHERE, OUTSIDE_CONTENT),
    _Rule("applet|plugin", "archive|code", NAMES_HOST, OUTSIDE_CONTENT),  # lists, as the next ones
    _Rule("model", "schema", NAMES_HOST, OUTSIDE_CONTENT),
    _Rule(".*", "srcset", NAMES_HOST, OUTSIDE_CONTENT),
    _Rule("submission|load", "action|resource", ELSEWHERE, OUTSIDE_CONTENT),
    _Rule("resource", "value", NAMES_HOST, OUTSIDE_CONTENT),
    _Rule(".*", "{http://www.w3.org/xml/1998/namespace}base", ELSEWHERE, OUTSIDE_CONTENT),
    _Rule(".*", "formula|expression|condition", _FETCHING_FORMULA, OUTSIDE_CONTENT),
    _Rule("file-entry|rootfile", "full-path", ELSEWHERE, OUTSIDE_CONTENT),
    # Word: videos, mail merge and the connections of a workbook inside; HWPX: videos and linked documents
    _Rule("webvideopr", "embeddedhtml", ".", OUTSIDE_CONTENT),
    _Rule("connectstring|udl|query", "val", NAMES_HOST, OUTSIDE_CONTENT),
    _Rule("dbpr", "connection", ".", OUTSIDE_CONTENT),
    _Rule("webpr", "url", ".", OUTSIDE_CONTENT),
    _Rule("schema", "manifestlocation|schemalocation", ELSEWHERE, OUTSIDE_CONTENT),  # expansion packs
    _Rule("textpr", "sourcefile", NAMES_HOST, OUTSIDE_CONTENT),
    _Rule("video", "tag", NAMES_HOST, OUTSIDE_CONTENT),
    _Rule("linkinfo", "path", ELSEWHERE, OUTSIDE_CONTENT),
)


def check_xml_parts(package: zipfile.ZipFile, label: str) -> None:
    """Raises ValidationError for the first part that is not harmless.

    Parts with an ending of XML must be XML without a document type. Others that begin like XML are looked at as far as
    they are XML: a list of parts may give any name to any of them.
    """
    for name in package.namelist():
        # what is packed once more and cut off, no reader unpacks
        with package.open(name) as opened, suppress(OSError, EOFError, zlib.error):
            _check_part(name, _part_pieces(cast(zipfile.ZipExtFile, opened)), label)


def _part_pieces(opened: zipfile.ZipExtFile) -> Iterator[bytes]:
    """A part piece by piece; a picture may be packed once more (SVGZ)."""
    is_packed = opened.peek(2).startswith(b"\x1f\x8b")
    size, source = 0, gzip.GzipFile(fileobj=opened) if is_packed else opened
    while piece := source.read(_PIECE):
        size += len(piece)
        if is_packed and size > _MAX_PACKED:
            raise refusal(UNPACKS_TOO_LARGE)
        yield piece


def _check_part(name: str, pieces: Iterator[bytes], label: str) -> None:
    is_xml = name.casefold().endswith(_XML_ENDINGS)
    start = next(pieces, b"")
    if not start:  # LibreOffice writes empty ones: Configurations2/accelerator/current.xml
        return
    if not is_xml and not start.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return
    parser = DefusedXMLParser(target=_PartReader(name), forbid_dtd=is_xml)
    try:
        for piece in chain([start], pieces):
            parser.feed(piece)
        parser.close()
    except (
        DefusedXmlException,
        LookupError,
        ValueError,
    ) as error:  # or an encoding that other readers may know
        raise broken(label) from error
    except ParseError as error:
        if is_xml:
            raise broken(label) from error


class _PartReader:
    """Target of a parser: refuses by the rules while it reads. Of texts it keeps instructions, formulas and styles."""

    def __init__(self, name: str) -> None:
        self._is_manifest = name.casefold() == "meta-inf/manifest.xml"
        self._fields = WordFields()
        self._path: list[str] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = _local_name(tag)
        if element == "encryption-data" and self._is_manifest:
            raise refusal(ENCRYPTED)
        for attribute, value in attributes.items():
            _check_attribute(element, attribute.casefold(), value)
        if element == "relationship":
            _check_relationship({_local_name(key): value for key, value in attributes.items()})
        elif element == "fldchar":
            self._fields.add_mark(_value_of(attributes, "fldchartype"))
        elif element == "fldsimple":
            check_instruction(_value_of(attributes, "instr"))
        self._path.append(element)

    def data(self, text: str) -> None:
        if self._path[-1] in ("instrtext", "delinstrtext"):
            self._fields.add_words(text)
        elif self._path[-1] in _READ_ELEMENTS:
            self._text.append(text)

    def end(self, _tag: str) -> None:
        element = self._path.pop()
        if element in _READ_ELEMENTS:
            text, self._text = "".join(self._text), []
            _check_text(element, text)

    def pi(self, _target: str, text: str | None) -> None:
        """A processing instruction, such as the one that names a style sheet."""
        for address in re.findall(r"""href\s*=\s*["']([^"']*)""", text or "", re.IGNORECASE):
            if leads_elsewhere(address):
                raise refusal(OUTSIDE_CONTENT, address=address[:100])

    def close(self) -> None:
        self._fields.close()


def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2].casefold()


def _value_of(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if _local_name(key) == name), "")


def _check_attribute(element: str, attribute: str, value: str) -> None:
    for rule in _rules_of(element, attribute):
        texts = {plain_address(value), unquote(value)}
        if any(re.match(rule.value, text, re.IGNORECASE | re.DOTALL) for text in texts):
            raise refusal(rule.reason, address=value.strip()[:100])
    if "(" in value:
        _check_style(value)


def _check_text(element: str, text: str) -> None:
    """Refuses a script, and a formula or style that fetches something."""
    if element == "script" and text.strip():
        raise refusal(MACROS)
    if element == "f" and re.match(_FETCHING_FORMULA, text, re.IGNORECASE | re.DOTALL):
        raise refusal(OUTSIDE_CONTENT, address=text[:100])
    _check_style(text)


def _check_style(text: str) -> None:
    """Refuses styles that load something: a sheet, a font, a picture."""
    if loading := _LOADING_STYLE.search(unquote(text)):
        raise refusal(OUTSIDE_CONTENT, address=text[loading.start() :][:100])


@lru_cache(maxsize=4096)
def _rules_of(element: str, attribute: str) -> tuple[_Rule, ...]:
    """The rules for an attribute of an element."""
    return tuple(rule for rule in _rules_of_attribute(attribute) if re.fullmatch(rule.element, element))


@lru_cache(maxsize=4096)
def _rules_of_attribute(attribute: str) -> tuple[_Rule, ...]:
    """The rules for an attribute of any element."""
    names = (attribute, _local_name(attribute))
    return tuple(rule for rule in _RULES if any(re.fullmatch(rule.attribute, name) for name in names))


def _check_relationship(facts: dict[str, str]) -> None:
    """Links lead elsewhere; a template, frame or picture must not, and no part may be HTML that Word takes in."""
    kind, target = facts.get("type", "").rpartition("/")[2].casefold(), plain_address(facts.get("target", ""))
    is_external = facts.get("targetmode", "").strip().casefold() == "external"
    is_outside = (is_external and not is_local(target)) or leads_elsewhere(target)
    if kind == "afchunk" or (is_outside and kind != "hyperlink"):
        raise refusal(OUTSIDE_CONTENT, address=target[:100])
