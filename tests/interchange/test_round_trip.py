"""Export and import: a register that was emptied comes back the same, byte for byte."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from activities.models import Activity
from agreements.models import Agreement, Document, Milestone, Topic
from interchange.actions import import_files
from interchange.management.commands import demo
from interchange.problems import ImportFailed
from interchange.recipes import uk_treaties
from organizations.models import Organization
from people.models import Person
from register.choices import EditorialState
from register.models import Version
from register.publishing import merge, publish, withdraw
from sources.models import Source
from tests.attachments import pdf
from tests.factories import AgreementFactory, OrganizationFactory, PersonFactory
from tests.interchange.emptying import empty, everything, exported, public
from tests.samples import SAMPLES, sample


def import_all(text: str, **options):
    return import_files([json.loads(text)], **{"publish": True, "skip_bad": False, "by": None, **options})


def comes_back_the_same() -> None:
    before, file = public(), exported()
    import_into_itself = import_all(file, publish=False)
    assert (import_into_itself.report.created_or_changed, exported()) == (set(), file)

    empty()
    import_all(file)

    assert public() == before
    assert exported() == file
    again, versions = import_all(file), Version.objects.count()
    assert (again.report.created_or_changed, again.versions) == (set(), [])
    assert everything()[:2] == (file, before)
    assert Version.objects.count() == versions == len(before)


def test_the_demonstration_and_announcements_in_ten_languages_come_back_the_same(db):
    folder = Path(__file__).resolve().parents[1] / "coverage" / "records"
    import_files(
        [*demo.public_demo_files(), *sorted(folder.glob("*.json"))], publish=True, skip_bad=False, by=None
    )
    demo.store_demo_files()
    import_files([demo.DEMO_FOLDER / demo.STAFF_FILE], publish=False, skip_bad=False, by=None)
    assert len(public()) > 100

    comes_back_the_same()


@pytest.mark.long
@sample("data/uk-treaties")
def test_eight_thousand_treaties_come_back_the_same(db):
    """Some ten minutes."""
    treaties = uk_treaties.records(SAMPLES / "data/uk-treaties")
    imported = import_files([treaties], publish=True, skip_bad=False, by=None)
    assert len([record for record in imported.versions if record.kind == "agreement"]) == len(
        treaties["agreements"]
    )

    comes_back_the_same()


def test_gaps_among_references_come_back(db):
    first, second = (AgreementFactory(titled=True) for _ in range(2))
    publish(second, by=None)
    publish(first, by=None)
    gone = Milestone.objects.create(agreement=first, kind="signed", on="2020")
    Milestone.objects.create(agreement=first, kind="amended", on="2022")
    gone.delete()
    publish(first, by=None)
    second.delete()  # its versions stay in the register, and are not in the export

    file = exported()
    empty()
    import_all(file)

    [first] = Agreement.objects.all()
    assert first.ref == "A2"
    assert exported() == file


def test_what_staff_entered_comes_back_without_any_identifier(db):
    topics = [Topic.objects.create(names={"en": name}) for name in ("b", "a")]
    Topic.objects.filter(pk=topics[0].pk).update(parent=topics[1])  # the younger one is the wider
    agreement = AgreementFactory(titled=True)
    agreement.topics.set(topics)
    signed = [Milestone.objects.create(agreement=agreement, kind="signed", on=on) for on in ("2021", "2020")]
    source = Source.objects.create(title="One", address="https://example.org/a", retrieved_on="2024-02-03")
    twin = Source.objects.create(title="Two", address="https://example.org/a")
    facts = [f"milestones/{signed[1].key}/on", "milestones/h7x2kq", "identifiers/q99wwz/address"]
    agreement.citations.create(source=twin, facts=facts)
    agreement.citations.create(source=source)
    agreement.commitments.create(text={"en": "Beds"}, quantity="12.50")
    publish(agreement, by=None)
    AgreementFactory()  # a draft

    comes_back_the_same()

    cited = Agreement.objects.get(ref="A1").citations.first()
    assert (cited.source.title, cited.facts) == ("Two", facts)


def test_of_sources_at_one_address_a_file_means_the_one_most_like_it(db):
    for title in ("One", "Two"):
        Source.objects.create(title=title, address="https://example.org/a")
    row = {"id": "s", "title": "Two", "address": "https://example.org/a", "publisher": "Somebody"}

    import_files([{"sources": [row]}], publish=False, skip_bad=False, by=None, update=True)

    assert sorted(Source.objects.values_list("title", "publisher")) == [("One", ""), ("Two", "Somebody")]


def test_what_is_hidden_or_withdrawn_stays_so(db):
    hidden, agreement = PersonFactory(is_hidden=True), AgreementFactory(titled=True)
    organization = agreement.involvements.first().organization
    publish(agreement, by=None)
    withdraw(organization, by=None, reason={"en": "Entered twice."})
    double, kept = OrganizationFactory(), OrganizationFactory()
    publish(agreement, double, kept, by=None)
    merge(double, into=kept, by=None)
    closing = list(Version.objects.exclude(action="published").values_list("ref", "action", "sha256"))
    agreement.signatories.create(person=hidden)
    publish(agreement, by=None)
    before, file = public(), exported()

    empty()
    import_all(file)

    assert {ref: sha for ref, (sha, _number) in public().items()} == {
        ref: sha for ref, (sha, _n) in before.items()
    }
    assert Organization.objects.get(ref=organization.ref).editorial_state == EditorialState.WITHDRAWN
    assert list(Version.objects.exclude(action="published").values_list("ref", "action", "sha256")) == closing
    assert Person.objects.get().is_hidden is True
    assert exported() == file


def test_uploaded_files_are_named_and_must_be_there(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    agreement = AgreementFactory(titled=True)
    document = Document(agreement=agreement, title="Text", visibility="public")
    document.file.save("text.pdf", ContentFile(pdf("We agree.")))
    source = Source(title="Copied")
    source.archived_copy.save("copy.pdf", ContentFile(pdf("They agree.")))
    publish(agreement, by=None)

    comes_back_the_same()

    file = exported()
    (settings.MEDIA_ROOT / document.file.name).unlink()
    empty()
    with pytest.raises(ImportFailed, match=r"documents/\w+/file: There is no uploaded file of this name"):
        import_all(file)


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "{outside}",
        "/etc/hostname",
        "documents/../../secret.txt",
        "spreadsheets/secret.txt",
        f"files/00/{'0' * 64}.txt",
        f"files/00/{'0' * 64}.pdf",
        f"files/00/../../{'0' * 64}.pdf",
        ["secret.txt"],
        [],
        {},
        7,
        0,
        False,
        " ",
        "a\\..\\b",
    ],
)
def test_a_file_names_no_file_outside_the_folder_of_uploads(db, settings, tmp_path, name):
    """Its hash would be published, and with it what it holds could be guessed."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    name = str(tmp_path / "secret.txt") if name == "{outside}" else name
    document = {"key": "bcdf22", "title": "Text", "file": name, "visibility": "public"}
    file = {"agreements": [{"id": "a", "texts": [{"language": "en", "title": "T"}], "documents": [document]}]}

    with pytest.raises(ImportFailed, match="documents/") as refused:
        import_files([file], publish=False, skip_bad=False, by=None)

    assert hashlib.sha256(b"secret").hexdigest() not in str(refused.value)
    assert not Document.objects.exists()


