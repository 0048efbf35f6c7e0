"""Each act whose database fails at one of its statements has not begun: every table is as it was."""

import io
import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from activities.models import Activity
from agreements.actions import add_milestone_to_older
from agreements.models import Agreement
from desk.workflow import scheduling
from desk.workflow.actions import send_to_review
from desk.workflow.models import ScheduledPublication
from interchange.actions import import_files, import_to_desk
from organizations.models import Organization
from people.actions import hide_person
from people.models import Person
from register.kinds import kinds
from register.models import Version
from register.publishing import merge, publish, withdraw
from sources.actions import refresh_citing_records
from spreadsheets import actions, tasks
from spreadsheets.imports.undo import undo_import
from spreadsheets.models import SpreadsheetImport
from tests.breaking import assert_all_or_nothing, broken_at, places_to_break, statements_of
from tests.desk.conftest import desk, editor, groups
from tests.factories import AgreementRelationFactory, EndpointFactory, UserFactory
from tests.interchange.emptying import exported
from tests.redacted_texts import redact
from tests.register.world import World, make_world
from tests.spreadsheets.admin.journey import GOOD, check_sheet
from tests.spreadsheets.lists import apply_list
from tests.tables import contents

pytestmark = pytest.mark.django_db
__all__ = ["desk", "editor", "groups"]

HEADERS = ["MoU No", "Title", "Partner Institution", "Date of Signing"]
LINES = [["1", "A", "One Academy", "2019-03-04"], ["2", "B", "Two School", "2020"]]
REASON = {"en": "Entered by mistake."}
WHY = {"reason": "asked", "basis": "Art. 1"}


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.long)], ids=["writes", "every statement"])
def all_or_nothing(request):
    """`assert_all_or_nothing` with a partner who is told of changes: at what is written, or at every statement."""
    EndpointFactory()
    return lambda act: assert_all_or_nothing(act, is_thorough=request.param)


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def public(world) -> World:
    """A framework agreement with all that it names: a record of each kind but an activity."""
    publish(world.of("agreement")[0], by=None)
    return world


def public_now():
    return [record for kind in kinds() for record in kind.model._default_manager.published()]


def test_a_first_publication(world, user, all_or_nothing):
    all_or_nothing(lambda: publish(Agreement.objects.first(), by=user))


def test_a_publication_of_what_was_edited(public, user, all_or_nothing):
    Organization.objects.update(dissolved_on="2015-01-01", name="Renamed", is_edited=True)

    all_or_nothing(lambda: publish(*public_now(), Activity.objects.last(), by=user))


@pytest.mark.parametrize("model", [Agreement, Organization])
def test_a_withdrawal(public, user, all_or_nothing, model):
    all_or_nothing(lambda: withdraw(model.objects.published().last(), by=user, reason=REASON))


def test_a_merger(public, user, all_or_nothing):
    all_or_nothing(
        lambda: merge(Organization.objects.published().last(), into=Organization.objects.first(), by=user)
    )


def test_a_redaction(public, user, all_or_nothing):
    all_or_nothing(
        lambda: redact(Version.objects.filter(kind="agreement"), ["/texts/0/title"], by=user, **WHY)
    )


def test_the_hiding_of_a_person(public, user, all_or_nothing):
    all_or_nothing(
        lambda: hide_person(
            person=Person.objects.get(name="Hong Gildong"), public_reason=REASON, by=user, **WHY
        )
    )


def new_records() -> dict:
    """An interchange file with an agreement, its party and its source."""
    organization = {"id": "new", "name": "New Institute", "kind": "research_institute"}
    agreement = {
        "id": "new", "nature": "instrument", "form": "mou", "texts": [{"language": "en", "title": "New"}],
        "involvements": [{"organization": "new"}], "milestones": [{"kind": "signed", "on": "2020-01-01"}],
        "citations": [{"source": "new"}],
    }  # fmt: skip
    return {
        "sources": [{"id": "new", "title": "New"}],
        "organizations": [organization],
        "agreements": [agreement],
    }


def test_an_import_of_new_records_with_their_publication(public, user, all_or_nothing):
    all_or_nothing(lambda: import_files([new_records()], publish=True, skip_bad=False, by=user))


def test_an_import_that_changes_records(public, user, all_or_nothing):
    file = json.loads(exported())
    file["agreements"][0]["texts"][0]["title"] += " (corrected)"
    file["people"][0]["name"] += " (corrected)"
    file["sources"][0]["title"] += " (corrected)"

    all_or_nothing(lambda: import_to_desk([file], by=user, update=True))


