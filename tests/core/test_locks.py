"""Advisory locks: distinct, and all in one module."""

from collections import Counter
from pathlib import Path

from django.apps import apps
from django.conf import settings

from core import locks


def lock_numbers() -> dict[str, int]:
    return {name: value for name, value in vars(locks).items() if name.endswith("_LOCK")}


def test_all_locks_are_distinct():
    assert len(lock_numbers()) == 11
    assert max(Counter(lock_numbers().values()).values()) == 1


def test_no_other_module_takes_advisory_locks():
    rooms = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]

    taking = [path for room in rooms for path in room.rglob("*.py") if "advisory" in path.read_text("utf-8")]

    assert len(rooms) == 28
    assert taking == [settings.BASE_DIR / "core" / "locks.py"]
