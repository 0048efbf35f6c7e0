"""Probes: liveness, without the database, and readiness, with it."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from core.database_errors import RETRY_AFTER_SECONDS
from register.models import Entry


@never_cache
def liveness(request):
    """Liveness: 200 while the process answers. One that fails is to be started again."""
    return _text_response("ok")


@never_cache
def readiness(request):
    """Readiness: 200 where desk and register can be read and have every table; else 503, and no requests, please."""
    try:
        Entry.public.only("ref").first()
        missing = _newest_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    except Error:
        return _not_ready("The database cannot be read.")
    return _not_ready("Migrations are missing: run migrate.") if missing else _text_response("ok")


@cache
def _newest_migrations() -> set[tuple[str, str]]:
    """The last migration of each app of this code."""
    return set(MigrationLoader(None).graph.leaf_nodes())


def _not_ready(reason: str) -> HttpResponse:
    response = _text_response(reason, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _text_response(line: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{line}\n", content_type="text/plain", status=status)
