"""Files that mean harm, each with the reason for which it is refused; None where it is let in because it is inert."""

import bz2
import io
import re
import struct
import zipfile

from core.uploads import problems
from tests.attachments import (
    compound_file,
    docx_entries,
    hwp,
    hwp_header,
    hwpx_entries,
    odt_entries,
    package,
    pdf,
    picture,
    relationship,
)
from tests.core.uploads.hostile_objects import HOSTILE_OBJECTS, INERT_HWP, INERT_OBJECTS
from tests.core.uploads.hostile_parts import ENTITY, HOSTILE_PARTS, INERT_PARTS

HTML = b"<!DOCTYPE html><script>alert(document.domain)</script>"
SCRIPT = b"6 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
UNKNOWN, BROKEN, MACROS = problems.UNKNOWN, problems.BROKEN, problems.MACROS
ENCRYPTED, OUTSIDE, BOMB = problems.ENCRYPTED, problems.OUTSIDE_CONTENT, problems.UNPACKS_TOO_LARGE


def docx(**entries) -> bytes:
    return package(docx_entries(**entries))


ENTRY, DIRECTORY_ENTRY = b"PK\x03\x04", b"PK\x01\x02"  # what each begins with


def places_of(content: bytes, signature: bytes) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(signature), content)]


def with_flag(content: bytes, flag: int) -> bytes:
    """A package whose entries have this flag set, in front of each and in the directory."""
    changed = bytearray(content)
    for signature, offset in ((ENTRY, 6), (DIRECTORY_ENTRY, 8)):
        for place in places_of(content, signature):
            changed[place + offset] |= flag
    return bytes(changed)


def with_lying_sizes(content: bytes, claimed: int) -> bytes:
    """A package whose directory claims that each entry unpacks to so many bytes."""
    changed = bytearray(content)
    for place in places_of(content, DIRECTORY_ENTRY):
        changed[place + 24 : place + 28] = struct.pack("<I", claimed)
    return bytes(changed)


def many_entries(count: int) -> bytes:
    """A package with so many entries besides those of a document."""
    return package(docx_entries() | {f"x/{number}": b"" for number in range(count)}, zipfile.ZIP_STORED)


def overlapping() -> bytes:
    """A package in which two names of the directory lead to the same bytes."""
    content = bytearray(docx(**{"word/a": b"\0" * 50, "word/b": b"\0" * 50}))
    *_rest, last_but_one, last = places_of(content, DIRECTORY_ENTRY)
    content[last + 42 : last + 46] = content[last_but_one + 42 : last_but_one + 46]
    return bytes(content)


def odd_name(name: str, stand_in: str) -> bytes:
    """A DOCX with an entry of a name that no library writes; ``stand_in`` is as long."""
    return docx(**{stand_in: b"x"}).replace(stand_in.encode(), name.encode())


def twice(name: str) -> bytes:
    """A DOCX with a second entry of a name that it has already."""
    return odd_name(name, "y" * len(name))


def with_comment(content: bytes, comment: bytes) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as file:
        file.comment = comment
    return buffer.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size; the checksum of its first chunk is right."""
    content = picture("PNG")
    chunk = b"IHDR" + struct.pack(">II", width, height) + content[24:29]
    return content[:12] + chunk + struct.pack(">I", zipfile.crc32(chunk)) + content[33:]


def of_many_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan comes so many times."""
    content = picture("JPEG", progressive=True)
    start, end = content.rindex(b"\xff\xda"), content.rindex(b"\xff\xd9")
    return content[:start] + content[start:end] * count + content[end:]


def without(entries: dict, name: str) -> bytes:
    return package({other: content for other, content in entries.items() if other != name})


def named_twice() -> bytes:
    """A DOCX with a part of macros that has a harmless name as well, in Unicode."""
    buffer, name, other = io.BytesIO(docx()), b"word/vbaProject.bin", b"word/a.png"
    entry = zipfile.ZipInfo(name.decode())
    entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(other), 1, zipfile.crc32(name)) + other
    with zipfile.ZipFile(buffer, "a") as file:
        file.writestr(entry, b"\xd0\xcf")
    return buffer.getvalue()


