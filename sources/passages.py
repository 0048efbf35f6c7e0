"""Passages: the words of a source that facts were taken from, kept with the citation by which the record says so."""

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from sources.choices import Basis
from sources.models import Citation, SourceText

QUOTED = "quoted"  # the hidden input of a record page: words that were put into its fields, as JSON
MAX_QUOTE = 500
_MOST = 500  # of one save
_SIGNS_OF_A_WORD = 12


@dataclass(frozen=True)
class Quote:
    """Words of a source that stood at ``start`` of its text, for a field of a form; no field: for the whole record."""

    source: int
    start: int
    words: str
    field: str = ""
    basis: str = Basis.STATED


@dataclass(frozen=True)
class Passage:
    """Words that a fact was taken from, as they stood at ``start`` of the text of the source."""

    fact: str
    quote: str
    start: int

    def place_in(self, text: str) -> tuple[int, int] | None:
        """Where the words stand now: there, else at the nearest place of the same words; None where they are gone."""
        if text.startswith(self.quote, self.start):
            return self.start, self.start + len(self.quote)
        places = [text.rfind(self.quote, 0, self.start), text.find(self.quote, self.start)]
        near = min(
            (place for place in places if place >= 0), key=lambda at: abs(at - self.start), default=None
        )
        return None if near is None else (near, near + len(self.quote))


def passages_of(citation: Citation) -> list[Passage]:
    """The passages of a citation."""
    return [Passage(row["fact"], row["quote"], row["start"]) for row in citation.passages]


def quotations(citation: Citation, facts: Container[str]) -> list[dict[str, str]]:
    """Passages of these facts that the public may see: a few words each, none where the house shows none."""
    most = settings.PUBLIC_QUOTATION_WORDS
    rows = [
        {"fact": passage.fact, "words": first_words(passage.quote, most)}
        for passage in (passages_of(citation) if most else ())
        if passage.fact in facts and passage.quote.strip()
    ]
    return [row for number, row in enumerate(rows) if row not in rows[:number]]


def first_words(words: str, most: int) -> str:
    """The first words of a quotation, and "…" where it was cut; where no blanks part words, as many signs."""
    kept = " ".join(words.split()[:most])
    if len(kept) > most * _SIGNS_OF_A_WORD:
        kept = kept[: most * _SIGNS_OF_A_WORD].rstrip()
    return kept if len(kept) == len(" ".join(words.split())) else f"{kept} …"


def quotes_in(sent: str) -> Iterator[Quote]:
    """The quotes that a form sent; what is no quote is left out, as its fields are saved without it."""
    try:
        rows = json.loads(sent or "[]")
    except ValueError:
        rows = []
    for row in rows[:_MOST] if isinstance(rows, list) else ():
        if isinstance(row, dict) and (quote := _quote(row)):
            yield quote


def _quote(row: dict[str, Any]) -> Quote | None:
    try:
        source, start, words = int(row["source"]), int(row["start"]), str(row["words"])[:MAX_QUOTE]
        quote = Quote(source, max(start, 0), words, str(row.get("field", "")))
    except (KeyError, TypeError, ValueError):
        return None
    basis = row.get("basis")
    return Quote(**{**asdict(quote), "basis": basis}) if basis in Basis.values else quote


def cite_quotes(model: type[Citation], record, quotes: Iterable[tuple[Quote, list[str]]]) -> None:
    """Cite the sources of quotes for these facts of a record, each with its words. Called once its parts are stored."""
    quotes = list(quotes)
    texts = SourceText.objects.in_bulk({quote.source for quote, _facts in quotes})
    for quote, facts in quotes:
        if quote.source in texts:
            _add_passages(_citation(model, record, quote), quote, texts[quote.source].text, facts)


def _citation(model: type[Citation], record, quote: Quote) -> Citation:
    """The citation of a source on this basis; one that says nothing yet may take either."""
    mine = model._default_manager.filter(**{model.record_field: record}, source=quote.source)
    of_basis = mine.filter(basis=quote.basis).first()
    return of_basis or model(**{model.record_field: record}, source_id=quote.source, basis=quote.basis)


def _add_passages(citation: Citation, quote: Quote, text: str, facts: list[str]) -> None:
    is_of_record = not facts and not citation.pk
    if not (facts or is_of_record) or (facts and not quote.words.strip()):
        return
    # the text may have changed since: the same words elsewhere in it, or the source alone
    place = Passage("", quote.words, quote.start).place_in(text)
    passages = [asdict(Passage(fact, quote.words, place[0])) for fact in facts] if place else []
    citation.passages += [row for row in passages if row not in citation.passages]
    if citation.pk and not citation.facts:  # of the record as a whole, and of this fact with it
        citation.save(update_fields=["passages"])
        return
    citation.facts = [*citation.facts, *(fact for fact in facts if fact not in citation.facts)]
    citation.save()
