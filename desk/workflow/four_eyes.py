"""Four eyes: whoever edited a record last does not publish it alone, where ``settings.FOUR_EYES`` says so."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from desk.scope import reasons_by_scope
from history.choices import ActKind
from history.models import Change
from register.loading import record_identity
from register.records import Record, primary_keys_by_model

# Acts that are no edits of what a record says, or bring back what it said before
_NO_EDITS = [
    ActKind.REVIEW, ActKind.PUBLISH, ActKind.WITHDRAW, ActKind.REDACT, ActKind.HIDE, ActKind.UNDO_MERGE,
]  # fmt: skip


def reasons_by_four_eyes(records: Sequence[Record], by) -> list[list[str]]:
    """Reasons, for each record, why this user may not publish it alone. None for nobody, as a command acts."""
    if not settings.FOUR_EYES or by is None:
        return [[] for _record in records]
    editors = last_editors(records)
    sentence = _("You edited it last: with four eyes, a colleague publishes it.")
    return [[sentence] if editors.get(record_identity(record)) == by.pk else [] for record in records]


def reasons_against_user(records: Sequence[Record], user) -> list[list[str]]:
    """Reasons, for each record, why this user may not publish it: by their unit, and by four eyes."""
    judged = zip(reasons_by_scope(records, user), reasons_by_four_eyes(records, user), strict=True)
    return [[*outside, *alone] for outside, alone in judged]


def last_editors(records: Sequence[Record]) -> dict[tuple[str, int], int | None]:
    """Account of whoever edited each record last, by record identity; None where a program did, or somebody unknown."""
    editors: dict[tuple[str, int], int | None] = {}
    for model, pks in primary_keys_by_model(records).items():
        changes = Change.objects.filter(record_model=model._meta.label_lower, record_id__in=pks)
        rows = changes.exclude(act__kind__in=_NO_EDITS).order_by("record_id", "-pk").distinct("record_id")
        editors |= {(model._meta.label, pk): by for pk, by in rows.values_list("record_id", "act__by") if pk}
    return editors
