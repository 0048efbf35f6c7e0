"""Countries of a list are known by what people call them, in many languages; two at once are none."""

import pytest

from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.countries import find_country_code, near_countries, parse_country_cell
from tests.factories import OrganizationFactory
from tests.spreadsheets.lists import plan_list


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("KR", "Korea|대한민국|Korea, Republic of|Republic of Korea|KOR|Korea (South)|Korea, South|Corée du Sud|ROK"),
        ("KP", "North Korea|Korea (North)|DPRK|D.P.R. Korea|Democratic People's Republic of Korea|북한"),
        ("RU", "Russian Federation|The Russian Federation|Russia|러시아 연방|Россия|Russland"),
        ("TR", "Republic of Türkiye|TÜRKIYE|Turkey|터키|튀르키예|Türkei"),
        ("SY", "Syrian Arab Republic|Syria|시리아"),
        ("IR", "Iran (Islamic Republic of)|Iran, Islamic Republic of|Islamic Republic of Iran|이란"),
        ("US", "U.S.A|U.S.A.|USA|US|u.s.|America|the United States of America|미국|Estados Unidos|États-Unis"),
        ("GB", "United Kingdom (UK)|İngiltere|UK|U.K.|England|Scotland|Wales|England (UK)|England, UK|영국(잉글랜드)"),
        ("BN", "Brunei Darussalam|Brunei|브루나이"),
        ("VA", "Holy See|The Holy See|Vatican City State|바티칸"),
        ("NR", "Nauru|나우루"),
        ("CD", "DR Congo|Congo (Kinshasa)|Democratic Republic of the Congo|Congo, Dem. Rep. of|콩고민주공화국"),
        ("CG", "Congo|Republic of the Congo|Congo-Brazzaville"),
        ("TW", "Taiwan|Taiwan, Province of China|대만|台灣"),
        ("HK", "Hong Kong SAR, China|Hong Kong (China)|홍콩"),
        ("CI", "Côte d’Ivoire|Cote d'Ivoire|Ivory Coast|Cote Divoire"),
        ("LC", "St. Lucia|Saint Lucia"),
        ("TZ", "Tanzania, United Republic of|Tanzania"),
        ("MK", "North Macedonia|Republic of North Macedonia"),
        ("DE", "Deutschland|Allemagne|Alemania|Германия|ドイツ|德国|ألمانيا|เยอรมนี|독일|DEU|de"),
        ("NL", "The Netherlands|Netherlands (the)|Pays-Bas|네덜란드"),
        ("GE", "Georgia|조지아|Géorgie"),
        ("EU", "European Union|EU|유럽연합"),
    ],
)  # fmt: skip
def test_countries_are_known_by_official_and_common_names_in_many_languages(code, names):
    assert {name: find_country_code(name) for name in names.split("|")} == dict.fromkeys(
        names.split("|"), code
    )


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "Utopia", "Korean", "German", "Georgia (USA)", "Guinea (Equatorial Guinea)", "China (Taiwan)",
        "Germany, France", "Japan / UK", "World", "Europe", "Asia", "Germany (Bavaria)", "001", "Lincolnshire",
    ],
)  # fmt: skip
def test_what_names_no_country_or_two_is_asked_back(text):
    assert find_country_code(text) == ""
    with pytest.raises(CellError):
        parse_country_cell(text)


@pytest.mark.parametrize(
    ("text", "code"), [("Germnay", "DE"), ("Untied Kingdom", "GB"), ("Phillipines", "PH"), ("Congo", "CD")]
)
def test_a_slip_has_the_country_that_was_meant_among_those_offered(text, code):
    assert code in near_countries(text)
    assert near_countries("Quantum mechanics") == []


def countries_of_new(*lines, countries, headers=("Title", "Partner", "Country"), **options):
    """The new organizations of a list by name, with their countries and where these come from."""
    plan = plan_list(headers, *lines, countries=countries, **options)
    return [(entry.label, entry.country, entry.country_from) for entry in plan.organizations]


@pytest.mark.parametrize(
    ("name", "cell", "chosen", "expected"),
    [
        ("Institute of Japan", "", "DE", ("Institute of Japan", "DE", "answer")),
        ("Institute of Japan", "", "", ("Institute of Japan", "", "answer")),
        ("Institute of Japan", "France", "DE", ("Institute of Japan", "FR", "cell")),
        ("Thud Academy (Peru)", "", "DE", ("Thud Academy (Peru)", "DE", "answer")),
        ("Thud Academy (Peru)", "", "", ("Thud Academy", "", "answer")),
        ("Thud Academy (Peru)", "", "PE", ("Thud Academy", "PE", "answer")),
    ],
)
def test_a_chosen_country_goes_before_all_but_the_cell_of_the_row(db, name, cell, chosen, expected):
    assert countries_of_new(["A", name, cell], countries={name: chosen}) == [expected]


def test_a_chosen_country_holds_for_the_rows_that_say_none(db):
    lines = [
        ["A", "Ministry of Kites", "France"],
        ["B", "Ministry of Kites", "Peru"],
        ["C", "Ministry of Kites", ""],
    ]

    made = countries_of_new(*lines, countries={"Ministry of Kites": "FR"})

    assert sorted((country, source) for _name, country, source in made) == [("FR", "cell"), ("PE", "")], (
        "the row without a country is the French one's, and the other is asked about"
    )


def test_a_chosen_country_tells_the_organization_from_one_elsewhere(db):
    OrganizationFactory(name="Institute of Kites", country="JP")

    (entry,) = plan_list(
        ["Title", "Partner"], ["A", "Institute of Kites"], countries={"Institute of Kites": "PE"}
    ).organizations

    assert entry.becomes == "asked"
