"""Two records become one: what the preview says happens, and the undo leaves no trace of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import UnitMember
from merging.actions import merge_records, preview_merge
from merging.undo import undo_merger
from organizations.models import Organization
from register.models import Entry, Link, Version
from register.publishing import publish
from tests import factories as make
from tests.merging.conftest import desk_tables, named_by


def merge(loser, into, **more):
    merger, _plan = merge_records(loser=loser, into=into, reason="The same body.", by=None, **more)
    return merger


def facts_of(plan):
    """All that a page shows of a plan."""
    return {
        "moved": plan.moved, "taken": plan.taken, "own": plan.own, "left": plan.left, "folded": plan.folded,
        "twice": plan.twice, "followed": plan.followed, "choices": plan.choices, "inputs": plan.inputs,
        "published": [record.ref for record in plan.published],
        "waiting": [(record.ref, why) for record, why in plan.waiting],
    }  # fmt: skip


def public_bodies():
    return dict(Entry.objects.values_list("ref", "body"))


def links():
    return set(Link.objects.values_list("entry", "kind", "to_ref", "part"))


def queries_of(act):
    with CaptureQueriesContext(connection) as queries:
        result = act()
    return result, len(queries)


@pytest.mark.parametrize("mentions", [100, pytest.param(500, marks=pytest.mark.long)])
def test_two_organizations_with_many_mentions_each(public_pair, client, mentions):
    kept, double = public_pair
    few = preview_merge(loser=double, into=kept)
    _few, queries_of_none = queries_of(lambda: preview_merge(loser=double, into=kept))
    records = [*named_by(kept, mentions), *named_by(double, mentions)]
    both = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=both, organization=kept)
    doubled = make.InvolvementFactory(agreement=both, organization=double, role_as_written="주관기관")
    make.SignatoryFactory(agreement=both, involvement=doubled)
    publish(*records, both, kept, double, by=None)
    desk, bodies, linked = desk_tables(), public_bodies(), links()

    preview, queries = queries_of(lambda: preview_merge(loser=double, into=kept))

    assert (few.errors, preview.errors) == ([], [])
    assert queries < queries_of_none + 450
    assert sum(group.rows for group in preview.moved) == mentions + 1
    assert (desk_tables(), public_bodies()) == (desk, bodies)

    merger, done = merge_records(loser=double, into=kept, reason="The same body.", by=None)

    assert facts_of(done) == facts_of(preview)
    assert not Organization.objects.filter(pk=double.pk).exists()
    assert f'"{double.ref}"' not in "".join(public_bodies().values())
    new = Version.objects.filter(pk__gt=Version.objects.get(ref=both.ref, number=1).pk)
    assert {version.ref for version in new} == {double.ref, *facts_of(preview)["published"]}
    of_either = [link for link in linked if link[2] in {kept.ref, double.ref}]
    assert len([link for link in links() if link[2] == kept.ref]) == len(of_either) - 1
    response = client.get(f"/organizations/{double.ref}")
    assert (response.status_code, response["Location"].startswith(f"/organizations/{kept.ref}")) == (
        301,
        True,
    )

    undo_merger(merger, by=None, reason="They are two.")

    after = desk_tables()
    assert {name for name in desk if desk[name] != after[name]} == set()
    assert (public_bodies(), links()) == (bodies, linked)
    assert client.get(f"/organizations/{double.ref}", follow=True).status_code == 200


def test_what_the_double_was_called_and_known_by_stays(pair):
    kept, double = pair

    merge(double, kept)

    kept.refresh_from_db()
    assert {name.text for name in kept.names.all()} == {"서울대학교", "SNU", "Seoul National Univ."}
    assert kept.names.count() == 3
    assert kept.identifiers.count() == kept.locations.count() == kept.citations.count() == 1
    assert kept.external_id == "list/organization/7"


def test_facts_that_differ_are_chosen_and_those_that_lack_are_taken(pair):
    kept, double = pair
    Organization.objects.filter(pk=double.pk).update(website="https://snu.example", kind="university")
    desk = desk_tables()

    plan = preview_merge(loser=double, into=kept)

    assert [choice.name for choice in plan.choices] == ["fact:name", "fact:kind"]
    assert plan.taken == [("Website as printed", "https://snu.example")]

    merger = merge(double, kept, chosen={"fact:kind"})

    kept.refresh_from_db()
    assert (kept.name, kept.kind) == ("Seoul National University", "university")

    undo_merger(merger, by=None, reason="They are two.")

    assert desk_tables() == desk


def test_a_party_twice_becomes_one_and_what_points_at_it_follows(pair):
    kept, double = pair
    agreement = make.AgreementFactory(titled=True)
    ours = make.InvolvementFactory(agreement=agreement, organization=kept)
    theirs = make.InvolvementFactory(agreement=agreement, organization=double, role_as_written="주관기관")
    signatory = make.SignatoryFactory(agreement=agreement, involvement=theirs)
    citation = make.AgreementCitationFactory(agreement=agreement, facts=[f"involvements/{theirs.key}"])
    make.InvolvementFactory(agreement=agreement, organization=double, role="funder")
    commitment = make.CommitmentFactory(agreement=agreement)
    commitment.by.add(ours, theirs)
    desk = desk_tables()

    merger, plan = merge_records(loser=double, into=kept, reason="The same body.", by=None)

    for row in (ours, signatory, citation):
        row.refresh_from_db()
    assert ours.role_as_written == "주관기관"
    assert plan.folded[-1][1] == ["Name as written: Seoul National Univ."]
    assert signatory.involvement == ours
    assert citation.facts == [f"involvements/{ours.key}"]
    assert [*commitment.by.all()] == [ours]
    assert [group.owners[0].name for group in plan.twice] == [str(agreement)]

    undo_merger(merger, by=None, reason="They are two.")

    assert desk_tables() == desk


def test_a_draft_goes_and_publishes_nothing(pair):
    kept, double = pair
    publish(kept, by=None)
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=double)
    before = Version.objects.count()

    merge(double, kept)

    kept.refresh_from_db()
    assert Version.objects.count() == before
    assert (kept.is_edited, Organization.objects.filter(pk=double.pk).exists()) == (True, False)


def test_a_colleague_of_the_double_is_one_of_the_other(pair):
    kept, double = pair
    colleague = make.UserFactory(pk=kept.pk, username="jiwoo")  # keys of accounts are none of organizations
    UnitMember.objects.create(user=colleague, unit=double)

    merger, plan = merge_records(loser=double, into=kept, reason="The same body.", by=None)

    assert [(group.label, group.owners[0].name) for group in plan.moved] == [("Own unit: own unit", "jiwoo")]
    assert UnitMember.objects.get().unit == kept

    undo_merger(merger, by=None, reason="They are two.")

    assert UnitMember.objects.get().unit == double


def test_records_with_other_edits_wait(public_pair):
    kept, double = public_pair
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=double)
    publish(agreement, by=None)
    make.DocumentFactory(agreement=agreement)
    type(agreement).objects.filter(pk=agreement.pk).update(is_edited=True)
    agreement.refresh_from_db()

    merger, plan = merge_records(loser=double, into=kept, reason="The same body.", by=None)

    assert [record.ref for record, _why in plan.waiting] == [agreement.ref]
    assert Version.objects.of(agreement.ref).count() == 1

    undo_merger(merger, by=None, reason="They are two.")

    agreement.refresh_from_db()
    assert (agreement.is_edited, Version.objects.of(agreement.ref).count()) == (True, 1)


def test_a_record_that_cannot_be_public_as_it_is_waits_and_says_that_it_was_edited(public_pair):
    kept, double = public_pair
    agreement, other = (make.AgreementFactory(titled=True) for _number in range(2))
    for record in (agreement, other):
        make.InvolvementFactory(agreement=record, organization=double)
    publish(agreement, other, by=None)
    agreement.texts.all().delete()  # without a title nothing is public

    _merger, plan = merge_records(loser=double, into=kept, reason="The same body.", by=None)

    marks = {}
    for record in (agreement, other):
        record.refresh_from_db()
        marks[record.ref] = record.is_edited
    assert [record.ref for record, _why in plan.waiting] == [agreement.ref]
    assert marks == {agreement.ref: True, other.ref: False}


def test_a_redaction_of_the_double_holds_for_what_it_became(public_pair):
    from redaction.keys import current_key
    from redaction.models import Redaction, RedactionRule

    kept, double = public_pair
    redaction = Redaction.objects.create(reason="Asked", basis="Art. 17", places=1)
    RedactionRule.objects.create(
        redaction=redaction, subject=double.ref, key=current_key(), digests=["a" * 64], longest=2
    )

    merger = merge(double, kept)

    assert {rule.subject for rule in RedactionRule.objects.all()} == {double.ref, kept.ref}

    undo_merger(merger, by=None, reason="They are two.")

    assert {rule.subject for rule in RedactionRule.objects.all()} == {double.ref, kept.ref}


def test_a_rule_of_a_redaction_of_both_knows_all_that_either_knew(public_pair):
    from redaction.keys import current_key
    from redaction.models import Redaction, RedactionRule

    redaction = Redaction.objects.create(reason="Asked", basis="Art. 17", places=1)
    hashed, longest = ("digests", "likely", "facts", "identity_digests"), {"kept": 3, "double": 5}
    for record, (name, words) in zip(public_pair, longest.items(), strict=True):
        RedactionRule.objects.create(
            redaction=redaction, subject=record.ref, key=current_key(), longest=words,
            **{member: [f"{name} {member}", f"{member} of both"] for member in hashed},
        )  # fmt: skip
    kept, double = public_pair

    merge(double, kept)

    rule = RedactionRule.objects.get(subject=kept.ref)
    assert {member: getattr(rule, member) for member in hashed} == {
        member: sorted([f"double {member}", f"kept {member}", f"{member} of both"]) for member in hashed
    }
    assert rule.longest == 5


def test_lists_that_chose_the_double_choose_the_other(pair):
    kept, double = pair
    saved = make.SavedListFactory(answers={"organizations": {"SNU": double.pk, "KAIST": "new", "S": ["SNU"]}})

    merge(double, kept)

    saved.refresh_from_db()
    assert saved.answers["organizations"] == {"SNU": kept.pk, "KAIST": "new", "S": ["SNU"]}


def test_the_next_import_finds_the_other_by_what_the_double_was_called(public_pair):
    from interchange.record_ids import records_by_id

    kept, double = public_pair
    Organization.objects.filter(pk=kept.pk).update(external_id="ours/1")
    ref, external_id = double.ref, double.external_id

    merger = merge(double, kept)

    names = [ref, external_id, "ours/1"]
    assert records_by_id(Organization, names) == dict.fromkeys(names, kept)

    undo_merger(merger, by=None, reason="They are two.")

    assert {record.pk for record in records_by_id(Organization, [ref, external_id]).values()} == {double.pk}
