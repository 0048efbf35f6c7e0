"""Each kind of fact that a coder can state: found where a record holds it, and missed where none does."""

from copy import deepcopy

import pytest

from tests.coverage.cases import coverage_of_cases
from tests.coverage.test_fact_coverage import CASE, publish, records
from tests.coverage.text_comparison import contains_name, contains_words, is_name_of


def whole_records():
    """The records of the two hospitals with everything that can be said of them."""
    file = records()
    agreement = file["agreements"][0]
    file["organizations"] += [
        {"id": "cabinet", "name": "Cabinet of Korea", "kind": "government", "country": "KR"},
        {"id": "bank", "name": "Bank of India", "kind": "company", "country": "IN"},
        {"id": "council", "name": "인도네시아 의학연구위원회", "kind": "research_institute", "country": "ID"},
    ]
    file["people"][0]["positions"] = [
        {"organization": "seoul", "post": "Head of surgery", "held_from": "2015-03", "held_until": "2019"}
    ]
    file["people"] += [{"id": "kim", "name": "Kim Parker"}]
    agreement["involvements"] += [
        {"id": "bank", "organization": "bank", "role": "funder"},
        {"id": "council", "organization": "council", "role": "supporter", "role_as_written": "patron"},
        {"id": "six", "name_as_written": "six universities", "count": 6, "country": "FR"},
    ]
    agreement["milestones"] += [
        {"id": "approved", "kind": "approved", "on": "2020-04-20", "by_body": "cabinet"},
        {"id": "notice", "kind": "notice_given", "on": "2024-11", "involvement": "lyon",
         "wording": "notice of non-renewal", "reason": {"en": "It does not want to renew"}},
        {"id": "launched", "kind": "launched", "on": "2020-07-01"},
        {"id": "extended", "kind": "extended", "on": "2025-01-15", "until": "2026-03-31"},
        {"id": "planned", "kind": "reviewed", "on": "2021", "condition": {"en": "once the ward has opened"}},
    ]  # fmt: skip
    agreement["terms"] += [
        {"starts_on": "2020-07-01", "length": "P2Y", "renewal": "automatic", "renewal_length": "P1Y",
         "non_renewal_notice": "P3M", "wording": "two years, renewed by itself"},
        {"starts_on": "2021-02-03", "until": "2022-08-09", "wording": "of the annex"},
    ]  # fmt: skip
    agreement["signatories"][1]["affiliation"] = "bank"
    agreement |= {"termination_notice": "P6M", "review_interval": "P1Y"}
    agreement["commitments"] += [
        {"text": {"en": "A report on wards"}, "due": "2021-09-30", "per": "year", "quantity": "2", "unit": "reports",
         "comparison": "up_to"},
        {"text": {"en": "An account of the money"}, "due_each_year": "--12-31", "quantity": "1", "unit": "account"},
        {"text": {"en": "A plan"}, "quantity": "3", "unit": "plans", "comparison": "more_than",
         "due_event": {"en": "Within 30 days of the signature"}},
    ]  # fmt: skip
    file["activities"] += [
        {"id": "visit", "kind": "visit", "state": "planned", "on": "2027-02", "until": "2027-03",
         "texts": [{"language": "en", "title": "Visit of the wards in Lyon"}],
         "agreement_links": [{"agreement": "nursing", "role": "held_under"}],
         "attendances": [
             {"person": "kim", "role": "led", "organization": "bank",
              "post_as_written": "Envoy of Korea to Hong Kong"}]},
        {"id": "session", "kind": "meeting", "state": "held", "on": "2022-02-02",
         "texts": [{"language": "en", "title": "Talks on wards"}],
         "agreement_links": [{"agreement": "nursing", "role": "held_under"}],
         "attendances": [{"person": "roy", "role": "present", "post_as_written": "Member for Indiana"}]},
    ]  # fmt: skip
    return file


@pytest.fixture
def published(db):
    return publish([whole_records()])


def date(event, value="", **more):
    return {"dates": [{"event": event, "value": value, "precision": "day" if value else "missing", **more}]}


def person(collection, **more):
    return {collection: [more]}


def party(name, **more):
    return {"parties": [{"name": name, "kind": "", "country": "", "role": "", **more}]}


