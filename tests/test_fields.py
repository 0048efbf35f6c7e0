"""Add a field and forget a place: one of these says which."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.utils.functional import Promise

from activities import serializers as of_activities
from agreements import serializers as of_agreements
from agreements.topics import serializers as of_topics
from core.fields import EDTFBound
from organizations import serializers as of_organizations
from people import serializers as of_people
from record_collections import serializers as of_collections
from register.kinds import kinds
from register.records import Part, Record

DESK = [
    "organizations",
    "people",
    "agreements",
    "activities",
    "record_collections",
    "sources",
    "spreadsheets",
    "access",
    "webhooks",
    "reminders",
    "following",
    "site_profile",
]
MODELS = [
    model
    for label in DESK
    for model in apps.get_app_config(label).get_models()
    if not model._meta.auto_created
]

# What no body says, and why.
NOT_PUBLISHED = {
    "id": "the reference is what the public knows a record by",
    "position": "order is the order of the list",
    "editorial_state": "what is public is published",
    "is_edited": "about the desk",
    "external_id": "about the desk",
    "created_at": "versions carry the public's times",
    "updated_at": "versions carry the public's times",
    "name_as_written": "the name of the mention",
    "by_body_as_written": "the name of the mention",
    "organization_as_written": "the name of the mention",
    "affiliation_as_written": "the name of the mention",
    "Person.is_hidden": "a hidden person has no body",
    "Agreement.disclosure_basis": "internal reasons",
    "Agreement.disclosure_review_on": "internal reasons",
    "Contact.visibility": "only public ones are in a body",
    "Document.visibility": "only public ones are in a body",
    "Source.is_cleared": "only a cleared copy is in a body",
    "Source.note": "internal",
    "passages": "words of sources, for staff; a few of each as quotations, where the house shows them",
}
NOT_PUBLISHED_MODELS = {
    "Custody": "how the house keeps it",
    "SourceText": "words of sources, for staff",
    "LinkCheck": "what was seen at the address of a source, for staff",
    "AgreementTemplate": "where the form of a new agreement begins",
    "SavedList": "how records came in",
    "SpreadsheetImport": "how records came in",
    "ImportRow": "how records came in",
    "UnitMember": "of which unit a colleague is",
    "Report": "what readers write to staff",
    "Attempt": "that somebody wrote to staff",
    "Invitation": "who is let in",
    "LoginAttempt": "who came in, and who tried",
    "SharedValue": "what processes tell each other",
    "Partner": "who was given a key",
    "Key": "what partners open the API with",
    "Counter": "how much is asked of the API",
    "Endpoint": "whom partners have us tell",
    "SigningKey": "whom partners have us tell",
    "Delivery": "whom partners have us tell",
    **dict.fromkeys(
        ["Subject", "Follower", "Request", "Follow", "Finding", "Letter", "LetterRun"], "what readers follow"
    ),
    "SiteProfile": "public as it is, without a body",
    "Preferences": "how colleagues are reminded",
    "Event": "what colleagues are reminded of",
    "Digest": "what colleagues are reminded of",
    "Reminder": "what colleagues are reminded of",
    "Run": "what colleagues are reminded of",
}
# Members whose name differs from the field's.
PUBLISHED_AS = {
    "OrganizationRelation.other": "organization",
    "Signatory.post_as_written": "post",
    "Attendance.post_as_written": "post",
    "AgreementRelation.older": "agreement",
    "Document.file_name": "file",
    "Source.archived_copy": "file",
    "Source.copy_name": "file",
    "Source.copy_media_type": "media_type",
    "Source.copy_size": "size",
}


def fields_of(model):
    """The fields that somebody decides on: no bounds of dates, no way back to the record."""
    record = getattr(model, "record_field", None)
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        if (
            not isinstance(field, EDTFBound)
            and field.name != record
            and not (field.auto_created and field.name == "id")
        ):
            yield field


def serializer_of(model):
    for module in (of_agreements, of_topics, of_organizations, of_people, of_activities, of_collections):
        for name in (
            f"{model.__name__}Serializer",
            f"{model.__name__.removeprefix('Organization')}Serializer",
        ):
            if hasattr(module, name):
                return getattr(module, name)
    name = {"Citation": "CitationSerializer", "Source": "SourceSerializer"}.get(
        "Citation" if model.__name__.endswith("Citation") else model.__name__, ""
    )
    if model.__name__ in {"PersonIdentifier", "OrganizationIdentifier"}:
        return of_organizations.IdentifierSerializer
    return getattr(of_organizations, name)


FIELDS = [
    pytest.param(model, field, id=f"{model.__name__}.{field.name}")
    for model in MODELS
    for field in fields_of(model)
]


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_every_field_is_published_or_says_why_not(model, field):
    name = f"{model.__name__}.{field.name}"
    if model.__name__ in NOT_PUBLISHED_MODELS or field.name in NOT_PUBLISHED or name in NOT_PUBLISHED:
        return
    members = serializer_of(model)().get_fields()
    assert PUBLISHED_AS.get(name, field.name) in members


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_every_field_that_editors_fill_in_has_a_help_text(model, field):
    assert field.help_text or not field.editable


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_every_field_that_editors_fill_in_has_a_name_in_their_language(model, field):
    assert isinstance(field.verbose_name, Promise) or not field.editable or field.one_to_one, (
        "its name is not translated"
    )


def admin_fields() -> dict[type[models.Model], set[str]]:
    """What the admin offers of each model, on its own page or inline."""
    shown: dict[type[models.Model], set[str]] = {}
    for owner in admin.site._registry.values():
        for one in [owner, *(inline(owner.model, admin.site) for inline in owner.inlines)]:
            fieldsets = one.get_fieldsets(REQUEST) if one.fieldsets or one.fields else []
            listed = [name for _title, options in fieldsets for name in options["fields"]]
            flat = [name for item in listed for name in (item if isinstance(item, list | tuple) else [item])]
            names = (
                set(flat)
                if flat
                else set(one.form.base_fields) | {f.name for f in one.model._meta.get_fields()}
            )
            shown.setdefault(one.model, set()).update(names)
    return shown


REQUEST = None


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_every_field_that_editors_fill_in_is_in_the_admin(model, field):
    if (
        field.editable
        and field.name not in NOT_IN_THE_ADMIN
        and f"{model.__name__}.{field.name}" not in NOT_IN_THE_ADMIN
    ):
        assert field.name in admin_fields()[model] | OFFERED_OTHERWISE.get(model.__name__, set())


NOT_IN_THE_ADMIN = {
    "position": "parts stand as they were entered; the form offers the order where it tells something",
    "Custody.agreement": "the agreement whose page it is on",
    "SourceText.source": "the source whose page it is on",
}
# Links between parts of one agreement: the form asks for the organization and finds the part.
OFFERED_OTHERWISE: dict[str, set[str]] = {
    "Involvement": {"acting_for"},
    "Signatory": {"involvement", "milestone"},
    "Milestone": {"involvement"},
    "Term": {"milestone"},
    "Contribution": {"involvement"},
    "Contact": {"involvement"},
    "Commitment": {"by"},
    "Result": {"commitment"},
}


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_every_kind_is_a_record_and_its_parts_know_it(kind):
    assert issubclass(kind.model, Record)
    parts = [
        model
        for model in MODELS
        if issubclass(model, Part) and model._meta.get_field(model.record_field).related_model is kind.model
    ]
    for part in parts:
        names = [constraint.name for constraint in part._meta.constraints]
        assert f"{part.__name__.lower()}_key_is_unique_in_its_record" in names


def test_the_exceptions_name_fields_that_exist():
    names = {
        name
        for model in MODELS
        for field in model._meta.get_fields()
        for name in (field.name, f"{model.__name__}.{field.name}")
    }

    assert {*NOT_PUBLISHED, *PUBLISHED_AS, *NOT_IN_THE_ADMIN} <= names
