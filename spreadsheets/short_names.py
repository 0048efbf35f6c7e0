"""Change of the short name of a saved list, which is made from its name and begins the identifiers of its records."""

import re
from typing import Any

from django.db import transaction
from django.db.models import JSONField, Model, QuerySet, Value
from django.db.models.functions import Concat, Substr

from core.locks import SPREADSHEET_APPLY_LOCK, lock_for_transaction
from register.bodies import REDACTION_MARKER
from register.kinds import kinds
from spreadsheets.models import ImportRow, SavedList, SpreadsheetImport


@transaction.atomic
def change_short_name(*, saved_list: SavedList, slug: str) -> None:
    """Gives a list another short name; the records that it made, its answers and its imports follow.

    What was exported before knows these records by the old identifiers still.
    """
    lock_for_transaction(SPREADSHEET_APPLY_LOCK)
    old = saved_list.slug
    for kind in kinds():
        rows = kind.model._base_manager.filter(external_id__startswith=f"{old}/")
        rows.update(external_id=Concat(Value(slug), Substr("external_id", len(old) + 1)))
    of_list: list[QuerySet] = [
        SavedList.objects.filter(pk=saved_list.pk),
        SpreadsheetImport.objects.filter(saved_list=saved_list),
        ImportRow.objects.filter(spreadsheet_import__saved_list=saved_list),
    ]
    for rows in of_list:
        for row in rows.select_for_update(of=("self",)):
            _change_identifiers(row, old, slug)
    SavedList.objects.filter(pk=saved_list.pk).update(slug=slug)
    saved_list.refresh_from_db()


def _change_identifiers(row: Model, old: str, new: str) -> None:
    columns = [field.name for field in row._meta.concrete_fields if isinstance(field, JSONField)]
    before = {column: getattr(row, column) for column in columns}
    changed = {
        column: value for column in columns if (value := _changed(before[column], old, new)) != before[column]
    }
    if changed:
        type(row)._default_manager.filter(pk=row.pk).update(**changed)


def _changed(value: Any, old: str, new: str) -> Any:
    """A JSON value with the identifiers in it, also among the names of members, as they are from now on."""
    if isinstance(value, str):
        slug, slash, rest = value.partition("/")
        return f"{new}/{rest}" if slash and _is_slug(slug, old) else value
    if isinstance(value, dict):
        return {_changed(name, old, new): _changed(member, old, new) for name, member in value.items()}
    return [_changed(member, old, new) for member in value] if isinstance(value, list) else value


def _is_slug(text: str, slug: str) -> bool:
    """The short name, also where words of it were redacted."""
    around = [re.escape(part) for part in text.split(REDACTION_MARKER)]
    return text == slug or (len(around) > 1 and bool(re.fullmatch(".+".join(around), slug)))
