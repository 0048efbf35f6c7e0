"""Names of parties in a cell, where it holds more than a name: several names, a department, a country, a number.

What looks like such a pattern is offered as a question, once for all cells of the list that have it, and taken apart
after a yes only. A choice for a name, and a name that an organization of the desk has, go before.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spreadsheets.answers import ImportAnswers
from spreadsheets.matching.brackets import split_brackets
from spreadsheets.matching.name_words import DEPARTMENT, FURTHER_KINDS
from spreadsheets.matching.organizations import guess_organization_kind
from spreadsheets.messages import label_message
from spreadsheets.parsing.cells import is_blank_cell
from spreadsheets.parsing.countries import country_key, find_country_code
from spreadsheets.parsing.word_lists import is_unstated
from spreadsheets.plan import ListQuestion

YES, NO = "yes", "no"


@dataclass(frozen=True)
class PartyName:
    """One organization that a cell names; ``unit`` is its department."""

    name: str
    country: str = ""
    unit: str = ""

    def __str__(self) -> str:
        words = f"{self.name} ({self.country})" if self.country else self.name
        return f"{words} [{self.unit}]" if self.unit else words


@dataclass(frozen=True)
class NamePattern:
    """A pattern of cells; ``split`` takes a name apart, None where it has not the pattern."""

    key: str
    question: str | Promise
    split: Callable[[PartyName, "PartyNameReader"], list[PartyName] | None]
    suggested: str = YES
    refusal: str | Promise = (
        ""  # the words of the answer no, where they are others than those of all patterns
    )
    is_plain: bool = False  # nothing but the name is left: where the desk has it, nobody need be asked


@dataclass
class PartyReading:
    """The names in a text as far as the answers allow, and the patterns of it with what each would make of it."""

    names: list[PartyName]
    patterns: list[tuple[NamePattern, str]] = field(default_factory=list)


_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|[①-⑳]|[•·▪◦*–-])\s+(?=\D)(?P<rest>.+)", re.DOTALL)
_ADDRESS = re.compile(r"(?P<city>[^\W\d_][^,;\d]{1,40}),\s*(?P<country>[^,;]+)")
_COUNTRY_TAIL = re.compile(r"(?P<name>.+?)\s*(?:[,;/|]|\s[-–—])\s*(?P<tail>[^,;/|]+)", re.DOTALL)
_LINKS = {
    "of", "in", "for", "de", "da", "do", "del", "du", "des", "the", "and", "&", "to", "at", "with", "von", "van", "new",
    "south", "north", "west", "east", "southern", "northern", "western", "eastern", "central",
}  # fmt: skip
_AMBIGUOUS_TAILS = {"georgia"}  # of the United States, too
_SURE_SHORT_TAILS = {"uk", "us", "eu", "uae", "usa"}
_PART_SIGN = re.compile(r"\s*[,|;]\s*|\s+[-–—]\s+")
_BRACKETED_PART = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]")
_AND = re.compile(r"\s*,?\s+(?:and|&|und|et|및)\s+|\s*,\s*", re.IGNORECASE)
_WITH_AND = re.compile(r"\s(?:and|&|und|et|및)\s", re.IGNORECASE)


def _split_number(party: PartyName, _reader) -> list[PartyName] | None:
    match = _NUMBER.fullmatch(party.name)
    return [replace(party, name=match["rest"])] if match else None


def _split_address(party: PartyName, _reader) -> list[PartyName] | None:
    """“Alpha Department; Sassari, Italy”, as ``joined_addresses`` joins them."""
    name, sign, address = party.name.rpartition("; ")
    match = _ADDRESS.fullmatch(address) if sign else None
    code = find_country_code(match["country"]) if match else ""
    return [replace(party, name=name, country=party.country or code)] if code else None


def _split_country(party: PartyName, _reader) -> list[PartyName] | None:
    """“Alpha University, Australia”, and “Cranfield University, England (UK)”."""
    named = split_brackets(party.name, party.country)
    match = _COUNTRY_TAIL.fullmatch(named.name)
    if not match or named.other:
        return None
    return _with_country(party, match["name"], match["tail"], named.country)


def _split_bare_country(party: PartyName, _reader) -> list[PartyName] | None:
    """“University of Ostrava Czech Republic”: the last one to three words are a country."""
    words = party.name.split()
    for count in (3, 2, 1):
        head, tail = words[:-count], words[-count:]
        is_apart = (
            len(head) > 1 and head[-1].isalpha() and head[-1].lower() not in _LINKS and tail[0][0].isupper()
        )
        is_apart = is_apart and guess_organization_kind(" ".join(head)) == "university"
        if is_apart and (parties := _with_country(party, " ".join(head), " ".join(tail), "")):
            return parties
    return None


def _with_country(party: PartyName, name: str, end: str, bracketed: str) -> list[PartyName] | None:
    """The party without the country at the end of its name; None where it is none, or not that of its row."""
    tail, code = country_key(end), find_country_code(end)
    is_short = len(tail) <= 3 and tail not in _SURE_SHORT_TAILS
    if not code or is_short or (tail in _AMBIGUOUS_TAILS and party.country != code):
        return None
    if {party.country, bracketed} - {"", code}:
        return None
    return [replace(party, name=name.strip(" ,"), country=code)]


def _split_department(party: PartyName, reader: "PartyNameReader") -> list[PartyName] | None:
    """“Department of Law, Alpha University” and “Alpha University, Department of Law”."""
    bracketed = _BRACKETED_PART.fullmatch(party.name)
    is_bracketed = bracketed and DEPARTMENT.match(bracketed[2])
    parts = bracketed.groups() if is_bracketed else filter(None, _PART_SIGN.split(party.name))
    parts = list(parts)
    departments = [part for part in parts if DEPARTMENT.match(part)]
    others = [part for part in parts if part not in departments]
    if not departments or len(others) != 1 or not reader.is_organization(others[0]):
        return None
    return [replace(party, name=others[0], unit=", ".join(departments))]


def _split_several(signs: re.Pattern, needed: re.Pattern | None = None, refused: re.Pattern | None = None):
    """A splitter of names joined by these signs, where each of the parts is an organization as far as words tell."""

    def split(party: PartyName, reader: "PartyNameReader") -> list[PartyName] | None:
        if (needed and not needed.search(party.name)) or (refused and refused.search(party.name)):
            return None
        parts = [part for part in signs.split(party.name) if part.strip()]
        if len(parts) < 2 or not all(map(reader.is_organization, parts)):
            return None
        return [replace(party, name=part.strip()) for part in parts]

    return split


ADDRESS_PATTERN = NamePattern(
    "split/address",
    _(
        "Some cells name a city and a country after an organization. Are they its address, and not another party?"
    ),
    _split_address,
    suggested="",
    refusal=_("No, it is another party"),
)
NAME_PATTERNS = [
    ADDRESS_PATTERN,
    NamePattern(
        "split/number",
        _("Some names begin with a number or a bullet. Is it to be left out?"),
        _split_number,
        is_plain=True,
    ),
    NamePattern(
        "split/country",
        _("Some names end with a country after a comma. Is it the country of the organization, not its name?"),
        _split_country,
        is_plain=True,
    ),
    NamePattern(
        "split/country-words",
        _("Some names end with a country, without a comma. Is it the country of the organization, not its name?"),
        _split_bare_country,
        suggested="",
        is_plain=True,
    ),
    NamePattern(
        "split/slash",
        _("Some cells name several organizations with a slash between them. Is each a party of its own?"),
        _split_several(re.compile(r"\s*/\s*|\s+\+\s+")),
    ),
    NamePattern(
        "split/department",
        _("Some cells name a department and its institution. Is the institution the party, the department its unit?"),
        _split_department,
    ),
    NamePattern(
        "split/and",
        _("Some cells name several organizations, joined by “and” or “&”. Is each a party of its own?"),
        _split_several(_AND, needed=_WITH_AND),
    ),
    NamePattern(
        "split/comma",
        _("Some cells name several organizations with commas between them. Is each a party of its own?"),
        _split_several(re.compile(r"\s*,\s*"), refused=_WITH_AND),
        suggested="",
    ),
]  # fmt: skip


class PartyNameReader:
    """Reads the names of parties in cells by the answers about a list; ``is_known`` tells names of the desk."""

    def __init__(self, answers: ImportAnswers, is_known: Callable[[str], bool]):
        self.answers, self.is_known = answers, is_known

    def is_organization(self, text: str) -> bool:
        """True where the desk has the name, or its words tell what kind it is, and it is no department."""
        text = split_brackets(text).name
        has_kind = guess_organization_kind(text) != "other" or bool(FURTHER_KINDS.search(text))
        return self.is_known(text) or (has_kind and not DEPARTMENT.match(text) and len(text.split()) > 1)

    def is_named(self, text: str) -> bool:
        """False for a text that says that nothing is known or stated, where the desk has nobody of this name."""
        is_nothing = is_blank_cell(text) or is_unstated(text)
        return not is_nothing or self.is_known(text) or text in self.answers.organizations

    def joined_addresses(self, values: list[str]) -> list[str]:
        """The values of a cell; “Sassari, Italy” after a name may be its address, and is one value with it to be asked.

        Not any more once somebody said that such values are parties of their own.
        """
        joined: list[str] = []
        for value in values:
            is_open = joined and self.answers.questions.get(ADDRESS_PATTERN.key) != NO
            if is_open and self.is_named(joined[-1]) and self._is_address(value):
                joined[-1] = f"{joined[-1]}; {value}"
            else:
                joined.append(value)
        return joined

    def _is_address(self, text: str) -> bool:
        """True for a few words and a country after a comma, where no word says that it is an organization."""
        match = _ADDRESS.fullmatch(text)
        if not match or not find_country_code(match["country"]) or text in self.answers.organizations:
            return False
        city = match["city"]
        is_organization = guess_organization_kind(city) != "other" or FURTHER_KINDS.search(city)
        return not (is_organization or self.is_known(city) or self.is_known(text) or DEPARTMENT.match(city))

    def parse(self, text: str, country: str = "") -> PartyReading:
        """The names in a text, which is one value of a cell; ``country`` is that of its row, if it has one."""
        choice = self.answers.organizations.get(text)
        if isinstance(choice, list):
            return PartyReading(
                [PartyName(name) for name in choice] if len(choice) > 1 else [PartyName(text)]
            )
        reading = PartyReading([PartyName(text, country)])
        if (
            choice is None
            and not self.is_known(text)
            and not self.is_known(split_brackets(text, country).name)
        ):
            on_addresses = self.answers.questions.get(ADDRESS_PATTERN.key)
            if on_addresses == NO and self._is_address(text):
                reading.patterns.append((ADDRESS_PATTERN, text))  # so that it can be answered otherwise
            for pattern in NAME_PATTERNS:
                self._apply(pattern, reading, text)
                if pattern is ADDRESS_PATTERN and reading.patterns and not on_addresses:
                    break  # as long as nobody has said whether it is one name or two
        if reading.names == [PartyName(text, country)]:
            reading.names = [PartyName(text)]  # the country of the row is added by those who know whose it is
        return reading

    def _apply(self, pattern: NamePattern, reading: PartyReading, text: str) -> None:
        """Take the names of a reading apart by a pattern, or note what it would make of them."""
        split = [(party, self._split(pattern, party)) for party in reading.names]
        if all(parts is None for _party, parts in split):
            return
        result = [part for party, parts in split for part in (parts or [party])]
        answer = self.answers.questions.get(pattern.key)
        if pattern.is_plain and answer != NO and all(self.is_known(party.name) for party in result):
            reading.names = result
            return
        example = f"{text} → {'; '.join(map(str, result))}"
        reading.patterns.append((pattern, example))
        if answer == YES:
            reading.names = result

    def _split(self, pattern: NamePattern, party: PartyName) -> list[PartyName] | None:
        return None if self.is_known(party.name) else pattern.split(party, self)


def pattern_question(pattern: NamePattern) -> ListQuestion:
    """The question whether the cells with a pattern are to be taken apart."""
    options = [
        (YES, label_message(_("Yes"))),
        (NO, label_message(pattern.refusal or _("No, it is all one name"))),
    ]
    return ListQuestion(pattern.key, label_message(pattern.question), options, pattern.suggested)
