"""Texts of which nothing can be seen, or that hold signs that no reader sees, are refused in the admin too."""

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
