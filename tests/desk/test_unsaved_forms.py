"""Nothing typed is lost: forms are kept while somebody types, offered again, and show where an error is."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from agreements.models import Agreement
from desk.models import FormDraft
from tests import factories as make
from tests.desk.conftest import Fields, address

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/agreement/add/"
DRAFTS = "/admin/drafts/"


def keep(client, form, record_pk="", model="agreements.agreement"):
    """Keep what a form holds, as its page does while somebody types. Returns the answer."""
    pairs = [[name, value] for name, values in form.items() for value in values]
    data = {
        "model": model,
        "record_pk": record_pk,
        "key": form["draft_key"][0],
        "fields": json.dumps(pairs),
    }
    return client.post(DRAFTS, data)


@pytest.fixture
def typed(desk, form_at):
    """The form of a new agreement in which something was typed, and which is kept."""
    form = form_at(desk, ADD)
    form.fill("texts-0", title="Memorandum of the river", summary="Half a sentence,")
    assert keep(desk, form).status_code == 204
    return form


def test_what_was_typed_is_offered_on_the_next_visit_and_goes_on_where_it_was(desk, typed, form_at):
    page = desk.get(ADD).content.decode()
    assert "You typed something here that was not saved" in page
    assert "<strong>Memorandum of the river</strong>" in page
    assert "Half a sentence," not in page

    shown = desk.post(ADD, {"_restore": typed["draft_key"][0]})
    form = Fields(shown.content.decode()).form

    assert shown.status_code == 200
    assert "error-summary" not in shown.content.decode()
    assert form["texts-0-title"] == ["Memorandum of the river"]
    assert form["texts-0-summary"] == ["Half a sentence,"]
    assert not Agreement.objects.exists()
    desk.post(ADD, {**form, "_save": "1"})
    assert str(Agreement.objects.get()) == "Memorandum of the river"
    assert not FormDraft.objects.exists()


def test_a_draft_is_discarded_when_its_owner_says_so(desk, typed):
    answer = desk.post(ADD, {"_discard": typed["draft_key"][0]})

    assert answer.status_code == 302
    assert not FormDraft.objects.exists()
    gone = desk.post(ADD, {"_restore": typed["draft_key"][0]}, follow=True).content.decode()
    assert "This is not kept any more." in gone


def test_drafts_are_their_owners_and_of_one_record(desk, publisher, typed):
    colleague = Client()
    colleague.force_login(publisher)

    assert "You typed something here" not in colleague.get(ADD).content.decode()
    colleague.post(ADD, {"_discard": typed["draft_key"][0]})
    assert FormDraft.objects.count() == 1
    stored = make.AgreementFactory(titled=True)
    assert "You typed something here" not in desk.get(address(stored)).content.decode()


def test_two_windows_keep_two_drafts_and_one_window_keeps_its_last(desk, typed, form_at):
    other = form_at(desk, ADD)
    other.fill("texts-0", title="Another")
    keep(desk, other)
    typed.fill("texts-0", title="Memorandum of two rivers")
    keep(desk, typed)

    kept = {dict(draft.fields)["texts-0-title"] for draft in FormDraft.objects.all()}
    assert kept == {"Another", "Memorandum of two rivers"}


def test_a_draft_expires(desk, typed):
    FormDraft.objects.update(saved_at=timezone.now() - timedelta(days=15))

    assert "You typed something here" not in desk.get(ADD).content.decode()


def test_a_draft_of_a_record_is_merged_with_what_others_saved_meanwhile(desk, publisher, form_at):
    agreement = make.AgreementFactory(titled=True, form_as_written="Note")
    form = form_at(desk, address(agreement))
    form["form_as_written"] = ["Pact"]
    keep(desk, form, record_pk=str(agreement.pk))
    colleague = Client()
    colleague.force_login(publisher)
    theirs = form_at(colleague, address(agreement))
    theirs["termination_notice"] = ["P6M"]
    colleague.post(address(agreement), theirs)

    shown = desk.post(address(agreement), {"_restore": form["draft_key"][0]})
    desk.post(address(agreement), Fields(shown.content.decode()).form)

    agreement.refresh_from_db()
    assert (agreement.form_as_written, agreement.termination_notice) == ("Pact", "P6M")


@pytest.mark.parametrize(
    "changes",
    [
        {"fields": "{}"}, {"fields": "[[1, 2]]"}, {"fields": "[["}, {"model": "auth.user"}, {"key": ""},
        {"key": "x" * 33}, {"key": "<b>"}, {"record_pk": "9" * 65},
    ],
)  # fmt: skip
def test_what_is_no_form_is_not_kept(desk, changes):
    data = {"model": "agreements.agreement", "record_pk": "", "key": "k1", "fields": "[]", **changes}

    assert desk.post(DRAFTS, data).status_code == 400
    assert not FormDraft.objects.exists()


def test_passwords_and_tokens_are_not_kept(desk):
    pairs = [["name", "a"], ["password1", "secret"], ["csrfmiddlewaretoken", "t"], ["opened", "forged"]]
    data = {"model": "sources.source", "record_pk": "", "key": "k1", "fields": json.dumps(pairs)}

    assert desk.post(DRAFTS, data).status_code == 204
    draft = FormDraft.objects.get()
    assert (draft.fields, draft.opened) == ([["name", "a"]], None)


def test_a_record_is_copied_as_a_new_one(desk, form_at):
    agreement = make.AgreementFactory(titled=True, form_as_written="Note", ordinal=2)
    party = make.InvolvementFactory(agreement=agreement)
    signing = make.MilestoneFactory(agreement=agreement, on="2019-05")
    make.TermFactory(
        agreement=agreement, length="P5Y", until="2024-05", renewal="automatic", milestone=signing
    )
    make.SignatoryFactory(agreement=agreement, involvement=party, milestone=signing)
    make.DocumentFactory(agreement=agreement)
    make.AgreementCitationFactory(agreement=agreement, facts=["form", f"milestones/{signing.key}/on"])
    topic = make.TopicFactory()
    agreement.topics.add(topic)
    form = form_at(desk, address(agreement))

    shown = desk.post(ADD, {**form, "quoted": "[]", "_copy": "1"})
    assert Agreement.objects.count() == 1
    copied = Fields(shown.content.decode()).form
    desk.post(ADD, {**copied, "alike_checked": "yes"})

    copy = Agreement.objects.exclude(pk=agreement.pk).get()
    assert (copy.form_as_written, str(copy), [*copy.topics.all()]) == ("Note", str(agreement), [topic])
    parties = [[each.organization for each in record.involvements.all()] for record in (copy, agreement)]
    assert parties[0] == parties[1] != []
    assert [(each.length, each.until, each.renewal) for each in copy.terms.all()] == [
        ("P5Y", "", "automatic")
    ]
    own = ("milestones", "signatories", "citations", "documents")
    assert [getattr(copy, name).count() for name in own] == [0, 0, 0, 0]
    assert [getattr(agreement, name).count() for name in own] == [1, 1, 1, 1]
    assert copy.ordinal != 2


def test_a_source_is_copied_without_what_is_of_one_alone(desk, form_at):
    source = make.SourceTextFactory(source=make.SourceFactory(address="https://example.org/1")).source
    form = form_at(desk, address(source))

    copied = Fields(desk.post("/admin/sources/source/add/", {**form, "_copy": "1"}).content.decode()).form

    assert (copied["publisher"], copied["address"]) == ([source.publisher], [""])
    assert copied["texts-TOTAL_FORMS"] == ["0"]


def test_a_form_in_which_nothing_is_typed_is_not_saved_and_says_so(desk, form_at):
    form = form_at(desk, ADD)
    form["citations-0-cites_this_save"] = ["on"]

    page = desk.post(ADD, form).content.decode()

    assert "Nothing is filled in yet: begin with a title, or with who takes part." in page
    assert not Agreement.objects.exists()
    desk.post(ADD, {**form, "form_as_written": "Note of understanding"})
    assert Agreement.objects.get().form_as_written == "Note of understanding"


def test_errors_are_listed_with_links_and_their_sections_are_open(desk, form_at):
    agreement = make.AgreementFactory(titled=True)
    form = form_at(desk, address(agreement))
    form.add("documents", title="Text", media_type="no such thing", address="https://example.org/a")
    form["disclosure"], form["review_interval"] = ["closed"], ["often"]

    page = desk.post(address(agreement), form).content.decode()

    summary = page[page.index('id="error-summary"') : page.index("</ul>", page.index('id="error-summary"'))]
    assert "autofocus" in summary
    assert '<a href="#id_documents-0-media_type">' in summary
    assert '<a href="#id_review_interval">' in summary
    for field in ("id_documents-0-media_type", "id_review_interval"):
        before = page[: page.index(f'id="{field}"')]
        opened = before[before.rindex("<details") :]
        assert opened.startswith("<details open"), field
