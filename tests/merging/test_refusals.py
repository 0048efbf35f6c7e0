"""What is not merged, and why; and a new foreign key that nobody declared."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from agreements.models import Custody
from merging import declarations
from merging.actions import MergeRefused, merge_records, preview_merge
from merging.declarations import mentions_of, relations_to, rules, unknown_relations
from merging.files import is_named_by_a_merger
from merging.models import Merger
from merging.undo import UndoRefused, preview_undo, undo_merger
from organizations.models import Organization
from register.publishing import publish, withdraw
from tests import factories as make
from tests.tables import contents


def refusal(loser, into) -> str:
    before = contents()
    plan = preview_merge(loser=loser, into=into)
    with pytest.raises(MergeRefused) as refused:
        merge_records(loser=loser, into=into, reason="The same.", by=None)
    assert contents() == before
    assert refused.value.messages == plan.errors
    return " ".join(plan.errors)


@pytest.mark.parametrize("model", rules(), ids=lambda model: model.__name__)
def test_every_foreign_key_to_what_can_be_merged_is_declared(model):
    assert unknown_relations(model) == []
    assert relations_to(model)


@pytest.mark.parametrize("model", rules(), ids=lambda model: model.__name__)
def test_whatever_names_it_has_a_page_to_link_to(model):
    owners = {mention.owner_model._meta for mention in mentions_of(model)}
    routes = [f"admin:{meta.app_label}_{meta.model_name}_change" for meta in owners]

    assert all(reverse(route, args=[1]) for route in routes)


def test_a_foreign_key_that_nobody_declared_stops_the_merger(pair, monkeypatch):
    kept, double = pair
    declared = [each for each in declarations._declared("MENTIONS") if each.field_name != "affiliation"]
    monkeypatch.setattr(
        declarations, "mentions_of", lambda model: [each for each in declared if each.target is model]
    )

    assert "agreements.Signatory.affiliation" in refusal(double, kept)


def test_one_record(pair):
    assert "cannot be merged into itself" in refusal(pair[0], pair[0])


def test_different_kinds(pair):
    assert "different kinds" in refusal(make.PersonFactory(), pair[0])


def test_what_was_withdrawn(public_pair):
    kept, double = public_pair
    withdraw(double, by=None, reason={"en": "Wrong", "ko": "오류"})
    double.refresh_from_db()

    assert f"({double.ref}) was withdrawn" in refusal(double, kept)
    assert f"({double.ref}) was withdrawn" in refusal(kept, double)


def test_a_public_record_into_a_draft(pair):
    kept, double = pair
    publish(double, by=None)
    double.refresh_from_db()

    assert "merge it the other way round" in refusal(double, kept)


def test_two_of_which_one_names_the_other(pair):
    kept, double = pair
    make.OrganizationRelationFactory(organization=double, other=kept)
    assert "One names the other: Relation: other organization" in refusal(double, kept)


@pytest.mark.parametrize("way", [0, 1])
def test_a_whole_and_its_part(pair, way):
    loser, into = pair[way], pair[1 - way]
    Organization.objects.filter(pk=loser.pk).update(parent=into)

    assert "One names the other: Organization: part of" in refusal(loser, into)


def test_a_circle_by_way_of_others(pair):
    kept, double = pair
    child = make.OrganizationFactory(parent=double)
    Organization.objects.filter(pk=kept.pk).update(parent=child)

    assert "is its own parent by way of" in refusal(double, kept)


def test_a_person_who_is_hidden(db):
    kept, double = make.PersonFactory(), make.PersonFactory(is_hidden=True)
    assert "is hidden" in refusal(double, kept)
    assert "is hidden" in refusal(kept, double)


def test_agreements_of_which_one_tells_less(db):
    kept, double = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    double.disclosure, double.disclosure_basis = "existence", "Art. 9"
    double.save()

    assert "disclosure differs" in refusal(double, kept)


def test_agreements_of_which_one_is_under_embargo(db):
    kept, double = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    Custody.objects.create(agreement=double, embargo_until="2999-01-01")
    assert "under embargo until 2999-01-01" in refusal(double, kept)


# Undo


@pytest.fixture
def merged(public_pair):
    kept, double = public_pair
    agreement = make.AgreementFactory(titled=True)
    involvement = make.InvolvementFactory(agreement=agreement, organization=double)
    publish(agreement, by=None)
    merger, _plan = merge_records(loser=double, into=kept, reason="The same.", by=None)
    kept.refresh_from_db()
    return merger, kept, double, involvement


def test_what_was_edited_since_stays_and_is_named(merged):
    merger, kept, double, involvement = merged
    other = make.OrganizationFactory()
    type(involvement).objects.filter(pk=involvement.pk).update(organization=other)
    kept.names.filter(text="SNU").update(text="S.N.U.")
    kept.names.get(text="Seoul National Univ.").delete()

    plan = undo_merger(merger, by=None, reason="They are two.")

    involvement.refresh_from_db()
    assert involvement.organization == other
    assert [sentence.rpartition(": was edited")[2] for sentence in plan.stays] == [
        " since, and keeps what it has now (organization)."
    ]
    assert Organization.objects.get(pk=double.pk).names.count() == 2


def test_a_row_that_is_gone_is_named(merged):
    merger, _kept, double, involvement = merged
    pk = involvement.pk
    involvement.delete()

    plan = preview_undo(merger)

    assert (plan.errors, plan.stays) == ([], [f"Party or participant {pk}: was deleted since."])
    undo_merger(merger, by=None, reason="They are two.")
    assert Organization.objects.filter(pk=double.pk).exists()


@pytest.mark.parametrize("act", ["twice", "late", "survivor merged"])
def test_an_undo_that_cannot_be(merged, act):
    merger, kept, _double, _involvement = merged
    if act == "twice":
        undo_merger(merger, by=None, reason="They are two.")
    if act == "late":
        Merger.objects.update(at="2020-01-01T00:00Z")
    if act == "survivor merged":
        third = make.OrganizationFactory()
        publish(third, by=None)
        third.refresh_from_db()
        merge_records(loser=kept, into=third, reason="The same.", by=None)
    before = contents()

    with pytest.raises(UndoRefused) as refused:
        undo_merger(merger, by=None, reason="Again.")

    words = {"twice": "undone already", "late": "too long ago", "survivor merged": "undo that first"}
    assert words[act] in refused.value.messages[0]
    assert contents() == before


def test_a_chain_of_mergers_is_undone_from_its_end(merged, client):
    merger, kept, double, _involvement = merged
    third = make.OrganizationFactory()
    publish(third, by=None)
    third.refresh_from_db()
    later, _plan = merge_records(loser=kept, into=third, reason="The same.", by=None)
    assert (
        client.get(f"/organizations/{double.ref}", follow=True)
        .redirect_chain[-1][0]
        .startswith(f"/organizations/{third.ref}")
    )

    undo_merger(later, by=None, reason="They are two.")
    undo_merger(merger, by=None, reason="They are two.")

    [(address, _status)] = client.get(f"/organizations/{double.ref}", follow=True).redirect_chain
    assert address.startswith(f"/organizations/{double.ref}")


def test_what_only_an_undo_needs_is_forgotten(merged):
    merger = merged[0]
    Merger.objects.update(at="2020-01-01T00:00Z")

    assert Merger.objects.forget_rows() == 1

    merger.refresh_from_db()
    assert (merger.rows, merger.ref != "") == ([], True)
    assert Merger.objects.forget_rows() == 0


def test_files_of_what_an_undo_brings_back_are_kept(db):
    kept, double = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    make.CustodyFactory(agreement=kept)
    text = make.AgreementTextFactory(agreement=double, language="ko", title="양해각서 하나")
    merger, _plan = merge_records(loser=double, into=kept, reason="The same.", by=None)
    text.refresh_from_db()

    assert text.agreement == kept
    assert not is_named_by_a_merger("a" * 64)
    merger.rows = [{"label": "agreements.Document", "pk": 1, "before": {"sha256": "a" * 64}, "after": None}]
    merger.save()
    assert is_named_by_a_merger("a" * 64)
    Merger.objects.update(at="2020-01-01T00:00Z")
    call_command("forget_mergers")
    assert not is_named_by_a_merger("a" * 64)
    assert Merger.objects.get().rows == []
