"""Addition of selected records to a collection."""

from collections.abc import Sequence

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import override

from activities.models import Activity
from agreements.models import Agreement
from record_collections.models import Collection, CollectionItem
from register.desk_changes import refresh_edited_marks


@transaction.atomic
def add_to_collection(
    *, collection: Collection, records: Sequence[Agreement] | Sequence[Activity], by: User
) -> int:
    """Puts records of one kind at the end of a collection, in their order. Returns how many were not in it yet."""
    collection = Collection.objects.select_for_update().get(pk=collection.pk)
    items = list(collection.items.all())
    there = {item.agreement_id or 0 for item in items}, {item.activity_id or 0 for item in items}
    place = max((item.position for item in items), default=-1) + 1
    new = [record for record in records if record.pk not in there[isinstance(record, Activity)]]
    for position, record in enumerate(new, place):
        CollectionItem.objects.create(
            collection=collection, position=position, **{record._meta.model_name: record}
        )
    if new:
        collection.save(update_fields=["updated_at"])  # lists say when a record was changed
        refresh_edited_marks([collection])
        with override(None):  # the history page translates it
            added = [{"added": {"name": str(CollectionItem._meta.verbose_name), "object": str(len(new))}}]
        LogEntry.objects.log_actions(by.pk, [collection], CHANGE, added)
    return len(new)
