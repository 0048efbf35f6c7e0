"""Two people save one form: what one of them changed is kept, what both changed is chosen, nothing is lost."""

import re
from copy import deepcopy
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from agreements.models import Agreement, Document, Signatory
from desk.conflicts.admin import EditConflictsMixin
from desk.models import KeptUpload, OpenForm
from history.acts import act
from history.choices import ActKind
from organizations.models import Organization
from register.publishing import publish
from sources.models import Source
from tests import factories as make
from tests.attachments import pdf, upload
from tests.desk.conftest import Fields, address

pytestmark = pytest.mark.django_db
ASKED, SAVED = 409, 302
# Their forms are no forms of facts: they are not changed, or by pages of their own
WITHOUT = {
    "Invitation", "LoginAttempt", "Delivery", "Redaction", "SpreadsheetImport", "DBTaskResult", "Event", "Digest",
    "Subject", "LetterRun",  # only looked at
    "AgreementTemplate",  # of a few values, which anybody may make again
}  # fmt: skip


@pytest.fixture
def colleague(groups, publisher):
    """The browser of somebody else, who saves first."""
    client = Client()
    client.force_login(publisher)
    return client


@pytest.fixture
def agreement(db):
    agreement = make.AgreementFactory(titled=True, form_as_written="Note")
    for name in ("Ahn", "Baek"):
        make.SignatoryFactory(agreement=agreement, name_as_written=name)
    return Agreement.objects.get(pk=agreement.pk)


def page_of(response):
    """What a browser would send of the page that answered."""
    return Fields(response.content.decode()).form


def opened_by_both(desk, form_at, record):
    """The form of a record as two people have it who opened it at once: it shows both the same."""
    form = form_at(desk, address(record))
    return form, deepcopy(form)


def open_choices(form):
    """Paths of the choices that nobody made yet."""
    chosen = {name for name in form if name.startswith("choice:")}
    return [
        name.removeprefix("seen:")
        for name in form
        if name.startswith("seen:") and f"choice:{name.removeprefix('seen:')}" not in chosen
    ]


def choose(form, side):
    """Choose a side of everything that has to be chosen; returns the paths."""
    paths = open_choices(form)
    form.update({f"choice:{path}": [side] for path in paths})
    return paths


def row_of(form, prefix, **values):
    """Name of the row that has these values."""
    [(name, value)] = values.items()
    [row] = [
        key.removesuffix(f"-{name}")
        for key, given in form.items()
        if key.startswith(f"{prefix}-") and key.endswith(f"-{name}") and given == [value]
    ]
    return row


def names(agreement):
    return sorted(agreement.signatories.values_list("name_as_written", flat=True))


# Which forms


def test_every_form_of_the_staff_area_takes_part():
    without = {
        model.__name__
        for model, model_admin in admin.site._registry.items()
        if not isinstance(model_admin, EditConflictsMixin)
    }

    assert without == WITHOUT


# Of one record


