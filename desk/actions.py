"""Actions on the editorial state of a record before it is published."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from history.acts import act
from history.choices import ActKind
from register.choices import EditorialState
from register.records import Record

REVIEW_STEPS: dict[str, EditorialState] = {
    EditorialState.DRAFT: EditorialState.IN_REVIEW,
    EditorialState.IN_REVIEW: EditorialState.DRAFT,
}


@transaction.atomic
def change_editorial_state(*, record: Record, by) -> EditorialState | None:
    """Send a draft to review, or back. Returns the state that it has now; None for a record that is neither.

    Only from the state that ``record`` has: it may have been published since it was read.
    """
    state = REVIEW_STEPS.get(record.editorial_state)
    if state:
        rows = type(record)._default_manager.filter(pk=record.pk, editorial_state=record.editorial_state)
        with act(kind=ActKind.REVIEW, by=by):
            rows.update(editorial_state=state)
        LogEntry.objects.log_actions(by.pk, [record], CHANGE, f"Editorial state: {state}.")
    return state
