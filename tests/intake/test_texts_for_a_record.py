"""The text of a further source for a record that is there already, or of one in which no rule finds anything."""

import pytest

from agreements.models import Agreement
from sources.models import Source, SourceText
from tests import factories as make
from tests.desk.conftest import READERS_GROUP, Fields, member
from tests.intake.memorandum import RELEASE
from tests.intake.test_from_text import PAGE, filled_form, send, suggest
from tests.intake.test_further_texts import words

pytestmark = pytest.mark.django_db


def beside(record) -> str:
    return f"{PAGE}?record=agreements.agreement%3A{record.pk}"


def test_the_text_of_a_further_source_comes_to_stand_beside_the_form_of_its_record(desk, form_at):
    record, cited = make.AgreementFactory(titled=True), make.SourceTextFactory(text="Signed on 12 May 2024.")
    make.AgreementCitationFactory(agreement=record, source=cited.source)
    form = f"/admin/agreements/agreement/{record.pk}/change/"
    assert desk.get(form).context["further_text"] == beside(record)

    page, path = send(desk, beside(record), form_at(desk, beside(record)), text=RELEASE, address="no address")
    assert "document" not in page.context["form"].fields  # which would be that of a new record
    page, path = send(desk, path, Fields(page.content.decode()).form, address="")
    page, path = send(desk, path, Fields(page.content.decode()).form, further="1")
    page, path = send(desk, path, form_at(desk, path), text="Another text of another source.")
    assert words(page) == [RELEASE.strip(), "Another text of another source."]
    page, path = send(desk, path, Fields(page.content.decode()).form)

    assert path.startswith(f"{form}?texts=")
    assert [text.text for text in page.context["beside"]["texts"]] == [*words_stored(after=cited), cited.text]
    assert (Source.objects.count(), Agreement.objects.count()) == (3, 1)


def words_stored(after: SourceText) -> list[str]:
    return [text.text for text in SourceText.objects.filter(pk__gt=after.pk).order_by("pk")]


def test_texts_are_put_beside_records_that_one_may_change_alone(desk, client):
    record = make.AgreementFactory(titled=True)
    missing = [
        f"{PAGE}?record={each}"
        for each in ("agreements.agreement:0", "auth.user:1", "x", "agreements.agreement:x")
    ]
    assert [desk.get(address).status_code for address in missing] == [404] * 4

    client.force_login(member("reader", READERS_GROUP))
    assert "further_text" not in client.get(f"/admin/agreements/agreement/{record.pk}/change/").context
    assert client.get(beside(record)).status_code == 403


def test_the_form_beside_a_text_without_suggestions_has_the_rows_of_a_new_form(desk, form_at):
    rows = {name: values for name, values in form_at(desk, "/admin/agreements/agreement/add/").items()
            if name.endswith("-TOTAL_FORMS") and name != "citations-TOTAL_FORMS"}  # fmt: skip

    form, address = filled_form(desk, *suggest(desk, form_at, text="Convenio marco entre dos institutos."))

    assert {name: form[name] for name in rows} == rows
    desk.post(address, {**form, "texts-0-title": "Convenio marco", "alike_checked": "yes"})
    made = Agreement.objects.get()
    assert [
        each.all().count() for each in (made.involvements, made.milestones, made.signatories, made.terms)
    ] == [0] * 4
    assert made.citations.count() == 1
