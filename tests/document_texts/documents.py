"""Agreements with documents, and files with words in them."""

from fpdf import FPDF

from agreements.models import Document
from document_texts.extraction import extract_waiting
from document_texts.models import DocumentPassage
from register.publishing import publish
from tests import attachments
from tests import factories as make


def pdf_of(*pages: str) -> bytes:
    """A PDF with these words on its pages; an empty one is a page without text, as a scan has."""
    document = FPDF()
    document.set_font("Helvetica")
    for words in pages:
        document.add_page()
        if words:
            document.multi_cell(0, text=words)
    return bytes(document.output())


def hwpx_of(*paragraphs: str) -> bytes:
    entries = attachments.hwpx_entries()
    space = "http://www.hancom.co.kr/hwpml/2011/"
    body = "".join(f"<hp:p><hp:run><hp:t>{words}</hp:t></hp:run></hp:p>" for words in paragraphs)
    entries["Contents/section0.xml"] = (
        f'<hs:sec xmlns:hs="{space}section" xmlns:hp="{space}paragraph">{body}</hs:sec>'
    )
    return attachments.package(entries)


def attach(agreement, content: bytes, name: str = "text.pdf", **given) -> Document:
    return make.DocumentFactory(agreement=agreement, file=attachments.upload(content, name), **given)


def publish_and_extract(*records) -> None:
    publish(*records, by=None)
    extract_waiting(seconds=60)


def stored_words() -> str:
    """All that the tables of texts hold: words and vectors."""
    rows = DocumentPassage.objects.values_list("text", "vector")
    return " ".join(f"{words} {vector}" for words, vector in rows)
