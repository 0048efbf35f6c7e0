"""Actions on agreements: add a milestone that a newer agreement implies."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.implied_milestones import implied_milestones
from agreements.models import Agreement, Milestone
from register import desk_changes


@transaction.atomic
def add_milestone_to_older(*, newer: Agreement, older: Agreement, kind: str, by) -> Milestone:
    """Add a milestone to the older agreement that a relation of the newer one implies.

    Raises ValidationError if `implied_milestones` has none of this kind, above all because it is recorded already.
    """
    older = Agreement.objects.select_for_update().get(pk=older.pk)  # one of two clicks waits for the other
    offered = [
        implied.milestone
        for implied in implied_milestones(newer)
        if implied.older == older and implied.milestone.kind == kind
    ]
    if not offered:
        raise ValidationError(_("There is nothing to add: it is there already, or no relation says it."))
    [milestone] = offered
    milestone.save()
    older.save(update_fields=["updated_at"])  # lists say when a record was changed
    desk_changes.refresh_edited_marks([older])
    with override(None):  # the history page translates it
        added = {"name": str(Milestone._meta.verbose_name), "object": str(milestone)}
    LogEntry.objects.log_actions(by.pk, [older], CHANGE, [{"added": added}])
    return milestone
