"""What every test gets: no network, cheap passwords, and a browser where there is one."""

import gc
import ipaddress
import os
import shutil
import socket
import threading

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection, connections
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.template.base import PartialTemplate, Template
from django.test import TransactionTestCase, override_settings
from django.test.signals import template_rendered
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

import config.settings
from tests import leftovers
from tests.program_role import make_program_role
from tests.surface import reading_role

NO_BROWSER = "no browser was found"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER_OPTIONS = (
    "--disable-background-networking",  # a browser that looks for updates is not the page's doing
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


# a busy computer breaks no property; of one that hangs the time limit of each test tells
settings.register_profile(
    "unhurried",
    settings.default,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")

gc.disable()  # until all tests are collected: hardly anything of that is garbage


def pytest_collection_finish():
    gc.enable()
    gc.set_threshold(50_000, 100)  # of the objects a page makes few are garbage that only this finds
    gc.freeze()
    gc.callbacks.append(keep_what_is_left)


MANY = 100_000  # objects; fewer are looked through in less than a tenth of a second


def keep_what_is_left(phase, about):
    """Modules, compiled templates and translations stay to the end: each is looked through once.

    Looking through all of them again and again took a third of the time of some tests.
    """
    if phase == "stop" and about["generation"] == 2 and len(gc.get_objects(generation=2)) > MANY:
        gc.freeze()


# Every test


@pytest.fixture(scope="session", autouse=True)
def network_off():
    """Only this computer answers: a test that needs more would fail for somebody."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


def guarded(connect):
    def connect_here(self, address):
        if self.family != socket.AF_UNIX and not is_here(address[0]):
            raise RuntimeError(f"A test may not connect to {address[0]}: the network is off.")
        return connect(self, address)

    return connect_here


def is_here(host):
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # some other name
        return False


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests(tmp_path_factory):
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # the real one is slow on purpose
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        DUMPS_ROOT=tmp_path_factory.mktemp("dumps"),
        REQUIRE_MFA=False,  # a test that is about second factors sets it
        # a page that is asked for twice is built twice: a test that is about keeping pages sets it
        CACHES={
            **config.settings.CACHES,
            "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        },
        RATE_LIMITS=dict.fromkeys(config.settings.RATE_LIMITS, 0),  # a test that is about limits sets them
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            # the deployed one needs collected files
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(autouse=True)
def in_english():
    """A page leaves its language behind in the thread that served it; each test starts in English."""
    translation.activate("en")


@pytest.fixture(scope="session", autouse=True)
def locks_of_requests():
    """A request that locks rows outside of a transaction fails as in production: the test's own would hide it."""
    in_request = set()

    def begin(**kwargs):
        in_request.add(threading.get_ident())

    def end(**kwargs):
        in_request.discard(threading.get_ident())

    def execute_sql(compiler, *args, **kwargs):
        blocks = compiler.connection.atomic_blocks
        is_alone = bool(blocks) and all(block._from_testcase for block in blocks)
        if compiler.query.select_for_update and is_alone and threading.get_ident() in in_request:
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        return executed(compiler, *args, **kwargs)

    executed = SQLCompiler.execute_sql
    request_started.connect(begin)
    request_finished.connect(end)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "execute_sql", execute_sql)
        yield
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture(scope="session", autouse=True)
def contexts_of_pages():
    """Tests ask for the context of a page, of which Django's test client copies that of each template in it as well."""

    def render(template, context):
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        patch.setattr(PartialTemplate, "_render", render)
        yield


# The browser


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, else Playwright's own. Neither: the test is skipped; with CI=true it fails."""
    known = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # While an event loop runs, connections are kept by context and not by thread: keep those that tests use.
        for alias, connection_in_use in known.items():
            connections[alias] = connection_in_use
        # Playwright's event loop lives in this thread, so Django would refuse to query in it
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = launched(playwright.chromium)
        yield browser
        browser.close()


def launched(chromium):
    # a browser under libfaketime (./dev dates) keeps every core busy; no script of ours asks what day it is
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    installed = [*map(shutil.which, BROWSERS), *filter(os.path.exists, BROWSER_APPLICATIONS)]
    why = NO_BROWSER
    for path in [*filter(None, installed), None]:
        try:
            return chromium.launch(
                executable_path=path,
                args=BROWSER_OPTIONS,
                env=environment,
                chromium_sandbox=os.geteuid() != 0,  # root has none
            )
        except BrowserError as error:
            why = f"{NO_BROWSER}: {error.message.splitlines()[0]}"
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)


@pytest.fixture
def page_at(browser):
    """``page_at(360)``: a fresh page of that width. What it complains of in the console fails the test."""
    contexts, complaints = [], []

    def hear(message):
        about = message.location.get("url", "")
        # the page may answer 404 or 410, that is for the test to judge; the icon is the browser's own wish
        is_expected = "status of 4" in message.text and (
            about == message.page.url or about.endswith("/favicon.ico")
        )
        if message.type == "error" and not is_expected:
            complaints.append(f"{message.page.url}: {message.text} ({about})")

    def page_at(width):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, locale="en-US"))
        contexts[-1].set_default_timeout(10_000)
        page = contexts[-1].new_page()
        page.on("console", hear)  # violations of the content security policy are told here too
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield page_at
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(page_at):
    return page_at(1280)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(3600))


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if left_out:
        terminalreporter.section("browser")
        terminalreporter.line(
            f"{left_out} tests were left out for want of a browser. To get one: .venv/bin/playwright install "
            "chromium, or your system's (Debian: apt-get install chromium; macOS: brew install chromium)."
        )


# The register


# Tests may use both databases; the register's alias is the desk's connection, so that one transaction holds both.
TransactionTestCase.databases = frozenset({"default", "register"})
# Django's way empties every table, content types too, and makes those anew for only one of the two aliases.
TransactionTestCase._fixture_teardown = lambda self: leftovers.take_away_rows()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    connections["register"] = connections["default"]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # tests that begin with an empty register TRUNCATE, which the database refuses everywhere else
        cursor.execute("ALTER TABLE register_version DISABLE TRIGGER register_keep_all_versions")
        leftovers.let_tracked_tables_be_truncated(cursor)
        make_program_role()
        leftovers.remember_what_was_migrated()


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(django_db_blocker):
    """A file of tests leaves the database as it was migrated, or its last test fails: the next may be of any file."""
    yield
    with django_db_blocker.unblock():
        left = leftovers.left_behind()
    assert left == [], "a test of this file, or a fixture, left something behind in the database"


@pytest.fixture
def as_reader(db):
    """``with as_reader():`` the queries inside run under the role that may read the register only."""
    return reading_role
