"""gunicorn's configuration, which it takes by itself from the folder it is started in.

As many workers as cores (WEB_CONCURRENCY), without threads. With WEB_THREADS each worker streams so many responses at
once, however long they take: a thread of its own gives the signs of life meanwhile.
"""

import os

from prometheus_client import multiprocess

workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
if threads := int(os.environ.get("WEB_THREADS") or 0):
    worker_class = "gthread"
    worker_connections = threads  # whoever finds no thread free goes to another worker
# Without threads a worker that streams gives no sign of life. Statements have limits of their own, so nothing else
# comes near. The proxy's proxy_read_timeout is the same.
timeout = 600
graceful_timeout = 60  # systemd's TimeoutStopSec is longer
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1"
access_log_format = (
    "%(h)s %(m)s %(s)s %(B)s %(D)s %({x-request-id}o)s"  # no path: some hold secrets of calendars
)


def child_exit(server, worker):
    """Gauges of a worker end with it; its counts stay."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)
