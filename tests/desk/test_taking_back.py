"""Parts and files that are taken back stay public in older versions: publishers read so, and may close them."""

import re

import pytest

from agreements.models import Agreement, Document
from register.models import PublicVersion, Version
from register.publishing import publish, withdraw
from sources.models import Source
from tests import factories as make
from tests.attachments import pdf, upload
from tests.desk.conftest import Fields, address
from tests.desk.test_publishing_from_the_desk import LIST
from tests.desk.workflow.test_scheduling import at, its_time_comes
from tests.response_bodies import body_of

pytestmark = pytest.mark.django_db

REASON = {"en": "By mistake.", "ko": "착오입니다."}
GIVES_OUT = "Earlier versions go on to give this out to everybody"


def open_numbers(record) -> list[int]:
    return list(PublicVersion.public.of(record.ref).readable().values_list("number", flat=True))


def set_staff_only(agreement):
    agreement.documents.update(visibility="staff")


def delete(agreement):
    agreement.documents.all().delete()


def make_contact_staff_only(agreement):
    agreement.contacts.update(visibility="staff")


def take_clearance(agreement):
    Source.objects.update(is_cleared=False)


def cite_no_more(agreement):
    agreement.citations.all().delete()


def put_another_file(agreement):
    document = agreement.documents.get()
    document.file.save("other.pdf", upload(pdf("Another text."), "other.pdf"))


def put_another_address(agreement):
    agreement.documents.update(address="https://example.org/other")


def remove_address(agreement):
    agreement.documents.update(address="")


def put_another_title(agreement):
    agreement.documents.update(title="Text")


def put_another_website(agreement):
    agreement.contacts.update(website="https://example.org/staff")


def put_another_office(agreement):
    agreement.contacts.update(office="Registry")


def swap_everything(agreement):
    """The same part with everything in it replaced, though neither deleted nor added."""
    put_another_title(agreement)
    put_another_address(agreement)


# Each way to take something back, and what the confirmation calls it: this and nothing more.
WAYS = {
    "a document made staff only": (set_staff_only, "Document › Zqdocument"),
    "a document deleted": (delete, "Document › Zqdocument"),
    "another file in a document": (put_another_file, "File › first.pdf"),
    "a contact made staff only": (make_contact_staff_only, "Contact › Zqoffice"),
    "another address": (put_another_address, "Document › Zqdocument › address: https://example.org/zq"),
    "the address removed": (remove_address, "Document › Zqdocument › address: https://example.org/zq"),
    "another title": (put_another_title, "Document › Zqdocument › title: Zqdocument"),
    "another title and address": (
        swap_everything,
        "Document › Zqdocument › address: https://example.org/zq",
        "Document › Zqdocument › title: Zqdocument",
    ),
    "another website": (
        put_another_website,
        "Contact › Zqoffice › page of the office: https://example.org/zqoffice",
    ),
    "another office": (put_another_office, "Contact › Zqoffice › office or function: Zqoffice"),
    "a copy cleared no more": (take_clearance, "File › copy.pdf"),
    "a source cited no more": (cite_no_more, "File › copy.pdf"),
}

# Ways of which one is a part, one its value and one a file: the tick closes whole versions, whatever they give out.
CLOSED = {"a document made staff only", "another address", "a copy cleared no more"}


@pytest.fixture
def giving(superuser):
    """An agreement whose version 2 gives out a document, a contact and the copy of a source; version 1 none of them."""
    agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=superuser)
    make.DocumentFactory(
        agreement=agreement, title="Zqdocument", visibility="public", file=upload(pdf(), "first.pdf"),
        address="https://example.org/zq",
    )  # fmt: skip
    make.ContactFactory(
        agreement=agreement, office="Zqoffice", website="https://example.org/zqoffice", visibility="public"
    )
    copy = upload(pdf("Press release."), "copy.pdf")
    source = make.SourceFactory(title="Zqsource", archived_copy=copy, is_cleared=True)
    make.AgreementCitationFactory(agreement=agreement, source=source)
    publish(agreement, by=superuser)
    agreement.refresh_from_db()
    return agreement


def edited(agreement):
    Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)
    return Agreement.objects.get(pk=agreement.pk)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_taken_back_is_said_to_stay_and_a_tick_closes_it(publishing_desk, giving, way):
    take_back, *names = WAYS[way]
    take_back(giving)
    record = edited(giving)

    html = publishing_desk.get(address(record, "publish")).content.decode()
    page = " ".join(html.split())
    assert GIVES_OUT in page
    assert re.findall(r"<li>([^<]+) \(version 2\)</li>", page) == names
    assert "Unless the tick below closes all 2 earlier versions of this record" in page
    assert page.count('name="closing"') == 1
    if way not in CLOSED:
        return
    form = Fields(html).form
    assert (
        publishing_desk.post(address(record, "publish"), {**form, "closing": record.ref}).status_code == 302
    )

    assert open_numbers(record) == [4]
    assert list(Version.objects.of(record.ref).values_list("action", flat=True)) == [
        "published", "published", "narrowed", "published",
    ]  # fmt: skip
    assert GIVES_OUT not in publishing_desk.get(address(record, "publish")).content.decode()


def test_without_the_tick_it_stays_and_can_be_closed_later(publishing_desk, form_at, giving):
    set_staff_only(giving)
    record = edited(giving)
    form = form_at(publishing_desk, address(record, "publish"))

    assert publishing_desk.post(address(record, "publish"), form).status_code == 302
    assert open_numbers(record) == [1, 2, 3]

    form = form_at(publishing_desk, address(record, "publish"))
    assert (
        publishing_desk.post(address(record, "publish"), {**form, "closing": record.ref}).status_code == 302
    )
    assert open_numbers(record) == [5]


