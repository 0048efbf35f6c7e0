"""Lists of eight offices elsewhere."""

from datetime import date

from tests.spreadsheets.offices.partners import PARTNERS
from tests.spreadsheets.offices.sheets import OfficeList, csv_file, workbook

_OFFICIAL_NAMES = {
    "RU": "Russian Federation",
    "IR": "Iran (Islamic Republic of)",
    "TR": "Republic of Türkiye",
    "GB": "England",
    "US": "U.S.A",
    "KR": "Republic of Korea",
    "VN": "Viet Nam",
    "TW": "Taiwan",
    "CZ": "Czechia",
}


def dean_of_engineering() -> OfficeList:
    """Headers that say little: the department, addresses under “MoU (in pdf)”, the form under “Nature”."""
    rows = [["Sl. No.", "name", "dept", "Nature", "MoU (in pdf)", "Signature", "Validity"]]
    for number in range(101):
        partner = PARTNERS[number % len(PARTNERS)]
        rows.append(
            [
                str(number + 1),
                f"{partner.name}, {partner.country}",
                ["CSE", "ECE", "Mech"][number % 3],
                "MoU" if number % 3 else "Agreement",
                f"https://example.ac.in/mou/{number + 1}.pdf",
                f"{number % 27 + 2:02}-{number % 12 + 1:02}-{2010 + number % 12}",
                ["5", "3 Years (with automatic prolongation)", "Until completion of project", "5 years"][
                    number % 4
                ],
            ]
        )
    return OfficeList("MoU details.csv", csv_file(rows), 101, len(PARTNERS), most_answers=5)


def korean_office() -> OfficeList:
    """CP949 of Korean Excel, numbers of lines, Korean days and terms, names in two columns."""
    rows = [["연번", "국가", "대학명(영문)", "대학명(국문)", "체결일", "유효기간", "비고"]]
    korean = {
        "JP": "일본",
        "CN": "중국",
        "US": "미국",
        "GB": "영국",
        "DE": "독일",
        "FR": "프랑스",
        "VN": "베트남",
        "TW": "대만",
    }
    chosen = [partner for partner in PARTNERS if partner.code in korean]
    for number, partner in enumerate(chosen):
        name = partner.name.replace("ü", "u").replace("é", "e")
        day = [
            f"2011. {number % 12 + 1}. {number % 28 + 1}.",
            f"2015년 {number % 12 + 1}월",
            f"{2009 + number % 9}.03.02",
        ]
        term = ["5년(자동연장)", "3년", "5년, 1회 연장", "무기한"][number % 4]
        rows.append(
            [str(number + 1), korean[partner.code], name.replace("’", "'"), "", day[number % 3], term, ""]
        )
    rows.append(["", "합계", f"{len(chosen)}개교", "", "", "", ""])
    return OfficeList(
        "협정현황.csv", csv_file(rows, encoding="cp949"), agreements=len(chosen), partners=len(chosen)
    )


def ministry_of_health() -> OfficeList:
    """Official names of countries, a last day in the year 9999, months without a day, types of its own."""
    rows = [["Ref", "Counterparty", "State", "Instrument", "Signed", "Expires"]]
    for number, partner in enumerate(PARTNERS[28:72]):
        country = _OFFICIAL_NAMES.get(partner.code, partner.country)
        rows.append(
            [
                f"MOH-{number + 1:03}",
                f"Ministry of Health of {partner.country}",
                country,
                ["NPUA", "Memorandum of Understanding", "Executive Programme"][number % 3],
                date(2008 + number % 15, number % 12 + 1, number % 28 + 1),
                date(9999, 12, 31) if number % 2 else date(2027, 3, 31),
            ]
        )
    ministries = len({partner.code for partner in PARTNERS[28:72]})
    return OfficeList("register.xlsx", workbook({"Agreements": rows}), 44, ministries, most_answers=4)