@pytest.mark.parametrize("nothing", ["", None])
def test_a_file_may_say_that_nothing_is_attached(db, settings, tmp_path, nothing):
    settings.MEDIA_ROOT = tmp_path / "media"
    source = {"id": "s", "title": "Copied", "archived_copy": nothing}
    document = {"key": "bcdf22", "title": "Text", "address": "https://a.example/", "file": nothing}
    agreement = {"id": "a", "texts": [{"language": "en", "title": "T"}], "documents": [document]}
    file = {"sources": [source], "agreements": [agreement]}
    import_files([file], publish=False, skip_bad=False, by=None)
    stored, copied = Document.objects.get(), Source.objects.get()
    assert not stored.file
    stored.file.save("text.pdf", ContentFile(pdf("We agree.")))
    copied.archived_copy.save("copy.pdf", ContentFile(pdf("They agree.")))

    del document["file"], source["archived_copy"]
    import_files([file], publish=False, skip_bad=False, by=None, update=True)
    assert Document.objects.get().file
    document["file"] = nothing
    import_files([file], publish=False, skip_bad=False, by=None, update=True)

    stored = Document.objects.get()
    assert (stored.file.name, stored.file_name, stored.size) == ("", "", None)


def test_records_of_a_kind_or_reference_take_their_sources_along(db):
    agreement, other = (AgreementFactory(titled=True) for _ in range(2))
    agreement.citations.create(source=Source.objects.create(title="Cited"))
    other.citations.create(source=Source.objects.create(title="Not asked for"))
    publish(agreement, other, by=None)

    file = json.loads(exported(kinds=["agreements"], refs=[agreement.ref]))

    assert [record["title"] for record in file["sources"]] == ["Cited"]
    assert [record["ref"] for record in file["agreements"]] == [agreement.ref]
    assert list(file) == ["sources", "agreements"]


