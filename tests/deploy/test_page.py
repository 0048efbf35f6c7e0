"""The page and the files of an installation say the same."""

import re
from pathlib import Path

from devtools import ROOT

PAGE = (ROOT / "docs/operations.md").read_text()


def test_the_script_is_the_commands_of_the_page():
    section = PAGE.partition("\n## Installing it\n")[2].partition("\n## ")[0]
    commands = re.findall(r"^```sh\n(.*?)^```$", section, re.S | re.M)

    script = (ROOT / "deploy/install.sh").read_text()

    assert script.partition("HOST=$1\n\n")[2] == "\n".join(commands)


def test_every_timer_is_started_and_has_its_service():
    script = (ROOT / "deploy/install.sh").read_text()
    timers = {path.name for path in (ROOT / "deploy/systemd").glob("*.timer")}

    for verb in ("enable", "start"):
        named = re.findall(rf"^systemctl {verb} (entente-dumps.*\n.*)", script, re.M)[0]
        assert {*named.replace("\\\n", "").split()} == timers
    assert all((ROOT / "deploy/systemd" / f"{Path(timer).stem}.service").exists() for timer in timers)


def test_every_setting_of_the_template_is_on_the_page():
    names = re.findall(r"^([A-Z_]+)=", (ROOT / "deploy/environment").read_text(), re.M)

    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_timeouts_of_the_servers_fit_together():
    gunicorn = (ROOT / "gunicorn.conf.py").read_text()
    nginx = (ROOT / "deploy/nginx.conf").read_text()
    unit = (ROOT / "deploy/systemd/entente-web.service").read_text()

    timeout, graceful = (
        int(re.search(rf"^{name} = (\d+)", gunicorn, re.M)[1]) for name in ("timeout", "graceful_timeout")
    )

    assert max(map(int, re.findall(r"proxy_read_timeout (\d+)s", nginx))) == timeout
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > graceful
