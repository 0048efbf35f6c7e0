"""Published is what was shown: if anything moved on after the confirmation page, it is shown anew, nothing is done."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from agreements.models import Agreement
from interchange.actions import import_files
from register.loading import record_identity
from register.models import Version
from register.publishing import preview_publication, publish, withdraw
from sources.actions import refresh_citing_records
from tests import factories as make
from tests.at_once import meanwhile
from tests.desk.conftest import Fields, address, member
from tests.desk.test_publishing_from_the_desk import LIST, REASON
from tests.register.edits import save_as_staff
from tests.register.world import make_world
from tests.tables import contents

pytestmark = pytest.mark.django_db

MESSAGE = "Nothing was done: what is here changed after this page was opened."
MARK = "Changed since you opened this page."


@pytest.fixture
def agreement():
    """A draft with a party, a signatory, a topic and a source, and a link to another draft."""
    agreement = make.AgreementFactory(titled=True, text__title="Memorandum as seen")
    make.SignatoryFactory(agreement=agreement, person__name="Ada Seen")
    make.AgreementCitationFactory(agreement=agreement, source__title="Gazette as seen")
    make.AgreementRelationFactory(agreement=agreement, older__titled=True)
    agreement.topics.add(make.TopicFactory(names={"en": "Topic as seen"}))
    return agreement


@pytest.fixture
def public(agreement):
    """It is public, and was edited since."""
    publish(agreement, by=None)
    agreement.texts.update(title="Memorandum as corrected")
    save_as_staff(agreement, {"texts"})
    return agreement


def form_for_many(client, *records):
    """The confirmation that these agreements of a list are published, as it is shown."""
    chosen = {
        "action": "publish_selected",
        "index": "0",
        "_selected_action": [record.pk for record in records],
    }
    return Fields(client.post(LIST, chosen).content.decode()).form


# Other writers


def title_by_another_user(agreement):
    other = Client()
    other.force_login(member("somebody else", "Editors"))
    form = Fields(other.get(address(agreement, "change")).content.decode()).form
    form.fill("texts-0", title="Slipped in")
    assert other.post(address(agreement, "change"), form).status_code == 302


def title_by_an_import(agreement):
    Agreement.objects.filter(pk=agreement.pk).update(external_id="17")
    file = {
        "agreements": [
            {"id": "17", "nature": "instrument", "texts": [{"language": "en", "title": "Slipped in"}]}
        ]
    }
    import_files([file], publish=False, skip_bad=False, by=None, update=True)


def name_of_its_party(agreement):
    organization = agreement.involvements.first().organization
    organization.name = "Slipped in"
    save_as_staff(organization, {"name"})


def website_of_its_party(agreement):
    """The agreement's own body says nothing of it; if the party is published along, that one's does."""
    organization = agreement.involvements.first().organization
    organization.website = "https://slipped-in.example"
    save_as_staff(organization, {"website"})


def name_of_its_signatory(agreement):
    person = agreement.signatories.get().person
    person.name = "Slipped in"
    save_as_staff(person, {"name"})


def another_party(agreement):
    make.InvolvementFactory(agreement=agreement, organization__name="Slipped in")
    save_as_staff(agreement, {"involvements"})


def parent_of_its_party(agreement):
    organization = agreement.involvements.first().organization
    organization.parent = make.OrganizationFactory(name="Slipped in")
    save_as_staff(organization, {"parent"})


def title_of_its_source(agreement):
    source = agreement.citations.get().source
    source.title = "Slipped in"
    source.save()
    refresh_citing_records(sources=[source])


def publication_of_its_link(agreement):
    publish(agreement.relations.get().older, by=None)


def another_link(agreement):
    make.AgreementRelationFactory(agreement=agreement, older__titled=True)
    save_as_staff(agreement, {"relations"})


def publication_of_its_party(agreement):
    publish(agreement.involvements.first().organization, by=None)


def publication_by_another_user(agreement):
    publish(agreement, by=None)


def withdrawal_by_another_user(agreement):
    withdraw(agreement, by=None, reason={"en": "Error"})


DRAFT_WRITERS = [
    title_by_another_user, title_by_an_import, name_of_its_party, website_of_its_party, name_of_its_signatory,
    another_party, parent_of_its_party, title_of_its_source, publication_of_its_link, another_link,
    publication_of_its_party, publication_by_another_user,
]  # fmt: skip
PUBLIC_WRITERS = [
    title_by_another_user, title_by_an_import, another_party, title_of_its_source, publication_of_its_link,
    another_link, publication_by_another_user, withdrawal_by_another_user,
]  # fmt: skip


def assert_shown_anew(client, page_address, form, record):
    """The confirmation is refused with the note kept; the page that comes instead is confirmed, and holds."""
    before = Version.objects.count()
    form["note"] = ["As I saw it"]
    page = client.post(page_address, form).content.decode()

    assert MESSAGE in page
    assert MARK in page
    assert Version.objects.count() == before
    again = Fields(page).form
    assert again["note"] == ["As I saw it"]
    assert client.post(page_address, again).status_code == 302
    assert preview_publication(record).changed_texts(closed=()) == []


# Again in a later state, or by another way to write: what moved is found in the same comparison
LONG = {title_by_an_import, another_link, publication_of_its_party}


@pytest.mark.parametrize(
    "write", [one if one not in LONG else pytest.param(one, marks=pytest.mark.long) for one in DRAFT_WRITERS]
)
def test_a_first_publication_publishes_nothing_that_slipped_in(publishing_desk, form_at, agreement, write):
    form = form_at(publishing_desk, address(agreement, "publish"))
    write(agreement)

    assert_shown_anew(publishing_desk, address(agreement, "publish"), form, agreement)


OFTEN = {another_party, title_of_its_source, publication_by_another_user, withdrawal_by_another_user}


@pytest.mark.parametrize(
    "write", [one if one in OFTEN else pytest.param(one, marks=pytest.mark.long) for one in PUBLIC_WRITERS]
)
def test_publishing_changes_publishes_nothing_that_slipped_in(publishing_desk, form_at, public, write):
    form = form_at(publishing_desk, address(public, "publish"))
    write(public)

    assert_shown_anew(publishing_desk, address(public, "publish"), form, public)


@pytest.mark.parametrize("write", [title_by_another_user, parent_of_its_party, another_link])
def test_publishing_many_publishes_nothing_that_slipped_into_any(publishing_desk, agreement, write):
    others = [make.AgreementFactory(titled=True) for _number in range(2)]
    form = form_for_many(publishing_desk, others[0], agreement, others[1])
    write(agreement)

    assert_shown_anew(publishing_desk, LIST, form, agreement)


def test_what_was_refused_on_the_page_is_not_published_when_it_could_be_by_then(publishing_desk):
    good, bad = make.AgreementFactory(titled=True), make.AgreementFactory()
    form = form_for_many(publishing_desk, good, bad)
    make.AgreementTextFactory(agreement=bad, title="Not seen by anybody")

    page = publishing_desk.post(LIST, form).content.decode()

    assert MESSAGE in page
    assert Version.objects.count() == 0
    assert page.count(MARK) == 1


@pytest.mark.parametrize("hidden", ["closed", "embargo", "untitled", "deleted"])
def test_what_may_no_longer_be_published_is_left_out_only_after_it_was_said(publishing_desk, hidden):
    good, bad = (make.AgreementFactory(titled=True) for _number in range(2))
    form = form_for_many(publishing_desk, good, bad)
    if hidden == "closed":
        Agreement.objects.filter(pk=bad.pk).update(disclosure="closed", disclosure_basis="Act 1")
    elif hidden == "embargo":
        make.CustodyFactory(agreement=bad, embargo_until=timezone.localdate() + timedelta(days=9))
    elif hidden == "untitled":
        bad.texts.all().delete()
    else:
        bad.delete()

    page = publishing_desk.post(LIST, form).content.decode()

    assert MESSAGE in page
    assert Version.objects.count() == 0
    assert publishing_desk.post(LIST, Fields(page).form).status_code == 302
    assert Version.objects.filter(kind="agreement").count() == 1


def test_a_single_record_of_a_list_is_published(publishing_desk, agreement):
    form = form_for_many(publishing_desk, agreement)

    assert publishing_desk.post(LIST, form).status_code == 302
    assert Version.objects.filter(kind="agreement").count() == 1


def test_what_others_do_elsewhere_does_not_stand_in_the_way(publishing_desk, form_at, agreement):
    """Others are given the references that were free when the page was opened."""
    form = form_at(publishing_desk, address(agreement, "publish"))
    publish(make.SignatoryFactory(agreement__titled=True).agreement, by=None)
    make.AgreementFactory(titled=True)

    assert publishing_desk.post(address(agreement, "publish"), form).status_code == 302
    agreement.refresh_from_db()
    assert agreement.ref == "A2"


def test_the_page_shows_every_fact_of_what_goes_along_and_no_reference_that_is_not_given(
    publishing_desk, agreement
):
    party = agreement.involvements.first().organization
    party.website = "https://party.example"
    party.save()

    page = publishing_desk.get(address(agreement, "publish")).content.decode()

    for fact in (
        "Memorandum as seen",
        "Ada Seen",
        "Gazette as seen",
        "Topic as seen",
        "https://party.example",
    ):
        assert fact in page
    for ref in ("(A1)", "(O1)", "(P1)", "(T1)", "no longer public"):
        assert ref not in page


def test_links_between_what_is_published_together_are_shown(publishing_desk, agreement):
    older = agreement.relations.get().older
    chosen = {"action": "publish_selected", "index": "0", "_selected_action": [agreement.pk, older.pk]}

    page = publishing_desk.post(LIST, chosen).content.decode()

    assert f"Is based on: {older}" in page
    assert f"agreement: {older}" in page
    assert "What is left out" not in page


def test_a_preview_is_what_is_published_byte_for_byte_and_changes_nothing():
    records = make_world().records
    before = contents()

    prepared = preview_publication(*records)

    assert contents() == before
    shown = {prepared_ref(prepared, identity): text for identity, text in prepared.texts.items()}
    versions = publish(*records, by=None)
    assert {version.ref: version.body for version in versions} == shown
    assert preview_publication(*records).changed_texts(closed=()) == []


def prepared_ref(prepared, identity):
    [record] = [record for record in prepared.plan.records if record_identity(record) == identity]
    return record.ref


# Withdrawing


def test_a_withdrawal_takes_what_was_shown(publishing_desk, form_at, public):
    form = {**form_at(publishing_desk, address(public, "withdraw")), **REASON}
    publish(public, by=None)  # what was edited

    page = publishing_desk.post(address(public, "withdraw"), form).content.decode()

    assert MESSAGE in page
    again = Fields(page).form
    assert [again[name] for name in REASON] == [[text] for text in REASON.values()]
    public.refresh_from_db()
    assert public.is_public
    assert publishing_desk.post(address(public, "withdraw"), again).status_code == 302


def test_a_withdrawal_without_its_page_is_refused(publishing_desk, public):
    page = publishing_desk.post(address(public, "withdraw"), REASON).content.decode()

    assert MESSAGE in page
    assert Version.objects.filter(action="withdrawn").count() == 0


@pytest.mark.parametrize("shown", [None, "", "{}", "[]", "nonsense", '{"agreements.Agreement 1":null}'])
def test_a_publication_without_its_page_is_refused(publishing_desk, agreement, shown):
    form = {"confirmed": "yes", "note": ""} | ({} if shown is None else {"shown": shown})

    page = publishing_desk.post(address(agreement, "publish"), form).content.decode()

    assert MESSAGE in page
    assert Version.objects.count() == 0


# At once


def slip_in(write, agreement_pk):
    """The write by another process that waits a moment for locks, and gives up."""

    def job():
        agreement = Agreement.objects.get(pk=agreement_pk)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '50ms'")
                write(agreement)
        except OperationalError:
            pass  # it waits until what was confirmed is published

    return job


def title_saved(agreement):
    agreement.texts.update(title="Slipped in")
    save_as_staff(agreement, {"texts"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("write", "every"),
    [
        (name_of_its_party, 40),
        (title_of_its_source, 40),
        *(
            pytest.param(write, 1, marks=pytest.mark.long)
            for write in (title_saved, name_of_its_party, parent_of_its_party, title_of_its_source)
        ),
    ],
)
def test_between_the_check_and_the_publication_nothing_slips_in(client, superuser, write, every):
    """Another user writes just before one of the statements of the confirmed publication, at any of them."""
    client.force_login(superuser)
    statement, count = 1, 2
    while statement < count:
        agreement = make.AgreementFactory(titled=True)
        make.AgreementCitationFactory(agreement=agreement)
        form = Fields(client.get(address(agreement, "publish")).content.decode()).form
        prepared = preview_publication(agreement)
        shown = sorted(prepared.texts.values())
        with meanwhile(slip_in(write, agreement.pk), before=statement) as statements:
            answer = client.post(address(agreement, "publish"), form)
        count = len(statements)
        agreement.refresh_from_db()
        if answer.status_code == 302:
            refs = [agreement.ref, agreement.involvements.first().organization.ref]
            published = Version.objects.filter(ref__in=refs)
            assert sorted(version.body for version in published) == shown, statements[statement]
        else:
            assert MESSAGE in answer.content.decode()
            assert not agreement.ref
        statement += every
