"""Words redacted in a source stay away from every record that cites it, and are taken out where they came back."""

from urllib.parse import unquote, urlencode

import pytest
from django.core.exceptions import ValidationError

from redaction.again import plan_again
from redaction.subjects import Subject, subject_names
from register.models import Entry
from register.publishing import publish
from sources.models import Source
from tests import factories as make
from tests.redaction.test_page import ADD, confirm, ticks
from tests.redaction.working import plan, redact

pytestmark = pytest.mark.django_db
TITLE = "Interview with Kim Min-su"


@pytest.fixture
def source():
    return make.SourceFactory(title=TITLE)


@pytest.fixture
def agreement(source):
    """Public, cites the source."""
    agreement = make.AgreementFactory(titled=True)
    make.AgreementCitationFactory(agreement=agreement, source=source)
    publish(agreement, by=None)
    return agreement


def type_back(source, title=TITLE):
    Source.objects.filter(pk=source.pk).update(title=title)


def citing(source, kind="agreement"):
    """A record that begins to cite the source later, with a namesake of its own."""
    if kind == "agreement":
        record = make.AgreementFactory(titled=True)
        record.texts.update(title="Memo of Kim Min-su")
        make.AgreementCitationFactory(agreement=record, source=source)
    else:
        record = make.OrganizationFactory(name="Institute of Kim Min-su, Ltd.")
        make.OrganizationCitationFactory(organization=record, source=source)
    return record


@pytest.mark.parametrize("kind", [pytest.param("agreement", marks=pytest.mark.long), "organization"])
def test_a_record_that_cites_the_source_later_is_refused_and_keeps_its_namesake(
    agreement, source, admin_client, kind
):
    redact("Kim Min-su")
    other = citing(source, kind)
    publish(other, by=None)
    type_back(source)

    for record in (agreement, other, citing(source, kind)):
        with pytest.raises(ValidationError, match="redacted"):
            publish(record, by=None)
    with pytest.raises(ValidationError, match="A source that it cites names again"):
        publish(other, by=None)
    other.refresh_from_db()
    [place] = plan_again(Subject(other.ref)).places
    assert (place.subject.name, place.is_ticked) == (f"sources.source#{source.pk}", True)
    address = f"{ADD}?again={other.ref}"
    assert (
        confirm(admin_client, admin_client.get(address).content.decode(), address=address).status_code == 302
    )
    source.refresh_from_db()
    assert source.title == "Interview with [redacted]"
    publish(agreement, other, by=None)
    assert "Kim Min-su" in Entry.objects.get(ref=other.ref).body


def test_the_page_of_a_record_looks_into_the_sources_that_it_cites(agreement, source, admin_client):
    redact("Kim Min-su")
    type_back(source)
    address = f"{ADD}?again={agreement.ref}"
    page = admin_client.get(address).content.decode()
    assert list(ticks(page).values()) == [True]

    assert confirm(admin_client, page, address=address).status_code == 302

    source.refresh_from_db()
    assert source.title == "Interview with [redacted]"


def test_a_namesake_in_a_source_is_kept_for_the_source_and_the_record(agreement, source, admin_client):
    redact("Kim Min-su")
    type_back(source, "Kim Min-su of Beta")
    other = citing(source)
    for record in (agreement, other):
        address = f"{ADD}?{urlencode({'again': subject_names(record)[0]})}"
        page = admin_client.get(address).content.decode()
        assert confirm(admin_client, page, address=address, ticked=[]).status_code == 302
        publish(record, by=None)
        assert "Kim Min-su of Beta" in Entry.objects.get(ref=record.ref).body
    assert plan("Kim Min-su").places
    for place in plan_again(Subject(agreement.ref)).places:
        assert not place.is_ticked
    type_back(source, "Kim Min-su of Alpha")
    with pytest.raises(ValidationError, match="redacted"):
        publish(other, by=None)


def test_a_source_that_was_left_on_purpose_is_not_ticked_later(agreement, source):
    agreement.texts.update(title="Memo of Kim Min-su")
    planned = plan("Kim Min-su")
    redact("Kim Min-su", ticked={place.id for place in planned.places if place.before == "Memo of"})
    agreement.texts.update(title="Kim Min-su")

    places = plan_again(Subject(agreement.ref)).places

    assert {place.label.split(":")[0]: place.is_ticked for place in places} == {
        "Title and summary": True,
        "Source": False,
    }


def test_another_source_and_a_record_that_cites_no_longer_are_free(agreement, source):
    redact("Kim Min-su")
    type_back(source)
    other = citing(make.SourceFactory(title=TITLE, publisher="Another"))
    former = citing(source)
    former.citations.all().delete()

    publish(other, former, by=None)

    assert TITLE in Entry.objects.get(ref=other.ref).body


# Numbers and addresses


@pytest.mark.parametrize(
    "end",
    [
        "kim-min-su",
        "%EA%B9%80%EB%AF%BC%EC%88%98",
        *(pytest.param(end, marks=pytest.mark.long) for end in ("?q=Kim%20Min-su", "lee-jun#top")),
    ],
)
def test_an_address_with_the_words_is_refused_until_people_leave_it(agreement, source, admin_client, end):
    source.note = "Lee Jun wrote it"
    source.save()
    redact("Kim Min-su", "김민수", "Lee Jun")
    Source.objects.filter(pk=source.pk).update(address=f"https://press.example/{end}")
    with pytest.raises(ValidationError, match="redacted"):
        publish(agreement, by=None)

    address = f"{ADD}?again={agreement.ref}"
    page = admin_client.get(address).content.decode()
    assert f"Source: address: {unquote('https://press.example/' + end)}" in " ".join(page.split())
    assert confirm(admin_client, page, address=address, ticked=[]).status_code == 302

    publish(agreement, by=None)
    assert end in Entry.objects.get(ref=agreement.ref).body
    assert not plan_again(Subject(agreement.ref)).listed


@pytest.mark.parametrize(
    ("factory", "values"),
    [
        (make.AgreementIdentifierFactory, {"scheme": "Register of Kim Min-su", "value": "77"}),
        (make.AgreementIdentifierFactory, {"value": "KIM-MIN-SU-3"}),
        (make.DocumentFactory, {"address": "https://press.example/kim-min-su"}),
        (make.DocumentFactory, {"media_type": "text/kim-min-su"}),
        (make.ContactFactory, {"website": "https://press.example/kim-min-su"}),
    ],
)
def test_numbers_of_a_record_are_refused_and_those_that_were_there_are_not(factory, values):
    before, later = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    for agreement in (before, later):
        agreement.texts.update(summary="Kim Min-su signed.")
    factory(agreement=before, **values)
    redact("Kim Min-su")
    factory(agreement=later, **values)

    publish(before, by=None)
    with pytest.raises(ValidationError, match="redacted here"):
        publish(later, by=None)
