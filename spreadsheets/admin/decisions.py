"""Decisions about party names that only resemble organizations: pending, past, and as posted."""

from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.matching.organizations import NEW_ORGANIZATION
from spreadsheets.models import SpreadsheetImport


def pending_decisions(spreadsheet: SpreadsheetImport) -> list[dict]:
    """Each name that only resembles organizations, once: name, country, options, the numbers of the rows."""
    decisions: dict[str, dict] = {}
    rows = spreadsheet.rows.exclude(plan__candidates=[]).values_list("number", "plan__candidates")
    for number, candidates_of_row in rows:
        for candidates in candidates_of_row:
            decision = decisions.setdefault(candidates["name"], {**candidates, "rows": []})
            decision["rows"].append(number)
    for decision in decisions.values():
        decision["options"] = [(str(key), label) for key, label, _similarity in decision["options"]]
    return list(decisions.values())


def past_decisions(spreadsheet: SpreadsheetImport) -> list[tuple[str, str]]:
    """The choices so far: each name with the organization that it means ("": a new one)."""
    choices = ImportAnswers.from_json(spreadsheet.answers).organizations
    keys = [key for key in choices.values() if isinstance(key, int)]
    names = {organization.pk: str(organization) for organization in Organization.objects.filter(pk__in=keys)}
    return [(name, names.get(key, "")) for name, key in choices.items()]


def merge_decisions(spreadsheet: SpreadsheetImport, data) -> ImportAnswers:
    """The answers so far with those that were posted, of which only offered ones count.

    ``name-1`` and ``choice-1`` are one decision; names in ``again`` are to be decided anew.
    """
    offered = {
        decision["name"]: {key for key, _label in decision["options"]}
        for decision in pending_decisions(spreadsheet)
    }
    again = set(data.getlist("again"))
    answers = ImportAnswers.from_json(spreadsheet.answers)
    choices = {name: choice for name, choice in answers.organizations.items() if name not in again}
    for field, name in data.items():
        if field.startswith("name-") and name in offered:
            choice = data.get(f"choice-{field.removeprefix('name-')}", "")
            if choice == NEW_ORGANIZATION:
                choices[name] = NEW_ORGANIZATION
            elif choice in offered[name]:
                choices[name] = int(choice)
    answers.organizations = choices
    return answers
