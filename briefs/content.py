"""Content of a brief: texts in one language, in the order of the page. The writers set it and add nothing."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Run:
    """A piece of a line: its text, whether it is bold, and the address that it leads to."""

    text: str
    is_bold: bool = False
    address: str = ""


@dataclass(frozen=True)
class Item:
    """An agreement, a deadline, a result, an activity or a note: a title, facts beside it, and sentences."""

    title: str
    lead: str = ""  # before the title: the day on which it falls due
    facts: str = ""
    lines: tuple[str, ...] = ()
    ref: str = ""
    address: str = ""  # of its page
    source: str = ""  # the host of its first source, in words
    source_address: str = ""
    is_in_list: bool = True  # in the list that the section leads to

    @property
    def title_runs(self) -> list[Run]:
        """Its first line: what stands before the title is bold, or else the title."""
        return [
            *([Run(f"{self.lead} – ", is_bold=True)] if self.lead else []),
            Run(f"{self.title} ", is_bold=not self.lead),
            Run(self.ref, address=self.address),
        ]

    @property
    def fact_runs(self) -> list[Run]:
        """The line of its facts and its source; none where it has neither."""
        facts = f"{self.facts} · " if self.facts and self.source else self.facts
        runs = (Run(facts), Run(self.source, address=self.source_address))
        return [run for run in runs if run.text]


@dataclass(frozen=True)
class Section:
    """A part of a brief. ``total`` counts the list at ``address``, of which the items are the most important."""

    heading: str
    items: tuple[Item, ...]
    total: int
    address: str = ""
    empty: str = ""  # said where there is nothing
    share: int = 1  # of the room on the page, beside the others
    more: str = ""  # how many more there are, and where; known once it is known what fits

    @property
    def hidden(self) -> int:
        """Number of those in the list that are not among the items."""
        return self.total - sum(item.is_in_list for item in self.items)

    def cut(self, length: int) -> "Section":
        return replace(self, items=self.items[:length])


@dataclass(frozen=True)
class Brief:
    """All that a brief says."""

    language: str
    register: str  # the name of the register
    title: str
    about: str  # the day, and what the brief stands on
    counts: tuple[str, ...]
    sections: tuple[Section, ...]
    internal: str = ""  # the mark on each page of a brief with staff notes
    page: str = ""  # with places for the number of the page and of all pages
    references: str = ""  # where a reference leads

    def texts(self) -> list[str]:
        """Every text, for the choice of fonts."""
        texts = [
            self.register,
            self.title,
            self.about,
            *self.counts,
            self.internal,
            self.page,
            self.references,
        ]
        for section in self.sections:
            texts += [section.heading, section.empty, section.more]
            for item in section.items:
                texts += [item.lead, item.title, item.facts, *item.lines, item.ref, item.source]
        return texts
