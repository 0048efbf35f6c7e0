"""The Python client, built and imported from its wheel, against a real server."""

import importlib
import subprocess
import sys
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from people.actions import hide_person
from register.models import Entry, Version
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.docs.conftest import CLIENT


@pytest.fixture(scope="module")
def client_module(client_wheel):
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(client_wheel)
        yield importlib.import_module("entente_client")


@pytest.fixture
def register(client_module, live_server, settings):
    """Three agreements, the last of them A3, as the client meets them."""
    settings.SITE_URL = live_server.url
    publish(*[make.AgreementFactory(titled=True) for _ in range(3)], by=None)
    return client_module.Register(live_server.url)


@pytest.fixture
def scripted(client_module):
    """``scripted((429, {"Retry-After": "7"}), (200, {}))``: a register whose server gives these answers, in turn.

    Its ``slept`` are the seconds that it was made to wait, its ``requests`` the headers of each request.
    """
    servers = []

    def scripted(*answers, **options):
        answers, requests = list(answers), []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                requests.append(dict(self.headers))
                status, headers = answers.pop(0)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if status != 304:
                    self.wfile.write(b'{"results": []}')

            def log_message(self, *args):
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        Thread(target=servers[-1].serve_forever, daemon=True).start()
        register = client_module.Register(f"http://127.0.0.1:{servers[-1].server_port}", **options)
        register.slept, register.requests = [], requests
        register._http.sleep = register.slept.append
        return register

    yield scripted
    for server in servers:
        server.shutdown()
        server.server_close()


def test_lists_turn_their_pages_by_themselves(register):
    entries = register.agreements(limit=1, ordering="published", fields=["ref"])

    assert sorted(entry["record"]["ref"] for entry in entries) == ["A1", "A2", "A3"]
    assert list(register.agreements(form=["treaty", "plan"])) == []


def test_a_record_is_had_with_its_versions(register):
    entry = register.agreement("A1", on="2020-01-01")

    [version] = register.versions("A1")
    assert (entry["ref"], entry["version"], entry["sha256"]) == ("A1", 1, version["sha256"])
    assert register.version("A1", 1) == Version.objects.get(ref="A1").body.encode()
    assert register.organization("O1")["kind"] == "organization"


def test_what_is_linked_falls_due_or_is_meant_is_had_too(register):
    agreement = make.AgreementFactory(titled=True, text__title="Ends in time")
    make.MilestoneFactory(agreement=agreement, on="2020-01-01")
    make.TermFactory(agreement=agreement, length="", until="2031-06-30", starts_on="2020-01-01")
    publish(agreement, by=None)

    [due] = register.deadlines(after="2031-01-01", kind=["end"])
    assert (due["ref"], due["latest"]) == ("A4", "2031-06-30")
    assert [link["relation"] for link in register.links("A4", direction=["outgoing"])] == ["party"]
    assert [record["ref"] for record in register.suggestions(q="ends in ti")] == ["A4"]


def test_bytes_of_another_hash_are_refused(register, client_module):
    with pytest.raises(client_module.Altered, match="Version 1 of A1 should have the hash 0000."):
        register.version("A1", 1, sha256="0000")


