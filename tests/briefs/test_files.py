"""The files of a brief: two pages at most, every letter in an embedded font, the same words in both formats."""

import hashlib
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from briefs.content import Brief, Item, Section
from briefs.docx import write_docx
from briefs.fitting import fitted
from briefs.pdf import write_pdf
from core import fonts
from tests.briefs.conftest import docx_text, pdf_text

MADE_AT = datetime(2026, 6, 1, tzinfo=UTC)
LIST = "https://register.example/agreements?country=FR"
LONG = (
    "Memorandum of understanding on the mutual recognition of qualifications in higher education and beyond"
)
# Each in letters of its own. A test can read back the first five; those of the others are joined.
TITLES = [
    "국립과학원과 高等敎育 협력에 관한 약정",
    "東京大学経済学部との学術交流に関する覚書",
    "中华人民共和国外交部关于经济合作的备忘录",
    "Улаанбаатар хотын харилцан ойлголцох санамж бичиг",
    "Umowa, Łódź, Kraków, Việt Nam",
    "บันทึกความเข้าใจจุฬาลงกรณ์มหาวิทยาลัย",
    "मुंबई विश्वविद्यालय के साथ समझौता",
    "የአዲስ አበባ ዩኒቨርሲቲ",
    "თბილისის უნივერსიტეტი",
]
RIGHT_TO_LEFT = ["مذكرة تفاهم بين جامعة القاهرة وجامعة سول", "מזכר הבנות של האוניברסיטה העברית"]


def make_brief(titles, *, total: int = 0, language: str = "en", **facts) -> Brief:
    items = [
        Item(
            title,
            facts=f"In effect · signed 2 May 2024 · {title}",
            lines=(f"It ends on 1 May 2029. {title}",),
            ref=f"A{number}",
            address=f"https://register.example/agreements/A{number}",
        )
        for number, title in enumerate(titles, 1)
    ]
    due = [
        Item(item.title, lead="1 May 2029 · last day", ref=item.ref, address=item.address) for item in items
    ]
    sections = (
        Section("In effect", tuple(items), total or len(items), LIST, share=3),
        Section("Falls due", tuple(due), len(due), LIST, share=2),
        Section("Latest activities", (), 0, empty="None recorded."),
    )
    given = {
        "about": "As of today",
        "counts": ("3 instruments",),
        "page": "Page %(page)s of %(pages)s",
        "references": "A12: register.example",
    }
    return Brief(
        language,
        "Register of Examples",
        "Brief: Examples",
        sections=sections,
        **(given | facts),
    )


def pdf_of(brief: Brief) -> PdfReader:
    return PdfReader(BytesIO(write_pdf(brief, MADE_AT)))


def docx_of(brief: Brief):
    return Document(BytesIO(write_docx(brief, MADE_AT)))


def embedded_fonts(pdf: PdfReader) -> dict[str, bool]:
    """Name of each font of the pages, and whether its file is in the PDF."""
    found = {}
    for page in pdf.pages:
        for reference in page["/Resources"]["/Font"].values():
            inner = reference.get_object()["/DescendantFonts"][0].get_object()
            found[inner["/BaseFont"].rpartition("+")[2]] = "/FontFile2" in inner["/FontDescriptor"]
    return found


@pytest.mark.parametrize(
    "title", ["Accord", LONG, "국립과학원과 고등교육 협력에 관한 약정 " * 4, "經濟合作備忘錄" * 12, "X" * 180]
)
def test_many_fill_two_pages_and_no_more(title):
    brief = make_brief([title] * 40, total=203)

    pdf = pdf_of(brief)

    assert len(pdf.pages) == 2
    assert [f"Page {number} of 2" in page.extract_text() for number, page in enumerate(pdf.pages, 1)] == [
        True,
        True,
    ]
    shown = len(fitted(brief).sections[0].items)
    assert f"and {203 - shown} more: register.example/agreements?country=FR" in pdf_text(pdf)


