"""Lines of a cell that names parties: a name of its own each, or one name that goes over several lines."""

import re
from collections.abc import Callable

from spreadsheets.matching.acronyms import has_letters_of
from spreadsheets.matching.brackets import is_acronym
from spreadsheets.matching.name_words import DEPARTMENT
from spreadsheets.parsing.cells import language_by_script, split_values

_CONTACT = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|(?:contact|tel|phone|fax|e-?mail|web|kontakt|ansprechpartner)\s*[.:].*"
    r"|(?:담당자?|연락처|전화|担当者?|連絡先|联系人)\s*[:：].*",
    re.IGNORECASE,
)
IDENTIFIER = re.compile(r"(?:ror|wikidata|isni)\.org/")
_LINKS = (
    "of|for|in|and|the|de|da|do|dos|das|del|della|di|du|des|la|le|et|y|e|für|fur|und|der|von|van|voor|en|zu|w|i|"
    "na|и"
)
_GOES_ON = re.compile(rf".*(?:[,&/]|(?<!\w)(?:{_LINKS}))", re.IGNORECASE | re.DOTALL)
_BRACKETED = re.compile(r"[(\[（].*[)\]）]", re.DOTALL)
_CONTINUES = re.compile(rf"(?:{_LINKS})\s.*", re.DOTALL)


def name_lines(cell: str, is_organization: Callable[[str], bool]) -> list[str]:
    """The values of a cell that may be names: without a contact or a homepage, and what only goes on with its line."""
    values = split_values(cell)
    values = [value for value in values if not _is_contact(value)] or values
    lines: list[str] = []
    for value in values:
        continues = _CONTINUES.fullmatch(value) and not is_organization(value)
        if lines and (continues or _BRACKETED.fullmatch(value) or _GOES_ON.fullmatch(lines[-1])):
            lines[-1] = f"{lines[-1]} {value}"
        else:
            lines.append(value)
    return lines


def one_name(lines: list[str], is_organization: Callable[[str], bool]) -> str:
    """The name of the one party that lines name: with its department, or in two forms, without an address."""
    if are_two_forms(lines):
        return f"{lines[0]} ({lines[1]})"
    named = [line for line in lines if is_organization(line) or DEPARTMENT.match(line)]
    return ", ".join(named if any(map(is_organization, named)) else lines)


def are_two_forms(lines: list[str]) -> bool:
    """True for two lines that may name one organization: in two scripts, or by its name and an acronym of it."""
    if len(lines) != 2:
        return False
    name, other = lines
    is_acronym_of_it = is_acronym(other) and has_letters_of(other, name)
    return is_acronym_of_it or language_by_script(name) != language_by_script(other)


def _is_contact(text: str) -> bool:
    return bool(_CONTACT.fullmatch(text)) and not IDENTIFIER.search(text)
