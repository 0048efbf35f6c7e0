"""Lists of seven offices in Europe."""

from datetime import date, datetime, time

from openpyxl.styles import Font

from tests.spreadsheets.offices.partners import PARTNERS
from tests.spreadsheets.offices.sheets import OfficeList, csv_file, workbook

_GERMAN_COUNTRIES = {
    "GB": "Vereinigtes Königreich",
    "EE": "Estland",
    "FI": "Finnland",
    "SE": "Schweden",
    "NO": "Norwegen",
    "DK": "Dänemark",
    "IS": "Island",
    "DE": "Deutschland",
    "AT": "Österreich",
    "CH": "Schweiz",
    "FR": "Frankreich",
    "BE": "Belgien",
    "NL": "Niederlande",
    "ES": "Spanien",
    "PT": "Portugal",
    "IT": "Italien",
    "CZ": "Tschechien",
    "SK": "Slowakei",
    "HU": "Ungarn",
    "PL": "Polen",
    "LT": "Litauen",
    "RO": "Rumänien",
    "HR": "Kroatien",
    "GR": "Griechenland",
    "TR": "Türkei",
    "RU": "Russland",
    "GE": "Georgien",
    "JP": "Japan",
    "KR": "Südkorea",
}


def faculty_of_letters() -> OfficeList:
    """Semicolons in cp1252; days with two digits of the year, of which one column proves the order."""
    rows = [["Partneruniversität", "Land", "Art", "Unterzeichnet", "Gültig bis"]]
    for number, partner in enumerate(PARTNERS[:46]):
        day = f"{number % 24 + 4}.{number % 12 + 1}.{number % 14 + 8:02}"
        until = f"31.12.{number % 14 + 13:02}" if number % 3 else ""
        rows.append(
            [
                partner.local if _is_western(partner.local) else partner.name,
                _GERMAN_COUNTRIES.get(partner.code, partner.country),
                "MoU" if number % 4 else "Agreement",
                day,
                until,
            ]
        )
    return OfficeList(
        "Partner_Stand.csv", csv_file(rows, encoding="cp1252", delimiter=";"), agreements=46, partners=46
    )


