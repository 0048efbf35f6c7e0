"""Rules know a name in its other forms, and what was left: in later plans, and after a restore."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from agreements.models import AgreementText, Signatory
from redaction import log, replay
from redaction.apply import apply_plan
from redaction.models import RedactionRule
from redaction.plan import plan_in
from redaction.rules import RuleTerms, rules_of
from redaction.stores import texts_about
from redaction.subjects import Subject
from register.models import Entry
from register.publishing import publish
from tests import factories as make
from tests.redaction.restoring import backup, restore
from tests.redaction.working import plan, redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title="Memo of Kim Min-su", summary="The dean; later Kim Min-su of Beta.")
    make.AgreementTextFactory(agreement=agreement, language="ko", title="김민수 각서", summary="각서")
    publish(agreement, by=None)
    return agreement


def redact_but_beta():
    planned = plan("Kim Min-su", "김민수")
    return redact(
        "Kim Min-su", "김민수", ticked={place.id for place in planned.places if "Beta" not in place.after}
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ko", "김민수로부터 온 각서"),
        pytest.param("ko", "김민수교수 각서", marks=pytest.mark.long),
        ("en", "Memo KIM, MIN SU on it"),
        ("en", "Memo of Min-su Kim"),
        pytest.param("en", "Memo of Kimminsu", marks=pytest.mark.long),
        pytest.param("en", "Memo of Kim Min-su", marks=pytest.mark.long),
    ],
)
def test_other_forms_of_a_name_do_not_come_back_by_a_publication(agreement, language, title):
    redact_but_beta()
    agreement.texts.filter(language=language).update(title=title)

    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)
    agreement.texts.filter(language=language).update(title="Memo of Kim Min and Su, of Kim Min-suk, 김민순")
    publish(agreement, by=None)


def test_another_form_that_is_kept_may_be_published(agreement):
    redact_but_beta()
    agreement.texts.filter(language="en").update(title="Memo of Min-su Kim")
    terms = RuleTerms(rules_of([agreement.ref]))
    planned = plan_in(texts_about(Subject(agreement.ref)), terms)
    assert not planned.ticked()

    apply_plan(planned, set(), reason="Kept", basis="Art. 1", by=None)

    publish(agreement, by=None)
    assert "Min-su Kim" in Entry.objects.get(ref=agreement.ref).body


def test_what_was_left_is_not_ticked_again(agreement):
    redact_but_beta()
    agreement.texts.filter(language="en").update(title="Kim Min-su again")
    again = plan_in(texts_about(Subject(agreement.ref)), RuleTerms(rules_of([agreement.ref])))

    for planned in (again, plan("Kim Min-su")):
        assert {(place.before, place.after, place.is_ticked) for place in planned.places} == {
            ("", "again", True),
            ("The dean; later", "of Beta.", False),
        }
        assert {place.doubt[:22] for place in planned.places} == {"", "Left on purpose on 202"}
        assert len(planned.whole_words()) == 1


def test_a_text_that_was_redacted_wholly_is_so_after_a_restore(agreement):
    before = backup(AgreementText)
    redact_but_beta()
    redacted = dict(agreement.texts.values_list("language", "title"))
    assert redacted["en"] == "Memo of [redacted]"
    text = log.log_as_json()
    restore(before)
    log.read_log(text)

    applied = replay.apply_log()

    assert applied.unsure == applied.missing == []
    assert dict(agreement.texts.values_list("language", "title")) == redacted
    assert agreement.texts.get(language="en").summary == "The dean; later Kim Min-su of Beta."
    assert replay.apply_log().places == 0


def test_a_text_that_is_another_after_a_restore_is_named_and_left(agreement):
    agreement.texts.filter(language="en").update(summary="Kim Min-su of Beta met Kim Min-su of Alpha.")
    redact_but_alpha()
    agreement.texts.filter(language="en").update(summary="Kim Min-su of Alpha met Kim Min-su of Beta.")
    before = agreement.texts.get(language="en").summary

    applied = replay.apply_log()

    assert [place.rsplit("/", 1)[1] for place in applied.unsure] == ["summary"]
    assert agreement.texts.get(language="en").summary == before


def redact_but_alpha():
    planned = plan("Kim Min-su")
    return redact(
        "Kim Min-su", ticked={place.id for place in planned.places if "Alpha" not in place.after[:9]}
    )


def test_a_record_that_is_a_draft_again_after_a_restore_is_found():
    agreement = make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=agreement, name_as_written="Kim Min-su")
    before = list(Signatory.objects.values())
    publish(agreement, by=None)
    redact("Kim Min-su")
    assert RedactionRule.objects.get().row == f"agreements.agreement#{agreement.pk}"
    type(agreement).objects.filter(pk=agreement.pk).update(ref="", editorial_state="draft")
    Signatory.objects.update(name_as_written=before[0]["name_as_written"])

    assert replay.apply_log().places == 1

    agreement.refresh_from_db()
    assert agreement.signatories.get().name_as_written == "[redacted]"
    agreement.signatories.update(name_as_written="Kim Min-su")
    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)


def test_a_record_that_is_not_here_after_a_restore_is_named():
    agreement = make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=agreement, name_as_written="Kim Min-su")
    redact("Kim Min-su")
    name = f"agreements.agreement#{agreement.pk}"
    agreement.delete()
    out = io.StringIO()

    call_command("apply_redactions", stdout=out)

    assert f"Not found here, look for it yourself: {name}" in out.getvalue()


# Short names


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "허준",
            [
                "허준의 양해각서",
                "서명자 허준 원장",
                "허준교수는 서명",
                "허준 원장은",
                "원장 허준",
                "허준氏는",
            ],
        ),
        pytest.param("李明", ["李明签署", "由李明教授签署", "李明は署名"], marks=pytest.mark.long),
        ("Madonna", ["Memo of Madonna", "MADONNA signs", "Madonna's memo", "Madonna교수 각서"]),
        pytest.param("Li Po", ["Memo of Li Po", "LI PO", "Po Li signs"], marks=pytest.mark.long),
        pytest.param(
            "Lee Jun",
            ["Lee, Jun", "Jun, Lee", "as agreed, JUN,LEE", "Lee T. Jun signs"],
            marks=pytest.mark.long,
        ),
        ("Xu Li Na", ["Memo of Li Na Xu", "Xu, Li Na", "Li Na, Xu"]),
        pytest.param("משה כהן", ["ומשה כהן", "כהן, משה", "למשה כהן"], marks=pytest.mark.long),
        ("علي ح", ["وعلي ح"]),
        pytest.param("정상화", ["정상화 각서", "서명자 정상화 교수", "총장 정상화"], marks=pytest.mark.long),
    ],
)
def test_a_short_name_does_not_come_back_in_another_part(name, texts):
    agreement = make.AgreementFactory(titled=True)
    make.CommitmentFactory(agreement=agreement, text={"en": name})
    publish(agreement, by=None)
    redact(name)

    for text in texts:
        agreement.texts.update(title=text)
        with pytest.raises(ValidationError, match="redacted here"):
            publish(agreement, by=None)
        planned = plan_in(texts_about(Subject(agreement.ref)), RuleTerms(rules_of([agreement.ref])))
        labels = {place.label for place in planned.places}
        assert labels - {"History: Title and summary: title"} == {"Title and summary: title"}
    apply_plan(planned, set(), reason="Kept", basis="Art. 1", by=None)
    publish(agreement, by=None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mark", "To mark the day, marked, Markus"),
        pytest.param("허준", "허준호, 이허준, 준, 허", marks=pytest.mark.long),
        ("Li Po", "Lipo, Li; Po"),
        ("An To", "according to an agreement"),
        pytest.param("Will An", "that they will, an act; Lee, An: Will. An", marks=pytest.mark.long),
        pytest.param("Lee Jun", "Lee, Kim; Jun", marks=pytest.mark.long),
        ("李明", "明李、李朝明代"),
    ],
)
def test_other_words_than_a_short_name_are_published(name, text):
    agreement = make.AgreementFactory(titled=True)
    make.CommitmentFactory(agreement=agreement, text={"en": name})
    publish(agreement, by=None)
    redact(name)
    agreement.texts.update(title=text)

    publish(agreement, by=None)


# The words around what was kept


@pytest.mark.parametrize(
    "summary",
    [
        "Rector Kim Min-su of Alpha came back. Nobody of Beta.",
        pytest.param("The dean; later Kim Min-su of Alpha.", marks=pytest.mark.long),
        "Kim Min-su of Beta.",
        pytest.param("Kim Min-su", marks=pytest.mark.long),
        "The dean; later Kim Min-su of Beta, Kim Min-su of Alpha.",
    ],
)
def test_what_was_left_does_not_let_somebody_else_pass(agreement, summary):
    redact_but_beta()
    agreement.texts.filter(language="en").update(summary=summary)

    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)


def test_what_was_left_is_published_with_other_words_farther_away(agreement):
    redact_but_beta()
    agreement.texts.filter(language="en").update(
        summary="Today we name the dean, the\ndean; LATER Kim Min-su, of Beta. And more."
    )

    publish(agreement, by=None)


def test_what_was_left_beside_what_was_redacted_is_known(agreement):
    agreement.texts.filter(language="en").update(summary="Kim Min-su, Kim Min-su of Beta, Kim Min-su.")
    publish(agreement, by=None)
    planned = plan("Kim Min-su")

    redact(
        "Kim Min-su", ticked={place.id for place in planned.places if not place.after.startswith("of Beta")}
    )

    agreement.texts.filter(language="en").update(title="Memo, second")
    publish(agreement, by=None)
    assert "[redacted], Kim Min-su of Beta, [redacted]." in Entry.objects.get(ref=agreement.ref).body


def test_after_a_restore_a_doubtful_word_that_nobody_judged_is_named_and_left():
    agreement = make.AgreementFactory(titled=True)
    make.CommitmentFactory(agreement=agreement, text={"en": "허준"})
    redact("허준")
    agreement.texts.update(title="허준의 각서")

    applied = replay.apply_log()

    assert (applied.places, len(applied.unsure)) == (0, 1)
    assert agreement.texts.get().title == "허준의 각서"


def test_short_names_that_were_left_are_published_as_they_stand():
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title="Mark of excellence", summary="Mark Two; to mark. 허준의 책, 허준호.")
    make.CommitmentFactory(agreement=agreement, text={"en": "Mark", "ko": "허준"})
    publish(agreement, by=None)
    redact("Mark", "허준")  # what is certain: the texts that are nothing but the name
    commitment = agreement.commitments.get()
    assert commitment.text == {"en": "[redacted]", "ko": "[redacted]"}

    agreement.texts.update(summary="Mark Two; to mark. 허준의 책, 허준호. And more.")
    publish(agreement, by=None)

    assert "Mark of excellence" in Entry.objects.get(ref=agreement.ref).body
    agreement.texts.update(title="Mark and excellence")
    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)


def test_a_doubtful_form_that_was_ticked_in_one_fact_is_refused_in_every_other():
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Signed by Katzenstein, W.; and others.")
    publish(agreement, by=None)

    redact("Katzenstein, W.", ticked=plan("Katzenstein, W.").all_ids())

    make.SignatoryFactory(agreement=agreement, name_as_written="Katzenstein, W.")
    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)
