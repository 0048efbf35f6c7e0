"""Reason and legal basis are kept: the words that they are about do not stand in them, in whatever form."""

import pytest
from django.core.exceptions import ValidationError

from people.actions import hide_person
from people.models import Person
from redaction.actions import redact_words
from redaction.matching import Names
from redaction.models import Redaction
from redaction.subjects import Subject
from tests import factories as make
from tests.redaction.test_page import confirm, look
from tests.redaction.working import WHY, plan, redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return make.AgreementFactory(titled=True)


def redacted(agreement, name, **grounds) -> Redaction:
    """A redaction of a name that is the summary, with these grounds in place of others."""
    agreement.texts.filter(language="en").update(summary=name)
    return redact_words(terms=Names([name]), by=None, **(WHY | grounds))


@pytest.mark.parametrize("field", ["reason", pytest.param("basis", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("Hong Gildong", "Request of Hong Gil-dong", "Hong Gil-dong"),
        ("허준", "허준의 요청, PIPA 36조", "허준"),
        ("허준", "요청: 허준", "허준"),
        ("허준", "PIPA 36, 허준氏", "허준"),
        ("허준", "허준敎授의 요청", "허준"),
        ("허준", "會長허준 요청", "허준"),
        ("May", "May교수의 요청", "May"),
        ("Li", "Li先生 요청", "Li"),
        ("박보검", "박보검교수 요청", "박보검"),
        ("홍길동", "총장홍길동의 요청", "홍길동"),
        ("Madonna", "Madonna's request, GDPR 17", "Madonna"),
        ("May", "Asked by May", "May"),
        ("May", "As MAY asked", "MAY"),
        ("Li", "Li asked", "Li"),
        ("Kim Minsoo", "Minsoo Kim, GDPR 17", "Minsoo Kim"),
        ("Van Dyke", "request of van dyke", "van dyke"),
        ("Li Po", "request of li po", "li po"),
        ("Kim Min-su", "Kim (Minister) Min-su asked", "Kim (Minister) Min-su"),
        ("Hong Gildong", "<b>Hong</b> Gildong", "Hong</b> Gildong"),
        ("Hong Gildong", "as https://example.org/hong-gildong", "hong-gildong"),
        ("髙橋一郎", "高橋一郎の依頼", "高橋一郎"),
        ("李明", "由李明要求", "李明"),
        ("علي كريمي", "طلب علی کریمی", "علی کریمی"),
        ("인정", "인정의 요청", "인정"),
    ],
)
def test_grounds_that_may_name_the_words_are_refused_and_say_which(agreement, name, text, held, field):
    with pytest.raises(ValidationError, match="Leave the words themselves out") as refused:
        redacted(agreement, name, **{field: text})

    assert f"“{held}”" in refused.value.messages[0]
    assert not Redaction.objects.exists()


def test_both_are_looked_at(agreement):
    for field in ("reason", "basis"):
        with pytest.raises(ValidationError, match="“허준”"):
            redacted(agreement, "허준", **{field: "허준의 요청"})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("May", "It may be published no more"),
        ("May", "may be published no more, letter of 2026-05-03"),
        ("Li", "A public request"),
        ("An", "an order of a court"),
        ("Mark", "to mark the register"),
        ("허준", "허준會館의 요청"),
        ("인정", "개인정보 보호법 제36조"),
        ("인정", "개인 정보 보호법, 불인정하여 삭제"),
        ("정상화", "비정상화"),
        ("허준", "허준호의 요청"),
        ("علي", "بناء على طلب"),
        ("Hong Gildong", "Request of Hong and others"),
    ],
)
def test_common_words_in_grounds_are_no_names(agreement, name, text):
    assert redacted(agreement, name, reason=text).reason == text


def test_words_that_were_redacted_before_in_a_record_are_refused_too(agreement):
    other = make.AgreementFactory(titled=True)
    make.CommitmentFactory(agreement=agreement, text={"en": "Ola Nordmann"})
    redact("Ola Nordmann")
    other.texts.update(summary="Kari Nilsen")

    with pytest.raises(ValidationError, match="“Nordmann, Ola”"):
        redacted(agreement, "Hong Gildong", basis="as Nordmann, Ola before")

    redact("Kari Nilsen")  # of another record
    assert redacted(agreement, "Hong Gildong", basis="as Kari Nilsen before")


def test_nor_does_the_reason_for_the_public_name_who_is_hidden():
    person = make.PersonFactory(name="허준")

    with pytest.raises(ValidationError, match="“허준”"):
        hide_person(
            person=person, by=None, public_reason={"en": "On request.", "ko": "허준의 요청"},
            ticked=plan("허준", about=Subject(f"people.person#{person.pk}")).all_ids(), **WHY,
        )  # fmt: skip
    assert not Person.objects.get().is_hidden


def test_the_page_says_which_words(admin_client, agreement):
    agreement.texts.update(summary="Madonna")

    response = confirm(
        admin_client, look(admin_client, "Madonna"), words="Madonna", reason="Madonna's request"
    )

    page = response.content.decode()
    assert "which are kept: “Madonna”. If you mean something else" in " ".join(page.split())
