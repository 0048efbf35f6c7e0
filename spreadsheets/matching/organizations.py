"""Which organization of the desk a list means: by identifier, by name, and only ever asked back by resemblance.

Nothing is merged because it looks alike, and nothing is made twice: a name that resembles an organization and no
decision about it is a problem of its row.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import identifiers
from core.text import fold
from interchange.record_ids import record_id
from organizations.models import Organization, OrganizationIdentifier, OrganizationName
from spreadsheets.matching.similarity import (
    distinctive_words,
    organization_name_key,
    spelling_similarity,
    word_trigrams,
)
from spreadsheets.parsing.cells import CellError, find_country_code, language_by_script
from spreadsheets.parsing.synonyms import ORGANIZATION_KIND_PATTERNS
from spreadsheets.plan import OrganizationCandidates

NEW_ORGANIZATION = "new"
_MIN_TRIGRAM_SIMILARITY = 0.5  # of the trigrams of what tells names apart are in both
_MIN_SHARED_TRIGRAMS = 4  # names that have not even one in so many of the telling trigrams are not looked at
_MAX_CANDIDATES = 5  # candidates that are offered
_BRACKETED_NAME = re.compile(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)")
_IDENTIFIER_PATTERNS = [
    ("ror", re.compile(r"^(?:https?://)?(?:www\.)?ror\.org/(\w+)$|^(0[a-z0-9]{8})$", re.I)),
    ("wikidata", re.compile(r"^(?:https?://)?(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)$|^(Q\d+)$", re.I)),
    ("grid", re.compile(r"^(grid\.\d+\.[0-9a-f]+)$", re.I)),
    ("isni", re.compile(r"^(?:(?:https?://)?isni\.org/(?:isni/)?|ISNI:? ?)?((?:\d{4} ?){3}\d{3}[\dX])$", re.I)),
    ("lei", re.compile(r"^(?:LEI:? ?)?([0-9A-Z]{18}\d{2})$")),
]  # fmt: skip


@dataclass(frozen=True)
class KnownOrganization:
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
        return record_id(self.pk, self.external_id, self.created_at)

    @property
    def label(self) -> str:
        return f"{self.name} ({self.country})" if self.country else self.name


@dataclass
class OrganizationMatch:
    """What a name came to: an organization of the desk, a new one by its id in the file, or candidates."""

    known: KnownOrganization | None = None
    new: str = ""
    candidates: OrganizationCandidates | None = None


@dataclass
class OrganizationNameMatcher:
    """The organizations of the desk by identifier and by folded name, and those that the list adds."""

    list_name: str
    choices: dict[str, int | str]
    known: dict[int, KnownOrganization] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    by_external_id: dict[str, int] = field(default_factory=dict)
    added: dict[str, dict] = field(default_factory=dict)  # members of new organizations by id
    countries: dict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # told anywhere in the list
    by_gram: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[tuple, OrganizationMatch] = field(default_factory=dict)

    def __post_init__(self):
        names = ["pk", "name", "country", "is_own", "parent_id", "external_id", "created_at"]
        for row in Organization.objects.values_list(*names):
            one = self.known[row[0]] = KnownOrganization(*row)
            self.by_name[organization_name_key(one.name)].add(one.pk)
            self.by_external_id[one.external_id] = one.pk
        for pk, text in OrganizationName.objects.values_list("organization_id", "text"):
            self.by_name[organization_name_key(text)].add(pk)
        found = OrganizationIdentifier.objects.values_list("scheme", "value", "organization_id")
        self.by_identifier = {(scheme, value): pk for scheme, value, pk in found}

    def hear(self, name: str, country: str) -> None:
        """Note the country that some row tells of a name, for the rows that do not."""
        if country:
            self.countries[organization_name_key(_split_bracketed_name(name)[0])].add(country)

    def own(self) -> KnownOrganization | None:
        """The one organization of ours that is part of no other of ours; None where there are several."""
        own = {one.pk: one for one in self.known.values() if one.is_own}
        tops = [one for one in own.values() if one.parent not in own]
        return tops[0] if len(tops) == 1 else None

    def find(
        self, name: str, *, country: str = "", identifier: str = "", is_own: bool = False
    ) -> OrganizationMatch:
        """What this name means. Raises NotUnderstood for an identifier that is none, or contradicts."""
        asked = (name, country, identifier, is_own)
        if asked not in self.answers:
            self.answers[asked] = self.answer(name, country, identifier, is_own)
        return self.answers[asked]

    def answer(self, name: str, country: str, identifier: str, is_own: bool) -> OrganizationMatch:
        scheme, value = parse_identifier(identifier or name, is_sure=bool(identifier))
        if scheme and (pk := self.by_identifier.get((scheme, value))):
            return OrganizationMatch(self.known[pk])
        if scheme and not identifier:
            reason = _("No organization here has the identifier %s.") % name
            raise CellError(reason, _("Write its name, and the identifier in a column of its own."))
        words, other, bracketed_country = _split_bracketed_name(name)
        elsewhere = self.countries[organization_name_key(words)]
        country = country or bracketed_country or (min(elsewhere) if len(elsewhere) == 1 else "")
        decided = self.choices.get(name)
        if decided not in (None, "", NEW_ORGANIZATION):
            return self.decided(name, decided)
        if decided != NEW_ORGANIZATION:
            found = self.by_names([name, words, other], country, is_own)
            if found or (found := self.candidates(name, [words, other], country, is_own)):
                return found
        new = self.add(words, other, country, (scheme, value), is_own)
        return OrganizationMatch(self.known[new]) if isinstance(new, int) else OrganizationMatch(new=new)

    def decided(self, name: str, choice: int | str) -> OrganizationMatch:
        pk = int(choice) if str(choice).isdigit() else None
        if pk not in self.known:
            raise CellError(
                _("What was chosen for “%s” is not here any more.") % name,
                _("Choose the organization again."),
            )
        return OrganizationMatch(self.known[pk])

    def by_names(self, names: list[str], country: str, is_own: bool) -> OrganizationMatch | None:
        """By a name of now or formerly, an acronym, in any script. The country decides between several."""
        for name in filter(None, names):
            pks = self.by_name.get(organization_name_key(name), set())
            some = [self.known[pk] for pk in sorted(pks)]
            fitting = [one for one in some if not country or not one.country or one.country == country]
            if len(fitting) > 1:
                fitting = [one for one in fitting if country and one.country == country] or fitting
            if len(fitting) > 1 and is_own:
                fitting = [one for one in fitting if one.is_own] or fitting
            if len(fitting) == 1:
                return OrganizationMatch(fitting[0])
            if some:
                options = [(one.pk, one.label, 1.0) for one in fitting or some]
                return OrganizationMatch(
                    candidates=OrganizationCandidates(names[0], country, options[:_MAX_CANDIDATES])
                )
        return None

    def candidates(self, name: str, names: list[str], country: str, is_own: bool) -> OrganizationMatch | None:
        """Organizations that are called something like it, the most alike first. None: there are none."""
        scores: dict[int, float] = {}
        for words in filter(None, names):
            for pk, score in self.alike(words, country, is_own):
                scores[pk] = max(score, scores.get(pk, 0))
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MAX_CANDIDATES]
        if not best:
            return None
        options = [(pk, self.known[pk].label, round(score, 2)) for pk, score in best]
        return OrganizationMatch(candidates=OrganizationCandidates(name, country, options))

    def alike(self, name: str, country: str, is_own: bool) -> Iterator[tuple[int, float]]:
        """Primary keys with how alike their names are. Of ours only ours are asked for, and nobody elsewhere."""
        self.index()
        key, telling = organization_name_key(name), word_trigrams(distinctive_words(name))
        common = Counter(other for gram in telling for other in self.by_gram.get(gram, ()))
        likely = [
            (other, count) for other, count in common.items() if count * _MIN_SHARED_TRIGRAMS >= len(telling)
        ]
        for other, count in likely:
            of_telling = count / (len(telling) + len(word_trigrams(distinctive_words(other))) - count)
            score = max(
                of_telling if of_telling >= _MIN_TRIGRAM_SIMILARITY else 0, spelling_similarity(key, other)
            )
            for pk in self.by_name[other] if score else ():
                one = self.known[pk]
                is_elsewhere = country and one.country and one.country != country
                if not is_elsewhere and (one.is_own or not is_own):
                    yield pk, score

    def index(self) -> None:
        """Names by what tells them apart, made when the first name is not found as it is."""
        if not self.by_gram:
            for text in self.by_name:
                for gram in word_trigrams(distinctive_words(text)):
                    self.by_gram[gram].append(text)

    def add(
        self, name: str, other: str, country: str, identifier: tuple[str, str], is_own: bool
    ) -> str | int:
        """The id of a new organization; the same name and country are the same one, in this upload and the next."""
        digest = sha256(f"{country}|{organization_name_key(name)}".encode()).hexdigest()[:12]
        new_id = f"{self.list_name}/organization/{digest}"
        if new_id in self.by_external_id:  # made by an earlier upload, and renamed since
            return self.by_external_id[new_id]
        members = self.added.setdefault(
            new_id, {"id": new_id, "name": name, "kind": _guess_organization_kind(name)}
        )
        members |= {"country": country} if country else {}
        if other and organization_name_key(other) != organization_name_key(name):
            members.setdefault("names", [{"text": other, "language": language_by_script(other)}])
        if identifier[0]:
            members.setdefault("identifiers", [{"scheme": identifier[0], "value": identifier[1]}])
        if is_own:
            own = self.own()
            members |= {"is_own": True, "kind": "unit"} | ({"parent": own.id} if own else {})
        return new_id


def _split_bracketed_name(name: str) -> tuple[str, str, str]:
    """“Seoul National University (서울대학교)” is two names, “University of Tokyo (Japan)” a name and a country."""
    found = _BRACKETED_NAME.fullmatch(name)
    if not found:
        return name, "", ""
    if len(found["other"]) > 2 and (code := find_country_code(found["other"])):
        return found["name"], "", code
    is_name = (
        language_by_script(found["other"]) != language_by_script(found["name"]) or found["other"].isupper()
    )
    return (found["name"], found["other"], "") if is_name else (name, "", "")


def parse_identifier(text: str, *, is_sure: bool) -> tuple[str, str]:
    """Scheme and value; empty where the text is none, unless it must be one: then NotUnderstood."""
    for scheme, pattern in _IDENTIFIER_PATTERNS:
        if found := pattern.fullmatch(text.strip()):
            value = next(filter(None, found.groups()))
            try:
                return scheme, identifiers.normalize_identifier(scheme, value)
            except ValidationError as error:
                raise CellError(" ".join(error.messages), _("Look the identifier up again.")) from error
    if is_sure:
        raise CellError(
            _("“%s” is not an identifier we know.") % text,
            _("Write a ROR, Wikidata, ISNI, LEI or GRID identifier, such as https://ror.org/04h9pn542."),
        )
    return "", ""


def _guess_organization_kind(name: str) -> str:
    folded = fold(name)
    return next((kind for kind, pattern in ORGANIZATION_KIND_PATTERNS if re.search(pattern, folded)), "other")
