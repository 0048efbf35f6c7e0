"""Texts of a brief are what people read: no mark-up, no signs that nobody sees, no more than a line or two."""

import pytest
from django.utils.html import format_html
from docx import Document

from briefs.texts import first_source, readable, shortened

UNSEEN = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("  two\n\nlines ", "two lines"),
        (f"a{UNSEEN}b", "a b"),
        ("1 < 2 & <b>", "1 < 2 & <b>"),
        (format_html('<time datetime="2024">{}</time>', "May & June"), "May & June"),
        ("Met by [redacted] in Seoul", "Met by [removed] in Seoul"),
        ("می‌خواهم", "می‌خواهم"),  # its joiner is part of the word
    ],
)
def test_words_are_as_they_are_read(words, expected):
    assert readable(words) == expected
    Document().add_paragraph(readable(words))  # no sign that XML forbids


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("short", "short"),
        ("exactly ten", "exactly ten"),
        ("one two three four", "one two…"),
        ("대한민국과 프랑스의 문화 협정", "대한민국과…"),
        ("中华人民共和国外交部关于经济合作", "中华人民共和国外交部…"),
    ],
)
def test_a_long_text_ends_at_a_word_where_it_has_words(words, expected):
    assert shortened(words, 11) == expected


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "ftp://example.org/a", "https://example.org/\x07"]
)
def test_what_is_no_address_of_a_page_is_no_source(address):
    assert first_source({"sources": [{"address": address}]}) == {}
    both = {"sources": [{"address": address}, {"address": "https://www.mofa.go.kr/view?id=3"}]}
    assert first_source(both) == {
        "source": "source:\u00a0mofa.go.kr",
        "source_address": "https://www.mofa.go.kr/view?id=3",
    }
