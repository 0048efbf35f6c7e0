"""Parts of DOCX documents with fields, and instructions of fields that fetch something."""

FETCHING = (
    'INCLUDEPICTURE "http://evil.example/x.png" \\d', ' includetext https://evil.example/x',
    "INCLUDEPICTURE \u201chttp://evil.example/x.png\u201d", "INCLUDEPICTURE\u201ehttp://evil.example/x\u201c",
    "INCLUDETEXT \u00abhttp://evil.example/x\u00bb", 'INCLUDEPICTURE \u201dhttp://evil.example/x',
    'PAGE INCLUDEPICTURE "http://evil.example/x.png"', 'QUOTE "a" INCLUDEPICTURE "http://evil.example/x.png"',
    'DATABASE \\c "Provider=x;Data Source=\\\\evil.example\\a.mdb"', "INCLUDEPICTURE\t\thttp://evil.example/x",
    'INCLUDEPICTURE "\\\\\\\\evil.example\\x.png"', 'LINK Word.Document.8 "http://evil.example/x.doc"',
    'RD "file://evil.example/x.doc"', 'INCLUDEPICTURE \\d "http://evil.example/x.png"',
)  # fmt: skip


def field(*pieces: str) -> str:
    """A document with a field of Word, its instruction in so many pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p xmlns:w="urn:w"><w:t>See</w:t><w:fldChar/>{runs}<w:fldChar/></w:p>'


def nested_field(*pieces: str) -> str:
    """A document of fields: ``{`` begins one, ``|`` is before its result, ``}`` ends it; the rest is instructions."""
    kinds = {"{": "begin", "|": "separate", "}": "end"}
    marks = (
        f'<w:fldChar w:fldCharType="{kinds[piece]}"/>' if piece in kinds else f"<w:instrText>{piece}</w:instrText>"
        for piece in pieces
    )  # fmt: skip
    return f'<w:p xmlns:w="urn:w">{"".join(marks)}</w:p>'


def simple_field(instruction: str) -> str:
    return f"<p><fldSimple instr='{instruction}'/></p>"
