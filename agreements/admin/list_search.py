"""Rows in which the staff area looks for words of agreements: titles, people, parties, file numbers, internal notes."""

from desk.search import SearchedRows

SEARCHED_ROWS = (
    SearchedRows("agreements.AgreementText", "agreement", ("title", "summary")),
    SearchedRows("agreements.AgreementIdentifier", "agreement", ("value",)),
    SearchedRows("agreements.Custody", "agreement", ("file_number", "note", "originals_at", "unit__name")),
    SearchedRows("agreements.Signatory", "agreement", ("name_as_written", "post_as_written", "person__name")),
    SearchedRows("people.PersonName", "person__signatures__agreement", ("text",)),
    SearchedRows("agreements.Involvement", "agreement", ("name_as_written", "unit", "organization__name")),
    SearchedRows("organizations.OrganizationName", "organization__involvements__agreement", ("text",)),
)
