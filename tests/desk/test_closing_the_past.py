"""Confirmations of what closes versions: a narrowed disclosure is ticked, a withdrawal lists what names the record."""

import pytest

from agreements.models import Agreement
from register.models import PublicVersion, Version
from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import address
from tests.desk.test_publishing_from_the_desk import LIST, REASON

pytestmark = pytest.mark.django_db


@pytest.fixture
def narrowed(superuser):
    """An agreement that was public in two versions, and is to be existence only."""
    agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=superuser)
    agreement.texts.update(title="Corrected")
    publish(agreement, by=superuser)
    Agreement.objects.filter(pk=agreement.pk).update(
        disclosure="existence", disclosure_basis="Act 1", is_edited=True
    )
    agreement.refresh_from_db()
    return agreement


def open_numbers(record) -> list[int]:
    return list(PublicVersion.public.of(record.ref).readable().values_list("number", flat=True))


def test_the_confirmation_of_a_narrowed_disclosure_counts_the_versions_that_close(publishing_desk, narrowed):
    page = publishing_desk.get(address(narrowed, "publish")).content.decode()

    assert "2 earlier versions tell what is withheld now. They are closed for good" in page
    assert 'name="closes_versions"' in page
    assert open_numbers(narrowed) == [1, 2]


def test_without_the_tick_nothing_is_published_or_closed(publishing_desk, form_at, narrowed):
    form = form_at(publishing_desk, address(narrowed, "publish"))

    refused = publishing_desk.post(address(narrowed, "publish"), {**form, "note": "By law"}).content.decode()

    assert "Nothing was published: confirm with the tick that earlier versions are closed." in refused
    assert 'value="By law"' in refused
    assert open_numbers(narrowed) == [1, 2]
    assert (
        publishing_desk.post(address(narrowed, "publish"), {**form, "closes_versions": "on"}).status_code
        == 302
    )
    assert open_numbers(narrowed) == [4]
    assert list(Version.objects.of("A1").values_list("action", flat=True)) == [
        "published", "published", "narrowed", "published",
    ]  # fmt: skip


def test_a_list_with_one_that_is_narrowed_asks_for_the_tick_too(publishing_desk, form_at, narrowed):
    other = make.AgreementFactory(titled=True)
    chosen = {"action": "publish_selected", "index": "0", "_selected_action": [narrowed.pk, other.pk]}

    page = publishing_desk.post(LIST, chosen).content.decode()

    assert page.count("earlier versions tell what is withheld now") == 1
    assert 'name="closes_versions"' in page


@pytest.mark.parametrize("disclosure", ["public", "existence"])
def test_a_publication_that_closes_nothing_asks_for_no_tick(publishing_desk, superuser, disclosure):
    basis = "Act 1" if disclosure == "existence" else ""
    agreement = make.AgreementFactory(titled=True, disclosure=disclosure, disclosure_basis=basis)

    assert "closes_versions" not in publishing_desk.get(address(agreement, "publish")).content.decode()
    publish(agreement, by=superuser)
    agreement.involvements.get().organization.names.create(text="Other")
    Agreement.objects.filter(pk=agreement.pk).update(form="treaty")
    assert "closes_versions" not in publishing_desk.get(address(agreement, "publish")).content.decode()


def test_what_is_closed_later_than_the_page_was_opened_is_shown_first(
    publishing_desk, form_at, narrowed, superuser
):
    form = form_at(publishing_desk, address(narrowed, "publish"))
    Agreement.objects.filter(pk=narrowed.pk).update(disclosure="public", disclosure_basis="")
    narrowed.texts.update(title="Corrected again")
    publish(narrowed, by=superuser)
    Agreement.objects.filter(pk=narrowed.pk).update(disclosure="existence", disclosure_basis="Act 1")

    page = publishing_desk.post(
        address(narrowed, "publish"), {**form, "closes_versions": "on"}
    ).content.decode()

    assert "Nothing was done: what is here changed after this page was opened." in page
    assert "3 earlier versions tell" in page
    assert open_numbers(narrowed) == [1, 2, 3]


def test_a_withdrawal_lists_what_names_the_record_and_what_keeps_its_name(publishing_desk, superuser):
    agreement = make.AgreementFactory(
        titled=True, party__organization=make.OrganizationFactory(name="Ministry")
    )
    agreement.involvements.update(name_as_written="Ministry of Old")
    other = make.AgreementFactory(titled=True, text__title="Newer accord")
    make.AgreementRelationFactory(agreement=other, older=agreement)
    telling = make.AgreementFactory(
        titled=True, text__title="Talks", text__summary="After the Sejong Pact was signed."
    )
    agreement.texts.update(title="Sejong Pact")
    publish(agreement, other, telling, by=superuser)

    page = publishing_desk.get(address(agreement, "withdraw")).content.decode()
    named, _heading, same_words = page.partition("Texts that have its title")
    assert "1 version can be read now. It is closed for good" in page
    assert "Newer accord</a>" in named.partition("What names it")[2]
    assert "keeps the name" not in page
    assert "Talks</a>" in same_words

    organization = agreement.involvements.get().organization
    page = publishing_desk.get(address(organization, "withdraw")).content.decode()
    assert "Sejong Pact</a>" in page
    assert "keeps the name “Ministry of Old”" in page


def test_a_withdrawal_of_what_nobody_names_says_so(publishing_desk, superuser):
    topic = make.TopicFactory()
    publish(topic, by=superuser)

    assert "No public record names it." in publishing_desk.get(address(topic, "withdraw")).content.decode()


def test_what_begins_to_name_the_record_meanwhile_is_shown_before_it_is_withdrawn(
    publishing_desk, form_at, superuser
):
    agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=superuser)
    form = form_at(publishing_desk, address(agreement, "withdraw"))
    other = make.AgreementFactory(titled=True, text__title="Newer accord")
    make.AgreementRelationFactory(agreement=other, older=agreement)
    publish(other, by=superuser)

    page = publishing_desk.post(address(agreement, "withdraw"), {**form, **REASON}).content.decode()

    assert "Newer accord</a>" in page
    assert open_numbers(agreement) == [1]


def test_closing_leads_to_the_withdrawal(publishing_desk, form_at, superuser):
    agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=superuser)
    form = form_at(publishing_desk, address(agreement))
    form["disclosure"], form["disclosure_basis"] = ["closed"], ["Act 1"]

    page = publishing_desk.post(address(agreement), form).content.decode()

    assert f'<a href="{address(agreement, "withdraw")}">Withdraw it first.</a>' in page
    agreement.refresh_from_db()
    assert agreement.disclosure == "public"


def test_a_withdrawal_counts_only_the_versions_that_can_still_be_read(publishing_desk, narrowed, superuser):
    publish(narrowed, by=superuser)
    assert open_numbers(narrowed) == [4]

    page = publishing_desk.get(address(narrowed, "withdraw")).content.decode()

    assert "1 version can be read now. It is closed for good" in page
