"""Promises about units: a colleague who is limited to one changes and publishes nothing of another, by any way."""

import json
from html import unescape

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError

from agreements.assignments import Assignment, assign, assignments_shown, hand_over, planned_rows
from agreements.models import Agreement, Custody, UnitMember
from desk.fingerprints import fingerprints
from desk.workflow import scheduling
from desk.workflow.forms import reviewers
from desk.workflow.models import Comment, PreviewLink, Review, ScheduledPublication
from desk.workflow.preview_links import is_open, make_link
from history.acts import act
from history.choices import ActKind
from history.models import Change
from interchange.actions import import_to_desk
from interchange.problems import ImportFailed
from merging.admin import may_merge
from register.models import Version
from register.publishing import publish
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.imports.planner import plan_import
from spreadsheets.imports.publication import plan_import_publication, publish_import, withdraw_import
from spreadsheets.imports.undo import UndoRefused, undo_import
from tests import factories as make
from tests.desk.conftest import Fields, address
from tests.desk.test_who_may import ROUTES
from tests.desk.workflow.test_scheduling import at, set_time
from tests.interchange.emptying import exported
from tests.spreadsheets.lists import apply_list, table_of

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"
REASON = {"en": "Entered by mistake.", "ko": "잘못 입력했습니다."}


@pytest.fixture
def unit():
    return make.OrganizationFactory(name="Treaties Division")


@pytest.fixture
def limited(publisher, unit):
    """A publisher who is limited to the unit."""
    UnitMember.objects.create(user=publisher, unit=unit)
    return publisher


def agreement_of(unit) -> Agreement:
    agreement = make.AgreementFactory(titled=True)
    if unit is not None:
        make.CustodyFactory(agreement=agreement, unit=unit)
    return agreement


@pytest.mark.parametrize(("is_own", "status"), [(True, 200), (False, 403)])
def test_a_deleted_draft_is_restored_by_its_unit_only(client, limited, unit, is_own, status):
    with act(kind=ActKind.EDIT, by=limited):
        deleted = agreement_of(unit if is_own else make.OrganizationFactory(name="Legal Affairs Division"))
    history = address(deleted, "history")
    with act(kind=ActKind.EDIT, by=limited):
        deleted.delete()
    client.force_login(limited)

    number = Change.objects.latest("pk").pk

    assert ("/restore/" in client.get(history).content.decode()) == is_own
    assert client.get(f"{history}{number}/restore/").status_code == status


@pytest.fixture
def foreign():
    """An agreement of another unit."""
    return agreement_of(make.OrganizationFactory(name="Cultural Division"))


def fresh(user):
    """The account as another request has it."""
    return type(user).objects.get(pk=user.pk)


def written() -> list[int]:
    """The number of rows in every log that an act on a record leaves something in."""
    logs = (Change, Version, Review, Comment, ScheduledPublication, PreviewLink)
    return [log.objects.count() for log in logs]


def test_the_scope_of_a_colleague(publisher, superuser, unit, foreign):
    own, nobodys = agreement_of(unit), agreement_of(None)
    make.CustodyFactory(agreement=make.AgreementFactory(), unit=None)
    assert foreign.is_within_scope_of(publisher)

    member = UnitMember.objects.create(user=publisher, unit=unit)
    scope = {name: each.is_within_scope_of(fresh(publisher)) for name, each in
             {"own": own, "nobody's": nobodys, "another's": foreign}.items()}  # fmt: skip
    assert scope == {"own": True, "nobody's": True, "another's": False}

    UnitMember.objects.create(user=superuser, unit=unit)
    assert foreign.is_within_scope_of(superuser)
    assert foreign.is_within_scope_of(None)
    member.is_limited = False
    member.save()
    assert foreign.is_within_scope_of(fresh(publisher))


def test_no_address_of_an_agreement_of_another_unit_changes_anything(client, limited, foreign):
    client.force_login(limited)
    before, refused = written(), set()

    for name, route in ROUTES:
        if route.startswith("admin/agreements/agreement/<path:object_id>/"):
            path = f"/{route}".replace("<path:object_id>", str(foreign.pk)).replace("<int:number>", "1")
            answers = client.get(path).status_code, client.post(path, {"post": "yes"}).status_code
            if answers[1] == 403:
                refused.add(name.removeprefix("agreements_agreement_"))

    assert written() == before
    assert refused == {
        "add-to-older", "cancel", "change", "delete", "merge", "open", "preview-links", "publish", "restore", "review",
        "unmerge", "withdraw",
    }  # fmt: skip


def test_the_page_shows_it_and_says_why_it_cannot_be_changed(client, limited, foreign):
    client.force_login(limited)

    page = client.get(address(foreign)).content.decode()

    assert "Another unit is responsible for it: you can look at it, not change it." in page
    assert 'name="_save"' not in page
    assert "Publish…" not in page


def test_own_agreements_are_changed_and_published(client, limited, unit):
    client.force_login(limited)
    own = agreement_of(unit)

    assert 'name="_save"' in client.get(address(own)).content.decode()
    form = Fields(client.get(address(own, "publish")).content.decode()).form
    assert client.post(address(own, "publish"), form).status_code == 302
    assert Version.objects.filter(kind="agreement").count() == 1


def test_of_many_only_those_within_the_scope_are_published(client, limited, unit, foreign):
    client.force_login(limited)
    own = agreement_of(unit)
    chosen = {"action": "publish_selected", ACTION_CHECKBOX_NAME: [own.pk, foreign.pk], "index": "0"}

    page = client.post(LIST, chosen).content.decode()
    client.post(LIST, Fields(page).form)

    assert "Another unit is responsible for it." in page
    own.refresh_from_db()
    foreign.refresh_from_db()
    assert (own.is_public, foreign.is_public) == (True, False)


