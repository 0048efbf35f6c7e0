"""Redaction of the history: former values, deleted rows and reasons are found, and go, with what stands now."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, IntegrityError, transaction

from desk.history.wording import worded_acts
from desk.models import SavedFilter
from history.acts import act
from history.choices import ActKind
from history.models import Act, Change
from history.states import history_of
from merging.actions import merge_records
from merging.undo import undo_merger
from redaction.history_store import HISTORY, note_redaction
from redaction.replay import apply_log
from register.publishing import publish
from tests import factories as make
from tests.redaction.restoring import roll_back_but_for_redactions
from tests.redaction.working import holding, plan, redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    """An agreement that held the name once: in a text that was changed, and in a part that was deleted."""
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Signed by Hong Gildong.")
    signatory = make.SignatoryFactory(agreement=agreement, name_as_written="Hong Gildong")
    make.AgreementTextFactory(
        agreement=agreement, language="ko", title="각서", summary="홍길동은 서명하였다."
    )
    agreement.texts.update(summary="Signed.")
    signatory.delete()
    return agreement


def test_former_values_are_listed_with_their_record(agreement):
    places = plan("Hong Gildong", "홍길동").places

    assert {(place.subject.name, place.label, place.words) for place in places} == {
        (f"agreements.agreement#{agreement.pk}", "History: Title and summary: summary", "Hong Gildong"),
        (f"agreements.agreement#{agreement.pk}", "History: Title and summary: summary", "홍길동"),
        (f"agreements.agreement#{agreement.pk}", "History: Signatory: name as printed", "Hong Gildong"),
    }
    assert {spot.text.fact for place in places for spot in place.spots} == {HISTORY}


def test_what_is_redacted_in_the_history_is_gone(agreement):
    redact("Hong Gildong", "홍길동")

    assert [table for word in ("gildong", "홍길동", "\\ud64d") for table in holding(word)] == []
    kept = Change.objects.filter(model="agreements.agreementtext", kind="changed").exclude(
        before={"summary": ""}
    )
    assert "Signed by [redacted]." in [change.before.get("summary") for change in kept]


def test_what_is_redacted_on_the_desk_leaves_no_former_value():
    person = make.PersonFactory(name="Hong Gildong")
    source = make.SourceFactory(title="Hong Gildong signs; Hong Gildong leaves", note="Kim Hana")

    redaction = redact("Hong Gildong")

    assert holding("gildong") == set()
    of_redaction = Change.objects.filter(act__kind=ActKind.REDACT).order_by("pk")
    assert {(change.model, change.row_id) for change in of_redaction} >= {
        ("people.person", person.pk), ("sources.source", source.pk),
    }  # fmt: skip
    assert {change.act.reason for change in of_redaction} == {redaction.basis}


def test_the_texts_of_a_record_that_was_deleted_are_found_and_go():
    person = make.PersonFactory(name="Hong Gildong")
    name = f"people.person#{person.pk}"
    person.delete()

    assert {place.subject.name for place in plan("Hong Gildong").places} == {name}
    redact("Hong Gildong")

    assert holding("gildong") == set()


def test_a_place_of_the_history_that_is_not_ticked_stays(agreement):
    places = plan("Hong Gildong", "홍길동").places
    ticked = {place.id for place in places if "Signatory" in place.label}

    redact("Hong Gildong", "홍길동", ticked=ticked)

    before = [change.before for change in Change.objects.exclude(before__isnull=True)]
    assert {values["name_as_written"] for values in before if "name_as_written" in values} == {"[redacted]"}
    assert "Signed by Hong Gildong." in [values.get("summary") for values in before]


def test_reasons_are_searched_and_redacted():
    with act(kind=ActKind.EDIT, reason="As Hong Gildong asked"):
        make.SourceFactory()

    redact("Hong Gildong")

    assert [*Act.objects.filter(kind=ActKind.EDIT).values_list("reason", flat=True)] == [
        "As [redacted] asked"
    ]


def test_numbers_and_addresses_of_the_past_go():
    source = make.SourceFactory(address="https://example.org/?q=Hong%20Gildong")
    agreement = make.AgreementFactory(titled=True, external_id="hong-gildong-2020")
    number = make.AgreementIdentifierFactory(
        agreement=agreement, scheme="Hong Gildong", value="Hong-Gildong-1"
    )
    saved = make.SavedListFactory(name="List", slug="hong-gildong")
    for row, values in (
        (source, {"address": "https://example.org/"}),
        (agreement, {"external_id": "2020"}),
        (number, {"scheme": "Register", "value": "1"}),
        (saved, {"slug": "list"}),
    ):
        type(row).objects.filter(pk=row.pk).update(**values)

    found = plan("Hong Gildong")
    assert len(found.places) == 5
    assert not found.listed
    redact("Hong Gildong", ticked=found.all_ids())

    assert holding("gildong") == set()
    publish(agreement, by=None)


def test_the_log_redacts_a_restored_history_again(agreement):
    savepoint = transaction.savepoint_create()
    redact("Hong Gildong", "홍길동")
    roll_back_but_for_redactions(savepoint)
    assert holding("gildong")

    assert apply_log().places == 3

    assert holding("gildong") == set()
    assert apply_log().places == 0


def lines(record_model, pk) -> list[tuple]:
    """Kind, account and sentence of redactions in the history of a record."""
    acts = worded_acts(history_of(record_model, pk), 0, 20)
    return [(each.act.kind, each.act.by, each.redacted) for each in acts if each.act.kind == ActKind.REDACT]


def test_each_record_has_a_line_in_its_history_wherever_the_words_stood(agreement):
    """In versions or the history alone, in a draft that was deleted, in what was merged; again after a restore."""
    user = make.UserFactory()
    published = make.AgreementFactory(titled=True)
    publish(published, by=None, note="As Hong Gildong asked")
    draft = make.PersonFactory(name="Hong Gildong")
    draft_pk = draft.pk
    draft.delete()
    double = make.OrganizationFactory(name="Hong Gildong Fund")
    double_pk = double.pk
    publish(double, by=None)
    publish(kept := make.OrganizationFactory(), by=None)
    merge_records(loser=double, into=kept, reason="The same", by=user)
    savepoint = transaction.savepoint_create()

    redact("Hong Gildong", "홍길동", by=user, ticked=plan("Hong Gildong", "홍길동").all_ids())

    in_two = "Redacted in 3 places, with versions and history."
    assert lines(type(agreement), agreement.pk) == [("redact", user, in_two)]
    alone = ("redact", user, "Redacted in 1 place, with versions and history.")
    assert lines(type(published), published.pk) == [alone]
    assert lines(type(draft), draft_pk) == [alone]
    assert [line[:2] for line in lines(type(double), double_pk)] == [("redact", user)]
    roll_back_but_for_redactions(savepoint)
    assert lines(type(published), published.pk) == []
    apply_log()
    for record_model, pk in ((type(published), published.pk), (type(draft), draft_pk)):
        assert lines(record_model, pk) == [("redact", None, alone[2])]


def test_names_of_members_go_from_the_history_and_from_what_an_undo_brings_back():
    """What a list calls an organization is such a name; a merger changes it, and keeps what it was."""
    double, kept = make.OrganizationFactory(), make.OrganizationFactory()
    saved = make.SavedListFactory(answers={"organizations": {"Hong Gildong Lab": double.pk}})
    merger, _plan = merge_records(loser=double, into=kept, reason="The same", by=None)

    redact("Hong Gildong", ticked=plan("Hong Gildong").all_ids())

    assert holding("gildong") == set()
    undo_merger(merger, by=None, reason="They are two")
    saved.refresh_from_db()
    assert [*saved.answers["organizations"]] == ["[redacted] Lab"]


def test_the_search_of_a_saved_filter_is_redacted_and_its_codes_stay():
    owner, kind = make.UserFactory(), ContentType.objects.get_for_model(Act)
    for query in ("q=Hong%20Gildong&o=-2&form=mou", "form=mou&q="):
        SavedFilter.objects.create(owner=owner, content_type=kind, name=query[:3], query=query)

    redact("Hong Gildong", "Mou", ticked=plan("Hong Gildong", "Mou").all_ids())

    kept = SavedFilter.objects.order_by("pk").values_list("query", flat=True)
    assert [*kept] == ["q=[redacted]&o=-2&form=mou", "form=mou&q="]


def test_a_line_is_left_by_a_redaction_only():
    with pytest.raises(DatabaseError, match="Only an act of redaction"), transaction.atomic():
        note_redaction({f"sources.source#{make.SourceFactory().pk}": 1})


def test_the_page_of_a_deleted_draft_says_so(client):
    draft = make.PersonFactory(name="Kim Hong Gildong")
    pk = draft.pk
    with act(kind=ActKind.EDIT):
        draft.delete()
    redact("Hong Gildong", ticked=plan("Hong Gildong").all_ids())
    client.force_login(make.UserFactory(is_superuser=True, is_staff=True))

    page = client.get(f"/admin/people/person/{pk}/history/").content.decode()

    assert "Redacted in 1 place" in page
    assert re.search(r"Kim \[redacted\]:\s+this was deleted", page)


def test_nothing_changes_the_history_without_a_redaction(agreement):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Change.objects.update(before={})
