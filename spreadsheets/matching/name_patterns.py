"""Patterns of cells that hold more than a name: several names, a department, a country, a number.

Each is one question for the list; after a yes its cells are taken apart as the pattern says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spreadsheets.matching.brackets import is_acronym, split_brackets
from spreadsheets.matching.name_words import DEPARTMENT
from spreadsheets.matching.organizations import guess_organization_kind
from spreadsheets.messages import label_message
from spreadsheets.parsing.countries import country_key, find_country_code
from spreadsheets.plan import ListQuestion

YES, NO = "yes", "no"
IsOrganization = Callable[[str], bool]


@dataclass(frozen=True)
class PartyName:
    """One organization that a cell names; ``unit`` is its department.

    ``place`` tells it from others of the same name in the list: then the name has it in brackets, ``written`` has not.
    """

    name: str
    country: str = ""
    unit: str = ""
    place: str = ""

    @property
    def written(self) -> str:
        return self.name.removesuffix(f" ({self.place})") if self.place else self.name

    def __str__(self) -> str:
        words = f"{self.name} ({self.country})" if self.country else self.name
        return f"{words} [{self.unit}]" if self.unit else words


@dataclass(frozen=True)
class NamePattern:
    """A pattern of cells; ``split`` takes a name apart, None where it has not the pattern."""

    key: str
    question: str | Promise
    split: Callable[[PartyName, IsOrganization], list[PartyName] | None]
    suggested: str = YES
    refusal: str | Promise = (
        ""  # the words of the answer no, where they are others than those of all patterns
    )
    is_plain: bool = False  # nothing but the name is left: where the desk has it, nobody need be asked


_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|[①-⑳]|[•·▪◦*–-])\s+(?=\D)(?P<rest>.+)", re.DOTALL)
ADDRESS = re.compile(r"(?P<city>[^\W\d_][^,;\d]{1,40}),\s*(?P<country>[^,;]+)")
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
_SLASH = re.compile(r"\s*/\s*|\s+\+\s+")
_LONGEST_END = 2  # letters of IT and PE, which end names
_PLURALS = {
    "universities of": "University of", "colleges of": "College of", "ministries of": "Ministry of",
    "cities of": "City of", "municipalities of": "Municipality of", "governments of": "Government of",
    "universitäten": "Universität", "hochschulen": "Hochschule", "städte": "Stadt", "universités de": "Université de",
    "villes de": "Ville de", "universidades de": "Universidad de", "ciudades de": "Ciudad de",
}  # fmt: skip
_PLURAL = re.compile(rf"(?:the )?(?P<word>{'|'.join(_PLURALS)})\s+", re.IGNORECASE)
_WITH_AND = re.compile(r"\s(?:and|&|und|et|및)\s", re.IGNORECASE)


def _split_number(party: PartyName, _is_organization) -> list[PartyName] | None:
    match = _NUMBER.fullmatch(party.name)
    return [replace(party, name=match["rest"])] if match else None


def _split_address(party: PartyName, _is_organization) -> list[PartyName] | None:
    """“Alpha Department; Sassari, Italy”, as ``joined_addresses`` joins them."""
    name, sign, address = party.name.rpartition("; ")
    match = ADDRESS.fullmatch(address) if sign else None
    code = find_country_code(match["country"]) if match else ""
    return [replace(party, name=name, country=party.country or code)] if code else None


def _split_country(party: PartyName, _is_organization) -> list[PartyName] | None:
    """“Alpha University, Australia”, and “Cranfield University, England (UK)”."""
    named = split_brackets(party.name, party.country)
    match = _COUNTRY_TAIL.fullmatch(named.name)
    if not match or named.other:
        return None
    return _with_country(party, match["name"], match["tail"], named.country)


def _split_bare_country(party: PartyName, _is_organization) -> list[PartyName] | None:
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


def _split_department(party: PartyName, is_organization: IsOrganization) -> list[PartyName] | None:
    """“Department of Law, Alpha University” and “Alpha University, Department of Law”."""
    bracketed = _BRACKETED_PART.fullmatch(party.name)
    is_bracketed = bracketed and DEPARTMENT.match(bracketed[2])
    parts = bracketed.groups() if is_bracketed else filter(None, _PART_SIGN.split(party.name))
    parts = list(parts)
    departments = [part for part in parts if DEPARTMENT.match(part)]
    others = [part for part in parts if part not in departments]
    if not departments or len(others) != 1 or not is_organization(others[0]):
        return None
    return [replace(party, name=others[0], unit=", ".join(departments))]


def _split_slash(party: PartyName, is_organization: IsOrganization) -> list[PartyName] | None:
    """“Universität Wien/TU Wien”: one of the parts is an organization, the others are, or begin with an acronym."""
    return _with_names(party, _several(_SLASH.split(party.name), is_organization, with_acronyms=True))


def _split_and(party: PartyName, is_organization: IsOrganization) -> list[PartyName] | None:
    """“University of Hull & ETH Lausanne”, “Universities of Oxford and Cambridge”."""
    if not _WITH_AND.search(party.name):
        return None
    if plural := _PLURAL.match(party.name):
        names = _AND.split(party.name[plural.end() :])
        return _with_names(party, [f"{_PLURALS[plural['word'].lower()]} {name}" for name in names])
    return _with_names(party, _several(_AND.split(party.name), is_organization, with_acronyms=True))


def _split_comma(party: PartyName, is_organization: IsOrganization) -> list[PartyName] | None:
    """“Alpha University, Beta College”; with an “and” it is another pattern."""
    if _WITH_AND.search(party.name):
        return None
    return _with_names(party, _several(party.name.split(","), is_organization, with_acronyms=False))


def _several(parts: list[str], is_organization: IsOrganization, *, with_acronyms: bool) -> list[str]:
    """The parts where each is an organization as far as words tell; else none."""
    parts = [part.strip() for part in parts if part.strip()]
    by_words = [part for part in parts if is_organization(part)]
    others = [part for part in parts if part not in by_words]
    if len(parts) < 2 or not by_words or (others and not with_acronyms):
        return []
    return parts if all(map(_begins_with_acronym, others)) else []


def _begins_with_acronym(name: str) -> bool:
    """True for ETH, TU Wien and MPI for Informatics; IT and the like are ends of a name."""
    first, *further = name.split()
    return is_acronym(first) and (bool(further) or len(first) > _LONGEST_END)


def _with_names(party: PartyName, names: list[str]) -> list[PartyName] | None:
    return [replace(party, name=name.strip()) for name in names] if len(names) > 1 else None


ADDRESS_PATTERN = NamePattern(
    "split/address",
    _(
        "Some cells name a city and a country after an organization. Are they its address, and not another party?"
    ),
    _split_address,
    suggested="",
    refusal=_("No, it is another party"),
)
# Not patterns of one name: PartyNameReader.values reads the lines of a cell, and party_places the places of a row
LINES_PATTERN = NamePattern(
    "split/lines",
    _(
        "Some cells have several lines, and not each looks like the name of an organization. Is it one party, as shown?"
    ),
    lambda _party, _is_organization: None,
    refusal=_("No, each line is a party"),
)
PLACES_PATTERN = NamePattern(
    "split/place",
    _(
        "Some organizations have one name and stand beside different places. Is each place another organization?"
    ),
    lambda _party, _is_organization: None,
    suggested="",
    refusal=_("No, one name is one organization"),
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
        _split_slash,
    ),
    NamePattern(
        "split/department",
        _("Some cells name a department and its institution. Is the institution the party, the department its unit?"),
        _split_department,
    ),
    NamePattern(
        "split/and",
        _("Some cells name several organizations, joined by “and” or “&”. Is each a party of its own?"),
        _split_and,
    ),
    NamePattern(
        "split/comma",
        _("Some cells name several organizations with commas between them. Is each a party of its own?"),
        _split_comma,
        suggested="",
    ),
]  # fmt: skip


def pattern_question(pattern: NamePattern) -> ListQuestion:
    """The question whether the cells with a pattern are to be taken apart."""
    options = [
        (YES, label_message(_("Yes"))),
        (NO, label_message(pattern.refusal or _("No, it is all one name"))),
    ]
    return ListQuestion(pattern.key, label_message(pattern.question), options, pattern.suggested)
