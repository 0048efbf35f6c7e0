"""Text of documents that are ZIP packages of XML: DOCX, ODT, HWPX."""

import io
import re
import zipfile
from dataclasses import dataclass

from defusedxml.ElementTree import DefusedXMLParser


@dataclass(frozen=True)
class _Dialect:
    """Local names of the elements of a format: paragraphs, runs of text ("" for any), breaks, and what is left out."""

    parts: re.Pattern
    paragraphs: frozenset[str]
    runs: frozenset[str]
    blanks: dict[str, str]
    skipped: frozenset[str]


DIALECTS = {
    "docx": _Dialect(
        re.compile(r"word/document\.xml", re.IGNORECASE),
        frozenset({"p"}),
        frozenset({"t"}),
        {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
        frozenset({"Fallback", "del", "moveFrom"}),  # a second form of a picture, and what was struck out
    ),
    "odt": _Dialect(
        re.compile(r"content\.xml"),
        frozenset({"p", "h"}),
        frozenset({"p", "h", "span", "a"}),
        {"tab": "\t", "line-break": "\n", "s": " "},
        frozenset({"annotation", "tracked-changes", "scripts"}),
    ),
    "hwpx": _Dialect(
        re.compile(r"Contents/section\d+\.xml", re.IGNORECASE),
        frozenset({"p"}),
        frozenset({"t"}),
        {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " "},
        frozenset({"script", "deleteBegin"}),
    ),
}


def package_text(content: bytes, file_format: str) -> str:
    """The text of a document, a line for each paragraph."""
    dialect = DIALECTS[file_format]
    texts = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if dialect.parts.fullmatch(name)]
        for name in sorted(names, key=lambda name: (len(name), name)):
            reader = _PartText(dialect)
            parser = DefusedXMLParser(target=reader, forbid_dtd=True)
            parser.feed(package.read(name))
            parser.close()
            texts.append("".join(reader.pieces))
    return "\n".join(texts)


class _PartText:
    """Target of a parser that collects the text of one part."""

    def __init__(self, dialect: _Dialect) -> None:
        self.dialect = dialect
        self.pieces: list[str] = []
        self._path: list[str] = []
        self._skipping = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self._path.append(name)
        self._skipping += name in self.dialect.skipped
        if self._skipping:
            return
        if name in self.dialect.paragraphs:
            self.pieces.append("\n")
        elif name in self.dialect.blanks:
            self.pieces.append(self.dialect.blanks[name])

    def data(self, text: str) -> None:
        # within a run stand marks of a highlighter or the like, whose tails are words of the run
        if not self._skipping and self.dialect.runs & {*self._path[-3:]} and self._is_words():
            self.pieces.append(text)

    def _is_words(self) -> bool:
        return self._path[-1] in self.dialect.runs or self._path[-1] in self.dialect.blanks

    def end(self, _tag: str) -> None:
        name = self._path.pop()
        self._skipping -= name in self.dialect.skipped
        if not self._skipping and name in self.dialect.paragraphs:
            self.pieces.append("\n")

    def close(self) -> None:
        """Nothing is left to do at the end of a part."""
