"""The background step that sends webhooks. A task is only a nudge: what is to be sent stands in the tables."""

from collections.abc import Sequence

from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from register.models import Version
from webhooks import dispatcher, emails
from webhooks.models import Endpoint

_TURN_SECONDS = 20.0  # seconds, so that imports of spreadsheets have theirs


@task
def deliver() -> None:
    """Send what is due, and ask for the next time."""
    run_deliveries(seconds=_TURN_SECONDS)


def run_deliveries(*, seconds: float) -> None:
    """Send what is due for so long, write to partners whose webhooks were stopped, and ask for the next time."""
    if dispatcher.dispatch_due(seconds=seconds):
        emails.send_stopped_emails()
        _schedule_next_run()


def _schedule_next_run() -> None:
    """Have a worker come when the next message is due, unless one will have come by then."""
    due = dispatcher.next_due_at()
    if due is None:
        return
    asked_for = DBTaskResult.objects.filter(
        task_path=deliver.module_path, status=TaskResultStatus.READY, run_after__lte=max(due, timezone.now())
    )
    if not asked_for.exists():
        deliver.using(run_after=due if due > timezone.now() else None).enqueue()


def wake_delivery_worker(versions: Sequence[Version] = ()) -> None:
    """Have a worker come now, or when this transaction commits."""
    if Endpoint.objects.active().exists():
        deliver.enqueue()
