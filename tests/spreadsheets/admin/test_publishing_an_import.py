"""A whole import is published from its page, in the background, and withdrawn as a unit."""

import re

import pytest

from agreements.models import Agreement, AgreementText
from organizations.models import Organization
from register.models import Entry, Version
from register.publishing import publish
from spreadsheets.imports import publication
from tests import factories
from tests.desk.conftest import Fields
from tests.spreadsheets.admin.journey import GOOD, apply_sheet, page_of, run_worker_on

pytestmark = pytest.mark.django_db
THIRD = "3,Memorandum on data,Institute of Examples,2021,"
WHY = {"reason_en": "Entered by mistake.", "reason_ko": "잘못 올렸습니다."}


@pytest.fixture
def applied(desk, publisher):
    """An import of three agreements with two new organizations, as a publisher finds it."""
    spreadsheet = apply_sheet(desk, *GOOD, THIRD)
    desk.force_login(publisher)
    return spreadsheet


def prepare(client, spreadsheet):
    client.post(page_of(spreadsheet, "prepare-publication"))
    return run_worker_on(spreadsheet)


def publish_prepared(client, spreadsheet, **data):
    form = Fields(client.get(page_of(spreadsheet)).content.decode()).form
    client.post(page_of(spreadsheet, "publish"), {**form, **data})
    return run_worker_on(spreadsheet)


def publish_all(client, spreadsheet, **data):
    return publish_prepared(client, prepare(client, spreadsheet), **data)


def withdraw_all(client, spreadsheet, **data):
    shown = re.search(
        r'name="shown" value="([^"]*)"', client.get(page_of(spreadsheet, "withdraw")).content.decode()
    )
    form = {"shown": shown[1].replace("&quot;", '"') if shown else "", **WHY, **data}
    response = client.post(page_of(spreadsheet, "withdraw"), form)
    return run_worker_on(spreadsheet), response


def public_refs():
    return sorted(Entry.objects.values_list("ref", flat=True))


def text(page):
    return " ".join(page.content.decode().split())


def test_all_of_an_import_is_published_with_what_it_names_once_it_was_shown(desk, publisher, applied):
    spreadsheet = prepare(desk, applied)
    assert (spreadsheet.state, Version.objects.count()) == ("applied", 0)
    page = text(desk.get(page_of(spreadsheet)))
    assert ("3 agreements of this import" in page, "2 records go along" in page) == (True, True)

    spreadsheet = publish_all(desk, spreadsheet, note="Our list of 2020")

    assert public_refs() == ["A1", "A2", "A3", "O1", "O2"]
    assert spreadsheet.publication["published"] == {"agreements": 3, "along": 2, "held_back": []}
    assert set(Version.objects.filter(kind="agreement").values_list("note", "by")) == {
        ("Our list of 2020", publisher.pk)
    }
    page = text(desk.get(page_of(spreadsheet)))
    assert "3 agreements were published; records that went along: 2." in page
    counts = desk.get(page_of(spreadsheet)).context["record_counts"]
    assert [(kind["created"], kind["public"]) for kind in counts] == [(2, 2), (3, 3)]


def test_what_cannot_be_published_is_held_back_with_its_reason_and_the_others_are_not(desk, applied):
    Agreement.objects.get(texts__title="Memorandum on data").texts.all().delete()

    spreadsheet = publish_all(desk, applied)

    [[_pk, _title, reason]] = spreadsheet.publication["published"]["held_back"]
    assert (reason, Entry.objects.filter(kind="agreement").count()) == ("It has no title in any language.", 2)
    assert reason in text(desk.get(page_of(spreadsheet)))


def give_out_a_document(applied):
    """A public agreement of the import whose newest version, the second, gives out a document."""
    agreement = Agreement.objects.get(texts__title="Memorandum on data")
    publish(agreement, by=None)
    factories.DocumentFactory(
        agreement=agreement, title="Annex", visibility="public", address="https://x.org"
    )
    publish(agreement, by=None)
    return agreement


