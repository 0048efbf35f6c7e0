"""After a restore, one command says which attached files are missing, damaged or left over."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from register.publishing import publish
from tests.attachments import pdf, upload
from tests.factories import AgreementFactory, DocumentFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def report(*options: str) -> list[str]:
    out = StringIO()
    try:
        call_command("check_files", *options, stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue().splitlines()


def test_nothing_is_wrong_where_nothing_is_attached():
    assert report() == ["0 files are named."]


def test_each_fault_is_named():
    kept, lost, damaged = (DocumentFactory(file=upload(pdf(words), "mou.pdf")) for words in "abc")
    published = DocumentFactory(file=upload(pdf("d"), "mou.pdf"), agreement=AgreementFactory(titled=True))
    SourceFactory(archived_copy=upload(pdf("a"), "copy.pdf"))
    publish(published.agreement, by=None)
    named_by_the_version = published.file.name
    published.delete()
    orphan, stray = f"files/00/{'0' * 64}.pdf", "files/00/notes.txt"
    assert report() == ["4 files are named."]

    for name in (lost.file.name, named_by_the_version):
        default_storage.delete(name)
    default_storage.delete(damaged.file.name)
    for name in (damaged.file.name, orphan, stray):
        default_storage.save(name, ContentFile(b"other"))

    found = [
        *(f"missing: {name}" for name in sorted([lost.file.name, named_by_the_version])),
        f"damaged: {damaged.file.name}",
        *(f"orphaned: {name}" for name in sorted([orphan, stray])),
        "4 files are named.",
        "2 files are missing, 1 are damaged.",
    ]
    assert report() == found
    assert report("--quick") == [line for line in found[:-1] if not line.startswith("damaged")] + [
        "2 files are missing, 0 are damaged."
    ]
    assert default_storage.exists(kept.file.name)


def test_only_old_orphans_are_removed(django_capture_on_commit_callbacks):
    document = DocumentFactory(file=upload(pdf(), "mou.pdf"))
    orphan = f"files/00/{'0' * 64}.pdf"
    default_storage.save(orphan, ContentFile(b"other"))

    with django_capture_on_commit_callbacks(execute=True):
        assert "0 orphaned files were removed." in report("--remove-orphans")
    assert default_storage.exists(orphan)
    with (
        time_machine.travel(timezone.now() + timedelta(days=2)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert "1 orphaned files were removed." in report("--remove-orphans")

    assert not default_storage.exists(orphan)
    assert default_storage.exists(document.file.name)
