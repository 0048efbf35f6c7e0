"""Objects, PostScript, scripts and links of documents in which a program can hide; and harmless ones of these kinds."""

import hashlib
import struct
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from core.uploads import problems
from core.uploads.hwp_scripts import MAX_SCRIPT
from tests.attachments import (
    HWP_SCRIPT,
    HWP_SCRIPT_HEAD,
    compound_file,
    deflated,
    docx_entries,
    hwp,
    hwp_script,
    hwpx_entries,
    odt_entries,
    package,
    picture,
)

MACROS, OUTSIDE, EMBEDDED = problems.MACROS, problems.OUTSIDE_CONTENT, problems.EMBEDDED
BOMB, BROKEN = problems.UNPACKS_TOO_LARGE, problems.BROKEN
OBJECT = compound_file({"\x01Ole10Native": b"MZ"})
POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n/a 1 def"
POSTSCRIPT_WITH_PREVIEW = b"\xc5\xd0\xd3\xc6" + bytes(28)
RUNNING_SCRIPTS = (
    'new ActiveXObject("WScript.Shell").Run("calc")',
    HWP_SCRIPT + "OnDocument_New();",
    "function OnDocument_Open() { Document.Open('http://evil.example'); }",
    "function OnDocument_New() { //todo\u2028evil(); }",
    "/* nothing */ evil()",
    "var Documents = evil();",
    "function OnDocument_Save() {}",
)
_SEED, _KEY = 0x4F2E629B, b"0123456789abcdef"


def workbook(**entries) -> bytes:
    """A workbook as the charts of a document hold it."""
    return package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", **entries})


def bin_data(kind: int, *paths: str) -> bytes:
    """The part of an HWP document that says where a picture is."""
    payload = struct.pack("<H", kind)
    payload += b"".join(struct.pack("<H", len(path)) + path.encode("utf-16-le") for path in paths)
    properties = struct.pack("<I", 0x10 | 0xFFF << 20) + struct.pack("<I", 5000) + bytes(5000)
    return deflated(properties + struct.pack("<I", 0x12 | len(payload) << 20) + payload)


