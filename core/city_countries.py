"""Countries of cities: of those that time zones are named for (Unicode CLDR), of capitals, and of Korean cities."""

from functools import cache

from babel import Locale
from babel.core import get_global

from core.city_names import city_names
from core.text import fold

# What names no time zone
_FURTHER = """
AE Abu Dhabi, NG Abuja, TR Ankara, ES Barcelona, CN Beijing, GB Belfast, CH Bern, CO Bogotá, US Boston, BR Brasília,
KR Busan, AU Canberra, GB Cardiff, KR Changwon, KR Cheongju, MD Chișinău, KR Chuncheon, KR Daegu, KR Daejeon, IN Delhi,
TZ Dodoma, GB Edinburgh, KR Gangneung, CH Geneva, KR Gwangju, KR Gyeongju, VN Hanoi, VN Ho Chi Minh City, KR Incheon,
PK Islamabad, KR Jeju, KR Jeonju, TG Lomé, IT Milan, DE Munich, IN New Delhi, NC Nouméa, TD N’Djamena, JP Osaka,
KR Osong, CA Ottawa, KR Pohang, ZA Pretoria, MA Rabat, MM Rangoon, MM Yangon, US San Francisco, BR São Paulo, KR Sejong,
KR Suwon, NL The Hague, NL Hague, AL Tirana, KR Ulsan, US Washington, US Washington D.C., US Washington DC,
NZ Wellington, KR Wonju, CM Yaoundé, MM Naypyidaw, PW Ngerulmud, SA Riyadh, DE Bonn, GB Oxford, GB Manchester
"""


@cache
def _codes_by_city() -> dict[str, str]:
    codes = {}
    english = Locale("en").time_zones
    for zone, code in get_global("zone_territories").items():
        area, _slash, last = zone.rpartition("/")
        if area and code != "001":
            codes[_city_key(english.get(zone, {}).get("city") or last.replace("_", " "))] = code
    for entry in _FURTHER.replace("\n", " ").split(","):
        code, _space, city = entry.strip().partition(" ")
        codes[_city_key(city)] = code
    korean = {
        _city_key(name): codes[_city_key(city)]
        for city, name in city_names().items()
        if _city_key(city) in codes
    }
    return korean | codes


def _city_key(city: str) -> str:
    return fold(city).replace(",", "").replace(".", "").strip()


def country_of_city(city: str) -> str:
    """The code of the country in which a city of this name, in English or Korean, is known to lie; "" for others."""
    return _codes_by_city().get(_city_key(city), "")
