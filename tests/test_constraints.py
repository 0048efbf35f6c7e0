"""Every constraint speaks: a sentence for people, a name for code."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from register.records import PART_KEY
from tests import factories as make

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """A row that the constraint refuses; ``twin`` means the same row twice, ``but`` what differs in the second."""

    factory: type
    values: dict = field(default_factory=dict)
    twin: bool = False
    but: dict = field(default_factory=dict)


NOW = datetime.now(UTC)
CASES = {
    # records
    "organization_is_not_its_own_parent": Case(make.OrganizationFactory, {"parent": "itself"}),
    "organization_is_dissolved_after_it_is_founded": Case(
        make.OrganizationFactory, {"founded_on": "2014", "dissolved_on": "2007"}
    ),
    "organization_that_is_planned_is_not_dissolved": Case(
        make.OrganizationFactory, {"is_planned": True, "dissolved_on": "2007"}
    ),
    "topic_is_not_its_own_parent": Case(make.TopicFactory, {"parent": "itself"}),
    "agreement_closed_is_never_public": Case(
        make.AgreementFactory,
        {"disclosure": "closed", "disclosure_basis": "Act", "editorial_state": "published", "ref": "A1"},
    ),
    "agreement_says_why_it_is_not_public": Case(make.AgreementFactory, {"disclosure": "closed"}),
    "agreement_form_belongs_to_an_instrument": Case(make.AgreementFactory, {"nature": "programme"}),
    "agreement_ordinal_counts_from_one": Case(make.AgreementFactory, {"ordinal": 0}),
    "activity_ordinal_belongs_to_a_series": Case(make.ActivityFactory, {"ordinal": 1}),
    "activity_ordinal_is_used_once": Case(
        make.ActivityFactory, {"ordinal": 1, "series": "dialogue"}, twin=True
    ),
    "activity_ends_after_it_starts": Case(make.ActivityFactory, {"on": "2024-12-03", "until": "2024-12-01"}),
    "source_is_cleared_only_with_a_copy": Case(make.SourceFactory, {"is_cleared": True}),
    # parts of organizations and people
    "organization_name_is_recorded_once": Case(make.OrganizationNameFactory, {"text": "연구소"}, twin=True),
    "organization_identifier_names_one_organization": Case(
        make.OrganizationIdentifierFactory, {"value": "Q1"}, twin=True
    ),
    "organization_relation_is_recorded_once": Case(
        make.OrganizationRelationFactory, {"other": "other"}, twin=True
    ),
    "organization_name_ends_after_it_starts": Case(
        make.OrganizationNameFactory, {"valid_from": "2020", "valid_until": "2019"}
    ),
    "organization_relation_ends_after_it_starts": Case(
        make.OrganizationRelationFactory, {"other": "other", "valid_from": "2020", "valid_until": "2019"}
    ),
    "position_ends_after_it_starts": Case(make.PositionFactory, {"held_from": "2020", "held_until": "2019"}),
    "organization_is_not_related_to_itself": Case(make.OrganizationRelationFactory, {"other": "owner"}),
    "person_name_is_recorded_once": Case(make.PersonNameFactory, {"text": "홍길동"}, twin=True),
    "person_identifier_names_one_person": Case(make.PersonIdentifierFactory, {"value": "Q1"}, twin=True),
    # parts of agreements
    "agreement_has_one_text_per_language": Case(make.AgreementTextFactory, twin=True),
    "agreement_identifier_is_recorded_once": Case(
        make.AgreementIdentifierFactory, {"value": "I-1"}, twin=True
    ),
    "agreement_relation_names_a_record_or_words": Case(
        make.AgreementRelationFactory, {"stub": {"en": "the memorandum"}}
    ),
    "agreement_relation_is_recorded_once": Case(make.AgreementRelationFactory, {"older": "older"}, twin=True),
    "agreement_is_not_related_to_itself": Case(make.AgreementRelationFactory, {"older": "owner"}),
    "involvement_is_of_an_organization_or_a_person": Case(make.InvolvementFactory, {"person": "somebody"}),
    "involvement_says_who": Case(make.InvolvementFactory, {"organization": None}),
    "involvement_counts_those_without_a_name": Case(
        make.InvolvementFactory, {"organization": "other", "count": 6}
    ),
    "involvement_country_is_not_that_of_an_organization": Case(
        make.InvolvementFactory, {"organization": "other", "country": "KR"}
    ),
    "involvement_without_a_name_is_recorded_once": Case(
        make.InvolvementFactory, {"organization": None, "name_as_written": "six universities"}, twin=True
    ),
    "involvement_is_recorded_once": Case(make.InvolvementFactory, {"organization": "other"}, twin=True),
    "involvement_does_not_act_for_itself": Case(make.InvolvementFactory, {"acting_for": "itself"}),
    "signatory_has_a_name_or_a_post": Case(make.SignatoryFactory, {"person": None, "post_as_written": ""}),
    "milestone_ends_after_it_starts": Case(make.MilestoneFactory, {"on": "2020", "until": "2019"}),
    "milestone_with_object_of_notice_is_a_notice": Case(
        make.MilestoneFactory, {"kind": "signed", "notice_of": "termination"}
    ),
    "milestone_of_joining_or_leaving_names_the_party": Case(make.MilestoneFactory, {"kind": "party_left"}),
    "term_without_end_has_no_length": Case(make.TermFactory, {"renewal": "indefinite"}),
    "term_ends_after_it_starts": Case(make.TermFactory, {"length": "", "starts_on": "2020", "until": "2019"}),
    "contribution_amount_has_a_currency": Case(make.ContributionFactory, {"currency": ""}),
    "commitment_quantity_is_not_negative": Case(make.CommitmentFactory, {"quantity": -1}),
    "result_quantity_is_not_negative": Case(make.ResultFactory, {"quantity": -1}),
    "contribution_is_not_negative": Case(make.ContributionFactory, {"amount": -1}),
    "contribution_ends_after_it_starts": Case(
        make.ContributionFactory, {"starts_on": "2020", "until": "2019"}
    ),
    "contact_holds_no_personal_address": Case(make.ContactFactory, {"office": "Mr Kim, kim@example.org"}),
    "document_has_a_file_or_an_address": Case(make.DocumentFactory, {"address": ""}),
    # parts of activities
    "activity_has_one_text_per_language": Case(make.ActivityTextFactory, twin=True),
    "activity_agreement_names_a_record_or_words": Case(
        make.ActivityAgreementFactory, {"stub": {"en": "the programme"}}
    ),
    "activity_agreement_is_recorded_once": Case(
        make.ActivityAgreementFactory, {"agreement": "older"}, twin=True
    ),
    "attendance_is_of_somebody": Case(make.AttendanceFactory, {"organization": None}),
    # spreadsheets
    "saved_list_name_is_used_once": Case(make.SavedListFactory, twin=True),
    "saved_list_slug_is_used_once": Case(make.SavedListFactory, twin=True, but={"name": "Another"}),
    "spreadsheet_import_in_effect_knows_what_it_did": Case(
        make.SpreadsheetImportFactory, {"state": "applied"}
    ),
    "spreadsheet_import_does_not_do_more_than_all": Case(
        make.SpreadsheetImportFactory, {"done": 2, "total": 1}
    ),
    "import_row_is_planned_once": Case(make.ImportRowFactory, twin=True),
    # what the public sends
    "report_says_what_is_wrong": Case(make.ReportFactory, {"what": ""}),
    "report_says_when_it_was_closed": Case(make.ReportFactory, {"state": "answered"}),
    "report_keeps_no_email_once_closed": Case(
        make.ReportFactory, {"state": "answered", "closed_at": NOW, "email": "a@example.org"}
    ),
    # who is let in
    "invitation_is_open_once_for_an_address": Case(make.InvitationFactory, twin=True),
    "invitation_says_whose_account_it_became": Case(make.InvitationFactory, {"accepted_at": NOW}),
    # the keys of partners
    "key_runs_out_after_it_was_made": Case(
        make.KeyFactory, {"expires_at": NOW + timedelta(days=1), "created_at": NOW + timedelta(days=2)}
    ),
    "key_has_known_scopes": Case(make.KeyFactory, {"scopes": ("read", "everything")}),
    # whom partners have us tell
    "endpoint_is_entered_once": Case(make.EndpointFactory, twin=True),
    "signing_key_without_end_is_one_of_its_kind": Case(make.SigningKeyFactory, twin=True),
    "delivery_of_a_message_is_one": Case(make.DeliveryFactory, twin=True),
    "delivery_waits_for_a_moment_or_is_finished": Case(make.DeliveryFactory, {"state": "delivered"}),
}
# The same on every record or part: tested once for all below.
EVERYWHERE = {
    "reference_is_unique",
    "external_identifier_is_unique",
    "has_a_reference_once_public",
    "key_is_unique_in_its_record",
}


def constraints():
    for label in (
        "organizations", "people", "agreements", "activities", "sources", "spreadsheets", "access", "webhooks",
    ):  # fmt: skip
        for model in apps.get_app_config(label).get_models():
            for constraint in model._meta.constraints:
                yield model, constraint


def test_every_constraint_has_a_case_and_a_sentence():
    names = {one.name: one for _model, one in constraints()}
    own = {name for name in names if not any(name.endswith(common) for common in EVERYWHERE)}

    assert own == set(CASES)
    assert [
        name
        for name, one in names.items()
        if one.violation_error_message == one.default_violation_error_message
    ] == []


def refused(case: Case):
    """The row that must be refused, unsaved, and all that it needs, saved."""
    values = dict(case.values)
    stand_ins = {
        "other": make.OrganizationFactory,
        "older": make.AgreementFactory,
        "somebody": make.PersonFactory,
        "dialogue": lambda: make.AgreementFactory(nature="dialogue", form=""),
    }
    for name, value in case.values.items():
        if isinstance(value, dict):  # a text by language
            continue
        if value in stand_ins and name not in {"text", "value", "disclosure"}:
            values[name] = stand_ins[value]()
        elif value in {"itself", "owner"}:
            values.pop(name)
    first = case.factory(**values) if case.twin or "itself" in case.values.values() else None
    if case.twin:
        twin = type(first)(
            **{one.attname: getattr(first, one.attname) for one in first._meta.concrete_fields}
        )
        twin.pk, twin._state.adding = None, True
        for name, value in case.but.items():
            setattr(twin, name, value)
        if hasattr(twin, "key"):
            twin.key = "k999"
        return twin
    if first is not None:
        [name] = [name for name, value in case.values.items() if value == "itself"]
        setattr(first, name, first)
        return first
    row = case.factory.build(**values, **saved_relatives(case, values))
    if "owner" in case.values.values():
        [name] = [name for name, value in case.values.items() if value == "owner"]
        setattr(row, name, row.record)
    if hasattr(row, "key"):
        row.key = "k1"
    return row


def saved_relatives(case: Case, values: dict) -> dict:
    """Saved records for the foreign keys that the factory would only build."""
    related = {}
    for name, declaration in case.factory._meta.pre_declarations.as_dict().items():
        if hasattr(declaration, "get_factory") and name not in values:
            related[name] = declaration.get_factory()()
    return related


@pytest.mark.parametrize("name", CASES)
def test_people_are_told_in_a_sentence(name):
    row = refused(CASES[name])
    sentence = next(str(one.violation_error_message) for _model, one in constraints() if one.name == name)

    with pytest.raises(ValidationError) as error:
        row.full_clean()

    assert sentence in error.value.messages


@pytest.mark.parametrize("name", CASES)
def test_code_is_refused_by_name(name):
    row = refused(CASES[name])

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(row)._base_manager.bulk_create([row]) if row._state.adding else row.save()


def test_references_and_external_identifiers_name_one_record():
    make.OrganizationFactory(ref="O1", external_id="konect", editorial_state="published")

    for values in ({"ref": "O1", "editorial_state": "published"}, {"external_id": "konect"}):
        with pytest.raises(IntegrityError, match="is_unique"), transaction.atomic():
            make.OrganizationFactory(**values)


def test_a_public_record_without_a_reference_cannot_be():
    with (
        pytest.raises(IntegrityError, match="organization_has_a_reference_once_public"),
        transaction.atomic(),
    ):
        make.OrganizationFactory(editorial_state="published")


def test_the_keys_of_parts_tell_neither_their_number_nor_their_order():
    organization = make.OrganizationFactory()
    keys = [make.LocationFactory(organization=organization).key for _number in range(40)]

    assert all(PART_KEY.fullmatch(key) for key in keys)
    assert len({*keys, *(make.LocationFactory().key for _number in range(40))}) == 80
    assert keys not in (sorted(keys), sorted(keys, reverse=True))


CIRCLES = {
    "an organization and its parents": (make.OrganizationFactory, "parent"),
    "a topic and its wider ones": (make.TopicFactory, "parent"),
}


@pytest.mark.parametrize(("factory", "field"), CIRCLES.values(), ids=CIRCLES)
def test_records_do_not_go_round_in_a_circle(factory, field):
    top = factory()
    bottom = factory(**{field: factory(**{field: top})})
    setattr(top, field, bottom)

    with pytest.raises(ValidationError) as error:
        top.full_clean()

    assert list(error.value.message_dict) == [field]


def test_successions_do_not_go_round_in_a_circle():
    older = make.OrganizationRelationFactory(kind="succeeds")
    newer = make.OrganizationRelationFactory(kind="succeeds", other=older.organization)

    circle = make.OrganizationRelationFactory.build(
        organization=older.other, other=newer.organization, kind="succeeds", key="k9"
    )
    with pytest.raises(ValidationError, match="This would go round in a circle"):
        circle.full_clean()
    circle.kind = "member_of"
    circle.full_clean()


def test_lineage_does_not_go_round_in_a_circle_but_pairs_may():
    first = make.AgreementRelationFactory(kind="amends")
    second = make.AgreementRelationFactory(
        kind="extends", agreement=make.AgreementFactory(), older=first.agreement
    )

    circle = make.AgreementRelationFactory.build(
        agreement=first.older, older=second.agreement, kind="based_on", key="k9"
    )
    with pytest.raises(ValidationError, match="This would go round in a circle: "):
        circle.full_clean()
    circle.kind = "paired_with"
    circle.full_clean()


def test_acting_for_one_another_does_not_go_round_in_a_circle():
    ministry = make.InvolvementFactory(role="funder")
    agency = make.InvolvementFactory(
        agreement=ministry.agreement, role="delivery_partner", acting_for=ministry
    )
    ministry.acting_for = agency

    with pytest.raises(ValidationError, match="This would go round in a circle"):
        ministry.full_clean()


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (make.SignatoryFactory, "involvement"),
        (make.MilestoneFactory, "involvement"),
        (make.ContributionFactory, "involvement"),
        (make.InvolvementFactory, "acting_for"),
    ],
)
def test_a_part_points_at_parts_of_its_own_agreement_only(factory, field):
    part = factory()
    setattr(part, field, make.InvolvementFactory(role="host"))

    with pytest.raises(ValidationError) as error:
        part.full_clean()

    assert error.value.message_dict == {field: ["This belongs to another agreement."]}
