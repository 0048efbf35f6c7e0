"""Codes by international standards are told from words."""

import pytest
from django.core.exceptions import ValidationError

from core.uploads.formats import FORMATS
from tests import factories as make


@pytest.mark.parametrize(
    "value",
    [
        "scan by Gerlinde Haberstroh", "scan/pdf", "text/", "/pdf", "text/a b", "text/html\n", "text/가", "Text/HTML",
        "text/html; charset=utf-8", "application/pdf/a", f"text/{'a' * 128}",
    ],
)  # fmt: skip
def test_words_are_no_media_type(value):
    with pytest.raises(ValidationError, match="media type in small letters"):
        make.DocumentFactory.build(media_type=value).clean_fields(exclude=["agreement"])


@pytest.mark.parametrize("value", [*(each.media_type for each in FORMATS), "text/html", "image/svg+xml", ""])
def test_media_types_of_files_are(value):
    make.DocumentFactory.build(media_type=value).clean_fields(exclude=["agreement"])