def take_back_the_document(agreement):
    agreement.documents.update(visibility="staff")
    Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)


@pytest.mark.parametrize("is_prepared", [pytest.param(False, marks=pytest.mark.long), True])
def test_what_takes_back_what_earlier_versions_give_out_is_held_back(desk, applied, is_prepared):
    agreement = give_out_a_document(applied)
    if is_prepared:
        Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)
        prepare(desk, applied)
    take_back_the_document(agreement)

    spreadsheet = (publish_prepared if is_prepared else publish_all)(desk, applied)

    [[pk, _title, reason]] = spreadsheet.publication["published"]["held_back"]
    assert (pk, "It takes back what earlier versions" in reason) == (agreement.pk, True)
    assert reason in text(desk.get(page_of(spreadsheet)))
    assert (Version.objects.filter(ref=agreement.ref).count(), len(public_refs())) == (2, 5)


def test_what_the_newest_version_gives_out_no_more_is_not_in_the_way(desk, applied):
    agreement = give_out_a_document(applied)
    take_back_the_document(agreement)
    publish(Agreement.objects.get(pk=agreement.pk), by=None)
    AgreementText.objects.filter(agreement=agreement).update(title="Memorandum on all data")
    Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)

    spreadsheet = publish_all(desk, applied)

    assert spreadsheet.publication["published"] == {"agreements": 3, "along": 1, "held_back": []}


def test_what_was_changed_after_it_was_shown_is_held_back(desk, applied, monkeypatch):
    monkeypatch.setattr(publication, "_PORTION", 2)
    prepare(desk, applied)
    AgreementText.objects.filter(title="Memorandum on data").update(title="Secret")

    spreadsheet = publish_prepared(desk, applied)

    [[_pk, title, reason]] = spreadsheet.publication["published"]["held_back"]
    assert (title, "prepare it again" in reason) == ("Secret", True)
    assert "Secret" not in "".join(Version.objects.values_list("body", flat=True))
    assert Entry.objects.filter(kind="agreement").count() == 2
    assert publish_all(desk, spreadsheet).publication["published"] == {
        "agreements": 1,
        "along": 0,
        "held_back": [],
    }


def test_an_organization_that_was_changed_holds_back_those_that_name_it(desk, applied):
    prepare(desk, applied)
    Organization.objects.filter(name="Ministry of Examples").update(country="FR")

    spreadsheet = publish_prepared(desk, applied)

    assert [title for _pk, title, _reason in spreadsheet.publication["published"]["held_back"]] == [
        "Memorandum on training"
    ]


def test_another_plan_than_the_one_shown_is_not_published(desk, applied):
    prepare(desk, applied)

    page = desk.post(page_of(applied, "publish"), {"digest": "of another"}, follow=True)

    assert "It was prepared again since this page was opened." in text(page)
    assert (run_worker_on(applied).state, Version.objects.count()) == ("applied", 0)


def test_an_import_that_is_public_has_nothing_to_publish_and_goes_on_where_it_was_broken_off(desk, applied):
    plan = prepare(desk, applied).publication["plan"]
    publish(Agreement.objects.get(pk=plan["agreements"][0]), by=None)

    spreadsheet = publish_all(desk, applied)
    assert spreadsheet.publication["published"]["agreements"] == 2
    page = text(desk.get(page_of(prepare(desk, spreadsheet))))

    assert "There is nothing to publish." in page