def american_college() -> OfficeList:
    """Months first, which some of the days prove; terms in prose."""
    terms = [
        "5 years (renewable once)",
        "2019-2024",
        "until completion of project",
        "Five (5) years",
        "perpetual",
    ]
    rows = [["Partner Institution", "Country", "Agreement Type", "Effective Date", "Term"]]
    for number, partner in enumerate(PARTNERS[40:72]):
        day = f"{number % 12 + 1}/{number % 28 + 1}/{2008 + number % 15}"
        rows.append(
            [
                partner.name,
                partner.country,
                "MOU" if number % 3 else "Affiliation Agreement",
                day,
                terms[number % 5],
            ]
        )
    return OfficeList("Active Agreements.csv", csv_file(rows), agreements=32, partners=32)


def days_that_prove_nothing() -> OfficeList:
    """Days of which none is above twelve: one question for the column."""
    rows = [["Institution", "Country", "Date"]]
    rows += [
        [
            partner.name,
            partner.country,
            f"{number % 11 + 1:02}/{(number + 3) % 12 + 1:02}/{2010 + number % 10}",
        ]
        for number, partner in enumerate(PARTNERS[:20])
    ]
    return OfficeList("agreements.csv", csv_file(rows), agreements=20, partners=20)


def numbers_for_days() -> OfficeList:
    """A list that lost its formats: days as serial numbers, and as days with a time."""
    rows = [["Agreement number", "Partner", "Country", "Date of signing", "Validity (years)"]]
    for number, partner in enumerate(PARTNERS[30:60]):
        day = str(40_000 + 97 * number) if number % 3 else f"{date(2014, number % 12 + 1, 9)} 14:30"
        rows.append([f"IA/{number + 1}", partner.name, partner.code, day, str(number % 5 + 1)])
    return OfficeList("export(3).csv", csv_file(rows, delimiter="\t"), agreements=30, partners=30)


def latin_american_office() -> OfficeList:
    """“Unicode text” of Excel, which is UTF-16 with tabs; Spanish headers, countries and terms."""
    spanish = {
        "ES": "España",
        "MX": "México",
        "CO": "Colombia",
        "CL": "Chile",
        "BR": "Brasil",
        "AR": "Argentina",
        "PT": "Portugal",
        "FR": "Francia",
        "IT": "Italia",
        "DE": "Alemania",
        "JP": "Japón",
        "KR": "Corea del Sur",
        "US": "Estados Unidos",
    }
    rows = [["Universidad", "País", "Tipo de convenio", "Fecha de firma", "Vigencia"]]
    chosen = [partner for partner in PARTNERS if partner.code in spanish]
    for number, partner in enumerate(chosen):
        rows.append(
            [
                partner.local or partner.name,
                spanish[partner.code],
                "Convenio marco",
                f"{number % 28 + 1:02}/{number % 12 + 1:02}/2017",
                "5 años" if number % 2 else "indefinida",
            ]
        )
    data = csv_file(rows, encoding="utf-16", delimiter="\t")
    return OfficeList("convenios.csv", data, agreements=len(chosen), partners=len(chosen))


def kept_by_many_hands() -> OfficeList:
    """Blanks, capitals, misspelt months and dashes of twenty years; a row that nobody can read."""
    rows = [["Partner ", " COUNTRY", "Date signed", "Expiry date", "Remarks"]]
    days = [
        "5 Febrary 2012",
        "March 3rd, 2014",
        "2016",
        "n/a",
        "Spring 2017",
        "12 Sept. 2015",
        "2013-04..2013-05",
    ]
    for number, partner in enumerate(PARTNERS[:34]):
        name = [partner.name, partner.name.upper(), f"  {partner.name}", partner.name.replace(" ", "  ")][
            number % 4
        ]
        expiry = ["-", "none", "open-ended", "31 Dec 2030"][number % 4]
        rows.append(
            [name, partner.country.upper() if number % 2 else partner.country, days[number % 7], expiry, ""]
        )
    rows.append(["Keele Universty", "UK", "2019", "-", "second copy"])
    rows.append(["Cardiff University", "UK", "when the rector was here", "-", ""])
    return OfficeList("MASTER LIST final v7.csv", csv_file(rows), 36, 34, most_answers=4, refused=2)
