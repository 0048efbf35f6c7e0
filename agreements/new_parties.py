"""New organizations as parties: values of a form with the name as printed, made into drafts when the form is saved."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_countries import countries

from organizations.choices import NameKind, OrganizationKind
from organizations.models import Organization, OrganizationName

NEW = "new:"
_GUESSES = ("country", "kind", "acronym", "language")


def new_value(name: str, guesses: Mapping[str, Any]) -> str:
    """The value of a new organization: its name as printed, and what is guessed of it."""
    facts = {"name": name} | {key: str(guesses[key]) for key in _GUESSES if guesses.get(key)}
    return NEW + json.dumps(facts, ensure_ascii=False, sort_keys=True)


def new_label(value: str) -> str:
    """A new organization in words, with what is guessed of it; "" for a value that is none."""
    facts = _new_facts(value or "")
    if not facts:
        return ""
    kind = str(dict(OrganizationKind.choices).get(facts.get("kind", ""), ""))
    country = str(dict(countries).get(facts.get("country", ""), ""))
    about = ", ".join(filter(None, [kind, country])) or _("no country")
    return _("new: %(name)s (%(about)s)") % {"name": facts["name"], "about": about}


def _new_facts(value: str) -> dict[str, str]:
    try:
        facts = json.loads(value.removeprefix(NEW)) if value.startswith(NEW) else {}
    except ValueError:
        facts = {}
    return facts if isinstance(facts, dict) and isinstance(facts.get("name"), str) else {}


def make_new_parties(post: QueryDict) -> list[Organization]:
    """Make the new organizations that a form names, each once, and put their keys in the place of these values.

    Raises ValidationError where one of them cannot be.
    """
    made: dict[str, Organization] = {}
    for name, values in list(post.lists()):
        if not any(value.startswith(NEW) for value in values):
            continue
        for value in filter(_new_facts, values):
            if value not in made:
                made[value] = _make(_new_facts(value))
        post.setlist(name, [str(made[value].pk) if value in made else value for value in values])
    return [*made.values()]


def _make(facts: Mapping[str, str]) -> Organization:
    organization = Organization(name=facts["name"], country=facts.get("country", ""))
    if (kind := facts.get("kind", "")) in OrganizationKind.values:
        organization.kind = kind
    organization.full_clean()
    organization.save()
    if acronym := facts.get("acronym", ""):
        name = OrganizationName(organization=organization, text=acronym, kind=NameKind.ACRONYM, language="")
        try:
            name.full_clean()
        except ValidationError:  # it is left out: a language may be asked for
            return organization
        name.save()
    return organization
