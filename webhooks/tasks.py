"""Background task that sends deliveries, and its rescheduling. What is to be sent is in the tables alone."""

from collections.abc import Sequence

from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from register.models import Version
from webhooks import dispatcher, emails
from webhooks.models import Endpoint

_TURN_SECONDS = 20.0  # of one task, so that imports of spreadsheets have their turn


@task
def deliver() -> None:
    """Send due deliveries for a while, and schedule the next run."""
    run_deliveries(seconds=_TURN_SECONDS)


def run_deliveries(*, seconds: float) -> None:
    """Send due deliveries for so long and the e-mails about stopped endpoints, and schedule the next run."""
    if dispatcher.dispatch_due(seconds=seconds):
        emails.send_failure_emails()
        _schedule_next_run()


def _schedule_next_run() -> None:
    """Enqueue a task for when the next delivery is due, unless one is enqueued for that time or earlier."""
    due = dispatcher.next_due_at()
    if due is None:
        return
    scheduled = DBTaskResult.objects.filter(
        task_path=deliver.module_path, status=TaskResultStatus.READY, run_after__lte=max(due, timezone.now())
    )
    if not scheduled.exists():
        deliver.using(run_after=due if due > timezone.now() else None).enqueue()


def wake_delivery_worker(versions: Sequence[Version] = ()) -> None:
    """Enqueue a task now; a worker takes it when this transaction commits. One of settings.REGISTER_FOLLOWERS."""
    if Endpoint.objects.active().exists():
        deliver.enqueue()
