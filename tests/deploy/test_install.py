"""The steps of the page, done in a clean Debian: units that systemd takes and that run, and answers through nginx."""

import subprocess
import time

import pytest

from tests.deploy.conftest import HOST
from tests.deploy.units import run_once, running
from tests.own_database import wait_for

pytestmark = [pytest.mark.long]


def curl(root, path, *options) -> tuple[int, str]:
    """Status and all of the response, with its headers."""
    address = path if path.startswith("http") else f"https://{HOST}{path}"
    resolve = ["--resolve", f"{HOST}:80:127.0.0.1", "--resolve", f"{HOST}:443:127.0.0.1"]
    text = root.run("curl", "-ski", "--max-time", "60", *resolve, *options, address)
    return int(text.split()[1]), text


@pytest.fixture(scope="module")
def serving(installed):
    with running(installed, "entente-web", "entente-exports", "entente-worker"):
        wait_for(lambda: _is_ready(installed), seconds=120)
        yield installed


def _is_ready(root) -> bool:
    probe = root.command(
        "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:8000/readyz"
    )
    return subprocess.run(probe, capture_output=True).stdout == b"200"


def test_an_afternoon_is_enough(installed, record_property):
    record_property("seconds", round(installed.seconds))

    assert installed.seconds < 3600


def test_systemd_takes_every_unit(installed):
    listed = installed.run("sh", "-c", "systemd-analyze verify /etc/systemd/system/entente-* 2>&1")

    assert listed == ""


def test_the_script_runs_again_and_keeps_settings_and_keys(installed):
    before = installed.path("/etc/entente/environment").read_text()

    installed.run("sh", "/opt/entente/deploy/install.sh", HOST, is_online=True)

    assert installed.path("/etc/entente/environment").read_text() == before
    assert installed.path("/etc/postgresql/17/main/pg_hba.conf").read_text().count("map=entente") == 1


def test_pages_api_and_staff_area_answer_through_the_proxy(serving):
    english, korean = curl(serving, "/agreements/"), curl(serving, "/ko/agreements/")

    assert (english[0], korean[0]) == (200, 200)
    assert "협약" in korean[1], "translations are compiled"
    assert curl(serving, "/api/v1/agreements/")[0] == 200
    assert curl(serving, f"http://{HOST}/agreements/")[0] == 308
    status, login = curl(serving, "/admin/")
    assert (status, "location: /admin/login/" in login.lower()) == (302, True)


def test_static_files_are_for_ever_and_pages_are_kept_by_the_cache(serving):
    page = curl(serving, "/organizations/")[1]
    sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]

    assert "immutable" in curl(serving, sheet)[1]
    assert "x-cache: HIT" in curl(serving, "/organizations/")[1]
    assert "x-cache: HIT" not in curl(serving, "/organizations/", "-H", "Cookie: sessionid=x")[1]


def test_metrics_need_the_token_and_readiness_this_machine(serving):
    settings = serving.path("/etc/entente/environment").read_text()
    token = settings.partition("METRICS_TOKEN=")[2].split()[0]

    assert curl(serving, "/metrics")[0] == 403
    status, text = curl(serving, "/metrics", "-H", f"Authorization: Bearer {token}")
    assert (status, "entente_database_up 1.0" in text) == (200, True)
    assert curl(serving, "/readyz")[0] == 200


def test_what_the_timers_start_runs(serving):
    for unit in (
        "entente-dumps",
        "entente-reminders",
        "entente-letters",
        "entente-webhooks",
        "entente-daily",
    ):
        run_once(serving, unit)

    assert curl(serving, "/data/manifest.json")[0] == 200
    assert curl(serving, "/agreements/export.csv")[0] == 200


def test_what_is_too_large_is_refused_and_attachments_are_let_in(serving):
    serving.run("truncate", "--size=2M", "/tmp/large")

    assert curl(serving, "/reconcile", "--data-binary", "@/tmp/large")[0] == 413
    assert curl(serving, "/admin/login/", "--data-binary", "@/tmp/large")[0] != 413


def test_slow_clients_hold_no_worker(serving):
    part = f"POST /reconcile HTTP/1.1\\r\\nHost: {HOST}\\r\\nContent-Length: 1000\\r\\n\\r\\n"
    one = f"(printf '{part}'; sleep 20) | openssl s_client -quiet -connect 127.0.0.1:443 >/dev/null 2>&1 &"
    slow = f"for n in $(seq 20); do {one} done; wait"
    clients = subprocess.Popen(serving.command("sh", "-c", slow))
    try:
        time.sleep(5)
        began = time.monotonic()
        status = curl(serving, "/api/v1/organizations/?limit=1")[0]
        assert (status, time.monotonic() - began < 10) == (200, True)
    finally:
        clients.kill()
        clients.wait()
