"""Marks "edited since published" of the records that mention one whose name changed: at once, or in the background.

Whether a record differs from what is public shows in its whole body: of thousands that is too long to wait for. A task
goes through them, a transaction for each batch, and may begin anew as often as it is killed.
"""

from datetime import timedelta
from itertools import batched
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from register.desk_changes import refresh_edited_marks
from register.kinds import kind_named, kind_of, kinds
from register.records import Record, RecordQuerySet, primary_keys_by_model

AT_ONCE = 100  # records of a kind that a form marks while somebody waits
_BATCH_SIZE = 200
# Looks beside the first one: a worker that is killed takes the task that it had along
_LATER_LOOKS = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=2))


def refresh_mentions(record: Record) -> None:
    """Marks the public records that mention this one; where there are many, has them marked in the background."""
    mentioning = [list(records[: AT_ONCE + 1]) for records in _mentioning(record)]
    if all(len(records) <= AT_ONCE for records in mentioning):
        for records in mentioning:
            refresh_edited_marks(records)
        return
    edit = str(uuid4())
    for delay in (timedelta(0), *_LATER_LOOKS):
        refresh_many.using(run_after=timezone.now() + delay).enqueue(kind_of(record).name, record.pk, edit)


@task
def refresh_many(kind_name: str, pk: int, edit: str) -> None:
    """Marks all public records that mention this one, unless an earlier look after the same edit has done so."""
    if _done_after([kind_name, pk, edit]).exists():
        return
    for record in kind_named(kind_name).model._default_manager.filter(pk=pk):
        for records in _mentioning(record):
            for pks in batched(list(records.order_by("pk").values_list("pk", flat=True)), _BATCH_SIZE):
                with transaction.atomic():
                    refresh_edited_marks(records.model._default_manager.filter(pk__in=pks))


def are_marked_later(record: Record) -> bool:
    """True while records that mention it wait for their marks."""
    waiting = DBTaskResult.objects.filter(
        task_path=refresh_many.module_path,
        status=TaskResultStatus.READY,
        args_kwargs__args__0=kind_of(record).name,
        args_kwargs__args__1=record.pk,
    )
    return waiting.exclude(Exists(_done_after(OuterRef("args_kwargs__args")))).exists()


def _mentioning(record: Record) -> list[RecordQuerySet]:
    keys = primary_keys_by_model([record])
    return [kind.records_mentioning(keys).published() for kind in kinds()]


def _done_after(arguments):
    """The looks with these arguments that came to their end."""
    return DBTaskResult.objects.filter(
        task_path=refresh_many.module_path,
        status=TaskResultStatus.SUCCESSFUL,
        args_kwargs__args=arguments,
    )
