"""Attached files are known by their hash."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from tests.factories import DocumentFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("factory", "field"), [(SourceFactory, "archived_copy"), (DocumentFactory, "file")])
def test_attaching_or_changing_a_file_fills_in_its_hash(factory, field):
    row = factory(**{field: ContentFile("첫째".encode(), name="first.txt")})
    assert row.sha256 == hashlib.sha256("첫째".encode()).hexdigest()

    setattr(row, field, ContentFile(b"second", name="second.txt"))
    row.save()

    row.refresh_from_db()
    assert row.sha256 == hashlib.sha256(b"second").hexdigest()
