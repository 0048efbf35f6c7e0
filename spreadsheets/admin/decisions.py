"""."""

from organizations.models import Organization
from spreadsheets.models import SpreadsheetImport


def pending_decisions(spreadsheet: SpreadsheetImport) -> list[dict]:
    """Each name that only resembles organizations, once: name, country, options, the numbers of the rows."""
    found: dict[str, dict] = {}
    rows = spreadsheet.rows.exclude(plan__candidates=[]).values_list("number", "plan__candidates")
    for number, candidates in rows:
        for one in candidates:
            asked = found.setdefault(one["name"], {**one, "rows": []})
            asked["rows"].append(number)
    for one in found.values():
        one["options"] = [(str(key), label) for key, label, _likeness in one["options"]]
    return list(found.values())


def past_decisions(spreadsheet: SpreadsheetImport) -> list[tuple[str, str]]:
    """What was chosen so far: the name, and the organization that is meant by it ("": a new one)."""
    chosen = spreadsheet.choices
    keys = [key for key in chosen.values() if isinstance(key, int)]
    names = {one.pk: str(one) for one in Organization.objects.filter(pk__in=keys)}
    return [(name, names.get(key, "")) for name, key in chosen.items()]


def merge_decisions(spreadsheet: SpreadsheetImport, data) -> dict[str, int | str]:
    """The choices with those that were sent: a name and its answer have one number. What was not offered is ignored.

    What is to be asked ``again`` is forgotten.
    """
    offered = {one["name"]: {key for key, _label in one["options"]} for one in pending_decisions(spreadsheet)}
    again = set(data.getlist("again"))
    choices = {name: answer for name, answer in spreadsheet.choices.items() if name not in again}
    for field, name in data.items():
        if field.startswith("name-") and name in offered:
            answer = data.get(f"choice-{field.removeprefix('name-')}", "")
            if answer == "new":
                choices[name] = "new"
            elif answer in offered[name]:
                choices[name] = int(answer)
    return choices