def for_distribution(content: bytes) -> bytes:
    """A stream of a document for distribution, encrypted under a key that it carries."""
    start, state = 4 + (_SEED & 0xF), _SEED
    record = bytearray(256)
    record[start : start + 16] = _KEY
    numbers: list[int] = []
    while len(numbers) < 256:
        state = (state * 214013 + 2531011) % 2**32
        number = state >> 16 & 0xFF
        state = (state * 214013 + 2531011) % 2**32
        numbers += [number] * ((state >> 16 & 0xF) + 1)
    record[4:] = bytes(sign ^ number for sign, number in zip(record[4:], numbers[4:256], strict=True))
    record[:4] = _SEED.to_bytes(4, "little")
    encryptor = Cipher(algorithms.AES(_KEY), modes.ECB()).encryptor()
    padded = content.ljust(-(-len(content) // 16) * 16, b"\0")
    return struct.pack("<I", 0x1C | 256 << 20) + bytes(record) + encryptor.update(padded)


def video(html: str) -> bytes:
    """A text of an HWP document with a video of the web."""
    payload = struct.pack("<IH", 1, len(html)) + html.encode("utf-16-le") + b"\0\0"
    return deflated(struct.pack("<I", 0x42) + struct.pack("<I", 0x62 | len(payload) << 20) + payload)


def distributed(script: bytes, text: bytes = b"\x1c") -> bytes:
    return hwp(
        flags=0b101,
        **{"ViewText/Section0": text},
        **{"Scripts/DefaultJScript": for_distribution(deflated(script))},
    )


def packed_zeros(megabytes: int) -> bytes:
    """Zeros as HWP packs them; a piece that ends with a full flush may be repeated."""
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    piece = packing.compress(bytes(1024 * 1024)) + packing.flush(zlib.Z_FULL_FLUSH)
    return piece * megabytes + packing.flush()


def noise(size: int) -> bytes:
    return b"".join(hashlib.sha256(number.to_bytes(4)).digest() for number in range(size // 32))


def in_each_format(name: str, content: bytes) -> dict[str, tuple[str, bytes]]:
    """A part in a document of every format that has parts."""
    return {
        "DOCX": ("mou.docx", package(docx_entries(**{f"word/embeddings/{name}": content}))),
        "ODT": ("mou.odt", package(odt_entries(**{f"Object 1/{name}": content}))),
        "HWPX": ("mou.hwpx", package(hwpx_entries(**{f"BinData/{name}": content}))),
        "HWP": ("mou.hwp", hwp(**{f"BinData/{name}": deflated(content)})),
        "HWP, not packed": ("mou.hwp", hwp(**{f"BinData/{name}": content})),
    }


def _objects() -> dict:
    parts = {
        "an object": ("oleObject1.bin", OBJECT),
        "an object after its size": ("BIN0001.bin", len(OBJECT).to_bytes(4, "little") + OBJECT),
        "an object by its name": ("BIN0001.OLE", b"?"),
        "PostScript": ("BIN0001.jpg", POSTSCRIPT),
        "PostScript after blanks": ("BIN0001.jpg", b"\x04\r\n " + POSTSCRIPT),
        "PostScript with a preview": ("BIN0001.png", POSTSCRIPT_WITH_PREVIEW),
        "PostScript by its name": ("seal.EPS", b"?"),
    }
    return {
        f"{label} with {what}": (*file, EMBEDDED)
        for what, part in parts.items()
        for label, file in in_each_format(*part).items()
    }


HOSTILE_OBJECTS = {
    **_objects(),
    "DOCX with an object in the workbook of a chart": (
        "mou.docx",
        package(docx_entries(**{"word/embeddings/a.xlsx": workbook(**{"xl/embeddings/a.bin": OBJECT})})),
        EMBEDDED,
    ),
    "DOCX with a document in a document in it": (
        "mou.docx",
        package(docx_entries(**{"word/embeddings/a.docx": package(docx_entries(a=workbook()))})),
        EMBEDDED,
    ),
    "DOCX with macros in a workbook": (
        "mou.docx",
        package(docx_entries(**{"word/a.xlsx": workbook(**{"xl/vbaProject.bin": b"v"})})),
        MACROS,
    ),
    "DOCX with DDE in a workbook": (
        "mou.docx",
        package(
            docx_entries(
                **{
                    "word/a.xlsx": workbook(
                        **{"xl/externalLinks/a.xml": '<e><ddeLink ddeService="cmd"/></e>'}
                    )
                }
            )
        ),
        MACROS,
    ),
    "DOCX with a bomb in a workbook": (
        "mou.docx",
        package(docx_entries(**{"word/a.xlsx": workbook(x=bytes(12 * 1024 * 1024))})),
        BOMB,
    ),
    "DOCX with a workbook that is none": (
        "mou.docx",
        package(docx_entries(**{"word/a.xlsx": workbook()[:-20]})),
        BROKEN,
    ),
    # scripts
    **{
        f"HWP with the script {number}": (
            "mou.hwp",
            hwp(**{"Scripts/DefaultJScript": deflated(hwp_script(source))}),
            MACROS,
        )
        for number, source in enumerate(RUNNING_SCRIPTS)
    },
    **{
        f"HWPX with the script {number} in {encoding}": (
            "mou.hwpx",
            package(hwpx_entries(**{"Scripts/sourceScripts": source.encode(encoding)})),
            MACROS,
        )
        for number, source in enumerate(RUNNING_SCRIPTS)
        for encoding in ("utf-8", "utf-16", "utf-16-le")
    },
    "HWP for distribution with a script": ("mou.hwp", distributed(hwp_script(RUNNING_SCRIPTS[0])), MACROS),
    "HWP for distribution whose script is not encrypted": (
        "mou.hwp",
        hwp(flags=0b101, **{"ViewText/Section0": b"v"}),
        MACROS,
    ),
    "HWP with a script in its head": (
        "mou.hwp",
        hwp(**{"Scripts/DefaultJScript": deflated(hwp_script(head="evil();"))}),
        MACROS,
    ),
    "HWP with a script before": (
        "mou.hwp",
        hwp(**{"Scripts/DefaultJScript": deflated(hwp_script(before="evil();"))}),
        MACROS,
    ),
    "HWP with a second script": ("mou.hwp", hwp(**{"Scripts/Other": deflated(hwp_script("e()"))}), MACROS),
    "HWP with a script of no shape": ("mou.hwp", hwp(**{"Scripts/DefaultJScript": noise(64)}), MACROS),
    "HWP with a long script": (
        "mou.hwp",
        hwp(**{"Scripts/DefaultJScript": deflated(hwp_script(" " * MAX_SCRIPT + "evil()"))}),
        MACROS,
    ),
    "HWPX with a long script": (
        "mou.hwpx",
        package(hwpx_entries(**{"Scripts/sourceScripts": " " * MAX_SCRIPT + "evil()"})),
        MACROS,
    ),
    "HWPX with another script": ("mou.hwpx", package(hwpx_entries(**{"SCRIPTS/x.js": "evil()"})), MACROS),
    # pictures elsewhere, and bombs
    **{
        f"HWP with a picture at {paths}": ("mou.hwp", hwp(DocInfo=bin_data(0, *paths)), OUTSIDE)
        for paths in (
            (r"\\evil.example\a.png", ""),
            ("", "http://evil.example/a.png"),
            (r"C:\seal.png", "file://evil.example/a.png"),
        )
    },
    **{
        f"HWP with a video at {html}": ("mou.hwp", hwp(**{"BodyText/Section0": video(html)}), OUTSIDE)
        for html in ('<iframe src="https://evil.example/"></iframe>', r"\\evil.example\a.mp4")
    },
    "HWP for distribution with a video": (
        "mou.hwp",
        distributed(hwp_script(), text=for_distribution(video('<iframe src="https://evil.example/">'))),
        OUTSIDE,
    ),
    "HWP bomb": ("mou.hwp", hwp(**{"BinData/BIN0001.bmp": packed_zeros(257)}), BOMB),
    "HWP bomb in its text": ("mou.hwp", hwp(**{"BodyText/Section1": packed_zeros(257)}), BOMB),
    "HWP whose text is cut off": (
        "mou.hwp",
        hwp(**{"BodyText/Section0": deflated(noise(8192))[:4096]}),
        BROKEN,
    ),
}

INERT_OBJECTS = {
    "DOCX with the workbook of a chart": (
        "mou.docx",
        package(docx_entries(**{"word/embeddings/Microsoft_Excel_Sheet.xlsx": workbook()})),
        None,
    ),
    "HWPX with a word that begins like a program": (
        "mou.hwpx",
        package(hwpx_entries(**{"Preview/PrvText.txt": "MZ세대 교류"})),
        None,
    ),
    "HWPX with two empty scripts": (
        "mou.hwpx",
        package(hwpx_entries(**{"Scripts/sourceScripts": HWP_SCRIPT + "function OnDocument_Open() {}"})),
        None,
    ),
    "HWPX with scripts in UTF-16": (
        "mou.hwpx",
        package(hwpx_entries(**{"Scripts/headerScripts": HWP_SCRIPT_HEAD.encode("utf-16")})),
        None,
    ),
}
INERT_HWP = {
    "HWP for distribution": ("mou.hwp", distributed(hwp_script()), None),
    "HWP with a picture": ("mou.hwp", hwp(**{"BinData/BIN0001.png": deflated(picture("PNG"))}), None),
    "HWP with a link to a picture on a disk": (
        "mou.hwp",
        hwp(DocInfo=bin_data(0, r"C:\a.png", "a.png")),
        None,
    ),
    "HWP with a video in it": ("mou.hwp", hwp(**{"BodyText/Section0": video("BIN0001.mp4")}), None),
    "HWP with a picture in it": ("mou.hwp", hwp(DocInfo=bin_data(1, r"\\")), None),
    "HWP that is not packed": (
        "mou.hwp",
        hwp(flags=0, **{"DocInfo": b"", "Scripts/DefaultJScript": hwp_script()}),
        None,
    ),
}
