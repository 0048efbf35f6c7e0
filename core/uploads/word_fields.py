"""Fields of Word in a part of a document: refuses those that start a program or fetch something from a host."""

import re
from dataclasses import dataclass, field

from core.uploads.addresses import leads_elsewhere, names_host
from core.uploads.problems import MACROS, OUTSIDE_CONTENT, refusal

_RUNNING = {"DDE", "DDEAUTO", "MACROBUTTON"}
_FETCHING = {"INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD"}
_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02'  # Word takes those that it sets itself for straight ones
_WORD = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?|([^\s{_QUOTES}]+)")
_MAX_NESTED = 20  # as in Word
_ANOTHER = "\x02"  # stands for a field in the instruction of another


@dataclass
class _Field:
    """A field whose end has not come yet: its own words, and these with those of the fields among them."""

    own: list[str] = field(default_factory=list)
    all: list[str] = field(default_factory=list)
    is_in_result: bool = False


class WordFields:
    """Fields of a part, in the order of its text; one may stand in the instruction of another, or in its result."""

    def __init__(self) -> None:
        # what stands outside of any field, or in one that is not closed, is looked at as well
        self._open = [_Field(is_in_result=True)]

    def add_mark(self, kind: str) -> None:
        """A mark of a complex field: "begin", "separate" or "end". What is none of them ends one and begins another."""
        if kind == "separate":
            self._open[-1].is_in_result = True
            return
        if kind != "begin" and len(self._open) > 1:
            self._close()
        if kind != "end":
            self._open.append(_Field())

    def add_words(self, text: str) -> None:
        self._open[-1].own.append(text)
        self._open[-1].all.append(text)

    def close(self) -> None:
        """The end of the part."""
        while self._open:
            self._close()

    def _close(self) -> None:
        closed = self._open.pop()
        check_instruction("".join(closed.own))
        check_instruction("".join(closed.all))
        if 0 < len(self._open) <= _MAX_NESTED and not self._open[-1].is_in_result:
            self._open[-1].own.append(_ANOTHER)
            self._open[-1].all += [" ", *closed.all, " "]


def check_instruction(instruction: str) -> None:
    """Raises ValidationError for an instruction that starts or fetches something, in whatever place it says so.

    An address that another field puts together is not known: such an instruction may not fetch at all.
    """
    is_fetching = False
    for quoted, bare in _WORD.findall(instruction):
        word, name = quoted or bare, bare.upper()
        if name in _RUNNING:
            raise refusal(MACROS)
        if is_fetching and (_ANOTHER in word or leads_elsewhere(word) or names_host(word)):
            raise refusal(OUTSIDE_CONTENT, address=word.strip(_ANOTHER)[:100])
        is_fetching = is_fetching or name in _FETCHING
