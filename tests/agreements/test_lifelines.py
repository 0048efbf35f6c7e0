"""The picture of lives: what the table says is drawn, the uncertain as uncertain, and nothing leaves the frame."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.pictures.lanes import agreement_lane
from agreements.pictures.lifelines import lay_out_lifelines
from lifecycle.periods import compute_periods
from tests.lifecycle.lifecycle_cases import CASES, act, life, term
from tests.lifecycle.test_lifecycle import LIVES

TODAY = date(2026, 6, 1)


def lane_of(body: dict, ref="A1", title="Memorandum", *, is_own=True):
    return agreement_lane(ref, {"en": title}, body, compute_periods(body), TODAY, is_own=is_own)


def drawn(*milestones: dict, terms=(), **rest):
    """The only lane of the picture of one life."""
    return lay_out_lifelines([lane_of(life(*milestones, terms=terms, **rest))], TODAY).lanes[0]


def start(bar) -> float:
    return float(bar.x[:-1])


def width(bar) -> float:
    return float(bar.width[:-1])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_state_of_the_table_is_in_the_picture_in_its_order(case):
    one = lay_out_lifelines([lane_of(case.body)], TODAY).lanes[0]

    said = [stretch.state for stretch in one.lane.life] if one.lane.days else []
    assert [words.removesuffix(", presumed") for words in (bar.words for bar in one.bars) if words] == said


@settings(max_examples=60)
@given(LIVES, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_no_life_leaves_the_frame(body, today):
    one = agreement_lane("A1", {"en": "x"}, body, compute_periods(body), today, is_own=True)

    picture = lay_out_lifelines([one], today)

    for bar in picture.lanes[0].bars:
        assert start(bar) >= 0
        assert start(bar) + width(bar) <= 100
    for mark in picture.lanes[0].marks:
        assert 0 <= float(mark.start[:-1]) <= float(mark.end[:-1]) <= 100
    assert len(picture.ticks) <= 8


@pytest.mark.parametrize("kind", ["signed", "adopted", "completed", "launched"])
@pytest.mark.parametrize("on", ["2027-01-15", "2020-01-15"])
def test_a_planned_act_is_not_shown_as_done(kind, on):
    planned = drawn(act(kind, on, is_planned=True))
    done = drawn(act(kind, on))

    assert [mark.words for mark in planned.marks] == [f"{mark.words} (planned)" for mark in done.marks]


def test_a_time_of_which_only_the_latest_days_are_known_is_no_gap():
    """Signed by 23 September 2018, for four years: it may have ended before, and is taken to have gone on."""
    one = drawn(act("signed", "[..2018-09-23]"), terms=[term("P4Y", "fixed", starts_with="signature")])

    before, held, *_over = one.bars
    assert before.is_open
    assert not held.is_open
    assert held.words.startswith("in effect")
    assert start(held) + width(held) == pytest.approx(start(one.bars[-1]), abs=0.3)
    assert width(held) > 10


@pytest.mark.parametrize(("signed", "fill"), [("2024", "presumed"), ("2019", "aged"), ("2001", "old")])
def test_what_is_presumed_by_old_evidence_has_a_weaker_pattern(signed, fill):
    [*_unsure, bar] = [bar for bar in drawn(act("signed", signed)).bars if not bar.is_open]

    assert bar.fill == fill
    picture = lay_out_lifelines([lane_of(life(act("signed", signed)))], TODAY)
    html = render_to_string("pictures/_lifelines.html", {"lifelines": picture})
    assert f'fill="url(#lifelines-{fill})"' in html
    assert f'id="lifelines-{fill}"' in html


def test_every_dated_act_is_a_mark_and_one_without_a_date_is_none():
    one = drawn(act("signed", "2020-05-13"), act("approved"), act("launched", "XXXX-XX-09"))

    assert [(mark.words, mark.on) for mark in one.marks] == [("signed", "2020-05-13")]


def test_an_uncertain_day_is_drawn_as_wide_as_it_is_uncertain():
    exact, month, year = drawn(
        act("signed", "2016-05-13"), act("amended", "2018-03"), act("reviewed", "2020")
    ).marks
    widths = [float(mark.end[:-1]) - float(mark.start[:-1]) for mark in (exact, month, year)]

    assert widths[0] == 0
    assert widths[1] > 0
    assert widths[2] == pytest.approx(12 * widths[1], rel=0.1)


def test_on_or_before_a_day_is_not_drawn_as_that_day():
    [mark] = drawn(act("signed", "[..2018-09-29]")).marks

    assert not mark.is_bounded


def test_what_is_presumed_has_another_look_than_what_is_recorded():
    recorded = drawn(act("takes_effect", "2020-05-13"), terms=[term(renewal="indefinite")])
    presumed = drawn(act("signed", "2020-05-13"))

    assert [bar.look for bar in recorded.bars if not bar.is_open] == ["holds"]
    assert [bar.look for bar in presumed.bars if not bar.is_open] == ["presumed"]


def test_a_state_without_an_end_is_open_after_today_and_one_with_an_end_is_not():
    without = drawn(act("signed", "2020-05-13"))
    ends = drawn(act("signed", "2020-05-13"), terms=[term("P10Y", "fixed")])

    assert [bar.is_open for bar in without.bars] == [False, True]
    assert [(bar.look, bar.is_open) for bar in ends.bars] == [("presumed", False), ("ended", False)]


def test_between_two_days_either_state_may_hold():
    signed, either, expired = drawn(act("signed", "2010-01-01"), act("terminated", "2015")).bars

    assert (either.look, either.is_open) == ("ended", True)
    assert start(either) == pytest.approx(start(signed) + width(signed), abs=0.02)
    assert start(expired) == pytest.approx(start(either) + width(either), abs=0.02)


def test_an_agreement_without_any_date_has_no_picture_of_its_own():
    body = life(act("signed"))

    assert not lay_out_lifelines([lane_of(body)], TODAY).has_dates


def test_an_agreement_without_any_date_says_so_beside_its_lineage():
    dated = lane_of(life(act("signed", "2020-05-13")))

    picture = lay_out_lifelines([dated, lane_of(life(), "A2", is_own=False)], TODAY)

    assert [label.words for label in picture.lanes[1].labels["narrow"]] == ["no date is recorded"]


def test_one_date_is_enough_for_a_picture():
    picture = lay_out_lifelines([lane_of(life(act("signed", "2026-06-01")))], TODAY)

    assert picture.has_dates
    assert [year for _x, year, _anchor in picture.ticks] == [2024, 2025, 2026, 2027]


def test_an_end_in_the_far_future_leaves_room_for_the_past():
    one = drawn(act("signed", "2006-06-01"), terms=[term(until="9000-12-31", renewal="fixed")])

    assert start(one.bars[0]) < 5
    assert float(lay_out_lifelines([one.lane], TODAY).today[:-1]) == pytest.approx(50, abs=5)


def relation(kind: str, older: str) -> dict:
    return {"key": "r1", "kind": kind, "agreement": {"ref": older}, "stub": {}, "scope": {}}


def test_the_older_stand_above_and_lines_lead_from_them_to_the_newer():
    older = lane_of(life(act("signed", "2010-01-01")), "A1", is_own=False)
    newer = lane_of(life(act("signed", "2020-01-01"), relations=[relation("renews", "A1")]), "A2")

    picture = lay_out_lifelines([newer, older], TODAY)

    assert [one.lane.ref for one in picture.lanes] == ["A1", "A2"]
    [line] = picture.connectors
    assert (line.words, line.start, line.end) == (
        "A2 · renews A1", picture.lanes[0].middle, picture.lanes[1].middle
    )  # fmt: skip
    assert picture.lanes[1].notes["wide"] == "A2 · renews A1"


def test_a_relation_to_an_agreement_that_is_not_shown_draws_no_line():
    newer = lane_of(life(act("signed", "2020-01-01"), relations=[relation("renews", "A9")]), "A2")

    assert lay_out_lifelines([newer], TODAY).connectors == []


def test_words_never_run_into_each_other_or_out_of_the_frame():
    acts = [act("amended", f"20{year}-01-01") for year in range(10, 26)]
    labels = drawn(act("signed", "2010-01-01"), *acts, act("terminated", "2026-05-30")).labels["narrow"]
    assert len(labels) == 12

    from pages.pictures.scales import NARROW_WIDTH, text_width

    for row in {label.y for label in labels}:
        edge = 0.0
        for label in (one for one in labels if one.y == row):
            x, size = float(label.x[:-1]) * NARROW_WIDTH / 100, text_width(label.words, 12)
            left = x if label.anchor == "start" else x - size
            assert left >= edge
            edge = left + size
        assert edge <= NARROW_WIDTH


HOSTILE = '<script>alert(1)</script>"onload="x&amp;]]>'


def test_a_hostile_title_stays_words():
    own = lane_of(life(act("signed", "2020-01-01", wording=HOSTILE), nature="programme"), title=HOSTILE)
    other = lane_of(life(act("signed", "2021-01-01")), "A2", HOSTILE, is_own=False)

    html = render_to_string("pictures/_lifelines.html", {"lifelines": lay_out_lifelines([own, other], TODAY)})

    assert "<script" not in html
    assert '"onload' not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "style=" not in html


def test_the_table_says_every_state_act_and_relation():
    older = lane_of(life(act("signed", "2010")), "A1", "Old one", is_own=False)
    newer = lane_of(
        life(act("signed", "2020-05-13"),
            act("reviewed", "2021-03-04"), relations=[relation("renews", "A1")], terms=[term("P3Y", "fixed")]), "A2"
    )  # fmt: skip

    html = render_to_string(
        "pictures/_lifelines.html", {"lifelines": lay_out_lifelines([newer, older], TODAY)}
    )
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition("<table>")[2], re.DOTALL)

    assert [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows] == [
        "Agreement What When",
        "In effect (presumed) from 2010 no end date found",
        "Signed 2010",
        "In effect (presumed) from 13 May 2020 last day 12 May 2023",
        "Expired (derived) from 13 May 2023",
        "Signed 13 May 2020",
        "Reviewed 4 March 2021",
        "Renews A1",
    ]
    assert "Old one" in html.partition("<table>")[2].partition("Signed 2010")[0]


def test_every_act_has_its_label_where_days_lie_close_together():
    """Signed, and published two months later, eleven years ago: neither label takes the place of the other."""
    lane = drawn(act("signed", "2015-10-15"), act("published", "2015-12-16"))

    for width in ("narrow", "wide"):
        assert {label.words for label in lane.labels[width]} >= {"● signed", "● published"}
        assert max(label.y for label in lane.labels[width]) < lane.top + lane.height


def test_every_state_has_its_label_on_a_telephone():
    lane = drawn(act("negotiated", "2022-04-22"), act("signed", "2023-08"))

    assert {"under negotiation", "in effect, presumed"} <= {label.words for label in lane.labels["narrow"]}


def legend(*milestones: dict) -> str:
    html = render_to_string(
        "pictures/_lifelines.html",
        {"lifelines": lay_out_lifelines([lane_of(life(*milestones, terms=[]))], TODAY)},
    )
    return html.partition('<ul class="key">')[2].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("signed", "pattern"),
    [("2025-01-01", "presumed"), ("2019-01-01", "aged"), ("2010-01-01", "old")],
)
def test_the_legend_shows_the_pattern_that_is_drawn_and_no_other(signed, pattern):
    key = legend(act("signed", signed))

    drawn_patterns = {name for name in ("presumed", "aged", "old") if f"url(#lifelines-{name})" in key}
    assert drawn_patterns == {pattern}


def test_in_korean_a_relation_names_the_older_agreement_after_a_colon():
    """“A3 기초가 된 협약 A2” reads as if A3 were the basis of A2."""
    with override("ko"):
        older = lane_of(life(act("signed", "2010-01-01")), "A1", is_own=False)
        newer = lane_of(life(act("signed", "2020-01-01"), relations=[relation("based_on", "A1")]), "A2")
        picture = lay_out_lifelines([newer, older], TODAY)

        assert picture.lanes[1].notes["wide"] == "A2 · 기초가 된 협약: A1"
