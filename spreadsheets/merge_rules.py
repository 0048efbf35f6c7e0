"""Merging of what lists and imports remember: answers that name an organization or an earlier agreement."""

from typing import Any

from django.db import models
from django.utils.translation import ngettext

from agreements.models import Agreement
from merging.journal import Journal
from organizations.models import Organization
from spreadsheets.models import SavedList, SpreadsheetImport


def follow_answers(journal: Journal, loser: models.Model, into: models.Model) -> list[str]:
    """Moves the answers of lists and imports that chose the one that goes."""
    changed = 0
    for model in (SavedList, SpreadsheetImport):
        for pk, answers in model.objects.exclude(answers={}).values_list("pk", "answers"):
            moved = _moved(answers, loser, into)
            if moved != answers:
                journal.update(model, [pk], answers=moved)
                changed += 1
    if not changed:
        return []
    sentence = ngettext(
        "%(count)d list or import whose answers chose it chooses the other one.",
        "%(count)d lists or imports whose answers chose it choose the other one.",
        changed,
    )
    return [sentence % {"count": changed}]


def _moved(answers: dict[str, Any], loser: models.Model, into: models.Model) -> dict[str, Any]:
    if isinstance(loser, Organization) and answers.get("organizations"):
        chosen = {
            name: type(choice)(into.pk)
            if not isinstance(choice, list) and str(choice) == str(loser.pk)
            else choice
            for name, choice in answers["organizations"].items()
        }
        return answers | {"organizations": chosen}
    if isinstance(loser, Agreement) and loser.external_id and into.external_id and answers.get("same"):
        same = {
            row: into.external_id if known == loser.external_id else known
            for row, known in answers["same"].items()
        }
        return answers | {"same": same}
    return answers


FOLLOWERS = [follow_answers]
