"""Background task that builds a dump, for the staff area."""

from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from exports.dumps import builder


@task
def build_dump_task() -> None:
    """Build a dump, after one that is being built now: that one began before the request."""
    builder.build_dump(is_patient=True)


def is_dump_queued() -> bool:
    """True while the task waits for a worker."""
    return DBTaskResult.objects.filter(
        task_path=build_dump_task.module_path, status=TaskResultStatus.READY
    ).exists()


def queue_dump() -> None:
    """Queue the task, once for all requests before a worker starts it."""
    if not is_dump_queued():
        build_dump_task.enqueue()
