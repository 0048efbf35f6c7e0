"""Records that a page shows besides its own: today's names, and the records that point at one."""

import pytest
from django.utils.translation import override

from pages import linked_records, mentions
from pages.templatetags.page_tags import mention_html
from register.publishing import publish, withdraw
from tests import factories as make
from tests.pages.conftest import words

pytestmark = pytest.mark.django_db


def mention_of(record, written: str):
    return mentions.RecordDirectory([record.ref]).mention({"ref": record.ref, "name": written})


def shown(mention) -> str:
    """A mention as the page shows it, without its link."""
    return words(f"<body>{mention_html(mention)}")


@pytest.fixture
def ministry():
    """A ministry that was renamed, with a name of each kind, some of them over."""
    organization = make.OrganizationFactory(name="Ministry of Health", country="GB")
    for text, language, kind, valid_until in [
        ("보건부", "ko", "official", ""),
        ("MoH", "", "acronym", ""),
        ("DoPH", "", "acronym", "2010"),
        ("Health Ministry", "en", "alias", ""),
        ("Health Office", "en", "alias", "2010"),
        ("Bogeonbu", "ko-Latn", "romanized", ""),
        ("Département d’Hygiène", "fr", "former", ""),
        ("Département de la Santé", "fr", "official", "2010"),
        ("Ministère de la Santé", "fr", "official", "2999"),
        ("Gesundheitsamt", "de", "official", "2010"),
        ("The Ministry", "en", "former", "1990"),
        ("The Ministry", "en", "official", ""),
        ("Ministry of Health", "en", "official", ""),
    ]:
        make.OrganizationNameFactory(
            organization=organization, text=text, language=language, kind=kind, valid_until=valid_until
        )
    publish(organization, by=None)
    return organization


@pytest.mark.parametrize(
    ("written", "english", "korean"),
    [
        ("Ministry of Health", "Ministry of Health", "보건부"),
        ("보건부", "Ministry of Health", "보건부"),
        # a name that was given up, however it is spelled
        ("Département d’Hygiène", "… (now Ministry of Health)", "… (현재 명칭: 보건부)"),
        ("DEPARTEMENT D'HYGIENE", "… (now Ministry of Health)", "… (현재 명칭: 보건부)"),
        ("Ｄépartement de la Santé", "… (now Ministry of Health)", "… (현재 명칭: 보건부)"),
        ("Gesundheitsamt", "… (now Ministry of Health)", "… (현재 명칭: 보건부)"),
        # names of today, and spellings of which the register knows nothing
        ("Ministère de la Santé", "Ministry of Health", "보건부"),
        # in the letters of another language than the page's, the written one stands second
        ("MoH", "… (Ministry of Health)", "보건부 (…)"),
        ("DoPH", "… (Ministry of Health)", "보건부 (…)"),
        ("Health Ministry", "… (Ministry of Health)", "보건부 (…)"),
        ("Health Office", "… (Ministry of Health)", "보건부 (…)"),
        ("Bogeonbu", "… (Ministry of Health)", "보건부 (…)"),
        ("UK", "… (Ministry of Health)", "보건부 (…)"),
        ("영국 보건부", "Ministry of Health ( …)", "…"),
        ("the MINISTRY of Health (UK)", "…", "보건부 (…)"),
        ("The Ministry", "… (Ministry of Health)", "보건부 (…)"),
        ("—", "… (Ministry of Health)", "… (보건부)"),
    ],
)
def test_now_is_said_only_beside_a_name_that_was_given_up(ministry, written, english, korean):
    assert shown(mention_of(ministry, written)) == english.replace("…", written)
    with override("ko"):
        assert shown(mention_of(ministry, written)) == korean.replace("…", written)


def test_an_official_name_that_is_over_is_not_what_it_is_called_now():
    organization = make.OrganizationFactory(name="New Institute")
    make.OrganizationNameFactory(
        organization=organization, text="Old Institute", language="en", valid_until="2010"
    )
    publish(organization, by=None)

    assert shown(mention_of(organization, "Old Institute")) == "Old Institute (now New Institute)"
    assert shown(mention_of(organization, "New Institute")) == "New Institute"


def test_an_organization_without_names_was_never_renamed():
    organization = make.OrganizationFactory(name="Food Bureau", country="HK")
    publish(organization, by=None)

    assert shown(mention_of(organization, "Hong Kong")) == "Hong Kong (Food Bureau)"


def test_a_name_in_the_part_of_a_name_adds_nothing_whatever_its_apostrophes():
    person = make.PersonFactory(name="Fred Matiang’i")
    publish(person, by=None)

    assert shown(mention_of(person, "Dr Fred Matiang'i")) == "Dr Fred Matiang'i"
    assert shown(mention_of(person, "FRED MATIANG'I")) == "FRED MATIANG'I"
    assert shown(mention_of(person, "F. Matiangi")) == "F. Matiangi (Fred Matiang’i)"


