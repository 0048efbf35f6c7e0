"""A file is downloaded under a name that is only a name, and ends as what it is."""

import unicodedata

import pytest

from core.uploads.formats import HWP, JPEG, PDF
from core.uploads.names import download_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mou.pdf", "mou.pdf"),
        ("MOU.PDF", "MOU.pdf"),
        ("mou", "mou.pdf"),
        ("mou.pdf.exe", "mou.pdf.exe.pdf"),
        ("mou.html", "mou.html.pdf"),
        ("양해각서 (최종).pdf", "양해각서 (최종).pdf"),
        (unicodedata.normalize("NFD", "양해각서.pdf"), "양해각서.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("...", "file.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\Kim\mou.pdf", "mou.pdf"),
        ("/", "file.pdf"),
        ("a/..", "file.pdf"),
        ("mou\u202efdp.exe", "mou fdp.exe.pdf"),
        ("mou\0.exe", "mou .exe.pdf"),
        ("mou\r\nSet-Cookie: a=b.pdf", "mou Set-Cookie_ a=b.pdf"),
        ('mou";filename="x.html', "mou_;filename=_x.html.pdf"),
        ("\u200b\ufeff.pdf", "file.pdf"),
        ("  mou   of  2020 .pdf", "mou of 2020.pdf"),
        ("<script>.pdf", "_script_.pdf"),
        ("\ud800.pdf", "file.pdf"),
        ("가" * 500 + ".pdf", "가" * 120 + ".pdf"),
        ("🤝.pdf", "🤝.pdf"),
    ],
)
def test_a_name_is_made_safe(name, expected):
    assert download_name(name, PDF) == expected
    assert download_name(expected, PDF) == expected


def test_either_ending_of_a_format_is_its_own():
    assert download_name("scan.jpeg", JPEG) == download_name("scan.jpg", JPEG) == "scan.jpg"
    assert download_name("scan.pdf", HWP) == "scan.pdf.hwp"
