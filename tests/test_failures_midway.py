"""Each act whose database fails at one of its statements has not begun: every table is as it was."""

import io
import json

import pytest
from django.core.management import call_command

from activities.models import Activity
from agreements.actions import add_milestone_to_older
from agreements.models import Agreement
from desk.actions import change_editorial_state
from interchange.actions import import_files, import_to_desk
from organizations.models import Organization
from people.actions import hide_person
from people.models import Person
from register.kinds import kinds
from register.models import Entry, Version
from register.publishing import merge, publish, withdraw
from register.redaction import redact
from sources.actions import refresh_citing_records
from spreadsheets.imports.undo import undo_import
from tests.breaking import assert_all_or_nothing
from tests.factories import AgreementRelationFactory, EndpointFactory, UserFactory
from tests.interchange.emptying import exported
from tests.register.world import World, make_world
from tests.spreadsheets.lists import apply_list

pytestmark = pytest.mark.django_db

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


def test_an_import_of_new_records_with_their_publication(public, user, all_or_nothing):
    organization = {"id": "new", "name": "New Institute", "kind": "research_institute"}
    agreement = {
        "id": "new", "nature": "instrument", "form": "mou", "texts": [{"language": "en", "title": "New"}],
        "involvements": [{"organization": "new"}], "milestones": [{"kind": "signed", "on": "2020-01-01"}],
        "citations": [{"source": "new"}],
    }  # fmt: skip
    file = {
        "sources": [{"id": "new", "title": "New"}],
        "organizations": [organization],
        "agreements": [agreement],
    }

    all_or_nothing(lambda: import_files([file], publish=True, skip_bad=False, by=user))


def test_an_import_that_changes_records(public, user, all_or_nothing):
    file = json.loads(exported())
    file["agreements"][0]["texts"][0]["title"] += " (corrected)"
    file["people"][0]["name"] += " (corrected)"
    file["sources"][0]["title"] += " (corrected)"

    all_or_nothing(lambda: import_to_desk([file], by=user, update=True))


def test_a_spreadsheet_applied(user, all_or_nothing):
    all_or_nothing(lambda: apply_list(HEADERS, *LINES, by=user))


def test_a_spreadsheet_taken_back(user, all_or_nothing):
    apply_list(HEADERS, LINES[0], by=user)
    applied = apply_list(HEADERS, ["1", "A changed", "One Academy", "2019-03-04"], LINES[1], by=user)

    all_or_nothing(lambda: undo_import(applied, by=user))


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
    all_or_nothing(lambda: change_editorial_state(record=Agreement.objects.last(), by=user))


def test_marks_of_a_source(public, all_or_nothing):
    type(public.source).objects.update(title="Corrected")

    all_or_nothing(lambda: refresh_citing_records(sources=[public.source]))


def test_a_rebuild(public, all_or_nothing):
    Entry.objects.update(keys=[], sort_title="")

    all_or_nothing(lambda: call_command("rebuild_register", stdout=io.StringIO()))