def test_changes_of_different_facts_are_both_kept_and_said(desk, colleague, form_at, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["form_as_written"] = ["Accord"]
    colleague.post(address(agreement), theirs)

    mine["background_en"] = ["Typed meanwhile"]
    response = desk.post(address(agreement), mine, follow=True)

    agreement.refresh_from_db()
    assert (agreement.form_as_written, agreement.background["en"]) == ("Accord", "Typed meanwhile")
    page = response.content.decode()
    assert "taken over beside what you typed (publisher, " in page
    assert "Note → Accord" in page


def test_all_who_saved_are_named_the_last_one_first_whatever_their_way(desk, colleague, form_at, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["form_as_written"] = ["Accord"]
    colleague.post(address(agreement), theirs)
    with act(kind=ActKind.IMPORT, by=make.UserFactory(first_name="Ji-su", last_name="Kim")):
        agreement.signatories.update(name_as_written="Choi")
    again = form_at(colleague, address(agreement))
    again["form_as_written"] = ["Protocol"]
    colleague.post(address(agreement), again)
    mine["form_as_written"] = ["Pact"]

    page = desk.post(address(agreement), mine).content.decode()

    assert re.search(r"after you opened it \(publisher, .{10,40}, Ji-su Kim, .{10,40}\)\.", page)


@pytest.mark.parametrize(("side", "kept"), [("theirs", "Accord"), ("yours", "Pact")])
def test_a_fact_that_both_changed_is_chosen(desk, colleague, form_at, agreement, side, kept):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["form_as_written"] = ["Accord"]
    colleague.post(address(agreement), theirs)
    mine["form_as_written"], mine["background_en"] = ["Pact"], ["Typed meanwhile"]

    response = desk.post(address(agreement), mine)

    assert response.status_code == ASKED
    agreement.refresh_from_db()
    assert agreement.form_as_written == "Accord"
    again = page_of(response)
    assert all(
        f">{word}<" in "".join(response.content.decode().split()) for word in ("Note", "Accord", "Pact")
    )
    assert desk.post(address(agreement), again).status_code == ASKED  # without a choice nothing is saved
    assert choose(again, side) == ["::form_as_written"]
    assert desk.post(address(agreement), again).status_code == SAVED
    agreement.refresh_from_db()
    assert (agreement.form_as_written, agreement.background["en"]) == (kept, "Typed meanwhile")


def test_the_same_change_by_both_is_no_conflict(desk, colleague, form_at, agreement):
    milestone = make.MilestoneFactory(agreement=agreement, on="2020")
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["milestones-0-on"], mine["milestones-0-on"] = ["2020-08"], ["Aug 2020"]
    colleague.post(address(agreement), theirs)

    assert desk.post(address(agreement), mine).status_code == SAVED
    milestone.refresh_from_db()
    assert milestone.on == "2020-08"


def test_a_third_save_is_asked_about_anew(desk, colleague, form_at, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["form_as_written"] = ["Accord"]
    colleague.post(address(agreement), theirs)
    mine["form_as_written"] = ["Pact"]
    again = page_of(desk.post(address(agreement), mine))
    choose(again, "yours")
    third = form_at(colleague, address(agreement))
    third["form_as_written"] = ["Charter"]
    colleague.post(address(agreement), third)

    response = desk.post(address(agreement), again)

    assert response.status_code == ASKED
    assert Agreement.objects.get(pk=agreement.pk).form_as_written == "Charter"
    last = page_of(response)
    assert choose(last, "yours") == ["::form_as_written"]
    assert desk.post(address(agreement), last).status_code == SAVED
    assert Agreement.objects.get(pk=agreement.pk).form_as_written == "Pact"


def test_sets_are_joined_element_by_element(desk, colleague, form_at, agreement):
    first, second, third = (make.TopicFactory() for _ in range(3))
    agreement.topics.set([first])
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["topics"] = [str(second.pk)]
    mine["topics"] = [str(first.pk), str(third.pk)]
    colleague.post(address(agreement), theirs)

    assert desk.post(address(agreement), mine).status_code == SAVED
    assert {*agreement.topics.all()} == {second, third}


def test_without_what_the_form_showed_every_difference_is_chosen(desk, colleague, form_at, agreement):
    mine = form_at(desk, address(agreement))
    mine["form_as_written"] = ["Pact"]
    for opened in ([], ["forged"], form_at(desk, address(make.AgreementFactory(titled=True)))["opened"]):
        mine["opened"] = opened
        response = desk.post(address(agreement), mine)

        assert response.status_code == ASKED
        assert "not known" in response.content.decode()
    again = page_of(response)
    choose(again, "yours")
    assert desk.post(address(agreement), again).status_code == SAVED
    assert Agreement.objects.get(pk=agreement.pk).form_as_written == "Pact"


def test_an_invalid_entry_comes_back_with_what_others_saved(desk, colleague, form_at, errors_of, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["form_as_written"] = ["Accord"]
    colleague.post(address(agreement), theirs)
    row = mine.add("milestones", kind="signed", on="no date")

    response = desk.post(address(agreement), mine)

    assert list(errors_of(response)) == [row]
    again = page_of(response)
    assert again["form_as_written"] == ["Accord"]
    again[f"{row}-on"] = ["2020"]
    assert desk.post(address(agreement), again).status_code == SAVED


# Of its parts


def test_a_part_that_they_deleted_is_gone_and_the_rest_is_saved(desk, colleague, form_at, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs[f"{row_of(theirs, 'signatories', name_as_written='Ahn')}-DELETE"] = ["on"]
    colleague.post(address(agreement), theirs)
    mine["form_as_written"] = ["Pact"]

    assert desk.post(address(agreement), mine).status_code == SAVED
    assert names(agreement) == ["Baek"]
    assert Agreement.objects.get(pk=agreement.pk).form_as_written == "Pact"


@pytest.mark.parametrize(
    ("side", "left"), [pytest.param("theirs", ["Baek"], marks=pytest.mark.long), ("yours", ["Baek", "Bahn"])]
)
def test_a_part_that_they_deleted_and_i_changed_is_chosen(desk, colleague, form_at, agreement, side, left):
    key = agreement.signatories.get(name_as_written="Ahn").key
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs[f"{row_of(theirs, 'signatories', name_as_written='Ahn')}-DELETE"] = ["on"]
    colleague.post(address(agreement), theirs)
    mine[f"{row_of(mine, 'signatories', name_as_written='Ahn')}-name_as_written"] = ["Bahn"]

    again = page_of(desk.post(address(agreement), mine))

    assert len(choose(again, side)) == 1
    assert desk.post(address(agreement), again).status_code == SAVED
    assert names(agreement) == left
    assert [part.key for part in agreement.signatories.filter(name_as_written="Bahn")] == [key] * (
        side == "yours"
    )


@pytest.mark.parametrize(
    ("side", "left"), [("theirs", ["Baek", "Bahn"]), pytest.param("yours", ["Baek"], marks=pytest.mark.long)]
)
def test_a_part_that_i_deleted_and_they_changed_is_chosen(desk, colleague, form_at, agreement, side, left):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs[f"{row_of(theirs, 'signatories', name_as_written='Ahn')}-name_as_written"] = ["Bahn"]
    colleague.post(address(agreement), theirs)
    mine[f"{row_of(mine, 'signatories', name_as_written='Ahn')}-DELETE"] = ["on"]

    again = page_of(desk.post(address(agreement), mine))

    assert len(choose(again, side)) == 1
    assert desk.post(address(agreement), again).status_code == SAVED
    assert names(agreement) == left


def test_parts_that_both_added_are_both_there_and_the_same_one_once(desk, colleague, form_at, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    for form, name in ((mine, "Choi"), (theirs, "Dong")):
        form.add("signatories", name_as_written=name)
        form.add("identifiers", scheme="other", value="X 1")
    colleague.post(address(agreement), theirs)

    assert desk.post(address(agreement), mine).status_code == SAVED
    assert names(agreement) == ["Ahn", "Baek", "Choi", "Dong"]
    assert agreement.identifiers.count() == 1


def test_a_signing_is_the_same_one_after_others_reordered_and_added(desk, colleague, form_at, agreement):
    make.MilestoneFactory(agreement=agreement, kind="initialled", on="2019")
    signing = make.MilestoneFactory(agreement=agreement, kind="signed", on="2020")
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs[f"{row_of(theirs, 'milestones', on='2019')}-DELETE"] = ["on"]
    theirs.add("milestones", kind="signed", on="2018", position="0")
    theirs[f"{row_of(theirs, 'milestones', on='2020')}-position"] = ["7"]
    colleague.post(address(agreement), theirs)
    ahn = row_of(mine, "signatories", name_as_written="Ahn")
    mine[f"{ahn}-signing"] = [row_of(mine, "milestones", on="2020")]
    new = mine.add("milestones", kind="signed", on="2021")
    mine.add("signatories", name_as_written="Choi", signing=new)

    assert desk.post(address(agreement), mine).status_code == SAVED
    assert Signatory.objects.get(name_as_written="Ahn").milestone == signing
    assert Signatory.objects.get(name_as_written="Choi").milestone.on == "2021"


def test_what_i_link_to_something_deleted_is_asked_and_can_be_saved(
    desk, colleague, form_at, errors_of, agreement
):
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2020")
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs[f"{row_of(theirs, 'milestones', on='2020')}-DELETE"] = ["on"]
    colleague.post(address(agreement), theirs)
    ahn = row_of(mine, "signatories", name_as_written="Ahn")
    mine[f"{ahn}-signing"] = [row_of(mine, "milestones", on="2020")]

    response = desk.post(address(agreement), mine)

    assert list(errors_of(response)) == [ahn]
    again = page_of(response)
    again[f"{ahn}-signing"] = [""]
    assert desk.post(address(agreement), again).status_code == SAVED


# Files


def test_a_file_is_kept_until_everything_is_chosen(desk, colleague, form_at, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["form_as_written"] = ["Accord"]
    colleague.post(address(agreement), theirs)
    mine["form_as_written"] = ["Pact"]
    row = mine.add("documents", title="Text", language="en")

    again = page_of(desk.post(address(agreement), {**mine, f"{row}-file": upload(pdf(), "typed.pdf")}))

    assert KeptUpload.objects.count() == 1
    choose(again, "yours")
    assert desk.post(address(agreement), again).status_code == SAVED
    document = Document.objects.get(agreement=agreement)
    assert (document.file_name, document.file.read()) == ("typed.pdf", pdf())
    document.file.close()
    assert not KeptUpload.objects.exists()


def test_a_file_is_kept_when_something_else_has_an_error(desk, form_at, agreement):
    form = form_at(desk, address(agreement))
    row = form.add("documents", title="Text", language="en")
    form.add("milestones", kind="signed", on="no date")

    again = page_of(desk.post(address(agreement), {**form, f"{row}-file": upload(pdf(), "typed.pdf")}))

    again["milestones-0-on"] = ["2020"]
    assert desk.post(address(agreement), again).status_code == SAVED
    assert Document.objects.get(agreement=agreement).file_name == "typed.pdf"


def test_nobody_takes_up_a_file_of_somebody_else(desk, colleague, form_at, agreement):
    form = form_at(desk, address(agreement))
    row = form.add("documents", title="Text", language="en", address="https://example.org/text")
    form.add("milestones", kind="signed", on="no date")
    again = page_of(desk.post(address(agreement), {**form, f"{row}-file": upload(pdf(), "typed.pdf")}))
    again["milestones-0-on"] = ["2020"]

    assert colleague.post(address(agreement), again).status_code == SAVED
    assert Document.objects.get(agreement=agreement).file_name == ""


# Of the whole record


def test_a_record_that_they_deleted_can_be_made_anew_of_what_was_typed(desk, colleague, form_at, agreement):
    mine = form_at(desk, address(agreement))
    mine["form_as_written"] = ["Pact"]
    mine.add("signatories", name_as_written="Choi")
    title = str(agreement)
    assert colleague.post(address(agreement, "delete"), {"post": "yes"}).status_code == SAVED

    response = desk.post(address(agreement), mine)

    assert response.status_code == ASKED
    assert f"publisher deleted “{title}”" in response.content.decode()
    again = page_of(response)
    assert desk.post("/admin/agreements/agreement/add/", again).status_code == SAVED
    made = Agreement.objects.get(form_as_written="Pact")
    assert (str(made), names(made)) == (title, ["Ahn", "Baek", "Choi"])


def test_a_publication_meanwhile_is_said(desk, colleague, form_at, agreement):
    mine, theirs = opened_by_both(desk, form_at, agreement)
    theirs["form_as_written"] = ["Accord"]
    colleague.post(address(agreement), theirs)
    publish(agreement, by=None)
    mine["form_as_written"] = ["Pact"]

    response = desk.post(address(agreement), mine)

    assert "Its editorial state changed meanwhile: published." in response.content.decode()
    again = page_of(response)
    choose(again, "yours")
    assert desk.post(address(agreement), again).status_code == SAVED
    saved = Agreement.objects.get(pk=agreement.pk)
    assert (saved.form_as_written, saved.editorial_state, saved.is_edited) == ("Pact", "published", True)


# Other models


def test_sources_organizations_groups_and_reports_are_merged_as_well(client, superuser, form_at):
    client.force_login(superuser)
    report = make.ReportFactory()
    rows = [
        (make.SourceFactory(), "publisher", "note"),
        (make.OrganizationFactory(), "qualifier", "website"),
        (report, "state", "note"),
    ]
    words = {"state": "dismissed", "website": "https://example.org/mine"}
    for row, theirs_changes, mine_changes in rows:
        mine, theirs = form_at(client, address(row)), form_at(client, address(row))
        others_word, own_word = words.get(theirs_changes, "theirs"), words.get(mine_changes, "mine")
        theirs[theirs_changes], mine[mine_changes] = [others_word], [own_word]
        assert client.post(address(row), theirs).status_code == SAVED

        assert client.post(address(row), mine).status_code == SAVED
        row.refresh_from_db()
        assert (getattr(row, theirs_changes), getattr(row, mine_changes)) == (others_word, own_word)
    group = Group.objects.create(name="Some")
    mine, theirs = form_at(client, address(group)), form_at(client, address(group))
    theirs["permissions"], mine["name"] = ["1"], ["Others"]
    client.post(address(group), theirs)
    assert client.post(address(group), mine).status_code == SAVED
    group.refresh_from_db()
    assert (group.name, [row.pk for row in group.permissions.all()]) == ("Others", [1])


# Who else


def test_a_form_says_who_else_has_it_open(desk, colleague, form_at, agreement):
    assert "Others have this form open" not in colleague.get(address(agreement)).content.decode()

    page = desk.get(address(agreement)).content.decode()

    assert "Others have this form open" in page
    assert "publisher" in page
    colleague.post(address(agreement, "open"), {"closed": "1"})
    assert "Others have this form open" not in desk.get(address(agreement)).content.decode()


def test_a_saved_or_silent_form_is_taken_for_closed(desk, colleague, form_at, agreement):
    theirs = form_at(colleague, address(agreement))
    assert "publisher" in desk.post(address(agreement, "open")).content.decode()
    colleague.post(address(agreement), theirs)
    assert "publisher" not in desk.post(address(agreement, "open")).content.decode()

    colleague.get(address(agreement))
    assert "publisher" in desk.post(address(agreement, "open")).content.decode()
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    assert "publisher" not in desk.post(address(agreement, "open")).content.decode()


def test_a_source_and_an_organization_have_the_same_notice(desk, colleague):
    for record in (make.SourceFactory(), make.OrganizationFactory()):
        colleague.get(address(record))
        assert "Others have this form open" in desk.get(address(record)).content.decode()
    assert {Source, Organization} == {type(row) for row in (make.SourceFactory(), make.OrganizationFactory())}
