"""Background task that extracts the texts of documents."""

from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from document_texts.extraction import extract_waiting
from document_texts.models import DocumentText

_TURN_SECONDS = 20.0  # of one task, so that others have their turn


@task
def extract_texts() -> None:
    """Extract the texts that wait for a while, and go on later with what is left."""
    if extract_waiting(seconds=_TURN_SECONDS):
        extract_texts.enqueue()


def wake_worker() -> None:
    """Enqueue the task where a text waits, unless it is; a worker takes it when this transaction commits."""
    queued = DBTaskResult.objects.filter(task_path=extract_texts.module_path, status=TaskResultStatus.READY)
    if DocumentText.objects.waiting().exists() and not queued.exists():
        extract_texts.enqueue()
