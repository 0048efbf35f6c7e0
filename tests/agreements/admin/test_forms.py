"""A whole agreement on one page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from core.places import make_place
from register.publishing import publish
from tests import factories

ADD = "/admin/agreements/agreement/add/"
KONECT, DIA = "KoNECT", "Drug Information Association"

pytestmark = pytest.mark.django_db


def change_address(agreement):
    return f"/admin/agreements/agreement/{agreement.pk}/change/"


@pytest.fixture
def konect():
    return factories.OrganizationFactory(name=KONECT)


@pytest.fixture
def dia():
    return factories.OrganizationFactory(name=DIA, country="US")


@pytest.fixture
def memorandum(desk, form_at, konect, dia):
    """The add page with a title, two parties and a signing filled in, not sent."""
    form = form_at(desk, ADD)
    form["form"] = ["mou"]
    form.fill(
        "texts-0", language="en", title="Memorandum on clinical trials", summary="They will train together."
    )
    form.fill("involvements-0", organization=konect.pk)
    form.fill("involvements-1", organization=dia.pk)
    form.fill("milestones-0", kind="signed", on="before 29 Sept 2014")
    return form


def test_the_keys_of_new_parts_are_not_looked_up_one_by_one(desk, memorandum):
    with CaptureQueriesContext(connection) as captured:
        desk.post(ADD, memorandum)

    parts = Agreement.objects.get().involvements.all()
    assert len({part.key for part in parts}) == 2
    assert [
        each["sql"] for each in captured if each["sql"].startswith('SELECT "agreements_involvement"."key"')
    ] == []


def test_a_complete_agreement_is_entered_on_one_page(desk, memorandum, errors_of, konect, dia):
    person = factories.PersonFactory(name="Deborah Chee")
    source = factories.SourceFactory(title="KoNECT and DIA agree")
    older = factories.AgreementFactory(titled=True)
    topic = factories.TopicFactory()
    form = memorandum
    form["topics"] = [topic.pk]
    form["languages"] = ["en,ko"]
    form.fill("texts-1", language="ko", title="임상시험 업무협약")
    form.add("involvements", organization=factories.OrganizationFactory(name="MoHW").pk, role="funder")
    form.add(
        "involvements",
        organization=factories.OrganizationFactory(name="KHIDI").pk,
        role="implementing_body",
        for_organization=dia.pk,
    )
    form.add("milestones", kind="announced", on="2014-09-29", places="Seoul (KR)", party=konect.pk)
    form.add("signatories", person=person.pk, post_as_written="President", party=konect.pk, act="signed")
    form.add("terms", length="P3Y", starts_with="signature", renewal="automatic", non_renewal_notice="P3M")
    form.add("relations", kind="based_on", older=older.pk)
    form.add(
        "commitments",
        kind="aim",
        text_en="Train together.",
        text_ko="함께 교육한다.",
        parties=[konect.pk, dia.pk],
    )
    form.add("results", text_en="Ten were trained.", quantity="10", as_of="2016")
    form.add("contributions", kind="money", amount="1000", currency="USD", party=dia.pk, span="share")
    form.add(
        "documents",
        title="Text",
        address="https://example.org/text.pdf",
        authenticity="copy",
        visibility="public",
    )
    form.add("identifiers", scheme="DIA", value="2014-9")
    form.fill("citations-0", source=source.pk, cites_this_save="on")
    form.add("custody", file_number="F-1", embargo_until="2014-10-01")

    response = desk.post(ADD, form)

    assert response.status_code == 302, errors_of(response)
    agreement = Agreement.objects.get(texts__title="Memorandum on clinical trials")
    assert agreement.editorial_state == "draft"
    assert [
        (involvement.name_as_written, involvement.role) for involvement in agreement.involvements.all()
    ] == [
        (KONECT, "party"),
        (DIA, "party"),
        ("MoHW", "funder"),
        ("KHIDI", "implementing_body"),
    ]
    assert agreement.involvements.get(organization__name="KHIDI").acting_for.organization == dia
    signing, announcement = agreement.milestones.all()
    assert (signing.kind, signing.on, announcement.involvement.organization) == (
        "signed",
        "[..2014-09-28]",
        konect,
    )
    signatory = agreement.signatories.get()
    assert (signatory.name_as_written, signatory.involvement.organization, signatory.milestone) == (
        "Deborah Chee",
        konect,
        signing,
    )
    assert [involvement.organization for involvement in agreement.commitments.get().by.all()] == [konect, dia]
    assert agreement.contributions.get().involvement.organization == dia
    assert agreement.relations.get().older == older
    assert agreement.custody.file_number == "F-1"
    facts = set(agreement.citations.get().facts)
    assert {
        "form",
        "topics",
        f"milestones/{signing.key}",
        f"involvements/{agreement.involvements.first().key}",
    } <= facts


def test_a_refused_page_keeps_what_was_typed_and_says_where(desk, memorandum, errors_of):
    stranger = factories.OrganizationFactory(name="NIHR", country="GB")
    row = memorandum.add(
        "signatories", name_as_written="Deborah Chee", post_as_written="President", party=stranger.pk
    )

    response = desk.post(ADD, memorandum)

    assert errors_of(response) == {
        row: {"party": ["NIHR (GB) takes no part in this agreement: add it under parties."]}
    }
    page = response.content.decode()
    for typed in ("Memorandum on clinical trials", "Deborah Chee", "before 29 Sept 2014", "NIHR (GB)"):
        assert typed in page
    assert Agreement.objects.count() == 0


def test_the_role_of_a_party_goes_before_others_of_the_same_organization(desk, memorandum, errors_of, konect):
    memorandum.add("involvements", organization=konect.pk, role="funder")
    memorandum.add("contributions", kind="in_kind", party=konect.pk)

    response = desk.post(ADD, memorandum)

    assert response.status_code == 302, errors_of(response)
    assert Agreement.objects.get().contributions.get().involvement.role == "party"


def test_where_an_organization_takes_part_in_several_ways_the_form_asks_which(desk, memorandum, errors_of):
    nihr = factories.OrganizationFactory(name="NIHR", country="GB")
    funder = memorandum.add("involvements", organization=nihr.pk, role="funder")
    host = memorandum.add("involvements", organization=nihr.pk, role="host")
    row = memorandum.add("contributions", kind="in_kind", party=nihr.pk)

    response = desk.post(ADD, memorandum)

    assert errors_of(response) == {
        row: {"party": ["NIHR (GB) takes part in several ways: choose which is meant."]}
    }
    assert f'<option value="{funder}">' in response.content.decode()
    memorandum[f"{row}-party"] = [host]
    response = desk.post(ADD, memorandum)
    assert response.status_code == 302, errors_of(response)
    assert Agreement.objects.get().contributions.get().involvement.role == "host"


def test_a_stored_page_sent_unchanged_changes_nothing(desk, form_at, errors_of, konect):
    agreement = whole_agreement()
    before = state_of(agreement)

    form = form_at(desk, change_address(agreement))
    response = desk.post(change_address(agreement), form)

    assert response.status_code == 302, errors_of(response)
    assert state_of(agreement) == before


def test_a_reader_sees_every_part_and_can_type_nothing(client, reader):
    agreement = whole_agreement()
    client.force_login(reader)

    page = client.get(change_address(agreement)).content.decode()

    party = agreement.signatories.get().involvement
    assert page.count(str(party)) >= 4
    assert "Exchange researchers." in page
    assert '<input type="text"' not in page


def whole_agreement():
    """One with every part, where one organization takes part in two ways that a picker cannot tell apart."""
    agreement = factories.AgreementFactory(titled=True)
    party = agreement.involvements.get()
    first = factories.InvolvementFactory(
        agreement=agreement, organization=party.organization, unit="Faculty of Law"
    )
    factories.InvolvementFactory(
        agreement=agreement, organization=party.organization, role="funder", acting_for=first
    )
    signing = factories.MilestoneFactory(
        agreement=agreement, involvement=first, places=[make_place("Seoul", "KR")]
    )
    factories.SignatoryFactory(agreement=agreement, involvement=party, milestone=signing)
    factories.TermFactory(agreement=agreement, milestone=signing)
    commitment = factories.CommitmentFactory(agreement=agreement)
    commitment.by.set([party, first])
    factories.ResultFactory(agreement=agreement, commitment=commitment)
    factories.ContributionFactory(agreement=agreement, involvement=first)
    factories.DocumentFactory(agreement=agreement)
    factories.AgreementIdentifierFactory(agreement=agreement)
    factories.AgreementRelationFactory(agreement=agreement)
    factories.CustodyFactory(agreement=agreement)
    factories.AgreementCitationFactory(
        agreement=agreement, facts=["form", f"milestones/{signing.key}/on", "milestones/k99"]
    )
    return agreement


def state_of(agreement):
    """Every row of the agreement, without the moment of the last save."""
    rows = {"": [{**Agreement.objects.filter(pk=agreement.pk).values().get(), "updated_at": None}]}
    for relation in Agreement._meta.related_objects:
        if relation.related_model._meta.app_label == "agreements" and relation.field.name == "agreement":
            rows[relation.name] = list(
                relation.related_model.objects.filter(agreement=agreement).order_by("pk").values()
            )
    rows["by"] = [
        list(commitment.by.values_list("pk", flat=True)) for commitment in agreement.commitments.all()
    ]
    return rows


def test_the_only_signing_is_linked_without_choosing(desk, form_at):
    agreement = factories.AgreementFactory(titled=True)
    signing = factories.MilestoneFactory(agreement=agreement)
    form = form_at(desk, change_address(agreement))
    form.add("signatories", post_as_written="Minister", party=agreement.involvements.get().organization_id)

    desk.post(change_address(agreement), form)

    assert agreement.signatories.get().milestone == signing


def test_with_several_signings_the_form_offers_those_that_are_stored(desk, form_at):
    agreement = factories.AgreementFactory(titled=True)
    factories.MilestoneFactory(agreement=agreement)
    second = factories.MilestoneFactory(agreement=agreement, on="2021-01-01")
    factories.MilestoneFactory(agreement=agreement, kind="announced")
    form = form_at(desk, change_address(agreement))
    form.add("signatories", post_as_written="Minister", signing="milestones-1")

    desk.post(change_address(agreement), form)

    assert agreement.signatories.get().milestone == second


def test_nobody_acts_for_themselves_in_a_circle(desk, memorandum, errors_of, konect, dia):
    memorandum.fill("involvements-0", for_organization=dia.pk)
    memorandum.fill("involvements-1", for_organization=konect.pk)

    response = desk.post(ADD, memorandum)

    assert set(errors_of(response)) == {"involvements-0", "involvements-1"}


def test_joining_needs_the_party_that_joined(desk, memorandum, errors_of, konect):
    row = memorandum.add("milestones", kind="party_joined", on="2016")

    response = desk.post(ADD, memorandum)

    assert errors_of(response) == {row: {"party": ["Say which party joined or left."]}}
    memorandum[f"{row}-party"] = [konect.pk]
    assert desk.post(ADD, memorandum).status_code == 302


def test_what_the_database_would_refuse_is_refused_in_words(desk, memorandum, errors_of, konect):
    refused = {
        memorandum.add(
            "involvements", organization=konect.pk
        ): "This organization already has this role here.",
        memorandum.add("texts", language="en", title="Again"): "There is a text in this language already.",
        memorandum.add(
            "milestones", kind="suspended", on="2020", until="2019"
        ): "It cannot end before it begins.",
        memorandum.add(
            "terms", length="P1Y", renewal="indefinite"
        ): "A term without end has neither length nor last day.",
    }

    errors = errors_of(desk.post(ADD, memorandum))

    assert errors.keys() == refused.keys()
    for row, start in refused.items():
        [message] = errors[row]["__all__"]
        assert message.startswith(start)


def test_closing_what_is_public_is_refused_in_words(desk, form_at, errors_of, publisher):
    agreement = factories.AgreementFactory(titled=True)
    publish(agreement, by=publisher)
    form = form_at(desk, change_address(agreement))
    form["disclosure"], form["disclosure_basis"] = ["closed"], ["Act 1"]

    response = desk.post(change_address(agreement), form)

    [sentence] = errors_of(response)[""]["disclosure"]
    assert sentence.startswith("It is public, and what is closed cannot be. <a href=")
    agreement.refresh_from_db()
    assert agreement.disclosure == "public"


def test_a_party_that_signed_is_not_removed_by_mistake(desk, form_at, errors_of):
    agreement = factories.AgreementFactory(titled=True)
    party = agreement.involvements.get()
    factories.SignatoryFactory(agreement=agreement, involvement=party)
    form = form_at(desk, change_address(agreement))
    form["involvements-0-DELETE"] = ["on"]

    response = desk.post(change_address(agreement), form)

    assert errors_of(response) == {
        "signatories-0": {"party": ["This entry is no longer among the parties: choose again."]}
    }
    assert list(agreement.involvements.all()) == [party]


def test_a_party_and_its_signatory_go_in_one_save(desk, form_at, errors_of):
    agreement = factories.AgreementFactory(titled=True)
    party = agreement.involvements.get()
    other = factories.InvolvementFactory(agreement=agreement)
    first = factories.SignatoryFactory(agreement=agreement, involvement=party)
    factories.SignatoryFactory(agreement=agreement, involvement=party)
    form = form_at(desk, change_address(agreement))
    form["involvements-0-DELETE"] = form["signatories-1-DELETE"] = ["on"]
    form.fill("signatories-0", party=other.organization_id)

    response = desk.post(change_address(agreement), form)

    assert response.status_code == 302, errors_of(response)
    assert list(agreement.involvements.all()) == [other]
    assert [(signatory.pk, signatory.involvement) for signatory in agreement.signatories.all()] == [
        (first.pk, other)
    ]


def test_facts_are_ticked_in_the_words_of_the_record(desk, form_at):
    agreement = factories.AgreementFactory(titled=True)
    signing = factories.MilestoneFactory(agreement=agreement, on="[..2014-09-29]")
    source = factories.SourceFactory()
    address = change_address(agreement)
    page = desk.get(address).content.decode()
    assert "<legend>Key date: signed on or before 29 September 2014</legend>" in page

    form = form_at(desk, address)
    form.add("citations", source=source.pk, facts=[f"milestones/{signing.key}/on"], basis="inferred")
    desk.post(address, form)

    citation = agreement.citations.get()
    assert (citation.facts, citation.basis) == ([f"milestones/{signing.key}/on"], "inferred")


def test_a_source_may_cite_just_what_this_save_changed(desk, form_at):
    agreement = factories.AgreementFactory(titled=True)
    signing = factories.MilestoneFactory(agreement=agreement)
    address = change_address(agreement)
    form = form_at(desk, address)
    form.fill("milestones-0", on="2020-05-14")
    form.add("terms", length="P1Y")
    form.add("citations", source=factories.SourceFactory().pk, cites_this_save="on")

    desk.post(address, form)

    assert agreement.citations.get().facts == [
        f"milestones/{signing.key}/on",
        f"terms/{agreement.terms.get().key}",
    ]


def test_the_same_parties_in_the_same_year_are_pointed_out_after_saving(desk, memorandum, konect, dia):
    other = factories.AgreementFactory()
    factories.AgreementTextFactory(agreement=other, title="Accord of Seoul")
    factories.InvolvementFactory(agreement=other, organization=konect)
    factories.InvolvementFactory(agreement=other, organization=dia)
    factories.MilestoneFactory(agreement=other, on="2014")

    page = desk.post(ADD, memorandum, follow=True).content.decode()

    assert f'There is something alike already: <a href="{change_address(other)}">Accord of Seoul</a>.' in page
    assert Agreement.objects.count() == 2
