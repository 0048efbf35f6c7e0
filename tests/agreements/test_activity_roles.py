"""What an activity is to an agreement, read from the page of either, held, planned and cancelled."""

import pytest
from django.db import transaction

from activities.choices import ActivityAgreementRole
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

# Role: on the page of the activity, before the agreement; on that of the agreement, beside the activity. A visit held.
READINGS = {
    "en": {
        "held_under": ("Under", "under this agreement"),
        "launched_at": ("Launched at this event:", "launched at this event"),
        "signed_at": ("Signed at this event:", "signed at this event"),
        "announced_at": ("Announced at this event:", "announced at this event"),
        "reviewed": ("Reviewed at this event:", "reviewed at this event"),
        "discussed": ("Discussed at this event:", "discussed at this event"),
        "led_to": ("Led to:", "led to it"),
        "in_support_of": ("In support of:", "in support of it"),
    },
    "ko": {
        "held_under": ("근거 협약", "이 협약에 따라 시행"),
        "launched_at": ("이 행사에서 출범:", "이 행사에서 출범"),
        "signed_at": ("이 행사에서 서명:", "이 행사에서 서명"),
        "announced_at": ("이 행사에서 발표:", "이 행사에서 발표"),
        "reviewed": ("이 행사에서 검토:", "이 행사에서 검토"),
        "discussed": ("이 행사에서 논의:", "이 행사에서 논의"),
        "led_to": ("이를 계기로 체결:", "성립의 계기"),
        "in_support_of": ("지원 대상:", "이를 지원"),
    },
}
NOT_HELD = {
    ("planned", "en"): {
        "signed_at": ("To be signed at this event:", "to be signed at this event"),
        "discussed": ("To be discussed at this event:", "to be discussed at this event"),
        "led_to": ("Is to lead to:", "is to lead to it"),
    },
    ("cancelled", "en"): {
        "signed_at": ("Was to be signed at this event:", "was to be signed at this event"),
        "discussed": ("Was to be discussed at this event:", "was to be discussed at this event"),
        "led_to": ("Was to lead to:", "was to lead to it"),
    },
    ("planned", "ko"): {
        "signed_at": ("이 행사에서 서명 예정:", "이 행사에서 서명 예정"),
        "discussed": ("이 행사에서 논의 예정:", "이 행사에서 논의 예정"),
        "led_to": ("이를 계기로 체결 예정:", "성립의 계기가 될 예정"),
    },
    ("cancelled", "ko"): {
        "signed_at": ("이 행사에서 서명할 예정이었음:", "이 행사에서 서명할 예정이었음"),
        "discussed": ("이 행사에서 논의할 예정이었음:", "이 행사에서 논의할 예정이었음"),
        "led_to": ("이를 계기로 체결할 예정이었음:", "성립의 계기가 될 예정이었음"),
    },
}
CASES = [
    (role, "held", language, *words) for language, roles in READINGS.items() for role, words in roles.items()
] + [(role, *key, *words) for key, roles in NOT_HELD.items() for role, words in roles.items()]
# A plan whose day is over, with nothing known since, reads as what was cancelled does.
CASES += [(role, "overdue", *rest) for role, state, *rest in CASES if state == "cancelled"]


def test_every_role_is_read():
    assert set(READINGS["en"]) == set(READINGS["ko"]) == set(ActivityAgreementRole.values)


@pytest.fixture(scope="module")
def refs(django_db_setup, django_db_blocker):
    """References of an activity and its agreement, by role and state: all published at once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        pairs = {(role, state): activity_of(role, state) for role, state, *_rest in CASES}
        publish(*(record for pair in pairs.values() for record in pair), by=None)
        yield {case: [record.ref for record in pair] for case, pair in pairs.items()}
        transaction.set_rollback(True)


def activity_of(role: str, state: str) -> tuple:
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, title="Memorandum on Health")
    on = {"planned": "9998-01-01", "overdue": "2020-01-01"}.get(state, "2021-01-01")
    activity = make.ActivityFactory(kind="visit", state=state.replace("overdue", "planned"), on=on)
    make.ActivityTextFactory(activity=activity, title="Visit of the Minister")
    make.ActivityAgreementFactory(activity=activity, agreement=agreement, role=role)
    return activity, agreement


@pytest.mark.parametrize(("role", "state", "language", "of_activity", "of_agreement"), CASES)
def test_each_page_reads_the_role_from_its_own_side(
    refs, read, role, state, language, of_activity, of_agreement
):
    activity, agreement = refs[role, state]
    prefix = "/ko" if language == "ko" else ""

    assert f"{of_activity} Memorandum on Health" in read(f"{prefix}/activities/{activity}")
    section = read(f"{prefix}/agreements/{agreement}").partition("Visit of the Minister")[2]
    assert section.partition("·")[2].strip().startswith(of_agreement)


def test_a_letter_concerns_an_agreement(read):
    agreement, letter = make.AgreementFactory(titled=True), make.ActivityFactory(titled=True, kind="other")
    make.ActivityAgreementFactory(activity=letter, agreement=agreement, role="discussed")
    publish(agreement, by=None)
    publish(letter, by=None)

    assert f"Concerns: {agreement}" in read(f"/activities/{letter.ref}")
    assert f"{letter} Concerns it · December 2024" in read(f"/agreements/{agreement.ref}")
    assert f"관련 협약: {agreement}" in read(f"/ko/activities/{letter.ref}")
