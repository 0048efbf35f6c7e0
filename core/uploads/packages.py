"""Check of documents that are ZIP packages: DOCX, ODT, HWPX."""

import io
import re
import zipfile
from typing import BinaryIO

from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.core.exceptions import ValidationError

from core.uploads.formats import DOCX, HWPX, ODT, FileFormat
from core.uploads.hwp_scripts import MAX_SCRIPT, check_hwpx_script
from core.uploads.objects import check_embedded
from core.uploads.parts import check_xml_parts
from core.uploads.problems import (
    EMBEDDED,
    ENCRYPTED,
    MACROS,
    UNPACKS_TOO_LARGE,
    broken,
    refusal,
    unknown_format,
)

_LABELS = f"{DOCX.label}, {ODT.label}, {HWPX.label}"
_MAX_ENTRIES = 5_000
_MAX_UNPACKED = 256 * 1024 * 1024
# A document of repeated words packs well: below so many bytes the ratio says nothing.
_MAX_RATIO, _RATIO_COUNTS_FROM = 100, 10 * 1024 * 1024
_PIECE, _OBJECT_START = 64 * 1024, 512
_MIMETYPES = {file_format.media_type.encode(): file_format for file_format in (ODT, HWPX)}
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PART = f"{DOCX.media_type}.main+xml"
# Parts of Word and folders of OpenDocument, also of an object in it, that hold macros or controls.
_MACRO_PARTS = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/.+|(Basic|Dialogs|Scripts)/.+)$", re.IGNORECASE
)

_TEXT_PARTS = {
    DOCX: re.compile(r"word/[^/]+\.xml", re.IGNORECASE),
    ODT: re.compile(r"content\.xml"),
    HWPX: re.compile(r"Contents/section\d+\.xml", re.IGNORECASE),
}
_SCRIPT_PART = re.compile(r"Scripts/.", re.IGNORECASE)  # of HWPX, in every document


def check_package(file: BinaryIO) -> FileFormat:
    """The format of a package. Raises ValidationError."""
    try:
        with zipfile.ZipFile(file) as package:
            _check_entries(package)
            file_format = _format_of(package)
            if not any(map(_TEXT_PARTS[file_format].fullmatch, package.namelist())):
                raise broken(file_format.label)
            _unpacked, inside = _check_content(package, file_format.label, _size(file), file_format)
            _check_packages_inside(package, inside, file_format.label)
    except ValidationError:
        raise
    except Exception as error:  # a parser of any bytes: whatever it stumbles over, the package is no good
        raise broken(_LABELS) from error
    return file_format


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _check_entries(package: zipfile.ZipFile) -> None:
    """Refuses what no office program writes: odd names, doubles, encryption, anything before or after the package."""
    entries = package.infolist()
    names = [entry.orig_filename for entry in entries]
    if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
        raise refusal(UNPACKS_TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal(ENCRYPTED)
    is_sound = (
        entries
        and len({name.casefold() for name in names}) == len(names)
        and not any(map(_is_odd_name, names))
        and names
        == [entry.filename for entry in entries]  # a second name, in Unicode, is read by some programs only
        and min(entry.header_offset for entry in entries) == 0
        and not package.comment
    )
    if not is_sound:
        raise broken(_LABELS)


def _is_odd_name(name: str) -> bool:
    """True for a name that leads out of the package or that systems take differently."""
    steps = name.split("/")
    return "\\" in name or "\0" in name or ":" in name or name.startswith("/") or ".." in steps


def _format_of(package: zipfile.ZipFile) -> FileFormat:
    """The format that a package declares: OpenDocument and HWPX in their first entry, Word in its list of parts."""
    first = min(package.infolist(), key=lambda entry: entry.header_offset)
    if first.filename == "mimetype":
        declared = _read_start(package, first, 100).strip()
        if declared in _MIMETYPES:
            return _MIMETYPES[declared]
    elif _CONTENT_TYPES in package.namelist():
        return _word_format(package)
    raise unknown_format()


def _read_start(package: zipfile.ZipFile, entry: zipfile.ZipInfo, size: int) -> bytes:
    with package.open(entry) as opened:
        return opened.read(size)


def _word_format(package: zipfile.ZipFile) -> FileFormat:
    """DOCX, or a refusal: of documents with macros in words, of spreadsheets and slides as unknown."""
    types = {element.get("ContentType", "") for element in _parse(package, _CONTENT_TYPES)}
    if any("macroenabled" in content_type.casefold() for content_type in types):
        raise refusal(MACROS)
    if _MAIN_PART not in types:
        raise unknown_format()
    return DOCX


def _parse(package: zipfile.ZipFile, name: str):
    """The root of a small part. Raises ValidationError where it is too large, or declares a document type."""
    if package.getinfo(name).file_size > 4 * 1024 * 1024:
        raise refusal(UNPACKS_TOO_LARGE)
    return fromstring(_read_start(package, package.getinfo(name), 4 * 1024 * 1024), forbid_dtd=True)


def _read_through(package: zipfile.ZipFile, label: str, packed: int) -> int:
    """Unpacks everything once, piece by piece: sizes that entries declare may lie, and each has a checksum.

    Returns the number of bytes.
    """
    unpacked = 0
    for entry in package.infolist():
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken(label)
        with package.open(entry) as opened:
            while piece := opened.read(_PIECE):
                unpacked += len(piece)
                is_bomb = unpacked > _RATIO_COUNTS_FROM and unpacked > packed * _MAX_RATIO
                if is_bomb or unpacked > _MAX_UNPACKED:
                    raise refusal(UNPACKS_TOO_LARGE)
    return unpacked


def _check_content(
    package: zipfile.ZipFile, label: str, packed: int, file_format: FileFormat | None
) -> tuple[int, list[zipfile.ZipInfo]]:
    """Refuses macros, encryption, parts from elsewhere, objects, and XML with a document type.

    Returns its unpacked size, and the packages inside.
    """
    unpacked = _read_through(package, label, packed)
    _check_macros(package, file_format)
    check_xml_parts(package, label)
    return unpacked, _check_objects(package)


def _check_macros(package: zipfile.ZipFile, file_format: FileFormat | None) -> None:
    if file_format is not HWPX:
        if any(map(_MACRO_PARTS.search, package.namelist())):
            raise refusal(MACROS)
        return
    for name in filter(_SCRIPT_PART.match, package.namelist()):
        check_hwpx_script(_read_start(package, package.getinfo(name), MAX_SCRIPT + 1))


def _check_objects(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The packages inside, such as the workbook of a chart; refuses objects of other kinds."""
    inside = []
    for entry in package.infolist():
        start = _read_start(package, entry, _OBJECT_START)
        check_embedded(entry.filename, start)
        if start.startswith(b"PK\x03\x04"):
            inside.append(entry)
    return inside


def _check_packages_inside(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], label: str) -> None:
    """Looks through packages inside by the same rules, and refuses any in those."""
    unpacked = 0
    for entry in entries:
        if entry.file_size > settings.UPLOAD_MAX_BYTES:
            raise refusal(UNPACKS_TOO_LARGE)
        with zipfile.ZipFile(io.BytesIO(package.read(entry))) as inside:
            _check_entries(inside)
            size, further = _check_content(inside, label, entry.file_size, None)
        if further:
            raise refusal(EMBEDDED, name=entry.filename[:100])
        unpacked += size
        if unpacked > _MAX_UNPACKED:
            raise refusal(UNPACKS_TOO_LARGE)
