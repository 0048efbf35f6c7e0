"""What was public once and must be no more: words of withdrawn records and of hidden people are in no answer.

Nor does a question for such a word get another answer than one for a word that no record ever held.
"""

from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from access.keys.actions import create_key
from access.models import Key
from exports.dumps.builder import build_dump
from people.actions import hide_person
from register.publishing import publish, withdraw
from tests import factories as make
from tests.surface import EXAMPLES
from tests.test_leaks import answers

pytestmark = pytest.mark.django_db

WITHDRAWN = {
    "agreement": "zqagreementqz",
    "activity": "zqactivityqz",
    "topic": "zqtopicqz",
    "venue": "zqvenueqz",
}
NAME = "Zqsurnameqz"
NEVER = "zqneverusedqz"
REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}
QUESTIONS = [
    "/search?q={}", "/ko/search?q={}", "/agreements/?q={}", "/activities/?q={}", "/topics/?q={}", "/people/?q={}",
    "/api/v1/agreements/?q={}", "/api/v1/people/?q={}", "/api/v1/suggestions/?q={}", "/agreements/export.csv?q={}",
    "/reconcile/suggest/entity?prefix={}", "/agreements/export.atom?q={}",
    "/reconcile?queries=%7B%22q%22:%7B%22query%22:%22{}%22%7D%7D",
]  # fmt: skip


@dataclass
class Seen:
    answers: dict[str, tuple]
    dumps: dict[str, bytes]
    questions: dict[str, dict[str, tuple]]


def make_past() -> None:
    """A1 stays, and links to a withdrawn A2, E1 and T1 in every way; P1, who signed it, was hidden."""
    topic = make.TopicFactory(names={"en": WITHDRAWN["topic"]})
    person = make.PersonFactory(name=f"{NAME} Gildong")
    withdrawn = make.AgreementFactory(titled=True, text__title=WITHDRAWN["agreement"])
    agreement = make.AgreementFactory(titled=True)
    make.PositionFactory(person=person, organization=agreement.involvements.get().organization)
    for record in (agreement, withdrawn):
        make.SignatoryFactory(agreement=record, person=person, name_as_written=f"{NAME} Gildong")
        record.topics.add(topic)
    make.AgreementRelationFactory(agreement=agreement, older=withdrawn)
    make.AgreementRelationFactory(agreement=withdrawn, older=make.AgreementFactory(titled=True))
    make.MilestoneFactory(agreement=agreement, kind="amended", on="2021", instrument=withdrawn)
    activity = make.ActivityFactory(
        series=make.AgreementFactory(titled=True, nature="dialogue", form=""),
        places=[{"city": "", "country": "KR", "venue": WITHDRAWN["venue"], "is_online": False}],
    )
    make.ActivityTextFactory(activity=activity, title=WITHDRAWN["activity"])
    for record in (agreement, withdrawn):
        make.ActivityAgreementFactory(activity=activity, agreement=record)
    make.AttendanceFactory(activity=activity, person=person, name_as_written=f"{NAME} Gildong")
    others = [withdrawn.relations.get().older, activity.series]
    publish(agreement, withdrawn, *others, activity, topic, person, by=None)
    assert (agreement.ref, withdrawn.ref, activity.ref, topic.ref, person.ref) == (
        "A1",
        "A2",
        "E1",
        "T1",
        "P1",
    )
    for record in (withdrawn, activity, topic):
        withdraw(record, by=None, reason=REASON)
    hide_person(person=person, reason="asked", basis="Act 1", public_reason=REASON, by=None)
    # everything that is public still is published anew, as the queue of edited records invites to
    publish(agreement, *others, by=None)


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every route by an example or two, asked by everybody, and the changes by a partner; and the dump."""
    paths = {
        address: address
        for examples in EXAMPLES.values()
        for example in examples
        for address in {example, example.replace("A1", "A2")}
        if "canary" not in address and not ("?" in example and address.startswith(("/agreements/?", "/api/")))
    }
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(DUMPS_ROOT=tmp_path_factory.mktemp("bulk")),
    ):
        make_past()
        key = create_key(key=Key(partner=make.PartnerFactory(), name="Copy", scopes=["read"]), by=None)
        partner = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {key}"})
        build_dump()
        everybody = answers(paths)
        changes = {f"{path} with a key": path for path in paths if path.startswith("/api/v1/changes")}
        words = [*WITHDRAWN.values(), NAME, NEVER]
        yield Seen(
            everybody | answers(changes, partner),
            {path.name: path.read_bytes() for path in settings.DUMPS_ROOT.glob("*/*")},
            {word: answers({form: form.format(quote(word)) for form in QUESTIONS}) for word in words},
        )
        transaction.set_rollback(True)


def test_no_answer_and_no_file_holds_a_word_of_what_was_withdrawn_or_hidden(seen):
    words = [word.casefold() for word in [*WITHDRAWN.values(), NAME]]
    holding = {
        (address, word)
        for address, answer in [*seen.answers.items(), *seen.dumps.items()]
        for word in words
        if word in repr(answer).casefold()
    }

    assert len(seen.answers) > 200
    assert {answer[0] for answer in seen.answers.values()} >= {200, 404, 410}
    assert holding == set()


@pytest.mark.parametrize("word", [*WITHDRAWN.values(), NAME])
def test_a_question_for_such_a_word_is_answered_as_for_one_that_never_was(seen, word):
    """Byte for byte, but for the word itself and what is counted or hashed over it."""

    def neutral(answer, typed):
        status, headers, body, _cookies = answer
        text = body.decode().replace(quote(typed), "?").replace(typed, "?").replace(typed.casefold(), "?")
        return status, headers.get("Content-Type"), text

    for form in QUESTIONS:
        assert neutral(seen.questions[word][form], word) == neutral(seen.questions[NEVER][form], NEVER), form
