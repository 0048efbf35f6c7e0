"""Texts of documents follow what is public: whatever is not named by a current body has no text."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agreements.models import Document
from core.file_texts.files import FileText
from document_texts import tasks
from document_texts.choices import TextState
from document_texts.extraction import MOST_SIGNS, extract_text, extract_waiting, passages_in
from document_texts.following import rebuild_texts
from document_texts.models import DocumentPassage, DocumentText
from document_texts.tasks import extract_texts
from register.publishing import merge, publish, withdraw
from tests import attachments
from tests import factories as make
from tests.document_texts.documents import attach, hwpx_of, pdf_of, publish_and_extract, stored_words
from tests.redaction.working import holding, plan, redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return make.AgreementFactory(titled=True)


def states() -> list[str]:
    return list(DocumentText.objects.order_by("pk").values_list("state", flat=True))


def test_the_worker_extracts_what_is_published_page_by_page(agreement):
    attach(agreement, pdf_of("Both institutes agree.", "", "Signed in Seoul."))
    attach(agreement, hwpx_of("양 기관은 합의한다.", "서울에서 서명하였다."), "text.hwpx")
    attach(agreement, attachments.picture("PNG"), "scan.png")
    attach(agreement, pdf_of(""))
    make.DocumentFactory(agreement=agreement)  # elsewhere
    attach(agreement, pdf_of("For staff."), visibility="staff")

    publish(agreement, by=None)

    assert states() == ["waiting", "waiting", "none", "waiting"]
    assert DBTaskResult.objects.filter(task_path=extract_texts.module_path).count() == 1
    assert extract_texts.call() is None
    assert states() == ["extracted", "extracted", "none", "none"]
    rows = DocumentPassage.objects.order_by("document", "position").values_list("position", "page", "text")
    assert list(rows) == [
        (1, 1, "Both institutes agree."),
        (2, 3, "Signed in Seoul."),
        (1, None, "양 기관은 합의한다.\n\n서울에서 서명하였다."),
    ]


def test_another_look_is_asked_for_before_a_worker_that_may_be_killed_begins(agreement, monkeypatch):
    def killed(*, seconds):
        raise SystemExit

    attach(agreement, pdf_of("Both institutes agree."))
    publish(agreement, by=None)
    DBTaskResult.objects.all().delete()  # a worker took it
    monkeypatch.setattr(tasks, "extract_waiting", killed)

    with pytest.raises(SystemExit):
        extract_texts.call()

    assert DBTaskResult.objects.get().run_after > timezone.now()
    tasks.wake_worker()
    assert DBTaskResult.objects.ready().count() == 1


def test_long_texts_are_parted_between_lines_or_words_and_lose_none():
    lines = ["word " * 900, "가" * 6000, "", "short", "", "", "last"]
    text = "\n".join(lines)

    parts = [part for _page, part in passages_in(FileText(text, False, None))]

    assert max(map(len, parts)) <= MOST_SIGNS
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert list(passages_in(FileText("", False, None, pages=["", " "]))) == []


def test_what_is_damaged_too_slow_or_gone_says_so(agreement, monkeypatch):
    attach(agreement, attachments.pdf().replace(b" obj", b" job"))
    slow, gone = attach(agreement, pdf_of("Slow.")), attach(agreement, pdf_of("Gone."))
    gone.file.storage.delete(gone.file.name)
    monkeypatch.setattr("core.file_texts.files._SECONDS", 0.01)

    publish_and_extract(agreement)

    assert set(states()) <= {"failed", "none"}
    assert (
        DocumentText.objects.get(key=slow.key).state
        == DocumentText.objects.get(key=gone.key).state
        == "failed"
    )
    monkeypatch.undo()
    call_command("rebuild_document_texts", again=True, stdout=StringIO())
    assert DocumentText.objects.get(key=slow.key).state == "extracted"


def test_a_withdrawal_and_what_is_disclosed_no_more_leave_no_text(agreement):
    existence, merged = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    attach(agreement, pdf_of("Withdrawn words."))
    attach(existence, pdf_of("Narrowed words."))
    attach(merged, pdf_of("Merged words."))
    other = make.AgreementFactory(titled=True)
    kept = attach(other, pdf_of("Kept words."))
    publish_and_extract(agreement, existence, merged, other)
    assert DocumentPassage.objects.count() == 4

    withdraw(agreement, by=None, reason={"en": "An error."})
    type(existence).objects.filter(pk=existence.pk).update(disclosure="existence", disclosure_basis="Act 1")
    existence.refresh_from_db()
    publish(existence, by=None)
    merge(merged, into=other, by=None)

    assert list(DocumentText.objects.values_list("key", flat=True)) == [kept.key]
    assert stored_words() == "Kept words. 'kept':1 'words':2"
    publish_and_extract(agreement)  # and what is public again has one again
    assert "Withdrawn words." in stored_words()


def test_a_replaced_file_has_its_own_text_and_the_old_one_is_gone(agreement):
    document = attach(agreement, pdf_of("Old words."))
    publish_and_extract(agreement)
    document.file = attachments.upload(pdf_of("New words."), "new.pdf")
    document.save()
    assert "Old words." in stored_words()  # edits of the desk change nothing

    publish_and_extract(agreement)

    assert stored_words() == "New words. 'new':1 'words':2"
    document.visibility = "staff"
    document.save()
    publish(agreement, by=None)
    assert stored_words() == ""
    assert not DocumentText.objects.exists()


def test_what_changed_while_a_file_was_open_is_not_stored(agreement):
    attach(agreement, pdf_of("Secret words."))
    publish(agreement, by=None)
    opened = DocumentText.objects.get()
    withdraw(agreement, by=None, reason={"en": "An error."})

    extract_text(opened)

    assert stored_words() == ""


def test_a_file_of_several_records_is_extracted_once(agreement, monkeypatch):
    source = make.SourceFactory(
        archived_copy=attachments.upload(pdf_of("Cited."), "copy.pdf"), is_cleared=True
    )
    other = make.AgreementFactory(titled=True)
    for record in (agreement, other):
        make.AgreementCitationFactory(agreement=record, source=source)
    publish(agreement, other, by=None)
    first = DocumentText.objects.waiting().first()
    extract_text(first)
    monkeypatch.setattr("document_texts.extraction.read_file", None)

    assert extract_waiting(seconds=60) is False

    assert states() == ["extracted", "extracted"]
    assert list(DocumentPassage.objects.values_list("page", "text")) == [(1, "Cited."), (1, "Cited.")]


def test_a_redaction_reaches_texts_and_nothing_brings_the_words_back(agreement):
    other = make.AgreementFactory(titled=True)
    attach(agreement, pdf_of("Signed by Thaddeus Quimby.", "Thaddeus Quimby and others."))
    attach(other, pdf_of("Signed by Thaddeus Quimby.", "Thaddeus Quimby and others."))
    publish_and_extract(agreement, other)
    texts = [spot.text for place in plan("Thaddeus Quimby").places for spot in place.spots]
    assert {text.store for text in texts} == {"document_texts.documentpassage"}
    assert {text.subject.name for text in texts} == {agreement.ref, other.ref}
    assert len(texts) == 4

    redact("Thaddeus Quimby")

    assert holding("Quimby") == set()
    assert DocumentPassage.objects.filter(text__contains="Signed by").count() == 2
    assert states() == ["redacted", "redacted"]
    rebuild_texts(again=True)
    extract_waiting(seconds=60)
    assert "quimby" not in stored_words().casefold()
    withdraw(agreement, by=None, reason={"en": "An error."})
    publish_and_extract(agreement)
    assert "quimby" not in stored_words().casefold()
    assert states() == ["redacted", "redacted"]
    assert "Signed by" in stored_words()  # of the other


@pytest.mark.parametrize("way", ["withdrawn", "taken out"])
def test_a_redacted_text_stays_so_though_its_only_record_names_it_no_more_for_a_time(agreement, way):
    document = attach(agreement, pdf_of("Signed by Thaddeus Quimby."))
    publish_and_extract(agreement)
    redact("Thaddeus Quimby")

    if way == "withdrawn":
        withdraw(agreement, by=None, reason={"en": "An error."})
    else:
        Document.objects.filter(pk=document.pk).update(visibility="staff")
        publish_and_extract(agreement)
        Document.objects.filter(pk=document.pk).update(visibility="public")
    publish_and_extract(agreement)

    assert (states(), holding("Quimby")) == (["redacted"], set())
    assert "quimby" not in stored_words().casefold()


def test_a_redaction_elsewhere_in_the_record_leaves_the_texts_as_they_are(agreement):
    make.MilestoneFactory(agreement=agreement, wording="Thaddeus Quimby spoke first.")
    attach(agreement, pdf_of("Both institutes agree."))
    publish_and_extract(agreement)

    redact("Thaddeus Quimby")

    assert holding("Quimby") == set()
    assert states() == ["extracted"]
    assert "Both institutes agree." in stored_words()


def test_a_rebuild_puts_right_what_is_missing_or_too_much_and_else_changes_nothing(agreement):
    attach(agreement, pdf_of("Kept words."))
    publish_and_extract(agreement)
    before = list(DocumentPassage.objects.values())
    call_command("rebuild_document_texts", stdout=StringIO())
    assert list(DocumentPassage.objects.values()) == before

    DocumentText.objects.create(ref="A99", key="k", stored_name="files/x", state=TextState.EXTRACTED)
    DocumentText.objects.filter(ref=agreement.ref).delete()
    call_command("rebuild_document_texts", stdout=StringIO())

    assert [row.ref for row in DocumentText.objects.all()] == [agreement.ref]
    assert stored_words() == "Kept words. 'kept':1 'words':2"


def test_publishing_many_records_asks_as_often_as_publishing_one(django_assert_num_queries):
    from document_texts.following import follow_bodies

    with django_assert_num_queries(1):
        follow_bodies({f"A{number}": '{"documents":[]}' for number in range(500)})
    with django_assert_num_queries(0):
        follow_bodies({})


def test_a_failed_text_is_a_queue_of_staff(agreement):
    from agreements.admin.agreement import AgreementAdmin  # noqa: F401  # its queues
    from agreements.queues import QUEUES

    attach(agreement, pdf_of(""))
    publish_and_extract(agreement)
    [queue] = [queue for queue in QUEUES if queue.name == "no_text"]

    assert list(type(agreement).objects.filter(queue.condition())) == [agreement]
    Document.objects.all().delete()
    publish(agreement, by=None)
    assert not type(agreement).objects.filter(queue.condition()).exists()


@pytest.mark.parametrize(
    ("zone", "last_minute", "first_minute"),
    [
        ("Asia/Seoul", "2027-03-09T14:59Z", "2027-03-09T15:01Z"),
        ("America/Los_Angeles", "2027-03-10T07:59Z", "2027-03-10T08:01Z"),
    ],
)
def test_a_document_under_embargo_is_found_and_read_from_its_day_on_where_the_register_is(
    agreement, client, settings, time_machine, zone, last_minute, first_minute
):
    settings.TIME_ZONE = zone
    make.CustodyFactory(agreement=agreement, embargo_until="2027-03-10")
    document = attach(agreement, pdf_of("Embargoed words."))
    time_machine.move_to(last_minute, tick=False)
    with pytest.raises(ValidationError, match="under embargo until 2027-03-10"):
        publish_and_extract(agreement)
    extract_waiting(seconds=60)
    rebuild_texts()
    assert (states(), stored_words()) == ([], "")
    assert b"Embargoed" not in client.get("/search?q=words").content
    assert client.get(f"/agreements/A1/documents/{document.key}").status_code == 404

    time_machine.move_to(first_minute, tick=False)
    publish_and_extract(agreement)

    path = f"/agreements/{agreement.ref}/documents/{document.key}"
    assert f'href="{path}#passage-1"' in client.get("/search?q=embargoed").content.decode()
    assert b"Embargoed words." in client.get(path).content
