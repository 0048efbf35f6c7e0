"""Rows that are taken out of a form beside texts take their quotations along, and leave those of the others."""

import pytest
from playwright.sync_api import expect

from agreements.models import Agreement, AgreementCitation
from tests import factories as make
from tests.desk.conftest import share_login
from tests.intake.memorandum import RELEASE, REPORT

FORM = "#content-main form[id$=_form]"
# The names of signatories with the words quoted for each and the party that each is of
SIGNATORIES = """() => {
  const value = (name) => document.getElementsByName(name)[0]?.value ?? "";
  const quotes = JSON.parse(value("quoted"));
  return [...document.querySelectorAll(".inline-related[id^=signatories-]:not(.empty-form)")]
    .filter((row) => value(`${row.id}-name_as_written`))
    .map((row) => [
      value(`${row.id}-name_as_written`),
      quotes.filter((each) => each.field === `${row.id}-name_as_written`).map((each) => each.words).join("|"),
      value(`${value(`${row.id}-party`)}-name_as_written`),
    ]);
}"""
KIM = ["Kim Minji", "Kim Minji", "Korea Institute of Vaccines"]
HOLM = ["Lars Holm", "Lars Holm", "Norwegian Centre for Epidemics"]
VRIES = ["Anna de Vries", "Anna de Vries", "Utrecht Vaccine Foundation"]
BAKKER = ["Pieter Bakker", "Pieter Bakker", "Utrecht Vaccine Foundation"]


def take_out(page, part: str, number: int) -> None:
    page.locator(f"#{part}-{number} .inline-deletelink").click()


def add(page, part: str, **values: str) -> None:
    page.locator(f"#{part}-group .add-row a").click()
    row = page.locator(f".inline-related[id^={part}-]:not(.empty-form)").last.get_attribute("id")
    for name, value in values.items():
        page.fill(f"[name={row}-{name}]", value)


def strays(page) -> list:
    """Quotes for inputs that are not there, or that hold something else than the words were taken for."""
    return page.evaluate("""() => {
      const field = (name) => document.getElementsByName(name)[0];
      const held = (one) => (one?.multiple ? [...one.selectedOptions].map((each) => each.value) : one?.value);
      return JSON.parse(field("quoted").value)
        .filter((each) => each.field && JSON.stringify(held(field(each.field))) !== JSON.stringify(each.value))
        .map((each) => [each.field, each.value, held(field(each.field))]);
    }""")


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_quotations_stay_with_their_rows_whatever_is_taken_out(page_at, client, publisher, live_server):
    texts = [make.SourceTextFactory(text=text.strip()) for text in (RELEASE, REPORT)]
    client.force_login(publisher)
    page = page_at(1280)
    share_login(client, page.context, live_server.url)
    page.on("dialog", lambda dialog: dialog.accept())
    start = f"{live_server.url}/admin/agreements/agreement/add/?texts={texts[0].pk},{texts[1].pk}"
    everybody = [KIM, HOLM, VRIES, BAKKER]

    def begin():
        page.goto(start)
        page.wait_for_selector("#text-accept-all:visible")
        page.click("#text-accept-all")
        assert page.evaluate(SIGNATORIES) == everybody

    for removed, left in (
        ([3], [KIM, HOLM, VRIES]),
        ([2, 0], [HOLM, BAKKER]),
        ([0, 0, 0], [BAKKER]),
        ([3, 2, 1, 0], []),
    ):
        begin()
        for number in removed:
            take_out(page, "signatories", number)
        assert (page.evaluate(SIGNATORIES), strays(page)) == (left, []), removed

    # one is added after one went: it has nobody's words
    begin()
    take_out(page, "signatories", 3)
    add(page, "signatories", name_as_written="Somebody Else")
    assert page.evaluate(SIGNATORIES) == [KIM, HOLM, VRIES, ["Somebody Else", "", ""]]
    take_out(page, "signatories", 1)
    assert page.evaluate(SIGNATORIES) == [KIM, VRIES, ["Somebody Else", "", ""]]

    # a party goes, and the people of the others stay theirs, as a title that is made of the parties follows them
    title, form = page.locator("[name=texts-1-title]"), "Memorandum of understanding: "
    title.fill(
        f"{form}Korea Institute of Vaccines – Norwegian Centre for Epidemics – Utrecht Vaccine Foundation"
    )
    page.check("[name=texts-1-is_working_title]")
    take_out(page, "involvements", 0)
    expect(title).to_have_value(f"{form}Norwegian Centre for Epidemics – Utrecht Vaccine Foundation")
    title.fill("A title that somebody typed")
    page.fill("[name=involvements-0-name_as_written]", "The Centre")
    expect(title).to_have_value("A title that somebody typed")
    page.fill("[name=involvements-0-name_as_written]", "Norwegian Centre for Epidemics")
    assert page.evaluate(SIGNATORIES) == [["Kim Minji", "Kim Minji", ""], VRIES, ["Somebody Else", "", ""]]
    assert strays(page) == []

    # after a form error
    begin()
    take_out(page, "signatories", 1)
    add(page, "milestones", on="no day at all")
    page.click(f"{FORM} [name=_save]")
    page.wait_for_selector(".errornote:visible")
    assert (page.evaluate(SIGNATORIES), strays(page)) == ([KIM, VRIES, BAKKER], [])
    take_out(page, "signatories", 0)
    assert (page.evaluate(SIGNATORIES), strays(page)) == ([VRIES, BAKKER], [])
    day = page.locator("[name^=milestones-][name$=-on][value='no day at all']").get_attribute("name")
    take_out(page, "milestones", int(day.split("-")[1]))
    take_out(page, "milestones", 0)
    assert strays(page) == []

    # after a kept draft
    page.focus("[name=texts-0-summary]")
    with page.expect_response(lambda answer: "/draft" in answer.url and answer.request.method == "POST"):
        page.keyboard.type("A summary")
    page.goto(start)
    page.locator("[name=_restore]").first.click()
    page.wait_for_selector("#text-accept-all", state="attached")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SIGNATORIES) == [VRIES, BAKKER]
    take_out(page, "signatories", 0)
    assert (page.evaluate(SIGNATORIES), strays(page)) == ([BAKKER], [])

    page.click(f"{FORM} [name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    agreement, citations = Agreement.objects.get(), AgreementCitation.objects.all()
    people = {f"signatories/{each.key}/person": each for each in agreement.signatories.all()}
    rows = [row for citation in citations for row in citation.passages]
    quoted = [(people[row["fact"]].name_as_written, row["quote"]) for row in rows if row["fact"] in people]
    assert quoted == [("Pieter Bakker", "Pieter Bakker")]
    assert {row["text"] for row in rows} == {text.pk for text in texts}
