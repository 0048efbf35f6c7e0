"""After a restore, one command says which attached files are missing, damaged or left over."""

import os
import time
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

YOUNG = "(of the last 24 hours: it may belong to a form that is being saved)"
LINKED = "(a link or behind one: look at it yourself)"

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


def store(name: str) -> None:
    """Store a file of today, whatever day the clock of a test says it is: the disk keeps a time of its own."""
    default_storage.save(name, ContentFile(b"other"))
    os.utime(default_storage.path(name), (time.time(), time.time()))


def test_nothing_is_wrong_where_nothing_is_attached():
    assert report() == ["0 files are named by records and versions."]


def test_each_fault_is_named():
    kept, lost, damaged = (DocumentFactory(file=upload(pdf(words), "mou.pdf")) for words in "abc")
    published = DocumentFactory(file=upload(pdf("d"), "mou.pdf"), agreement=AgreementFactory(titled=True))
    SourceFactory(archived_copy=upload(pdf("a"), "copy.pdf"))
    publish(published.agreement, by=None)
    named_by_the_version = published.file.name
    published.delete()
    orphan = f"files/00/{'0' * 64}.pdf"
    strays = ["files/00/notes.txt", "files/notes.txt", "files/a/b/c/notes.txt", f"files/{'1' * 64}.pdf"]
    assert report() == ["4 files are named by records and versions."]

    for name in (lost.file.name, named_by_the_version):
        default_storage.delete(name)
    default_storage.delete(damaged.file.name)
    for name in (damaged.file.name, orphan, *strays):
        store(name)

    found = [
        *(f"missing: {name}" for name in sorted([lost.file.name, named_by_the_version])),
        f"damaged: {damaged.file.name}",
        *(f"orphaned: {name} {YOUNG}" for name in sorted([orphan, *strays])),
        "4 files are named by records and versions.",
        "Files missing: 2. Files damaged: 1.",
    ]
    assert report() == found
    assert report("--quick") == [line for line in found[:-1] if not line.startswith("damaged")] + [
        "Files missing: 2. Files damaged: 0."
    ]
    assert default_storage.exists(kept.file.name)


def test_only_old_orphans_are_removed(django_capture_on_commit_callbacks):
    document = DocumentFactory(file=upload(pdf(), "mou.pdf"))
    orphan = f"files/00/{'0' * 64}.pdf"
    store(orphan)

    with django_capture_on_commit_callbacks(execute=True):
        assert report("--remove-orphans") == [
            f"orphaned: {orphan} {YOUNG}",
            "0 orphaned files were removed.",
            "1 file is named by records and versions.",
        ]
    assert default_storage.exists(orphan)
    with (
        time_machine.travel(timezone.now() + timedelta(days=2)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert "1 orphaned file was removed." in report("--remove-orphans")

    assert not default_storage.exists(orphan)
    assert default_storage.exists(document.file.name)


def test_links_are_named_and_nothing_is_removed_through_them(
    settings, django_capture_on_commit_callbacks, tmp_path_factory
):
    """A link from one folder to another would make of each attached file an orphan under a second name."""
    document = DocumentFactory(file=upload(pdf(), "mou.pdf"))
    folder = settings.MEDIA_ROOT / "files"
    first = document.file.name.split("/")[1]
    empty = next(name for name in ("00", "01") if name != first)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "note.txt").write_text("x")
    (folder / empty).symlink_to(folder / first)
    (folder / "round").symlink_to(folder)
    (folder / "dangling").symlink_to(folder / "nothing")
    (folder / first / "note.txt").symlink_to(elsewhere / "note.txt")

    with (
        time_machine.travel(timezone.now() + timedelta(days=2)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        found = report("--remove-orphans")

    orphans = [
        "files/dangling",
        "files/round",
        *(f"files/{name}/note.txt" for name in (empty, first)),
        document.file.name.replace(f"/{first}/", f"/{empty}/"),
    ]
    assert found == [
        *(f"orphaned: {name} {LINKED}" for name in sorted(orphans)),
        "0 orphaned files were removed.",
        "1 file is named by records and versions.",
    ]
    assert default_storage.exists(document.file.name)
    assert (elsewhere / "note.txt").exists()


def test_a_folder_of_attached_files_may_lie_on_another_disk(settings, tmp_path_factory):
    document = DocumentFactory(file=upload(pdf(), "mou.pdf"))
    folder = settings.MEDIA_ROOT / "files" / document.file.name.split("/")[1]
    other_disk = tmp_path_factory.mktemp("disk") / "files"
    folder.rename(other_disk)
    folder.symlink_to(other_disk)

    assert report() == ["1 file is named by records and versions."]
