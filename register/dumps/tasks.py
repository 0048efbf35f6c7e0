"""Bulk files made in the background, when somebody on the desk asks for them."""

from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from register.dumps import making


@task
def make_bulk_files() -> None:
    """Make the files. One that is being made already began before this was asked: wait for it, and make another."""
    making.make(is_patient=True)


def is_asked_for() -> bool:
    """Whether the files will be made as soon as a worker is free."""
    return DBTaskResult.objects.filter(
        task_path=make_bulk_files.module_path, status=TaskResultStatus.READY
    ).exists()


def ask() -> None:
    """Have the files made, once for all who ask before a worker comes."""
    if not is_asked_for():
        make_bulk_files.enqueue()
