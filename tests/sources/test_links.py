"""Addresses of sources are looked at now and then: staff know what a reader would see there, and nobody else does."""

import socket
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from sources.links.check import check_due_links, check_link
from sources.links.fetch import LinkVisitor
from sources.models import LinkCheck, Source
from tests import factories as make
from tests.desk.conftest import address
from tests.webhooks.hostile_addresses import NUMBERS

HTML = "<html><body><p>Both institutes signed a memorandum.</p></body></html>"


def redirect(path, status=302):
    return lambda handler: handler.give(status, Location=path)


def only_get(handler):
    handler.give(200 if handler.command == "GET" else 405)


def hang_up_on_head(handler):
    if handler.command == "GET":
        handler.give(200)
    else:
        handler.close_connection = True  # without a word


def look_at(place, *, wants_content=False):
    return LinkVisitor().look_at(place, wants_content=wants_content)


@pytest.mark.parametrize(
    ("pages", "result", "status", "final"),
    [
        ({"/news/1": HTML}, "answers", 200, "/news/1"),
        ({}, "gone", 404, "/news/1"),
        ({"/news/1": 410}, "gone", 410, "/news/1"),
        ({"/news/1": 403}, "refused", 403, "/news/1"),
        ({"/news/1": 500}, "refused", 500, "/news/1"),
        ({"/news/1": only_get}, "answers", 200, "/news/1"),
        ({"/news/1": hang_up_on_head}, "answers", 200, "/news/1"),
        ({"/news/1": redirect("/archive/1"), "/archive/1": HTML}, "answers", 200, "/archive/1"),
        ({"/news/1": redirect("/archive/1")}, "gone", 404, "/archive/1"),
        ({"/news/1": redirect("/"), "/": HTML}, "front_page", 200, "/"),
        ({"/news/1": redirect("/en/index.html"), "/en/index.html": HTML}, "front_page", 200, "/en/index.html"),
        ({"/news/1": redirect("/news/1")}, "refused", None, None),
        ({"/news/1": redirect("ftp://127.0.0.1/")}, "not_public", None, None),
        ({"/news/1": HTML, "/robots.txt": b"User-agent: *\nDisallow: /news"}, "disallowed", None, None),
        ({"/news/1": HTML, "/robots.txt": b"User-agent: *\nDisallow: /search"}, "answers", 200, "/news/1"),
    ],
)  # fmt: skip
def test_what_is_seen_at_an_address(site, pages, result, status, final):
    site.pages = pages

    answer = look_at(site.address())

    assert (answer.result, answer.status) == (result, status)
    assert answer.final_address == (site.address(final) if final else "")


def test_addresses_are_written_as_browsers_send_them(site):
    site.pages = {
        "/%EB%B3%B4%EB%8F%84?seq=1&q=a%20b": HTML,
        "/%ea%b0%80": redirect("/보도?seq=1&q=a b".encode().decode("latin-1")),
    }

    assert look_at(site.address("/보도?seq=1&q=a b#top")).result == "answers"
    assert look_at(site.address("/%ea%b0%80")).result == "answers"


def test_a_link_check_says_who_it_is_and_asks_for_little(site):
    site.pages = {"/news/1": HTML}

    look_at(site.address())

    assert site.agents == {"EntenteLinkCheck (+https://register.example.org)"}
    assert site.requests == [("GET", "/robots.txt"), ("HEAD", "/news/1")]


def test_a_host_that_never_answers_is_given_up(site, monkeypatch):
    monkeypatch.setattr("sources.links.fetch.SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert look_at(f"http://127.0.0.1:{silent.getsockname()[1]}/a").result == "no_answer"

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        while handler.command == "GET":
            handler.wfile.write(b"x" * 10)

    site.pages = {"/news/1": drip}
    answer = look_at(site.address(), wants_content=True)
    assert (answer.result, answer.content) in {("no_answer", b""), ("answers", b"x" * len(answer.content))}
    assert len(answer.content) <= 8 * 1024 * 1024


@pytest.fixture
def names_lead_to(monkeypatch):
    def lead(*numbers):
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, port, *args, **kwargs: [
                (
                    socket.AF_INET6 if ":" in number else socket.AF_INET,
                    socket.SOCK_STREAM,
                    6,
                    "",
                    (number, port),
                )
                for number in numbers
            ],
        )

    return lead


@pytest.mark.parametrize("number", NUMBERS)
def test_a_name_that_leads_to_a_private_number_is_not_called(number, names_lead_to):
    names_lead_to(number)

    assert look_at("http://www.example.org/a").result == "not_public"
    if number == NUMBERS[0]:  # certificates take their time
        assert look_at("https://www.example.org/a").result == "not_public"


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1/a", "http://2130706433/a", "http://0x7f.1/a", "http://[::1]/a", "http://localhost/a",
        "http://intranet/a", "http://wiki.corp/a", "http://169.254.169.254/latest/meta-data/",
        "http://user:secret@example.org/a", "http://www.example.org:5432/a", "ftp://www.example.org/a",
        "file:///etc/passwd", "http://", "gopher://www.example.org/",
    ],
)  # fmt: skip
def test_what_is_no_page_in_public_is_not_called(place, names_lead_to):
    names_lead_to("127.0.0.1")

    assert look_at(place).result in {"not_public", "no_answer"}


def test_a_redirect_into_the_own_network_is_not_followed(site, settings):
    """The guard looks at every step: the first one may be on this computer here, the next may not."""

    def lead_inside(handler):
        settings.OUTBOUND_INSECURE = False
        handler.give(302, Location=site.address("/secret"))

    site.pages = {"/news/1": lead_inside, "/secret": HTML}

    assert look_at(site.address()).result == "not_public"
    assert ("HEAD", "/secret") not in site.requests


