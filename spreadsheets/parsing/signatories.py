"""Signatories in cells: a name with a post, a name that begins with the surname, or several names."""

import re

from core.text import fold

_POST = re.compile(
    r"presid|präsid|prasid|re[ck]t|rett|reit|chancel|kanzl|dean|d[eoé][ck]an|doyen|dire[ck]|head|chair|provost|princip|"
    r"secret|sekret|minist|mayor|bürgerm|burgerm|governor|ambassad|botschaft|consul|profess|manag|offic|coordin|koordin|"
    r"chief|vice|deputy|leit|vorstand|registrar|treasur|general|counsel|rapporteur|commission|advis|board|member|"
    r"founder|partner|speaker|\bpro\b|\b(?:ceo|cfo|coo|cto|dg|vp|pvc|dvc|vc)\b|\bdr\b|\bph\.?d\b"
)
_NAME_WORD = r"(?:[^\W\d_]\.(?:-?[^\W\d_]\.)*|[^\W\d_][^\W\d_'’-]+)"
_CAPITALIZED = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}}")
_BETWEEN = re.compile(r"\s+(?:&|and|und|et|y|e|i|и)\s+|\s*/\s*")


def parse_signatories(text: str) -> list[tuple[str, str]]:
    """Names and posts: ``Kim Minsu, President``, ``Kim Minsu (President)``, ``Smith, John``, ``K. Lee, A. Ek``."""
    if bracketed := re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<post>[^()]+)\)", text):
        return [(bracketed["name"], bracketed["post"])]
    parts = [part.strip() for part in _BETWEEN.split(text)]
    if len(parts) > 1 and all(map(_is_whole_name, parts)):
        return [(part, "") for part in parts]
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and all(map(_is_name, parts)):
        if all(len(part.split()) > 1 for part in parts):
            return [(part, "") for part in parts]
        surnames, given = parts[::2], parts[1::2]
        if len(surnames) == len(given) and all(len(surname.split()) == 1 for surname in surnames):
            return [(f"{surname}, {other}", "") for surname, other in zip(surnames, given, strict=True)]
    name, _comma, post = text.partition(",")
    return [(name.strip(), post.strip())]


def _is_name(text: str) -> bool:
    """True for up to four words with capitals, none of which is of a post."""
    words = text.split()
    is_written_so = bool(_CAPITALIZED.fullmatch(text)) and all(word[0].isupper() for word in words)
    return is_written_so and not _POST.search(fold(text).lower())


def _is_whole_name(text: str) -> bool:
    """True for the name of a person, or a surname and, after a comma, what goes before it."""
    surname, comma, given = (part.strip() for part in text.partition(","))
    if not _is_name(surname) or (comma and not _is_name(given)):
        return False
    return (len(surname.split()) == 1) == bool(comma)