def test_a_draft_has_no_reference_whatever_its_file_calls_it(db):
    """So a gap among references tells of no draft, and nobody publishes under a number of another register."""
    publish(OrganizationFactory(name="First"), by=None)
    rows = [
        {"id": "a", "name": "Wishes for O1", "ref": "O1"}, {"id": "O7", "name": "Is called O7", "ref": "O2"},
        {"id": "c", "name": "Draft", "ref": "O3", "editorial_state": "draft"},
        {"id": "d", "name": "In review", "ref": "O4", "editorial_state": "in_review"},
        {"id": "e", "name": "Withdrawn", "ref": "O5", "editorial_state": "withdrawn"},
    ]  # fmt: skip

    imported = import_files([{"organizations": rows}], publish=False, skip_bad=False, by=None)

    drafts = Organization.objects.exclude(name="First")
    assert {*drafts.values_list("ref", flat=True)} == {""}
    assert imported.report.lost_refs == []
    assert Organization.objects.get(name="Is called O7").external_id == "O7"
    publish(OrganizationFactory(name="Next"), by=None)
    imported = import_files([{"organizations": rows}], publish=True, skip_bad=False, by=None)
    assert imported.report.lost_refs == [("organizations", "a"), ("organizations", "O7")]
    assert dict(Organization.objects.values_list("name", "ref")) == {
        "First": "O1", "Next": "O2", "Wishes for O1": "O3", "Is called O7": "O4",
        "Draft": "", "In review": "", "Withdrawn": "",
    }  # fmt: skip


def test_references_of_a_file_are_given_with_the_publication_and_to_nothing_that_stays_a_draft(db):
    rows = [
        {"id": "a", "nature": "instrument", "ref": "A5", "texts": [{"language": "en", "title": "Fine"}]},
        {"id": "b", "nature": "instrument", "ref": "A6"},  # no title: it cannot be published
        {"id": "c", "nature": "instrument", "ref": "A7", "editorial_state": "draft"},
    ]

    imported = import_files([{"agreements": rows}], publish=True, skip_bad=True, by=None)

    assert dict(Agreement.objects.values_list("external_id", "ref")) == {"a": "A5", "b": "", "c": ""}
    assert imported.report.records["agreements", "b"].ref == ""
    publish(AgreementFactory(titled=True), by=None)
    assert Agreement.objects.filter(ref="A6").count() == 1


def test_a_record_that_was_withdrawn_here_stays_withdrawn_whatever_an_older_file_says(db):
    organization = OrganizationFactory()
    publish(organization, by=None)
    file = exported()
    withdraw(organization, by=None, reason={"en": "Entered twice."})

    import_all(file)

    organization.refresh_from_db()
    assert organization.editorial_state == EditorialState.WITHDRAWN


def test_a_part_is_known_by_its_key_and_a_file_may_call_a_record_by_its_reference(db):
    agreement = AgreementFactory(titled=True)
    record, two = (
        Milestone.objects.create(agreement=agreement, kind="signed", on=on) for on in ("2020", "2021")
    )
    publish(agreement, by=None)
    file = json.loads(exported(refs=["A1"]))
    file["agreements"][0] |= {"id": "A1"}
    file["agreements"][0]["milestones"][0]["on"], file["agreements"][0]["milestones"][1]["on"] = (
        "2021",
        "2020",
    )
    file["activities"] = [
        {"id": "e", "texts": [{"language": "en", "title": "Held"}], "agreement_links": [{"agreement": "A1"}]}
    ]

    import_files([file], publish=False, skip_bad=False, by=None, update=True)

    record.refresh_from_db()
    two.refresh_from_db()
    assert (record.on, two.on) == ("2021", "2020")
    assert Activity.objects.get().agreement_links.get().agreement == agreement


REFUSALS = [
    ({"texts": 7}, "texts: Write it as a list."),
    ({"ref": "O1"}, "ref: This is no reference of such a record: O1"),
    ({"editorial_state": "secret"}, "editorial_state: Choose one of: draft"),
    ({"texts": [{"key": "x", "language": "en", "title": "T"}]}, "texts/x/key: A key is six letters and digits"),
    (
        {"texts": [{"key": "h7x2kq", "language": "en", "title": "T"}], "identifiers": [{"key": "h7x2kq"}]},
        "identifiers/h7x2kq/key: A key is six letters and digits, as an export has it, and unique in its record.",
    ),
    ({"texts": [{"key": "k1", "language": "en", "title": "T"}]}, "texts/k1/key: A key is six letters and digits"),
    (
        {"citations": [{"source": "s", "facts": ["texts/k2"]}]},
        "citations/1/facts: There is no such fact in this record: texts/k2",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("members", "reason"), REFUSALS, ids=[reason.split(":")[0] for _m, reason in REFUSALS]
)
def test_what_an_export_says_besides_the_fields_is_checked(db, members, reason):
    file = {"sources": [{"id": "s", "title": "S"}], "agreements": [{"id": "a", **members}]}

    with pytest.raises(ImportFailed) as error:
        import_files([file], publish=False, skip_bad=False, by=None)

    assert f"agreements/a/{reason}" in str(error.value)


def test_an_export_asks_no_more_of_the_database_for_more_records(db, django_assert_num_queries):
    AgreementFactory(titled=True)
    exported()
    with connection.execute_wrapper(counted := Counted()):
        exported()
    AgreementFactory.create_batch(5, titled=True)

    with django_assert_num_queries(counted.queries):
        exported()


class Counted:
    queries = 0

    def __call__(self, execute, *args):
        self.queries += 1
        return execute(*args)
