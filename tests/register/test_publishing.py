"""What publishing promises: the public sees what was published, when it was published, and nothing else."""

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agreements.models import Agreement
from organizations.models import Organization
from register.desk_changes import refresh_edited_marks
from register.facets.day_facts import keep_day
from register.models import Entry, Link, Period, PublicVersion, Version
from register.numbering import store_refs
from register.publication_plan import plan_publication
from register.publishing import merge, publish, withdraw
from tests.factories import (
    ActivityAgreementFactory,
    ActivityFactory,
    AgreementFactory,
    AgreementRelationFactory,
    AgreementTextFactory,
    CustodyFactory,
    DocumentFactory,
    InvolvementFactory,
    MilestoneFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    SignatoryFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PUBLISHING = 58  # queries of one publication, whatever it holds


def body_of(record) -> dict:
    return json.loads(Entry.objects.get(ref=record.ref).body)


def test_a_version_is_the_hash_of_exactly_its_bytes():
    agreement = AgreementFactory(titled=True)

    publish(agreement, by=None)

    version = Version.objects.get(ref=agreement.ref)
    assert version.sha256 == hashlib.sha256(version.body.encode()).hexdigest()
    assert version.body == Entry.objects.get(ref=agreement.ref).body
    assert (version.kind, version.number, version.action, version.schema) == ("agreement", 1, "published", 1)


def test_versions_remember_who_and_why():
    publisher = UserFactory()

    publish(agreement := AgreementFactory(titled=True), by=publisher, note="First entry")

    assert Version.objects.filter(ref=agreement.ref).values_list("by", "note").get() == (
        publisher.pk,
        "First entry",
    )


def test_the_database_refuses_to_change_or_delete_a_version():
    publish(OrganizationFactory(), by=None)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.cursor().execute("ALTER TABLE register_version ENABLE TRIGGER register_keep_all_versions")

    for statement in (
        "UPDATE register_version SET note = 'changed'",
        "UPDATE register_version SET body = '{}'",
        "DELETE FROM register_version",
        "TRUNCATE register_version CASCADE",
    ):
        with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
            connection.cursor().execute(statement)
    assert Version.objects.get().note == ""


def test_even_a_redaction_may_change_nothing_but_body_and_hash():
    publish(OrganizationFactory(), by=None)

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(
            "SET LOCAL register.redacting = 'on'; UPDATE register_version SET published_at = now()"
        )


def test_publishing_takes_along_whom_the_record_names_and_whom_they_name():
    ministry = OrganizationFactory(name="Ministry")
    agency = OrganizationFactory(name="Agency", parent=ministry)
    signatory = SignatoryFactory(agreement__titled=True)
    PositionFactory(person=signatory.person, organization=agency)
    agreement = signatory.agreement
    agreement.topics.add(topic := TopicFactory())

    versions = publish(agreement, by=None)

    for record in (ministry, agency, signatory.person, topic, agreement):
        record.refresh_from_db()
        assert record.is_public
    party = agreement.involvements.get().organization
    assert sorted(version.ref for version in versions) == sorted(
        one.ref for one in (ministry, agency, party, signatory.person, topic, agreement)
    )
    assert versions[-1].ref == agreement.ref  # what it names exists before it does


def test_publishing_leaves_out_links_to_agreements_that_are_not_public():
    relation = AgreementRelationFactory(agreement__titled=True, older__titled=True)
    AgreementRelationFactory(agreement=relation.agreement, older=None, stub={"en": "the memorandum of 1997"})

    plan = plan_publication(relation.agreement)
    publish(relation.agreement, by=None)

    assert plan.left_out == [(relation.agreement, relation.older)]
    assert [one["stub"] for one in body_of(relation.agreement)["relations"]] == [
        {"en": "the memorandum of 1997"}
    ]


@pytest.mark.parametrize("named", ["organization", "topic"])
def test_publishing_says_that_links_to_withdrawn_records_go(named):
    agreement = AgreementFactory(titled=True)
    topic = TopicFactory()
    agreement.topics.add(topic)
    publish(agreement, by=None)
    gone = topic if named == "topic" else agreement.involvements.get().organization
    gone.refresh_from_db()
    withdraw(gone, by=None, reason={"en": "Error"})

    assert plan_publication(agreement).left_out == [(agreement, gone)]


def test_publishing_the_target_puts_what_waits_for_it_in_the_queue():
    relation = AgreementRelationFactory(agreement__titled=True, older__titled=True)
    milestone = MilestoneFactory(agreement__titled=True, instrument=relation.older, kind="amended")
    link = ActivityAgreementFactory(activity__titled=True, agreement=relation.older)
    publish(relation.agreement, milestone.agreement, link.activity, by=None)

    publish(relation.older, by=None)

    for record in (relation.agreement, milestone.agreement, link.activity):
        record.refresh_from_db()
        assert record.is_edited
    publish(relation.agreement, by=None)
    assert [one["agreement"]["ref"] for one in body_of(relation.agreement)["relations"]] == [
        relation.older.ref
    ]
    relation.agreement.refresh_from_db()
    assert not relation.agreement.is_edited


def test_two_records_that_link_to_each_other_are_published_with_their_links():
    relation = AgreementRelationFactory(agreement__titled=True, older__titled=True)

    publish(relation.agreement, relation.older, by=None)

    assert body_of(relation.agreement)["relations"][0]["agreement"]["ref"] == relation.older.ref


def test_a_record_that_says_what_is_public_already_gets_no_version():
    agreement = AgreementFactory(titled=True)
    publish(agreement, by=None)

    assert publish(agreement, by=None) == []
    assert Version.objects.filter(ref=agreement.ref).count() == 1


def test_an_edit_is_not_public_until_it_is_published():
    text = AgreementTextFactory(agreement__titled=True, language="ko", title="양해각서")
    publish(text.agreement, by=None)
    before = list(Entry.objects.values().order_by("ref"))

    text.title = "다른 이름"
    text.save()
    refresh_edited_marks([text.agreement])

    assert list(Entry.objects.values().order_by("ref")) == before
    text.agreement.refresh_from_db()
    assert text.agreement.is_edited
    publish(text.agreement, by=None)
    assert body_of(text.agreement)["texts"][1]["title"] == "다른 이름"
    assert Entry.objects.get(ref=text.agreement.ref).number == 2


def test_undoing_an_edit_takes_the_record_out_of_the_queue():
    organization = OrganizationFactory(name="Agency")
    publish(organization, by=None)
    Organization.objects.update(name="Office")
    refresh_edited_marks(Organization.objects.all())
    assert Organization.objects.get().is_edited

    Organization.objects.update(name="Agency")

    assert refresh_edited_marks(Organization.objects.all()) == 1
    assert not Organization.objects.get().is_edited


def test_a_closed_agreement_is_never_published():
    agreement = AgreementFactory(titled=True, disclosure="closed", disclosure_basis="Official Secrets Act")

    with pytest.raises(ValidationError, match="It is closed: it can never be published."):
        publish(agreement, by=None)

    assert Version.objects.count() == 0
    with pytest.raises(IntegrityError, match="agreement_closed_is_never_public"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(editorial_state="published", ref="A1")


def test_an_agreement_under_embargo_waits():
    custody = CustodyFactory(agreement__titled=True, embargo_until="2999-01-01")

    with pytest.raises(ValidationError, match="It is under embargo until 2999-01-01."):
        publish(custody.agreement, by=None)


def test_an_agreement_without_title_is_refused():
    with pytest.raises(ValidationError) as refused:
        publish(AgreementFactory(), by=None)

    assert [message.split(": ")[1] for message in refused.value.messages] == [
        "It has no title in any language."
    ]


def test_what_an_assembly_adopted_names_nobody_and_is_published():
    [version] = publish(AgreementTextFactory().agreement, by=None)

    assert json.loads(version.body)["involvements"] == []


def test_one_refusal_publishes_none():
    with pytest.raises(ValidationError):
        publish(AgreementFactory(titled=True), AgreementFactory(), by=None)

    assert Version.objects.count() == 0


def test_only_the_existence_of_a_guarded_agreement_is_told():
    agreement = AgreementFactory(
        titled=True, disclosure="existence", disclosure_basis="Information Act, art. 9"
    )
    MilestoneFactory(
        agreement=agreement, on="2020-05-13", places=[], wording="in the presence of the minister"
    )
    SignatoryFactory(agreement=agreement, name_as_written="Hong Gildong")
    MilestoneFactory(agreement=agreement, kind="announced", on="2020-05-20")

    publish(agreement, by=None)

    body = body_of(agreement)
    assert [(one["kind"], one["on"]) for one in body["milestones"]] == [("signed", "2020")]
    assert {name for name, value in body.items() if value} == {
        "object", "ref", "nature", "form", "disclosure", "involvements", "milestones",
    }  # fmt: skip
    assert "Hong Gildong" not in Version.objects.get(ref=agreement.ref).body


def test_staff_documents_and_custody_are_in_no_body():
    document = DocumentFactory(agreement__titled=True, visibility="staff", title="Negotiation brief")
    CustodyFactory(agreement=document.agreement, note="Call the archive")

    publish(document.agreement, by=None)

    assert body_of(document.agreement)["documents"] == []
    assert not Version.objects.filter(body__contains="archive").exists()


def test_references_count_by_kind_and_are_never_given_again():
    first, second = AgreementFactory(titled=True), AgreementFactory(titled=True)
    publish(first, by=None)
    withdraw(first, by=None, reason={"en": "Entered by mistake."})

    publish(second, by=None)

    assert (first.ref, second.ref) == ("A1", "A2")
    assert second.involvements.get().organization.ref == "O2"


def test_an_object_that_is_older_than_the_publication_gives_no_second_reference():
    organization = OrganizationFactory()
    older, oldest = (Organization.objects.get(pk=organization.pk) for _ in range(2))
    publish(organization, by=None)

    publish(older, by=None)
    oldest.name = "Renamed"
    oldest.save()
    refresh_edited_marks([oldest])
    publish(oldest, by=None)

    assert [record.ref for record in (organization, older, oldest)] == ["O1"] * 3
    assert list(Version.objects.values_list("ref", "number")) == [("O1", 1), ("O1", 2)]
    assert Organization.objects.values_list("ref", "editorial_state", "is_edited").get() == (
        "O1",
        "published",
        False,
    )


def test_an_edit_by_an_object_older_than_the_publication_is_marked():
    organization = OrganizationFactory()
    older = Organization.objects.get(pk=organization.pk)
    publish(organization, by=None)

    older.name = "Renamed"
    older.save()
    refresh_edited_marks([older])

    assert Organization.objects.values_list("ref", "editorial_state", "is_edited").get() == (
        "O1",
        "published",
        True,
    )


def test_a_saved_object_may_be_loaded_in_part_and_keeps_the_reference_that_it_is_given():
    organization = OrganizationFactory(name="Before", qualifier="kept")
    part = Organization.objects.only("name").get()
    part.name = "After"
    part.save()
    organization.refresh_from_db()
    organization.ref = "O7"
    organization.save()

    assert Organization.objects.values_list("name", "qualifier", "ref").get() == ("After", "kept", "O7")


def test_the_database_keeps_a_reference_that_was_given_meanwhile():
    organization = OrganizationFactory()
    publish(organization, by=None)
    older = Organization(pk=organization.pk, ref="O9")

    with pytest.raises(RuntimeError), transaction.atomic():
        store_refs([older])

    assert Organization.objects.get().ref == "O1"


def test_a_withdrawn_record_leaves_the_index_and_its_reason():
    agreement = AgreementFactory(titled=True)
    publish(agreement, by=None)

    withdraw(agreement, by=None, reason={"en": "Entered by mistake.", "ko": "잘못 입력하였다."})

    assert not Entry.objects.filter(ref=agreement.ref).exists()
    tombstone = Version.objects.of(agreement.ref).last()
    assert json.loads(tombstone.body) == {
        "object": "agreement", "ref": agreement.ref, "action": "withdrawn",
        "reason": {"en": "Entered by mistake.", "ko": "잘못 입력하였다."},
    }  # fmt: skip
    assert list(PublicVersion.public.of(agreement.ref).readable()) == []


def test_a_withdrawal_needs_a_reason_and_something_public():
    draft = AgreementFactory(titled=True)

    with pytest.raises(ValidationError, match="It is not public."):
        withdraw(draft, by=None, reason={"en": "Why not"})
    publish(draft, by=None)
    with pytest.raises(ValidationError, match="Give the public a reason."):
        withdraw(draft, by=None, reason={"en": ""})


def test_what_was_withdrawn_can_come_back_but_its_old_versions_do_not():
    agreement = AgreementFactory(titled=True)
    publish(agreement, by=None)
    withdraw(agreement, by=None, reason={"en": "Entered by mistake."})

    publish(agreement, by=None)

    assert [version.number for version in PublicVersion.public.of(agreement.ref).readable()] == [3]


@pytest.mark.parametrize("count", [2, 20])
def test_publishing_many_asks_no_more_queries_than_publishing_few(django_assert_num_queries, count):
    parent = OrganizationFactory()
    agreements = []
    for _ in range(count):
        agreement = SignatoryFactory(agreement__titled=True).agreement
        MilestoneFactory(agreement=agreement, by_body=OrganizationFactory(parent=parent))
        agreement.topics.add(TopicFactory())
        agreements.append(agreement)

    keep_day(timezone.localdate())  # as the first publication of a day does
    with django_assert_num_queries(PUBLISHING):
        publish(*agreements, by=None)


def test_a_merged_record_leads_to_the_other_one_and_is_never_published_again():
    old, new = OrganizationFactory(), OrganizationFactory()
    publish(old, new, by=None)

    merge(old, into=new, by=None)

    assert json.loads(Version.objects.of(old.ref).last().body) == {
        "object": "organization", "ref": old.ref, "action": "merged", "into": new.ref,
    }  # fmt: skip
    with pytest.raises(ValidationError, match="It was merged into another record."):
        publish(old, by=None)


def test_a_record_is_merged_only_into_a_public_one_of_its_kind():
    old, draft = OrganizationFactory(), OrganizationFactory()
    publish(old, agreement := AgreementFactory(titled=True), by=None)

    for into in (old, draft, agreement):
        with pytest.raises(ValidationError, match="Choose another public record of the same kind."):
            merge(old, into=into, by=None)


def test_the_index_knows_both_directions_and_the_life():
    agreement = AgreementFactory(titled=True)
    MilestoneFactory(agreement=agreement)
    publish(agreement, by=None)

    party = agreement.involvements.get().organization
    entry = Entry.objects.get(ref=agreement.ref)
    assert {f"party:{party.ref}", "form:mou", "nature:instrument", "country:KR", "act:signed"} <= set(
        entry.keys
    )
    assert Link.objects.filter(to_ref=party.ref).values_list("entry", "kind").get() == (
        agreement.ref,
        "party",
    )
    assert [period.state for period in Period.objects.filter(entry=entry)] == ["in_force"]


def test_a_body_carries_no_label_in_any_language():
    agreement = AgreementFactory(titled=True)
    MilestoneFactory(agreement=agreement)

    publish(agreement, by=None)

    body = Entry.objects.get(ref=agreement.ref).body
    assert '"form":"mou"' in body
    assert "memorandum of understanding" not in body


def test_a_person_known_only_from_a_draft_stays_unknown():
    InvolvementFactory(agreement__titled=True, organization=None, person=PersonFactory(name="Hong Gildong"))

    publish(ActivityFactory(titled=True), by=None)

    assert not Version.objects.filter(body__contains="Hong").exists()


def test_a_reference_that_a_draft_has_already_is_passed_over_by_as_many_as_there_are():
    OrganizationFactory(ref="O2")
    OrganizationFactory(ref="O3")
    organizations = [OrganizationFactory() for _ in range(4)]

    publish(*organizations, by=None)

    for organization in organizations:
        organization.refresh_from_db()
    assert [organization.ref for organization in organizations] == ["O1", "O4", "O5", "O6"]