def test_a_name_that_leads_nowhere_is_a_dead_link(monkeypatch):
    def getaddrinfo(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    assert look_at("https://gone.example.org/a").result == "no_answer"


# What is kept


def test_a_link_is_dead_at_the_second_failure_and_alive_at_the_first_answer(db, site, time_machine):
    time_machine.move_to("2026-03-02 12:00", tick=False)
    source, visitor = make.SourceFactory(address=site.address()), LinkVisitor()

    first = check_link(source, visitor)
    assert (first.is_dead, first.due_at - first.checked_at) == (False, timedelta(days=1))
    assert check_due_links(seconds=10) == 0

    time_machine.move_to("2026-03-03 12:00", tick=False)
    assert check_due_links(seconds=10) == 1
    second = LinkCheck.objects.get()
    assert (second.is_dead, second.failing_since) == (True, first.checked_at)

    site.pages = {"/news/1": HTML}
    time_machine.move_to("2026-03-07 12:00", tick=False)
    assert check_due_links(seconds=10) == 1
    third = LinkCheck.objects.get()
    assert (third.result, third.is_dead, third.failing_since) == ("answers", False, None)
    assert third.due_at - third.checked_at == timedelta(days=30)


def test_only_what_is_due_is_looked_at_and_what_never_was_first(db, site):
    later = timezone.now() + timedelta(days=1)
    seen = make.LinkCheckFactory(source__address=site.address("/seen"), due_at=later)
    due = make.LinkCheckFactory(source__address=site.address("/due"), due_at=timezone.now())
    moved = make.LinkCheckFactory(
        source__address=site.address("/moved"), address=site.address(), due_at=later
    )
    new = make.SourceFactory(address=site.address("/new"))
    make.SourceFactory(address="")

    assert check_due_links(seconds=10) == 3
    assert [path for method, path in site.requests if method == "HEAD"] == ["/new", "/due", "/moved"]
    assert LinkCheck.objects.get(source=moved.source).failed_checks == 1  # of the new address
    assert {check.source_id for check in LinkCheck.objects.exclude(due_at=later)} == {
        due.source_id, moved.source_id, new.pk,
    }  # fmt: skip
    assert LinkCheck.objects.get(source=seen.source).checked_at == seen.checked_at


def test_one_host_is_asked_after_a_pause_and_others_meanwhile(db, site, monkeypatch):
    waits = []
    monkeypatch.setattr("sources.links.check.HOST_PAUSE", 9)
    monkeypatch.setattr("time.sleep", lambda seconds: waits.append(round(seconds)))
    other = f"http://localhost:{site.server_port}/b"
    for place in (site.address("/a1"), site.address("/a2"), other):
        make.SourceFactory(address=place)

    check_due_links(seconds=60)

    assert [path for method, path in site.requests if method == "HEAD"] == ["/a1", "/b", "/a2"]
    assert [wait for wait in waits if wait] == [9]


@pytest.mark.django_db(transaction=True)
def test_a_source_that_was_deleted_meanwhile_stops_nothing(site):
    def delete(handler):
        Source.objects.filter(pk=doomed.pk).delete()
        connection.close()  # of this thread
        handler.give(200)

    doomed = make.SourceFactory(address=site.address("/doomed"))
    make.SourceFactory(address=site.address())
    site.pages = {"/doomed": delete}

    assert check_due_links(seconds=10) == 2


def test_nothing_is_called_where_links_are_not_checked(db, site, settings, desk, capsys):
    settings.LINK_CHECKS = False
    source = make.SourceFactory(address=site.address())

    with pytest.raises(CommandError, match="LINK_CHECKS"):
        call_command("check_links")
    page = desk.get(address(source)).content.decode()
    desk.post(address(source, "check-link"))

    assert "Look at the address now" not in page
    assert site.requests == []


def test_the_command_says_what_it_saw(db, site, capsys):
    site.pages = {"/news/1": HTML}
    make.SourceFactory(address=site.address())
    make.LinkCheckFactory()

    call_command("check_links")

    assert capsys.readouterr().out == "Looked at: 1. Dead links: 1. Texts that changed: 0.\n"


# What staff see


def test_sources_whose_link_is_dead_are_a_queue(desk):
    dead = make.LinkCheckFactory().source
    make.LinkCheckFactory(failed_checks=1)
    make.LinkCheckFactory(address="https://example.org/former")
    make.SourceFactory()

    answer = desk.get("/admin/sources/source/?queue=dead_link")

    assert list(answer.context["cl"].queryset) == [dead]


def test_a_dead_link_is_said_on_the_page_of_the_source_and_beside_the_form(desk):
    source = make.LinkCheckFactory(status=404).source
    make.SourceTextFactory(source=source)
    citation = make.AgreementCitationFactory(source=source)

    for page in (address(source), address(citation.agreement)):
        assert "The link is dead." in desk.get(page).content.decode()


def test_an_editor_has_a_link_looked_at_and_a_reader_does_not(
    client, site, editor, reader, django_capture_on_commit_callbacks
):
    site.pages = {"/news/1": HTML}
    source = make.SourceFactory(address=site.address())

    client.force_login(reader)
    assert client.post(address(source, "check-link")).status_code == 403
    client.force_login(editor)
    assert client.get(address(source, "check-link")).status_code == 405
    assert client.post(address(source, "check-link")).url == address(source)