def test_what_an_import_made_is_withdrawn_as_a_unit_and_what_was_public_before_stays(desk, editor, publisher):
    before = factories.AgreementFactory(titled=True, text__title="Older")
    Organization.objects.update(name="Kwidzyn Polytechnic")
    publish(before, by=None)
    old = factories.OrganizationFactory(name="Institute of Examples", country="")
    publish(old, by=None)
    desk.force_login(editor)
    spreadsheet = apply_sheet(desk, GOOD[0], GOOD[1].replace("Ministry of Examples", "Sejong Bank"))
    desk.force_login(publisher)
    publish_all(desk, spreadsheet)
    assert len(public_refs()) == 6
    stays = sorted({before.ref, old.ref, *before.involvements.values_list("organization__ref", flat=True)})

    spreadsheet, _response = withdraw_all(desk, spreadsheet)

    assert public_refs() == stays
    assert spreadsheet.publication["withdrawn"] == {"withdrawn": 3, "held_back": []}
    assert "3 records were withdrawn. Their addresses say why." in text(desk.get(page_of(spreadsheet)))
    assert (
        "Entered by mistake."
        in desk.get(f"/agreements/{Agreement.objects.latest('pk').ref}").content.decode()
    )


def test_an_organization_that_others_name_in_public_is_not_withdrawn(desk, applied):
    publish_all(desk, applied)
    other = factories.AgreementFactory(titled=True)
    factories.InvolvementFactory(
        agreement=other, organization=Organization.objects.get(name="Ministry of Examples")
    )
    publish(other, by=None)

    withdraw_all(desk, applied)

    assert Organization.objects.get(name="Ministry of Examples").is_public
    assert not Organization.objects.get(name="Institute of Examples").is_public


def test_an_organization_that_an_agreement_held_back_names_is_held_back_too(desk, applied):
    publish_all(desk, applied)
    shown = publication.versions_shown(publication.records_to_withdraw(applied.applied))
    third = Agreement.objects.get(external_id__endswith="/3")
    third.texts.update(title="Memorandum on open data")
    publish(third, by=None)

    done = publication.withdraw_import(
        applied.applied, shown, reason={"en": "Wrong"}, note="", by=None, progress=lambda *_: None
    )

    assert public_refs() == sorted([third.ref, Organization.objects.get(name="Institute of Examples").ref])
    assert [why for _pk, _name, why in done["held_back"]] == [
        "It was published again after this withdrawal was confirmed.",
        "Records that stay public name it.",
    ]


def test_organizations_that_only_name_each_other_are_withdrawn_with_their_import(desk, applied):
    ministry = Organization.objects.get(name="Ministry of Examples")
    ministry.parent = Organization.objects.get(name="Institute of Examples")
    ministry.save()
    publish_all(desk, applied)

    spreadsheet, _response = withdraw_all(desk, applied)

    assert (public_refs(), spreadsheet.publication["withdrawn"]["held_back"]) == ([], [])


def test_a_withdrawal_needs_a_reason_and_what_was_published_since_it_was_shown_stays(desk, applied):
    publish_all(desk, applied)
    _spreadsheet, response = withdraw_all(desk, applied, reason_en="", reason_ko="")
    assert (response.status_code, len(public_refs())) == (200, 5)

    _spreadsheet, response = withdraw_all(desk, applied, shown="{}")
    assert "Nothing was done: what is here changed after this page was opened." in text(response)
    assert len(public_refs()) == 5


def test_editors_neither_publish_nor_withdraw_an_import(desk, editor):
    spreadsheet = apply_sheet(desk, *GOOD)

    page = text(desk.get(page_of(spreadsheet)))

    assert "Publish the whole import…" not in page
    posted = [
        desk.post(page_of(spreadsheet, act)).status_code
        for act in ("prepare-publication", "publish", "withdraw")
    ]
    assert (posted, desk.get(page_of(spreadsheet, "withdraw")).status_code) == ([403] * 3, 403)


def test_one_record_is_published_from_the_page_of_its_import(desk, publisher):
    spreadsheet = apply_sheet(desk, GOOD[0])
    desk.force_login(publisher)
    [agreement] = Agreement.objects.all()
    chosen = {"action": "publish_selected", "index": "0", "_selected_action": [agreement.pk]}

    page = desk.post("/admin/agreements/agreement/", chosen).content.decode()
    desk.post("/admin/agreements/agreement/", Fields(page).form)

    agreement.refresh_from_db()
    assert agreement.is_public
    assert "published" in text(desk.get(page_of(spreadsheet)))
