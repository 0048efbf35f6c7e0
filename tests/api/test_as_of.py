"""``as_of``: what the register said then, and never what it has taken back since."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people.actions import hide_person
from register.models import Version
from register.publishing import merge, publish, withdraw
from register.versions import format_instant
from tests.factories import (
    AgreementFactory,
    MilestoneFactory,
    OrganizationFactory,
    PersonFactory,
    SignatoryFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def moment_of(ref, number):
    return format_instant(Version.objects.get(ref=ref, number=number).published_at)


def before(ref, number):
    return format_instant(
        Version.objects.get(ref=ref, number=number).published_at - timedelta(microseconds=1)
    )


@pytest.fixture
def corrected(db):
    """A1, signed in 2020 says its first version, in 2021 says its second."""
    agreement = AgreementFactory(titled=True, text__title="First title")
    MilestoneFactory(agreement=agreement, on="2020-05-13")
    publish(agreement, by=None)
    agreement.texts.update(title="Second title")
    agreement.milestones.update(on="2021-05-13")
    publish(agreement, by=None)
    return agreement


def test_a_record_is_told_as_it_was_said_then(api, corrected):
    now, at_first = api("agreements/A1").json(), moment_of("A1", 1)

    response = api(f"agreements/A1?as_of={at_first}")

    then = response.json()
    body = api("agreements/A1/versions/1")
    assert b'"record":' + body.content + b"," in response.content
    version = Version.objects.get(ref="A1", number=1)
    assert (then["version"], then["sha256"], then["published_at"]) == (1, version.sha256, at_first)
    assert then["as_of"] == at_first
    assert then["record"]["texts"][0]["title"] == "First title"
    assert {name: then[name] for name in ("ref", "kind", "url", "html_url")} == {
        name: now[name] for name in ("ref", "kind", "url", "html_url")
    }
    assert '/agreements/A1/versions/1>; rel="alternate"' in response.headers["Link"]


def test_what_is_said_now_is_told_in_the_same_words(api, corrected):
    now = api("agreements/A1").json()

    then = api(f"agreements/A1?as_of={moment_of('A1', 2)}").json()

    assert then.pop("as_of") == moment_of("A1", 2)
    assert then == now
    today = timezone.localdate().isoformat()
    assert api(f"agreements/A1?as_of={today}").json()["version"] == 2


def test_the_status_is_the_one_that_followed_from_what_was_said_then(api, corrected):
    def since(asked):
        status = api(f"agreements/A1?{asked}").json()["status"]
        return status and (status["on"], status["since"]["earliest"])

    assert since(f"as_of={moment_of('A1', 1)}&on=2020-12-31") == ("2020-12-31", "2020-05-13")
    assert since("on=2020-12-31") is None
    assert since(f"as_of={moment_of('A1', 1)}") == (timezone.localdate().isoformat(), "2020-05-13")


@pytest.mark.parametrize(
    ("asked", "on", "state"),
    [
        ("as_of={before}", "before", "in_force"),
        ("as_of={before}T12:00:00Z", "before", "in_force"),
        ("as_of={last}", "last", "in_force"),
        ("as_of={after}", "after", "expired"),
        ("as_of={before}&on={after}", "after", "expired"),
        ("", "today", "expired"),
    ],
)
def test_the_status_is_that_of_the_day_asked_for(api, asked, on, state):
    published = timezone.now()  # the database dates versions by its own clock
    number = {"before": 100, "last": 300, "after": 301, "today": 600}
    days = {name: f"{timezone.localdate(published + timedelta(days))}" for name, days in number.items()}
    agreement = AgreementFactory(titled=True)
    MilestoneFactory(agreement=agreement, on="2020-05-13", kind="takes_effect")
    TermFactory(agreement=agreement, length="", until=days["last"])
    publish(agreement, by=None)

    with time_machine.travel(published + timedelta(number["today"]), tick=False):
        status = api(f"agreements/A1?{asked.format(**days)}").json()["status"]

    assert (status["on"], status["state"]) == (days[on], state)


def test_fields_choose_members_of_what_was_said_then(api, corrected):
    answer = api(f"agreements/A1?as_of={moment_of('A1', 1)}&fields=ref,nature").json()

    assert answer["record"] == {"ref": "A1", "nature": "instrument"}


def test_the_register_said_nothing_before_it_first_spoke(api, corrected):
    response = api(f"agreements/A1?as_of={before('A1', 1)}")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert response.json()["detail"] == "The register said nothing of A1 then."
    assert api("agreements/A1?as_of=1900-01-01").status_code == 404
    assert api("agreements/A9?as_of=1900-01-01").status_code == 404


def test_what_was_withdrawn_since_is_not_told_of_the_past_either(api, corrected):
    withdraw(corrected, by=None, reason={"en": "By mistake."})
    publish(corrected, by=None)

    for number in (1, 2, 3):
        response = api(f"agreements/A1?as_of={moment_of('A1', number)}")
        assert (response.status_code, response.json()["reason"]) == (410, {"en": "By mistake."})
        assert b"First title" not in response.content
    assert api(f"agreements/A1?as_of={moment_of('A1', 4)}").json()["version"] == 4


def test_what_was_merged_since_leads_to_what_it_became(api):
    old, new = OrganizationFactory(), OrganizationFactory()
    publish(old, new, by=None)
    asked = f"as_of={moment_of('O2', 1)}"
    merge(old, into=new, by=None)

    response = api(f"organizations/O1?{asked}")

    assert response.status_code == 308
    assert api(response.headers["Location"]).json()["ref"] == "O2"


def test_a_name_that_had_to_go_is_gone_from_the_past(api):
    person = PersonFactory(name="Somebody Named")
    agreement = AgreementFactory(titled=True)
    SignatoryFactory(agreement=agreement, person=person)
    publish(agreement, by=None)
    first = moment_of("A1", 1)
    hide_person(person=person, reason="Asked.", basis="Article 17", public_reason={"en": "Hidden."}, by=None)

    response = api(f"agreements/A1?as_of={first}")

    assert response.status_code == 200
    assert b"Somebody Named" not in response.content
    assert response.json()["sha256"] == Version.objects.get(ref="A1", number=1).sha256
    said_now = api(f"agreements/A1?as_of={format_instant(timezone.now())}").json()
    assert {**said_now, "as_of": ""} == {**api("agreements/A1").json(), "as_of": ""}


@pytest.mark.parametrize(
    ("asked", "parameter", "code"),
    [
        ("as_of=2999-01-01", "as_of", "in_the_future"),
        ("as_of=2020", "as_of", "malformed"),
        ("as_of=9999-12-31T23:59:59-12:00", "as_of", "malformed"),
        ("as_of=2020-01-01&expand=people", "expand", "not_together"),
    ],
)
def test_what_cannot_be_asked_of_the_past_is_refused(api, corrected, asked, parameter, code):
    response = api(f"agreements/A1?{asked}")

    assert response.status_code == 400
    assert [(one["parameter"], one["code"]) for one in response.json()["errors"]] == [(parameter, code)]


@time_machine.travel("2024-06-01T12:00Z", tick=False)
def test_lists_are_about_now_only(api):
    assert [one["code"] for one in api("agreements/?as_of=2020-01-01").json()["errors"]] == [
        "unknown_parameter"
    ]


def test_the_past_costs_two_queries(queries_of, corrected):
    assert len(queries_of(f"agreements/A1?as_of={moment_of('A1', 1)}&on=2020-01-01")) == 2