def test_changes_go_on_from_where_one_stopped(register):
    changes = list(register.changes())
    publish(make.OrganizationFactory(), by=None)

    assert [change["ref"] for change in register.changes(after=changes[-1]["id"])] == ["O4"]
    assert [change["id"] for change in register.changes()] == list(
        Version.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_a_problem_says_what_was_wrong(register, client_module):
    with pytest.raises(client_module.Problem, match="did you mean `limit`") as caught:
        list(register.agreements(limt=2))

    problem = caught.value
    assert (problem.status, problem.code, problem.reason) == (400, "invalid_parameters", {})
    assert [(error["parameter"], error["code"]) for error in problem.errors] == [
        ("limt", "unknown_parameter")
    ]
    assert len(problem.request_id) == 36


@pytest.mark.parametrize("ref", ["O1", "1", "", "A", "A1/versions/1", "A?"])
def test_what_is_no_reference_of_the_kind_is_not_asked(register, ref):
    with pytest.raises(ValueError, match="not a reference such as A1"):
        register.agreement(ref)


def test_what_was_withdrawn_or_merged_is_told(register, client_module):
    kept, doubled = make.OrganizationFactory(), make.OrganizationFactory()
    publish(kept, doubled, by=None)
    merge(doubled, into=kept, by=None)
    withdraw(kept, by=None, reason={"en": "It never was."})

    with pytest.raises(client_module.Problem) as withdrawn:
        register.organization("O4")
    assert (withdrawn.value.status, withdrawn.value.reason) == (410, {"en": "It never was."})
    assert [version["action"] for version in register.versions("O5")] == ["published", "merged"]


def test_a_version_of_what_was_merged_is_not_taken_for_another(register, client_module):
    kept, doubled = make.OrganizationFactory(), make.OrganizationFactory()
    publish(kept, doubled, by=None)
    merge(doubled, into=kept, by=None)

    assert register.organization("O5")["ref"] == "O4"
    with pytest.raises(client_module.Problem, match="O5 was merged into another record"):
        register.version("O5", 1)


def test_what_has_not_changed_is_not_sent_again(scripted):
    register = scripted((200, {"ETag": 'W/"1"'}), (304, {}), (200, {"ETag": 'W/"2"'}), (304, {}))

    for _ in range(4):
        assert register.vocabularies() == {}

    assert [headers.get("If-None-Match") for headers in register.requests] == [
        None,
        'W/"1"',
        'W/"1"',
        'W/"2"',
    ]


def test_memory_is_bounded(scripted):
    register = scripted(*[(200, {"ETag": '"1"'})] * 4, remembered=2)

    for name in ("1", "2", "3", "1"):
        register._http.json(f"{register.address}{name}")

    assert [address[-1] for address in register._http.memory] == ["3", "1"]


def test_a_busy_register_is_given_the_time_it_asks_for(scripted, client_module):
    register = scripted((429, {"Retry-After": "7"}), (503, {"Retry-After": "0"}), (503, {}), (200, {}))

    assert register.vocabularies() == {}
    assert register.slept == [7, 1, 1]


def test_patience_ends(scripted, client_module):
    register = scripted((429, {"Retry-After": "7"}), (429, {"Retry-After": "7"}), patience=10)

    with pytest.raises(client_module.Problem) as caught:
        register.vocabularies()

    assert (caught.value.status, register.slept) == (429, [7])


def test_a_key_goes_to_its_own_register_only(scripted):
    other = scripted((200, {}))
    register = scripted((200, {}), (308, {"Location": f"{other.address}elsewhere"}), key="ent_1.secret")

    register.vocabularies()
    register.vocabularies()
    register._http.memory.clear()

    assert [headers.get("Authorization") for headers in register.requests] == ["Bearer ent_1.secret"] * 2
    assert [headers.get("Authorization") for headers in other.requests] == [None]


def test_only_the_web_is_asked(client_module):
    with pytest.raises(ValueError, match="no address of a register"):
        client_module.Register("file:///etc").vocabularies()


def test_the_example_keeps_a_copy_true(register, client_wheel, tmp_path):
    agreement = make.AgreementFactory(titled=True)
    wrong, doubled, kept, person = (
        make.OrganizationFactory(), make.OrganizationFactory(), make.OrganizationFactory(), make.PersonFactory()
    )  # fmt: skip
    publish(agreement, wrong, doubled, kept, person, by=None)

    def follow():
        example = [
            sys.executable,
            CLIENT / "examples" / "follow.py",
            register.address.split("/api")[0],
            tmp_path,
        ]
        return subprocess.run(
            example, env={"PYTHONPATH": str(client_wheel)}, capture_output=True, text=True, check=True
        ).stdout

    first = follow()
    agreement.texts.update(title="Another title")
    publish(agreement, by=None)
    withdraw(wrong, by=None, reason={"en": "It never was."})
    merge(doubled, into=kept, by=None)
    hide_person(person=person, reason="Asked.", basis="GDPR 17", public_reason={"en": "On request."}, by=None)
    count = Version.objects.count()

    assert [first, follow(), follow()] == [
        f"{first.split()[0]} changes\n", f"{count - int(first.split()[0])} changes\n", "0 changes\n"
    ]  # fmt: skip
    public = dict(Entry.objects.values_list("ref", "body"))
    assert {path.stem: path.read_text() for path in tmp_path.glob("*.json")} == public


def test_the_wheel_is_typed(client_wheel):
    with zipfile.ZipFile(client_wheel) as wheel:
        assert "entente_client/py.typed" in wheel.namelist()
        metadata = next(name for name in wheel.namelist() if name.endswith("METADATA"))
        assert "Requires-Dist" not in wheel.read(metadata).decode()
