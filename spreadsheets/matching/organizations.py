"""Matches the party names of a list to organizations of the desk: by identifier, by exact name, or as candidates.

Nothing is merged because it looks alike, and nothing is made twice: a name that only resembles organizations, or
another name of the list, is a problem of its row until somebody decides which is meant.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from core.text import fold
from merging.survivors import survivor_keys
from organizations.choices import NameKind
from organizations.models import Organization, OrganizationIdentifier, OrganizationName
from spreadsheets.answers import OrganizationChoices
from spreadsheets.matching.acronyms import adds_name, by_initials, letters_of, other_name
from spreadsheets.matching.brackets import BracketedName, is_acronym, split_brackets
from spreadsheets.matching.country_guesses import country_in_name
from spreadsheets.matching.identifiers import parse_identifier
from spreadsheets.matching.list_names import ListNames
from spreadsheets.matching.matches import KnownOrganization, OrganizationMatch
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.matching.similarity import NameIndex
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.countries import is_unknown_country
from spreadsheets.parsing.synonyms import ORGANIZATION_KIND_PATTERNS
from spreadsheets.plan import OrganizationCandidates

NEW_ORGANIZATION = "new"
_MAX_CANDIDATES = 5
_ACRONYM_SIMILARITY = 0.9  # of an organization whose acronym it is
_INITIALS_SIMILARITY = 0.8  # of one whose name begins its words with these letters

_SimilarNames = list[tuple[str, float]]  # as NameIndex.similar has them for the name without its brackets


@dataclass
class OrganizationNameMatcher:
    """The organizations of the desk by identifier and by folded name, and those that the list adds."""

    list_name: str
    choices: OrganizationChoices
    countries: dict[str, str] = field(default_factory=dict)  # by name, as ImportAnswers has them
    organizations: dict[int, KnownOrganization] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_acronym: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    by_external_id: dict[str, int] = field(default_factory=dict)
    new_organizations: dict[str, dict] = field(default_factory=dict)  # members by id
    list_names: ListNames = field(default_factory=ListNames)
    _matches: dict[tuple, OrganizationMatch] = field(default_factory=dict)  # worked out already
    _texts: list[str] = field(default_factory=list)  # all names of the desk but acronyms
    _without_country: set[str] = field(
        default_factory=set
    )  # keys of names that have their country in brackets
    _index: NameIndex | None = None

    def __post_init__(self):
        names = ["pk", "name", "country", "is_own", "parent_id", "external_id", "created_at", "qualifier"]
        for row in Organization.objects.values_list(*names):
            known = self.organizations[row[0]] = KnownOrganization(*row)
            self._note_name(known.name, known)
            if known.qualifier:
                self.by_name[organization_name_key(f"{known.name} ({known.qualifier})")].add(known.pk)
            self.by_external_id[known.external_id] = known.pk
        for external_id, pk in survivor_keys(Organization).items():
            self.by_external_id.setdefault(external_id, pk)
        for pk, text, kind in OrganizationName.objects.values_list("organization_id", "text", "kind"):
            if kind == NameKind.ACRONYM:
                self.by_acronym[organization_name_key(text)].add(pk)
            else:
                self._note_name(text, self.organizations[pk])
        rows = OrganizationIdentifier.objects.values_list("scheme", "value", "organization_id")
        self.by_identifier = {(scheme, value): pk for scheme, value, pk in rows}

    def _note_name(self, text: str, known: KnownOrganization) -> None:
        """Note a name, and the name without a country in brackets, which is sure in that country only."""
        self.by_name[organization_name_key(text)].add(known.pk)
        self._texts.append(text)
        named = split_brackets(text, known.country)
        if named.country and (key := organization_name_key(named.name)) != organization_name_key(text):
            self.by_name[key].add(known.pk)
            self._texts.append(named.name)
            self._without_country.add(key)

    @cached_property
    def own_organizations(self) -> list[KnownOrganization]:
        """Our institutions: the organizations of ours that are part of no other of ours."""
        own = {known.pk: known for known in self.organizations.values() if known.is_own}
        return [known for known in own.values() if known.parent not in own]

    def own_organization(self) -> KnownOrganization | None:
        """The only institution of ours; None where there are several."""
        own = self.own_organizations
        return own[0] if len(own) == 1 else None

    def is_known(self, name: str) -> bool:
        """True for any name of an organization of the desk, as a whole."""
        return organization_name_key(name) in self.by_name

    def match(
        self, name: str, *, country: str = "", identifier: str = "", is_own: bool = False
    ) -> OrganizationMatch:
        """The organization of this name. Raises CellError for an identifier that is none, or that nobody here has."""
        key = (name, country, identifier, is_own)
        if key not in self._matches:
            self._matches[key] = self._match(name, country, identifier, is_own)
        return self._matches[key]

    def _match(self, name: str, country: str, identifier: str, is_own: bool) -> OrganizationMatch:
        scheme, value = parse_identifier(identifier or name, is_sure=bool(identifier))
        if scheme and (pk := self.by_identifier.get((scheme, value))):
            return OrganizationMatch(self.organizations[pk])
        if scheme and not identifier:
            reason = _("No organization here has the identifier %s.") % name
            raise CellError(reason, _("Write its name, and the identifier in a column of its own."))
        choice = self.choices.get(name)
        if isinstance(choice, list) and choice and choice[0] != name:
            return self.match(choice[0], identifier=identifier, is_own=is_own)
        if choice not in (None, "", NEW_ORGANIZATION):
            return self._chosen_organization(name, choice)
        stated = country or self.countries.get(name, "")
        named = split_brackets(name, "" if is_unknown_country(stated) else stated)
        country, country_from = self._country(name, named, country)
        if choice != NEW_ORGANIZATION:
            match = self._match_exactly(name, named, country, is_own)
            if match or (match := self._candidates_of(name, named, country, is_own)):
                return match
        return self._add_organization(named, country, country_from, (scheme, value), is_own)

    def _country(self, name: str, named: BracketedName, country: str) -> tuple[str, str]:
        """The country that the list has for a name, and where: in the row, an answer, in brackets, in other rows."""
        if name in self.countries and not country:
            return self.countries[name], "answer"
        if named.country and is_unknown_country(country):
            return named.country, "bracket"
        if country or named.country:
            return country or named.country, "cell" if country else "bracket"
        elsewhere = self.list_names.country_elsewhere(named.name)
        return elsewhere, "other_rows" if elsewhere else ""

    def _chosen_organization(self, name: str, choice: int | str | list[str] | None) -> OrganizationMatch:
        pk = int(choice) if isinstance(choice, (int, str)) and str(choice).isdigit() else None
        if pk not in self.organizations:
            raise CellError(
                _("What was chosen for “%s” is not here any more.") % name,
                _("Choose the organization again."),
            )
        return OrganizationMatch(self.organizations[pk])

    def _match_exactly(
        self, name: str, named: BracketedName, country: str, is_own: bool
    ) -> OrganizationMatch | None:
        """Match by a present or former name in any script, not by an acronym. The country decides between several.

        Where a country is written that is not understood, any of the name may be of another one: they are asked about.
        """
        is_unknown = is_unknown_country(country)
        if is_unknown and (pk := self.by_external_id.get(self._new_id(named, country))):
            return OrganizationMatch(self.organizations[pk])
        for words in (name, named.name):
            namesakes = self._namesakes(words)
            fitting = [known for known in namesakes if not country or known.country in ("", country)]
            if len(fitting) > 1:
                fitting = [known for known in fitting if country and known.country == country] or fitting
            if len(fitting) > 1 and is_own:
                fitting = [known for known in fitting if known.is_own] or fitting
            if (
                len(fitting) == 1
                and not is_unknown
                and (is_own or not self._is_vague(words, fitting[0], country))
            ):
                return OrganizationMatch(fitting[0])
            if namesakes:
                options = [
                    (known.pk, known.label, 1.0) for known in (not is_unknown and fitting) or namesakes
                ]
                return self._candidates_match(name, country, options)
        return None

    def _namesakes(self, name: str) -> list[KnownOrganization]:
        return [self.organizations[pk] for pk in sorted(self.by_name.get(organization_name_key(name), ()))]

    def _is_vague(self, name: str, known: KnownOrganization, country: str) -> bool:
        """True for a name that several countries may have one of, unless the country is the same."""
        if country and known.country == country:
            return False
        return organization_name_key(name) in self._without_country or self.index.is_common(name)

    @cached_property
    def _by_initials(self) -> dict[str, set[int]]:
        return by_initials((text, self.by_name[organization_name_key(text)]) for text in self._texts)

    @property
    def index(self) -> NameIndex:
        """The names of the desk and of the list, indexed when the first is looked up that matches none exactly."""
        if self._index is None:
            self._index = NameIndex()
            for text in [*self._texts, *(noted.name for noted in self.list_names.by_key.values())]:
                self._index.add(text)
        return self._index

    def _candidates_of(
        self, name: str, named: BracketedName, country: str, is_own: bool
    ) -> OrganizationMatch | None:
        """Candidates, the likeliest first: organizations of the desk, then other names of the list."""
        similar = list(self.index.similar(named.name))
        scores = self._similar_organizations(
            named, similar, "" if is_unknown_country(country) else country, is_own
        )
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MAX_CANDIDATES]
        options: list[tuple[int | str, str, float]] = [
            (pk, self.organizations[pk].label, round(score, 2)) for pk, score in best
        ]
        options += self._twins(name, named, similar, country)[: _MAX_CANDIDATES - len(options)]
        return self._candidates_match(name, country, options) if options else None

    def _candidates_match(self, name: str, country: str, options: list) -> OrganizationMatch:
        country = "" if is_unknown_country(country) else country
        candidates = OrganizationCandidates(name, country, options[:_MAX_CANDIDATES])
        return OrganizationMatch(candidates=candidates)

    def _similar_organizations(
        self, named: BracketedName, similar: _SimilarNames, country: str, is_own: bool
    ) -> dict[int, float]:
        """Similarity (0 to 1) of organizations by primary key; what only an acronym or bracket says is such."""
        scores: dict[int, float] = {}
        for key, score in [*similar, *(self.index.similar(named.other) if named.other else ())]:
            scores |= {pk: max(score, scores.get(pk, 0)) for pk in self.by_name.get(key, ())}
        for acronym in filter(is_acronym, (named.name, named.other)):
            key = organization_name_key(acronym)
            for pk in self.by_acronym.get(key, set()) | self.by_name.get(key, set()):
                scores[pk] = max(_ACRONYM_SIMILARITY, scores.get(pk, 0))
        for pk in self._by_initials.get(letters_of(named.name), ()) if is_acronym(named.name) else ():
            scores[pk] = max(_INITIALS_SIMILARITY, scores.get(pk, 0))
        return {
            pk: score
            for pk, score in scores.items()
            if self.organizations[pk].country in ("", country) or not country
            if self.organizations[pk].is_own or not is_own
        }

    def _twins(
        self, name: str, named: BracketedName, similar: _SimilarNames, country: str
    ) -> list[tuple[int | str, str, float]]:
        """Other names of the list that this one resembles and that go before it, so that only one of two is asked."""
        twins: list[tuple[int | str, str, float]] = []
        if name in self.list_names.apart:
            return twins
        for key, score in [*similar, *self.list_names.of_acronym(named)]:
            twin = self.list_names.before(key, named.name, "" if is_unknown_country(country) else country)
            if twin and twin.text != name and not self._namesakes(twin.name):
                twins.append((twin.text, twin.text, round(score, 2)))
        if not (country and self.index.is_common(named.name)):
            twins += [(text, text, 1.0) for text in self.list_names.elsewhere(named.name, country)]
        return sorted(dict.fromkeys(twins), key=lambda option: (-option[2], str(option[0])))

    def _add_organization(
        self, named: BracketedName, country: str, country_from: str, identifier: tuple[str, str], is_own: bool
    ) -> OrganizationMatch:
        """A new organization; the same name and country are the same, in this upload and the next."""
        if not country and country_from != "answer":
            country, country_from = self._guessed_country(named.name)
        new_id = self._new_id(named, country)
        if new_id in self.by_external_id:  # made by an earlier upload, and renamed since
            return OrganizationMatch(self.organizations[self.by_external_id[new_id]])
        name, place = self.list_names.apart.get(named.name, (named.name, ""))
        members = self.new_organizations.setdefault(
            new_id, {"id": new_id, "name": name, "kind": guess_organization_kind(name)}
        )
        members |= {"qualifier": place} if place else {}
        members |= {"country": country} if country and not is_unknown_country(country) else {}
        if adds_name(named) and organization_name_key(named.other) != organization_name_key(named.name):
            members.setdefault("names", [other_name(named)])
        if identifier[0]:
            members.setdefault("identifiers", [{"scheme": identifier[0], "value": identifier[1]}])
        if is_own:
            own = self.own_organization()
            members |= {"is_own": True, "kind": "unit"} | ({"parent": own.id} if own else {})
        return OrganizationMatch(new_id=new_id, country_from=country_from)

    def _new_id(self, named: BracketedName, country: str) -> str:
        digest = sha256(f"{country}|{organization_name_key(named.name)}".encode()).hexdigest()[:12]
        return f"{self.list_name}/organization/{digest}"

    def _guessed_country(self, name: str) -> tuple[str, str]:
        """A country that no cell says, and where it is from: the name, or addresses on the web in its rows."""
        if code := country_in_name(name):
            return code, "name"
        code = self.list_names.country_of_addresses(name)
        return code, "address" if code else ""


def guess_organization_kind(name: str) -> str:
    """OrganizationKind by the words of a name; “other” where they tell none."""
    folded = fold(name)
    return next((kind for kind, pattern in ORGANIZATION_KIND_PATTERNS if re.search(pattern, folded)), "other")
