"""Sources of texts as staff confirm them: new ones as guessed, recorded ones, and those that nothing cites yet."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intake.forms import SourceFactsForm
from intake.given_texts import GivenText, has_another_copy, store_given
from sources.actions import refresh_citing_records
from sources.citing import cited_sources
from sources.models import Source, SourceText
from sources.texts.known import known_sources
from sources.texts.store import text_with


class SourceForms:
    """The forms for the sources of texts: others are put right on their own pages. ``typed``: what is kept of them."""

    def __init__(
        self, texts: list[SourceText], data: Any = None, typed: Mapping[str, str] = MappingProxyType({})
    ):
        self.texts = texts
        cited = cited_sources([text.source_id for text in texts if text.pk > 0])
        new = [text for text in texts if text.source_id < 0]
        self._forms = {
            text.pk: SourceFactsForm(
                data,
                instance=text.source,
                prefix=f"source-{text.pk}",
                known=known_sources(text, new[: new.index(text)]) if text.source_id < 0 else [],
                text=text.text,
                typed=typed,
            )
            for text in texts
            if text.source_id < 0 or not (text.pk < 0 or text.source_id in cited)
        }
        self.shown = [*self._forms.values()]
        self.notes: list[str] = []  # of recorded sources: what became of the texts that were given

    def are_valid(self) -> bool:
        sound = [form.is_valid() for form in self.shown]  # each says what is wrong with it
        return all(sound)

    def add_errors(self, error: ValidationError) -> None:
        """Say what a source cannot be stored for."""
        for form in self.shown[:1]:
            form.add_error(None, error.messages)

    def _chosen(self, text: SourceText) -> Source:
        """The source of a text that is not stored: as confirmed, which may be that of a text before."""
        chosen = self._forms[text.pk].chosen if text.pk in self._forms else text.source
        is_of_another = chosen.pk is not None and chosen.pk < 0 and chosen.pk != text.source_id
        return self._forms[chosen.pk].chosen if is_of_another else chosen

    @transaction.atomic
    def store(self, *, user: Any, key: str, given: list[GivenText]) -> dict[int, SourceText]:
        """Store what was confirmed. Returns the texts by their keys before. Raises ValidationError."""
        changed: list[Source] = [
            form.save() for pk, form in self._forms.items() if pk > 0 and form.has_changed()
        ]
        refresh_citing_records(sources=changed)
        chosen = [self._chosen(text) for text in self.texts if text.pk < 0]
        self.notes = [
            f"{source}: {text_with(source, each.text)[1]}"
            for each, source in zip(given, chosen, strict=False)
            if source.pk and source.pk > 0
        ]
        self.notes += [
            _("%(source)s has another file as its copy, which stays; the file that you gave is not attached.")
            % {"source": source}
            for each, source in zip(given, chosen, strict=False)
            if has_another_copy(user, each, source)
        ]
        stored = {text.pk: text for text in self.texts if text.pk > 0}
        return {**stored, **store_given(user=user, key=key, given=given[: len(chosen)], chosen=chosen)}
