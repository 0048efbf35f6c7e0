"""The command db_worker of django-tasks-db, which goes on by itself after the database was away."""

import logging
import time

from django.db import Error, connections
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from core.database_errors import is_database_away

logger = logging.getLogger("django_tasks_db")
_PAUSE_SECONDS = 2


class PatientWorker(db_worker.Worker):
    """A worker that waits for a database that is away; the task that it was at then has failed."""

    def run(self):
        while self.running:
            try:
                self._fail_broken_off_tasks()
                return super().run()
            except Error as error:
                if not is_database_away(error):
                    raise
                logger.error("The database is away, trying again in %s seconds: %s", _PAUSE_SECONDS, error)
                connections.close_all()
                time.sleep(_PAUSE_SECONDS)

    def _fail_broken_off_tasks(self) -> None:
        """Note the failure of tasks that this worker could note nothing of."""
        for task in DBTaskResult.objects.running().filter(worker_ids__contains=[self.worker_id]):
            task.set_failed(ConnectionError("The database was away when the task ended."))


class Command(db_worker.Command):
    def handle(self, **options):
        db_worker.Worker = PatientWorker  # made in the middle of handle(), which takes no other
        super().handle(**options)
