"""The words that are typed on the page of a text outlive it: kept while typing, and offered again."""

import json
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Agreement
from desk.models import FormDraft
from tests.attachments import pdf
from tests.desk.conftest import EDITORS_GROUP, READERS_GROUP, Fields, member
from tests.intake.memorandum import RELEASE, REPORT
from tests.intake.test_from_text import PAGE, filled_form, send, suggest

DRAFTS = f"{PAGE}draft/"

pytestmark = pytest.mark.django_db


def keep(client, form, address=""):
    pairs = [[name, value] for name, values in form.items() for value in values]
    sent = {"key": form["draft_key"][0], "fields": json.dumps(pairs), "query": address.partition("?")[2]}
    return client.post(DRAFTS, sent)


def test_what_is_typed_is_offered_again_and_forgotten_once_it_is_sent(desk, form_at):
    form = form_at(desk, PAGE)
    form |= {"text": [RELEASE], "second": ["Another text"], "address": ["https://kiv.example/a"]}
    assert keep(desk, form).status_code == 204

    assert "PRESS RELEASE Three institutes" in desk.get(PAGE).content.decode()
    page, _address = send(desk, PAGE, form_at(desk, PAGE), _restore=form["draft_key"][0])
    again = Fields(page.content.decode()).form

    assert [again[name][0].strip() for name in ("text", "second", "address")] == [
        RELEASE.strip(), "Another text", "https://kiv.example/a",
    ]  # fmt: skip
    assert again["draft_key"] == form["draft_key"]
    send(desk, PAGE, again)
    assert [draft.model for draft in FormDraft.objects.all()] == ["sources.sourcetext"]


def test_a_text_that_was_sent_is_offered_until_its_source_is_stored(desk, form_at):
    document = SimpleUploadedFile("memorandum.pdf", pdf())
    page, address = suggest(desk, form_at, text=RELEASE, document=document)

    [draft] = FormDraft.objects.all()
    assert "Three institutes sign Memorandum" in desk.get(PAGE).content.decode()
    page, address = send(desk, PAGE, form_at(desk, PAGE), _restore=draft.key)
    form, address = filled_form(desk, page, address)
    desk.post(address, {**form, "alike_checked": "yes"})

    assert Agreement.objects.get().documents.get().title == "memorandum"
    assert not FormDraft.objects.exists()


def test_drafts_are_discarded_and_gone(desk, form_at):
    form = form_at(desk, PAGE)
    form["text"] = ["Half a text"]
    keep(desk, form)
    desk.post(PAGE, {"_discard": form["draft_key"][0]})

    assert not FormDraft.objects.exists()
    page, _address = send(desk, PAGE, {}, _restore=form["draft_key"][0])
    assert "This is not kept any more." in page.content.decode()


def test_what_is_typed_is_of_whoever_typed_it_and_for_editors_alone(desk, form_at, client):
    form = form_at(desk, PAGE)
    form["text"] = ["Half a text"]
    keep(desk, form)
    client.force_login(member("other", EDITORS_GROUP))

    assert "Half a text" not in client.get(PAGE).content.decode()
    page, _address = send(client, PAGE, {}, _restore=form["draft_key"][0])
    assert "Half a text" not in page.content.decode()
    client.force_login(member("reader", READERS_GROUP))
    assert (keep(client, form).status_code, client.get(DRAFTS).status_code) == (403, 403)


def test_ticks_and_facts_stay_where_another_text_is_added(desk, form_at):
    """A tick that was taken away stays away, one that was set stays; what the new text says is ticked as it comes."""
    page, address = suggest(desk, form_at, text=RELEASE)
    rows = [row for group in page.context["groups"] for row in group.rows]
    before = [row["offer"].id for row in rows]
    ticked = [row["offer"].id for row in rows if not row["is_ticked"]] + before[:1]
    form = {**Fields(page.content.decode()).form, "take": ticked, "source--1-title": "As I call it"}
    form["source--1-publisher"] = ""

    page, further = send(desk, address, form, further="1")
    page, _address = send(desk, further, form_at(desk, further), text=REPORT)

    offers = {row["offer"].id: row for group in page.context["groups"] for row in group.rows}
    fields = Fields(page.content.decode()).form
    assert set(before) < set(offers)
    assert {each for each in before if offers[each]["is_ticked"]} == set(ticked)
    new = [row for name, row in offers.items() if name not in before]
    assert any(row["is_ticked"] for row in new)
    assert [row["is_ticked"] for row in new] == [row["offer"].sure for row in new]
    assert (fields["source--1-title"], fields["source--1-publisher"]) == (["As I call it"], [""])
    assert fields["source--2-title"] != ["As I call it"]