def test_closing_keeps_the_file_from_everybody(client, publishing_desk, giving, superuser):
    key = giving.documents.get().key
    files = [f"/agreements/{giving.ref}/{middle}files/{key}" for middle in ("", "versions/2/")]
    assert [body_of(client.get(address)) for address in files] == [pdf(), pdf()]
    set_staff_only(giving)

    publish(edited(giving), by=superuser, closing=[giving.ref])

    assert [client.get(address).status_code for address in files] == [404, 410]


def test_a_publication_at_a_set_time_closes_them_then(publishing_desk, form_at, giving):
    set_staff_only(giving)
    record = edited(giving)
    form = form_at(publishing_desk, address(record, "publish"))

    data = {**form, "closing": record.ref, "publish_at": at(days=1)}
    assert publishing_desk.post(address(record, "publish"), data).status_code == 302
    assert open_numbers(record) == [1, 2]
    assert its_time_comes() == 1

    assert open_numbers(record) == [4]


def test_in_a_list_each_record_has_a_tick_of_its_own(publishing_desk, form_at, giving, superuser):
    other = make.AgreementFactory(titled=True)
    make.DocumentFactory(
        agreement=other, title="Theirs", visibility="public", address="https://example.org/a"
    )
    untouched = make.AgreementFactory(titled=True)
    publish(other, untouched, by=superuser)
    Document.objects.update(visibility="staff")
    chosen = [edited(giving), edited(other), edited(untouched)]
    selection = {"action": "publish_selected", "_selected_action": [record.pk for record in chosen]}

    page = publishing_desk.post(LIST, selection)
    assert page.content.decode().count('name="closing"') == 2
    form = {**selection, "confirmed": "yes", "shown": page.context["shown"], "closing": other.ref}
    assert publishing_desk.post(LIST, form).status_code == 302

    assert [open_numbers(record) for record in chosen] == [[1, 2, 3], [3], [1]]


@pytest.mark.parametrize(
    "act",
    ["moved", "same again", "another summary", "a new document", "title corrected", "https", "title swapped"],
)
def test_what_stays_public_or_never_was_is_not_said_to_be_taken_back(publishing_desk, giving, act):
    document = giving.documents.get()
    if act == "moved":
        document.position = 7
        document.save()
    elif act == "same again":
        document.delete()
        document.pk, document.key = None, ""
        document.save()
    elif act == "title corrected":
        giving.documents.update(title="The Zqdocuments, corrected")
        giving.contacts.update(office="Zq-office")
    elif act == "https":
        giving.documents.update(address="http://www.example.org/zq/")
    elif act == "title swapped":
        make.DocumentFactory(
            agreement=giving, title="Zqdocument", visibility="public", address="https://example.org/b"
        )
        document.title = "Text"
        document.save()
    elif act == "another summary":
        giving.texts.update(summary="Other words")
    else:
        make.DocumentFactory(
            agreement=giving, title="Staff's", visibility="staff", address="https://example.org/b"
        )

    page = publishing_desk.get(address(edited(giving), "publish")).content.decode()

    assert GIVES_OUT not in page
    assert 'name="closing"' not in page


def test_another_name_is_offered_once_another_address_until_it_is_closed(publishing_desk, giving, superuser):
    """Older versions may say what a text was called then: an editor who does not want that says so at once."""
    swap_everything(giving)
    publish(edited(giving), by=superuser)

    page = publishing_desk.get(address(edited(giving), "publish")).content.decode()

    assert "title: Zqdocument" not in page
    assert "Document › Zqdocument › address: https://example.org/zq (version 2)" in " ".join(page.split())


def test_each_of_several_values_is_listed_with_its_versions(publishing_desk, giving, superuser):
    put_another_address(giving)
    put_another_file(giving)
    publish(edited(giving), by=superuser)
    giving.documents.update(address="https://example.org/third", file="", file_name="", sha256="")

    page = " ".join(publishing_desk.get(address(edited(giving), "publish")).content.decode().split())

    for row in (
        "Document › Zqdocument › address: https://example.org/zq (version 2)",
        "Document › Zqdocument › address: https://example.org/other (version 3)",
        "File › first.pdf (version 2)",
        "File › other.pdf (version 3)",
    ):
        assert f"<li>{row}</li>" in page


def test_what_is_closed_already_is_not_offered(publishing_desk, giving, superuser):
    set_staff_only(giving)
    withdraw(edited(giving), by=superuser, reason=REASON)

    page = publishing_desk.get(address(giving, "publish")).content.decode()

    assert GIVES_OUT not in page


@pytest.mark.parametrize("factory", [make.OrganizationFactory, make.PersonFactory, make.ActivityFactory])
def test_copies_of_the_sources_of_every_kind_are_taken_back_alike(publishing_desk, superuser, factory):
    record = factory(titled=True) if factory is make.ActivityFactory else factory()
    copy = upload(pdf("Press release."), "copy.pdf")
    record.citations.create(source=make.SourceFactory(archived_copy=copy, is_cleared=True))
    publish(record, by=superuser)
    Source.objects.update(is_cleared=False)

    page = " ".join(publishing_desk.get(address(record, "publish")).content.decode().split())
    publish(record, by=superuser, closing=[record.ref])

    assert "<li>File › copy.pdf (version 1)</li>" in page
    assert open_numbers(record) == [3]