# What a coder states, and the path of the fact that has to be found
HELD = [
    (date("started", "2020-06"), "dates/1"),
    (date("start", "2020-07-01"), "dates/1"),
    (date("began", "2021-02-03"), "dates/1"),
    (date("entered into force", "2020-06"), "dates/1"),
    (date("entry into force", "2020-06"), "dates/1"),
    (date("takes effect", "2020-06"), "dates/1"),
    (date("ended", "2022-08-09"), "dates/1"),
    (date("end", "2026-03-31"), "dates/1"),
    (date("expires", "2022-08-09"), "dates/1"),
    (date("derived expiry", "2022-06-30"), "dates/1"),
    (date("expiry (derived)", "2025-06"), "dates/1"),
    (date("approved by the Cabinet of Korea", "2020-04-20"), "dates/1"),
    (date("approved by the Cabinet of Korea", "2020-04-20"), "dates/1/by"),
    (date("approved", "2020-04-20", by="Cabinet"), "dates/1/by"),
    (date("notice of non-renewal", "2024-11"), "dates/1"),
    (date("notice of non-renewal", "2024-11", by="Hôpital de Lyon"), "dates/1/by"),
    (date("extended", "2025-01-15"), "dates/1"),
    (date("review", "2021", planned=True), "dates/1/planned"),
    (date("visit", "2027-02", planned=True), "dates/1/planned"),
    (date("meeting held", "2022-02-02"), "dates/1"),
    (date("report due", "2021-09-30"), "dates/1"),
    ({"duration": {"end": "2025-06"}}, "duration/end"),
    ({"duration": {"length": "2 years"}}, "duration/length"),
    ({"duration": {"renewal": "automatic"}}, "duration/renewal"),
    ({"duration": {"renewal": "P1Y"}}, "duration/renewal"),
    ({"duration": {"notice": "P3M"}}, "duration/notice"),
    ({"duration": {"termination_notice": "P6M"}}, "duration/termination_notice"),
    ({"duration": {"automatic_renewal": True}}, "duration/automatic_renewal"),
    (person("attendees", name="Kim Parker", planned=True), "attendees/1/planned"),
    (person("attendees", name="Kim Parker", organization="Bank of India"), "attendees/1/organization"),
    (person("attendees", name="Paul Roy", present=True), "attendees/1/present"),
    (person("speakers", name="Paul Roy", role="Mayor"), "speakers/1/role"),
    (person("signatories", name="Ann Lee", position="Head of surgery"), "signatories/1/position"),
    (person("signatories", name="Ann Lee", since="2015-03"), "signatories/1/since"),
    (person("attendees", name="Kim Parker", organization="Korea"), "attendees/1/organization"),
    ({"quantities": [{"value": 2, "unit": "reports", "due": "2021-09-30"}]}, "quantities/1/due"),
    ({"quantities": [{"value": 2, "unit": "reports", "maximum": True}]}, "quantities/1/maximum"),
    ({"quantities": [{"value": 2, "unit": "reports", "per": "year"}]}, "quantities/1/per"),
    ({"quantities": [{"value": 1, "unit": "account", "due": "XXXX-12-31"}]}, "quantities/1/due"),
    (
        {"quantities": [{"value": 3, "unit": "plans", "due": "within 30 days of signature"}]},
        "quantities/1/due",
    ),
    ({"quantities": [{"value": 3, "unit": "plans", "minimum": True}]}, "quantities/1/minimum"),
    ({"quantities": [{"value": 3, "unit": "plans", "comparison": "more than"}]}, "quantities/1/comparison"),
    (date("account due", "XXXX-12-31"), "dates/1"),
    (party("six universities", count=6), "parties/1/count"),
    (party("six universities", country="FR"), "parties/1/country"),
    (party("인도네시아 의학연구위원회", role="patron"), "parties/1/role"),
    (person("witnesses", name="Paul Roy", organization="Bank of India"), "witnesses/1/organization"),
    ({"deadline": "2021-09-30"}, "deadline"),
    ({"reason": "does not want to renew"}, "reason"),
    (party("Bank of India"), "parties/1/name"),
    (party("인도네시아 의학연구위원회"), "parties/1/name"),
]
# The same kinds, of which no record says a word
ABSENT = [
    (date("started", "2020-08"), "dates/1"),
    (date("started", "2020-05-01"), "dates/1"),  # the day of the signature
    (date("entered into force", "2020-05-01"), "dates/1"),
    (date("entered into force", "2022-08-09"), "dates/1"),  # the day of an end
    (date("ended", "2020-06"), "dates/1"),
    (date("ended"), "dates/1"),
    (date("terminated"), "dates/1"),
    (date("suspended"), "dates/1"),
    (date("derived expiry", "2023-07-31"), "dates/1"),
    (date("approved by the Senate of Lyon", "2020-04-20"), "dates/1/by"),
    (date("approved", "2020-04-21"), "dates/1"),
    (date("approved", "2020-04-20", by="Parliament"), "dates/1/by"),
    (date("notice of non-renewal", "2025-01-15"), "dates/1"),
    (date("notice of non-renewal", "2024-11", by="Hospital of Seoul"), "dates/1/by"),
    (date("signed", "2020-05-01", planned=True), "dates/1/planned"),
    (date("signed", "2020-05-01", by="Bank of India"), "dates/1/by"),
    (date("report due", "2022-02-02"), "dates/1"),
    ({"duration": {"end": "2022-08-08"}}, "duration/end"),
    ({"duration": {"length": "3 years"}}, "duration/length"),
    ({"duration": {"renewal": "P2Y"}}, "duration/renewal"),
    ({"duration": {"renewal": "indefinite"}}, "duration/renewal"),
    ({"duration": {"notice": "P9M"}}, "duration/notice"),
    ({"duration": {"evergreen": True}}, "duration/evergreen"),
    (person("attendees", name="Kim Parker", present=True), "attendees/1/present"),
    (person("attendees", name="Paul Roy", planned=True), "attendees/1/planned"),
    (person("attendees", name="Kim Park", role="Envoy"), "attendees/1/name"),
    (person("signatories", name="Ann Lee", planned=True), "signatories/1/planned"),
    (person("signatories", name="Ann Lee", position="Head of nursing"), "signatories/1/position"),
    (person("signatories", name="Ann Lee", since="2016-03"), "signatories/1/since"),
    (person("speakers", name="Eva Horn", role="Mayor"), "speakers/1/name"),
    (person("contacts", name="Press office", role="contact"), "contacts/1/name"),
    (person("attendees", name="Paul Roy", organization="India"), "attendees/1/organization"),
    (person("attendees", name="Kim Parker", organization="Hong Kong"), "attendees/1/organization"),
    (party("Hôpital de Lyon", country="FR", role="acceded"), "parties/1/role"),
    ({"quantities": [{"value": 2, "unit": "reports", "due": "2022-09-30"}]}, "quantities/1/due"),
    ({"quantities": [{"value": 20, "unit": "nurses", "maximum": True}]}, "quantities/1/maximum"),
    ({"quantities": [{"value": 1, "unit": "account", "due": "XXXX-11-30"}]}, "quantities/1/due"),
    ({"quantities": [{"value": 3, "unit": "plans", "due": "after the first visit"}]}, "quantities/1/due"),
    ({"quantities": [{"value": 3, "unit": "plans", "maximum": True}]}, "quantities/1/maximum"),
    (party("six universities", count=7), "parties/1/count"),
    (party("seven universities"), "parties/1/name"),
    (party("Hôpital de Lyon", role="patron"), "parties/1/role"),
    (person("witnesses", name="Paul Roy", organization="Hôpital de Lyon"), "witnesses/1/organization"),
    ({"deadline": "2021-10-01"}, "deadline"),
    ({"reason": "wants more money"}, "reason"),
    ({"confidential": True}, "confidential"),
    (party("India", kind="state", country="IN", role="party"), "parties/1/name"),
    (party("Indian Bank"), "parties/1/name"),
    (party("인도", kind="state", country="IN"), "parties/1/name"),
    (party("연구위원"), "parties/1/name"),
    ({"places": [{"name": "India"}]}, "places/1"),
    ({"bodies_created": ["Korea"]}, "bodies_created/1"),
]


