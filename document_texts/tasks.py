"""Background task that extracts the texts of documents."""

from datetime import timedelta

from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from document_texts.extraction import extract_waiting
from document_texts.models import DocumentText

_TURN_SECONDS = 20.0  # of one task, so that others have their turn
_AGAIN_AFTER = timedelta(minutes=10)


@task
def extract_texts() -> None:
    """Extract the texts that wait for a while, and go on later with what is left.

    Before, ask for another look: a worker that is killed takes the task that it had along.
    """
    is_asked_for = _asked_for().filter(run_after__gt=timezone.now()).exists()
    if DocumentText.objects.waiting().exists() and not is_asked_for:
        extract_texts.using(run_after=timezone.now() + _AGAIN_AFTER).enqueue()
    if extract_waiting(seconds=_TURN_SECONDS):
        wake_worker()


def wake_worker() -> None:
    """Enqueue the task where a text waits, unless it is; a worker takes it when this transaction commits."""
    if DocumentText.objects.waiting().exists() and not _asked_for().ready().exists():
        extract_texts.enqueue()


def _asked_for():
    """Tasks of this kind that no worker has taken, now or later."""
    return DBTaskResult.objects.filter(task_path=extract_texts.module_path, status=TaskResultStatus.READY)
