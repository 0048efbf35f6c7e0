"""Citations of a record: every form can be read back, whatever the title holds."""

import json
import re

import pytest
import qrcode
import time_machine
from django.utils import timezone

from pages.templatetags.qr_tags import qr_code
from register.models import Version
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

HOSTILE = [
    "Plain title",
    "임상시험 협력 양해각서",
    "50% & more: costs_of $5 #1 {braces ~ and^carets",
    "A \\backslash} that closes \\emph{everything}",
    "Two lines\nER  - \nTY  - JOUR",
    'Quotes "and" <script>alert(1)</script>',
    "@misc{other, title = {x}}",
]
SPELLED = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
}  # fmt: skip


def published(title: str):
    agreement = make.AgreementFactory(titled=True, text__title=title)
    make.MilestoneFactory(agreement=agreement, on="2014-09-29")
    publish(agreement, by=None)
    return agreement


def from_bibtex(text: str) -> dict:
    """The one entry of a file, read as BibTeX reads: values end where braces balance, whatever stands before them."""
    kind, key, rest = re.fullmatch(r"@(\w+)\{([^,\s]+),(.*)\}\s*", text, re.DOTALL).groups()
    fields, place = {"": kind, "key": key}, 0
    while found := re.compile(r"\s*(\w+) = \{").match(rest, place):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        value = rest[found.end() : end - 1]
        value = value[1:-1] if value.startswith("{") else value
        fields[found[1]] = re.sub("|".join(map(re.escape, SPELLED)), lambda sign: SPELLED[sign[0]], value)
        assert rest[end] == ","
        place = end + 1
    assert rest[place:].strip() == ""
    return fields


def from_ris(text: str) -> dict:
    lines = [
        re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in text.rstrip("\r\n").split("\r\n")
    ]
    assert lines[0] == ("TY", "ELEC")
    assert lines[-1][0] == "ER"
    return dict(lines)


@pytest.mark.parametrize("title", HOSTILE)
def test_every_form_gives_back_the_title(client, title):
    published(title)
    one_line = re.sub(r"\s+", " ", title)

    bibtex, ris, csl, text = (
        client.get(f"/agreements/A1/cite/{form}").content.decode()
        for form in ("bibtex", "ris", "csl", "text")
    )

    assert from_bibtex(bibtex)["title"] == one_line
    assert from_ris(ris)["TI"] == one_line
    assert json.loads(csl)[0]["title"] == one_line
    assert f"“{one_line}”" in text
    assert text.count("\n") == 1


@time_machine.travel("2026-11-22T09:00:00Z")
def test_a_reference_leads_to_the_exact_version_and_says_when_it_was_read(client):
    published("Accord")

    answers = {form: client.get(f"/agreements/A1/cite/{form}") for form in ("bibtex", "ris", "csl", "text")}

    url = "http://testserver/agreements/A1/versions/1"
    published_on = timezone.localdate(Version.objects.get(ref="A1").published_at)  # by the database's clock
    bibtex = from_bibtex(answers["bibtex"].content.decode())
    ris = from_ris(answers["ris"].content.decode())
    csl = json.loads(answers["csl"].content)[0]
    assert (bibtex[""], bibtex["key"], bibtex["url"], bibtex["urldate"]) == (
        "misc", "entente-A1-v1", url, "2026-11-22",
    )  # fmt: skip
    assert (ris["UR"], ris["Y2"], ris["AU"]) == (url, "2026/11/22", "Entente,")
    assert (csl["URL"], csl["accessed"], csl["author"]) == (
        url, {"date-parts": [[2026, 11, 22]]}, [{"literal": "Entente"}],
    )  # fmt: skip
    assert answers["text"].content.decode() == (
        "“Accord”, memorandum of understanding, signed 29 September 2014. Entente, record A1, version 1, published "
        f"{published_on.day} {published_on:%B %Y}. {url} (read 22 November 2026).\n"
    )


def test_files_have_their_types_and_names(client):
    published("Accord")

    told = {
        form: (response["Content-Type"], response["Content-Disposition"], response.cookies.output())
        for form in ("bibtex", "ris", "csl", "text")
        if (response := client.get(f"/agreements/A1/cite/{form}"))
    }

    assert told == {
        "bibtex": ("application/x-bibtex; charset=utf-8", 'attachment; filename="A1-v1.bib"', ""),
        "ris": ("application/x-research-info-systems; charset=utf-8", 'attachment; filename="A1-v1.ris"', ""),
        "csl": (
            "application/vnd.citationstyles.csl+json; charset=utf-8",
            'attachment; filename="A1-v1.json"',
            "",
        ),
        "text": ("text/plain; charset=utf-8", 'attachment; filename="A1-v1.txt"', ""),
    }


@pytest.mark.parametrize(("kind", "plural"), [("one", "organizations"), ("activity", "activities")])
def test_organizations_and_activities_can_be_cited_too(full, client, kind, plural):
    ref = full[kind].ref

    assert json.loads(client.get(f"/{plural}/{ref}/cite/csl").content)[0]["number"] == ref
    assert f'href="/{plural}/{ref}/cite/"' in client.get(f"/{plural}/{ref}", follow=True).content.decode()


@pytest.mark.parametrize(
    "address", ["/agreements/A1/cite/word", "/agreements/A9/cite/", "/agreements/A9/cite/ris"]
)
def test_there_is_no_reference_to_what_is_not_there(client, address):
    published("Accord")

    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>Page not found</h1>" in response.content.decode()
    assert "Accord" not in response.content.decode()


def test_a_page_has_what_people_copy_and_what_stands_on_paper(client):
    ref = published("Plain title").ref

    with time_machine.travel("2031-05-06 12:00 +0900", tick=False):
        page = client.get(f"/agreements/{ref}", follow=True).content.decode()
        sentence = client.get(f"/agreements/{ref}/cite/text").content.decode().strip()
    copied = dict(re.findall(r'class="copied" id="copied-(\w+)">([^<]*)<', page))
    paper = page.partition('<div class="printed">')[2].partition("</div>")[0]

    assert copied == {
        "reference": ref,
        "link": f"http://testserver/agreements/{ref}",
        "citation": sentence,
    }
    assert client.get(copied["link"], follow=True).status_code == 200
    assert f"http://testserver/agreements/{ref}/versions/1" in paper
    assert "6 May 2031" in paper


def test_the_code_on_paper_is_that_of_the_version():
    code = qrcode.QRCode(border=0, mask_pattern=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data("https://example.org/agreements/A1/versions/3")
    dark = {
        (x + 4, y + 4) for y, row in enumerate(code.get_matrix()) for x, is_dark in enumerate(row) if is_dark
    }

    bars = re.findall(
        r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", qr_code("https://example.org/agreements/A1/versions/3").path
    )

    assert {(int(x) + step, int(y)) for x, y, length, _back in bars for step in range(int(length))} == dark
    assert all(length == back for _x, _y, length, back in bars)
