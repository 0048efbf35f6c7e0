"""Sources made of a text that somebody gave."""

from django.db import transaction
from django.utils import timezone

from history.acts import act
from history.choices import ActKind
from intake.forms import TextForm
from sources.choices import TextOrigin
from sources.models import Source, SourceText
from sources.texts.guesses import guess_source
from sources.texts.store import store_text


@transaction.atomic
def store_texts(*, form: TextForm, by) -> list[SourceText]:
    """Store what the form gave: each text with its source, which is made of what the text tells of it."""
    with act(kind=ActKind.EDIT, by=by):
        return [*_first_text(form), *_second_text(form)]


def _first_text(form: TextForm) -> list[SourceText]:
    given, file = form.cleaned_data, form.file_text
    text = file.text if file else given["text"]
    if not text:
        return [SourceText.objects.get(pk=given["source"].pk)]
    source = given["source"] or _make_source(text, file.facts if file else {}, given["address"])
    if file and file.file_format and not source.archived_copy:
        _attach_copy(source, given["file"])
    origin = TextOrigin.FILE if file else TextOrigin.PASTED
    return [store_text(source=source, text=text, origin=origin)]


def _second_text(form: TextForm) -> list[SourceText]:
    text = form.cleaned_data["second"]
    return (
        [store_text(source=_make_source(text, {}, ""), text=text, origin=TextOrigin.PASTED)] if text else []
    )


def _make_source(text: str, facts: dict[str, str], address: str) -> Source:
    """A source with what is guessed of it; the next page shows it."""
    guessed = guess_source(text, facts, address=address)
    source = Source(
        title=guessed.title or text[:80].partition("\n")[0],
        publisher=guessed.publisher,
        author=guessed.author,
        address=guessed.address,
        published_on=guessed.published_on,
        language=guessed.language,
        kind=guessed.kind,
        retrieved_on=timezone.localdate(),
    )
    source.full_clean()
    source.save()
    return source


def _attach_copy(source: Source, file) -> None:
    file.seek(0)
    source.archived_copy.save(file.name, file, save=True)
