"""A pytest plugin (``-p devtools.mutants.under_measure``): which test uses which lines and templates, and its time."""

import json
import os
import time
from collections import defaultdict
from pathlib import Path

import coverage
import pytest
from django.test.signals import template_rendered

DIRECTORY = "ENTENTE_COVER_MAP"  # the environment variable that names where the parts of the map are written


class Measure:
    def __init__(self, directory: Path, packages: list[str]):
        part = str(os.getpid())
        self.file = directory / f"{part}.json"
        self.coverage = coverage.Coverage(
            data_file=str(directory / f"{part}.coverage"), source=packages, config_file=False, messages=False
        )
        self.templates: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}
        self.test = ""
        self.coverage.start()
        template_rendered.connect(self.note_template)

    def note_template(self, template, **_kwargs):
        if self.test and template.origin:
            self.templates[str(template.origin.name)].add(self.test)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.test = item.nodeid
        self.coverage.switch_context(item.nodeid)
        begin = time.monotonic()
        result = yield
        self.seconds[item.nodeid] = time.monotonic() - begin
        self.test = ""
        self.coverage.switch_context("")
        return result

    def pytest_sessionfinish(self):
        self.coverage.stop()
        self.coverage.save()
        templates = {name: sorted(tests) for name, tests in self.templates.items()}
        self.file.write_text(json.dumps({"seconds": self.seconds, "templates": templates}))


def pytest_configure(config):
    is_controller = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if not is_controller:
        packages = os.environ["ENTENTE_COVER_PACKAGES"].split(",")
        config.pluginmanager.register(Measure(Path(os.environ[DIRECTORY]), packages))