@pytest.mark.parametrize("titles", [[], ["Accord"]])
def test_nothing_and_one_take_one_page(titles):
    pdf = pdf_of(make_brief(titles))

    assert len(pdf.pages) == 1
    assert "None recorded." in pdf_text(pdf)
    assert "more" not in pdf_text(pdf)


def test_letters_of_every_script_are_printed_with_embedded_fonts():
    pdf = pdf_of(make_brief([*TITLES, *RIGHT_TO_LEFT]))

    names = embedded_fonts(pdf)
    assert all(names.values())
    assert {
        "NotoSans",
        "NotoSansBold",
        "NanumGothic",
        "NanumGothicBold",
        "DroidSansFallback",
        "NotoSansArabic",
    } <= {*names}
    text = pdf_text(pdf)
    assert fonts.NOT_THERE not in text
    assert [title for title in TITLES[:5] if title not in text] == []


def test_both_formats_have_the_same_words():
    brief = make_brief(TITLES[:5])

    text = pdf_text(pdf_of(brief))
    lines = docx_text(docx_of(brief)).splitlines()

    assert len(lines) > 20
    assert [line for line in lines if " ".join(line.split()) not in text] == []


def test_the_first_word_stands_to_the_right_where_a_script_runs_so():
    pdf = pdf_of(make_brief([RIGHT_TO_LEFT[1]], about=RIGHT_TO_LEFT[1]))
    places: dict[str, set[float]] = {}

    def visit(text, matrix, text_matrix, *_font):
        places.setdefault("".join(sorted(text.strip())), set()).add(text_matrix[4])

    pdf.pages[0].extract_text(visitor_text=visit)

    first, *_others, last = ("".join(sorted(word)) for word in RIGHT_TO_LEFT[1].split())
    assert min(places[first]) > max(places[last])


def test_words_from_right_to_left_are_marked_so_in_docx():
    document = docx_of(make_brief([f"Accord with {RIGHT_TO_LEFT[1]} (2024)", RIGHT_TO_LEFT[0]]))

    marked = {run.text for each in document.paragraphs for run in each.runs if run.font.rtl}

    assert marked == {*RIGHT_TO_LEFT}
    assert f"Accord with {RIGHT_TO_LEFT[1]}\u200e (2024) A1" in docx_text(document)


def test_pages_of_docx_have_numbers_and_marks():
    section = docx_of(make_brief(["Accord"], internal="Internal")).sections[0]

    assert section.header.paragraphs[0].text == "Register of Examples\tInternal"
    assert re.findall(r'w:instr="(\w+)"', section.footer._element.xml) == ["PAGE", "NUMPAGES"]


def test_links_lead_to_records_and_lists():
    brief = make_brief(["Accord"], total=2)
    pages = pdf_of(brief).pages
    targets = {mark.get_object()["/A"]["/URI"] for page in pages for mark in page["/Annots"]}
    relations = docx_of(brief).part.rels.values()

    assert targets == {"https://register.example/agreements/A1", LIST}
    assert targets == {each.target_ref for each in relations if each.is_external}


def test_a_letter_that_no_font_has_is_a_box_and_stays_in_docx():
    brief = make_brief(["Treaty of \U00012000"])

    assert f"Treaty of {fonts.NOT_THERE}" in pdf_text(pdf_of(brief))
    assert "Treaty of \U00012000" in docx_text(docx_of(brief))


def test_a_brief_without_korean_does_without_its_fonts():
    assert [font.family for font in fonts.fonts_for(make_brief(["Accord"]).texts())] == ["NotoSans"]


def test_the_fonts_are_those_that_their_list_names():
    words = (fonts.FOLDER / "README.md").read_text()
    listed = dict(re.findall(r"^\| `([^`]+\.ttf)` .* `([0-9a-f]{64})` \|$", words, re.MULTILINE))

    files = sorted(fonts.FOLDER.glob("*.ttf"))
    assert listed == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
