"""What is kept is what was shown, all of it or nothing, and can be taken back as a whole."""

import json

import pytest
from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from activities.models import ActivityAgreement
from agreements.models import Agreement, Custody
from desk.workflow.actions import add_comment
from desk.workflow.models import Comment
from history.models import Change
from organizations.models import Organization
from register.publishing import publish
from sources.models import Source
from spreadsheets.imports.apply import RowsWithErrors, StalePlan
from spreadsheets.imports.undo import UndoRefused, undo_import
from tests.factories import ActivityFactory, AgreementFactory, OrganizationFactory, UserFactory
from tests.interchange.emptying import exported
from tests.spreadsheets.lists import apply_list, import_list, plan_list

HEADERS = ["Ref No", "Title", "Partner", "Signed", "Source"]
LINES = [
    ["1", "A", "One Academy", "2019", "https://example.org/news"],
    ["2", "B", "Two School", "2020", "https://example.org/news"],
]
ONLY_ADDS = {"questions": {"whole/Partner": "add"}}  # the records have other parties too


def test_applying_keeps_exactly_what_was_shown(db):
    plan = import_list(HEADERS, *LINES)

    assert plan.counts == {"new": 2, "changed": 0, "unchanged": 0, "error": 0}
    assert [row.record for row in plan.rows] == ["list/1", "list/2"]
    assert list(Agreement.objects.order_by("pk").values_list("external_id", "editorial_state")) == [
        ("list/1", "draft"),
        ("list/2", "draft"),
    ]
    assert [agreement.citations.get().source.address for agreement in Agreement.objects.all()] == [
        LINES[0][4]
    ] * 2
    assert Source.objects.count() == 1
    assert plan_list(HEADERS, *LINES).counts == {"new": 0, "changed": 0, "unchanged": 2, "error": 0}


def test_who_did_it_stands_in_the_history(db):
    user = UserFactory()

    import_list(HEADERS, *LINES, by=user)

    records = Change.objects.filter(act__by=user, act__kind="import", kind="added", model=F("record_model"))
    assert records.count() == 5  # two agreements, two organizations, a source


def test_what_was_shown_is_not_applied_once_the_desk_has_moved_on(db):
    import_list(HEADERS, *LINES)
    lines = [["1", "Another title", *LINES[0][2:]], LINES[1]]
    digest = plan_list(HEADERS, *lines).digest
    agreement = Agreement.objects.get(external_id="list/1")
    agreement.milestones.create(kind="amended", on="2021")
    before = exported()

    with pytest.raises(StalePlan) as refused:
        apply_list(HEADERS, *lines, digest=digest)

    assert refused.value.plan.digest == plan_list(HEADERS, *lines).digest != digest
    assert exported() == before


def test_the_digest_is_the_same_in_both_languages(db):
    lines = [*LINES, ["3", "C", "X", "03/04/2020", ""]]
    with override("ko"):
        digest = plan_list(HEADERS, *lines).digest

    assert plan_list(HEADERS, *lines).digest == digest


