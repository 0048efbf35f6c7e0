"""A check is shown in the language of whoever looks at it, whoever asked for it."""

import re

import pytest

from tests import factories
from tests.spreadsheets.admin.journey import page_of, run_worker_on, sheet, upload_file

pytestmark = pytest.mark.django_db

HEADERS = (
    "MoU No,Title,Partner,Country,Type,Signed,Effective date,Ends on,Term,Notice period,Renewal,"
    "Topics,Our unit,Partner ROR,Document link,Place of signing,Ribbon"
)
ROWS = [
    "1,A,Academy of Kites,Utopia,Handshake,03/04/2020,,,7,ample,,alchemy,,,see folder,,x",
    "2,,Institute of Japan,,MoU,05/06/2020,2020-02-30,,as long as it lasts,,perhaps,,Law,,,,y",
    "3,C,Univ. of Leiden,,MoU,1 Febrary 2019,15.08.19,9999-12-31,5 years,,,,,Q-1,,,z",
    "4,D,Alpha University and Beta University,,MoU,soon,2019-01-02,See clause 4,12,,,,,,,Nowhere (Utopia),z",
    "5,E,1. Museum of Bells,Spain; Peru,MoU,2019-01-02 10:00,,2018-01-01,,6 months,,,,,,Seoul,z",
    "6,F,Museum of Drums,Spain,MoU,2999-01-01,,,5 years,6 months,automatic,,,,,Seoul,z",
    "Total,6,,,,,,,,,,,,,,,",
]


def test_every_page_is_the_same_whoever_asked_for_the_check(desk):
    factories.OrganizationFactory(name="Our University", is_own=True)
    factories.OrganizationFactory(name="Second School", is_own=True)
    factories.OrganizationFactory(name="Leiden University", country="NL")
    spreadsheet = upload_file(desk, sheet(*ROWS, headers=HEADERS))
    columns = {f"column-{number}": name for number, name in enumerate(spreadsheet.reading["columns"])}

    by_asker = {}
    for asker in ("", "/ko"):
        desk.post(asker + page_of(spreadsheet, "columns"), {"name": "List", **columns})
        spreadsheet = run_worker_on(spreadsheet)
        assert spreadsheet.state == "checked"
        by_asker[asker] = {reader: texts_of_pages(desk, spreadsheet, reader) for reader in ("", "/ko")}

    english, korean = by_asker[""], by_asker["/ko"]
    for reader in ("", "/ko"):
        pages = zip(english[reader], korean[reader], strict=True)
        assert [set(page.split("\n")) ^ set(other.split("\n")) for page, other in pages] == [set()] * 4
    assert "Utopia" in english["/ko"][0]
    assert english["/ko"] != english[""]


def test_what_changes_is_kept_in_every_language(desk):
    factories.OrganizationFactory(name="Our University", is_own=True)
    spreadsheet = upload_file(desk, sheet(ROWS[-2], headers=HEADERS))
    columns = {f"column-{number}": name for number, name in enumerate(spreadsheet.reading["columns"])}
    desk.post(page_of(spreadsheet, "columns"), {"name": "List", **columns})
    spreadsheet = run_worker_on(spreadsheet)

    labels = [change["label"] for change in spreadsheet.rows.get().plan["changes"]]
    assert {"en": "New organization", "ko": "새 기관"} in labels


def texts_of_pages(client, spreadsheet, language) -> list[str]:
    """The pages of a checked import without what is another each time."""
    row = spreadsheet.rows.filter(state="error").first()
    paths = ["change", "organizations", f"rows/{row.number}"]
    texts = [client.get(f"{language}{page_of(spreadsheet, path)}?show=").content.decode() for path in paths]
    texts.append(b"".join(client.get(language + page_of(spreadsheet, "bad-rows/csv"))).decode())
    return [
        re.sub(r'nonce="[^"]*"|<[^>]*csrf[^>]*>|\d\d?:\d\d|(오전|오후)|[ap]\.m\.', "", text) for text in texts
    ]
