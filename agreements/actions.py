"""Changes to agreements that mean more than a save."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.implied_milestones import implied_milestones
from agreements.models import Agreement, Milestone
from register import draft_changes


@transaction.atomic
def add_milestone_to_older(*, newer: Agreement, older: Agreement, kind: str, by) -> Milestone:
    """Add to the key dates of the older agreement what the newer one did to it, as `lineage.offers` offers it.

    Raises ValidationError where that is not offered, above all because it is there already.
    """
    older = Agreement.objects.select_for_update().get(pk=older.pk)  # two clicks are told apart
    offered = [
        implied.milestone
        for implied in implied_milestones(newer)
        if implied.older == older and implied.milestone.kind == kind
    ]
    if not offered:
        raise ValidationError(_("There is nothing to add: it is there already, or no relation says it."))
    [milestone] = offered
    milestone.save()
    older.save(update_fields=["updated_at"])  # whoever has it open is told before they overwrite it
    draft_changes.refresh_edited_marks([older])
    with override(None):  # the history translates it for whoever reads it
        added = {"name": str(Milestone._meta.verbose_name), "object": str(milestone)}
    LogEntry.objects.log_actions(by.pk, [older], CHANGE, [{"added": added}])
    return milestone