def test_the_command_that_imports_a_file_leaving_out_what_is_bad(public, tmp_path, all_or_nothing):
    """It looks at the files, records, publishes and says what it left out, all in one."""
    file = new_records()
    file["organizations"].append({"id": "bad", "name": "Bad", "kind": "nonsense"})
    path = tmp_path / "new.json"
    path.write_text(json.dumps(file))

    def run():
        out = {"stdout": io.StringIO(), "stderr": io.StringIO()}
        with pytest.raises(CommandError, match="1 record has problems, see above."):
            call_command("import_records", path, publish=True, update=True, skip_bad=True, **out)

    all_or_nothing(run)


def test_a_spreadsheet_applied(user, all_or_nothing):
    all_or_nothing(lambda: apply_list(HEADERS, *LINES, by=user))


def test_a_spreadsheet_taken_back(user, all_or_nothing):
    apply_list(HEADERS, LINES[0], by=user)
    applied = apply_list(HEADERS, ["1", "A changed", "One Academy", "2019-03-04"], LINES[1], by=user)

    all_or_nothing(lambda: undo_import(applied, by=user))


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.long)], ids=["writes", "every statement"])
def only_the_import_changes(request):
    """``only_the_import_changes(spreadsheet)``, with a fault at what is written, or at every statement."""
    return lambda spreadsheet: assert_only_the_import_changes(spreadsheet, is_thorough=request.param)


def assert_only_the_import_changes(spreadsheet, *, is_thorough: bool) -> None:
    """A step of a worker of which one statement fails changes nothing but the import itself, which says why."""
    context = SimpleNamespace(task_result=SimpleNamespace(id=spreadsheet.task))
    before, state_before = contents(), {"applying": "checked", "taking_back": "applied"}[spreadsheet.state]

    def run():
        tasks.run_import_step.func(context, spreadsheet.pk)

    statements_of(run)
    statements = statements_of(run)
    for number in range(len(statements)) if is_thorough else places_to_break(statements):
        # the first looks for the import, before anything has begun; a savepoint is not where a program fails
        if number and not statements[number].startswith(("SAVEPOINT", "RELEASE")):
            with transaction.atomic():
                with broken_at(number, is_once=True):
                    run()
                after = contents()
                stored = SpreadsheetImport.objects.get(pk=spreadsheet.pk)
                assert (stored.state, len(stored.reasons)) == (state_before, 1), statements[number]
                changed = {name for name in after if after[name] != before[name]}
                assert changed <= {'"spreadsheets_spreadsheetimport"', '"spreadsheets_importrow"'}, (
                    statements[number]
                )
                transaction.set_rollback(True)
    run()
    assert SpreadsheetImport.objects.get(pk=spreadsheet.pk).reasons == []


def test_a_worker_that_applies_a_spreadsheet_and_takes_it_back(desk, editor, only_the_import_changes):
    spreadsheet = check_sheet(desk, *GOOD)
    actions.request_apply(
        spreadsheet=spreadsheet, digest=spreadsheet.digest, leaves_out_errors=False, by=editor
    )
    only_the_import_changes(spreadsheet)

    spreadsheet.refresh_from_db()
    actions.request_undo(spreadsheet=spreadsheet, by=editor)
    only_the_import_changes(spreadsheet)


def test_an_implied_milestone(user, all_or_nothing):
    newer = AgreementRelationFactory(agreement__titled=True, older__titled=True, kind="supersedes").agreement
    newer.milestones.create(kind="signed", on="2020-01-01")
    publish(newer.relations.get().older, newer, by=None)

    def add():
        agreement = Agreement.objects.get(pk=newer.pk)
        return add_milestone_to_older(
            newer=agreement, older=agreement.relations.get().older, kind="superseded", by=user
        )

    all_or_nothing(add)


def test_a_step_of_review(world, user, all_or_nothing):
    all_or_nothing(lambda: send_to_review(record=Agreement.objects.last(), by=user))


def test_a_publication_at_a_set_time(world, all_or_nothing):
    publisher = UserFactory(is_superuser=True)
    agreement = world.of("agreement")[0]
    scheduling.schedule_publication(
        record=agreement, by=publisher, at=timezone.now() + timedelta(hours=1), check=lambda prepared: None
    )
    ScheduledPublication.objects.update(publish_at=timezone.now())
    row = ScheduledPublication.objects.get()

    all_or_nothing(lambda: scheduling._publish_scheduled(row.pk))

    row.refresh_from_db()
    assert (row.state, row.reason) == ("published", {})


def test_marks_of_a_source(public, all_or_nothing):
    type(public.source).objects.update(title="Corrected")

    all_or_nothing(lambda: refresh_citing_records(sources=[public.source]))
