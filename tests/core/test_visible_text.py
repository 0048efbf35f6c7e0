"""Texts of which nothing can be seen, or that hold signs that no reader sees, are refused in the admin too."""

import contextlib

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement, AgreementText, Milestone, Topic
from core.visible_text import VisibleTexts
from desk.publishing_forms import PublishForm, WithdrawForm
from interchange.actions import import_files
from interchange.problems import ImportFailed
from interchange.schema import MODELS
from organizations.models import Organization
from people.models import Person
from register.records import Part, Record

UNSEEN = [
    "\u200b", "\u3164", "\u2066", "\u2067\u2069", "\ufe0f", "\u034f", "\u00ad", "\u2060\ufeff", "\u200d",
    "\U000e0041", "\U0001d159", "\u202e\u202c", "\u061c\u200e", "\u180e", "\u115f\u1160",
]  # fmt: skip
TURNING = [
    "evil \u202e name", "\u202aa\u202c", "a\u2066b", "a\u2069b\u2066", "a\u2067\u2067b\u2069", "a\u2069",
]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [*UNSEEN, *TURNING, "two\nlines", "bell\x07", "hidden \U000e0041\U000e0042", "note\ufff9a\ufffab\ufffb"],
)
def test_a_name_that_cannot_be_seen_as_it_is_is_refused(db, name):
    with pytest.raises(ValidationError) as error:
        Person(name=name).full_clean()

    assert list(error.value.message_dict) == ["name"]


@pytest.mark.parametrize(
    "name",
    ["O’Brien", "علی\u200cرضا", "דן\u200f", "김하나", "Jose\u0301", "\u2068דן\u2069 Cohen", "😀\ufe0f"],
)
def test_signs_that_join_letters_or_tell_their_direction_are_kept(db, name):
    Person(name=name).full_clean()


@pytest.mark.parametrize(
    "sign",
    [
        "\u200b",
        "\u00ad",
        "\u2060",
        "\u2063",
        "\u2064",
        "\ufeff",
        "\u034f",
        "\u180e",
        "\U0001d173",
        "\u200e",
        "\u200f",
        "\u061c",
    ],
)
def test_a_sign_of_no_width_within_a_text_is_left_out(sign):
    name = f"x{sign}y"
    rows = [
        (Person(name=name), "name", "xy"),
        (Topic(names={"en": name, "ko": f"가{sign}나"}), "names", {"en": "xy", "ko": "가나"}),
        (Milestone(places=[{"city": {"en": name}, "country": "KR"}]), "places", None),
    ]

    for row, field, expected in rows:
        with contextlib.suppress(ValidationError):  # of other fields
            row.clean_fields()
        assert sign not in str(getattr(row, field))
        assert expected in (None, getattr(row, field))
    assert "note" in PublishForm({"note": name}).errors
    assert "reason" in WithdrawForm({"reason_en": name, "reason_ko": name}).errors


@pytest.mark.parametrize("name", ["דן\u200f, x\u200ey", "علی\u061c 1"])
def test_marks_of_direction_stay_beside_letters_from_right_to_left(name):
    person = Person(name=name)
    person.clean_fields()

    assert person.name == name
    assert "note" not in PublishForm({"note": name}).errors


@pytest.mark.parametrize("name", ["x\u3164y", "x\u2800y", "x\uffa0y", "x\u115fy", "x\u1160y", "x\U0001d159y"])
def test_what_looks_like_a_blank_and_is_none_is_refused(name):
    with pytest.raises(ValidationError) as error:
        Person(name=name).clean_fields()

    assert error.value.message_dict == {
        "name": [f"It holds a sign that cannot be seen, U+{ord(name[1]):04X}: leave it out."]
    }


def test_fillers_of_old_hangul_stay_beside_a_jamo():
    Person(name="\u115f\u1161 \u1100\u1160").clean_fields()


def test_every_record_and_part_of_the_desk_is_looked_through():
    assert not [model for model in MODELS.values() if not issubclass(model, VisibleTexts)]
    assert issubclass(Record, VisibleTexts)
    assert issubclass(Part, VisibleTexts)


@pytest.mark.parametrize("text", [*UNSEEN, *TURNING])
def test_no_required_text_is_one_that_nobody_sees_or_that_turns_what_follows(text):
    rows = [
        (AgreementText(language="en", title=text), "title"),
        (Topic(names={"en": text}), "names"),
        (Organization(name=text), "name"),
        (Milestone(places=[{"city": {"en": text}, "country": "KR"}]), "places"),
        (Agreement(occasion={"en": text}), "occasion"),
    ]

    if text in UNSEEN:
        rows.pop()  # an optional text of nothing is none
    for row, field in rows:
        with pytest.raises(ValidationError) as error:
            row.clean_fields()
        assert field in error.value.message_dict, (field, row)


@pytest.mark.parametrize("text", [*UNSEEN, *TURNING])
def test_no_public_note_or_reason_is_one_either(text):
    published = PublishForm({"note": text})
    withdrawn = WithdrawForm({"note": text, "reason_en": text, "reason_ko": text})

    assert "note" in published.errors
    assert {"note", "reason"} <= {*withdrawn.errors}


def test_imports_refuse_each_of_them_where_a_text_is_required(db):
    """Files are read as forms are: blanks at the ends are left out first."""
    rows = [{"id": str(number), "name": text} for number, text in enumerate([*UNSEEN, *TURNING])]

    with pytest.raises(ImportFailed) as refused:
        import_files([{"organizations": rows}], publish=False, skip_bad=False, by=None)

    assert {problem.record[1] for problem in refused.value.problems} == {row["id"] for row in rows}
