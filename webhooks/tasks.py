"""The background step that sends webhooks. A task is only a nudge: what is to be sent stands in the tables."""

from collections.abc import Sequence

from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from register.models import Version
from webhooks import notices, sending
from webhooks.models import Endpoint

A_TURN = 20.0  # seconds, so that imports of spreadsheets have theirs


@task
def deliver() -> None:
    """Send what is due, and ask for the next time."""
    send(seconds=A_TURN)


def send(*, seconds: float) -> None:
    """Send what is due for so long, write to partners whose webhooks were stopped, and ask for the next time."""
    if sending.deliver(seconds=seconds):
        notices.send()
        ask_again()


def ask_again() -> None:
    """Have a worker come when the next message is due, unless one will have come by then."""
    due = sending.next_due()
    if due is None:
        return
    asked_for = DBTaskResult.objects.filter(
        task_path=deliver.module_path, status=TaskResultStatus.READY, run_after__lte=max(due, timezone.now())
    )
    if not asked_for.exists():
        deliver.using(run_after=due if due > timezone.now() else None).enqueue()


def nudge(versions: Sequence[Version] = ()) -> None:
    """Have a worker come now, or when this transaction commits."""
    if Endpoint.objects.active().exists():
        deliver.enqueue()
