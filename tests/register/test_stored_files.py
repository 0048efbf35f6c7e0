"""An attached file lies under its hash, once, for as long as anything names it; nothing else is ever stored."""

import hashlib
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db import connection, transaction

from agreements.models import Agreement, Document
from core.stored_files import parse_stored_name
from register.models import NAMES_FILES, Version
from register.publishing import publish, withdraw
from sources.models import Source
from tests.attachments import GOOD_FILES, pdf, upload
from tests.factories import AgreementFactory, DocumentFactory, SourceFactory

pytestmark = pytest.mark.django_db

MANY_VERSIONS = """
INSERT INTO register_version (ref, kind, serial, number, action, schema, body, sha256, published_at, note)
SELECT 'A' || n, 'agreement', n, 1, 'published', 1, repeat('x', 500), '', now(), '' FROM generate_series(1, 3000) n
"""
FIELDS = [(DocumentFactory, "file"), (SourceFactory, "archived_copy")]


@pytest.fixture(autouse=True)
def storage(settings, monkeypatch):
    """A storage that is no folder, as where several web hosts share one."""
    storage = InMemoryStorage()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    for model, name in ((Document, "file"), (Source, "archived_copy")):
        monkeypatch.setattr(model._meta.get_field(name), "storage", storage)
    return storage


def stored(storage) -> list[str]:
    """Names of all files in the storage."""
    _folders, names = [], []
    for folder in storage.listdir("files")[0] if storage.exists("files") else []:
        names += [f"files/{folder}/{name}" for name in storage.listdir(f"files/{folder}")[1]]
    return sorted(names)


def name_of(content: bytes, extension: str = ".pdf") -> str:
    digest = hashlib.sha256(content).hexdigest()
    return f"files/{digest[:2]}/{digest}{extension}"


@pytest.mark.parametrize(("factory", "field"), FIELDS)
def test_attaching_or_changing_a_file_fills_in_what_it_is(storage, factory, field):
    options = factory._meta.model._meta.get_field(field)
    row = factory(**{field: upload(pdf("first"), "양해 각서.PDF")})
    for content, name in ((pdf("first"), "양해 각서.pdf"), (pdf("second"), "second.pdf")):
        if name == "second.pdf":
            setattr(row, field, upload(content, name))
            row.save()

        row.refresh_from_db()

        assert getattr(row, field).name == name_of(content)
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        facts = [getattr(row, n) for n in (options.name_field, options.size_field, options.media_type_field)]
        assert facts == [name, len(content), "application/pdf"]
        assert storage.open(name_of(content)).read() == content


@pytest.mark.parametrize(("label", "file"), GOOD_FILES.items(), ids=GOOD_FILES)
def test_its_name_says_its_format(storage, label, file):
    _name, content = file

    document = DocumentFactory(file=upload(content, "anything.exe"))

    sha256, file_format = parse_stored_name(document.file.name)
    assert (sha256, file_format.label) == (hashlib.sha256(content).hexdigest(), label)
    assert document.file_name == f"anything.exe{file_format.extension}"


@pytest.mark.parametrize(("factory", "field"), FIELDS)
def test_what_was_not_accepted_is_never_stored(storage, factory, field):
    with pytest.raises(ValidationError):
        factory(**{field: upload(b"<script>", "mou.pdf")})

    assert stored(storage) == []


def test_nothing_is_attached_under_a_name_that_is_not_a_hash():
    document = DocumentFactory()
    document.file = "documents/mou.pdf"

    with pytest.raises(ValidationError):
        document.save()


def test_what_is_said_of_a_stored_file_follows_from_the_file():
    document = DocumentFactory(file=upload(pdf(), "mou.pdf"))
    document.media_type, document.sha256, document.file_name = "text/html", "0" * 64, "../mou.html"

    document.save()

    assert document.media_type == "application/pdf"
    assert document.sha256 == hashlib.sha256(pdf()).hexdigest()
    assert document.file_name == "mou.html.pdf"


def test_a_row_that_is_pointed_at_another_stored_file_has_the_size_of_that():
    document = DocumentFactory(file=upload(pdf("first"), "mou.pdf"))
    document.file = DocumentFactory(file=upload(pdf("A longer text."), "mou.pdf")).file.name

    document.save()

    document.refresh_from_db()
    assert document.size == len(pdf("A longer text."))