def _is_western(name: str) -> bool:
    try:
        return bool(name.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def international_office() -> OfficeList:
    """A title of two cells above; countries and acronyms in brackets; a day with a time; a total below."""
    brackets = {"GB": "UK", "US": "USA", "NZ": "NZ", "CZ": "Czech Rep.", "KR": "Korea"}
    rows = [
        ["International partners", "Status: 3 Sept", None, None],
        [],
        ["Name of Partner", "Type", "Signed", "Expiry"],
    ]
    chosen = [partner for partner in PARTNERS if partner.code not in {"TW", "GE"}][:60]
    for number, partner in enumerate(chosen):
        name = f"{partner.name} ({brackets.get(partner.code, partner.country)})"
        signed = date(2010 + number % 13, number % 12 + 1, number % 28 + 1)
        expiry = date(2999, 12, 31) if number % 5 == 0 else date(2026 + number % 5, 8, 31)
        moment = datetime.combine(signed, time(9)) if number % 7 == 0 else signed
        rows.append([name, ["MOU", "Student Exchange", "MoU", "Agreement"][number % 4], moment, expiry])
    rows.append(["Total", 60, None, None])
    return OfficeList("partners.xlsx", workbook({"Partners": rows}), agreements=60, partners=60)


def by_country() -> OfficeList:
    """The country in bold on a row of its own above its partners; the form merged over its rows."""
    rows: list[list] = [["Institution", "Agreement", "Signature", "Duration"]]
    merged, last = [], ""
    for number, partner in enumerate(PARTNERS[:40]):
        if partner.country != last:
            rows.append([partner.country, None, None, None])
            last = partner.country
        term = ["5 years (renewable once)", "3 years", "indefinite", "2019-2024"][number % 4]
        rows.append([partner.name, "Erasmus agreement", f"{2011 + number % 9}-0{number % 9 + 1}", term])
        if number % 10 == 0:
            merged.append(len(rows))

    def dress(book) -> None:
        sheet = book.active
        for row in sheet.iter_rows(min_row=2):
            if row[1].value is None:
                row[0].font = Font(bold=True)
        for row in merged:
            if sheet.cell(row + 1, 2).value:
                sheet.merge_cells(start_row=row, end_row=row + 1, start_column=2, end_column=2)

    return OfficeList(
        "Partnerships by country.xlsx", workbook({"2024": rows}, dress), agreements=40, partners=40
    )


def two_lines_of_headers() -> OfficeList:
    """Headers on two lines, merged above; a hidden column; a formula that counts below."""
    rows: list[list] = [
        ["Partner", None, "Agreement", None, None, "Internal"],
        ["Institution", "Country", "Type", "Date of signature", "Valid until", "Score"],
    ]
    for number, partner in enumerate(PARTNERS[20:55]):
        signed = date(2012 + number % 10, number % 12 + 1, number % 27 + 1)
        until = date(2024 + number % 6, 6, 30)
        rows.append([partner.name, partner.country, "MoU", signed, until, number])
    rows.append([None, None, None, None, "=COUNTA(E3:E37)", None])

    def dress(book) -> None:
        sheet = book.active
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:E1")
        sheet.column_dimensions["F"].hidden = True

    return OfficeList("Übersicht.xlsx", workbook({"Verträge": rows}, dress), agreements=35, partners=35)


def behind_a_cover() -> OfficeList:
    """The list on the second sheet, behind a page that says who keeps it."""
    rows = [["Convention", "Établissement partenaire", "Pays", "Date de signature", "Durée"]]
    french = {
        "GB": "Royaume-Uni",
        "DE": "Allemagne",
        "CH": "Suisse",
        "ES": "Espagne",
        "IT": "Italie",
        "BE": "Belgique",
        "NL": "Pays-Bas",
        "AT": "Autriche",
        "PT": "Portugal",
        "FR": "France",
    }
    chosen = [partner for partner in PARTNERS if partner.code in french]
    for number, partner in enumerate(chosen):
        rows.append(
            [
                "Accord-cadre",
                partner.local or partner.name,
                french[partner.code],
                f"{number % 9 + 13}/0{number % 9 + 1}/2016",
                "5 ans" if number % 2 else "3 ans renouvelables",
            ]
        )
    cover = [
        ["Service des relations internationales"],
        ["Mise à jour : septembre"],
        [],
        ["Contact : poste 4471"],
    ]
    sheets = {"Lisez-moi": cover, "Accords": rows}
    return OfficeList("accords.xlsx", workbook(sheets), agreements=len(chosen), partners=len(chosen))


def names_with_everything() -> OfficeList:
    """Country tails, acronyms in brackets, numbers before names, the same university twice with its town behind."""
    rows = [["Nr", "Partner", "Agreement signed"]]
    chosen = PARTNERS[:24]
    for number, partner in enumerate(chosen):
        name = [
            f"{number + 1}. {partner.name}",
            f"{partner.name}, {partner.country}",
            f"{partner.name} ({_acronym(partner.name)})",
            f"{partner.name}, {partner.city}",
        ][number % 4]
        rows.append([str(number + 1), name, f"{2009 + number % 12}"])
    for number, partner in enumerate(chosen[:6]):
        rows.append([str(25 + number), partner.name, f"{2020 + number % 4}"])
    return OfficeList("partnerzy.csv", csv_file(rows), agreements=30, partners=24, most_answers=30)


def _acronym(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def several_in_a_cell() -> OfficeList:
    """Consortia: several partners in a cell, parted by “and”, “/”, “&” and commas; departments before them."""
    names = [partner.name for partner in PARTNERS]
    rows = [["Project", "Partners", "Start", "End"]]
    for number in range(24):
        first, second, third = names[number], names[number + 24], names[number + 48]
        cell = [
            f"{first}, {second} and {third}",
            f"{first} / {second}",
            f"{first} & {second}",
            f"Department of Physics, {first}",
        ][number % 4]
        rows.append(
            [
                f"Joint doctoral school {number + 1}",
                cell,
                f"{number % 9 + 1}/{2012 + number % 8}",
                f"{2018 + number % 9}",
            ]
        )
    partners = 6 * (3 + 2 + 2 + 1)
    return OfficeList("consortia.csv", csv_file(rows, encoding="utf-8-sig"), 24, partners, most_answers=8)
