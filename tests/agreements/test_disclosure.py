"""Of an agreement whose existence alone is public, only what is on the allow-list is published."""

import pytest

from agreements.disclosure import existence_only_body
from register.bodies import body_to_json
from register.kinds import kind_named
from register.loading import load_for_publication
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> dict:
    """The body of an agreement with parts of every kind, all of it public."""
    agreement = make.AgreementFactory(form="mou", form_as_written="MoU", bindingness="non_binding")
    make.AgreementTextFactory(agreement=agreement)
    agreement.topics.add(make.TopicFactory())
    party = make.InvolvementFactory(agreement=agreement, unit="Faculty", jurisdiction="Gibraltar", side="KR")
    make.InvolvementFactory(agreement=agreement, role="funder")
    make.MilestoneFactory(
        agreement=agreement, kind="signed", on="2020-05-13", involvement=party, wording="SECRET",
        places=[{"city": "Seoul", "country": "KR", "venue": "", "is_online": False}],
    )  # fmt: skip
    make.MilestoneFactory(agreement=agreement, kind="announced", on="2019-01-01")
    make.TermFactory(agreement=agreement)
    make.SignatoryFactory(agreement=agreement, involvement=party)
    [record] = load_for_publication([agreement])
    return kind_named("agreement").body(record)


def test_reference_parties_and_year_are_public(body):
    party = body["involvements"][0]
    signing = next(milestone for milestone in body["milestones"] if milestone["kind"] == "signed")

    assert existence_only_body(body) == {
        "object": "agreement", "ref": body["ref"], "nature": "instrument", "form": "mou", "form_as_written": "",
        "bindingness": "", "disclosure": "public", "texts": [], "identifiers": [], "occasion": {}, "background": {},
        "topics": [], "languages": [], "prevailing_language": "", "termination_notice": "", "review_interval": "",
        "involvements": [
            {"key": party["key"], "organization": party["organization"], "person": None, "count": None,
                 "country": "", "role": "party", "role_as_written": "",
             "side": "KR", "unit": "", "acting_for": None, "jurisdiction": ""}
        ],
        "milestones": [
            {"key": signing["key"], "kind": "signed", "on": "2020", "effective_on": "", "until": "",
                 "is_planned": False, "places": [],
             "involvement": None, "by_body": None, "instrument": None, "condition": {}, "scope": {},
                 "notice_of": "", "reason": {},
             "legal_basis": "", "wording": ""}
        ],
        "terms": [], "signatories": [], "relations": [], "commitments": [], "results": [], "contributions": [],
        "documents": [], "contacts": [], "ordinal": None,
    }  # fmt: skip


def test_members_keep_the_order_of_the_full_body(body):
    full = {name: body[name] for name in body if name not in {"sources", "citations"}}

    assert list(existence_only_body(body)) == list(full)
    assert list(existence_only_body(body)["involvements"][0]) == list(body["involvements"][0])
    assert list(existence_only_body(body)["milestones"][0]) == list(body["milestones"][0])


def test_a_member_that_nobody_allowed_is_not_public(body):
    planted = {**body, "jurisdiction": "PLANTED"}
    for collection in ("involvements", "milestones"):
        planted[collection] = [{**part, "confidence": "PLANTED"} for part in body[collection]]

    assert "PLANTED" not in body_to_json(existence_only_body(planted))
    assert existence_only_body(planted) == existence_only_body(body)


def test_what_nobody_foresaw_is_left_out_of_mentions_too(body):
    party, signing = body["involvements"][0], body["milestones"][0]
    party["organization"]["jurisdiction"] = party["surprise"] = signing["surprise"] = body["surprise"] = (
        "secret"
    )

    assert "secret" not in body_to_json(existence_only_body(body))


@pytest.mark.parametrize(
    ("days", "year"),
    [
        (["2014-05-13"], "2014"), (["2014"], "2014"), (["2014-05~"], "2014~"), (["2014?"], "2014?"),
        (["[..2014-09-29]"], "[..2014]"), (["[2014-02..]"], "[2014..]"), (["199X"], "[1990..1999]"),
        (["2014-12-30/2015-01-02"], "[2014..2015]"), (["2014-05-13", "2014-06-01"], "2014"),
        (["2014-05-13", "2016~"], "[2014~..2016~]"), ([""], None), ([], None),
    ],
)  # fmt: skip
def test_the_year_of_a_signing_is_no_more_exact_than_its_day(days, year):
    agreement = make.AgreementFactory()
    for day in days:
        make.MilestoneFactory(agreement=agreement, kind="signed", on=day)
    [record] = load_for_publication([agreement])

    milestones = existence_only_body(kind_named("agreement").body(record))["milestones"]

    assert [milestone["on"] for milestone in milestones] == ([year] if year else [])
