"""Small files of every format that may be attached to records, built as they are needed."""

import io
import struct
import zipfile
import zlib

from django.core.files.base import ContentFile
from PIL import Image

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def upload(content: bytes, name: str) -> ContentFile:
    """A file as a form receives it."""
    return ContentFile(content, name=name)


# PDF


def pdf(words: str = "We agree.", *, trailer: str = "", inside: bytes = b"") -> bytes:
    """A PDF of one page; ``trailer`` goes into its trailer, ``inside`` as a comment before its end."""
    text = b"BT /F1 12 Tf 72 720 Td (" + words.encode("ascii", "replace") + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n%" + words.encode() + b"\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    content += inside
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 6 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        trailer.encode(),
        len(content),
    )
    return content + table + end


# Pictures


def picture(file_format: str, size: tuple[int, int] = (40, 30), **options) -> bytes:
    """A PNG or JPEG."""
    buffer = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, file_format, **options)
    return buffer.getvalue()


# Packages


def package(entries: dict[str, bytes | str], compression=zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these entries in this order; ``mimetype`` is stored as it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else compression)
    return buffer.getvalue()


def docx_entries(*, main: str = f"{_WORD}.main+xml", relationships: str = "", **more) -> dict:
    """The entries of a Word document; ``more`` are further ones by name."""
    return {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": "<document>We agree.</document>",
        "word/_rels/document.xml.rels": f"<Relationships>{relationships}</Relationships>",
        **more,
    }


def relationship(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="r1" Type="{_RELATIONSHIPS}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def odt_entries(*, mimetype: str = "application/vnd.oasis.opendocument.text", **more) -> dict:
    return {
        "mimetype": mimetype,
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:m"/>',
        "content.xml": "<content>We agree.</content>",
        **more,
    }


def hwpx_entries(**more) -> dict:
    return {
        "mimetype": "application/hwp+zip",
        "version.xml": "<version/>",
        "Contents/section0.xml": "<section>합의합니다.</section>",
        "Scripts/headerScripts": HWP_SCRIPT_HEAD.encode("utf-16-le"),
        "Scripts/sourceScripts": HWP_SCRIPT,
        **more,
    }


# Compound files

_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _LARGE = 512, 4096  # a stream of so many bytes lies in sectors of its own


def compound_file(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file, version 3, of streams by path; each is filled up to 4096 bytes."""
    names = ["Root Entry", *dict.fromkeys(path.split("/")[0] for path in streams if "/" in path), *streams]
    contents = {path: content.ljust(_LARGE, b"\0") for path, content in streams.items()}
    sectors_of = {path: -(-len(content) // _SECTOR) for path, content in contents.items()}
    directory_sectors = -(-len(names) * 128 // _SECTOR)
    table_sectors = -(
        -(directory_sectors + sum(sectors_of.values())) // 127
    )  # each has a place for itself as well
    next_sector = table_sectors + directory_sectors
    chains, start = [_FAT] * table_sectors + [*range(table_sectors + 1, next_sector), _END], {}
    for path, count in sectors_of.items():
        start[path] = next_sector
        chains += [*range(next_sector + 1, next_sector + count), _END]
        next_sector += count
    directory = b"".join(_directory_entry(names, name, contents, start) for name in names)
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(table_sectors * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    places = (0x3E, 3, 0xFFFE, 9, 6, 0, table_sectors, table_sectors, 0, _LARGE, _END, 0, _END, 0)
    header += struct.pack("<HHHHH6xIIIIIIIII", *places)
    header += struct.pack("<109I", *range(table_sectors), *[_FREE] * (109 - table_sectors))
    sectors = b"".join(content.ljust(sectors_of[path] * _SECTOR, b"\0") for path, content in contents.items())
    return header + table + directory.ljust(directory_sectors * _SECTOR, b"\0") + sectors


def _directory_entry(names: list[str], name: str, contents: dict, start: dict) -> bytes:
    """An entry of the directory; those of one storage hang on each other as siblings to the right."""
    parent = "" if "/" not in name else name.split("/")[0]
    kind = 5 if name == "Root Entry" else 2 if name in contents else 1
    siblings = [other for other in names[1:] if other.rpartition("/")[0] == parent]
    children = [other for other in names[1:] if other.rpartition("/")[0] == ("" if kind == 5 else name)]
    after = siblings[siblings.index(name) + 1 :] if kind != 5 else []
    text = name.rpartition("/")[2].encode("utf-16-le")
    right, child = (names.index(row[0]) if row else _NONE for row in (after, children if kind != 2 else []))
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text) + 2, kind, 1, _NONE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start.get(name, _END if kind == 5 else 0), len(contents.get(name, b"")))
    )


def hwp_header(flags: int = 1) -> bytes:
    return b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags) + bytes(216)


def deflated(content: bytes) -> bytes:
    """A stream as HWP packs it."""
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(content) + packing.flush()


HWP_SCRIPT_HEAD = "var Documents = XHwpDocuments;\r\nvar Document = Documents.Active_XHwpDocument;\r\n"
HWP_SCRIPT = "function OnDocument_New()\r\n{\r\n\t//todo : \r\n}\r\n\r\n"  # in every document, by default


def hwp_script(source: str = HWP_SCRIPT, *, head: str = HWP_SCRIPT_HEAD, before: str = "") -> bytes:
    """The stream of scripts of an HWP document, before it is packed."""
    texts = [text.encode("utf-16-le") for text in (head, source, before, "")]
    return b"".join(struct.pack("<I", len(text) // 2) + text for text in texts) + b"\xff" * 4


def hwp(flags: int = 1, **more: bytes) -> bytes:
    """An HWP document; ``more`` are further streams, or other contents of these."""
    streams = {
        "FileHeader": hwp_header(flags),
        "DocInfo": deflated(b"i"),
        "BodyText/Section0": deflated(b"s"),
        "Scripts/DefaultJScript": deflated(hwp_script()),
        "Scripts/JScriptVersion": deflated(b"\x01\0\0\0"),
    }
    return compound_file(streams | more)


GOOD_FILES = {
    "PDF": ("mou.pdf", pdf()),
    "DOCX": ("mou.docx", package(docx_entries())),
    "ODT": ("mou.odt", package(odt_entries())),
    "HWP": ("mou.hwp", hwp()),
    "HWPX": ("mou.hwpx", package(hwpx_entries())),
    "PNG": ("mou.png", picture("PNG")),
    "JPEG": ("mou.jpg", picture("JPEG")),
}
