"""Gauges that are read when Prometheus asks: queues, register, dumps, reminders."""

import logging
from collections.abc import Iterator

from django.db import Error
from django.db.models import Count, Min
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from desk.workflow.models import ScheduledPublication
from exports.dumps import manifest
from following.models import Letter, LetterRun
from register.versions import revision
from reminders.models import Run
from webhooks.models import Delivery

log = logging.getLogger(__name__)
_STATES = (TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED)


class InstallationCollector(Collector):
    """Gauges of this installation. While the database is away there is one, which says so."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        gauges = list(_dump_gauges())
        try:
            gauges += [*_task_gauges(), *_row_gauges()]
        except Error as error:
            log.warning("Metrics without the database: %s", error)
            is_up = False
        else:
            is_up = True
        yield from gauges
        yield _gauge("entente_database_up", "1 while the database answers.", is_up)


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)


def _task_gauges() -> Iterator[GaugeMetricFamily]:
    rows = DBTaskResult.objects.filter(status__in=_STATES).order_by().values_list("status")
    counts = dict(rows.annotate(Count("pk")))
    tasks = GaugeMetricFamily("entente_tasks", "Tasks of the worker by state.", labels=["state"])
    for state in _STATES:
        tasks.add_metric([state.lower()], counts.get(state, 0))
    yield tasks
    due = DBTaskResult.objects.ready().order_by().aggregate(first=Min("enqueued_at"))["first"]
    age = (timezone.now() - due).total_seconds() if due else 0
    yield _gauge("entente_oldest_task_seconds", "Seconds since the oldest due task was queued; 0: none.", age)


def _row_gauges() -> Iterator[GaugeMetricFamily]:
    waiting = Delivery.objects.waiting().count()
    yield _gauge("entente_webhook_deliveries_waiting", "Deliveries that were not taken yet.", waiting)
    overdue = ScheduledPublication.objects.due().count()
    yield _gauge("entente_publications_due", "Publications whose time has come and that wait.", overdue)
    yield _gauge("entente_register_revision", "Id of the last change of the register.", revision())
    if run := Run.objects.order_by("made_at").last():
        made = run.made_at.timestamp()
        yield _gauge("entente_reminders_timestamp_seconds", "When digests were last made.", made)
    yield _gauge(
        "entente_letters_waiting", "Letters to followers that wait.", Letter.objects.unsent().count()
    )
    if letters := LetterRun.objects.order_by("made_at").last():
        made = letters.made_at.timestamp()
        yield _gauge("entente_letters_timestamp_seconds", "When letters to followers were last made.", made)


def _dump_gauges() -> Iterator[GaugeMetricFamily]:
    """Nothing where no dump was made, so that its absence can be alerted on."""
    if last := manifest.last_manifest():
        yield _gauge(
            "entente_dump_timestamp_seconds", "When the last bulk files were made.", last.made.timestamp()
        )
        yield _gauge("entente_dump_revision", "Last change that the bulk files hold.", last.cursor)
