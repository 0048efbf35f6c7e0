"""Decisions about the organizations that a list names: each name once, as shown on its page, and as posted."""

import re

from django_countries import countries

from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.matching.organizations import NEW_ORGANIZATION
from spreadsheets.models import SpreadsheetImport
from spreadsheets.parsing.countries import find_country_code

_MAX_NAME = 500


def names_in_list(spreadsheet: SpreadsheetImport) -> list[dict]:
    """Each name of the list once: what it becomes, its country and where that is from, its rows; open ones first.

    ``number`` tells the fields of one from those of another; ``is_open``: somebody has to choose among ``options``,
    and no question about the list does it; ``has_free_country``: it is new, and no cell says its country.
    """
    country_names = dict(countries)
    return [
        {
            **name,
            "number": number,
            "options": [(str(choice), label) for choice, label, _similarity in name["options"]],
            "is_open": _is_open(name),
            "country_name": country_names.get(name["country"], name["country"]),
            "has_free_country": name["becomes"] == "new" and name["country_from"] != "cell",
        }
        for number, name in enumerate(spreadsheet.findings.get("organizations", []), 1)
    ]


def count_open_names(spreadsheet: SpreadsheetImport) -> int:
    """Number of names that wait for a choice of their own; those that a question about the list settles do not."""
    names = spreadsheet.findings.get("organizations", [])
    return sum(map(_is_open, names))


def count_sure_names(spreadsheet: SpreadsheetImport) -> int:
    """Number of names that nobody has to decide."""
    return sum(name["becomes"] != "asked" for name in spreadsheet.findings.get("organizations", []))


def _is_open(name: dict) -> bool:
    return name["becomes"] == "asked" and not name["question"]


def past_decisions(spreadsheet: SpreadsheetImport) -> list[tuple[str, str]]:
    """The choices so far: each name with the organization or the names that it means ("": a new one)."""
    choices = ImportAnswers.from_json(spreadsheet.answers).organizations
    keys = [key for key in choices.values() if isinstance(key, int)]
    names = {organization.pk: str(organization) for organization in Organization.objects.filter(pk__in=keys)}
    return [
        (name, "; ".join(choice) if isinstance(choice, list) else names.get(choice, ""))
        for name, choice in choices.items()
    ]


def chosen_countries(spreadsheet: SpreadsheetImport) -> list[tuple[str, str]]:
    """The countries that were chosen so far: each name with that of its country ("": none)."""
    country_names = dict(countries)
    chosen = ImportAnswers.from_json(spreadsheet.answers).countries
    return [(name, country_names.get(code, code)) for name, code in chosen.items()]


def merge_decisions(spreadsheet: SpreadsheetImport, data, answers: ImportAnswers) -> None:
    """Add the posted decisions to the answers; only names of the list and what was offered for them count.

    ``name-1`` and ``choice-1`` are one decision, or ``really-1``: the names that the cell really holds; names in
    ``again`` are to be decided anew.
    """
    offered = {
        name["name"]: {choice for choice, _label in name["options"]} for name in names_in_list(spreadsheet)
    }
    for name in data.getlist("again"):
        answers.organizations.pop(name, None)
    for field, name in data.items():
        if field.startswith("name-") and name in offered:
            number = field.removeprefix("name-")
            choice, really = data.get(f"choice-{number}", ""), _split_names(data.get(f"really-{number}", ""))
            if really and really != [name]:
                answers.organizations[name] = really
            elif choice == NEW_ORGANIZATION:
                answers.organizations[name] = NEW_ORGANIZATION
            elif choice in offered[name]:
                answers.organizations[name] = int(choice) if choice.isdigit() else [choice]


def merge_countries(spreadsheet: SpreadsheetImport, data, answers: ImportAnswers) -> list[str]:
    """Add the posted countries of new organizations to the answers; returns the texts that are no country.

    ``country-1`` is that of ``name-1``, empty for none; the names in ``again-country`` are to be guessed anew. It is
    kept by the name that the cell really holds.
    """
    shown = {name["number"]: name for name in names_in_list(spreadsheet) if name["has_free_country"]}
    unknown = []
    for number, name in shown.items():
        text = data.get(f"country-{number}")
        if text is None or data.get(f"name-{number}") != name["name"]:
            continue
        code = find_country_code(text)
        if text.strip() and not code:
            unknown.append(text.strip()[:_MAX_NAME])
        elif code != name["country"]:
            choice = answers.organizations.get(name["name"])
            real = choice[0] if isinstance(choice, list) and len(choice) == 1 else name["name"]
            answers.countries[real] = code
    for name in data.getlist("again-country"):
        answers.countries.pop(name, None)
    return unknown


def _split_names(text: str) -> list[str]:
    """The names in a text field, one a line or parted by semicolons."""
    names = (" ".join(name.split())[:_MAX_NAME] for name in re.split(r"[;\n]", text.replace("\0", "")))
    return [name for name in names if name]
