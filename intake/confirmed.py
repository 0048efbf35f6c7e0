"""Sources of texts as staff confirm them: new ones as guessed, recorded ones, and those that nothing cites yet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from intake.forms import SourceFactsForm
from intake.given_texts import GivenText, store_given
from sources.actions import refresh_citing_records
from sources.citing import cited_sources
from sources.models import Source, SourceText
from sources.texts.known import known_sources


class SourceForms:
    """The forms for the sources of texts: others are put right on their own pages."""

    def __init__(self, texts: list[SourceText], data: Any = None):
        self.texts = texts
        cited = cited_sources([text.pk for text in texts if text.pk > 0])
        self._forms = {
            text.pk: SourceFactsForm(
                data,
                instance=text.source,
                prefix=f"source-{text.pk}",
                known=known_sources(text) if text.pk < 0 else [],
            )
            for text in texts
            if text.pk < 0 or not (text._state.adding or text.pk in cited)
        }
        self.shown = [*self._forms.values()]

    def are_valid(self) -> bool:
        sound = [form.is_valid() for form in self.shown]  # each says what is wrong with it
        return all(sound)

    def add_errors(self, error: ValidationError) -> None:
        """Say what a source cannot be stored for."""
        for form in self.shown[:1]:
            form.add_error(None, error.messages)

    @transaction.atomic
    def store(self, *, user: Any, key: str, given: list[GivenText]) -> dict[int, SourceText]:
        """Store what was confirmed. Returns the texts by their keys before. Raises ValidationError."""
        changed: list[Source] = [
            form.save() for pk, form in self._forms.items() if pk > 0 and form.has_changed()
        ]
        refresh_citing_records(sources=changed)
        unstored = [text for text in self.texts if text._state.adding]
        chosen = [self._forms[text.pk].chosen if text.pk in self._forms else text.source for text in unstored]
        stored = {text.pk: text for text in self.texts if not text._state.adding}
        return {**stored, **store_given(user=user, key=key, given=given[: len(chosen)], chosen=chosen)}
