"""Acts: account, kind and reason of what is written to the desk.

They are variables of the session of the database, which the triggers of the history read.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from psycopg.pq import TransactionStatus

from core.request_ids import current_request_id
from history.choices import ActKind

_MAX_REASON = 400


@dataclass(frozen=True)
class _Context:
    """Account, kind and reason of what is going on."""

    by: int | None = None
    kind: str = ""
    reason: str = ""
    request_id: str = ""


_NONE = _Context()
_current: ContextVar[_Context] = ContextVar("act", default=_NONE)


@contextmanager
def act(*, kind: ActKind, by: Any = None, reason: str = "") -> Iterator[None]:
    """Everything written to the desk inside is one act of this kind, in each transaction.

    Inside of another act it is one of its own; account and reason are those of the other where it has none.
    """
    outer = _current.get()
    inner = _Context(
        by=by.pk if by else outer.by,
        kind=kind,
        reason=reason[:_MAX_REASON] or outer.reason,
        request_id=current_request_id()[:64],
    )
    token = _current.set(inner)
    _set_variables(inner)
    try:
        yield
    finally:
        _current.reset(token)
        if not _is_to_be_rolled_back():  # else the variable is rolled back with the rest
            _set_variables(outer)


def current_act() -> int | None:
    """Key of the act that has recorded changes in this transaction; None before its first change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('history.act', true), '')::bigint")
        return cursor.fetchone()[0]


def _set_variables(context: _Context) -> None:
    """Set the variables for the session. The next change begins a new act."""
    text = "" if context == _NONE else json.dumps(asdict(context))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('history.context', %s, false), set_config('history.act', '', false)", [text]
        )


def _is_to_be_rolled_back() -> bool:
    """True of a transaction that failed or is marked so, and of a session that was lost."""
    session = connection.connection
    if session is None or session.closed or (connection.in_atomic_block and connection.needs_rollback):
        return True
    return session.info.transaction_status == TransactionStatus.INERROR
