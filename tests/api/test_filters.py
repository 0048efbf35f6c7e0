"""Questions: each finds what it should, and what cannot be asked is refused with the near match."""

import pytest
import time_machine

from agreements.choices import InvolvementRole
from register.publishing import publish
from tests.factories import (
    ActivityAgreementFactory,
    ActivityFactory,
    AgreementFactory,
    AgreementIdentifierFactory,
    AgreementTextFactory,
    AttendanceFactory,
    InvolvementFactory,
    MilestoneFactory,
    OrganizationFactory,
    OrganizationIdentifierFactory,
    PersonFactory,
    PositionFactory,
    SignatoryFactory,
    TermFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """A1: Korea and Britain, O1 party, O2 funder, signed by P1 on topic T1, 2020 to 2023. A2: Britain, O2 party."""
    korean = OrganizationFactory(name="Korean Institute", country="KR", kind="university")
    british = OrganizationFactory(name="British Fund", country="GB", kind="fund")
    publish(korean, british, by=None)
    signer, topic = PersonFactory(), TopicFactory()
    first, second = AgreementFactory(form="mou"), AgreementFactory(form="treaty", nature="instrument")
    AgreementTextFactory(agreement=first, title="Health memorandum")
    AgreementTextFactory(agreement=first, title="보건의료 양해각서", language="ko")
    AgreementTextFactory(agreement=second, title="Tax treaty")
    InvolvementFactory(agreement=first, organization=korean, role="party")
    InvolvementFactory(agreement=first, organization=british, role="funder")
    InvolvementFactory(agreement=second, organization=british, role="party")
    first.topics.add(topic)
    SignatoryFactory(agreement=first, person=signer)
    AgreementIdentifierFactory(agreement=first, scheme="UNTS", value="50123")
    MilestoneFactory(agreement=first, kind="signed", on="2020-05")
    effect = MilestoneFactory(agreement=first, kind="takes_effect", on="2020-05-31")
    TermFactory(agreement=first, length="P3Y", renewal="fixed", starts_with="effect", milestone=effect)
    MilestoneFactory(agreement=second, kind="signed", on="2022-01-01")
    publish(first, second, by=None)
    PositionFactory(person=signer, organization=korean)
    OrganizationIdentifierFactory(organization=korean, scheme="ror", value="03yrm5c26")
    meeting = ActivityFactory(titled=True, on="2024-12", kind="meeting", state="held")
    AttendanceFactory(activity=meeting, organization=korean, person=signer)
    ActivityAgreementFactory(activity=meeting, agreement=first, role="held_under")
    meeting.topics.add(topic)
    later = ActivityFactory(titled=True, on="", kind="forum", state="planned")
    publish(korean, signer, meeting, later, by=None)


FOUND = [
    ("agreements/?q=memorandum", "A1"),
    ("agreements/?q=의료", "A1"),
    ("agreements/?q=!!!", ""),
    ("agreements/?nature=instrument", "A1 A2"),
    ("agreements/?form=mou", "A1"),
    ("agreements/?form=mou,treaty", "A1 A2"),
    ("agreements/?form=mou&form=treaty", "A1 A2"),
    ("agreements/?year=2020", "A1"),
    ("agreements/?year=2020s", "A1 A2"),
    ("agreements/?year=2020,2022", "A1 A2"),
    ("agreements/?bindingness=binding", ""),
    ("agreements/?q=health+or+tax", "A1 A2"),
    ("agreements/?q=%22tax+treaty%22+-health", "A2"),
    ("agreements/?q=Korean+Institute", "A1"),
    ("agreements/?country=GB", "A1 A2"),
    ("agreements/?country=KR+GB", "A1"),
    ("agreements/?country=KR%2BGB,US", "A1"),
    ("agreements/?party=O2", "A1 A2"),
    ("agreements/?party=O1+O2", "A1"),
    ("agreements/?party=O2&role=party", "A2"),
    ("agreements/?party=O2,O1&role=funder", "A1"),
    ("agreements/?party=O1+O2&role=party", ""),
    ("agreements/?party=O1+O2,O2&role=party", "A2"),
    ("agreements/?party=O1&role=party+funder", ""),
    ("agreements/?party=O1,O2&role=party+funder,funder", "A1"),
    ("agreements/?role=funder", "A1"),
    ("agreements/?role=party,funder", "A1 A2"),
    ("agreements/?person=P1", "A1"),
    ("agreements/?topic=T1", "A1"),
    ("agreements/?topic=T2", ""),
    ("agreements/?identifier=UNTS:50123", "A1"),
    ("agreements/?ref=A2,A1", "A1 A2"),
    ("agreements/?ref=A2", "A2"),
    ("agreements/?state=expired", "A1"),
    ("agreements/?state=in_force", ""),
    ("agreements/?state=concluded", "A2"),
    ("agreements/?state=in_force&on=2021-01-01", "A1"),
    ("agreements/?state=in_force&certainty=recorded", ""),
    ("agreements/?certainty=presumed", ""),
    ("agreements/?certainty=derived", "A1 A2"),
    ("agreements/?signed_after=2020-05-31", "A1 A2"),
    ("agreements/?signed_after=2020-06-01", "A2"),
    ("agreements/?signed_before=2020-05-01", "A1"),
    ("agreements/?signed_before=2020-04-30", ""),
    ("agreements/?ends_after=2023-05-30", "A1"),
    ("agreements/?ends_after=2023-05-31", ""),
    ("agreements/?ends_before=2023-05-30", "A1"),
    ("agreements/?ends_before=2023-05-29", ""),
    ("agreements/?published_after=2000-01-01", "A1 A2"),
    ("agreements/?published_after=2999-01-01T00:00:00%2B09:00", ""),
    ("agreements/?ordering=signed", "A1 A2"),
    ("organizations/?kind=fund", "O2"),
    ("organizations/?kind=fund,university", "O1 O2"),
    ("organizations/?country=KR", "O1"),
    ("organizations/?identifier=ror:03yrm5c26", "O1"),
    ("organizations/?identifier=ror:https://ror.org/03yrm5c26", "O1"),
    ("organizations/?q=british", "O2"),
    ("people/?party=O1", "P1"),
    ("people/?country=GB", ""),
    ("activities/?kind=meeting", "E1"),
    ("activities/?state=planned", "E2"),
    ("activities/?country=KR", "E1"),
    ("activities/?party=O1", "E1"),
    ("activities/?person=P1", "E1"),
    ("activities/?topic=T1", "E1"),
    ("activities/?agreement=A1", "E1"),
    ("activities/?year=2024", "E1"),
    ("activities/?held_after=2024-12-01", "E1"),
    ("activities/?held_after=2024-12-02", ""),
    ("activities/?held_before=2024-12-31", "E1"),
    ("topics/?ref=T1", "T1"),
]


@time_machine.travel("2026-01-01T12:00Z")
def test_each_question_finds_what_it_asks_for(api, register):
    answers = {address: api(address).json() for address, _refs in FOUND}

    assert {address: answer for address, answer in answers.items() if "results" not in answer} == {}
    found = {address: sorted(one["ref"] for one in answer["results"]) for address, answer in answers.items()}
    assert found == {address: refs.split() for address, refs in FOUND}


REFUSED = [
    ("agreements/?parti=O1", "parti", "unknown_parameter", "Unknown parameter `parti`: did you mean `party`?"),
    ("agreements/?zzz=1", "zzz", "unknown_parameter", "Unknown parameter `zzz`."),
    ("agreements/?format=xml", "format", "unknown_parameter", "Unknown parameter `format`: did you mean `form`?"),
    ("agreements/?form=mo", "form", "unknown_value", "`mo` is not known here: did you mean `mou`?"),
    (
        "agreements/?nature=x", "nature", "unknown_value",
        "`x` is not known here. Known are: instrument, programme, dialogue.",
    ),
    ("agreements/?country=kr", "country", "unknown_value", "`kr` is not known here: did you mean `KR`?"),
    ("agreements/?state=in_force,", "state", "empty", "There is nothing between two commas."),
    ("agreements/?q=", "q", "empty", "This parameter is empty: leave it out, or say something."),
    ("agreements/?q=a&q=b", "q", "repeated", "This parameter can be given only once."),
    ("agreements/?on=2024-01-01&on=2024-01-01", "on", "repeated", "This parameter can be given only once."),
    ("agreements/?on=2024-02-30", "on", "malformed", "`2024-02-30` cannot be read here. An example: `2024-01-31`."),
    ("agreements/?on=20240101", "on", "malformed", "`20240101` cannot be read here. An example: `2024-01-31`."),
    ("agreements/?party=12", "party", "malformed", "`12` cannot be read here. An example: `O12`."),
    ("agreements/?q=a%00b", "q", "malformed", "`a\x00b` cannot be read here. An example: `health data`."),
    (
        "agreements/?identifier=50123", "identifier", "malformed",
        "`50123` cannot be read here. An example: `UNTS:50123`.",
    ),
    ("agreements/?limit=0", "limit", "out_of_range", "Give a whole number from 1 to 200."),
    ("agreements/?limit=201", "limit", "out_of_range", "Give a whole number from 1 to 200."),
    ("agreements/?limit=٣", "limit", "out_of_range", "Give a whole number from 1 to 200."),
    ("agreements/?fields=title", "fields", "unknown_value", None),
    ("agreements/?ordering=relevance", "ordering", "unknown_value", None),  # no place in it would last
    ("agreements/?year=199", "year", "malformed", "`199` cannot be read here. An example: `1994,1980s`."),
    ("agreements/?more=party", "more", "unknown_parameter", None),
    ("agreements/?ordering=singed", "ordering", "unknown_value", "`singed` is not known here: did you mean `signed`?"),
    (
        f"agreements/?q={'a' * 513}", "q", "too_long",
        "A search takes at most 512 characters; this has 513.",
    ),
    (f"agreements/?ref={','.join(['A1'] * 101)}", "ref", "too_many", "Give at most 100 values."),
    ("agreements/?published_after=yesterday", "published_after", "malformed", None),
    ("agreements/A1?q=x", "q", "unknown_parameter", "Unknown parameter `q`."),
    ("organizations/O1?on=2024-01-01", "on", "unknown_parameter", "Unknown parameter `on`."),
    ("agreements/A1/versions/?limit=3", "limit", "unknown_parameter", "Unknown parameter `limit`."),
    ("agreements/A1/versions/1?pretty=1", "pretty", "unknown_parameter", "Unknown parameter `pretty`."),
    ("changes/?after=-1", "after", "out_of_range", None),
    ("changes/?after=99999999999999999999", "after", "out_of_range", None),
    ("changes/?since=1", "since", "unknown_parameter", None),
    ("vocabularies/?lang=ko", "lang", "unknown_parameter", None),
    ("?x=1", "x", "unknown_parameter", None),
]  # fmt: skip


@pytest.mark.parametrize(("address", "parameter", "code", "message"), REFUSED)
def test_what_cannot_be_asked_is_refused_with_the_near_match(api, address, parameter, code, message):
    response = api(address)

    assert response.status_code == 400
    problem = response.json()
    assert problem["code"] == "invalid_parameters"
    [error] = problem["errors"]
    assert (error["parameter"], error["code"]) == (parameter, code)
    assert message is None or error["message"] == message


def test_many_parties_in_many_roles_are_one_question_of_constant_length(queries_of):
    parties, roles = [f"O{number}" for number in range(1, 101)], InvolvementRole.values
    asked = [
        queries_of(f"agreements/?party={','.join(some)}&role={','.join(others)}")[-1]
        for some, others in ((parties, roles), (["O1+O2", *parties[2:]], ["+".join(roles), *roles]))
    ]

    assert max(map(len, asked)) < 12_000


def test_every_wrong_parameter_is_named_at_once(api):
    problem = api("agreements/?parti=O1&limit=0&q=").json()

    assert sorted(error["parameter"] for error in problem["errors"]) == ["limit", "parti", "q"]
