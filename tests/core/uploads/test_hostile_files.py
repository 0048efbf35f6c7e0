"""No file comes in that could harm who opens it, whatever it is called; what comes in is what it says."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import override

from core.uploads import problems
from core.uploads.check import check_upload
from core.uploads.formats import FORMATS, format_of_media_type
from tests.attachments import GOOD_FILES, docx_entries, package, upload
from tests.core.uploads.hostile_files import HOSTILE

REFUSED = {name: case for name, case in HOSTILE.items() if case[2]}
INERT = {name: case for name, case in HOSTILE.items() if not case[2]}


@pytest.fixture(autouse=True)
def small_limit(settings):
    settings.UPLOAD_MAX_BYTES = 1_000_000


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(name, content, reason):
    with pytest.raises(ValidationError) as refused:
        check_upload(upload(content, name))

    assert refused.value.message == reason


@pytest.mark.parametrize(("name", "content", "_reason"), INERT.values(), ids=INERT)
def test_what_holds_something_else_is_known_as_what_it_begins_as(name, content, _reason):
    facts = check_upload(upload(content, name))

    expected = {
        b"%PDF": "PDF",
        b"\xff\xd8\xff\xe0": "JPEG",
        b"PK\x03\x04": name[-4:].upper().strip("."),
        b"\xd0\xcf\x11\xe0": "HWP",
    }
    assert facts.format.label == expected[content[:4]]


LONG = {
    "fields in fields": '<fldChar fldCharType="begin"/><instrText>X </instrText>' * 5_000,
    "words of a field": f"<instrText>INCLUDEPICTURE {'a-' * 200_000}</instrText>",
    "a long address": f'<x src="{"a-" * 200_000}"/><model schema="{"a-" * 200_000}"/>',
    "a style": f"<style>{'url( ' * 50_000}{' ' * 50_000}</style>",
    "names": "".join(f'<a{number} href="x" src="y"/>' for number in range(10_000)),
}


@pytest.mark.parametrize("content", LONG.values(), ids=LONG)
def test_a_long_part_takes_no_longer_than_it_is_long(content):
    """Each of these took minutes where a pattern looks at the rest of a text from each of its places."""
    started = time.process_time()

    check_upload(upload(package(docx_entries(**{"word/document.xml": f"<p>{content}</p>"})), "mou.docx"))

    assert time.process_time() - started < 10


@pytest.mark.parametrize(("label", "file"), GOOD_FILES.items(), ids=GOOD_FILES)
def test_each_format_is_known_by_its_content_under_any_name(label, file):
    _name, content = file

    for name in ("mou.pdf", "mou.exe", "양해각서", ""):
        facts = check_upload(upload(content, name))
        assert (facts.format.label, facts.size) == (label, len(content))


def test_there_is_a_good_file_of_every_format():
    assert [*GOOD_FILES] == [file_format.label for file_format in FORMATS]
    assert {format_of_media_type(file_format.media_type) for file_format in FORMATS} == {*FORMATS}


@pytest.mark.parametrize(("label", "file"), GOOD_FILES.items(), ids=GOOD_FILES)
def test_no_part_of_a_document_passes_for_one(label, file):
    """Cut off after any piece of it, or with another byte at any of a hundred places, it is refused or still itself."""
    _name, content = file
    step = max(len(content) // 100, 1)

    for place in range(0, len(content) - 64, step):
        changed = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        assert _label(changed) in (None, label)
        assert _label(content[:place]) is None


def _label(content: bytes) -> str | None:
    try:
        return check_upload(upload(content, "mou.pdf")).format.label
    except ValidationError:
        return None


def test_every_reason_is_a_sentence_in_both_languages():
    reasons = [value for value in vars(problems).values() if isinstance(value, Promise)]

    assert {*reasons} >= {case[2] for case in REFUSED.values()}
    for reason in reasons:
        with override("ko"):
            korean = str(reason)
        assert str(reason)[-1] == korean[-1] == "."
        assert korean != str(reason)
