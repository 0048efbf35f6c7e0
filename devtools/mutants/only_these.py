"""A pytest plugin (``-p devtools.mutants.only_these``): only the tests that a file names, in its order."""

import json
import os
from pathlib import Path

import pytest

FILE = "ENTENTE_ONLY_THESE"  # the environment variable that names the file: a list of node ids


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if not os.environ.get(FILE):
        return
    place = {test: number for number, test in enumerate(json.loads(Path(os.environ[FILE]).read_text()))}
    left_out = [item for item in items if item.nodeid not in place]
    config.hook.pytest_deselected(items=left_out)
    items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])
