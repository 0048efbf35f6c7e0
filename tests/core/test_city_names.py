"""Cities in the language of the page."""

import json
from pathlib import Path

import pytest
from django.utils.translation import override

from core import city_names
from core.city_names import city_in_language
from core.places import make_place, place_text


@pytest.mark.parametrize(
    ("recorded", "english", "korean"),
    [
        ("Seoul", "Seoul", "서울"),
        ("서울", "Seoul", "서울"),
        ("Washington, DC", "Washington, DC", "워싱턴 D.C."),
        ("Osong, Cheongju", "Osong, Cheongju", "오송, 청주"),
        ("Mymensingh", "Mymensingh", "Mymensingh"),
        ("", "", ""),
    ],
)
def test_a_city_is_in_the_language_of_the_page_where_its_name_is_known(recorded, english, korean):
    assert city_in_language(recorded) == english
    with override("ko"):
        assert city_in_language(recorded) == korean


def test_a_place_is_all_in_one_language():
    with override("ko"):
        assert place_text(make_place("Seoul", "KR")) == "서울, 대한민국"


def test_no_city_has_two_names():
    path = Path(city_names.__file__).with_suffix(".json")
    names = [name for name, _korean in json.loads(path.read_text(), object_pairs_hook=list)]

    assert len(names) == len(set(names))
