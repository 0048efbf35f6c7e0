"""What publishers do, what others cannot do, and what the public sees of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from register.models import Entry, Version
from register.publishing import publish, withdraw
from tests import factories
from tests.desk.conftest import Fields, address, member

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/agreement/"
REASON = {"reason_en": "Published in error.", "reason_ko": "잘못 공개되었습니다."}


@pytest.fixture
def agreement():
    return factories.AgreementFactory(titled=True)


@pytest.fixture
def public(agreement, superuser):
    publish(agreement, by=superuser)
    return agreement


def test_publishing_is_confirmed_with_what_goes_along_and_what_is_left_out(publishing_desk, agreement):
    older = factories.AgreementRelationFactory(agreement=agreement).older
    factories.AgreementTextFactory(agreement=older, title="Secret talks")

    page = publishing_desk.get(address(agreement, "publish")).content.decode()

    party = agreement.involvements.get().organization
    assert f">{party}</a></h3>" in page.partition("What goes along")[2]
    assert f"<li>Secret talks (from {agreement})</li>" in page
    assert Version.objects.count() == 0


def test_a_confirmed_publication_makes_the_record_public(publishing_desk, form_at, agreement, publisher):
    form = form_at(publishing_desk, address(agreement, "publish"))
    response = publishing_desk.post(address(agreement, "publish"), {**form, "note": "From the gazette"})

    assert response.status_code == 302
    version = Version.objects.get(kind="agreement")
    assert (version.by, version.note, version.action) == (publisher, "From the gazette", "published")
    agreement.refresh_from_db()
    assert (agreement.ref, agreement.editorial_state) == ("A1", "published")
    assert (
        '<a href="/agreements/A1">View on site</a>'
        in publishing_desk.get(address(agreement)).content.decode()
    )


def test_what_speaks_against_a_publication_is_said_and_nothing_is_published(publishing_desk):
    agreement = factories.AgreementFactory()

    response = publishing_desk.post(address(agreement, "publish"), {"confirmed": "yes"})

    page = response.content.decode()
    assert "It has no title in any language." in page
    assert Version.objects.count() == 0


def test_a_list_is_published_without_those_that_cannot_be(publishing_desk, agreement):
    bad = factories.AgreementFactory()
    chosen = {"action": "publish_selected", "_selected_action": [agreement.pk, bad.pk]}

    page = publishing_desk.post(LIST, {**chosen, "index": "0"}).content.decode()
    assert f"<strong>{bad}</strong>: It has no title in any language." in page
    assert Version.objects.count() == 0

    response = publishing_desk.post(LIST, {**Fields(page).form, "note": "Batch"})
    assert response.status_code == 302
    assert [version.ref for version in Version.objects.filter(kind="agreement")] == ["A1"]
    bad.refresh_from_db()
    assert bad.editorial_state == "draft"


@pytest.mark.parametrize("count", [2, 6])
def test_the_page_for_many_looks_up_redactions_as_often_as_for_few(publishing_desk, count):
    chosen = [factories.AgreementFactory(titled=True).pk for _ in range(count)]

    with CaptureQueriesContext(connection) as captured:
        publishing_desk.post(LIST, {"action": "publish_selected", "_selected_action": chosen, "index": "0"})

    assert sum('FROM "redaction_redactionrule"' in query["sql"] for query in captured) == 2


def test_editing_what_is_public_changes_nothing_public_and_says_so(desk, form_at, public):
    before = Entry.objects.get(ref="A1").body
    form = form_at(desk, address(public))
    form.fill("texts-0", title="Memorandum, corrected")

    desk.post(address(public), form)

    public.refresh_from_db()
    assert public.is_edited
    assert Entry.objects.get(ref="A1").body == before
    assert "edited since published" in desk.get(address(public)).content.decode()


def test_what_is_public_stands_beside_what_would_be(desk, form_at, public):
    old = public.texts.get().title
    form = form_at(desk, address(public))
    form.fill("texts-0", title="Memorandum, corrected")
    desk.post(address(public), form)

    page = desk.get(address(public, "public")).content.decode()

    assert re.findall(r"<del>\s*(.*?)\s*</del>", page, re.DOTALL) == [old]
    assert re.findall(r"<ins>\s*(.*?)\s*</ins>", page, re.DOTALL) == ["Memorandum, corrected"]


def test_renaming_a_country_puts_the_agreements_that_mention_it_in_the_queue(desk, form_at, public):
    organization = public.involvements.get().organization
    form = form_at(desk, address(organization))
    form["country"] = ["GB"]

    desk.post(address(organization), form)

    public.refresh_from_db()
    assert public.is_edited


def test_changing_a_source_puts_what_cites_it_in_the_queue(desk, form_at, agreement, superuser):
    source = factories.AgreementCitationFactory(agreement=agreement).source
    publish(agreement, by=superuser)
    form = form_at(desk, address(source))
    form["title"] = ["Press release, corrected"]

    desk.post(address(source), form)

    agreement.refresh_from_db()
    assert agreement.is_edited


def test_withdrawing_needs_a_reason_in_every_language(publishing_desk, form_at, public):
    form = form_at(publishing_desk, address(public, "withdraw"))
    refused = publishing_desk.post(
        address(public, "withdraw"), {**form, "reason_en": "Published in error.", "reason_ko": ""}
    )
    assert "Give the reason in every language: Korean is missing." in refused.content.decode()

    assert publishing_desk.post(address(public, "withdraw"), {**form, **REASON}).status_code == 302
    public.refresh_from_db()
    assert public.editorial_state == "withdrawn"
    assert not Entry.objects.filter(ref="A1").exists()


def test_hiding_a_person_takes_the_name_from_what_is_public(publishing_desk, form_at, agreement, superuser):
    person = factories.SignatoryFactory(agreement=agreement, person__name="Deborah Chee").person
    publish(agreement, by=superuser)
    assert Version.objects.filter(body__contains="Deborah Chee").count() == 2

    why = {**REASON, "internal_reason": "Asked for it", "basis": "Data protection act, article 17"}
    form = form_at(publishing_desk, address(person, "hide"))
    response = publishing_desk.post(address(person, "hide"), {**form, **why, "confirm": "Hide"})

    assert response.status_code == 302
    assert Version.objects.filter(body__contains="Deborah Chee").count() == 0


def test_only_what_never_was_public_is_deleted(desk, superuser):
    never, once = factories.AgreementFactory(titled=True), factories.AgreementFactory(titled=True)
    factories.SignatoryFactory(agreement=never, involvement=never.involvements.get())
    publish(once, by=superuser)
    withdraw(once, by=superuser, reason={"en": "Error"})

    assert desk.post(address(once, "delete"), {"post": "yes"}).status_code == 403
    page = desk.post(
        LIST, {"action": "delete_selected", "index": "0", "_selected_action": [once.pk]}
    ).content.decode()
    assert f"{once} was published as A1: it can be withdrawn, not deleted." in page
    assert desk.post(address(never, "delete"), {"post": "yes"}).status_code == 302

    assert list(Agreement.objects.all()) == [once]


@pytest.mark.parametrize(
    ("group", "change", "act", "review", "sees"),
    [
        ("Readers", 403, 403, 403, False),
        ("Editors", 302, 403, 302, False),
        ("Publishers", 302, 200, 302, True),
    ],
)
def test_each_group_does_what_is_its_own(
    client, groups, form_at, public, superuser, group, change, act, review, sees
):
    person = factories.PersonFactory()
    draft = factories.AgreementFactory(titled=True)
    client.force_login(superuser)
    form = form_at(client, address(public))
    client.force_login(member("somebody", group))

    page = client.get(address(public)).content.decode()
    assert ("Withdraw…" in page) is sees
    assert client.get(address(public, "public")).status_code == 200
    assert client.post(address(public), form).status_code == change
    assert client.post(address(draft, "review"), {"act": "send"}).status_code == review
    for forged in (address(public, "publish"), address(public, "withdraw"), address(person, "hide")):
        assert client.post(forged, {}).status_code == act
    chosen = {"action": "publish_selected", "index": "0", "_selected_action": [draft.pk]}
    assert client.post(LIST, chosen).status_code == act
    assert Version.objects.filter(kind="agreement").count() == 1


@pytest.mark.parametrize("act", ["publish", "withdraw", "public", "history"])
def test_each_page_about_one_record_leads_back_to_it(publishing_desk, public, act):
    page = publishing_desk.get(address(public, act)).content.decode()

    path = page.partition('class="breadcrumbs"')[2].partition("</nav>")[0]
    assert f'<a href="{address(public)}">{public}</a>' in path
