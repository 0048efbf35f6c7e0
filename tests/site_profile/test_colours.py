"""The colour of a site can be read on every ground it stands on, in light and dark."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from site_profile import colours

colour = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # as the examples of WCAG 2.2 and of its understanding documents have them
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(colours.contrast(one, other), 2) == round(colours.contrast(other, one), 2) == ratio


@given(colour)
def test_the_nearest_shades_can_be_read_and_are_the_colour_itself_where_it_can(given_colour):
    dark, light = colours.nearest_dark_shade(given_colour), colours.nearest_light_shade(given_colour)

    assert colours.least_contrast(dark, colours.LIGHT_GROUNDS) >= 4.5
    assert colours.least_contrast(light, colours.DARK_GROUNDS) >= 4.5
    for shade, grounds in ((dark, colours.LIGHT_GROUNDS), (light, colours.DARK_GROUNDS)):
        assert (shade == given_colour) == (colours.least_contrast(given_colour, grounds) >= 4.5)


def test_a_shade_keeps_the_hue():
    assert colours.nearest_dark_shade("#ff8800") == "#a85a00"
    assert colours.nearest_light_shade("#7a1f3d") == "#d76389"


def test_the_grounds_are_those_of_the_style_sheet(settings):
    style = (settings.BASE_DIR / "static/css/entente.css").read_text("utf-8")
    grounds = re.findall(r"--(?:paper|tint): (#\w+);", style)[:4]  # those of print are white

    assert [colours.parse_colour(ground) for ground in grounds] == [
        *colours.LIGHT_GROUNDS,
        *colours.DARK_GROUNDS,
    ]


@pytest.mark.parametrize(
    ("typed", "stored"), [("#0B4A6F", "#0b4a6f"), (" 0b4a6f ", "#0b4a6f"), ("#abc", "#aabbcc")]
)
def test_a_colour_is_understood(typed, stored):
    assert colours.parse_colour(typed) == stored


@pytest.mark.parametrize(
    "typed", ["red", "#12345", "#12345g", "#1234567", "rgb(0,0,0)", "#abc;}*{x:y", "＃ａｂｃ", "#"]
)
def test_what_is_no_colour_is_refused(typed):
    with pytest.raises(ValidationError):
        colours.parse_colour(typed)
