"""Matching of suggested names to the register: candidates with reasons, and what a new record would hold."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models import Topic
from core.text import normalize_name
from desk.similar_names import rows_named_like
from extraction.rules.generic_names import is_generic_name
from extraction.suggestions import Suggestion, SuggestionKind
from organizations.choices import OrganizationKind
from organizations.models import Organization
from people.models import Person
from spreadsheets.matching.brackets import is_acronym
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.parsing.cells import language_by_script
from spreadsheets.parsing.countries import find_country_code

_MOST = 5
_PEOPLE = {SuggestionKind.PERSON, SuggestionKind.ATTENDANCE}
_GOVERNMENT = re.compile(r"government of (?:the )?(?P<english>.+)|(?P<korean>.+?) ?정부", re.IGNORECASE)
_Reasoned = tuple[
    Any, tuple[str | Promise, bool]
]  # a record, why it is offered, and whether it has the very name


@dataclass(frozen=True)
class NameCandidate:
    """A record that a suggested name may be of, and why. ``is_exact``: it has this very name, and no other record."""

    record: Model
    reason: str | Promise
    is_exact: bool = False


def name_candidates(suggestion: Suggestion) -> list[NameCandidate]:
    """Records of the desk that a suggested organization, person or topic may be, the likest first."""
    if suggestion.kind == SuggestionKind.ORGANIZATION:
        return _organizations_named(suggestion)
    if suggestion.kind in _PEOPLE:
        people = rows_named_like(Person.objects.all(), ("name", "names__text"), [suggestion.value])[:_MOST]
        return _with_exact([(person, _person_reason(person, suggestion.value)) for person in people])
    if suggestion.kind == SuggestionKind.TOPIC:
        return _topics_named(suggestion.value)
    return []


def country_of_state(suggestion: Suggestion) -> str:
    """Code of the country that a suggested organization is, or is the government of; "" for any other."""
    if suggestion.details.get("kind") == OrganizationKind.STATE:
        return str(suggestion.details.get("country", ""))
    government = _GOVERNMENT.fullmatch(suggestion.value)
    return find_country_code(government["english"] or government["korean"]) if government else ""


def _organizations_named(suggestion: Suggestion) -> list[NameCandidate]:
    texts = [suggestion.value, *filter(None, [suggestion.details.get("acronym")])]
    organizations = rows_named_like(Organization.objects.all(), ("name", "names__text"), texts)
    country = suggestion.details.get("country", "")
    of_generic = {country, suggestion.details.get("text_country", "")} - {""}
    reasons = [(row, _organization_reason(row, texts, country, of_generic)) for row in organizations]
    if suggestion.details.get("kind") == OrganizationKind.STATE and not any(
        same for _row, (_why, same) in reasons
    ):
        reasons = _with_state(reasons, country)
    first = [pair for pair in reasons if not country or pair[0].country in ("", country)]
    return _with_exact((first + [pair for pair in reasons if pair not in first])[:_MOST])


def _with_state(reasons: list[_Reasoned], country: str) -> list[_Reasoned]:
    """The candidates for a country that a text names, its state first, whatever names of it are recorded."""
    states = Organization.objects.filter(kind=OrganizationKind.STATE, country=country)[:_MOST]
    others = [pair for pair in reasons if pair[0] not in states]
    return [*((state, (_("Same country"), True)) for state in states), *others]


def _organization_reason(
    organization: Any, texts: list[str], country: str, of_generic: Collection[str]
) -> tuple[str | Promise, bool]:
    """The reason why it is offered, and whether it has the very name, which an acronym does not prove.

    ``of_generic``: the countries of which a generic name, Ministry of Health, may be.
    """
    names = {organization.name, *organization.names.values_list("text", flat=True)}
    keys = {organization_name_key(name) for name in names}
    is_elsewhere = bool(country and organization.country and organization.country != country)
    if is_elsewhere:
        return _("Similar name, in another country"), False
    if organization_name_key(texts[0]) in keys:
        is_certain = not is_generic_name(texts[0]) or organization.country in of_generic
        return (_("Same acronym"), False) if is_acronym(texts[0]) else (_("Same name"), is_certain)
    if any(organization_name_key(text) in keys for text in texts[1:]):
        return _("Same acronym"), False
    return _("Similar name"), False


def _person_reason(person: Any, name: str) -> tuple[str | Promise, bool]:
    names = {person.name, *person.names.values_list("text", flat=True)}
    is_same = normalize_name(name) in {normalize_name(other) for other in names}
    return (_("Same name"), True) if is_same else (_("Similar name"), False)


def _topics_named(name: str) -> list[NameCandidate]:
    """Topics with this name in any language, or whose name is part of it."""
    typed = f" {normalize_name(name)} "
    result = []
    for topic in Topic.objects.all():
        names = [normalize_name(text) for text in topic.names.values()]
        if any(typed == f" {text} " for text in names):
            result.append((topic, (_("Same name"), True)))
        elif any(f" {text} " in typed for text in names):
            result.append((topic, (_("Part of it"), False)))
    return _with_exact(sorted(result, key=lambda pair: not pair[1][1])[:_MOST])


def _with_exact(pairs: list[_Reasoned]) -> list[NameCandidate]:
    """Candidates; exact only where one record alone has the name."""
    exact = [record for record, (_reason, is_exact) in pairs if is_exact]
    return [
        NameCandidate(record, reason, is_exact and len(exact) == 1) for record, (reason, is_exact) in pairs
    ]


def new_record(suggestion: Suggestion) -> Mapping[str, Any]:
    """Members that a new organization or person of a suggestion begins with: name as printed, and what was guessed."""
    guessed = {
        name: suggestion.details[name]
        for name in ("acronym", "country", "kind")
        if suggestion.details.get(name)
    }
    language = suggestion.details.get("language") or language_by_script(suggestion.value)
    return {"name": suggestion.value, "language": language, **guessed}