def test_of_a_person_nobody_says_now():
    person = make.PersonFactory(name="Kim New")
    make.PersonNameFactory(person=person, text="Kim Old", language="en", kind="former")
    publish(person, by=None)

    assert shown(mention_of(person, "Kim Old")) == "Kim Old (Kim New)"


@pytest.fixture
def bureau():
    return make.OrganizationFactory(name="Food Bureau", dissolved_on="2022-06")


def succession(older, name: str, **values):
    newer = make.OrganizationFactory(name=name)
    make.OrganizationRelationFactory(organization=newer, other=older, kind="succeeds", **values)
    publish(older, newer, by=None)
    for record in (older, newer):
        record.refresh_from_db()
    return newer


def test_an_organization_that_was_succeeded_is_now_the_last_of_its_successors(bureau):
    make.OrganizationNameFactory(organization=bureau, text="Old Bureau", language="en", kind="former")
    health = succession(bureau, "Health Bureau")
    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau (now Health Bureau)"

    succession(health, "Bureau of Care")

    for written in ("Food Bureau", "FHB", "Old Bureau"):
        assert shown(mention_of(bureau, written)) == f"{written} (now Bureau of Care)"
    with override("ko"):
        assert shown(mention_of(bureau, "FHB")) == "FHB (현재 명칭: Bureau of Care)"


def test_an_organization_that_was_divided_is_now_none_of_its_successors(bureau):
    food, health = succession(bureau, "Bureau of Food"), succession(bureau, "Health Bureau")
    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau"

    whole = succession(food, "Bureau of Food and Health")
    make.OrganizationRelationFactory(organization=whole, other=health, kind="succeeds")
    publish(whole, by=None)

    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau (now Bureau of Food and Health)"


def test_a_successor_of_the_same_name_is_no_other_name(bureau):
    succession(bureau, "FOOD BUREAU")

    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau"
    assert shown(mention_of(bureau, "FHB")) == "FHB (Food Bureau)"


def test_a_succession_to_come_or_one_that_was_withdrawn_is_none(bureau):
    newer = succession(bureau, "Health Bureau", valid_from="2999")
    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau"

    newer.relations.update(valid_from="", valid_from_earliest=None, valid_from_latest=None)
    publish(newer, by=None)
    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau (now Health Bureau)"

    withdraw(newer, by=None, reason={"en": "A mistake."})
    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau"


def test_what_was_dissolved_without_a_successor_is_nothing_now(bureau):
    make.OrganizationNameFactory(organization=bureau, text="Old Bureau", language="en", kind="former")
    publish(bureau, by=None)

    assert shown(mention_of(bureau, "Food Bureau")) == "Food Bureau"
    assert shown(mention_of(bureau, "Old Bureau")) == "Old Bureau (Food Bureau)"


def test_the_page_of_a_successor_does_not_say_that_the_older_one_is_now_itself(bureau, read):
    newer = succession(bureau, "Health Bureau")

    page = read(f"/organizations/{newer.ref}")

    assert "Succeeds Food Bureau" in page
    assert "(now" not in page


def test_what_is_public_no_more_is_named_without_a_link():
    organization = make.OrganizationFactory()
    publish(organization, by=None)
    withdraw(organization, by=None, reason={"en": "A mistake."})

    make.OrganizationNameFactory(organization=organization, text="Institute", language="en", kind="former")

    mention = mentions.RecordDirectory(["O1"]).mention({"ref": "O1", "name": "Institute", "country": "KR"})

    assert (mention.name, mention.address, mention.current_name) == ("Institute", "", "")


def test_of_many_records_that_point_at_one_the_newest_of_each_nature_are_read():
    organization = make.OrganizationFactory()
    agreements = []
    for year in range(1990, 1990 + linked_records.SHOWN_PER_GROUP + 1):
        agreements.append(make.AgreementFactory(titled=True, party__organization=organization))
        make.MilestoneFactory(agreement=agreements[-1], on=str(year))
    programme = make.AgreementFactory(
        titled=True, nature="programme", form="", party__organization=organization
    )
    publish(*agreements, programme, by=None)

    found = linked_records.records_linking_to("O1")

    instruments = [one for one in found if one.nature == "instrument"]
    assert len(instruments) == linked_records.SHOWN_PER_GROUP
    assert {one.group_size for one in instruments} == {linked_records.SHOWN_PER_GROUP + 1}
    assert instruments[0].sort_on.year == 1990 + linked_records.SHOWN_PER_GROUP
    assert [one.link_kinds for one in found if one.nature == "programme"] == [["party"]]
