"""Documents in states that those of the outlines are not in: their texts are not extracted."""

from pages.document_passages import Piece, ShownPassage

PASSAGES = [
    ShownPassage(
        1,
        2,
        [
            [Piece("We agree "), Piece("in words", (1,), is_target=True), Piece("in more", (2,))],
            [Piece("Signed.")],
        ],
    ),
    ShownPassage(2, None, [[Piece("On the same page.")]]),
]
PART = {"title": "Memorandum", "media_type": "application/pdf", "size": 2048}
ENGLISH = {"part": PART, "file": {"key": "k1"}, "language": "en", "text_language": "en", "passages": PASSAGES,
           "passage_count": 2, "address": "/documents/k1"}  # fmt: skip
KOREAN = {**ENGLISH, "part": {**PART, "title": "양해각서"}, "file": {"key": "k2"}, "language": "ko",
          "text_language": "ko", "address": "/documents/k2", "text": {"is_cut": True}}  # fmt: skip
SCAN = {"part": {**PART, "title": "Scan"}, "file": {"key": "k3"}, "address": "/documents/k3", "state": "none"}
FOUND = {"ref": "A1", "title": {"en": "Agreement"}, "part": {**PART, "language": "en"}, "address": "/documents/k1",
         "words": "We agree in words."}  # fmt: skip
QUOTED = {
    "number": 1,
    "fact": "Signed",
    "anchor": "milestones-k1",
    "words": "in words",
    "query": "?fact=on#quoted",
}
BESIDE = {"documents_address": "/search?q=words#in-documents"}
PAGE = {"files_address": "/files/", "record_address": "/agreements/A1"}

# Template, and the contexts in which it is shown
FRAGMENTS: dict[str, list[dict]] = {
    "pages/_document.html": [
        {**PAGE, "document": {**ENGLISH, "is_pdf": True, "shown_address": "/shown#page=2"}, "columns": [ENGLISH],
         "others": [KOREAN, {**ENGLISH, "address": "/documents/k4"}, SCAN], "quotations": [QUOTED, QUOTED]},
        {**PAGE, "document": KOREAN, "columns": [KOREAN]},
        {**PAGE, "document": SCAN, "columns": [SCAN], "others": [KOREAN], "quotations": [QUOTED]},
        {**PAGE, "document": ENGLISH, "columns": [ENGLISH, SCAN]},
    ],
    "pages/_document_state.html": [{"state": state} for state in ("waiting", "failed", "redacted", "none")],
    "pages/_document_text.html": [{"document": {"passages": PASSAGES}}],
    "pages/_documents_beside.html": [{"results": {**BESIDE, "document_count": count}} for count in (1, 2)]
    + [{"results": {**BESIDE, "document_count": 11, "are_more_documents": True, "most_documents": 10}}],
    "pages/_found_documents.html": [
        {"documents": [FOUND, {**FOUND, "page": 2}], "are_more": True, "words": {"agree"}},
        {"documents": [FOUND], "words": {"agree"}},
    ],
}  # fmt: skip
