"""The page of an activity lists each person, each organization and each agreement once."""

import re

import pytest

from pages.source_marks import FactSources
from register.publishing import publish
from tests import factories as make


@pytest.fixture
def activity(db):
    return make.ActivityFactory(titled=True)


def participants(read, address="/activities/E1") -> str:
    """The section of the participants; the table of contents names it before."""
    page = read(address)
    page = page[page.rindex("Participants") :]
    return page.partition("Outcomes")[0]


def attend(activity, person=None, organization=None, **fields):
    return make.AttendanceFactory(activity=activity, person=person, organization=organization, **fields)


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_person_in_two_posts_stands_once_with_both(activity, read, is_turned):
    person, agency = make.PersonFactory(name="Lucy Chappell"), make.OrganizationFactory(name="Institute")
    posts = [
        {"post_as_written": "Chief Adviser", "role": "delegate"},
        {
            "post_as_written": "Chief Executive",
            "role": "spoke_for",
            "name_as_written": "Professor Lucy Chappell",
        },
    ]
    for post in posts[::-1] if is_turned else posts:
        attend(activity, person, agency, side="GB", **post)
    publish(activity, by=None)

    page = participants(read)
    assert page.count("Lucy Chappell") == 2  # the second time as the source that names her otherwise has it
    assert page.count("in the source: “") == 1
    assert "Chief Adviser" in page
    assert "Chief Executive" in page


def test_who_led_stands_among_the_leaders_with_all_posts(activity, read):
    person = make.PersonFactory(name="Kim Minji")
    attend(activity, person, side="KR", role="delegate", post_as_written="Professor")
    attend(activity, side="KR", role="delegate", organization=make.OrganizationFactory(name="Ministry"))
    attend(activity, person, side="KR", role="led", post_as_written="Minister")
    publish(activity, by=None)

    page = participants(read)
    assert page.count("Kim Minji") == 1
    assert page.index("Kim Minji") < page.index("Minister") < page.index("Professor") < page.index("Ministry")


def test_two_people_of_one_name_stand_apart(activity, read):
    for post in ("Dean", "Provost"):
        attend(activity, make.PersonFactory(name="Kim Minji"), side="KR", post_as_written=post)
    publish(activity, by=None)

    assert participants(read).count("Kim Minji") == 2


@pytest.mark.parametrize(
    ("post", "written", "shown"),
    [
        ("2nd Vice Minister of MoHW", "MoHW", "2nd Vice Minister of MoHW (Ministry of Health)"),
        ("MoHW Vice Minister", "MoHW", "MoHW (Ministry of Health) Vice Minister"),
        ("Vice Minister", "MoHW", "Vice Minister – MoHW (Ministry of Health)"),
        ("Head of the MoHWs", "MoHW", "Head of the MoHWs – MoHW (Ministry of Health)"),
        ("", "MoHW", "Delegate – MoHW (Ministry of Health)"),
    ],
)
def test_an_organization_that_the_post_names_is_not_named_again(activity, read, post, written, shown):
    ministry = make.OrganizationFactory(name="Ministry of Health")
    attend(activity, make.PersonFactory(), ministry, post_as_written=post, organization_as_written=written)
    publish(activity, by=None)

    page = participants(read)
    assert shown in page
    assert page.count("(Ministry of Health)") == 1


def test_an_agreement_in_two_roles_is_one_row(activity, read, client):
    agreement = make.AgreementFactory(titled=True, text__title="Trials partnership")
    for role in ("discussed", "launched_at"):
        make.ActivityAgreementFactory(activity=activity, agreement=agreement, role=role)
    publish(agreement, by=None)
    publish(activity, by=None)

    rows = read("/activities/E1").rpartition("Related agreements")[2].partition("How we know")[0]
    assert rows.count("Trials partnership") == 1
    assert "Discussed at this event · launched at this event : Trials" in rows.replace("event:", "event :")
    html = client.get("/activities/E1", follow=True).content.decode()
    assert html.count('id="agreements-') == 2


def test_the_day_of_a_status_is_asked_for_only_beside_one(activity, read):
    make.ActivityAgreementFactory(activity=activity, agreement=None, stub={"en": "A plan"}, role="discussed")
    publish(activity, by=None)

    assert "Status" not in read("/activities/E1").partition("Participants")[2]


def statement(source: str, basis: str) -> dict:
    return {
        "key": f"c{source}", "source": source, "basis": basis, "says": {"en": source}, "facts": ["on"], "locator": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bases", "differs"),
    [
        (("inferred", "inferred"), False),
        (("stated", "inferred"), True),
        (("stated", "stated"), True),
        (("stated",), False),
    ],
)
def test_only_what_is_stated_can_differ(bases, differs):
    """How a fact was inferred from each of two sources contradicts nothing."""
    citations = [statement(f"s{number}", basis) for number, basis in enumerate(bases)]
    body = {"sources": [{"key": one["source"]} for one in citations], "citations": citations}

    [note] = FactSources(body).notes("on")
    assert note.differs == differs
    assert note.is_of_several == (len(bases) > 1)


