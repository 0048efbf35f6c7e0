"""A text given under the address of a recorded source: nothing of it is lost, and nothing of the other moves."""

import unicodedata

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Agreement
from agreements.serializers import AgreementSerializer
from register.bodies import REDACTION_MARKER
from register.publishing import publish
from sources.models import Source, SourceText
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import Fields
from tests.intake.memorandum import RELEASE
from tests.intake.test_from_text import filled_form, send, suggest

ADDRESS = "https://www.kiv.example/press/2024/05"
TEXT = RELEASE.strip()
A_PART = TEXT.partition("\nUnder the")[0]

pytestmark = pytest.mark.django_db


def record(desk, form_at, /, **given) -> Agreement:
    """The agreement that somebody records from a text as it is suggested."""
    page, address = suggest(desk, form_at, **given)
    form, address = filled_form(desk, page, address)
    desk.post(address, {**form, "alike_checked": "yes"})
    return Agreement.objects.latest("pk")


def stray_passages(agreement: Agreement) -> list:
    """Passages that do not stand where they are said to."""
    texts = {text.pk: text.text for text in SourceText.objects.all()}
    rows = [row for citation in agreement.citations.all() for row in citation.passages]
    assert len(rows) > 5
    return [row for row in rows if not texts[row["text"]].startswith(row["quote"], row["start"])]


@pytest.mark.parametrize(
    ("kept", "count"),
    [
        (None, 1),
        (TEXT, 1),
        (TEXT.replace(" ", "  ").replace("\n", "\r\n"), 1),
        (unicodedata.normalize("NFD", TEXT.replace("'", "’")).replace(". ", ".\n"), 1),
        (f"Menu. 13 May 2024.\n\n{TEXT}\n\nSeoul. Print", 1),
        (A_PART, 2),
        (TEXT.replace("13 May", "14 May"), 2),
        ("A page about something else, in Seoul, on 13 May 2024.", 2),
    ],
    ids=["none", "the same", "blanks", "letters", "longer", "a part", "changed", "another"],
)
def test_every_quotation_stands_in_the_text_that_it_was_taken_from(desk, form_at, kept, count):
    source = make.SourceFactory(address=ADDRESS, title="Recorded before")
    if kept:
        make.SourceTextFactory(source=source, text=kept)

    agreement = record(desk, form_at, text=RELEASE)

    assert {each.source for each in agreement.citations.all()} == {source}
    assert stray_passages(agreement) == []
    assert source.texts.count() == count
    assert [text.text for text in source.texts.all()][:1] == [kept or TEXT]
    assert count == 1 or source.latest_text.text == TEXT


@pytest.mark.parametrize(
    "given", [f"{ADDRESS}/?utm_source=mail", ADDRESS.replace("https", "http"), f"{ADDRESS}#top"]
)
def test_an_address_that_is_written_otherwise_is_of_the_same_source(desk, form_at, given):
    text = TEXT.replace(ADDRESS, "")
    make.SourceTextFactory(source=make.SourceFactory(address=ADDRESS), text="Another text.")

    agreement = record(desk, form_at, text=text, address=given)

    assert Source.objects.count() == 1
    assert stray_passages(agreement) == []


def test_staff_are_told_what_is_kept(desk, form_at):
    source = make.SourceFactory(address=ADDRESS, title="Recorded before")
    make.SourceTextFactory(source=source, text="Another text.")

    page, address = suggest(desk, form_at, text=RELEASE)
    before = page.content.decode()
    page, _address = send(desk, address, Fields(before).form, agreement="0")

    words = "recorded with another text, beside which this one is kept"
    assert f"The same address; {words}" in before
    assert [str(each) for each in page.context["messages"]] == [f"{source}: {words}"]
    assert [text.text for text in page.context["beside"]["texts"]] == [TEXT]


def test_words_for_a_source_that_was_chosen_are_kept_beside_its_text(desk, form_at):
    source = make.SourceTextFactory(text="Another text.").source

    agreement = record(desk, form_at, text=RELEASE, source=str(source.pk))

    assert [text.text for text in source.texts.all()] == ["Another text.", TEXT]
    assert stray_passages(agreement) == []


@pytest.mark.parametrize(
    ("words", "is_another"), [("A memorandum.", True), ("Both institutes signed.", False)]
)
def test_a_file_that_is_not_attached_is_said(desk, form_at, words, is_another):
    source = make.SourceFactory(title="Recorded before")
    source.archived_copy.save("release.pdf", ContentFile(pdf(words)))
    make.SourceTextFactory(source=source, text="Another text.")
    given = SimpleUploadedFile("release.pdf", pdf("Both institutes signed."))

    page, address = suggest(desk, form_at, file=given, source=str(source.pk))
    page, _address = send(desk, address, Fields(page.content.decode()).form, agreement="0")

    sentences = [str(each) for each in page.context["messages"]]
    assert any("is not attached" in sentence for sentence in sentences) == is_another
    assert source.latest_text.text == "Both institutes signed."


def test_two_texts_of_one_page_given_at_once_are_of_one_source(desk, form_at):
    draft = TEXT.replace("13 May", "14 May")

    agreement = record(desk, form_at, text=RELEASE, second=draft)

    assert [text.text for text in Source.objects.get().texts.all()] == [TEXT, draft]
    assert stray_passages(agreement) == []


def test_what_is_cited_and_published_stays_as_it_is(desk, form_at):
    first = record(desk, form_at, text=RELEASE)
    publish(first, by=None)
    body, passages = AgreementSerializer(first).data, first.citations.get().passages

    second = record(desk, form_at, text=TEXT.replace("five years", "six years").replace("Seoul", "Busan"))

    first = Agreement.objects.get(pk=first.pk)
    assert (AgreementSerializer(first).data, first.citations.get().passages) == (body, passages)
    assert not first.is_edited
    assert stray_passages(first) == stray_passages(second) == []
    page = desk.get(f"/admin/agreements/agreement/{second.pk}/change/")
    assert len(page.context["beside"]["texts"]) == 2


def test_words_that_were_redacted_do_not_come_back_with_a_text(desk, form_at):
    kept = make.SourceTextFactory(
        source=make.SourceFactory(address=ADDRESS), text=TEXT.replace("Kim Minji", REDACTION_MARKER)
    )

    agreement = record(desk, form_at, text=RELEASE)

    assert [text.text for text in SourceText.objects.all()] == [kept.text]
    assert stray_passages(agreement) == []
    assert all("Minji" not in str(citation.passages) for citation in agreement.citations.all())
