"""Footnote marks: which source supports which fact."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

_INFERRED = "inferred"


@dataclass(frozen=True)
class SourceMark:
    """Footnote mark beside a fact: number of a source in the list, and how it supports the fact."""

    number: int
    basis: str  # "stated", "inferred", or "partly" where it states some of what is shown and the rest is inferred
    card_id: str = field(default="", compare=False)  # of the card that the mark opens


@dataclass
class SourceCard:
    """Card that opens from a mark: how the source supports the fact, and its words."""

    id: str
    basis: str
    statements: list[dict]  # text by language
    locators: list[str]
    quotations: list[tuple[str, str]] = field(default_factory=list)  # (words, `quoted_query`)


@dataclass(frozen=True)
class SourceStatement:
    """Words of one source about some facts."""

    mark: SourceMark
    source: dict
    words: dict
    locator: str
    facts: tuple[str, ...]

    @property
    def is_inference(self) -> bool:
        return self.mark.basis == _INFERRED


@dataclass
class SourceNote:
    """Statements about the same facts, side by side where they are several."""

    statements: list[SourceStatement]
    facts: list[str] = field(default_factory=list)

    @property
    def is_of_several(self) -> bool:
        return len({statement.mark.number for statement in self.statements}) > 1

    @property
    def differs(self) -> bool:
        """Several sources, one of which at least states what it says: how a fact was inferred contradicts nothing."""
        return self.is_of_several and any(not statement.is_inference for statement in self.statements)


@dataclass
class SupportingSource:
    """One source of the list at the end of a page: the facts it states, those inferred from it, its words."""

    number: int
    source: dict
    stated: list[tuple[str, str]]  # (anchor, fact in words)
    inferred: list[tuple[str, str]]
    statements: list[SourceStatement]
    locators: list[str]
    is_of_whole: bool
    cards: list[SourceCard] = field(default_factory=list)
    # (anchor, fact in words, words, `quoted_query`)
    quotations: list[tuple[str, str, str, str]] = field(default_factory=list)


class FactSources:
    """The sources and citations of one body, by fact.

    A fact is a path such as ``milestones/h7x2kq/on``, ``involvements/m4zq8w`` or ``form``. A statement is shown once,
    by the first call of `notes` for one of its facts.
    """

    def __init__(self, body: dict):
        self._sources = {source["key"]: source for source in body.get("sources", [])}
        self._numbers = {key: number for number, key in enumerate(self._sources, 1)}
        self._citations = [
            citation for citation in body.get("citations", []) if citation["source"] in self._sources
        ]
        self._shown_statements: set[str] = set()  # keys of citations
        self._cards: dict[tuple, SourceCard] = {}  # by number of the source and keys of the citations

    def marks(self, path: str, *, except_members: Iterable[str] = ()) -> list[SourceMark]:
        """Marks of a fact and of all within it, but for members that are shown with their own marks."""
        within = f"{path}/"
        omitted = {f"{path}/{name}" for name in except_members}

        def is_about(fact: str) -> bool:
            return fact == path or (fact.startswith(within) and fact not in omitted)

        return self._marks_of(is_about)

    def exact_marks(self, *paths: str) -> list[SourceMark]:
        """Marks of these facts alone, without those of what is within them."""
        return self._marks_of(set(paths).__contains__)

    def _marks_of(self, is_about: Callable[[str], bool]) -> list[SourceMark]:
        """One mark for each source that supports any of these facts, and the card that it opens."""
        by_number: dict[int, list[dict]] = {}
        for citation in self._citations:
            if any(map(is_about, citation["facts"])):
                by_number.setdefault(self._numbers[citation["source"]], []).append(citation)
        return [self._mark_of(number, cited, is_about) for number, cited in sorted(by_number.items())]

    def _mark_of(self, number: int, citations: list[dict], is_about: Callable[[str], bool]) -> SourceMark:
        """Facts that rest on the same citations and the same words share a card."""
        bases = {citation["basis"] for citation in citations}
        basis = next(iter(bases)) if len(bases) == 1 else "partly"
        quoted = _quoted_words(citations, is_about)
        key = (number, *(citation["key"] for citation in citations), *quoted)
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = SourceCard(
                id=f"why-{number}-{len(self._cards) + 1}",
                basis=basis,
                statements=[citation["says"] for citation in citations if citation["says"]],
                locators=_locators(citations),
                quotations=quoted,
            )
        return SourceMark(number, basis, card.id)

    def notes(self, *paths: str, words: Callable[[str], str] = str) -> list[SourceNote]:
        """Statements about the facts under these paths; those about the same fact stand together in one note."""
        notes: list[SourceNote] = []
        for citation in self._citations:
            about = [
                fact
                for fact in citation["facts"]
                if any(fact == path or fact.startswith(f"{path}/") for path in paths)
            ]
            if not about or not citation["says"] or citation["key"] in self._shown_statements:
                continue
            self._shown_statements.add(citation["key"])
            statement = self._statement(citation)
            note = next((note for note in notes if _shares_fact(note, statement, about)), None)
            if note:
                note.statements.append(statement)
            else:
                note = SourceNote([statement])
                notes.append(note)
            note.facts += [fact for fact in map(words, about) if fact not in note.facts]
        return notes

    def _statement(self, citation: dict) -> SourceStatement:
        return SourceStatement(
            mark=SourceMark(self._numbers[citation["source"]], citation["basis"]),
            source=self._sources[citation["source"]],
            words=citation["says"],
            locator=citation["locator"],
            facts=tuple(citation["facts"]),
        )

    def supporting_sources(self, words: Callable[[str], str]) -> list[SupportingSource]:
        """The sources in order, each with the facts it supports, put into words by ``words(path)``.

        To be called last: it brings the cards of all marks that were made.
        """
        return [self._supporting_source(key, words) for key in self._sources]

    def _supporting_source(self, key: str, words: Callable[[str], str]) -> SupportingSource:
        citations = [citation for citation in self._citations if citation["source"] == key]
        inferred = [citation for citation in citations if citation["basis"] == _INFERRED]
        stated = [citation for citation in citations if citation["basis"] != _INFERRED]
        number = self._numbers[key]
        shown = {citation["locator"] for citation in citations if citation["says"]}
        return SupportingSource(
            number=number,
            source=self._sources[key],
            stated=_linked_facts(stated, words),
            inferred=_linked_facts(inferred, words),
            statements=[self._statement(citation) for citation in citations if citation["says"]],
            # what a statement has beside it is not said again
            locators=_locators([citation for citation in citations if not citation["says"]], but=shown),
            is_of_whole=any(not citation["facts"] for citation in citations),
            quotations=[
                (_fact_anchor(each["fact"]), words(each["fact"]), each["words"], quoted_query(each["fact"]))
                for citation in citations
                for each in citation.get("quotations", [])
            ],
            cards=[card for card_key, card in self._cards.items() if card_key[0] == number],
        )


def _quoted_words(citations: list[dict], is_about: Callable[[str], bool]) -> list[tuple[str, str]]:
    """``(words, quoted_query)`` of the words that are quoted for some facts, each once."""
    quotations = (each for citation in citations for each in citation.get("quotations", []))
    facts: dict[str, str] = {}
    for each in quotations:
        if is_about(each["fact"]):
            facts.setdefault(each["words"], each["fact"])
    return [(words, quoted_query(fact)) for words, fact in facts.items()]


def quoted_query(fact: str) -> str:
    """What leads from the address of a document to the words that are quoted from it for a fact."""
    return f"?{urlencode({'fact': fact}, safe='/')}#quoted"


def _locators(citations: list[dict], but: Iterable[str] = ()) -> list[str]:
    """Places in a source, such as pages, each once."""
    places = dict.fromkeys(citation["locator"] for citation in citations if citation["locator"])
    return [place for place in places if place not in but]


def _linked_facts(citations: list[dict], words: Callable[[str], str]) -> list[tuple[str, str]]:
    """``(anchor, fact in words)``, each fact once by its words: a part and its members may read the same."""
    paths = dict.fromkeys(fact for citation in citations for fact in citation["facts"])
    first = {words(path): _fact_anchor(path) for path in reversed(paths)}
    return [(anchor, label) for label, anchor in first.items()][::-1]


def _shares_fact(note: SourceNote, statement: SourceStatement, facts: Sequence[str]) -> bool:
    """True where a note holds a statement of another source about one of these facts."""
    return any(
        other.mark.number != statement.mark.number and set(other.facts) & set(facts)
        for other in note.statements
    )


def _fact_anchor(path: str) -> str:
    """The id of the place on the page where a fact stands: that of the part, or of the field."""
    return "-".join(path.split("/")[:2])
