"""People of English text as suggestions, with their posts and the bodies that they signed for."""

from collections.abc import Iterator
from typing import Any

from agreements.choices import InvolvementRole, SignatureAct
from extraction.rules.english_words import SIGNING
from extraction.rules.name_kinds import ORGANIZATION_KIND, Mention
from extraction.rules.organizations import organization_details
from extraction.rules.role_clues import clued_roles, is_signed_by_pronoun
from extraction.rules.roles import PersonRole, roles_in
from extraction.rules.skeleton import Item
from extraction.suggestions import Suggestion, SuggestionKind


def suggest_people(text: Any) -> Iterator[Suggestion]:
    """People who signed, witnessed, were present or spoke."""
    tells_of_signing = False
    known = _by_last_name(text)
    alone: Item | None = None
    for skeleton in text.sentences:
        roles = list(roles_in(skeleton, tells_of_signing=tells_of_signing))
        taken = {role.item.start for role in roles}
        roles += clued_roles(skeleton, taken, known, tells_of_signing=tells_of_signing)
        if alone and is_signed_by_pronoun(skeleton):
            roles.append(PersonRole(alone, alone.value, SignatureAct.SIGNED.value, False))
        people = [item for item in skeleton.items if item.kind == "P"]
        alone = people[0] if len(people) == 1 else None
        for role in roles:
            number = text.agreement_at(skeleton, role.item.start) if role.is_signatory else None
            yield from _suggest_person(text, role, number)
        tells_of_signing = tells_of_signing or bool(SIGNING.search(skeleton.text))


def _suggest_person(text: Any, role: PersonRole, number: int | None) -> Iterator[Suggestion]:
    kind = SuggestionKind.PERSON if role.is_signatory else SuggestionKind.ATTENDANCE
    organization = text.aliases.full(role.organization) if role.organization else ""
    person, start, end = role.person, role.item.start, role.item.end
    yield Suggestion(
        kind.value, person.name, start, end, role.role,
        sure=role.is_sure, agreement=number, details={"organization": organization} if organization else {},
    )  # fmt: skip
    if role.role == SignatureAct.SIGNED and person.organization:
        yield from _party_of_signatory(text, person.organization, start, end, number)
    if person.post:
        base = start - person.start
        yield Suggestion(
            SuggestionKind.POST.value, person.post, base + person.post_start, base + person.post_end,
            sure=role.is_sure, agreement=number, details={"person": person.name},
        )  # fmt: skip


def _by_last_name(text: Any) -> dict[str, Item]:
    """People of a text by their last name, where only one has it."""
    people: dict[str, Item] = {}
    several = set()
    for item in (item for s in text.sentences for item in s.items if item.kind == "P"):
        name = item.value.name.split()[-1]
        if name in people and people[name].value.name != item.value.name:
            several.add(name)
        people.setdefault(name, item)
    return {name: item for name, item in people.items() if name not in several}


def _party_of_signatory(
    text: Any, mention: Mention, start: int, end: int, number: int
) -> Iterator[Suggestion]:
    """The body whose officer signed, “CFTC Chairman Tim Massad”, where it is one by its name."""
    if mention.kind == ORGANIZATION_KIND and not mention.text.endswith((" of", " for")):
        name, details = organization_details(mention, text.aliases)
        yield Suggestion(
            SuggestionKind.ORGANIZATION.value, name, start, end, InvolvementRole.PARTY.value,
            stated=False, agreement=number, details=details,
        )  # fmt: skip