def test_the_page_of_suggestions_keeps_what_was_ticked_until_it_is_sent(desk, form_at):
    page, address = suggest(desk, form_at, text=RELEASE)
    form = {**Fields(page.content.decode()).form, "take": [], "source--1-title": ["As I call it"]}
    pairs = [[name, value] for name, values in form.items() for value in values]
    sent = {"key": form["draft_key"][0], "model": "intake.suggestions", "fields": json.dumps(pairs)}
    desk.post(DRAFTS, {**sent, "record_pk": page.context["draft"]["record_pk"]})

    page = desk.get(address)

    assert not any(row["is_ticked"] for group in page.context["groups"] for row in group.rows)
    assert "As I call it" in page.content.decode()

    form, _address = filled_form(desk, page, address)

    assert [draft.model for draft in FormDraft.objects.all()] == ["agreements.agreement"]


ADD = "/admin/agreements/agreement/add/"


def restored(client, path, key):
    """The form of a draft that the list on a page leads to, and its address."""
    buttons = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: (
        buttons.append(dict(attributes)) if tag == "button" else None
    )
    parser.feed(client.get(path).content.decode())
    [button] = [each for each in buttons if (each.get("name"), each.get("value")) == ("_restore", key)]
    address = button.get("formaction") or path
    address = f"{path}{address}" if address.startswith("?") else address
    return Fields(client.post(address, {"_restore": key}).content.decode()).form, address


@pytest.mark.parametrize(
    "is_typed", [pytest.param(False, marks=pytest.mark.long), True], ids=["as filled in", "typed in since"]
)
def test_a_filled_form_that_the_add_page_leads_back_to_keeps_its_texts_and_citations(desk, form_at, is_typed):
    form, address = filled_form(desk, *suggest(desk, form_at, text=RELEASE))
    if is_typed:
        pairs = [[name, value] for name, values in form.items() for value in values]
        sent = {"model": "agreements.agreement", "key": form["draft_key"][0], "fields": json.dumps(pairs)}
        desk.post("/admin/drafts/", {**sent, "query": f"?{address.partition('?')[2]}"})

    again, address = restored(desk, ADD, form["draft_key"][0])
    answer = desk.post(address, {**again, "alike_checked": "yes", "_continue": "1"}, follow=True)

    [citation] = Agreement.objects.get().citations.all()
    assert citation.passages
    assert answer.context["beside"]["agreement"] == "0"
    assert "This is not kept any more." not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?texts=1%2C2&_restore=abc&then=k%3A1", "?texts=1%2C2&then=k%3A1"),
        pytest.param("?_changelist_filters=q%3DKim&_restore=abc", "", marks=pytest.mark.long),
        ('//elsewhere.example/?a=%00"><b>', "?%2F%2Felsewhere.example%2F%3Fa=%22%3E%3Cb%3E"),
        pytest.param("", "", marks=pytest.mark.long),
    ],
    ids=["of a chain", "of a list", "of elsewhere", "none"],
)
def test_a_draft_leads_to_a_query_of_its_own_form_alone(desk, query, kept):
    sent = {"model": "agreements.agreement", "key": "k1", "fields": "[]", "query": query}

    assert desk.post("/admin/drafts/", sent).status_code == 204
    assert FormDraft.objects.get().address == kept
    _form, address = restored(desk, ADD, "k1")
    assert address == f"{ADD}{kept}"


def test_of_many_kept_texts_two_are_shown_and_all_are_discarded_at_once(desk, form_at):
    for number in range(4):
        form = form_at(desk, PAGE)
        form["text"] = [f"Text {number}"]
        keep(desk, form)
    page = desk.get(PAGE).content.decode()
    before, _summary, folded = page.partition("<summary>")
    assert folded.split("</summary>")[0].strip() == "and 2 more"
    keys = [draft.key for draft in FormDraft.objects.all()]

    assert [f"<strong>Text {number}</strong>" in before for number in range(4)] == [False, False, True, True]
    assert [f"<strong>Text {number}</strong>" in folded for number in range(4)] == [True, True, False, False]
    assert all(f'<input type="hidden" name="_discard" value="{key}">' in page for key in keys)
    later = form_at(desk, PAGE)
    later["text"] = ["In another window since"]
    keep(desk, later)
    desk.post(PAGE, {"_discard": keys})
    assert [draft.label for draft in FormDraft.objects.all()] == ["In another window since"]
