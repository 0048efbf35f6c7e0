"""Lists, their work queues and the front page; what they cost."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from desk.form_drafts import keep_draft
from desk.open_forms import note_open_form
from desk.workflow.actions import add_comment, send_to_review
from register.desk_changes import refresh_edited_marks
from register.publishing import publish
from tests import factories
from tests.desk.conftest import Fields

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/agreement/"
TODAY = date(2024, 6, 1)


def listed(client, address):
    return set(client.get(address).context["cl"].result_list)


@pytest.fixture
def at_work(desk, superuser):
    """One agreement in each queue, by the name of the queue; each is in no other that it is compared with."""
    agreements = {
        name: factories.AgreementFactory(titled=True)
        for name in ("in_review", "edited", "embargoed", "soon", "calm")
    }
    for agreement in agreements.values():
        factories.AgreementTextFactory(agreement=agreement, language="ko", title="업무협약")
        factories.AgreementCitationFactory(agreement=agreement)
    agreements["no_source"] = factories.AgreementFactory(titled=True)
    Agreement.objects.filter(pk=agreements["in_review"].pk).update(editorial_state="in_review")
    publish(agreements["edited"], by=superuser)
    agreements["edited"].texts.update(title="Edited")
    refresh_edited_marks([agreements["edited"]])
    factories.CustodyFactory(agreement=agreements["embargoed"], embargo_until=date(2024, 7, 1))
    factories.TermFactory(
        agreement=agreements["soon"], length="", until="2024-12-01", non_renewal_notice="P4M"
    )
    factories.TermFactory(
        agreement=agreements["calm"], length="", until="2025-12-01", non_renewal_notice="P3M"
    )
    return agreements


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize("name", ["in_review", "edited", "embargoed", "soon", "no_source"])
def test_a_queue_lists_what_waits_in_it(desk, at_work, name):
    assert listed(desk, f"{LIST}?queue={name}") == {at_work[name]}


@time_machine.travel(TODAY, tick=False)
def test_the_front_page_counts_what_its_links_list(desk, at_work):
    work = desk.get("/admin/").context["work"]

    counted = {queue["address"]: queue["count"] for kind in work for queue in kind["queues"]}
    assert f"{LIST}?queue=soon" in counted
    for address, count in counted.items():
        assert len(listed(desk, address)) == count


@pytest.mark.parametrize(
    ("acts", "is_soon"),
    [
        ([("signed", "2021-07-15")], True),  # three years from then
        ([("signed", "2023-07-15")], False),
        ([("signed", "2023-07-15"), ("terminated", "2024-08-01")], True),
    ],
)
@time_machine.travel(TODAY, tick=False)
def test_an_end_that_follows_from_a_term_is_seen_of_what_is_public(desk, superuser, acts, is_soon):
    agreement = factories.AgreementFactory(titled=True)
    factories.TermFactory(agreement=agreement, starts_with="signature")
    for kind, on in acts:
        factories.MilestoneFactory(agreement=agreement, kind=kind, on=on)
    publish(agreement, by=superuser)

    assert (agreement in listed(desk, f"{LIST}?queue=soon")) is is_soon


def queries(client, address, *, is_first=True):
    if is_first:
        client.get(address)  # what is asked once a process is not counted
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


KINDS = {
    "agreements/agreement": 10,
    "organizations/organization": 7,
    "people/person": 10,
    "activities/activity": 8,
    "agreements/topic": 7,
    "sources/source": 8,
}


def one_more():
    """One more of every kind, with parties and names."""
    agreement = factories.AgreementFactory(titled=True)
    factories.MilestoneFactory(agreement=agreement)
    factories.OrganizationNameFactory(organization=agreement.involvements.get().organization)
    person = factories.PositionFactory(person=factories.PersonNameFactory().person).person
    factories.SignatoryFactory(agreement=agreement, person=person)
    factories.ActivityFactory(titled=True)
    factories.TopicFactory(parent=factories.TopicFactory())
    factories.SourceFactory()


def test_a_list_asks_the_same_number_of_queries_for_three_rows_and_for_six(desk):
    for is_first in (True, False):
        for _ in range(3):
            one_more()
        assert {kind: queries(desk, f"/admin/{kind}/", is_first=is_first) for kind in KINDS} == KINDS


def grow(agreement, party):
    """One more part of every kind, each pointing at others."""
    involvement = factories.InvolvementFactory(agreement=agreement, acting_for=party)
    signing = factories.MilestoneFactory(
        agreement=agreement,
        involvement=involvement,
        by_body=factories.OrganizationFactory(),
        instrument=factories.AgreementFactory(titled=True),
    )
    factories.SignatoryFactory(agreement=agreement, involvement=involvement, milestone=signing)
    factories.TermFactory(agreement=agreement, milestone=signing)
    commitment = factories.CommitmentFactory(agreement=agreement)
    commitment.by.set([party, involvement])
    factories.ResultFactory(agreement=agreement, commitment=commitment)
    factories.ContributionFactory(agreement=agreement, involvement=involvement)
    factories.DocumentFactory(agreement=agreement)
    factories.AgreementIdentifierFactory(agreement=agreement)
    older = factories.AgreementFactory(titled=True)
    factories.AgreementRelationFactory(
        agreement=agreement, older=older, kind="amends"
    )  # offered as a key date
    cited = factories.SourceTextFactory().source
    factories.AgreementCitationFactory(
        agreement=agreement, source=cited, facts=[f"milestones/{signing.key}/on"]
    )
    factories.ContactFactory(agreement=agreement, involvement=involvement)
    agreement.topics.add(factories.TopicFactory())


def queries_of_saving(client, address):
    form = Fields(client.get(address).content.decode()).form
    with CaptureQueriesContext(connection) as captured:
        assert client.post(address, {**form, "_continue": ["1"]}).status_code == 302
    return len(captured)


def test_the_page_of_an_agreement_asks_the_same_number_of_queries_for_two_of_each_part_and_for_four(
    publishing_desk, publisher
):
    agreement, colleague = factories.AgreementFactory(), factories.UserFactory()
    address = f"{LIST}{agreement.pk}/change/"
    bare = queries(publishing_desk, address)
    party = factories.InvolvementFactory(agreement=agreement)
    for language in ("en", "ko"):
        factories.AgreementTextFactory(agreement=agreement, language=language)
    factories.CustodyFactory(agreement=agreement, officer=colleague)
    send_to_review(record=agreement, by=colleague)
    add_comment(record=agreement, text="See the date.", by=colleague)
    note_open_form(colleague, agreement)
    keep_draft(user=publisher, model="agreements.agreement", record_pk=str(agreement.pk), key="k", fields=[])
    counts = []
    for is_first in (True, False):
        for _ in range(2):
            grow(agreement, party)
        opening = queries(publishing_desk, address, is_first=is_first)
        counts.append((opening, queries_of_saving(publishing_desk, address)))

    assert (bare, counts) == (13, [(15, 53), (15, 53)])


def test_the_confirmation_of_a_publication_asks_the_same_number_of_queries_for_two_parts_and_for_four(
    client, publisher
):
    client.force_login(publisher)
    agreement = factories.AgreementFactory(titled=True)
    party = agreement.involvements.get()
    address = f"{LIST}{agreement.pk}/publish/"
    for _ in range(2):
        grow(agreement, party)
    first = queries(client, address)
    for _ in range(2):
        grow(agreement, party)

    assert (first, queries(client, address, is_first=False)) == (18, 18)


def test_suggestions_tell_two_of_a_name_apart(desk):
    person = factories.PersonFactory(name="Kim Minsu")
    factories.PersonNameFactory(person=person, text="김민수")
    factories.PositionFactory(person=person, post="Director", organization__name="KHIDI")
    factories.PersonFactory(name="Kim Minsu")

    answer = desk.get(
        "/admin/autocomplete/",
        {"app_label": "agreements", "model_name": "signatory", "field_name": "person", "term": "김민수"},
    )

    assert [result["text"] for result in answer.json()["results"]] == [
        "Kim Minsu · 김민수 · Director, KHIDI (KR)"
    ]


@pytest.mark.parametrize("term", ["seoul national", "서울대", "SNU"])
def test_an_organization_is_found_by_a_name_in_any_script(desk, term):
    organization = factories.OrganizationFactory(name="Seoul National University")
    factories.OrganizationNameFactory(organization=organization, text="서울대학교")
    factories.OrganizationNameFactory(organization=organization, text="SNU", language="", kind="acronym")

    answer = desk.get(
        "/admin/autocomplete/",
        {"app_label": "agreements", "model_name": "involvement", "field_name": "organization", "term": term},
    )

    assert [result["id"] for result in answer.json()["results"]] == [str(organization.pk)]


def test_an_organization_of_the_same_name_but_for_accents_is_pointed_out(desk, form_at):
    factories.OrganizationFactory(name="Université de Montréal", country="CA")
    form = form_at(desk, "/admin/organizations/organization/add/")
    form["name"] = ["universite de montreal"]

    page = desk.post("/admin/organizations/organization/add/", form, follow=True).content.decode()

    assert "Is it here already?" in page
    assert "Université de Montréal (CA)</a>" in page


def test_what_the_desk_marks_is_what_checks_find(desk, at_work):
    call_command("check_desk")
