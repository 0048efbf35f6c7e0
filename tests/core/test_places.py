"""Places: what staff type is what is stored, and reads back the same."""

import pytest
from django.core.exceptions import ValidationError

from core.places import PlacesFormField, format_place, make_place, parse_place

LINES = {
    "Seoul (KR)": make_place(city="Seoul", country="KR"),
    "Washington, DC (US)": make_place(city="Washington, DC", country="US"),
    "London (GB), Grand Hall, Lancaster House": make_place(
        city="London", country="GB", venue="Grand Hall, Lancaster House"
    ),
    "Sapporo": make_place(city="Sapporo"),
    "(KR), KHIDI": make_place(country="KR", venue="KHIDI"),
    "Sapporo (), Aspen Hotel": make_place(city="Sapporo", venue="Aspen Hotel"),
    "Cabul (Kabul) ()": make_place(city="Cabul (Kabul)"),
    "Cabul (Kabul) (AF), Citadel (east)": make_place(
        city="Cabul (Kabul)", country="AF", venue="Citadel (east)"
    ),
    "online": make_place(is_online=True),
}


@pytest.mark.parametrize(("line", "stored"), LINES.items())
def test_a_line_and_its_place_lead_to_each_other(line, stored):
    assert parse_place(line) == stored
    assert format_place(stored) == line


def test_an_unknown_country_is_told():
    with pytest.raises(ValidationError, match="ZZ is not a country code"):
        parse_place("Atlantis (ZZ)")


def test_a_line_that_cannot_be_read_is_told_and_kept():
    with pytest.raises(ValidationError, match=r"Write a place as .*: Seoul \(Korea\)"):
        PlacesFormField().clean("Seoul (Korea)")


def test_two_cities_are_two_places():
    assert [one["city"] for one in PlacesFormField().clean("Washington, DC (US)\nSeoul (KR)")] == [
        "Washington, DC",
        "Seoul",
    ]
