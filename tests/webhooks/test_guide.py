"""The receiver in the guide works as it stands there."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from register.publishing import publish
from tests.factories import EndpointFactory, OrganizationFactory, PartnerFactory
from tests.webhooks.receiver import wait_for
from webhooks import actions, dispatcher
from webhooks.models import Delivery

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[2] / "docs" / "webhooks.md"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def is_listening(port) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_the_receiver_of_the_guide_keeps_each_message_once(insecure, tmp_path):
    [program] = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    port = free_port()
    endpoint = EndpointFactory.build(partner=PartnerFactory(), url=f"http://127.0.0.1:{port}/")
    secret = actions.create_endpoint(endpoint=endpoint)["v1"]
    versions = publish(OrganizationFactory(), OrganizationFactory(), by=None)
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "ENTENTE_SECRET": secret, "PORT": str(port)},
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: is_listening(port))
        dispatcher.dispatch_due(seconds=10)
        actions.redeliver(deliveries=Delivery.objects.all())
        dispatcher.dispatch_due(seconds=10)
        forged = actions.rotate_secrets(endpoint=endpoint, by=None, overlap=actions.ROTATION_OVERLAP * 0)
        test = actions.send_test_delivery(endpoint=endpoint)
        dispatcher.dispatch_due(seconds=10)
    finally:
        process.kill()
        process.wait()

    with closing(sqlite3.connect(tmp_path / "inbox.db")) as inbox:
        kept = inbox.execute("SELECT id, type FROM inbox ORDER BY id").fetchall()
    assert kept == [(f"change_{version.pk}", "organization.published") for version in versions]
    test.refresh_from_db()
    assert (forged["v1"] != secret, test.attempts[0]["status"]) == (True, 400)