@pytest.fixture
def two_sides(db):
    """An activity and an agreement of a British and a Korean ministry, recorded in that order, in English."""
    ministry = make.OrganizationFactory(name="Ministry of Health", country="KR")
    make.OrganizationNameFactory(organization=ministry, text="보건부", kind="official", language="ko")
    department = make.OrganizationFactory(name="Department", country="GB")
    person = make.PersonFactory(name="Park Minsoo")
    make.PersonNameFactory(person=person, text="박민수", language="ko")
    activity = make.ActivityFactory(titled=True)
    attend(activity, side="GB", organization=department)
    attendance = attend(
        activity, person, ministry, side="KR", organization_as_written="MoH", post_as_written="Head of MoH"
    )
    agreement = make.AgreementFactory(titled=True)
    for side, organization, written in (("GB", department, ""), ("KR", ministry, "Korean MoH")):
        make.InvolvementFactory(
            agreement=agreement, organization=organization, side=side, name_as_written=written
        )
    source = make.SourceFactory(title="Ministers meet", language="en")
    make.ActivityCitationFactory(
        activity=activity, source=source, facts=[f"attendances/{attendance.key}"], locator="paragraph 2"
    )
    make.ActivityCitationFactory(
        activity=activity,
        source=source,
        facts=["on"],
        locator="paragraph 2",
        says={"en": "Soon.", "ko": "곧"},
    )
    for record in (activity, agreement):
        publish(record, by=None)
    return activity


def test_a_korean_page_begins_with_the_korean_side(two_sides, read):
    english = participants(read)
    assert english.index("United Kingdom") < english.index("South Korea")
    for address in ("/ko/activities/E1", "/ko/agreements/A1"):
        korean = read(address)
        assert korean.index("대한민국") < korean.index("영국")


def test_a_korean_page_names_organizations_in_korean_and_as_written_second(two_sides, read):
    assert "보건부 (Korean MoH)" in read("/ko/agreements/A1")
    assert "Korean MoH (Ministry of Health)" in read("/agreements/A1")
    assert "Head of MoH – 보건부" in read("/ko/activities/E1")
    assert "Head of MoH (Ministry of Health)" in read("/activities/E1")


def test_a_source_lists_people_by_the_names_of_the_page(two_sides, read):
    for address, name in (("/activities/E1", "Park Minsoo"), ("/ko/activities/E1", "박민수")):
        assert read(address).count(name) == 2  # among the participants, and in the list of the source


def test_a_place_in_a_source_stands_once_in_its_list_and_in_its_language(two_sides, client):
    html = client.get("/ko/activities/E1", follow=True).content.decode()
    listed = html[html.index('id="source-1"') :]
    listed = listed[: listed.index("popover")]

    assert listed.count("paragraph 2") == 1
    assert html.count("paragraph 2") == html.count('<span lang="en">paragraph 2</span>')
    assert '<cite><span lang="en">Ministers meet</span></cite>' in html


@pytest.mark.parametrize(
    ("fact", "heading"), [("attendances", "Participants"), ("outcomes", "Outcomes"), ("on", "At a glance")]
)
def test_what_a_source_says_stands_beside_its_facts(db, client, fact, heading):
    activity = make.ActivityFactory(titled=True, on="2020-05-13")
    parts = {
        "attendances": make.AttendanceFactory(activity=activity),
        "outcomes": make.OutcomeFactory(activity=activity),
    }
    path = f"{fact}/{parts[fact].key}" if fact in parts else fact
    make.ActivityCitationFactory(activity=activity, facts=[path], says={"en": "As the gazette has it."})
    publish(activity, by=None)

    html = client.get("/activities/E1", follow=True).content.decode()

    before = html.partition("As the gazette has it.")[0]
    assert before != html
    assert re.findall("<h2[^>]*>(.*?)</h2>", before, re.DOTALL)[-1:] == [heading], before[-500:]


def test_a_post_around_a_name_is_in_the_language_of_its_words(db, client):
    activity = make.ActivityFactory(titled=True)
    organization = make.OrganizationFactory(name="해양연구소")
    make.AttendanceFactory(
        activity=activity, organization=organization, person=make.PersonFactory(), post_as_written="전 해양연구소 소장",
    )  # fmt: skip
    publish(activity, by=None)

    html = client.get("/activities/E1", follow=True).content.decode()

    assert re.findall(r'<span lang="ko">\s*(전|소장)\s*</span>', html) == ["전", "소장"], html
