"""Names of countries and cities in text, and adjectives of countries: the vocabularies that lists and "
"searches have."""

import json
import re
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

import core
from core import country_words
from core.text import normalize_name
from spreadsheets.parsing.countries import find_country_code

_SHORTEST = 4  # letters of a name that is no code
_CODES = {"UK", "US", "USA", "UAE", "EU", "ROK", "U.S", "U.S.", "U.K", "U.K.", "DPRK", "PRC", "KSA"}
_NOT_COUNTRIES = {"england", "scotland", "wales", "america", "georgia", "jersey", "northern ireland", "union"}
# Cities of universities and conferences that are no capitals and give no time zone its name
_FURTHER_CITIES = {
    "Geneva": "CH", "Basel": "CH", "Lausanne": "CH", "Bern": "CH", "Osaka": "JP", "Kyoto": "JP", "Sapporo": "JP",
    "Nagoya": "JP", "Fukuoka": "JP", "Busan": "KR", "Incheon": "KR", "Daegu": "KR", "Daejeon": "KR", "Gwangju": "KR",
    "Sejong": "KR", "Ulsan": "KR", "Suwon": "KR", "Seongnam": "KR", "Osong": "KR", "Cheongju": "KR", "Jeonju": "KR",
    "Pohang": "KR", "Wonju": "KR", "Chuncheon": "KR", "Jeju": "KR", "Pangyo": "KR", "Yongin": "KR", "Heidelberg": "DE",
    "Munich": "DE", "Hamburg": "DE", "Frankfurt": "DE", "Bonn": "DE", "Cologne": "DE", "Mannheim": "DE",
    "Stuttgart": "DE", "Dresden": "DE", "Leipzig": "DE", "Milan": "IT", "Turin": "IT", "Bologna": "IT",
    "Florence": "IT",
    "Venice": "IT",
    "Naples": "IT", "Lyon": "FR", "Marseille": "FR", "Toulouse": "FR", "Rennes": "FR",
    "Strasbourg": "FR", "Grenoble": "FR", "Barcelona": "ES", "Valencia": "ES", "Seville": "ES", "Porto": "PT",
    "Manchester": "GB", "Birmingham": "GB", "Liverpool": "GB", "Leeds": "GB", "Glasgow": "GB", "Edinburgh": "GB",
    "Oxford": "GB", "Cambridge": "GB", "Bristol": "GB", "Cardiff": "GB", "Belfast": "GB", "Norwich": "GB",
    "Rotterdam": "NL", "The Hague": "NL", "Utrecht": "NL", "Leiden": "NL", "Antwerp": "BE", "Gothenburg": "SE",
    "Aarhus": "DK", "Bergen": "NO", "Krakow": "PL", "Gdansk": "PL", "Brno": "CZ", "Saint Petersburg": "RU",
    "St Petersburg": "RU", "Shenzhen": "CN", "Guangzhou": "CN", "Qingdao": "CN", "Dalian": "CN", "Nanjing": "CN",
    "Hangzhou": "CN", "Wuhan": "CN", "Chengdu": "CN", "Tianjin": "CN", "Xi'an": "CN", "Mumbai": "IN", "Bangalore": "IN",
    "Bengaluru": "IN", "Chennai": "IN", "Hyderabad": "IN", "Pune": "IN", "Kolkata": "IN", "Shillong": "IN",
    "Lahore": "PK", "Islamabad": "PK", "Ho Chi Minh City": "VN", "Hanoi": "VN", "Da Nang": "VN", "Cebu": "PH",
    "Bali": "ID", "Bandung": "ID", "Surabaya": "ID", "Penang": "MY", "Chiang Mai": "TH", "Jeddah": "SA", "Mecca": "SA",
    "Abu Dhabi": "AE", "Sharjah": "AE", "Haifa": "IL", "Tel Aviv": "IL", "Alexandria": "EG", "Cape Town": "ZA",
    "Durban": "ZA", "Pretoria": "ZA", "Mombasa": "KE", "Boston": "US", "Houston": "US", "San Francisco": "US",
    "San Diego": "US", "Seattle": "US", "Philadelphia": "US", "Atlanta": "US", "Washington": "US", "Baltimore": "US",
    "Miami": "US", "Dallas": "US", "Austin": "US", "Washington, DC": "US", "Washington DC": "US", "Bethesda": "US",
    "Montreal": "CA", "Ottawa": "CA", "Calgary": "CA", "Canberra": "AU", "Almaty": "KZ", "Astana": "KZ",
    "Cancún": "MX", "Monterrey": "MX", "Medellín": "CO", "Rio de Janeiro": "BR", "Brasilia": "BR", "Davos": "CH",
    "New Delhi": "IN", "Kuala Lumpur": "MY", "Putrajaya": "MY", "Elsinore": "DK", "Helsingør": "DK",
}  # fmt: skip


@cache
def country_code(name: str) -> str:
    """The code of a country that a text names by a name, not by an adjective or a short code; otherwise ""."""
    text = name.strip(" .").replace("’", "'").removeprefix("the ").removeprefix("The ")
    if text in _CODES:
        return find_country_code(text)
    if len(text) < _SHORTEST or text.lower() in _NOT_COUNTRIES or text.isupper():
        return ""
    if normalize_name(text) not in country_words.codes_by_name() | _names_in_english() or is_adjective(text):
        return ""  # it is a country in some other language
    return find_country_code(text)


@cache
def _names_in_english() -> dict[str, frozenset[str]]:
    names = Locale.parse("en").territories.items()
    return {normalize_name(name): frozenset({code}) for code, name in names if len(code) == 2}


@cache
def is_adjective(word: str) -> bool:
    """True for Korean, Danish: an adjective of one country or of several, and no name of one."""
    return normalize_name(word) in country_words.codes_by_name() and not find_country_code(word)


@cache
def country_of_adjective(word: str) -> str:
    """The code of the country of an adjective such as Danish; "" for what is none."""
    codes = country_words.codes_by_name().get(normalize_name(word), frozenset())
    codes = codes - {"KP"} if word == "Korean" else codes
    return next(iter(codes)) if len(codes) == 1 and len(word) >= _SHORTEST else ""


@cache
def _cities() -> dict[str, str]:
    """Countries by the names of cities: those of time zones and capitals in English and Korean, and further ones."""
    territories = get_global("zone_territories")
    codes = {
        zone.split("/")[-1].replace("_", " "): code for zone, code in territories.items() if len(code) == 2
    }
    codes |= _FURTHER_CITIES
    korean = json.loads((Path(core.__file__).parent / "city_names.json").read_text(encoding="utf-8"))
    known = {city: codes.get(city, "") for city in korean} | codes
    known |= {name: known[city] for city, name in korean.items()}
    return {
        city: code
        for city, code in known.items()
        if len(city) > 1 and not re.search(r"\d|^[A-Z]{2,}$|^GMT", city)
    }


def city_country(name: str) -> str:
    """The country of a city that is known, “?” where only the city is; "" for what is none."""
    cities = _cities()
    return (cities[name] or "?") if name in cities else ""
