"""Storing of texts of sources."""

from django.core.exceptions import ValidationError
from django.db import transaction

from sources.choices import TextOrigin
from sources.models import Source, SourceText
from sources.texts.files import can_be_read, read_file


@transaction.atomic
def store_text(*, source: Source, text: str, origin: str) -> SourceText:
    """Keep a text with a source that has none. Raises ValidationError; who did it is in the history."""
    stored = SourceText(source=source, text=text, origin=origin)
    stored.full_clean(exclude=["source"])
    stored.save()
    return stored


def read_copy(*, source: Source) -> str:
    """Read the text out of the archived copy of a source that has none. Returns why not, in words, or ""."""
    copy = source.archived_copy
    if not copy or not can_be_read(copy.name) or SourceText.objects.filter(pk=source.pk).exists():
        return ""
    try:
        with copy.open("rb") as opened:
            store_text(source=source, text=read_file(opened).text, origin=TextOrigin.FILE)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
