"""Four eyes: whoever edited a record last does not publish it alone, where ``settings.FOUR_EYES`` says so."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from register.loading import record_identity
from register.records import Record, primary_keys_by_model

# How entries of the history begin that are no edits
NOT_EDITS = ("Review:", "Schedule:", "Preview link:", "Published ", "Withdrawn ", "Editorial state:")


def reasons_by_four_eyes(records: Sequence[Record], by) -> list[list[str]]:
    """Reasons, for each record, why this user may not publish it alone. None for nobody, as a command acts."""
    if not settings.FOUR_EYES or by is None:
        return [[] for _record in records]
    editors = last_editors(records)
    sentence = _("You edited it last: with four eyes, a colleague publishes it.")
    return [[sentence] if editors.get(record_identity(record)) == by.pk else [] for record in records]


def last_editors(records: Sequence[Record]) -> dict[tuple[str, int], int]:
    """Account of whoever edited each record last, by record identity; nothing where only programs did."""
    no_edit = Q(change_message="[]")  # the admin writes this where nothing was changed
    for beginning in NOT_EDITS:
        no_edit |= Q(change_message__startswith=beginning)
    editors: dict[tuple[str, int], int] = {}
    for model, pks in primary_keys_by_model(records).items():
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(pk) for pk in pks],
            action_flag__in=[ADDITION, CHANGE],
        ).exclude(no_edit)
        rows = entries.order_by("object_id", "-action_time", "-pk").distinct("object_id")
        editors |= {(model._meta.label, int(pk)): user for pk, user in rows.values_list("object_id", "user")}
    return editors
