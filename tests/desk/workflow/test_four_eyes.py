"""Promises about four eyes: by no way does somebody publish alone what they edited last."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string

from desk.workflow import actions
from desk.workflow.four_eyes import last_editors
from history.acts import act
from history.choices import ActKind
from merging.actions import merge_records, preview_merge
from merging.undo import UndoRefused, undo_merger
from register.loading import record_identity
from register.models import Version
from register.publishing import publish
from spreadsheets.imports import publication
from tests import factories as make
from tests.desk.conftest import Fields, address, groups, member, publisher, publishing_desk

pytestmark = pytest.mark.django_db
__all__ = ["groups", "publisher", "publishing_desk"]


@pytest.fixture(autouse=True)
def four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def colleague(groups):
    return member("colleague", "Publishers")


@pytest.fixture
def draft():
    return make.AgreementFactory(titled=True)


def edited(record, user, kind=ActKind.EDIT):
    with act(kind=kind, by=user):
        type(record).objects.filter(pk=record.pk).update(external_id=get_random_string(12))


def test_who_edited_last_does_not_publish_it(publishing_desk, publisher, colleague, draft):
    edited(draft, publisher)

    page = unescape(publishing_desk.post(address(draft, "publish"), {"confirmed": "yes"}).content.decode())

    assert "You edited it last: with four eyes, a colleague publishes it." in page
    with pytest.raises(ValidationError, match="You edited it last"):
        publish(draft, by=publisher)
    assert Version.objects.count() == 0
    assert len(publish(draft, by=colleague)) == 2


def test_what_goes_along_and_one_edited_last_is_named_without_a_button(publishing_desk, publisher, draft):
    edited(draft.involvements.get().organization, publisher)

    page = unescape(publishing_desk.get(address(draft, "publish")).content.decode())

    assert "These would go along, and a colleague has to publish them:" in page
    assert 'name="confirmed"' not in page


def test_without_the_setting_it_is_published(settings, publisher, draft):
    settings.FOUR_EYES = False
    edited(draft, publisher)

    assert len(publish(draft, by=publisher)) == 2


def test_a_list_is_published_without_what_one_edited_last(publishing_desk, publisher, colleague, draft):
    other = make.AgreementFactory(titled=True)
    edited(draft, publisher)
    edited(other, publisher)
    edited(other, colleague)
    chosen = {"action": "publish_selected", "_selected_action": [draft.pk, other.pk], "index": "0"}

    page = publishing_desk.post("/admin/agreements/agreement/", chosen).content.decode()
    publishing_desk.post("/admin/agreements/agreement/", Fields(page).form)

    draft.refresh_from_db()
    other.refresh_from_db()
    assert (draft.is_public, other.is_public) == (False, True)


def test_what_goes_along_is_not_published_by_its_last_editor_either(publisher, draft):
    edited(draft.involvements.get().organization, publisher)

    with pytest.raises(ValidationError, match="You edited it last"):
        publish(draft, by=publisher)


def test_the_publication_of_an_import_holds_back_what_one_edited_last(publisher, draft):
    edited(draft, publisher, ActKind.IMPORT)
    plan = {"agreements": [], "along": {}, "texts": {}, "held_back": []}
    publication._plan_portion([draft], plan, by=publisher)

    done = publication.publish_import(plan, note="", by=publisher, progress=lambda *_: None)

    assert done["agreements"] == 0
    assert "You edited it last" in done["held_back"][0][2]


@pytest.mark.parametrize("kind", [ActKind.PUBLISH, ActKind.REVIEW, ActKind.REDACT])
def test_acts_that_are_no_edits_do_not_count(publisher, colleague, draft, kind):
    edited(draft, publisher)
    edited(draft, colleague, kind)

    assert last_editors([draft]) == {record_identity(draft): publisher.pk}


@pytest.mark.parametrize("kind", [ActKind.RESTORE, ActKind.MERGE, ActKind.UNDO_IMPORT])
def test_other_ways_to_change_a_record_are_edits(publisher, colleague, draft, kind):
    edited(draft, colleague)
    edited(draft, publisher, kind)

    with pytest.raises(ValidationError, match="You edited it last"):
        publish(draft, by=publisher)


def test_an_edit_of_a_part_is_one_of_its_record(publisher, draft):
    with act(kind=ActKind.EDIT, by=publisher):
        draft.texts.update(title="Another title")

    assert last_editors([draft]) == {record_identity(draft): publisher.pk}


def test_every_step_of_the_workflow_is_logged_as_none(publisher, colleague, draft):
    edited(draft, publisher)
    actions.send_to_review(record=draft, by=colleague)
    actions.assign_reviewer(record=draft, by=colleague, reviewer=publisher)
    actions.send_back(record=draft, by=colleague, reason="No")
    actions.send_to_review(record=draft, by=colleague)
    actions.withdraw_from_review(record=draft, by=colleague)

    assert last_editors([draft]) == {record_identity(draft): publisher.pk}


def test_a_command_knows_no_person_and_is_not_held_back(publisher, draft):
    edited(draft, publisher)

    assert len(publish(draft, by=None)) == 2


def test_a_merger_is_made_and_what_it_changed_waits_for_a_colleague(publisher, colleague):
    kept, double = make.OrganizationFactory(), make.OrganizationFactory()
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=double)
    publish(agreement, kept, double, by=None)

    shown = preview_merge(loser=double, into=kept, by=publisher)
    merger, plan = merge_records(loser=double, into=kept, reason="One", by=publisher)

    assert (shown.published, shown.waiting) == (plan.published, plan.waiting)
    assert {record for record, _why in plan.waiting} == {agreement, kept}
    assert {why for _record, why in plan.waiting} == {
        "You edited it last: with four eyes, a colleague publishes it."
    }
    with pytest.raises(UndoRefused, match="You edited it last"):
        undo_merger(merger, by=publisher, reason="Two")
    undo_merger(merger, by=colleague, reason="Two")
    agreement.refresh_from_db()
    assert (type(double).objects.get(pk=double.pk).is_public, agreement.is_edited) == (True, False)
