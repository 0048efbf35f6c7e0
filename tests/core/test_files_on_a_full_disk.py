"""A file that does not fit on the disk leaves no part of itself behind, and is stored whole once there is room."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.stored_files import store_file
from tests.attachments import pdf
from tests.full_disk import full_disk

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    return pdf(inside=b" " * 200_000)


@pytest.mark.parametrize("size", [0, 1, 100_000])
def test_nothing_half_is_left(settings, tmp_path, content, size):
    settings.MEDIA_ROOT = tmp_path
    with full_disk(after=size), pytest.raises(OSError, match="too large"):
        store_file(default_storage, ContentFile(content, name="a.pdf"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    name = store_file(default_storage, ContentFile(content, name="a.pdf"))

    assert (tmp_path / name).read_bytes() == content


def test_what_was_stored_before_stays(settings, tmp_path, content):
    settings.MEDIA_ROOT = tmp_path
    name = store_file(default_storage, ContentFile(content, name="a.pdf"))
    with full_disk(after=10):
        assert store_file(default_storage, ContentFile(content, name="b.pdf")) == name

    assert (tmp_path / name).read_bytes() == content
