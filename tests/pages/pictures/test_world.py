"""The map of the world: every country that there is can be shown, small ones too."""

import hashlib
import re

import pytest
from django.utils.translation import override
from django_countries import countries

from pages.co_occurrence import ValueCount
from pages.pictures import build_outlines
from pages.pictures.world_map import OUTLINES_FILE, SHADE_THRESHOLDS, load_outlines, shade_for, world_map

NUMBER = re.compile(r"-?\d+")


def counted(code: str, number: int) -> ValueCount:
    return ValueCount(code, {"instrument": number, "programme": 0, "dialogue": 0}, {})


def test_every_country_has_a_shape_or_a_dot_but_those_without_people():
    shown = {code for code, one in load_outlines()["countries"].items() if one["path"] or one["dot"]}

    assert {code for code, _name in countries} - shown == {"AQ", "EU", "UM"}


@pytest.mark.parametrize("code", ["SG", "HK", "MT", "LU", "TV", "VA"])
def test_a_small_country_has_a_dot(code):
    assert load_outlines()["countries"][code]["dot"]


def test_the_outlines_are_those_of_the_named_data():
    assert load_outlines()["source"] == build_outlines.SOURCE


def test_the_outlines_stay_small():
    assert OUTLINES_FILE.stat().st_size < 45_000


def test_no_outline_leaves_the_frame():
    for one in load_outlines()["countries"].values():
        pieces = re.findall(r"M([^lMz]+)l([^z]+)z", one["path"])
        assert len(pieces) == one["path"].count("M")
        for start, steps in pieces:
            x, y = map(int, NUMBER.findall(start))
            numbers = [*map(int, NUMBER.findall(steps))]
            assert len(numbers) >= 4
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                assert 0 <= x <= 2 * build_outlines.WIDTH
                # Greenland and Spitsbergen touch the upper edge
                assert -30 <= y <= 2 * build_outlines.HEIGHT + 30


def test_an_outline_beyond_the_180th_meridian_comes_in_on_the_other_side():
    fiji = [(178.0, -18.0), (-178.0, -18.0), (-178.0, -16.0), (178.0, -16.0), (178.0, -18.0)]

    pieces = build_outlines.split_at_antimeridian(build_outlines.unwrap_longitudes(fiji))

    assert [sorted({x for x, _y in piece}) for piece in pieces] == [[-180.0, -178.0], [178.0, 180.0]]


def test_areas_are_true():
    def square(latitude):
        corners = [(0, latitude), (1, latitude), (1, latitude + 1), (0, latitude + 1), (0, latitude)]
        from math import cos, radians

        return build_outlines.polygon_area(
            [build_outlines.project_to_map(*corner) for corner in corners]
        ) / cos(radians(latitude + 0.5))

    assert square(60) == pytest.approx(square(0), rel=0.001)


def test_a_file_that_is_not_the_named_data_is_refused(tmp_path):
    file = tmp_path / "countries-50m.json"
    file.write_text("{}")
    assert hashlib.sha256(b"{}").hexdigest() != build_outlines.SOURCE["sha256"]

    with pytest.raises(SystemExit, match="is not world-atlas"):
        build_outlines.main(str(file))


@pytest.mark.parametrize(
    ("code", "x", "y"),
    [("KR", (815, 828), (104, 116)), ("GB", (488, 500), (50, 64)), ("SG", (780, 795), (228, 244))],
)
def test_a_circle_stands_on_its_country(code, x, y):
    [country] = world_map([counted(code, 3)]).countries

    assert x[0] <= country.dot[0] / 2 <= x[1]
    assert y[0] <= country.dot[1] / 2 <= y[1]


def test_every_country_on_the_map_has_its_circle_on_the_map():
    known = [counted(code, 1) for code, _name in countries]
    places = [country.dot for country in world_map(known).countries if country.dot]

    assert len(places) == len(known) - 3
    assert all(
        0 <= x <= 2 * build_outlines.WIDTH and -30 <= y <= 2 * build_outlines.HEIGHT + 30 for x, y in places
    )


def test_small_circles_are_drawn_above_large_ones():
    groups = world_map([counted("KR", 900), counted("JP", 1), counted("CN", 30)]).groups

    assert [group["shade"] for group in groups] == [6, 4, 1]


def test_more_agreements_never_have_a_weaker_shade():
    shades = [shade_for(number) for number in range(1, 1000)]

    assert shades == sorted(shades)
    assert set(shades) == {*range(1, len(SHADE_THRESHOLDS) + 1)}


def test_shades_are_told_only_as_far_as_they_are_used():
    assert world_map([counted("KR", 3)]).shades == [(1, 1, 1), (2, 2, 4)]
    assert world_map([counted("KR", 900)]).shades[-1] == (6, 500, 0)
    assert world_map([]).shades == []


def test_countries_stand_in_the_order_of_the_pages_language():
    codes = [counted(code, 1) for code in ("KR", "GB", "FR", "EU")]

    assert [one.code for one in world_map(codes).countries] == ["EU", "FR", "KR", "GB"]
    with override("ko"):
        names = [one.name for one in world_map(codes).countries]
    assert names == sorted(names)


def test_a_union_of_states_is_named_below_the_map():
    assert [one.code for one in world_map([counted("EU", 1), counted("KR", 1)]).elsewhere] == ["EU"]


def test_a_code_that_no_country_has_any_more_is_left_out():
    assert world_map([counted("SU", 1)]).countries == []


@pytest.mark.django_db
def test_a_publication_is_on_the_map_at_once(client):
    from register.publishing import publish
    from tests import factories as make

    publish(make.AgreementFactory(titled=True), by=None)
    before = client.get("/countries/").content
    again = client.get("/countries/").content

    publish(make.AgreementFactory(titled=True), by=None)
    after = client.get("/countries/").content

    assert b"South Korea: 1<" in before
    assert again == before
    assert b"South Korea: 2<" in after
