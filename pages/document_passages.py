"""Passages of documents as a page shows them: in paragraphs, with the words marked that the record quotes for facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.file_texts.places import first_places
from document_texts.models import DocumentPassage
from register.body_files import BodyFile

# Letters of a quotation at least, Hangul in its parts: shorter ones may stand anywhere, for another fact or none.
_SHORTEST_QUOTATION = 12
_CUT = " …"  # at the end of a quotation that goes on in its source


@dataclass(frozen=True)
class Quotation:
    """Words of a document that a citation of the record quotes for a fact; ``number`` counts them on the page."""

    number: int
    fact: str
    words: str


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph, and the numbers of the quotations that they are part of.

    ``is_target``: here the quotation begins that a link led to.
    """

    words: str
    quotations: tuple[int, ...] = ()
    is_target: bool = False


@dataclass
class ShownPassage:
    """A passage: the page of the file where one begins with it, its paragraphs, the quotations that begin in it."""

    position: int
    page: int | None
    paragraphs: list[list[Piece]]
    begun: list[int] = field(default_factory=list)


def part_that_names(file: BodyFile, body: dict) -> dict:
    """The part of a body that names one of its files: a document, or a source with a copy."""
    return next(part for part in body[file.collection] if part["key"] == file.key)


def quotations_from(body: dict, file: BodyFile) -> list[Quotation]:
    """What citations quote from a file that the body names: a copy of a source, or the same text as a document.

    Only what the body has: how many words the house shows of each was decided when it was published.
    """
    part = part_that_names(file, body)
    sources = {source["key"] for source in body.get("sources", []) if _is_same_text(source, part)}
    rows = [
        (quotation["fact"], quotation["words"].removesuffix(_CUT))
        for citation in body.get("citations", [])
        if citation["source"] in sources
        for quotation in citation.get("quotations", [])
    ]
    return [Quotation(number, *row) for number, row in enumerate(dict.fromkeys(rows), 1)]


def _is_same_text(source: dict, part: dict) -> bool:
    is_same_file = bool(source.get("sha256")) and source["sha256"] == part.get("sha256")
    return is_same_file or (bool(source.get("address")) and source["address"] == part.get("address"))


def position_of(quotation: Quotation, passages: Iterable[DocumentPassage]) -> int | None:
    """Position of the first passage that has the words of a quotation."""
    with_words = (each.position for each in passages if _places([quotation], each.text))
    return next(with_words, None)


def shown_passages(
    passages: Sequence[DocumentPassage], quotations: Sequence[Quotation] = (), target: int | None = None
) -> list[ShownPassage]:
    """Passages in order; ``quotations`` are marked in the first of them that has their words.

    ``target`` is the number of the one that a link led to.
    """
    shown, last_page, left = [], None, [*quotations]
    for passage in passages:
        places = _places(left, passage.text)
        numbers = [number for _start, _end, number in sorted(places)]
        left = [quotation for quotation in left if quotation.number not in numbers]
        page = passage.page if passage.page != last_page else None
        paragraphs = _marked_paragraphs(passage.text, places, target)
        shown.append(ShownPassage(passage.position, page, paragraphs, numbers))
        last_page = passage.page
    return shown


def _places(quotations: Sequence[Quotation], text: str) -> list[tuple[int, int, int]]:
    """``(start, end, number)`` of the first place in a text of each quotation that it holds."""
    words = dict.fromkeys(quotation.words for quotation in quotations)
    return [
        (start, end, quotation.number)
        for quoted, start, end in first_places(words, text, shortest=_SHORTEST_QUOTATION)
        for quotation in quotations
        if quotation.words == quoted
    ]


def _marked_paragraphs(
    text: str, places: Sequence[tuple[int, int, int]], target: int | None
) -> list[list[Piece]]:
    """The lines of a text that are not empty, each in pieces that are marked or not."""
    bounds = sorted({at for start, end, _number in places for at in (start, end)})
    paragraphs, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        cuts = [start, *(at for at in bounds if start < at < end), end]
        pieces = [
            Piece(
                text[first:last],
                tuple(number for begin, stop, number in places if begin <= first < stop),
                is_target=any(begin == first and number == target for begin, _stop, number in places),
            )
            for first, last in pairwise(cuts)
            if first < last
        ]
        if pieces:
            paragraphs.append(pieces)
        start = end + 1
    return paragraphs
