"""Differences between versions, in words that people know."""

import re

import pytest
from django.utils.translation import override

from agreements.models import Agreement
from pages.body_formatter import BodyFormatter
from pages.mentions import RecordDirectory
from pages.version_diff import DiffPiece, word_diff
from register.diff import diff_bodies
from register.kinds import kind_named
from register.models import Version
from register.publishing import publish
from tests import factories as make
from tests.redacted_texts import redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    """A1, published once: signed in 2014, with two promises."""
    agreement = make.AgreementFactory(titled=True, text__title="Accord")
    make.MilestoneFactory(agreement=agreement, on="2014")
    make.CommitmentFactory(agreement=agreement, text={"en": "Exchange of students"})
    publish(agreement, by=None)
    return agreement


def change(part, **values):
    for name, value in values.items():
        setattr(part, name, value)
    part.save()


def changes_of(read, prefix: str = "") -> str:
    return read(f"{prefix}/agreements/A1/versions/2").partition("1 ")[2]


def test_a_changed_date_is_told_by_the_act_and_in_words(agreement, read):
    change(agreement.milestones.get(), on="2014-09-29")
    publish(agreement, by=None)

    page = read("/agreements/A1/versions/2")

    assert "Key dates: 1 changed. Key dates changed Signed › date 2014 → became 29 September 2014" in page
    assert "milestones" not in page


@pytest.mark.parametrize(
    "make_record", [make.AgreementFactory, make.ActivityFactory, make.OrganizationFactory]
)
def test_a_version_is_headed_as_it_was_published(client, make_record):
    names = ["Accord of old", "Accord of now"]
    record = make_record(**({"titled": True} if make_record is not make.OrganizationFactory else {}))
    for name in names:
        if texts := getattr(record, "texts", None):
            texts.update(title=name)
        else:
            type(record).objects.update(name=name)
        publish(type(record).objects.get(), by=None)
    record.refresh_from_db()
    path = f"/{kind_named(record.ref[0]).plural}/{record.ref}/versions/"

    pages = [client.get(f"{path}{number}").content.decode() for number in (1, 2)]

    assert [re.search("<h1.*?>(.+?)<", page)[1].strip() for page in pages] == names
    assert [re.search("<title>(.{13})", page)[1].strip() for page in pages] == names


def test_a_choice_and_a_mention_are_told_by_their_names(agreement, read):
    involvement = agreement.involvements.first()
    change(involvement, role="host", name_as_written="The Bureau")
    publish(agreement, by=None)

    page = read("/agreements/A1/versions/2")

    assert "› role party → became host" in page
    assert f"({involvement.organization.ref}) → became The Bureau ({involvement.organization.ref})" in page


def test_the_list_of_versions_says_what_changed_in_a_sentence_and_names_no_staff(agreement, read):
    user = make.UserFactory(username="secretary", first_name="Grace", last_name="Clerk")
    change(agreement.milestones.get(), on="2014-09-29")
    publish(agreement, by=user, note="The letter was found.")

    page = read("/agreements/A1/versions/")

    assert "Key dates: 1 changed. Note: The letter was found." in page
    assert "First publication." in page
    assert "secretary" not in page
    assert "Clerk" not in page


def test_staff_read_the_same_words(agreement):
    new = {"milestones": [{"key": "k9", "kind": "signed", "on": "2014-09-29", "places": []}]}
    old = {"milestones": [{"key": "k9", "kind": "signed", "on": "2014", "places": []}]}
    formatter = BodyFormatter(kind_named("agreement"), new, old, directory=RecordDirectory([]))

    assert formatter.table_rows(diff_bodies(old, new)) == [
        {"label": "Key date › Signed › date", "before": "2014", "after": "29 September 2014"}
    ]
    with override("ko"):
        assert formatter.table_rows(diff_bodies(old, new))[0]["after"] == "2014년 9월 29일"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("en ko", "en ko fr", ("", "French")),
        ("en ko fr", "en ko", ("French", "")),
        ("en ko", "en fr", ("Korean", "French")),
        ("en ko", "ko en", ("English; Korean", "Korean; English")),
    ],
    ids=["grew", "shrank", "changed", "in another order"],
)
def test_of_two_lists_only_what_is_in_one_of_them_is_told(before, after, told):
    old, new = ({"languages": codes.split()} for codes in (before, after))
    formatter = BodyFormatter(kind_named("agreement"), new, old, directory=RecordDirectory([]))

    [row] = formatter.table_rows(diff_bodies(old, new))

    assert (row["before"], row["after"]) == told


def test_a_source_is_named_by_its_title_whatever_its_address():
    old = {
        "sources": [{"key": "s1", "title": "Report", "address": "https://a.example/x/y", "published_on": ""}]
    }
    new = {"sources": [{**old["sources"][0], "published_on": "2020"}]}
    formatter = BodyFormatter(kind_named("agreement"), new, old, directory=RecordDirectory([]))

    assert formatter.table_rows(diff_bodies(old, new)) == [
        {"label": "Source › Report › published on", "before": "", "after": "2020"}
    ]


