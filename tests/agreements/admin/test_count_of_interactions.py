"""How much a person does by hand to record and publish a memorandum: counted, in a real browser."""

import sys

import pytest

from agreements.models import Agreement
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import share_login
from tests.intake.published_facts import assert_is_the_memorandum

MOST = 45
ADD = "/admin/agreements/agreement/add/"
PARTIES = ["Korea Institute of Vaccines", "Norwegian Centre for Epidemics", "Utrecht Vaccine Foundation"]
SIGNATORIES = [
    ("Kim Minji", "President", 0),
    ("Lars Holm", "Director General", 1),
    ("Anna de Vries", "Chair", 2),
    ("Pieter Bakker", "Scientific Director", 2),
]
SOURCES = [
    (
        "Three institutes sign Memorandum of Understanding on Vaccine Research",
        "https://www.kiv.example/press/2024/05",
        "Korea Institute of Vaccines",
        "14 May 2024",
    ),
    (
        "Norwegian Centre for Epidemics agrees on vaccine research with Seoul and Utrecht",
        "https://www.nce.example/news/vaccines",
        "Norwegian Centre for Epidemics",
        "15 May 2024",
    ),
]


class Hand:
    """Acts of a person on a page, counted: a click, a field typed, a choice, a key chord, a page; a file is three."""

    def __init__(self, page):
        self.page, self.acts, self.keystrokes = page, [], 0
        page.on("framenavigated", lambda frame: self.acts.append(f"page {frame.url}"))

    def type(self, field, text):
        self.page.fill(field, text)
        self.page.keyboard.press("Tab")
        self.keystrokes += len(text)
        self.acts.append(f"type {field}")

    def click(self, target):
        self.page.click(target)
        self.acts.append(f"click {target}")

    def choose(self, field, value):
        self.page.select_option(field, value)
        self.acts.append(f"choose {field}")

    def attach(self, field, file):
        self.page.set_input_files(field, file)
        self.acts += [f"file {field}"] * 3


@pytest.fixture
def memorandum(tmp_path):
    file = tmp_path / "Memorandum of 13 May 2024.pdf"
    file.write_bytes(pdf())
    return file


@pytest.mark.django_db(transaction=True)
def test_a_memorandum_of_three_parties_is_published_within_few_acts(
    page_at, client, publisher, live_server, memorandum
):
    make.OrganizationFactory(name=PARTIES[0], country="KR")
    make.OrganizationFactory(name=PARTIES[1], country="NO")
    page = page_at(1280)
    client.force_login(publisher)
    share_login(client, page.context, live_server.url)
    hand = Hand(page)

    page.goto(live_server.url + ADD)
    hand.type("#id_texts-0-title", "Memorandum of Understanding on Vaccine Research")
    hand.choose("#id_form", "mou")
    for number, party in enumerate(PARTIES):
        hand.type(f"#id_involvements-{number}-organization", party)
    hand.click("#involvements-2 .typed-record-new input")
    for number, (kind, on) in enumerate([("signed", "13 May 2024"), ("takes_effect", "1 June 2024")]):
        hand.choose(f"#id_milestones-{number}-kind", kind)
        hand.type(f"#id_milestones-{number}-on", on)
    hand.type("#id_milestones-0-places", "Seoul")
    for number, (name, post, party) in enumerate(SIGNATORIES):
        hand.type(f"#id_signatories-{number}-name_as_written", name)
        hand.type(f"#id_signatories-{number}-post_as_written", post)
        hand.choose(f"#id_signatories-{number}-party", f"involvements-{party}")
    hand.type("#id_terms-0-length", "5 years")
    hand.choose("#id_terms-0-renewal", "automatic")
    for number, (title, address, publisher_, on) in enumerate(SOURCES):
        hand.type(f"#id_citations-{number}-source", title)
        hand.type(f"#id_citations-{number}-source_address", address)
        hand.type(f"#id_citations-{number}-source_publisher", publisher_)
        hand.type(f"#id_citations-{number}-source_published_on", on)
    hand.choose("#id_citations-0-source_kind", "press_release")
    hand.click("#documents-heading")
    hand.attach("#id_documents-0-file", memorandum)
    hand.choose("#id_documents-0-visibility", "public")
    hand.click("[name=_publish]")
    page.wait_for_url("**/publish/")
    hand.click(".record-publish .submit-row input")
    page.wait_for_url("**/change/")

    sys.stdout.write(f"\n{len(hand.acts)} acts, {hand.keystrokes} keystrokes\n")
    assert_is_the_memorandum(Agreement.objects.get())
    assert len(hand.acts) <= MOST, hand.acts