PICTURE_BOMB = png_of(60_000, 60_000)
JPEG, PNG, DOCX, PDF = picture("JPEG"), picture("PNG"), docx(), pdf()
ZEROS = bytes(11 * 1024 * 1024)

HOSTILE = {
    # something else under the name of a document
    "HTML as PDF": ("mou.pdf", HTML, UNKNOWN),
    "HTML after a byte order mark": ("mou.pdf", b"\xef\xbb\xbf" + HTML, UNKNOWN),
    "HTML with a PDF header further on": ("mou.pdf", b"<html>\n%PDF-1.4\n" + HTML + PDF, UNKNOWN),
    "blanks, then a PDF": ("mou.pdf", b"\n" + PDF, UNKNOWN),
    "SVG as PNG": ("seal.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', UNKNOWN),
    "SVG with an XML declaration": ("seal.svg", b'<?xml version="1.0"?><svg><script/></svg>', UNKNOWN),
    "XML with an entity": ("mou.docx", ENTITY.encode(), UNKNOWN),
    "Windows program": ("mou.pdf", b"MZ\x90\0" + bytes(200), UNKNOWN),
    "Windows program before a PDF": ("mou.pdf", b"MZ" + PDF, UNKNOWN),
    "Windows program before a DOCX": ("mou.docx", b"MZ\x90\0" + bytes(60) + DOCX, UNKNOWN),
    "Linux program": ("mou.pdf", b"\x7fELF\x02\x01\x01" + bytes(200), UNKNOWN),
    "macOS program": ("mou.pdf", b"\xcf\xfa\xed\xfe" + bytes(200), UNKNOWN),
    "Java class": ("mou.pdf", b"\xca\xfe\xba\xbe" + bytes(200), UNKNOWN),
    "shell script": ("mou.pdf", b"#!/bin/sh\nrm -rf /\n", UNKNOWN),
    "batch file": ("mou.pdf.bat", b"@echo off\r\n", UNKNOWN),
    "Windows shortcut": ("mou.pdf.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(200), UNKNOWN),
    "JavaScript": ("mou.js", b"alert(1)", UNKNOWN),
    "PHP": ("mou.php.pdf", b"<?php system($_GET['c']); ?>", UNKNOWN),
    "spreadsheet formula": ("mou.csv", b"=cmd|'/c calc'!A0\n", UNKNOWN),
    "plain text": ("mou.txt", b"We agree.", UNKNOWN),
    "RTF with an object": ("mou.doc", rb"{\rtf1{\object\objdata 0105}}", UNKNOWN),
    "web archive": ("mou.mht", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + HTML, UNKNOWN),
    "GIF that is JavaScript": ("seal.gif", b"GIF89a=1;alert(1)//", UNKNOWN),
    "WebP": ("seal.webp", b"RIFF\x1a\0\0\0WEBPVP8L", UNKNOWN),
    "TIFF": ("scan.tif", b"II*\0\x08\0\0\0" + bytes(100), UNKNOWN),
    "gzip": ("mou.pdf.gz", b"\x1f\x8b\x08\0" + bytes(100), UNKNOWN),
    "7z": ("mou.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), UNKNOWN),
    "RAR": ("mou.rar", b"Rar!\x1a\x07\x01\0" + bytes(100), UNKNOWN),
    "old Word document": ("mou.doc", compound_file({"WordDocument": b"w"}), UNKNOWN),
    "DOCX under a password": ("mou.docx", compound_file({"EncryptedPackage": b"e"}), UNKNOWN),
    "Excel workbook": (
        "mou.docx",
        docx(main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        UNKNOWN,
    ),
    "plain ZIP": ("mou.zip", package({"mou.exe": b"MZ"}), UNKNOWN),
    "Java archive": ("mou.docx", package({"META-INF/MANIFEST.MF": "Main-Class: X", "X.class": b""}), UNKNOWN),
    "EPUB": ("mou.odt", package(odt_entries(mimetype="application/epub+zip")), UNKNOWN),
    "ODT whose type comes second": ("mou.odt", package({"a": b"", **odt_entries()}), UNKNOWN),
    "ZIP that holds a PDF, unpacked": ("mou.pdf", package({"mou.pdf": PDF}, zipfile.ZIP_STORED), UNKNOWN),
    "HWP 3 and text after it": ("mou.hwp", b"HWP Document File V3.00 \x1a" + HTML, UNKNOWN),
    # nothing, too little, too much
    "empty": ("mou.pdf", b"", problems.EMPTY),
    "one byte": ("mou.pdf", b"%", UNKNOWN),
    "zeros": ("mou.pdf", bytes(1000), UNKNOWN),
    "too large": ("mou.pdf", PDF + bytes(1_000_000), problems.TOO_LARGE),
    "PDF header alone": ("mou.pdf", b"%PDF-1.7\n", BROKEN),
    "PDF header and HTML": ("mou.pdf", b"%PDF-1.7\n" + HTML, BROKEN),
    "PDF of no version": ("mou.pdf", PDF.replace(b"1.4", b"x.y"), BROKEN),
    "PDF cut off": ("mou.pdf", PDF[:-300], BROKEN),
    "PDF before a program": ("mou.pdf", PDF + b"MZ" + bytes(2000), BROKEN),
    "PNG cut off": ("seal.png", PNG[:-100], BROKEN),
    "PNG with a changed chunk": ("seal.png", PNG[:100] + b"!" + PNG[101:], BROKEN),
    "PNG before HTML": ("seal.png", PNG + HTML, BROKEN),
    "PNG before a ZIP": ("seal.png", PNG + DOCX, BROKEN),
    "JPEG cut off": ("seal.jpg", JPEG[:-200], BROKEN),
    "JPEG mark and HTML": ("seal.jpg", b"\xff\xd8\xff\xe0" + HTML, BROKEN),
    "JPEG of 200 scans": ("seal.jpg", of_many_scans(200), problems.TOO_MANY_PIXELS),
    "JPEG without a picture": ("seal.jpg", b"\xff\xd8\xff\xe0\0\x04ab\xff\xd9", BROKEN),
    "DOCX without a text": ("mou.docx", without(docx_entries(), "word/document.xml"), BROKEN),
    "ODT without a text": ("mou.odt", without(odt_entries(), "content.xml"), BROKEN),
    "HWPX without a text": ("mou.hwpx", without(hwpx_entries(), "Contents/section0.xml"), BROKEN),
    "PNG of 3600 million pixels": ("seal.png", PICTURE_BOMB, problems.TOO_MANY_PIXELS),
    "DOCX cut off": ("mou.docx", DOCX[:-30], BROKEN),
    "DOCX with a wrong checksum": (
        "mou.docx",
        package(docx_entries(), 0).replace(b"We agree", b"We differ"),
        BROKEN,
    ),
    "HWP header alone": ("mou.hwp", hwp()[:600], BROKEN),
    "HWP without a text": ("mou.hwp", compound_file({"FileHeader": hwp_header(), "DocInfo": b"i"}), BROKEN),
    "HWP cut off": ("mou.hwp", hwp()[:-600], BROKEN),
    "HWP whose header is another's": ("mou.hwp", hwp(FileHeader=b"MZ"), UNKNOWN),
    # locked, with macros, or from elsewhere
    "PDF under a password": ("mou.pdf", pdf(trailer="/Encrypt 7 0 R"), ENCRYPTED),
    **{
        f"PDF under a password, spelt {entry!r}": ("mou.pdf", pdf(trailer=entry), ENCRYPTED)
        for entry in ("/#45ncrypt 7 0 R", "/E#6ecr#79pt<<", "/E#6Ecrypt 7 0 R", "/Encrypt %c\n7 %d\r0 R")
    },
    "PDF under a password, written out": ("mou.pdf", pdf(trailer="/Encrypt << /V 4 >>"), ENCRYPTED),
    "DOCX with encrypted entries": ("mou.docx", with_flag(DOCX, 1), ENCRYPTED),
    "ODT under a password": (
        "mou.odt",
        package(odt_entries(**{"META-INF/manifest.xml": '<m xmlns="urn:m"><encryption-data/></m>'})),
        ENCRYPTED,
    ),
    "HWPX under a password": (
        "mou.hwpx",
        package(hwpx_entries(**{"META-INF/manifest.xml": '<m xmlns="urn:m"><encryption-data/></m>'})),
        ENCRYPTED,
    ),
    "HWP under a password": ("mou.hwp", hwp(flags=0b11), ENCRYPTED),
    "HWP under rights management": ("mou.hwp", hwp(flags=0b10001), ENCRYPTED),
    "HWP under a certificate": ("mou.hwp", hwp(flags=0b100000001), ENCRYPTED),
    "HWP with macros": ("mou.hwp", hwp(flags=0b1001), MACROS),
    "DOCX with macros": ("mou.docx", docx(**{"word/vbaProject.bin": b"\xd0\xcf"}), MACROS),
    "DOCX with macros in capitals": ("mou.docx", docx(**{"word/VBAPROJECT.BIN": b"\xd0\xcf"}), MACROS),
    "DOCX with macros elsewhere": ("mou.docx", docx(**{"custom/vbaProject.bin": b"\xd0\xcf"}), MACROS),
    "DOCX with a control": ("mou.docx", docx(**{"word/activeX/activeX1.xml": "<x/>"}), MACROS),
    "DOCM as DOCX": (
        "mou.docx",
        docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        MACROS,
    ),
    "DOCX with HTML that runs": ("mou.docx", docx(**{"word/afchunk.html": HTML}), MACROS),
    **{
        f"ODT with {name}": ("mou.odt", package(odt_entries(**{name: "<m/>"})), MACROS)
        for name in ("Object 1/Basic/Standard/M.xml", "Object 1/scripts/js/m.js", "Dialogs/Standard/D.xml")
    },
    "ODT with macros": ("mou.odt", package(odt_entries(**{"Basic/Standard/M.xml": "<m/>"})), MACROS),
    "ODT with a Python script": ("mou.odt", package(odt_entries(**{"Scripts/python/m.py": "1"})), MACROS),
    **{
        f"DOCX with a {kind} from {target}": (
            "mou.docx",
            docx(relationships=relationship(kind, target)),
            OUTSIDE,
        )
        for kind, target in (
            ("attachedTemplate", "https://evil.example/t.dotm"),
            ("attachedTemplate", "file://evil.example/t.dotm"),
            ("attachedTemplate", r"\\evil.example\share\t.dotm"),
            ("frame", "https://evil.example/f.html"),
            ("oleObject", "https://evil.example/o.rtf!"),
            ("image", "https://evil.example/pixel.png"),
        )
    },
    **HOSTILE_PARTS,
    **HOSTILE_OBJECTS,
    # XML and packages
    "DOCX with an entity": ("mou.docx", docx(**{"word/document.xml": ENTITY}), BROKEN),
    "DOCX with an entity in UTF-16": (
        "mou.docx",
        docx(**{"word/document.xml": ENTITY.encode("utf-16")}),
        BROKEN,
    ),
    "DOCX with an entity in its types": ("mou.docx", docx(**{"[Content_Types].xml": ENTITY}), BROKEN),
    "DOCX with an entity in its links": (
        "mou.docx",
        docx(**{"word/_rels/document.xml.rels": ENTITY}),
        BROKEN,
    ),
    "DOCX of a billion laughs": ("mou.docx", docx(**{"word/document.xml": LAUGHS}), BROKEN),
    "ODT with an entity": ("mou.odt", package(odt_entries(**{"content.xml": ENTITY})), BROKEN),
    "HWPX with an entity": ("mou.hwpx", package(hwpx_entries(**{"Contents/section0.xml": ENTITY})), BROKEN),
    "DOCX that is no XML": ("mou.docx", docx(**{"word/document.xml": b"\xff\xfe\0\0<"}), BROKEN),
    "DOCX out of its folder": ("mou.docx", docx(**{"../../etc/cron.d/x": b"x"}), BROKEN),
    "DOCX at the root": ("mou.docx", docx(**{"/etc/passwd": b"x"}), BROKEN),
    "DOCX on a drive": ("mou.docx", docx(**{"C:/x": b"x"}), BROKEN),
    "DOCX with a backslash": ("mou.docx", odd_name("..\\..\\x", "yyyyyyy"), BROKEN),
    "DOCX with a NUL in a name": ("mou.docx", odd_name("x.png\0.exe", "yyyyyyyyyy"), BROKEN),
    "DOCX with a part of two names": ("mou.docx", named_twice(), BROKEN),
    "DOCX with two parts of a name": ("mou.docx", twice("word/document.xml"), BROKEN),
    "DOCX with two parts but for capitals": ("mou.docx", twice("Word/Document.xml"), BROKEN),
    "DOCX that overlaps itself": ("mou.docx", overlapping(), BROKEN),
    "DOCX before a script": ("mou.docx", with_comment(DOCX, b"*/alert(1)"), BROKEN),
    "DOCX packed otherwise": ("mou.docx", package(docx_entries(), zipfile.ZIP_BZIP2), BROKEN),
    "DOCX bomb": ("mou.docx", docx(**{"word/media/x": ZEROS}), BOMB),
    "ODT bomb": ("mou.odt", package(odt_entries(**{"Pictures/x": ZEROS})), BOMB),
    "HWPX bomb": ("mou.hwpx", package(hwpx_entries(**{"BinData/x": ZEROS})), BOMB),
    "DOCX bomb that claims to be small": ("mou.docx", with_lying_sizes(docx(**{"word/x": ZEROS}), 9), BROKEN),
    "DOCX bomb that claims to be huge": ("mou.docx", with_lying_sizes(DOCX, 2**31), BOMB),
    "DOCX of 5000 parts": ("mou.docx", many_entries(5000), BOMB),
    # let in: served as an attachment, of its own type, in a sandbox
    "PDF with HTML in it": ("mou.pdf", pdf(inside=HTML + b"\n"), None),
    "PDF with JavaScript": ("mou.pdf", pdf(inside=SCRIPT), None),
    "PDF with a program in it": ("mou.pdf", pdf(inside=b"MZ\x90\0" + bytes(60) + b"\n"), None),
    "PDF before a small ZIP": ("mou.pdf", PDF + package({"x": b"1"}), None),
    "PDF under a name of HTML": ("mou.html", PDF, None),
    "JPEG with HTML in it": ("seal.jpg", picture("JPEG", comment=HTML), None),
    "JPEG before a ZIP": ("seal.jpg", JPEG + DOCX, None),
    "JPEG before HTML": ("seal.jpg.html", JPEG + HTML, None),
    "DOCX with HTML in it": ("mou.docx", docx(**{"word/afchunk.html": "<p>We agree</p>"}), None),
    "DOCX with a link": (
        "mou.docx",
        docx(relationships=relationship("hyperlink", "https://example.org/")),
        None,
    ),
    "DOCX with a template of its writer": (
        "mou.docx",
        docx(relationships=relationship("attachedTemplate", r"file:///C:\Users\Kim\Normal.dotm")),
        None,
    ),
    **INERT_PARTS,
    **INERT_OBJECTS,
    **INERT_HWP,
    "PDF of bzip2": ("mou.pdf", bz2.compress(PDF), UNKNOWN),
}
