"""Passages: the words of a source that facts were taken from, kept with the citation by which the record says so."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict

from core.text import fold
from register.records import Record
from sources.choices import Basis
from sources.models import Citation, SourceText

QUOTED = "quoted"  # the hidden input of a record page: words that were put into its fields, as JSON
MAX_QUOTE = 500
_MOST = 500  # of one save
_SIGNS_OF_A_WORD = 12


@dataclass(frozen=True)
class Quote:
    """Words that stood at ``start`` of a text of a source, for a field of a form; no field: for the whole record."""

    text: int
    start: int
    words: str
    field: str = ""
    basis: str = Basis.STATED
    values: tuple[str, ...] = ()  # that the words were taken for; none where nobody knows

    def is_of(self, held: Sequence[str]) -> bool:
        """False for a field that holds other values now, unless the words say these, too."""
        return {*map(_one_spacing, self.values)} <= _lines(held) or confirms(self.words, held)


@dataclass(frozen=True)
class Passage:
    """Words that a fact was taken from, as they stood at ``start`` of a text of the source."""

    fact: str
    quote: str
    start: int
    text: int | None = None  # of those that were kept when a source had one text

    def place_in(self, text: str) -> tuple[int, int] | None:
        """Where the words stand now: there, else at the nearest place of the same words; None where they are gone."""
        if text.startswith(self.quote, self.start):
            return self.start, self.start + len(self.quote)
        places = [text.rfind(self.quote, 0, self.start), text.find(self.quote, self.start)]
        near = min(
            (place for place in places if place >= 0), key=lambda at: abs(at - self.start), default=None
        )
        return None if near is None else (near, near + len(self.quote))

    def place_among(self, texts: Iterable[SourceText]) -> tuple[SourceText, int, int] | None:
        """The text of a source in which the words stand now, and where: theirs, else another that has them."""
        own_first = sorted(texts, key=lambda text: (text.pk != self.text, text.pk))
        placed = ((text, place) for text in own_first if (place := self.place_in(text.text)))
        return next(((text, *place) for text, place in placed), None)


def passages_of(citation: Citation) -> list[Passage]:
    """The passages of a citation."""
    return [Passage(**row) for row in citation.passages]


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


def confirms(words: str, held: Sequence[str]) -> bool:
    """True where words of a source contain what a field holds, or one of several things."""
    return any(f" {value} " in f" {_one_spacing(words)} " for value in _lines(held) if value)


def _one_spacing(text: str) -> str:
    return " ".join(fold(text).split())


def _lines(held: Sequence[str]) -> set[str]:
    """The values that a field holds: of an area for text each line, too."""
    return {_one_spacing(each) for value in held for each in (value, *value.splitlines())}


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
        text, start, words = int(row["text"]), int(row["start"]), str(row["words"])[:MAX_QUOTE]
        value = row.get("value") or []
        values = tuple(str(each) for each in (value if isinstance(value, list) else [value]))
        quote = Quote(text, max(start, 0), words, str(row.get("field", "")), values=values)
    except (KeyError, TypeError, ValueError):
        return None
    basis = row.get("basis")
    return Quote(**{**asdict(quote), "basis": basis}) if basis in Basis.values else quote


def cite_quotes(model: type[Citation], record, quotes: Iterable[tuple[Quote, list[str]]]) -> None:
    """Cite the sources of quotes for these facts of a record, each with its words. Called once its parts are stored.

    Without a fact its source is cited for the record as a whole, unless it is cited.
    """
    quotes = sorted(quotes, key=lambda pair: not pair[1])
    texts = SourceText.objects.in_bulk({quote.text for quote, _facts in quotes})
    for quote, facts in quotes:
        if text := texts.get(quote.text):
            citation = _citation(model, record, text.source_id, quote.basis if facts else "")
            _add_passages(citation, quote, text.text, facts)


def forget_passages(
    citation: Citation, held: Mapping[str, Sequence[Sequence[str]]], *, is_cited_anew: bool
) -> list[str]:
    """Take out the passages of facts that hold something else now, and the facts that none is left for. Returns these.

    ``held``: what the inputs of a fact hold; the words have to say it of each.
    ``is_cited_anew``: this save cites the source for what it changes, so that the facts stay.
    """
    rows = citation.passages
    kept = [row for row in rows if all(confirms(row["quote"], each) for each in held.get(row["fact"], ()))]
    if kept == rows:
        return []
    left = {row["fact"] for row in kept}
    gone = [] if is_cited_anew else [row["fact"] for row in rows if row["fact"] not in left]
    citation.passages, citation.facts = kept, [fact for fact in citation.facts if fact not in gone]
    citation.save(update_fields=["passages", "facts"])
    return gone


def cite_names(records: Iterable[Record], data: QueryDict) -> None:
    """Cite the texts out of which a form made records, for their names. ``data``: what the form sent."""
    sent = quotes_in(data.get(QUOTED, ""))
    quotes = [quote for quote in sent if quote.field and quote.is_of(data.getlist(quote.field))]
    for record in records:
        model = next((each for each in Citation.__subclasses__() if _cites(each, record)), None)
        named = [quote for quote in quotes if fold(data.get(quote.field, "")) == fold(str(record.name))]
        if model:
            cite_quotes(model, record, ((quote, ["name"]) for quote in named))


def _cites(model: type[Citation], record: Record) -> bool:
    return isinstance(record, model._meta.get_field(model.record_field).related_model)


def _citation(model: type[Citation], record, source: int, basis: str) -> Citation:
    """The citation of a source on this basis, else on any; a new one where there is none."""
    mine = model._default_manager.filter(**{model.record_field: record}, source=source)
    known = (mine.filter(basis=basis) if basis else mine).first()
    return known or model(**{model.record_field: record}, source_id=source, basis=basis or Basis.STATED)


def _add_passages(citation: Citation, quote: Quote, text: str, facts: list[str]) -> None:
    is_of_record = not facts and not citation.pk
    if not (facts or is_of_record) or (facts and not quote.words.strip()):
        return
    # the text may have changed since: the same words elsewhere in it, or the source alone
    place = Passage("", quote.words, quote.start).place_in(text)
    passages = [asdict(Passage(fact, quote.words, place[0], quote.text)) for fact in facts] if place else []
    citation.passages += [row for row in passages if row not in citation.passages]
    if citation.pk and not citation.facts:  # of the record as a whole, and of this fact with it
        citation.save(update_fields=["passages"])
        return
    citation.facts = [*citation.facts, *(fact for fact in facts if fact not in citation.facts)]
    citation.save()
