"""Look through the XML parts of a document for what runs, and for what is loaded from elsewhere: one table of rules."""

import re
import zipfile
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from core.uploads.problems import ENCRYPTED, MACROS, OUTSIDE_CONTENT, broken, refusal

_XML_ENDINGS = (".xml", ".rels", ".hpf", ".rdf")
_PIECE = 64 * 1024
# What a disk of its writer holds is harmless, as is what lies in the document itself.
_LOCAL = r"(?:file:///(?![/\\])|(?:file:/+)?[a-z]:[\\/]|data:|cid:|urn:|vnd\.sun\.star\.package:)"
_ELSEWHERE = rf"(?!{_LOCAL})(?:[a-z][a-z0-9+.-]+:|[/\\]{{2}})"
_LOCAL_TARGET = re.compile(_LOCAL, re.IGNORECASE)
_ELSEWHERE_TARGET = re.compile(_ELSEWHERE, re.IGNORECASE)
# Fields of Word: the first kind starts programs, the second fetches where its argument is an address.
_RUNNING_FIELD = re.compile(r"^\s*DDE(AUTO)?\b", re.IGNORECASE | re.MULTILINE)
_FETCHING_FIELD = re.compile(
    rf'^\s*(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE|RD)\b.*?["\s]({_ELSEWHERE}[^"\s]*)',
    re.IGNORECASE | re.MULTILINE,
)


class _Rule(NamedTuple):
    """A reason to refuse a part, by patterns of an element, its attribute and the beginning of the value."""

    element: str
    attribute: str
    value: str
    reason: Any


# Names are local ones, in small letters: a namespace may be spelled in two ways (transitional, strict).
_RULES = (
    _Rule("default|override", "contenttype", ".*(vbaproject|vbadata|macroenabled|activex)", MACROS),
    _Rule("relationship", "type", ".*/(vbaproject|wordvbadata|control|activexcontrolbinary)$", MACROS),
    _Rule(".*", "href", r"(vnd\.sun\.star\.script|macro|script):", MACROS),
    _Rule(".*", "macro-name", ".", MACROS),
    _Rule("execute-macro", "name", "", MACROS),
    _Rule("dde-connection-decl|dde-source", "dde-application", "", MACROS),
    _Rule("ddelink", "ddeservice", "", MACROS),  # of a workbook inside a document
    # hypertext of OpenDocument and SVG, its forms and image maps lead elsewhere, as do shapes of VML
    _Rule(
        "(?!(a|form|button|area-.*)$).*", "{http://www.w3.org/1999/xlink}href", _ELSEWHERE, OUTSIDE_CONTENT
    ),
    _Rule("item|image|feimage|use|imagedata|fill|stroke", "href", _ELSEWHERE, OUTSIDE_CONTENT),
    _Rule("imagedata|fill|stroke", "src", _ELSEWHERE, OUTSIDE_CONTENT),
)


def check_xml_parts(package: zipfile.ZipFile, label: str) -> None:
    """Raises ValidationError for the first part that is not harmless.

    Parts with an ending of XML must be XML without a document type. Others that begin like XML are looked at as far as
    they are XML: a list of parts may give any name to any of them.
    """
    for name in package.namelist():
        is_xml = name.casefold().endswith(_XML_ENDINGS)
        with package.open(name) as opened:
            start = opened.read(_PIECE)
            if not start:  # LibreOffice writes empty ones: Configurations2/accelerator/current.xml
                continue
            if not is_xml and not start.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
                continue
            parser = DefusedXMLParser(target=_PartReader(name), forbid_dtd=is_xml)
            try:
                while start:
                    parser.feed(start)
                    start = opened.read(_PIECE)
                parser.close()
            except DefusedXmlException as error:
                raise broken(label) from error
            except (ParseError, LookupError, ValueError) as error:
                if is_xml:
                    raise broken(label) from error


class _PartReader:
    """Target of a parser: refuses by the rules while it reads, and keeps nothing but the fields of Word."""

    def __init__(self, name: str) -> None:
        self._is_manifest = name.casefold() == "meta-inf/manifest.xml"
        self._fields: list[str] = []
        self._is_in_field = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = _local_name(tag)
        if element == "encryption-data" and self._is_manifest:
            raise refusal(ENCRYPTED)
        for attribute, value in attributes.items():
            for rule in _rules_of(element, attribute.casefold()):
                if re.match(rule.value, plain := _plain(value), re.IGNORECASE):
                    raise refusal(rule.reason, address=plain[:100])
        if element == "relationship":
            _check_relationship({_local_name(key): value for key, value in attributes.items()})
        elif element in ("fldchar", "fldsimple"):
            self._fields += [
                "\n",
                *(attributes[key] + "\n" for key in attributes if _local_name(key) == "instr"),
            ]
        self._is_in_field = element in ("instrtext", "delinstrtext")

    def data(self, text: str) -> None:
        if self._is_in_field:
            self._fields.append(text.replace("\n", " "))

    def end(self, _tag: str) -> None:
        self._is_in_field = False

    def close(self) -> None:
        fields = "".join(self._fields)
        if _RUNNING_FIELD.search(fields):
            raise refusal(MACROS)
        if fetching := _FETCHING_FIELD.search(fields):
            raise refusal(OUTSIDE_CONTENT, address=fetching[1][:100])


def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2].casefold()


@lru_cache(maxsize=4096)
def _rules_of(element: str, attribute: str) -> tuple[_Rule, ...]:
    """The rules for an attribute of an element."""
    names = (attribute, _local_name(attribute))
    return tuple(rule for rule in _RULES if rule.attribute in names and re.fullmatch(rule.element, element))


def _plain(address: str) -> str:
    """An address as a reader takes it: without blanks, and without signs that stand for others."""
    return "".join(unquote(address).split())


def leads_elsewhere(address: str) -> bool:
    """True for the address of a host, and not of the writer's disk or the document itself."""
    return bool(_ELSEWHERE_TARGET.match(_plain(address)))


def _check_relationship(facts: dict[str, str]) -> None:
    """Links lead elsewhere; a template, frame or picture must not, and no part may be HTML that Word takes in."""
    kind, target = facts.get("type", "").rpartition("/")[2].casefold(), _plain(facts.get("target", ""))
    is_external = facts.get("targetmode", "").strip().casefold() == "external"
    is_outside = (is_external and not _LOCAL_TARGET.match(target)) or _ELSEWHERE_TARGET.match(target)
    if kind == "afchunk" or (is_outside and kind != "hyperlink"):
        raise refusal(OUTSIDE_CONTENT, address=target[:100])
