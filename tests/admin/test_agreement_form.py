"""A whole agreement on one page."""

import pytest

from agreements.models import Agreement
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
    form.fill("texts-0", language="en", title="Memorandum on clinical trials", summary="They will train together.")
    form.fill("involvements-0", organization=konect.pk)
    form.fill("involvements-1", organization=dia.pk)
    form.fill("milestones-0", kind="signed", on="before 29 Sept 2014")
    return form


def test_a_complete_agreement_is_entered_on_one_page(desk, memorandum, konect, dia):
    person = factories.PersonFactory(name="Deborah Chee")
    source = factories.SourceFactory(title="KoNECT and DIA agree")
    older = factories.AgreementFactory(titled=True)
    topic = factories.TopicFactory()
    form = memorandum
    form["topics"] = [topic.pk]
    form["languages"] = ["en,ko"]
    form.fill("texts-1", language="ko", title="임상시험 업무협약")
    form.add("involvements", organization=factories.OrganizationFactory(name="MoHW").pk, role="funder")
    form.add("involvements", organization=factories.OrganizationFactory(name="KHIDI").pk, role="implementing_body", for_organization=dia.pk)
    form.add("milestones", kind="announced", on="2014-09-29", places="Seoul (KR)", party=konect.pk)
    form.add("signatories", person=person.pk, post_as_written="President", party=konect.pk, act="signed")
    form.add("terms", length="P3Y", starts_with="signature", renewal="automatic", non_renewal_notice="P3M")
    form.add("relations", kind="based_on", older=older.pk)
    form.add("commitments", kind="aim", text_0="Train together.", text_1="함께 교육한다.", parties=[konect.pk, dia.pk])
    form.add("results", text_0="Ten were trained.", quantity="10", as_of="2016")
    form.add("contributions", kind="money", amount="1000", currency="USD", party=dia.pk, span="share")
    form.add("documents", title="Text", address="https://example.org/text.pdf", authenticity="copy", visibility="public")
    form.add("identifiers", scheme="DIA", value="2014-9")
    form.fill("citations-0", source=source.pk, cites_this_save="on")
    form.add("custody", file_number="F-1", embargo_until="2014-10-01")

    response = desk.post(ADD, form)

    assert response.status_code == 302, response.context["errors"]
    agreement = Agreement.objects.get(texts__title="Memorandum on clinical trials")
    assert agreement.editorial_state == "draft"
    assert [(one.name_as_written, one.role) for one in agreement.involvements.all()] == [
        (KONECT, "party"), (DIA, "party"), ("MoHW", "funder"), ("KHIDI", "implementing_body"),
    ]  # fmt: skip
    assert agreement.involvements.get(organization__name="KHIDI").acting_for.organization == dia
    signing, announcement = agreement.milestones.all()
    assert (signing.kind, signing.on, announcement.involvement.organization) == ("signed", "[..2014-09-28]", konect)
    signatory = agreement.signatories.get()
    assert (signatory.name_as_written, signatory.involvement.organization, signatory.milestone) == ("Deborah Chee", konect, signing)
    assert [one.organization for one in agreement.commitments.get().by.all()] == [konect, dia]
    assert agreement.contributions.get().involvement.organization == dia
    assert agreement.relations.get().older == older
    assert agreement.custody.file_number == "F-1"
    facts = set(agreement.citations.get().facts)
    assert {"form", "topics", f"milestones/{signing.key}", f"involvements/{agreement.involvements.first().key}"} <= facts
