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
from sources.texts.known import known_sources, likeliest_source
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import Fields
from tests.intake.memorandum import RELEASE
from tests.intake.test_from_text import filled_form, send, suggest

ADDRESS = "https://www.kiv.example/press/2024/05"
TEXT = RELEASE.strip()
A_PART = TEXT.partition("\nUnder the")[0]

pytestmark = pytest.mark.django_db


def record(desk, form_at, /, of: Source | None = None, **given) -> Agreement:
    """The agreement that somebody records from a text as it is suggested, or of the source that they choose."""
    page, address = suggest(desk, form_at, **given)
    form, address = filled_form(desk, page, address, **({"source--1-recorded": str(of.pk)} if of else {}))
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
        pytest.param(TEXT, 1, marks=pytest.mark.long),
        pytest.param(TEXT.replace(" ", "  ").replace("\n", "\r\n"), 1, marks=pytest.mark.long),
        (unicodedata.normalize("NFD", TEXT.replace("'", "’")).replace(". ", ".\n"), 1),
        (f"Menu. 13 May 2024.\n\n{TEXT}\n\nSeoul. Print", 1),
        (A_PART, 2),
        pytest.param(TEXT.replace("13 May", "14 May"), 2, marks=pytest.mark.long),
        pytest.param("A page about something else, in Seoul, on 13 May 2024.", 2, marks=pytest.mark.long),
    ],
    ids=["none", "the same", "blanks", "letters", "longer", "a part", "changed", "another"],
)
def test_every_quotation_stands_in_the_text_that_it_was_taken_from(desk, form_at, kept, count):
    source = make.SourceFactory(address=ADDRESS, title="Recorded before")
    if kept:
        make.SourceTextFactory(source=source, text=kept)

    agreement = record(desk, form_at, of=source, text=RELEASE)

    assert {each.source for each in agreement.citations.all()} == {source}
    assert stray_passages(agreement) == []
    assert source.texts.count() == count
    assert [text.text for text in source.texts.all()][:1] == [kept or TEXT]
    assert count == 1 or source.latest_text.text == TEXT


@pytest.mark.parametrize(
    "given",
    [
        f"{ADDRESS}/?utm_source=mail",
        pytest.param(ADDRESS.replace("https", "http"), marks=pytest.mark.long),
        pytest.param(f"{ADDRESS}#top", marks=pytest.mark.long),
    ],
)
def test_an_address_that_is_written_otherwise_is_of_the_same_source(desk, form_at, given):
    text = TEXT.replace(ADDRESS, "")
    make.SourceTextFactory(source=make.SourceFactory(address=ADDRESS), text=A_PART)

    agreement = record(desk, form_at, text=text, address=given)

    assert Source.objects.count() == 1
    assert stray_passages(agreement) == []


def test_staff_are_told_what_is_kept(desk, form_at):
    source = make.SourceFactory(address=ADDRESS, title="Recorded before")
    make.SourceTextFactory(source=source, text=A_PART)

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


REVISED = "Correction: in this release, the day was wrong.\n" + TEXT.replace("13 May", "14 May")
KOREAN = "한국백신연구원은 2024년 5월 13일 서울에서 양해각서를 체결하였다. 양측은 5년간 연구자를 교류한다."
OTHER = "The institute opens its doors to visitors in June. Guides show the laboratories on each Saturday."
BY_DAY = {"publisher": "KIV", "published_on": "2024-05-14"}


