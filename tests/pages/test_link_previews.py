"""A link to a record elsewhere: other sites show title and picture, and reference managers read how to cite it."""

import io
from html.parser import HTMLParser

import pytest
import time_machine
from django.core.cache import caches
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from pages.preview_cards import draw_card
from register.publishing import publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


class Head(HTMLParser):
    """The ``meta`` elements of a page by name or property."""

    def __init__(self, html: str):
        super().__init__()
        self.metas = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "meta" and (name := facts.get("property") or facts.get("name")):
            self.metas[name] = facts["content"]


def published(**facts):
    agreement = make.AgreementFactory(titled=True, **facts)
    make.AgreementTextFactory(agreement=agreement, language="ko", title="임상시험 협력 양해각서")
    for name in ("Ministry of Health", "Medical Council"):
        make.InvolvementFactory(
            agreement=agreement,
            organization=make.OrganizationFactory(name=name),
            name_as_written=name,
            role="party",
        )
    make.MilestoneFactory(agreement=agreement, on="2014-09-29")
    publish(agreement, by=None)
    return agreement


def picture(response) -> Image.Image:
    assert response["Content-Type"] == "image/png"
    return Image.open(io.BytesIO(response.content))


def test_a_page_says_what_stands_beside_a_link_to_it(client):
    published(text__title='Memorandum on "trials" & more')

    english = Head(client.get("/agreements/A1", follow=True).content.decode()).metas
    korean = Head(client.get("/ko/agreements/A1", follow=True).content.decode()).metas

    assert english["og:title"] == english["citation_title"] == 'Memorandum on "trials" & more'
    assert english["og:url"] == english["citation_public_url"]
    assert english["og:image"] == "http://testserver/agreements/A1/card.png"
    assert korean["og:title"] == korean["citation_title"] == "임상시험 협력 양해각서"
    assert korean["og:image"] == "http://testserver/ko/agreements/A1/card.png"
    assert (english["citation_language"], korean["citation_language"]) == ("en", "ko")


def test_what_cannot_be_cited_has_a_picture_and_no_citation(client):
    make.TopicFactory(names={"en": "health"})
    publish(make.TopicFactory(names={"en": "trials"}), by=None)

    metas = Head(client.get("/topics/T1", follow=True).content.decode()).metas

    assert metas["og:title"] == "trials"
    assert not [name for name in metas if name.startswith("citation_")]
    assert picture(client.get("/topics/T1/card.png")).size == (1200, 630)


def logo_of(width: int, height: int) -> bytes:
    """A picture as the profile keeps it."""
    written = io.BytesIO()
    Image.new("RGBA", (width, height), "#00aa00").save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("size", "room"), [((40, 40), 40), ((720, 120), 240), ((720, 1), 240), ((1, 120), 1), ((720, 30), 240)]
)
def test_the_logo_stands_before_the_name_whatever_its_proportions(size, room):
    words = {"label": "Agreement A1", "title": "Accord", "lines": [], "state": "in force"}
    plain, drawn = (
        Image.open(io.BytesIO(draw_card(site="Register", **words, logo=logo))).convert("RGB")
        for logo in (b"", logo_of(*size))
    )

    left, top, _right, bottom = ImageChops.difference(plain, drawn).crop((0, 0, 1200, 140)).getbbox()
    row = [drawn.getpixel((x, 83)) for x in range(80, 80 + room)]
    assert left == 80
    assert 50 <= top < bottom <= 115
    assert sum(green > 120 > red for red, green, _blue in row) >= room - 2


def test_a_card_has_the_logo_of_the_profile_and_none_without(client):
    path = f"/agreements/{published().ref}/card.png"
    profile = make.SiteProfileFactory()
    plain = client.get(path).content
    profile.logo.save("logo.png", ContentFile(logo_of(40, 40)))
    with_logo = client.get(path).content
    profile.logo.storage.delete(profile.logo.name)
    profile.save()

    assert with_logo != plain
    assert client.get(path).content == plain


@pytest.mark.parametrize("kind", ["agreements/A", "organizations/O", "people/P", "activities/E", "topics/T"])
def test_each_kind_has_a_picture_in_each_language(client, full, kind):
    english, korean = (client.get(f"{prefix}/{kind}1/card.png") for prefix in ("", "/ko"))

    assert picture(english).size == picture(korean).size == (1200, 630)
    assert english.content != korean.content
    assert len(english.content) < 60_000


def test_a_picture_shows_the_state_of_its_day(client):
    agreement = published()
    make.TermFactory(agreement=agreement, length="P5Y")
    publish(agreement, by=None)
    shown = []
    for day in ("2015-01-01", "2016-01-01", "2026-01-01"):
        with time_machine.travel(f"{day}T12:00Z", tick=False):
            shown.append(client.get("/agreements/A1/card.png").content)

    assert shown[0] == shown[1]
    assert shown[1] != shown[2]


def test_a_picture_that_is_kept_stays_a_picture_and_is_held_by_its_etag(client, settings):
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    caches["pages"].clear()
    published()

    first, again = (client.get("/agreements/A1/card.png") for _turn in range(2))
    held = client.get("/agreements/A1/card.png", headers={"If-None-Match": first["ETag"]})

    assert (first.content, first["Content-Type"]) == (again.content, again["Content-Type"])
    assert again["X-Robots-Tag"] == "noindex"
    assert held.status_code == 304


def test_a_record_that_is_public_no_more_has_no_picture(client):
    agreement = published()
    withdraw(agreement, by=None, reason={"en": "Entered by mistake."})

    assert client.get("/agreements/A1/card.png").status_code == 410
    assert client.get("/agreements/A2/card.png").status_code == 404
    assert client.get("/organizations/A1/card.png").status_code == 404


def test_the_line_of_a_picture_says_the_state_again():
    def line(**looks) -> list[bool]:
        drawn = draw_card(site="", label="", title="", lines=[], state="", **looks)
        with Image.open(io.BytesIO(drawn)).convert("L") as image:
            return [image.getpixel((x, 488)) < 200 for x in range(80, 1120)]

    whole, presumed, ended = (
        line(tone="holds"), line(tone="presumed", is_presumed=True), line(tone="ended"),
    )  # fmt: skip

    assert all(whole[:480])
    assert all(whole[560:])
    assert not all(presumed[:480])
    assert any(presumed[:480])
    assert all(ended[:460])
    assert not any(ended[500:540])


words = st.text(st.characters(codec="utf-8"), max_size=400)


@settings(max_examples=25)
@given(site=words, label=words, title=words, lines=st.lists(words, max_size=2), state=words)
def test_whatever_a_title_holds_a_picture_is_drawn(site, label, title, lines, state):
    drawn = draw_card(site=site, label=label, title=title, lines=lines, state=state)

    assert Image.open(io.BytesIO(drawn)).size == (1200, 630)


def test_browsers_find_the_icon_where_they_look_unbidden(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.ico")
