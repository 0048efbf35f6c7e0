"""Text is read out of files of every format that sources come in, in a process of its own; hostile ones are inert."""

import io
import struct

import pytest
from django.core.exceptions import ValidationError

from core.file_texts.files import read_file
from core.file_texts.lines import plain_lines
from sources.texts.guesses import guess_source
from tests import attachments as files
from tests import factories as make
from tests.sources.saved_pages import PAGES, STRAY

WORDS = "Both institutes signed a memorandum."
KOREAN = "양 기관은 2024년 5월 3일 서울에서 양해각서를 체결하였다."


def text_of(content: bytes) -> str:
    return read_file(io.BytesIO(content)).text


def record(tag: int, payload: bytes) -> bytes:
    """A record of an HWP stream."""
    head = tag | min(len(payload), 0xFFF) << 20
    return (
        struct.pack("<I", head)
        + (struct.pack("<I", len(payload)) if len(payload) >= 0xFFF else b"")
        + payload
    )


def hwp_paragraph(text: str) -> bytes:
    table = struct.pack("<8H", 11, *[0x4141] * 6, 11)  # a control of eight units, none of which is a letter
    return record(0x43, table + text.encode("utf-16-le") + struct.pack("<H", 13))


def hwp_with(*paragraphs: str) -> bytes:
    return files.hwp(**{"BodyText/Section0": files.deflated(b"".join(map(hwp_paragraph, paragraphs)))})


def docx_with(body: str) -> bytes:
    entries = files.docx_entries()
    [name] = [name for name in entries if name.endswith("document.xml")]
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    entries[name] = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return files.package(entries)


def odt_with(body: str) -> bytes:
    entries = files.odt_entries()
    text, office = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("text", "office"))
    entries["content.xml"] = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return files.package(entries)


def hwpx_with(body: str) -> bytes:
    entries = files.hwpx_entries()
    space = "http://www.hancom.co.kr/hwpml/2011/"
    entries["Contents/section0.xml"] = (
        f'<hs:sec xmlns:hs="{space}section" xmlns:hp="{space}paragraph">{body}</hs:sec>'
    )
    return files.package(entries)


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html lang="ko"><head>{head}</head><body>{body}</body></html>'.encode()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (files.pdf(WORDS), WORDS),
        (docx_with(f"<w:p><w:r><w:t>{KOREAN}</w:t></w:r><w:del><w:r><w:t>x</w:t></w:r></w:del></w:p>"), KOREAN),
        (odt_with(f"<text:h>{KOREAN}</text:h><text:p><text:span>Seoul</text:span></text:p>"), f"{KOREAN}\n\nSeoul"),
        (hwpx_with(f"<hp:p><hp:run><hp:t>{KOREAN}<hp:tab/>a</hp:t></hp:run></hp:p>"), f"{KOREAN} a"),
        (hwp_with(KOREAN, WORDS), f"{KOREAN}\n\n{WORDS}"),
        (page(f"<nav>Menu</nav><script>alert(1)</script><p>{KOREAN}</p><style>p{{}}</style>"), KOREAN),
        (f"\ufeff{KOREAN}\r\n{WORDS}".encode(), f"{KOREAN}\n{WORDS}"),
        (KOREAN.encode("cp949"), KOREAN),
    ],
    ids=["pdf", "docx", "odt", "hwpx", "hwp", "html", "txt", "cp949"],
)  # fmt: skip
def test_words_are_read_out(content, expected):
    assert text_of(content) == expected


