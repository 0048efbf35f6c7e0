"""The page of statistics: every number is that of a list, every claim that of its chart, for any filter."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from PIL import Image, ImageColor

from agreements.statistics import claims
from agreements.statistics.charts import CHARTS
from agreements.statistics.shapes import LOOK_FILLS, Row, draw_bars
from core.fonts import NOT_THERE, fonts_for, printable
from pages.drawn_text import cut, drawable
from register.publishing import publish, withdraw
from tests import factories as make
from tests.pages.conftest import words

pytestmark = pytest.mark.django_db

ON = "?on=2026-06-01"


@pytest.fixture
def register(db):
    """Of 2015: one that lapsed in 2018, one that was terminated in 2019. Of 2020: one in effect from 20 days later."""
    health = make.TopicFactory(names={"en": "health", "ko": "보건"})
    university = make.OrganizationFactory(name="University", country="KR")
    lapsed, ended, later = (
        make.AgreementFactory(titled=True, party__organization=university) for _number in range(3)
    )
    make.InvolvementFactory(
        agreement=later, organization=make.OrganizationFactory(name="Institute", country="FR")
    )
    for agreement, day in ((lapsed, "2015-03-01"), (ended, "2015-03-01"), (later, "2020-01-01")):
        make.MilestoneFactory(agreement=agreement, on=day)
        agreement.topics.add(health)
    make.TermFactory(agreement=lapsed, length="P3Y", starts_with="signature", renewal="not_renewed")
    make.MilestoneFactory(agreement=ended, kind="takes_effect", on="2015-03-01")
    make.MilestoneFactory(agreement=ended, kind="terminated", on="2019-01-01")
    make.MilestoneFactory(agreement=later, kind="takes_effect", on="2020-01-21")
    publish(lapsed, ended, later, by=None)
    return lapsed, ended, later


def table(client, name: str, query: str = ON, prefix: str = "") -> dict[str, list[int]]:
    """Numbers of a chart by label, without rows of zeros."""
    text = client.get(f"{prefix}/statistics/{name}.csv{query}").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {label: numbers for label, *given in rows if any(numbers := list(map(int, given)))}


def page_claims(client, query: str = ON) -> list[str]:
    return re.findall('<p class="claim">(.*?)</p>', client.get(f"/statistics/{query}").content.decode())


def test_each_chart_counts_what_the_lists_say_and_its_claim_follows(register, client):
    assert table(client, "signed") == {"2015": [2, 0, 0, 2], "2020": [1, 0, 0, 1]}
    assert table(client, "countries") == {"South Korea": [3, 0, 0, 3], "France": [1, 0, 0, 1]}
    assert table(client, "organizations") == {"University": [3, 0, 0, 3], "Institute": [1, 0, 0, 1]}
    assert table(client, "topics") == {"health": [3, 0, 0, 3]}
    assert table(client, "time-to-effect") == {"on the day of signing": [2, 2], "within 30 days": [1, 1]}
    assert table(client, "endings") == {"expired, without an act on record": [1, 1], "terminated": [1, 1]}
    assert (
        sum(numbers[-1] for numbers in table(client, "evidence").values())
        == table(client, "in-effect")["2026"][-1]
    )
    assert page_claims(client)[0] == "3 agreements since 2015; the most in one year, 2, in 2015."
    assert page_claims(client)[-1].startswith("1 of 2 that have ended lapsed silently")


def test_every_number_with_a_link_is_the_count_of_the_list_behind_it(register, client):
    page = client.get(f"/statistics/{ON}").content.decode()
    links = re.findall(r'<td>\s*<a href="(/agreements/[^"]*)">([\d,]+)</a>', page)

    assert len(links) > 12
    for address, number in dict(links).items():
        html = client.get(address.replace("&amp;", "&")).content.decode()
        assert re.search(r'<h2 id="count"[^>]*>\D*(\d+)', html)[1] == number, address


def test_filters_and_the_search_narrow_every_chart(register, client):
    assert table(client, "signed", f"{ON}&country=FR") == {"2020": [1, 0, 0, 1]}
    assert table(client, "countries", f"{ON}&year=2015") == {"South Korea": [2, 0, 0, 2]}
    assert table(client, "endings", f"{ON}&q={register[1].ref}") == {"terminated": [1, 1]}
    assert table(client, "signed", f"{ON}&q=zzzz") == {}
    assert page_claims(client, f"{ON}&q=zzzz")[0] == "No agreement has a year."
    assert client.get("/statistics/?colour=red").status_code == 400
    assert client.get("/statistics/signed.csv?on=soon").status_code == 400
    assert client.get("/statistics/nothing.csv").status_code == 404


def test_as_of_another_day_it_counts_what_held_then(register, client):
    assert table(client, "endings", "?on=2017-01-01") == {}
    assert table(client, "in-effect", "?on=2017-01-01")["2017"][-1] == 2


def test_what_was_withdrawn_is_counted_nowhere(register, client):
    withdraw(register[2], by=None, reason={"en": "Wrong.", "ko": "오류"})

    assert table(client, "signed") == {"2015": [2, 0, 0, 2]}
    assert table(client, "countries") == {"South Korea": [2, 0, 0, 2]}


def test_without_any_agreement_each_chart_says_so(client):
    page = client.get("/statistics/").content.decode()

    assert page.count('<p class="claim">') == len(CHARTS)
    assert "<svg class" not in page
    assert "None has ended." in words(page)
    for name in CHARTS:
        assert client.get(f"/statistics/{name}.svg").status_code == 200
        assert client.get(f"/statistics/{name}.png").status_code == 200


def test_all_charts_together_ask_a_bounded_number_of_questions(register, client):
    for query, most in ((ON, 9), (f"{ON}&country=KR&form=mou&q=University", 12)):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/statistics/{query}").status_code == 200
        assert len(captured) <= most, [each["sql"][:90] for each in captured]


def test_a_chart_may_be_framed_anywhere_and_nothing_else_may(register, client):
    framed = client.get(f"/ko/statistics/signed/embed{ON}")
    page = client.get("/statistics/")

    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "script-src 'none'" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "<script" not in framed.content.decode()
    assert 'lang="ko"' in framed.content.decode()
    assert (page["X-Frame-Options"], "frame-ancestors *" in page["Content-Security-Policy"]) == (
        "DENY",
        False,
    )


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_a_picture_stands_alone_with_heading_claim_and_source(register, client, prefix):
    response = client.get(f"{prefix}/statistics/organizations.svg{ON}")
    picture = ElementTree.fromstring(response.content)
    text = " ".join(picture.itertext())

    assert response["Content-Type"] == "image/svg+xml"
    assert "University" in text
    assert "2026-06-01" in text
    assert picture.find("{http://www.w3.org/2000/svg}title").text
    assert not [
        element for element in picture.iter() if element.get("style") or element.tag.endswith("script")
    ]


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_a_png_is_the_same_picture_twice_as_large(register, client, prefix):
    drawn = ElementTree.fromstring(client.get(f"{prefix}/statistics/signed.svg{ON}").content)
    response = client.get(f"{prefix}/statistics/signed.png{ON}")
    image = Image.open(io.BytesIO(response.content)).convert("RGB")

    assert (response["Content-Type"], response["X-Robots-Tag"]) == ("image/png", "noindex")
    assert response["Content-Disposition"] == 'attachment; filename="signed.png"'
    assert image.size == tuple(2 * int(drawn.get(side)) for side in ("width", "height"))
    colours = {colour for _count, colour in image.getcolors(maxcolors=256)}
    assert {ImageColor.getrgb(LOOK_FILLS["first"]), (255, 255, 255)} <= colours


def test_a_png_has_the_letters_of_every_label():
    labels = ["대한민국", "일본·중국", "Côte d’Ivoire", "Κύπρος", "Україна", "ประเทศไทย", "ሀገር"]
    drawing = draw_bars([Row(label, [1]) for label in labels], ["first"])
    for _kind, _x, _y, _anchor, label, _language in drawing.texts:
        assert NOT_THERE not in printable(label, fonts_for([label]))
        assert cut(drawable(label), 24, 1_300) == label


# Claims, of none, one and many, in both languages


def years(*totals: int) -> list[Row]:
    return [Row(str(2019 + place), [total]) for place, total in enumerate(totals)]


CLAIMS = [
    (claims.of_years, ([],), "No agreement has a year."),
    (claims.of_years, (years(1),), "One agreement, of 2019."),
    (claims.of_years, (years(1, 0, 1),), "2 agreements since 2019, never more than one in a year."),
    (claims.of_years, (years(2, 2),), "4 agreements since 2019; the most in one year, 2, in 2020."),
    (claims.of_top, ([],), "None is recorded."),
    (claims.of_top, ([Row("A", [1])],), "A alone, in 1 agreement."),
    (claims.of_top, ([Row("A", [2]), Row("B", [2])],), "2 share the first place, with 2 agreements each."),
    (claims.of_top, ([Row("A", [1200]), Row("B", [2])],), "First is A, with 1,200 agreements."),
    (claims.of_lags, (0, 0), "Of no agreement are both days known to the day."),
    (
        claims.of_lags,
        (1, 1),
        "The only one of which both days are known took effect 1 day after its signing.",
    ),
    (
        claims.of_lags,
        (1, 0),
        "The only one of which both days are known took effect with its signing or before.",
    ),
    (claims.of_lags, (4, 0), "At least half of 4 took effect with their signing or before."),
    (claims.of_lags, (4, 30), "At least half of 4 took effect within 30 days of their signing."),
    (claims.of_endings, (0, 0), "None has ended."),
    (claims.of_endings, (1, 0), "1 has ended, by an act on record."),
    (claims.of_endings, (1, 1), "1 has ended: its term ran out, and no act is on record."),
    (
        claims.of_endings,
        (3, 2),
        "2 of 3 that have ended lapsed silently: terms ran out, with no act on record.",
    ),
]


def test_claims_are_right_for_none_one_and_many_in_both_languages():
    for claim, given, sentence in CLAIMS:
        assert claim(*given) == sentence
        with override("ko"):
            assert re.search("[가-힣].*[.]$", claim(*given)), sentence
