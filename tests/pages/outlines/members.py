"""Members of published bodies by the words in which a page shows their values."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, cached_property

from django.utils import timezone
from django.utils.translation import override
from django_countries import countries

from core import edtf
from core.language import language_name
from lifecycle.phrases import duration_words
from register.addresses import record_path

CANARY = re.compile(r"q\d+q|Q9\d{4}")
NUMBER = re.compile(r"\d+(\.\d+)?")
AGE = re.compile(
    r"\b\d+ years?(?= (?:ago|old\b(?! or older)))|\b\d+년(?= 전)|\b\d+년(?=이 지)"
)  # of evidence, until today
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LENGTH = re.compile(r"P\d+[DY]")
SHA256 = re.compile("[0-9a-f]{64}")
DAY_OF_YEAR = re.compile(r"--(\d\d)-(\d\d)")
LANGUAGES_OF_PAGES = ("en", "ko")
YEAR = re.compile(r"\d{4}")
COUNTRY_MEMBERS, LANGUAGE_MEMBERS = {"country", "side"}, {"language", "languages", "prevailing_language"}


def leaves(value, path: str = "") -> Iterator[tuple[str, object]]:
    """``(path, value)`` of every value in a body; parts by their number, from 1: ``milestones.2.on``."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}".strip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from leaves(inner, f"{path}.{number}")
    elif value not in (None, ""):
        yield path, value


def is_canary(path: str, value) -> bool:
    """The value is one of its own: not a choice, a key, a reference or a truth, of which a page has several."""
    name = path.rpartition(".")[2]
    if name in ("key", "ref", "object", "source", "milestone", "involvement", "commitment", "acting_for"):
        return False
    if isinstance(value, bool):
        return False
    if not isinstance(value, str):
        return True
    member = name if not name.isdigit() else path.split(".")[-2]
    is_coded = (
        member in COUNTRY_MEMBERS | LANGUAGE_MEMBERS and len(value) < 4 and value not in LANGUAGES_OF_PAGES
    )
    has_own = CANARY.search(value) is not None
    patterns = (NUMBER, DAY, LENGTH, DAY_OF_YEAR, SHA256)
    return has_own or is_coded or any(pattern.fullmatch(value) for pattern in patterns)


class Members:
    """Replaces values in an outline by the names of their members: ``{terms.1.length}``, ``{O1:name}``."""

    def __init__(
        self, bodies: list[dict], titles: dict[str, dict], versions: list[tuple[str, int, str, str]]
    ):
        """``versions`` are reference, number, SHA-256 and body of each, the newest first."""
        self._bodies = bodies
        today = timezone.localdate()
        self._names: dict[str, list[tuple[str, str]]] = {today.isoformat(): [("", "today")]}
        self._paths: dict[str, str] = {}
        for language in LANGUAGES_OF_PAGES:
            with override(language):
                for body in bodies:
                    self._add_values(body["ref"], body)
                self._names[edtf.parse(today.isoformat()).words().casefold()] = [("", "today")]
                self._paths |= {
                    record_path(ref, title): f"{record_path(ref)}/…" for ref, title in titles.items()
                }
                for ref, number, _sha256, body in versions:
                    self._add_values(ref, json.loads(body), f"version {number}: ")
        for ref, number, sha256, _body in versions:
            self._names[sha256] = [(ref, f"SHA-256 of version {number}")]

    def _add_values(self, ref: str, body: dict, version: str = "") -> None:
        """The values of a body; of a version, those that no newer one has."""
        now = set(self._names) if version else set()
        for path, value in leaves(body):
            if is_canary(path, value):
                for words, name in words_of_value(path, value):
                    if words.casefold() not in now:
                        self._names.setdefault(words.casefold(), []).append((ref, version + name))

    def named(self, outline: str, own: str) -> str:
        """The outline of a page; members of the record that it is of go without its reference."""
        for pattern, short in self._path_patterns:
            outline = pattern.sub(short, outline)
        names, pattern = self._names_on_page_of(own)
        outline = AGE.sub("{age}", outline)
        outline = pattern.sub(lambda match: f"{{{names[match[0].casefold()]}}}", outline)
        return _with_one_year_for_all(self._with_numbers_of_parts(outline, own))

    @cached_property
    def _path_patterns(self) -> list[tuple[re.Pattern, str]]:
        return [
            (re.compile(rf"{re.escape(path)}(?![\w-])"), self._paths[path])
            for path in sorted(self._paths, key=len, reverse=True)
        ]

    @cache  # noqa: B019  # as long as a module of tests
    def _names_on_page_of(self, own: str) -> tuple[dict[str, str], re.Pattern]:
        """Names by words in lower case, and what matches the words."""
        names = {
            words: name for words, places in self._names.items() if (name := _name_for(words, places, own))
        }
        tree: dict = {}
        for words in names:
            _put(tree, words)
        return names, re.compile(rf"(?<![0-9A-Za-z_.-]){_either(tree)}(?![0-9A-Za-z-]|\.\d)", re.IGNORECASE)

    def _with_numbers_of_parts(self, outline: str, own: str) -> str:
        """Anchors and addresses of files by the number of the part, as keys are random."""
        for body in self._bodies:
            for parts in body.values():
                for number, part in enumerate(parts if isinstance(parts, list) else [], 1):
                    if isinstance(part, dict) and body["ref"] == own and part.get("key"):
                        outline = re.sub(
                            rf"(-|/files/|/documents/){part['key']}\b", rf"\g<1>{number}", outline
                        )
        return outline


