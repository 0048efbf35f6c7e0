"""Brackets after a name: a country, an acronym, the name in another script, or a part of the name itself."""

import re
from dataclasses import dataclass

from spreadsheets.parsing.cells import language_by_script, normalize_cell
from spreadsheets.parsing.countries import COUNTRY_SYNONYMS, country_key, find_country_code
from spreadsheets.parsing.synonyms import FORM_SYNONYMS

_LAST_BRACKET = re.compile(r"(?P<name>.*\S)\s*[(\[（](?P<inside>[^()\[\]（）]+)[)\]）]", re.DOTALL)
_ACRONYM = re.compile(r"[^\W\d_][\w&.\-]*(?: [\w&.\-]+)?")
_LONGEST_ACRONYM = 12
_LONGEST_CODE = 3  # letters
# Two or three letters that mean a country whatever the name before them: UK, USA, UAE
_SURE_CODES = {
    country_key(name)
    for names in COUNTRY_SYNONYMS.values()
    for name in names.split(", ")
    if len(name) <= _LONGEST_CODE
}
_FORM_WORDS = {normalize_cell(word) for words in FORM_SYNONYMS.values() for word in words.split(",")}


@dataclass(frozen=True)
class BracketedName:
    """A name without the brackets after it, and what they say."""

    name: str
    other: str = ""  # its acronym, or its name in another script
    country: str = ""

    @property
    def is_acronym(self) -> bool:
        """True where the other name is an acronym."""
        return is_acronym(self.other)


def is_acronym(text: str) -> bool:
    """True for one or two words mostly in capitals: KAIST, NSF EAR, TUDelft."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    is_short = len(text) <= _LONGEST_ACRONYM and _ACRONYM.fullmatch(text)
    return bool(is_short) and capitals > 1 and capitals * 3 >= len(letters)


def split_brackets(text: str, country: str = "") -> BracketedName:
    """“Seoul National University (서울대학교)” is two names, “University of Tokyo (Japan)” a name and a country.

    ``country`` is that of the row: brackets that say another are no country. What brackets hold besides a country, an
    acronym, another script or a type of agreement belongs to the name.
    """
    brackets = _LAST_BRACKET.fullmatch(text.strip())
    if not brackets:
        return BracketedName(text.strip())
    name, inside = brackets["name"], brackets["inside"].strip()
    if normalize_cell(inside) in _FORM_WORDS:
        return split_brackets(name, country)
    if code := _country_in_brackets(name, inside, country):
        before = split_brackets(name, code)
        return BracketedName(before.name, before.other, code)
    if is_acronym(inside) or language_by_script(inside) != language_by_script(name):
        before = split_brackets(name, country)
        return BracketedName(before.name, before.other or inside, before.country)
    if is_acronym(name) and " " in inside:  # KAIST (Korea Advanced Institute of Science and Technology)
        return BracketedName(inside, name)
    return BracketedName(text.strip())


def _country_in_brackets(name: str, inside: str, country: str) -> str:
    """The country that brackets say; "" where they say none, or another than the row does, or are an acronym."""
    code = find_country_code(inside)
    if not code or country not in ("", code):
        return ""
    if len(inside.replace(".", "")) > _LONGEST_CODE or country or not inside.isascii():
        return code
    is_sure = country_key(inside) in _SURE_CODES
    return code if inside.isupper() and (is_sure or not _is_initials(inside, name)) else ""


def _is_initials(text: str, name: str) -> bool:
    """True where the letters of a text begin words of the name, in their order: CU of Cairo University."""
    initials = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))
    return all(letter in initials for letter in text.upper())
