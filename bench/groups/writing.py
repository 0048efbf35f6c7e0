"""Publishing and imports. Everything is undone: the database is as it was."""

import time
from contextlib import contextmanager

from django.db import connection, connections, transaction

from bench.data.interchange_file import interchange_file
from bench.groups import Measured, Setting
from bench.lines import Line
from bench.measuring import REFERENCE, Group, Samples, interleave
from bench.references import plain_app
from interchange.actions import import_files
from register.publishing import publish
from tests.factories import AgreementFactory, OrganizationFactory

IMPORTED = 400


@contextmanager
def undone():
    """Changes that nobody sees afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def publishing(setting: Setting) -> Measured:
    """An agreement that is changed and published again, between organizations that are public."""
    with undone():
        organizations = [OrganizationFactory() for _number in range(3)]
        publish(*organizations, by=None)
        agreement = AgreementFactory(titled=True, party__organization=organizations[0])
        publish(agreement, by=None)

        def change() -> None:
            text = agreement.texts.get()
            text.title = f"Changed at {time.perf_counter()}"
            text.save()
            publish(agreement, by=None)

        group = interleave({REFERENCE: plain_app.three_queries, "publish one": change}, setting.rounds * 2)
    return Measured(group, [Line.of_samples("publish one", group["publish one"], 50)])


def imports(setting: Setting) -> Measured:
    """Agreements a second that are checked and stored as drafts, and that are published as well."""
    content = interchange_file(IMPORTED)
    names = {"checked": False, "published": True}
    group: Group = {name: Samples(is_rate=True) for name in names}
    group |= {f"{name}, database side": Samples(is_rate=True) for name in names}
    for _round in range(max(2, setting.rounds // 8)):
        for name, is_published in names.items():
            whole, in_database = _imported(content, is_published=is_published)
            group[name].values.append(IMPORTED / whole)
            group[f"{name}, database side"].values.append(IMPORTED / in_database)
    budgets = {
        "checked": 2000,
        "published": 1000,
        "checked, database side": 8000,
        "published, database side": 3000,
    }
    lines = [
        Line.of_samples(f"import, {name}", group[name], budget, "a second")
        for name, budget in budgets.items()
    ]
    return Measured(group, lines)


def _imported(content: dict, *, is_published: bool) -> tuple[float, float]:
    """Seconds of an import: in all, and those of its statements."""
    spent = 0.0

    def watch(execute, sql, params, many, context):
        nonlocal spent
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += time.perf_counter() - started

    with undone(), connection.execute_wrapper(watch):
        started = time.perf_counter()
        import_files([content], publish=is_published, skip_bad=False, by=None)
        whole = time.perf_counter() - started
    assert not connections["default"].in_atomic_block
    return whole, spent
