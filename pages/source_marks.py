"""How we know: which source of a body supports which of its facts, stated or inferred, and where sources differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

_INFERRED = "inferred"


@dataclass(frozen=True)
class SourceMark:
    """The small sign beside a fact: the number of a source in the list, and how it supports the fact."""

    number: int
    basis: str  # "stated", "inferred", or "partly" where it states some of what is shown and the rest is inferred
    card: str = field(default="", compare=False)  # the id of the card that the sign opens


@dataclass
class SourceCard:
    """What opens beside a fact when its sign is pressed: how this source supports it, and what it says."""

    id: str
    basis: str
    sayings: list[dict]  # text by language
    locators: list[str]


@dataclass(frozen=True)
class SourceStatement:
    """What one source says of facts, in words."""

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
    """What the sources say of the same facts, side by side where they are several."""

    sayings: list[SourceStatement]
    facts: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return len({saying.mark.number for saying in self.sayings}) > 1


@dataclass
class SupportingSource:
    """One source of the list at the end of a page: what it states, what is inferred from it, what it says."""

    number: int
    source: dict
    stated: list[tuple[str, str]]  # (anchor, fact in words)
    inferred: list[tuple[str, str]]
    sayings: list[SourceStatement]
    locators: list[str]
    is_of_whole: bool
    cards: list[SourceCard] = field(default_factory=list)


class FactSources:
    """The sources and citations of one body, asked fact by fact.

    A fact is a path such as ``milestones/k3/on``, ``involvements/k1`` or ``form``. What a source says is told once,
    by the first `notes` that asks for one of its facts.
    """

    def __init__(self, body: dict):
        self.sources = {one["key"]: one for one in body.get("sources", [])}
        self.numbers = {key: number for number, key in enumerate(self.sources, 1)}
        self.citations = [one for one in body.get("citations", []) if one["source"] in self.sources]
        self.told: set[str] = set()
        self.cards: dict[tuple, SourceCard] = {}  # by the number of the source and the keys of the citations

    def marks(self, path: str, *, apart: Iterable[str] = ()) -> list[SourceMark]:
        """The signs of a fact and of all within it, but for the members that are shown ``apart`` with their own."""
        within = f"{path}/"
        left_out = {f"{path}/{name}" for name in apart}
        return self.signs(
            citation
            for citation in self.citations
            if any(
                fact == path or (fact.startswith(within) and fact not in left_out)
                for fact in citation["facts"]
            )
        )

    def exact(self, *paths: str) -> list[SourceMark]:
        """The signs of these facts alone, without what is within them."""
        return self.signs(one for one in self.citations if set(paths) & set(one["facts"]))

    def signs(self, cited: Iterable[dict]) -> list[SourceMark]:
        """One sign for each source of these citations, and the card that it opens."""
        by_number: dict[int, list[dict]] = {}
        for citation in cited:
            by_number.setdefault(self.numbers[citation["source"]], []).append(citation)
        return [self.sign(number, of_it) for number, of_it in sorted(by_number.items())]

    def sign(self, number: int, cited: list[dict]) -> SourceMark:
        """Facts that rest on the same citations share a card."""
        bases = {one["basis"] for one in cited}
        basis = next(iter(bases)) if len(bases) == 1 else "partly"
        known = (number, *(one["key"] for one in cited))
        card = self.cards.get(known)
        if card is None:
            card = self.cards[known] = SourceCard(
                id=f"why-{number}-{len(self.cards) + 1}",
                basis=basis,
                sayings=[one["says"] for one in cited if one["says"]],
                locators=list(dict.fromkeys(one["locator"] for one in cited if one["locator"])),
            )
        return SourceMark(number, basis, card.id)

    def notes(self, *paths: str, words: Callable[[str], str] = str) -> list[SourceNote]:
        """What sources say of the facts under these paths; those of the same fact stand together, as one note."""
        notes: list[SourceNote] = []
        for citation in self.citations:
            about = [
                fact
                for fact in citation["facts"]
                if any(fact == path or fact.startswith(f"{path}/") for path in paths)
            ]
            if not about or not citation["says"] or citation["key"] in self.told:
                continue
            self.told.add(citation["key"])
            saying = self.saying(citation)
            beside = next((note for note in notes if _shares_fact(note, saying, about)), None)
            if beside:
                beside.sayings.append(saying)
            else:
                beside = SourceNote([saying])
                notes.append(beside)
            beside.facts += [fact for fact in map(words, about) if fact not in beside.facts]
        return notes

    def saying(self, citation: dict) -> SourceStatement:
        return SourceStatement(
            mark=SourceMark(self.numbers[citation["source"]], citation["basis"]),
            source=self.sources[citation["source"]],
            words=citation["says"],
            locator=citation["locator"],
            facts=tuple(citation["facts"]),
        )

    def supports(self, words: Callable[[str], str]) -> list[SupportingSource]:
        """The sources in order, each with the facts it supports, put into words by ``words(path)``.

        To be asked last: it brings the cards of all signs that were given.
        """
        return [self.support(key, words) for key in self.sources]

    def support(self, key: str, words: Callable[[str], str]) -> SupportingSource:
        cited = [one for one in self.citations if one["source"] == key]

        def facts(is_inferred: bool) -> list[tuple[str, str]]:
            found = {
                fact: words(fact)
                for one in cited
                for fact in one["facts"]
                if (one["basis"] == _INFERRED) == is_inferred
            }
            return _without_duplicates([(_fact_anchor(fact), told) for fact, told in found.items()])

        return SupportingSource(
            number=self.numbers[key],
            source=self.sources[key],
            stated=facts(False),
            inferred=facts(True),
            sayings=[self.saying(one) for one in cited if one["says"]],
            locators=list(dict.fromkeys(one["locator"] for one in cited if one["locator"])),
            is_of_whole=any(not one["facts"] for one in cited),
            cards=[card for known, card in self.cards.items() if known[0] == self.numbers[key]],
        )


def _shares_fact(note: SourceNote, saying: SourceStatement, about: Sequence[str]) -> bool:
    """Whether a note holds what another source says of one of these facts."""
    return any(
        other.mark.number != saying.mark.number and set(other.facts) & set(about) for other in note.sayings
    )


def _without_duplicates(facts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each fact once by its words: a part and its members may read the same."""
    return [(where, told) for told, where in {told: where for where, told in reversed(facts)}.items()][::-1]


def _fact_anchor(path: str) -> str:
    """The id of the place on the page where a fact stands: that of the part, or of the field."""
    return "-".join(path.split("/")[:2])