def test_what_is_said_of_a_text_elsewhere_stays():
    document = DocumentFactory(media_type="text/html", sha256="0" * 64)

    document.refresh_from_db()

    assert (document.file_name, document.size) == ("", None)
    assert (document.media_type, document.sha256) == ("text/html", "0" * 64)


def test_the_same_bytes_are_one_file(storage):
    first, second = (DocumentFactory(file=upload(pdf(), name)) for name in ("mou.pdf", "각서.pdf"))
    SourceFactory(archived_copy=upload(pdf(), "copy.pdf"))

    assert stored(storage) == [name_of(pdf())]
    assert [first.file_name, second.file_name] == ["mou.pdf", "각서.pdf"]


def test_a_file_that_was_written_in_part_is_written_anew(storage):
    storage.save(name_of(pdf()), ContentFile(pdf()[:100]))

    DocumentFactory(file=upload(pdf(), "mou.pdf"))

    assert stored(storage) == [name_of(pdf())]
    assert storage.open(name_of(pdf())).read() == pdf()


# Removal


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def delete_draft(document):
    document.agreement.delete()


def delete_all_at_once(document):
    Agreement.objects.filter(pk=document.agreement_id).delete()


def delete_part(document):
    document.delete()


def clear_file(document):
    document.file = ""
    document.save()


def replace_file(document):
    document.file = upload(pdf("another"), "mou.pdf")
    document.save()


WAYS = [delete_draft, delete_all_at_once, delete_part, clear_file, replace_file]


@pytest.mark.parametrize("way", WAYS)
def test_a_file_goes_with_the_last_that_names_it(storage, committed, way):
    first, second = (DocumentFactory(file=upload(pdf(), "mou.pdf")) for _ in range(2))
    source = SourceFactory(archived_copy=upload(pdf(), "copy.pdf"))

    for row, act in ((first, way), (source, Source.delete)):
        with committed():
            act(row)
        assert name_of(pdf()) in stored(storage)
    with committed():
        way(second)

    assert name_of(pdf()) not in stored(storage)


@pytest.mark.parametrize("way", WAYS)
def test_a_file_stays_where_it_was_once_public(storage, committed, way):
    document = DocumentFactory(file=upload(pdf(), "mou.pdf"), agreement=AgreementFactory(titled=True))
    draft = DocumentFactory(file=upload(pdf(), "mou.pdf"))
    publish(document.agreement, by=None)
    withdraw(document.agreement, by=None, reason={"en": "Mistake.", "ko": "오류."})
    document.delete()

    with committed():
        way(draft)

    assert name_of(pdf()) in stored(storage)


def test_a_file_of_staff_on_a_public_record_goes_with_its_row(storage, committed):
    document = DocumentFactory(
        file=upload(pdf(), "mou.pdf"), agreement=AgreementFactory(titled=True), visibility="staff"
    )
    publish(document.agreement, by=None)

    with committed():
        document.delete()

    assert stored(storage) == []


def test_what_is_rolled_back_removes_nothing(storage, committed):
    document = DocumentFactory(file=upload(pdf(), "mou.pdf"))

    with committed(), transaction.atomic():
        document.delete()
        transaction.set_rollback(True)

    assert stored(storage) == [name_of(pdf())]


def test_saving_without_a_change_keeps_the_file(storage, committed):
    document = Document.objects.get(pk=DocumentFactory(file=upload(pdf(), "mou.pdf")).pk)

    with committed():
        document.save()

    assert stored(storage) == [name_of(pdf())]


def test_finding_versions_with_a_file_reads_an_index():
    with connection.cursor() as cursor:
        cursor.execute(MANY_VERSIONS)
        cursor.execute("ANALYZE register_version")
    plan = Version.objects.filter(NAMES_FILES, body__contains="0" * 64).explain()

    assert "version_with_files" in plan


@pytest.mark.django_db(transaction=True)
def test_a_file_that_somebody_attaches_meanwhile_is_not_removed(storage):
    """The removal waits for the transaction that has found the file in place."""
    first = DocumentFactory(file=upload(pdf(), "mou.pdf"))
    agreement = AgreementFactory()
    attached, removing = threading.Event(), threading.Event()

    def attach():
        try:
            with transaction.atomic():
                DocumentFactory(agreement=agreement, file=upload(pdf(), "mou.pdf"))
                attached.set()
                removing.wait(5)
        finally:
            connection.close()

    thread = threading.Thread(target=attach)
    thread.start()
    attached.wait(5)
    threading.Timer(0.2, removing.set).start()
    first.delete()
    thread.join()

    assert stored(storage) == [name_of(pdf())]
