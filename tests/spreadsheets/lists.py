"""Lists of agreements as universities and ministries keep them, invented."""

import csv
import io

from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.files.reader import read_table
from spreadsheets.imports.apply import apply_import
from spreadsheets.imports.planner import plan_import

HEADERS = [
    "MoU No", "Title", "Partner Institution", "Country", "Type of Agreement", "Date of Signing", "Effective Date",
    "Duration", "Notice Period", "Fields", "File No", "Document link", "Partner ROR", "Remarks", "Dean",
]  # fmt: skip


def as_file(*lines, headers=None, encoding="utf-8", delimiter=",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([headers, *lines] if headers else lines)
    return out.getvalue().encode(encoding)


def table_of(headers, *lines):
    return read_table(as_file(*lines, headers=headers), "list.csv")


def plan_list(headers, *lines, mapping=None, name="list", choices=None, **answers):
    """The plan of a list; ``choices`` and ``answers`` are members of ImportAnswers, the first the organizations."""
    table = table_of(headers, *lines)
    return plan_import(
        table, mapping or guess_columns(table.headers), ImportAnswers(choices or {}, **answers), name=name
    )


def import_list(headers, *lines, by=None, **options):
    """Plan a list and apply it; the plan."""
    plan = plan_list(headers, *lines, **options)
    apply_list(headers, *lines, digest=plan.digest, by=by, **options)
    return plan


def apply_list(
    headers, *lines, digest="", by=None, mapping=None, name="list", skip_errors=False, choices=None, **answers
):
    table = table_of(headers, *lines)
    mapping = mapping or guess_columns(table.headers)
    answers = ImportAnswers(choices or {}, **answers)
    digest = digest or plan_import(table, mapping, answers, name=name).digest
    return apply_import(table, mapping, answers, name=name, digest=digest, by=by, skip_errors=skip_errors)


def five_hundred() -> list[list[str]]:
    """Rows without a fault: sixty partners, terms in prose, days in five forms."""
    countries = ["Japan", "UK", "대한민국", "US", "Germany"]
    types = ["MoU", "Agreement", "학술교류협정", "memorandum of understanding", "LoI"]
    days = ["2019-03-{:02}", "{} March 2018", "2017.4.{}", "2016년 5월 {}일", "Mar {}, 2020"]
    terms = [
        "5 Years",
        "Auto-renewable after 5 years",
        "Not Specified",
        "-",
        "서명일로부터 3년, 자동연장",
        "Indefinite",
    ]
    return [
        [
            f"M-{number:04}", f"Cooperation number {number}", f"{partner_name(number % 60)}",
            countries[number % 60 % 5], types[number % 5], days[number % 5].format(number % 28 + 1), "",
            terms[number % 6], "6 months" if number % 3 else "", "", f"F-{number}", "", "", f"remark {number}", "Kim",
        ]
        for number in range(500)
    ]  # fmt: skip


def partner_name(number: int) -> str:
    """Names that share no more with each other than what every name of a university does."""
    syllables = ["bal", "cor", "dun", "fel", "gim", "hov", "jar", "kep"]
    parts = [syllables[number // 8], syllables[number % 8][::-1], syllables[(number * 3 + 1) % 8]]
    return f"University of {''.join(parts).capitalize()}"
