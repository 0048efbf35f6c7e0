"""Which organization of the desk a list means: by identifier, by name, and only ever asked back by resemblance.

Nothing is merged because it looks alike, and nothing is made twice: a name that resembles an organization and no
decision about it is a problem of its row.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import identifiers
from core.text import fold
from interchange.naming import name_of
from interchange.sheets.cells import NotUnderstood, find_country, language_of
from interchange.sheets.plans import Candidates
from interchange.sheets.words import KINDS
from organizations.models import Organization, OrganizationIdentifier, OrganizationName

NEW = "new"
ENOUGH = 0.5  # of the trigrams of what tells names apart are in both
ENOUGH_AS_WRITTEN, SLIP = (
    0.88,
    4,
)  # of the letters stand in both in the same order; how many more one may have
FEWEST = 4  # names that have not even one in so many of the telling trigrams are not looked at
MOST = 5  # candidates that are offered
GENERIC = re.compile(
    r"\b(?:universit\w*|univ|college|institut\w*|of|the|and|for|de|di|la|der|at|in|ministry|department|national)\b"
)
KOREAN_ENDING = re.compile(r"(?:대학교|대학|대)\b")
BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)")
SCHEMES = [
    ("ror", re.compile(r"^(?:https?://)?(?:www\.)?ror\.org/(\w+)$|^(0[a-z0-9]{8})$", re.I)),
    ("wikidata", re.compile(r"^(?:https?://)?(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)$|^(Q\d+)$", re.I)),
    ("grid", re.compile(r"^(grid\.\d+\.[0-9a-f]+)$", re.I)),
    ("isni", re.compile(r"^(?:(?:https?://)?isni\.org/(?:isni/)?|ISNI:? ?)?((?:\d{4} ?){3}\d{3}[\dX])$", re.I)),
    ("lei", re.compile(r"^(?:LEI:? ?)?([0-9A-Z]{18}\d{2})$")),
]  # fmt: skip


@dataclass(frozen=True)
class Known:
    """An organization of the desk as far as matching needs it."""

    pk: int
    name: str
    country: str
    is_own: bool
    parent: int | None
    external_id: str
    created_at: datetime

    @property
    def id(self) -> str:
        """What a file calls it."""
        return name_of(self.pk, self.external_id, self.created_at)

    @property
    def label(self) -> str:
        return f"{self.name} ({self.country})" if self.country else self.name


@dataclass
class Found:
    """What a name came to: an organization of the desk, a new one by its id in the file, or candidates."""

    known: Known | None = None
    new: str = ""
    candidates: Candidates | None = None


@dataclass
class Matcher:
    """The organizations of the desk by identifier and by folded name, and those that the list adds."""

    list_name: str
    choices: dict[str, int | str]
    known: dict[int, Known] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    by_external_id: dict[str, int] = field(default_factory=dict)
    added: dict[str, dict] = field(default_factory=dict)  # members of new organizations by id
    countries: dict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # told anywhere in the list
    by_gram: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[tuple, Found] = field(default_factory=dict)

    def __post_init__(self):
        names = ["pk", "name", "country", "is_own", "parent_id", "external_id", "created_at"]
        for row in Organization.objects.values_list(*names):
            one = self.known[row[0]] = Known(*row)
            self.by_name[name_key(one.name)].add(one.pk)
            self.by_external_id[one.external_id] = one.pk
        for pk, text in OrganizationName.objects.values_list("organization_id", "text"):
            self.by_name[name_key(text)].add(pk)
        found = OrganizationIdentifier.objects.values_list("scheme", "value", "organization_id")
        self.by_identifier = {(scheme, value): pk for scheme, value, pk in found}

    def hear(self, name: str, country: str) -> None:
        """Note the country that some row tells of a name, for the rows that do not."""
        if country:
            self.countries[name_key(taken_apart(name)[0])].add(country)

    def own(self) -> Known | None:
        """The one organization of ours that is part of no other of ours; None where there are several."""
        own = {one.pk: one for one in self.known.values() if one.is_own}
        tops = [one for one in own.values() if one.parent not in own]
        return tops[0] if len(tops) == 1 else None

    def find(self, name: str, *, country: str = "", identifier: str = "", is_own: bool = False) -> Found:
        """What this name means. Raises NotUnderstood for an identifier that is none, or contradicts."""
        asked = (name, country, identifier, is_own)
        if asked not in self.answers:
            self.answers[asked] = self.answer(name, country, identifier, is_own)
        return self.answers[asked]

    def answer(self, name: str, country: str, identifier: str, is_own: bool) -> Found:
        scheme, value = read_identifier(identifier or name, is_sure=bool(identifier))
        if scheme and (pk := self.by_identifier.get((scheme, value))):
            return Found(self.known[pk])
        if scheme and not identifier:
            reason = _("No organization here has the identifier %s.") % name
            raise NotUnderstood(reason, _("Write its name, and the identifier in a column of its own."))
        words, other, bracketed_country = taken_apart(name)
        elsewhere = self.countries[name_key(words)]
        country = country or bracketed_country or (min(elsewhere) if len(elsewhere) == 1 else "")
        decided = self.choices.get(name)
        if decided not in (None, "", NEW):
            return self.decided(name, decided)
        if decided != NEW:
            found = self.by_names([name, words, other], country, is_own)
            if found or (found := self.candidates(name, [words, other], country, is_own)):
                return found
        new = self.add(words, other, country, (scheme, value), is_own)
        return Found(self.known[new]) if isinstance(new, int) else Found(new=new)

    def decided(self, name: str, choice: int | str) -> Found:
        pk = int(choice) if str(choice).isdigit() else None
        if pk not in self.known:
            raise NotUnderstood(
                _("What was chosen for “%s” is not here any more.") % name,
                _("Choose the organization again."),
            )
        return Found(self.known[pk])

    def by_names(self, names: list[str], country: str, is_own: bool) -> Found | None:
        """By a name of now or formerly, an acronym, in any script. The country decides between several."""
        for name in filter(None, names):
            pks = self.by_name.get(name_key(name), set())
            some = [self.known[pk] for pk in sorted(pks)]
            fitting = [one for one in some if not country or not one.country or one.country == country]
            if len(fitting) > 1:
                fitting = [one for one in fitting if country and one.country == country] or fitting
            if len(fitting) > 1 and is_own:
                fitting = [one for one in fitting if one.is_own] or fitting
            if len(fitting) == 1:
                return Found(fitting[0])
            if some:
                options = [(one.pk, one.label, 1.0) for one in fitting or some]
                return Found(candidates=Candidates(names[0], country, options[:MOST]))
        return None

    def candidates(self, name: str, names: list[str], country: str, is_own: bool) -> Found | None:
        """Organizations that are called something like it, the most alike first. None: there are none."""
        scores: dict[int, float] = {}
        for words in filter(None, names):
            for pk, score in self.alike(words, country, is_own):
                scores[pk] = max(score, scores.get(pk, 0))
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        if not best:
            return None
        options = [(pk, self.known[pk].label, round(score, 2)) for pk, score in best]
        return Found(candidates=Candidates(name, country, options))

    def alike(self, name: str, country: str, is_own: bool) -> Iterator[tuple[int, float]]:
        """Primary keys with how alike their names are. Of ours only ours are asked for, and nobody elsewhere."""
        self.index()
        key, telling = name_key(name), trigrams(distinctive(name))
        common = Counter(other for gram in telling for other in self.by_gram.get(gram, ()))
        likely = [(other, count) for other, count in common.items() if count * FEWEST >= len(telling)]
        for other, count in likely:
            of_telling = count / (len(telling) + len(trigrams(distinctive(other))) - count)
            score = max(of_telling if of_telling >= ENOUGH else 0, as_written(key, other))
            for pk in self.by_name[other] if score else ():
                one = self.known[pk]
                is_elsewhere = country and one.country and one.country != country
                if not is_elsewhere and (one.is_own or not is_own):
                    yield pk, score

    def index(self) -> None:
        """Names by what tells them apart, made when the first name is not found as it is."""
        if not self.by_gram:
            for text in self.by_name:
                for gram in trigrams(distinctive(text)):
                    self.by_gram[gram].append(text)

    def add(
        self, name: str, other: str, country: str, identifier: tuple[str, str], is_own: bool
    ) -> str | int:
        """The id of a new organization; the same name and country are the same one, in this upload and the next."""
        digest = sha256(f"{country}|{name_key(name)}".encode()).hexdigest()[:12]
        new_id = f"{self.list_name}/organization/{digest}"
        if new_id in self.by_external_id:  # made by an earlier upload, and renamed since
            return self.by_external_id[new_id]
        members = self.added.setdefault(new_id, {"id": new_id, "name": name, "kind": kind_of(name)})
        members |= {"country": country} if country else {}
        if other and name_key(other) != name_key(name):
            members.setdefault("names", [{"text": other, "language": language_of(other)}])
        if identifier[0]:
            members.setdefault("identifiers", [{"scheme": identifier[0], "value": identifier[1]}])
        if is_own:
            own = self.own()
            members |= {"is_own": True, "kind": "unit"} | ({"parent": own.id} if own else {})
        return new_id


def name_key(name: str) -> str:
    """A name as it is compared: folded words without signs and without the article."""
    return " ".join(re.findall(r"[^\W_]+", fold(name))).removeprefix("the ") or name


@lru_cache(maxsize=100_000)
def distinctive(name: str) -> str:
    """What tells a name from others: without “University of”, without 대학교."""
    key = name_key(name)
    return " ".join(KOREAN_ENDING.sub(" ", GENERIC.sub(" ", key)).split()) or key


@lru_cache(maxsize=100_000)
def trigrams(text: str) -> frozenset[str]:
    """As pg_trgm makes them: of each word with two blanks before it and one behind."""
    return frozenset(
        padded[place : place + 3]
        for word in text.split()
        for padded in [f"  {word} "]
        for place in range(len(padded) - 2)
    )


def as_written(one: str, other: str) -> float:
    """How alike two names are letter by letter, where only a slip can be between them; else 0."""
    if abs(len(one) - len(other)) > SLIP:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    is_close = matcher.quick_ratio() >= ENOUGH_AS_WRITTEN and matcher.ratio() >= ENOUGH_AS_WRITTEN
    return matcher.ratio() if is_close else 0.0


def taken_apart(name: str) -> tuple[str, str, str]:
    """“Seoul National University (서울대학교)” is two names, “University of Tokyo (Japan)” a name and a country."""
    found = BRACKETED.fullmatch(name)
    if not found:
        return name, "", ""
    if len(found["other"]) > 2 and (code := find_country(found["other"])):
        return found["name"], "", code
    is_name = language_of(found["other"]) != language_of(found["name"]) or found["other"].isupper()
    return (found["name"], found["other"], "") if is_name else (name, "", "")


def read_identifier(text: str, *, is_sure: bool) -> tuple[str, str]:
    """Scheme and value; empty where the text is none, unless it must be one: then NotUnderstood."""
    for scheme, pattern in SCHEMES:
        if found := pattern.fullmatch(text.strip()):
            value = next(filter(None, found.groups()))
            try:
                return scheme, identifiers.normalize(scheme, value)
            except ValidationError as error:
                raise NotUnderstood(" ".join(error.messages), _("Look the identifier up again.")) from error
    if is_sure:
        raise NotUnderstood(
            _("“%s” is not an identifier we know.") % text,
            _("Write a ROR, Wikidata, ISNI, LEI or GRID identifier, such as https://ror.org/04h9pn542."),
        )
    return "", ""


def kind_of(name: str) -> str:
    folded = fold(name)
    return next((kind for kind, pattern in KINDS if re.search(pattern, folded)), "other")