def place_of(patch, path):
    """Path in a body of one fact of the case with these members."""
    case = deepcopy(CASE)
    case["agreements"][0] |= patch
    return {fact.path: fact.path_in_body for fact in coverage_of_cases([case])}[f"agreements/a/{path}"]


def test_every_kind_of_fact_that_is_held_is_found_and_no_other(published):
    assert [(patch, path) for patch, path in HELD if not place_of(patch, path)] == []
    assert [(patch, path, found) for patch, path in ABSENT if (found := place_of(patch, path))] == []


@pytest.mark.parametrize(
    ("recorded", "coded", "is_name"),
    [
        ("Republic of India", "India", True),
        ("Government of India", "India", True),
        ("Bank of India", "India", False),
        ("Indian Council of Medical Research", "India", False),
        ("Indiana University", "India", False),
        ("Federal Republic of Nigeria", "Niger", False),
        ("Papua New Guinea", "Guinea", False),
        ("Gilead Sciences, Inc.", "Gilead Sciences", True),
        ("Victoria Department of Education", "Victorian Department of Education", True),
        ("인도네시아", "인도", False),
        ("서울대학교병원", "서울", False),
        ("보건복지부", "복지부", False),
        ("보건복지부 (Ministry of Health)", "보건복지부", True),
        ("東京大学", "東京大学", True),
        ("東京大学医学部", "東京", False),
    ],
)
def test_a_name_is_no_part_of_another_name(recorded, coded, is_name):
    assert is_name_of(recorded, coded) is is_name


def test_words_are_whole_in_every_script():
    assert contains_words("서울에서 서명하였다", "서울")
    assert contains_words("자카르타, 인도네시아와 인도", "인도")
    assert not contains_words("자카르타, 인도네시아", "인도")
    assert not contains_words("The Indian side agreed", "India")
    assert contains_name("Ann Lee's office", "Ann Lee")
    assert not contains_name("Ann Leeson", "Ann Lee")
    assert not contains_name("박지성은", "박지")


def test_a_case_with_the_least_that_a_coder_may_write_is_walked(db):
    case = {"id": "2", "source": "https://example.org/b", "agreements": [
        {"ref": "a", "type": "mou", "title": "Nothing", "parties": ["One", {"name": "Two", "planned": True}],
         "dates": [{"event": "signed", "planned": True}], "signatories": [{"name": "A B", "planned": True}],
         "money": ["a lot"], "duration": "long", "quantities": None, "new": {"deep": [1, "x", True, None]}},
    ], "activities": ["A visit"], "people": [{"name": "C D", "role": "x"}]}  # fmt: skip

    facts = list(coverage_of_cases([case]))

    assert [fact for fact in facts if fact.path_in_body] == []
    assert {"agreements/a/new/deep/1", "agreements/a/parties/2/planned", "activities/1/title"} <= {
        fact.path for fact in facts
    }
