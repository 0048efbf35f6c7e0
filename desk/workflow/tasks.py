"""Background task of publications at a set time. What is due is in their table alone; a task only looks there."""

from datetime import datetime, timedelta

from django.tasks import task
from django.utils import timezone

from desk.workflow.models import ScheduledPublication
from desk.workflow.scheduling import publish_due

_AGAIN_AFTER = timedelta(minutes=1)
# Looks beside the one at the time itself: a worker that is killed takes the task that it had along
_LATER_LOOKS = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=2))


@task
def publish_what_is_due() -> None:
    """Publish what is due. Before, ask for another look, as this one may be killed."""
    if ScheduledPublication.objects.due().exists():
        publish_what_is_due.using(run_after=timezone.now() + _AGAIN_AFTER).enqueue()
        publish_due()


def wake_at(moment: datetime) -> None:
    """Enqueue the looks for a publication at this moment, within the transaction that sets it."""
    for delay in (timedelta(0), *_LATER_LOOKS):
        publish_what_is_due.using(run_after=moment + delay).enqueue()


def wake_if_overdue() -> None:
    """Enqueue a look now where something is overdue for long: every task for it was lost, or no worker runs."""
    if ScheduledPublication.objects.due(by=timezone.now() - 5 * _AGAIN_AFTER).exists():
        publish_what_is_due.enqueue()