def test_rows_with_errors_keep_all_from_being_applied_unless_they_are_left_out(db):
    lines = [*LINES, ["3", "C", "Three Org", "soon", ""]]

    with pytest.raises(RowsWithErrors):
        apply_list(HEADERS, *lines)
    assert (Agreement.objects.count(), Organization.objects.count()) == (0, 0)

    applied = apply_list(HEADERS, *lines, skip_errors=True)
    assert applied["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "error": 1}
    assert [organization.name for organization in Organization.objects.order_by("pk")] == [
        "One Academy",
        "Two School",
    ]


def test_an_import_is_taken_back_as_a_whole(db):
    OrganizationFactory(name="One Academy")
    earlier = AgreementFactory(titled=True, external_id="list/1")
    publish(earlier, by=None)
    before = exported()
    applied = json.loads(
        json.dumps(apply_list(HEADERS, *LINES, ["3", "C", "Three Org; Two School", "2021", ""], **ONLY_ADDS))
    )
    assert applied["counts"] == {"new": 2, "changed": 1, "unchanged": 0, "error": 0}
    assert exported() != before

    add_comment(record=Agreement.objects.get(external_id="list/2"), by=None, text="Is this ours?")
    undo_import(applied, by=UserFactory())

    assert exported() == before
    assert not Comment.objects.exists()
    assert not Agreement.objects.get(external_id="list/1").is_edited


def edited():
    Agreement.objects.get(external_id="list/1").texts.update(title="Edited")


def edited_organization():
    Organization.objects.filter(name="Two School").update(website="two.example")


def edited_what_was_changed():
    Agreement.objects.get(external_id="list/0").milestones.update(on="1999")


def published():
    publish(Agreement.objects.get(external_id="list/1"), by=None)


def published_what_was_changed():
    publish(Agreement.objects.get(external_id="list/0"), by=None)


def referred_to_by_an_agreement():
    other = AgreementFactory(titled=True)
    other.relations.create(kind="renews", older=Agreement.objects.get(external_id="list/1"))


def referred_to_by_an_activity():
    agreement = Agreement.objects.get(external_id="list/1")
    ActivityAgreement.objects.create(activity=ActivityFactory(), agreement=agreement, role="held_under")


def has_an_officer_by_now():
    Custody.objects.filter(agreement__external_id="list/1").update(officer=UserFactory())


def organization_is_a_party_elsewhere():
    organization = Organization.objects.get(name="Two School")
    AgreementFactory(titled=True).involvements.create(organization=organization)


def organization_is_responsible_elsewhere():
    Custody.objects.create(agreement=AgreementFactory(), unit=Organization.objects.get(name="Two School"))


RESTING = {
    edited: "“Edited” was edited since",
    edited_organization: "“Two School” was edited since",
    edited_what_was_changed: "“Zero” was edited since",
    has_an_officer_by_now: "“A” was edited since",
    published: "“A” was published or sent to review since",
    published_what_was_changed: "“Zero” was published or sent to review since",
    referred_to_by_an_agreement: "refers to “A” by now",
    referred_to_by_an_activity: "refers to “A” by now",
    organization_is_a_party_elsewhere: "refers to “Two School” by now",
    organization_is_responsible_elsewhere: "refers to “Two School” by now",
}


def test_an_import_is_not_taken_back_once_something_rests_on_it(db, subtests):
    old = AgreementFactory(titled=True, external_id="list/0")
    old.milestones.create(kind="signed", on="2001")
    publish(old, by=None)
    applied = apply_list(HEADERS, *LINES, ["0", "Zero", "One Academy", "2002", ""], **ONLY_ADDS)
    for since, reason in RESTING.items():
        with subtests.test(since=since.__name__), transaction.atomic():
            since()
            before = exported()

            with pytest.raises(UndoRefused) as refused:
                undo_import(applied, by=None)

            assert any(reason in sentence for sentence in refused.value.reasons)
            assert exported() == before
            transaction.set_rollback(True)


def test_a_source_that_something_else_cites_by_now_stays(db):
    applied = apply_list(HEADERS, *LINES)
    AgreementFactory().citations.create(source=Source.objects.get())

    undo_import(applied, by=None)

    assert Source.objects.count() == 1


def test_a_new_custody_of_an_agreement_that_had_none_goes_with_the_import(db):
    agreement = AgreementFactory(titled=True, external_id="list/1")
    applied = apply_list([*HEADERS, "File No"], [*LINES[0], "F-1"], **ONLY_ADDS)
    assert agreement.custody.file_number == "F-1"

    undo_import(applied, by=None)

    assert not Custody.objects.filter(agreement=agreement).exists()


def test_sources_that_were_there_before_stay_when_an_import_is_taken_back(db):
    before = Source.objects.create(title="Known", address="https://example.org/known")
    applied = apply_list(HEADERS, *LINES)
    assert applied["sources"] == [Source.objects.latest("pk").pk]

    undo_import(applied, by=None)

    assert list(Source.objects.all()) == [before]