def test_others_are_not_deleted_from_the_list(client, limited, foreign):
    client.force_login(limited)

    client.post(LIST, {"action": "delete_selected", ACTION_CHECKBOX_NAME: [foreign.pk], "post": "yes"})

    assert Agreement.objects.filter(pk=foreign.pk).exists()


def test_others_are_neither_assigned_nor_handed_over(client, limited, foreign):
    officer = make.UserFactory(is_staff=True)
    foreign.custody.officer = officer
    foreign.custody.save()
    topic = make.TopicFactory()
    shown = fingerprints(assignments_shown(planned_rows(Agreement.objects.all(), Assignment(topics=[topic]))))

    with pytest.raises(ValidationError, match="Another unit is responsible"):
        assign(
            agreements=Agreement.objects.all(), assignment=Assignment(topics=[topic]), shown=shown, by=limited
        )
    with pytest.raises(ValidationError, match="Another unit is responsible"):
        hand_over(from_officer=officer, to_officer=limited, shown="", by=limited)
    client.force_login(limited)
    page = client.get(f"{LIST}hand-over/", {"of": officer.pk, "to": limited.pk}).content.decode()
    assert f"Another unit is responsible for: “{foreign}”" in unescape(page)
    assert 'name="shown"' not in page


def test_what_moves_to_another_unit_is_not_published_at_the_set_time(client, limited, unit, foreign):
    own = agreement_of(unit)
    client.force_login(limited)
    set_time(client, own, at(days=1))
    link = make_link(record=own, by=limited, days=3, purpose="x")
    assert is_open(PreviewLink.objects.get(pk=link.pk))

    own.custody.unit = foreign.custody.unit
    own.custody.save()
    ScheduledPublication.objects.update(publish_at=own.created_at)
    scheduling.publish_due()

    [row] = ScheduledPublication.objects.all()
    assert (row.state, row.reason["en"]) == ("refused", "Whoever set the time may not publish any more.")
    assert not is_open(PreviewLink.objects.get(pk=link.pk))


def test_reviewers_are_those_who_may_publish_it(limited, unit, foreign):
    assert limited in reviewers(agreement_of(unit))
    assert limited not in reviewers(foreign)


def test_nobody_who_is_limited_merges(limited, superuser):
    assert not may_merge(fresh(limited))
    UnitMember.objects.update(is_limited=False)
    assert may_merge(fresh(limited))
    assert may_merge(superuser)


def test_no_file_changes_what_another_unit_answers_for(limited, foreign):
    file = json.loads(exported())
    [members] = file["agreements"]
    changed = {**file, "agreements": [{**members, "ordinal": 7}]}

    with pytest.raises(ImportFailed) as refused:
        import_to_desk([changed], by=limited, update=True)
    assert [problem.reason for problem in refused.value.problems] == ["Another unit is responsible for it."]
    assert import_to_desk([file], by=limited, update=True).changed == {}
    assert import_to_desk([changed], by=None, update=True).changed


def give(agreement, unit) -> None:
    Custody.objects.update_or_create(agreement=agreement, defaults={"unit": unit})


HEADERS = ["Ref No", "Title", "Partner", "Signed"]
ONE, TWO = ["1", "A", "One Academy", "2019"], ["2", "B", "One Academy", "2020"]


def test_a_list_that_changes_it_says_so_row_by_row(limited, foreign):
    apply_list(HEADERS, ONE, TWO)
    one = Agreement.objects.get(texts__title="A")
    give(one, foreign.custody.unit)

    table = table_of(HEADERS, ["1", "A, once more", *ONE[2:]], TWO)
    plan = plan_import(table, guess_columns(table.headers), ImportAnswers(), name="list", scope_of=limited)

    assert [row.state for row in plan.rows] == ["error", "unchanged"]
    assert "Another unit is responsible for it." in str(plan.rows[0].problems[0].reason)


def test_an_import_of_another_unit_is_not_published_withdrawn_or_undone(limited, unit, foreign):
    applied = apply_list(HEADERS, ONE)
    agreement = Agreement.objects.get(texts__title="A")
    give(agreement, unit)
    plan = plan_import_publication(applied, lambda *_: None, by=limited)
    assert plan["agreements"] == [agreement.pk]

    give(agreement, foreign.custody.unit)

    held = plan_import_publication(applied, lambda *_: None, by=limited)["held_back"]
    assert [reason for _pk, _title, reason in held] == ["Another unit is responsible for it."]
    done = publish_import(plan, note="", by=limited, progress=lambda *_: None)
    assert (done["agreements"], len(done["held_back"])) == (0, 1)
    with pytest.raises(UndoRefused, match="Another unit is responsible for"):
        undo_import(applied, by=limited)
    publish(agreement, by=None)
    agreement.refresh_from_db()
    done = withdraw_import(
        applied, {agreement.ref: 1}, reason=REASON, note="", by=limited, progress=lambda *_: None
    )
    assert (done["withdrawn"], len(done["held_back"])) == (0, 1)


def test_what_was_typed_when_it_moved_to_another_unit_is_shown_to_be_copied(publishing_desk, limited, unit):
    agreement = agreement_of(unit)
    form = Fields(publishing_desk.get(address(agreement)).content.decode()).form
    Custody.objects.update(unit=make.OrganizationFactory())
    typed = {**form, "texts-0-title": "Typed for an hour", "_save": "Save"}

    response = publishing_desk.post(address(agreement), typed)
    page = unescape(response.content.decode())

    assert response.status_code == 409
    assert "Typed for an hour" in page
    assert "Another unit is responsible for it." in page
    assert agreement.texts.get().title != "Typed for an hour"
    assert publishing_desk.post(address(agreement), {"form": "mou"}).status_code == 403
