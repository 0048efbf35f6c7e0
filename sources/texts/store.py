"""Storing of texts of sources."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.file_texts.files import can_be_read, read_file
from core.file_texts.places import PlacesIn
from register.bodies import REDACTION_MARKER
from sources.choices import TextOrigin
from sources.models import Source, SourceText

HAS_NONE = _("recorded without a text, which this one becomes")
HAS_IT = _("recorded with this text")
HAS_ANOTHER = _("recorded with another text, beside which this one is kept")
IS_REDACTED = _("words of its text were redacted, so that this one is not kept")


def text_with(source: Source, words: str) -> tuple[SourceText | None, str | Promise]:
    """The kept text of a source that holds these words, and what becomes of them there, for staff.

    Where words were redacted, it is the latest text: others would bring them back.
    """
    texts = [*source.texts.all()] if source.pk and source.pk > 0 else []
    for kept in texts:
        if kept.text == words or PlacesIn(words, kept.text):
            return kept, HAS_IT
    if any(REDACTION_MARKER in kept.text for kept in texts):
        return texts[-1], IS_REDACTED
    return None, HAS_ANOTHER if texts else HAS_NONE


@transaction.atomic
def store_text(*, source: Source, text: str, origin: str) -> SourceText:
    """Keep a text with a source, beside those that it has. Raises ValidationError; who did it is in the history."""
    stored = SourceText(source=source, text=text, origin=origin)
    stored.full_clean(exclude=["source"])
    stored.save()
    return stored


def read_copy(*, source: Source) -> str:
    """Read the text out of the archived copy of a source that has none. Returns why not, in words, or ""."""
    copy = source.archived_copy
    if not copy or not can_be_read(copy.name) or source.texts.exists():
        return ""
    try:
        with copy.open("rb") as opened:
            store_text(source=source, text=read_file(opened).text, origin=TextOrigin.FILE)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
