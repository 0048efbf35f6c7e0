"""Guesses of what a text tells of a new organization: shown with its name, and kept when that is made with the form."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django_countries import countries

from core.text import fold
from organizations.choices import NameKind, OrganizationKind
from organizations.models import Organization, OrganizationName
from register.records import Record
from sources.passages import cite_names
from sources.texts_beside import GUESSED, TextsBesideMixin

_GUESSES = ("country", "kind", "acronym")
_MOST = 100  # organizations of one form


class NewOrganizationsMixin(TextsBesideMixin):
    """Admin whose form makes organizations that a text names, with what was guessed of them."""

    def save_related(self, request, form, formsets, change):
        """Save all parts; cite the texts that name what they made, and keep what was guessed of organizations."""
        super().save_related(request, form, formsets, change)
        made = getattr(request, "typed_records", {})
        cite_names((record for record in made.values() if isinstance(record, Record)), request.POST)
        organizations = [record for (model, _name), record in made.items() if model is Organization]
        keep_guesses(organizations, request.POST.get(GUESSED, ""))


def guesses_of(name: str, facts: Mapping[str, Any]) -> dict[str, str]:
    """What is guessed of a new organization, with its name as printed."""
    return {"name": name} | {key: str(facts[key]) for key in _GUESSES if facts.get(key)}


def guessed_words(guesses: Mapping[str, str]) -> str:
    """A new organization in words, with what is guessed of it."""
    kind = str(dict(OrganizationKind.choices).get(guesses.get("kind", ""), ""))
    country = str(dict(countries).get(guesses.get("country", ""), ""))
    about = ", ".join(filter(None, [kind, country])) or _("no country")
    return _("new: %(name)s (%(about)s)") % {"name": guesses["name"], "about": about}


def keep_guesses(organizations: Iterable[Organization], sent: str) -> None:
    """Fill in new organizations with what a form guessed of them, as far as it can stand."""
    guesses = {fold(each["name"]): each for each in _sent_guesses(sent)}
    for organization in organizations:
        if guess := guesses.get(fold(organization.name)):
            _keep_guess(organization, guess)


def _sent_guesses(sent: str) -> list[dict[str, str]]:
    try:
        rows = json.loads(sent or "[]")
    except ValueError:
        rows = []
    sound = rows[:_MOST] if isinstance(rows, list) else []
    return [row for row in sound if isinstance(row, dict) and all(isinstance(each, str) for each in row.values())
            and row.get("name")]  # fmt: skip


def _keep_guess(organization: Organization, guess: Mapping[str, str]) -> None:
    before = (organization.country, organization.kind)
    organization.country = guess.get("country", "")
    organization.kind = guess.get("kind") or organization.kind
    try:
        organization.full_clean()
    except ValidationError:
        organization.country, organization.kind = before
        return
    organization.save()
    if acronym := guess.get("acronym", ""):
        name = OrganizationName(organization=organization, text=acronym, kind=NameKind.ACRONYM)
        try:
            name.full_clean()
        except ValidationError:  # it is left out: a language may be asked for
            return
        name.save()
