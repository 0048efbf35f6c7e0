"""Parties of English text as suggestions: by grammar, and by clues where that tells fewer than two."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from agreements.choices import InvolvementRole
from extraction.rules.generic_names import is_generic_name
from extraction.rules.name_kinds import OTHER
from extraction.rules.organizations import organization_details
from extraction.rules.parties import ministries_in, parties_before, parties_in
from extraction.rules.party_clues import parties_by_clues
from extraction.suggestions import Suggestion, SuggestionKind

_STATES = ("state", "government")
_BOTH = 2  # parties


def suggest_parties(text: Any) -> list[Suggestion]:
    """The organizations of a text in their roles."""
    parties = list(_suggest_organizations(text))
    return _without_states_of_headline(text, [*parties, *_suggest_parties_by_clues(text, parties)])


def _without_states_of_headline(text: Any, parties: list[Suggestion]) -> list[Suggestion]:
    """The parties without states that only a headline names, where bodies of these states are parties."""
    bodies = [s for s in parties if s.role == InvolvementRole.PARTY and s.details.get("kind") not in _STATES]
    countries = {s.details.get("country") for s in bodies if "overnment" not in s.value}
    first = text.sentences[0].sentence if text.sentences else None
    if not first or first.text.endswith("."):
        return parties
    return [
        s
        for s in parties
        if not (
            s.end <= first.end and s.details.get("kind") == "state" and s.details.get("country") in countries
        )
        or any(other.start > first.end and other.value == s.value for other in parties)
    ]


def _suggest_organizations(text: Any) -> Iterator[Suggestion]:
    people = (item.value.name for s in text.sentences for item in s.items if item.kind == "P")
    named_people = {word for name in people for word in name.split()}
    for place, skeleton in enumerate(text.sentences):
        for party in chain(parties_in(skeleton), parties_before(skeleton, text.sentences[:place])):
            number = text.agreement_at(skeleton, party.item.start, party.form)
            mention = party.item.value
            name, details = organization_details(mention, text.aliases)
            is_counted = party.form is None or party.form.start in text.numbers  # not “a similar agreement”
            if mention.kind == OTHER and mention.text in named_people:
                continue  # “Chen and Faraggi signed”, who were named in full before
            is_sure = party.is_sure and party.role == InvolvementRole.PARTY and is_counted
            is_sure = is_sure and not (party.form and party.form.value.is_plural and text.lists_agreements)
            if is_generic_name(name) and not details.get("country"):
                country = text.country_of(name)
                details, is_sure = {**details, "text_country": country}, is_sure and bool(country)
            elif record := text.known.organizations.get(mention.text) or text.known.organizations.get(name):
                details = {**details, "record": record}
            yield Suggestion(
                SuggestionKind.ORGANIZATION.value, name, party.item.start, party.item.end,
                party.role, sure=is_sure, agreement=number, details=details,
            )  # fmt: skip
        for name, country, item, form in ministries_in(skeleton):
            number = text.agreement_at(skeleton, item.start, form)
            details = {"country": country, "kind": "ministry", "language": "en"}
            yield Suggestion(
                SuggestionKind.ORGANIZATION.value, name, item.start, item.end, InvolvementRole.PARTY.value,
                sure=True, agreement=number, details=details,
            )  # fmt: skip


def _suggest_parties_by_clues(text: Any, parties: list[Suggestion]) -> Iterator[Suggestion]:
    """Parties of an agreement of which grammar tells fewer than two."""
    named = {s.value for s in parties if s.role == InvolvementRole.PARTY}
    if len(named) < _BOTH and text.groups:
        for party in parties_by_clues(text, named):
            name, details = organization_details(party.item.value, text.aliases)
            if name not in named:
                yield Suggestion(
                    SuggestionKind.ORGANIZATION.value, name, party.item.start, party.item.end,
                    InvolvementRole.PARTY.value, agreement=0, details=details,
                )  # fmt: skip
