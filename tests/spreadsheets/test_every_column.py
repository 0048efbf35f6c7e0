"""Each column of a list is recorded in the member that it means, when a row is new and when it comes again changed."""

from pathlib import Path

import pytest

from agreements.models import Topic
from spreadsheets.columns import SHEET_COLUMNS
from spreadsheets.lookups import DeskLookups
from tests.factories import OrganizationFactory
from tests.kept_tables import check_kept, markdown_table
from tests.spreadsheets.lists import import_list

# By column: the cell of the first upload, and that of the second. Each value stands in one cell only.
CELLS = {
    "number": ("N-1", "N-1"),
    "title_en": ("English title", "Other English title"),
    "title_ko": ("국문 제목", "다른 국문 제목"),
    "title": ("fr: Titre", "fr: Autre titre"),
    "form": ("업무협약", "treaty"),
    "form_as_written": ("Form as written", "Other form as written"),
    "nature": ("instrument", "instrument"),
    "bindingness": ("non-binding", "partly binding"),
    "topics": ("physics", "chemistry"),
    "summary_en": ("English summary", "Other English summary"),
    "summary_ko": ("국문 요약", "다른 국문 요약"),
    "summary": ("fr: Résumé", "fr: Autre résumé"),
    "party": ("First Academy; Second School", "Third Hospital"),
    "party_country": ("JP; FR", "IT"),
    "party_identifier": ("02mhbdp94; Q42", "Q43"),
    "our_side": ("Our Office", "Our University"),
    "our_unit": ("Our unit", "Our other unit"),
    "signed_on": ("2019-01-02", "2019-01-12"),
    "effective_on": ("2019-02-03", "2019-02-13"),
    "end_on": ("2024-03-04", "2024-03-14"),
    "term": ("5 years", "62 months"),
    "renewal": ("fixed", "automatic"),
    "termination_notice": ("7 months", "8 months"),
    "status": ("terminated", "terminated"),
    "status_on": ("2023-05-06", "2023-05-16"),
    "place": ("Oslo (NO)", "Bern (CH), Town Hall"),
    "signatory": ("Ann Signer; Bob Signer", "Cho Signer"),
    "signatory_post": ("Rector; Dean", "Provost"),
    "unit": ("Our First Unit", "Our Second Unit"),
    "officer": ("Officer Kim", "Officer Lee"),
    "file_number": ("F-77", "F-78"),
    "retention": ("11 years", "12 years"),
    "document": ("https://document.example/1", "https://document.example/2"),
    "source": ("https://source.example/1", "https://source.example/2"),
    "note": ("Note in words", "Other note in words"),
    "": ("blue", "green"),
}


WHOLE_LISTS = {f"whole/Header of {name}": "whole" for name in ("party", "our_side", "signatory", "topics")}


@pytest.fixture
def house(db):
    university = OrganizationFactory(name="Our University", is_own=True, external_id="university", country="")
    for name in ("Our Office", "Our First Unit", "Our Second Unit"):
        OrganizationFactory(name=name, is_own=True, external_id=name, parent=university, country="")
    for name in ("physics", "chemistry"):
        Topic.objects.create(names={"en": name}, external_id=name)


def upload(number: int):
    """The plan of the row of the first (0) or the second (1) upload, which is applied."""
    headers = [f"Header of {name or 'no column'}" for name in CELLS]
    row_cells = [cells[number] for cells in CELLS.values()]
    [row] = import_list(headers, row_cells, mapping=[*CELLS], questions=WHOLE_LISTS).rows
    assert row.problems == []
    return row


def recorded() -> dict[str, str]:
    """Every member of the only agreement, and of the organizations that the list added, by its path."""
    desk = DeskLookups()
    [agreement] = desk.export_records("agreements", ["list/N-1"]).values()
    for citation in agreement["citations"]:
        citation["source"] = desk.source_addresses[citation["source"]]
    ids = [party["organization"] for party in agreement["involvements"]]
    members = {}
    for organization in desk.export_records("organizations", ids).values():
        if organization["id"].startswith("list/"):
            members |= {f"{organization['name']}/{path}": value for path, value in leaves(organization)}
    return dict(leaves(agreement)) | members


def leaves(value, path=""):
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in ("id", "key"):
                yield from leaves(member, f"{path}/{name}".strip("/"))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from leaves(member, f"{path}/{number}")
    else:
        yield path, value


def test_every_column_is_tried():
    assert {*CELLS} - {""} == {column.name for column in SHEET_COLUMNS} - {"record", "reference"}


def test_each_cell_is_recorded_where_its_column_says_and_shown_with_what_it_changes(house):
    sections = []
    for number, heading in enumerate(("A new row", "The same row with other cells")):
        row = upload(number)
        assert (row.state, row.label) == [("new", "English title"), ("changed", "Other English title")][
            number
        ]
        sections += [f"# {heading}\n\n", markdown_table(["Recorded in", "Value"], recorded().items())]
        changes = [[change.label, change.old, change.new, change.written] for change in row.changes]
        sections += ["\n", markdown_table(["In the preview", "Old", "New", "As written"], changes), "\n"]

    check_kept(Path(__file__).parent / "kept" / "columns.md", "".join(sections))


def test_the_same_row_again_changes_nothing(house):
    upload(0)
    before = recorded()

    assert (upload(0).state, recorded()) == ("unchanged", before)
