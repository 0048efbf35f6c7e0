"""Bulk files made in the background, when somebody on the desk asks for them."""

from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from exports.dumps import builder


@task
def build_dump_task() -> None:
    """Make the files. One that is being made already began before this was asked: wait for it, and make another."""
    builder.build_dump(is_patient=True)


def is_dump_queued() -> bool:
    """Whether the files will be made as soon as a worker is free."""
    return DBTaskResult.objects.filter(
        task_path=build_dump_task.module_path, status=TaskResultStatus.READY
    ).exists()


def queue_dump() -> None:
    """Have the files made, once for all who ask before a worker comes."""
    if not is_dump_queued():
        build_dump_task.enqueue()
