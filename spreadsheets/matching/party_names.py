"""Names of parties in a cell, where it holds more than a name: several names, a department, a country, a number.

What looks like such a pattern is offered as a question, once for all cells of the list that have it, and taken apart
after a yes only. A choice for a name, and a name that an organization of the desk has, go before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from spreadsheets.answers import ImportAnswers
from spreadsheets.matching.brackets import is_acronym, split_brackets
from spreadsheets.matching.name_lines import IDENTIFIER, are_two_forms, name_lines, one_name
from spreadsheets.matching.name_patterns import (
    ADDRESS,
    ADDRESS_PATTERN,
    LINES_PATTERN,
    NAME_PATTERNS,
    NO,
    YES,
    NamePattern,
    PartyName,
)
from spreadsheets.matching.name_words import DEPARTMENT, FURTHER_KINDS
from spreadsheets.matching.organizations import guess_organization_kind
from spreadsheets.parsing.cells import is_blank_cell, language_by_script, split_values
from spreadsheets.parsing.countries import find_country_code
from spreadsheets.parsing.word_lists import is_unstated, names_nobody

_WITHOUT_BLANKS = {"ko", "ja", "zh"}  # languages whose names may be one word


@dataclass
class PartyReading:
    """The names in a text as far as the answers allow, and the patterns of it with what each would make of it."""

    names: list[PartyName]
    patterns: list[tuple[NamePattern, str]] = field(default_factory=list)


class PartyNameReader:
    """Reads the names of parties in cells by the answers about a list; ``is_known`` tells names of the desk.

    ``one_a_line`` is true of a sheet that was exported here: its lines are a party each, whatever they look like.
    """

    def __init__(self, answers: ImportAnswers, is_known: Callable[[str], bool], *, one_a_line: bool = False):
        self.answers, self.is_known, self.one_a_line = answers, is_known, one_a_line

    def is_organization(self, text: str) -> bool:
        """True where the desk has the name, or its words tell what kind it is, and it is no department."""
        text = split_brackets(text).name
        has_kind = guess_organization_kind(text) != "other" or bool(FURTHER_KINDS.search(text))
        has_more = len(text.split()) > 1 or (language_by_script(text) in _WITHOUT_BLANKS and len(text) > 3)
        return self.is_known(text) or (has_kind and has_more and not DEPARTMENT.match(text))

    def is_named(self, text: str) -> bool:
        """False for a text that says that nothing is known or stated, where the desk has nobody of this name."""
        is_nothing = is_blank_cell(text) or is_unstated(text) or names_nobody(text)
        return not is_nothing or self.is_known(text) or text in self.answers.organizations

    def values(self, cell: str) -> list[str]:
        """The values of a cell that may name parties. Lines of which not each is a name are one party.

        Not any more once somebody said that each is a party.
        """
        lines = self.lines(cell)
        is_one = self.has_other_lines(cell) and self.answers.questions.get(LINES_PATTERN.key) != NO
        return self._joined_addresses([one_name(lines, self.is_organization)] if is_one else lines)

    def lines(self, cell: str) -> list[str]:
        """The lines or values of a cell that may be names."""
        return split_values(cell) if self.one_a_line else name_lines(cell, self.is_organization)

    def has_other_lines(self, cell: str) -> bool:
        """True for lines of which not each is a name of its own, as far as words tell: it is asked what they are."""
        if self.one_a_line or "\n" not in cell.strip():
            return False
        lines = self.lines(cell)
        is_each_named = all(map(self._may_stand_alone, lines)) and not are_two_forms(lines)
        return len(lines) > 1 and not is_each_named and not all(map(self.is_known, lines))

    def _may_stand_alone(self, line: str) -> bool:
        """True for a line that is a name, an identifier, an address after a name, or says that there is none."""
        is_name = self.is_organization(line) or is_acronym(split_brackets(line).name)
        is_settled = line in self.answers.organizations or bool(IDENTIFIER.search(line))
        return is_name or is_settled or not self.is_named(line) or self._is_address(line)

    def _joined_addresses(self, values: list[str]) -> list[str]:
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
        match = ADDRESS.fullmatch(text)
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
        return None if self.is_known(party.name) else pattern.split(party, self.is_organization)
