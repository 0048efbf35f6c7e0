"""Staff work through reports: linked to the record, closed by somebody, and forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import Attempt, Report
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    agreement = make.AgreementFactory(titled=True, text__title="Accord")
    publish(agreement, by=None)
    return make.ReportFactory(ref=agreement.ref, email="reader@example.org")


def address(report, act: str = "change") -> str:
    return f"/admin/access/report/{report.pk}/{act}/"


def test_the_front_page_counts_what_waits(report, desk):
    html = desk.get("/admin/").content.decode()

    assert (
        '<a href="/admin/access/report/?queue=open"><span>To be answered</span> <strong>1</strong></a>'
        in html
    )


def test_the_list_of_the_queue_holds_open_reports_only(report, desk):
    make.ReportFactory(what="Closed already", state="dismissed", closed_at=datetime.now(UTC))

    html = desk.get("/admin/access/report/?queue=open").content.decode()

    assert report.what in html
    assert "Closed already" not in html


def test_a_report_leads_to_the_record_here_and_in_public(report, desk):
    html = desk.get(address(report)).content.decode()

    assert "A1 Accord</a>" in html
    assert '<a href="/agreements/A1">/agreements/A1</a>' in html
    assert "reader@example.org" in html


def test_closing_says_who_did_and_deletes_the_address(report, desk, editor, form_at):
    change = {"state": "answered", "note": "Corrected in version 2."}
    desk.post(address(report), form_at(desk, address(report)) | change)

    report.refresh_from_db()
    assert (report.state, report.closed_by, report.email, report.note) == (
        "answered", editor, "", "Corrected in version 2.",
    )  # fmt: skip
    assert report.closed_at


def test_a_report_can_be_opened_again_without_the_address(report, desk, form_at):
    for state in ("dismissed", "open"):
        desk.post(address(report), form_at(desk, address(report)) | {"state": state, "note": ""})

    report.refresh_from_db()
    assert (report.state, report.closed_by, report.closed_at, report.email) == ("open", None, None, "")


def test_many_are_closed_at_once(report, desk, editor):
    other = make.ReportFactory(email="other@example.org")

    desk.post("/admin/access/report/", {"action": "dismiss", "_selected_action": [report.pk, other.pk]})

    assert {*Report.objects.values_list("state", "email", "closed_by")} == {("dismissed", "", editor.pk)}


def test_nobody_writes_one_here_and_what_the_reader_said_stays(report, desk, form_at):
    assert desk.get("/admin/access/report/add/").status_code == 403

    forged = {"state": "open", "note": "", "what": "Forged", "ref": "A9"}
    assert desk.post(address(report), form_at(desk, address(report)) | forged).status_code == 302

    report.refresh_from_db()
    assert (report.what, report.ref) == ("The day is wrong.", "A1")


def test_who_only_reads_records_sees_no_report(report, client, reader):
    client.force_login(reader)

    for closed in ("/admin/access/report/", address(report)):
        response = client.get(closed)
        assert response.status_code == 403
        assert report.what not in response.content.decode()
    assert "/admin/access/report/" not in client.get("/admin/").content.decode()


def test_the_list_asks_as_many_queries_for_one_as_for_25(report, desk):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/admin/access/report/").status_code == 200
        return len(asked)

    queries()  # the first page of a session writes when it began
    for_one = queries()
    for _one in range(24):
        make.ReportFactory()

    assert queries() == for_one


def test_what_was_kept_of_readers_is_deleted_in_time(report, capsys):
    now = datetime.now(UTC)
    old = make.ReportFactory(email="old@example.org", reported_at=now - timedelta(days=91))
    Attempt.objects.create(sender="a", at=now - timedelta(hours=25))
    Attempt.objects.create(sender="b", at=now - timedelta(hours=23))

    call_command("forget_reporters")

    assert capsys.readouterr().out == "Deleted: 1 e-mail addresses, 1 attempts.\n"
    old.refresh_from_db()
    report.refresh_from_db()
    assert (old.email, report.email) == ("", "reader@example.org")
    assert [*Attempt.objects.values_list("sender", flat=True)] == ["b"]


@pytest.mark.parametrize(("act", "state"), [("dismiss", "dismissed"), ("answer", "answered")])
def test_what_was_closed_before_stays_as_it_was_closed(report, desk, editor, admin_user, act, state):
    closed = {
        "state": "answered" if state == "dismissed" else "dismissed",
        "closed_at": datetime(2026, 1, 2, tzinfo=UTC), "closed_by": admin_user,
    }  # fmt: skip
    before = make.ReportFactory(email="", **closed)

    desk.post("/admin/access/report/", {"action": act, "_selected_action": [report.pk, before.pk]})

    report.refresh_from_db()
    before.refresh_from_db()
    assert (report.state, report.closed_by) == (state, editor)
    assert {name: getattr(before, name) for name in closed} == closed


def test_reports_of_a_flood_wait_in_a_queue_of_their_own(report, desk):
    make.ReportFactory(ref=report.ref, what="In the flood", is_of_flood=True)

    of_queue = {
        queue: desk.get(f"/admin/access/report/?queue={queue}").content.decode()
        for queue in ("open", "flood")
    }

    assert {queue: ("In the flood" in html, report.what in html) for queue, html in of_queue.items()} == {
        "open": (False, True), "flood": (True, False),
    }  # fmt: skip
    front_page = desk.get("/admin/").content.decode()
    assert "<span>Of a flood, to be looked through</span> <strong>1</strong>" in front_page