@pytest.mark.parametrize(
    ("kept", "given", "chosen"),
    [
        ([{"address": ADDRESS}], TEXT, 0),
        ([{"address": ADDRESS, "texts": [TEXT]}], TEXT, 0),
        ([{"address": ADDRESS, "texts": [TEXT]}], REVISED, 0),
        ([{"address": ADDRESS, "texts": [TEXT]}], A_PART, 0),
        ([{"address": ADDRESS, "texts": [A_PART]}], TEXT, 0),
        ([{"address": ADDRESS, "texts": [OTHER, TEXT]}], REVISED, 0),
        ([{"address": ADDRESS, "texts": ["Signed on 13 May."]}], "Signed on 14 May.", 0),
        ([{"address": ADDRESS, "texts": [TEXT]}], OTHER, "open"),
        ([{"address": ADDRESS, "texts": [TEXT]}], KOREAN, "open"),
        ([{"address": ADDRESS, "texts": [KOREAN]}], TEXT, "open"),
        ([{"address": ADDRESS, "texts": ["Home"]}], TEXT, "open"),
        ([{"address": ADDRESS, "texts": [KOREAN]}, {"address": ADDRESS, "texts": [TEXT]}], TEXT, 1),
        ([{"address": ADDRESS}, {"address": ADDRESS}], TEXT, "open"),
        ([{"address": f"{ADDRESS}/other", "texts": [TEXT]}], TEXT, "open"),
        ([{"texts": [TEXT]}], TEXT, 0),
        ([{**BY_DAY, "texts": [TEXT.replace(" ", "  ")]}], TEXT, 0),
        ([{**BY_DAY, "texts": [REVISED]}], TEXT, "open"),
        ([{**BY_DAY, "texts": [KOREAN]}], TEXT, None),
        ([{**BY_DAY, "texts": [TEXT.replace(" ", "  ")]}, {"address": ADDRESS, "texts": [OTHER]}], TEXT, 0),
        ([{**BY_DAY, "address": f"{ADDRESS}/other"}], TEXT, None),
    ],
    ids=[
        "no text", "same", "revised", "part", "whole", "second text", "one sentence", "other words", "ko", "en",
        "short", "language of two", "two of a page", "other address", "no address", "blanks", "revised, no address",
        "same day", "words before address", "day alone",
    ],
)  # fmt: skip
def test_a_recorded_source_is_chosen_where_words_and_address_agree(kept, given, chosen):
    """Where they disagree, nothing is chosen, and somebody has to say it."""
    sources = []
    for facts in kept:
        texts = facts.pop("texts", [])
        sources.append(make.SourceFactory(**{"address": "", "publisher": "", **facts}))
        for text in texts:
            make.SourceTextFactory(source=sources[-1], text=text)
    source = Source(pk=-1, address=ADDRESS, **BY_DAY)

    known = known_sources(SourceText(pk=-1, source=source, text=given))

    likeliest = likeliest_source(known)
    is_open = likeliest is None and any(each.is_open or each.is_sure for each in known)
    assert ("open" if is_open else likeliest) == (sources[chosen] if isinstance(chosen, int) else chosen)


@pytest.mark.parametrize(("second", "is_open"), [(OTHER, True), (KOREAN, True), (REVISED, False)])
def test_of_two_texts_given_under_one_address_others_are_asked_about(second, is_open):
    first, other = (
        SourceText(pk=-number, source=Source(pk=-number, address=ADDRESS), text=text)
        for number, text in enumerate((TEXT, second), 1)
    )

    [known] = known_sources(other, [first])

    assert (known.source, known.is_open, known.is_sure) == (first.source, is_open, not is_open)


def test_two_texts_given_at_once_without_an_address_are_of_two_sources():
    first, other = (
        SourceText(pk=-number, source=Source(pk=-number), text=text)
        for number, text in enumerate((TEXT, REVISED), 1)
    )

    assert known_sources(other, [first]) == []


def test_nothing_is_stored_before_somebody_says_of_which_source_a_text_is(desk, form_at):
    source = make.SourceFactory(address=ADDRESS)
    make.SourceTextFactory(source=source, text=OTHER)
    page, address = suggest(desk, form_at, text=RELEASE)
    form = Fields(page.content.decode()).form

    again, _address = send(desk, address, form, agreement="0")

    [facts] = again.context["facts_forms"]
    assert form["source--1-recorded"] == [""]
    assert facts.errors == {"recorded": ["Please say which source this text is of."]}
    assert SourceText.objects.count() == 1

    filled_form(desk, page, address, **{"source--1-recorded": "another"})

    assert [text.text for text in source.texts.all()] == [OTHER]
    assert [text.source == source for text in SourceText.objects.all()] == [True, False]