@pytest.mark.parametrize("changed", [0, 1])
@pytest.mark.parametrize("addresses", ["ab", "ba"])
def test_of_two_sources_whose_addresses_begin_alike_the_one_that_changed_is_named(addresses, changed):
    address = {"a": "https://a.example/x", "b": "https://a.example/x/y"}
    sources = [
        {"key": letter, "title": letter.upper(), "address": address[letter], "published_on": ""}
        for letter in addresses
    ]
    new = [source | ({"published_on": "2020"} if n == changed else {}) for n, source in enumerate(sources)]
    bodies = {"sources": new}, {"sources": sources}
    formatter = BodyFormatter(kind_named("agreement"), *bodies, directory=RecordDirectory([]))

    [row] = formatter.table_rows(diff_bodies(bodies[1], bodies[0]))

    assert row["label"] == f"Source › {addresses[changed].upper()} › published on"


def test_words_taken_out_by_law_are_said_to_be():
    old = {"signatories": [{"key": "k1", "person": {"ref": "P1", "name": "Kim"}, "post": "Head"}]}
    new = {"signatories": [{"key": "k1", "person": {"ref": None, "name": "[redacted]"}, "post": "Head"}]}
    formatter = BodyFormatter(kind_named("agreement"), new, old, directory=RecordDirectory([]))

    assert formatter.table_rows(diff_bodies(old, new)) == [
        {"label": "Signatory › [removed] › person", "before": "Kim (P1)", "after": "[removed]"}
    ]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("short", "shorter", []),
        ("one two three four five six seven", "no word of this is in the other text at all", []),
        (
            "one two three four five six seven",
            "one two three 넷 five six seven",
            [
                DiffPiece("same", "one two three "),
                DiffPiece("del", "four"),
                DiffPiece("ins", "넷"),
                DiffPiece("same", " five six seven"),
            ],
        ),
    ],
)
def test_texts_are_compared_by_words_where_that_helps(before, after, pieces):
    assert word_diff(before, after) == pieces


def test_what_a_text_says_is_never_taken_for_markup(agreement, client):
    change(agreement.texts.get(), summary="<script>alert(1)</script> & more words than six stand in here")
    publish(agreement, by=None)

    html = client.get("/agreements/A1/versions/2").content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_differences_of_every_kind_are_told_in_words(full, read, prefix):
    one, person, activity, topic = (full[name] for name in ("one", "person", "activity", "topic"))
    change(one, parent=full["other"], country="FR", founded_on="1999")
    change(one.names.get(kind="former"), valid_until="2011-05")
    change(person.names.get(), text="김서명님")
    change(activity.attendances.get(role="led"), role="present")
    activity.outcomes.get().organizations.clear()
    change(topic, names={"en": "public health", "ko": "공중보건"})
    publish(one, person, activity, topic, by=None)

    told = {
        plural: read(f"{prefix}/{plural}/{record.ref}/versions/2")
        for plural, record in {
            "organizations": one, "people": person, "activities": activity, "topics": topic,
        }.items()
    }  # fmt: skip

    assert "김서명 → " in told["people"]
    if not prefix:
        assert "Country South Korea → became France" in told["organizations"]
        assert f"Part of nothing → became Beta ({full['other'].ref})" in told["organizations"]
        assert "Former: Old Alpha › until 2010 → became May 2011" in told["organizations"]
        assert "› role led the delegation → became present" in told["activities"]
        assert f"organizations concerned Beta ({full['other'].ref}) → became nothing" in told["activities"]
        assert "› organization Alpha (O3), South Korea → became Alpha (O3), France" in told["activities"]
        assert "(English) health → became public health" in told["topics"]


def test_a_version_shows_the_effect_and_the_end_that_it_alone_tells(agreement, read):
    make.TermFactory(agreement=agreement, length="P5Y", renewal="fixed", starts_with="signature")
    publish(agreement, by=None)
    make.MilestoneFactory(agreement=agreement, kind="takes_effect", on="2015-03-01")
    make.MilestoneFactory(agreement=agreement, kind="terminated", on="2016-07-01")
    publish(agreement, by=None)

    before, after = read("/agreements/A1/versions/2"), read("/agreements/A1/versions/3")
    assert "In effect from 2014" in before
    assert "31 December 2018 and 30 December 2019 – expired" in before
    assert "In effect from 1 March 2015" in after
    assert "Ended 30 June 2016 – terminated" in after
    assert "Ended 30 June 2016 – terminated" in read("/agreements/A1")


def test_a_closed_version_is_listed_as_no_longer_public(agreement, read):
    Agreement.objects.filter(pk=agreement.pk).update(disclosure="existence", disclosure_basis="Act 1")
    publish(Agreement.objects.get(pk=agreement.pk), by=None)

    assert "Version 1 (no longer public), " in read("/agreements/A1/versions/")


def test_of_versions_the_current_one_is_that_which_the_page_shows(agreement, read, client):
    agreement.texts.update(title="Accord of the sea")
    publish(agreement, by=None)
    redact(Version.objects.of("A1"), ["/commitments/0/text/en"], reason="A name.", basis="Act 1", by=None)

    items = re.findall(r"<li>(.*?)</li>", client.get("/agreements/A1/versions/").content.decode(), re.DOTALL)

    rows = [
        " ".join(re.sub(r"<[^>]+>", " ", item).split())
        for item in items
        if "SHA-256" in item or "edact" in item
    ]
    assert [row for row in rows if " current " in f"{row} "] == [
        row for row in rows if row.startswith("Version 2 ")
    ]
    assert not rows[0].startswith("Version"), "the topmost is the log of the redaction"
