"""The map of the world: every country that there is can be shown, small ones too."""

import hashlib
import re

import pytest
from django.utils.translation import override
from django_countries import countries

from register.pictures import draw_world
from register.pictures.reading import Counted
from register.pictures.world import OUTLINES, SHADES, outlines, shade_of, world

NUMBER = re.compile(r"-?\d+")


def counted(code: str, number: int) -> Counted:
    return Counted(code, {"instrument": number, "programme": 0, "dialogue": 0}, {})


def test_every_country_has_a_shape_or_a_dot_but_those_without_people():
    shown = {code for code, one in outlines()["countries"].items() if one["path"] or one["dot"]}

    assert {code for code, _name in countries} - shown == {"AQ", "EU", "UM"}


@pytest.mark.parametrize("code", ["SG", "HK", "MT", "LU", "TV", "VA"])
def test_a_small_country_has_a_dot(code):
    assert outlines()["countries"][code]["dot"]


def test_the_outlines_are_those_of_the_named_data():
    assert outlines()["source"] == draw_world.SOURCE


def test_the_outlines_stay_small():
    assert OUTLINES.stat().st_size < 45_000


def test_no_outline_leaves_the_frame():
    for one in outlines()["countries"].values():
        for start, steps in re.findall(r"M([^l]+)l([^z]+)z", one["path"]):
            x, y = map(int, NUMBER.findall(start))
            numbers = [*map(int, NUMBER.findall(steps))]
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                assert 0 <= x <= 2 * draw_world.WIDTH
                # Greenland and Spitsbergen touch the upper edge
                assert -30 <= y <= 2 * draw_world.HEIGHT + 30


def test_an_outline_beyond_the_180th_meridian_comes_in_on_the_other_side():
    fiji = [(178.0, -18.0), (-178.0, -18.0), (-178.0, -16.0), (178.0, -16.0), (178.0, -18.0)]

    pieces = draw_world.cut(draw_world.unbroken(fiji))

    assert [sorted({x for x, _y in piece}) for piece in pieces] == [[-180.0, -178.0], [178.0, 180.0]]


def test_areas_are_true():
    def square(latitude):
        corners = [(0, latitude), (1, latitude), (1, latitude + 1), (0, latitude + 1), (0, latitude)]
        from math import cos, radians

        return draw_world.area([draw_world.on_the_map(*corner) for corner in corners]) / cos(
            radians(latitude + 0.5)
        )

    assert square(60) == pytest.approx(square(0), rel=0.001)


def test_a_file_that_is_not_the_named_data_is_refused(tmp_path):
    file = tmp_path / "countries-50m.json"
    file.write_text("{}")
    assert hashlib.sha256(b"{}").hexdigest() != draw_world.SOURCE["sha256"]

    with pytest.raises(SystemExit, match="is not world-atlas"):
        draw_world.main(str(file))


def test_more_agreements_never_have_a_weaker_shade():
    shades = [shade_of(number) for number in range(1, 1000)]

    assert shades == sorted(shades)
    assert set(shades) == {*range(1, len(SHADES) + 1)}


def test_shades_are_told_only_as_far_as_they_are_used():
    assert world([counted("KR", 3)]).shades == [(1, 1, 1), (2, 2, 4)]
    assert world([counted("KR", 900)]).shades[-1] == (6, 500, 0)
    assert world([]).shades == []


def test_countries_stand_in_the_order_of_the_pages_language():
    codes = [counted(code, 1) for code in ("KR", "GB", "FR", "EU")]

    assert [one.code for one in world(codes).countries] == ["EU", "FR", "KR", "GB"]
    with override("ko"):
        names = [one.name for one in world(codes).countries]
    assert names == sorted(names)


def test_a_union_of_states_is_named_below_the_map():
    assert [one.code for one in world([counted("EU", 1), counted("KR", 1)]).elsewhere] == ["EU"]


def test_a_code_that_no_country_has_any_more_is_left_out():
    assert world([counted("SU", 1)]).countries == []


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