def words_of_value(path: str, value) -> Iterator[tuple[str, str]]:
    """A value as a page shows it, with its path; and the day before a day, as something ends then."""
    name = path.rpartition(".")[2]
    name = path.split(".")[-2] if name.isdigit() else name
    value = str(value)
    if DAY.fullmatch(value):
        before = (date.fromisoformat(value) - timedelta(days=1)).isoformat()
        for day, name in ((value, path), (before, f"{path} − 1 day")):
            yield edtf.parse(day).words(), name
            yield day, name
    elif LENGTH.fullmatch(value):
        yield duration_words(value), path
    elif found := DAY_OF_YEAR.fullmatch(value):
        words = edtf.parse(f"2000-{found[1]}-{found[2]}").words()
        yield words.replace("2000년 ", "").replace(" 2000", ""), path
    elif name in COUNTRY_MEMBERS and len(value) == 2:
        yield str(countries.name(value)), path
    elif name in LANGUAGE_MEMBERS and value not in LANGUAGES_OF_PAGES:
        yield language_name(value), path
    else:
        yield value.removesuffix(".00"), path


def _name_for(words: str, places: list[tuple[str, str]], own: str) -> str:
    """The member of this record, else of another; the shortest path, as that leads to no mention."""
    if YEAR.fullmatch(words):  # of an agreement of which only the year is public
        places = [place for place in places if place[0] == own]
    ref, name = min(
        places, key=lambda place: (place[0] not in (own, ""), place[1].count(".")), default=("", "")
    )
    return name if ref in (own, "") else f"{ref}:{name}"


def _with_one_year_for_all(outline: str) -> str:
    """Rows of years up to today, which only differ in their year, are one row."""
    lines = re.sub(r"(?m)^\| (\d{4}) (.*\bon=)\1-12-31", r"| {year} \2{year}-12-31", outline).split("\n")
    lines = [re.sub(r"^\| \d{4} (.*on=\{today\})", r"| {this year} \1", line) for line in lines]
    return "\n".join(line for before, line in zip(["", *lines], lines, strict=False)
                     if line != before or "{year}" not in line)  # fmt: skip


def _put(tree: dict, words: str) -> None:
    for letter in words:
        tree = tree.setdefault(letter, {})
    tree[""] = {}


def _either(tree: dict) -> str:
    """A pattern of all words in the tree that tries each letter once; the longest first."""
    ways = [re.escape(letter) + _either(rest) for letter, rest in tree.items() if letter]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)})" + ("?" if "" in tree else "")
