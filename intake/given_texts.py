"""Texts that somebody gave: kept as a form draft until they say what sources these are, and stored only then."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from desk.form_drafts import drafts_of, forget_draft, keep_draft
from desk.models import KeptUpload
from history.acts import act
from history.choices import ActKind
from sources.models import Source, SourceText
from sources.texts.guesses import SourceFacts, guess_source
from sources.texts.store import store_text, text_with

GIVEN = SourceText._meta.label_lower  # the form drafts that hold texts
_STORED = "stored_texts"  # in the session
_MOST_REMEMBERED = 20
_FACTS = [each.name for each in fields(SourceFacts)]


@dataclass(frozen=True)
class GivenText:
    """A text, and what is guessed of its source. ``copy``: token of the kept file; ``source``: a recorded one."""

    text: str
    origin: str
    facts: SourceFacts
    copy: str = ""
    source: str = ""

    @classmethod
    def of(
        cls, text: str, origin: str, facts: dict[str, str], *, address="", copy="", source=""
    ) -> "GivenText":
        """A text with what it and its file tell of the source."""
        return cls(text, origin, guess_source(text, facts, address=address), copy, source)


def keep_given(
    *, user: User, key: str, given: Iterable[GivenText], query: str = "", document: str = ""
) -> None:
    """Keep texts for whoever gave them, after those that are kept under this key already.

    ``query``: that of their page, which names what they stand beside; ``document`` is the token of the kept file of
    the agreement itself.
    """
    pairs = [["document", document]] if document else []
    pairs += [
        [f"{number}-{name}", value]
        for number, each in enumerate([*given_texts(user, key), *given], 1)
        for name, value in {**asdict(each), **asdict(each.facts)}.items()
        if name != "facts"
    ]
    keep_draft(user=user, model=GIVEN, record_pk="", key=key, fields=pairs, query=query)


def given_texts(user: Any, key: str) -> list[GivenText]:
    """The texts that are kept under a key; none once their sources are stored."""
    draft = drafts_of(user, GIVEN, "").filter(key=key).first() if key else None
    rows: dict[str, dict[str, str]] = {}
    for name, value in draft.fields if draft else ():
        number, dash, member = name.partition("-")
        if not dash:
            continue
        rows.setdefault(number, {})[member] = value
    return [
        GivenText(facts=SourceFacts(**{name: row.pop(name) for name in _FACTS}), **row)
        for row in rows.values()
    ]


def unstored_texts(given: Iterable[GivenText]) -> list[SourceText]:
    """Texts to be suggested from, which have keys below zero, as new sources of them have."""
    recorded = Source.objects.in_bulk([each.source for each in given if each.source])
    texts = []
    for number, each in enumerate(given, 1):
        source = recorded.get(int(each.source or 0)) or _unstored_source(each, pk=-number)
        texts.append(SourceText(pk=-number, source=source, text=each.text, origin=each.origin))
    return texts


def _unstored_source(given: GivenText, pk: int) -> Source:
    return Source(pk=pk, retrieved_on=timezone.localdate(), **asdict(given.facts))


@transaction.atomic
def store_given(
    *, user: User, key: str, given: list[GivenText], chosen: list[Source]
) -> dict[int, SourceText]:
    """Store texts with the sources that somebody confirmed, new ones or recorded. Returns them by their keys before.

    Raises ValidationError. A recorded source has a text beside those that it had, unless one of these holds its words.
    """
    stored = {}
    with act(kind=ActKind.EDIT, by=user):
        for number, (each, source) in enumerate(zip(given, chosen, strict=True), 1):
            if source.pk is None or source.pk < 0:
                source.pk = None
                source.full_clean()
                source.save()
            _attach_copy(user, each, source)
            kept, _what = text_with(source, each.text)
            stored[-number] = kept or store_text(source=source, text=each.text, origin=each.origin)
    forget_draft(user, key)
    return stored


def remember_stored(request, key: str, stored: Mapping[int, SourceText]) -> None:
    """Note what became of the texts that were kept under a key, for whoever goes back to them in this session."""
    if key:
        notes = {**request.session.get(_STORED, {}), key: {name: text.pk for name, text in stored.items()}}
        request.session[_STORED] = dict([*notes.items()][-_MOST_REMEMBERED:])


def stored_since(request, key: str) -> dict[int, int]:
    """The keys of stored texts by those that they had before; empty where nothing is known of them."""
    noted = request.session.get(_STORED, {}).get(key, {})
    return {int(name): pk for name, pk in noted.items()}


def has_another_copy(user: User, given: GivenText, source: Source) -> bool:
    """True where a source has a copy that is another file than the one that a text was read out of."""
    kept = _kept_file(user, given)
    return bool(kept and source.archived_copy) and hashlib.sha256(kept.content).hexdigest() != source.sha256


def _kept_file(user: User, given: GivenText) -> KeptUpload | None:
    return KeptUpload.objects.filter(user=user.pk, token=given.copy).first() if given.copy else None


def _attach_copy(user: User, given: GivenText, source: Source) -> None:
    """Attach the file that a text was read out of, unless its source has a copy."""
    kept = _kept_file(user, given)
    if kept is None or source.archived_copy:
        return
    try:
        source.archived_copy.save(
            kept.name, SimpleUploadedFile(kept.name, bytes(kept.content), kept.media_type), save=True
        )
    except ValidationError as error:
        raise ValidationError({"address": error.messages}) from error
