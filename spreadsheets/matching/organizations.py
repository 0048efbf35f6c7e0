"""Matches the party names of a list to organizations of the desk: by identifier, by exact name, or as candidates.

Nothing is merged because it looks alike, and nothing is made twice: a name that only resembles organizations is a
problem of its row until somebody decides which is meant.
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
from spreadsheets.answers import OrganizationChoices
from spreadsheets.matching.similarity import (
    distinctive_words,
    organization_name_key,
    spelling_similarity,
    word_trigrams,
)
from spreadsheets.parsing.cells import CellError, language_by_script
from spreadsheets.parsing.countries import find_country_code
from spreadsheets.parsing.synonyms import ORGANIZATION_KIND_PATTERNS
from spreadsheets.plan import OrganizationCandidates

NEW_ORGANIZATION = "new"
_MIN_TRIGRAM_SIMILARITY = 0.5  # of the trigrams of distinctive words are in both
_MIN_SHARED_TRIGRAMS = 4  # names that share not even one in so many trigrams are not looked at
_MAX_CANDIDATES = 5
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
        """Its id in an interchange file."""
        return record_id(self.pk, self.external_id, self.created_at)

    @property
    def label(self) -> str:
        return f"{self.name} ({self.country})" if self.country else self.name


@dataclass
class OrganizationMatch:
    """Result of matching a name: an organization of the desk, a new one by its id in the file, or candidates."""

    organization: KnownOrganization | None = None
    new_id: str = ""
    candidates: OrganizationCandidates | None = None


@dataclass
class OrganizationNameMatcher:
    """The organizations of the desk by identifier and by folded name, and those that the list adds."""

    list_name: str
    choices: OrganizationChoices
    organizations: dict[int, KnownOrganization] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    by_external_id: dict[str, int] = field(default_factory=dict)
    new_organizations: dict[str, dict] = field(default_factory=dict)  # members by id
    # the countries that any row of the list has for a name
    countries_by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names_by_trigram: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    matches: dict[tuple, OrganizationMatch] = field(
        default_factory=dict
    )  # those that were worked out already

    def __post_init__(self):
        names = ["pk", "name", "country", "is_own", "parent_id", "external_id", "created_at"]
        for row in Organization.objects.values_list(*names):
            known = self.organizations[row[0]] = KnownOrganization(*row)
            self.by_name[organization_name_key(known.name)].add(known.pk)
            self.by_external_id[known.external_id] = known.pk
        for pk, text in OrganizationName.objects.values_list("organization_id", "text"):
            self.by_name[organization_name_key(text)].add(pk)
        rows = OrganizationIdentifier.objects.values_list("scheme", "value", "organization_id")
        self.by_identifier = {(scheme, value): pk for scheme, value, pk in rows}

    def note_country(self, name: str, country: str) -> None:
        """Keep the country that a row has for a name, for the rows that have none."""
        if country:
            self.countries_by_name[organization_name_key(_split_bracketed_name(name)[0])].add(country)

    def own_organization(self) -> KnownOrganization | None:
        """The only organization of ours that is part of no other of ours; None where there are several."""
        own = {known.pk: known for known in self.organizations.values() if known.is_own}
        tops = [known for known in own.values() if known.parent not in own]
        return tops[0] if len(tops) == 1 else None

    def match(
        self, name: str, *, country: str = "", identifier: str = "", is_own: bool = False
    ) -> OrganizationMatch:
        """The organization of this name. Raises CellError for an identifier that is none, or that nobody here has."""
        key = (name, country, identifier, is_own)
        if key not in self.matches:
            self.matches[key] = self._match(name, country, identifier, is_own)
        return self.matches[key]

    def _match(self, name: str, country: str, identifier: str, is_own: bool) -> OrganizationMatch:
        scheme, value = parse_identifier(identifier or name, is_sure=bool(identifier))
        if scheme and (pk := self.by_identifier.get((scheme, value))):
            return OrganizationMatch(self.organizations[pk])
        if scheme and not identifier:
            reason = _("No organization here has the identifier %s.") % name
            raise CellError(reason, _("Write its name, and the identifier in a column of its own."))
        words, other, bracketed_country = _split_bracketed_name(name)
        elsewhere = self.countries_by_name[organization_name_key(words)]
        country = country or bracketed_country or (min(elsewhere) if len(elsewhere) == 1 else "")
        choice = self.choices.get(name)
        if choice not in (None, "", NEW_ORGANIZATION):
            return self._chosen_organization(name, choice)
        if choice != NEW_ORGANIZATION:
            match = self._match_exactly([name, words, other], country, is_own)
            if match or (match := self._match_similar(name, [words, other], country, is_own)):
                return match
        return self._add_organization(words, other, country, (scheme, value), is_own)

    def _chosen_organization(self, name: str, choice: int | str | list[str]) -> OrganizationMatch:
        pk = int(choice) if str(choice).isdigit() else None
        if pk not in self.organizations:
            raise CellError(
                _("What was chosen for “%s” is not here any more.") % name,
                _("Choose the organization again."),
            )
        return OrganizationMatch(self.organizations[pk])

    def _match_exactly(self, names: list[str], country: str, is_own: bool) -> OrganizationMatch | None:
        """Match by a present or former name, an acronym, in any script. The country decides between several."""
        for name in filter(None, names):
            pks = self.by_name.get(organization_name_key(name), set())
            namesakes = [self.organizations[pk] for pk in sorted(pks)]
            fitting = [known for known in namesakes if not country or known.country in ("", country)]
            if len(fitting) > 1:
                fitting = [known for known in fitting if country and known.country == country] or fitting
            if len(fitting) > 1 and is_own:
                fitting = [known for known in fitting if known.is_own] or fitting
            if len(fitting) == 1:
                return OrganizationMatch(fitting[0])
            if namesakes:
                options = [(known.pk, known.label, 1.0) for known in fitting or namesakes]
                return OrganizationMatch(
                    candidates=OrganizationCandidates(names[0], country, options[:_MAX_CANDIDATES])
                )
        return None

    def _match_similar(
        self, name: str, names: list[str], country: str, is_own: bool
    ) -> OrganizationMatch | None:
        """Candidates of a similar name, the most similar first; None where there are none."""
        scores: dict[int, float] = {}
        for words in filter(None, names):
            for pk, score in self._similar_names(words, country, is_own):
                scores[pk] = max(score, scores.get(pk, 0))
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MAX_CANDIDATES]
        if not best:
            return None
        options = [(pk, self.organizations[pk].label, round(score, 2)) for pk, score in best]
        return OrganizationMatch(candidates=OrganizationCandidates(name, country, options))

    def _similar_names(self, name: str, country: str, is_own: bool) -> Iterator[tuple[int, float]]:
        """Primary key and similarity (0 to 1) of organizations in this country; only ours where ``is_own``."""
        self._index_trigrams()
        key, trigrams = organization_name_key(name), word_trigrams(distinctive_words(name))
        shared = Counter(other for trigram in trigrams for other in self.names_by_trigram.get(trigram, ()))
        likely = [
            (other, count) for other, count in shared.items() if count * _MIN_SHARED_TRIGRAMS >= len(trigrams)
        ]
        for other, count in likely:
            in_common = count / (len(trigrams) + len(word_trigrams(distinctive_words(other))) - count)
            score = max(
                in_common if in_common >= _MIN_TRIGRAM_SIMILARITY else 0, spelling_similarity(key, other)
            )
            for pk in self.by_name[other] if score else ():
                known = self.organizations[pk]
                is_elsewhere = country and known.country and known.country != country
                if not is_elsewhere and (known.is_own or not is_own):
                    yield pk, score

    def _index_trigrams(self) -> None:
        """Index the names by their trigrams, when the first name is looked up that matches none exactly."""
        if not self.names_by_trigram:
            for text in self.by_name:
                for trigram in word_trigrams(distinctive_words(text)):
                    self.names_by_trigram[trigram].append(text)

    def _add_organization(
        self, name: str, other: str, country: str, identifier: tuple[str, str], is_own: bool
    ) -> OrganizationMatch:
        """A new organization; the same name and country are the same, in this upload and the next."""
        digest = sha256(f"{country}|{organization_name_key(name)}".encode()).hexdigest()[:12]
        new_id = f"{self.list_name}/organization/{digest}"
        if new_id in self.by_external_id:  # made by an earlier upload, and renamed since
            return OrganizationMatch(self.organizations[self.by_external_id[new_id]])
        members = self.new_organizations.setdefault(
            new_id, {"id": new_id, "name": name, "kind": _guess_organization_kind(name)}
        )
        members |= {"country": country} if country else {}
        if other and organization_name_key(other) != organization_name_key(name):
            members.setdefault("names", [{"text": other, "language": language_by_script(other)}])
        if identifier[0]:
            members.setdefault("identifiers", [{"scheme": identifier[0], "value": identifier[1]}])
        if is_own:
            own = self.own_organization()
            members |= {"is_own": True, "kind": "unit"} | ({"parent": own.id} if own else {})
        return OrganizationMatch(new_id=new_id)


def _split_bracketed_name(name: str) -> tuple[str, str, str]:
    """“Seoul National University (서울대학교)” is two names, “University of Tokyo (Japan)” a name and a country."""
    brackets = _BRACKETED_NAME.fullmatch(name)
    if not brackets:
        return name, "", ""
    if len(brackets["other"]) > 2 and (code := find_country_code(brackets["other"])):
        return brackets["name"], "", code
    is_name = (
        language_by_script(brackets["other"]) != language_by_script(brackets["name"])
        or brackets["other"].isupper()
    )
    return (brackets["name"], brackets["other"], "") if is_name else (name, "", "")


def parse_identifier(text: str, *, is_sure: bool) -> tuple[str, str]:
    """Scheme and value of an identifier; empty where the text is none. Raises CellError where it must be one."""
    for scheme, pattern in _IDENTIFIER_PATTERNS:
        if match := pattern.fullmatch(text.strip()):
            value = next(filter(None, match.groups()))
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