UNSEEN = {
    **{
        f"docx {name}": docx_with(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>{body}")
        for name, body in {
            "struck out": "<w:del><w:p><w:r><w:t>x</w:t></w:r></w:p></w:del>",
            "moved from here": "<w:p><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom></w:p>",
            "second form of a picture": "<w:Fallback><w:p><w:r><w:t>x</w:t></w:r></w:p></w:Fallback>",
        }.items()
    },
    **{
        f"odt {name}": odt_with(f"<text:p>{WORDS}</text:p><{name}><text:p>x</text:p></{name}>")
        for name in ("office:annotation", "text:tracked-changes", "office:scripts")
    },
    "hwpx struck out": hwpx_with(
        f"<hp:p><hp:run><hp:t>{WORDS}<hp:deleteBegin>x</hp:deleteBegin></hp:t></hp:run></hp:p>"
    ),
}


@pytest.mark.parametrize("content", UNSEEN.values(), ids=UNSEEN)
def test_what_a_document_does_not_show_is_not_read(content):
    assert text_of(content) == WORDS


def test_what_was_moved_here_is_read_once():
    moved = "<w:p><w:{0}><w:r><w:t>{1}</w:t></w:r></w:{0}></w:p>"

    assert text_of(docx_with(moved.format("moveFrom", WORDS) + moved.format("moveTo", WORDS))) == WORDS


def test_a_saved_page_tells_of_itself():
    head = (
        "<!-- saved from url=(0033)https://www.example.org/news/1 --><title>t</title>"
        '<meta property="og:title" content="Two institutes agree"><meta property="og:site_name" content="Example">'
    )

    facts = read_file(io.BytesIO(page(f"<p>{WORDS}</p>", head))).facts

    assert facts == {
        "address": "https://www.example.org/news/1", "title": "Two institutes agree", "publisher": "Example",
        "language": "ko", "page_title": "t",
    }  # fmt: skip


@pytest.mark.parametrize("is_in_order", [True, False])
@pytest.mark.parametrize(
    ("declared", "in_text", "expected"),
    [
        ('<meta property="og:title" content="As declared">', "<h1>As a heading</h1>", {"title": "As declared"}),
        (
            '<meta property="article:published_time" content="2024-05-03">',
            '<time datetime="2023-01-01">1 January</time>',
            {"published_on": "2024-05-03"},
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "As declared", '
            '"datePublished": "2024-05-03"}</script>',
            '<h1>As a heading</h1><time datetime="2023-01-01">1 January</time>',
            {"title": "As declared", "published_on": "2024-05-03"},
        ),
        (
            "",
            '<h1>First</h1><h1>Second</h1><time datetime="2023-01-01">1</time>',
            {"title": "First", "published_on": "2023-01-01"},
        ),
    ],
    ids=["title", "day", "both", "text alone"],
)  # fmt: skip
def test_what_a_page_declares_of_itself_goes_before_what_stands_in_its_text(
    declared, in_text, expected, is_in_order
):
    body = f"<article>{in_text}<p>{WORDS}</p></article>"
    facts = read_file(io.BytesIO(page(body, declared) if is_in_order else page(body + declared))).facts

    assert {name: facts.get(name) for name in expected} == expected


@pytest.mark.parametrize("name", PAGES)
def test_a_messy_page_gives_the_words_of_its_article_and_what_it_tells_of_the_source(name, db):
    page = PAGES[name]

    given = read_file(io.BytesIO(page.content))
    guessed = guess_source(given.text, given.facts)

    assert page.words in " ".join(given.text.split())
    assert [words for words in STRAY if words in given.text] == []
    assert (guessed.address, guessed.publisher, guessed.language) == (
        page.address,
        page.publisher,
        page.language,
    )
    assert guessed.title == page.title or not page.title
    # a day in a sentence is that of the signing
    assert guessed.published_on == page.published_on


@pytest.mark.parametrize(
    "content",
    [
        b"",
        files.pdf(""),
        files.picture("PNG"),
        files.pdf(WORDS)[:-40],
        b"\0\1\2\3" * 100,
        files.hwp(flags=1 | 1 << 1),
        page("<script>only()</script>"),
        b"Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
    ],
    ids=["empty", "no words", "picture", "cut", "bytes", "locked", "script alone", "mail"],
)
def test_what_holds_no_words_is_refused_in_words(content):
    with pytest.raises(ValidationError) as refused:
        text_of(content)

    assert refused.value.messages[0].endswith(".")


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("core.file_texts.files._SECONDS", 0.01)

    with pytest.raises(ValidationError, match="in time"):
        text_of(files.pdf(WORDS))


def test_lines_are_plain():
    assert plain_lines("a\u200b\r\n\r\n\r\n\r\n b\u202e \tc\u3164d\0") == "a\n\nb c d"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("https://www.mofa.example/news/1", "Ministry"),
        ("http://mofa.example", "Ministry"),
        ("https://archive.example/2024/https://www.mofa.example/news/2", ""),
        ("https://news.mofa.example/1", ""),
        ("https://mofa.example.org/1", ""),
        ("https://example/?from=mofa.example", ""),
    ],
)
def test_the_publisher_is_that_of_another_source_of_the_same_host(known, expected):
    make.SourceFactory(address=known, publisher="Ministry")

    assert guess_source(WORDS, {"address": "https://www.mofa.example/news/2"}).publisher == expected


HEADLINE = "한빛해양연구원, 부산시와 업무협약 체결"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "보 도 자 료\n배포일시: 2025. 11. 18.(화) 14:00 이후\n담당부서 : 협력팀 / 과장 이서연(☎ 044-000-1234)\n\n"
            + HEADLINE, HEADLINE,
        ),
        (f"【보도참고자료】\n보도시점: 즉시\n책임자 과장 이서연 (044-000-1234)\n{HEADLINE}\n- 3년간 교류 -", HEADLINE),
        ("FOR IMMEDIATE RELEASE\n\nContact: a@north.example\n\nTwo Institutes Sign", "Two Institutes Sign"),
        ("NOTA DE PRENSA\nContacto: prensa@iml.example\nSuscriben un convenio", "Suscriben un convenio"),
        ("> From: A. Kim\n> To: B. Lee\n> Subject: RE: Fwd: The Oslo memorandum\n>\n> Dear all", "The Oslo memorandum"),
        ("보낸 사람: 김아름\n받는 사람: 이서연\n제목: 회신: 업무협약 서명본\n\n안녕하세요", "업무협약 서명본"),
        ("Press freedom institutes sign: an accord\nSeoul", "Press freedom institutes sign: an accord"),
        ("구분 내용\n협약명 해양바이오 업무협약\n체결일 2025. 11. 17.", "해양바이오 업무협약"),
        ("\n□ 협력 협약 체결식 개최 안내\n", "협력 협약 체결식 개최 안내"),
    ],
    ids=["labels", "no colons", "contact", "Spanish", "quoted mail", "mail", "a colon", "table", "bullet"],
)  # fmt: skip
def test_the_headline_stands_under_labels_heads_of_letters_and_telephones(text, title):
    assert guess_source(text, {}).title == title


@pytest.mark.django_db
def test_a_publisher_is_named_without_its_people():
    assert (
        guess_source("담당부서 : 국제협력팀 / 담당자: 과장 이서연(☎ 044-000-1234)\n", {}).publisher
        == "국제협력팀"
    )
