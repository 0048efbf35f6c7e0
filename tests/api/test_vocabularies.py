"""Labels: for every code that a body or a status holds, in both languages."""

import re

import pytest
from django.urls import resolve
from django.utils.translation import override

from agreements.choices import Form
from lifecycle.choices import State

pytestmark = pytest.mark.django_db

HANGUL = re.compile("[가-힣]")


def test_every_vocabulary_has_its_codes_with_labels_in_both_languages(api):
    vocabularies = {one["name"]: one for one in api("vocabularies/").json()["results"]}

    assert {"state", "certainty", "nature", "form", "involvement_role", "milestone_kind", "strength"} <= set(
        vocabularies
    )
    assert [value["code"] for value in vocabularies["form"]["values"]] == Form.values
    for vocabulary in vocabularies.values():
        assert vocabulary["description"].endswith(".")
        assert len(vocabulary["values"]) > 1
        for value in vocabulary["values"]:
            assert set(value["label"]) == {"en", "ko"}
            assert all(value["label"].values())


def test_one_vocabulary_is_as_in_the_list(api):
    [listed] = [one for one in api("vocabularies/").json()["results"] if one["name"] == "state"]

    assert api("vocabularies/state").json() == listed
    assert listed["url"] == "http://testserver/api/v1/vocabularies/state"
    assert [value["code"] for value in listed["values"]] == State.values


def test_each_label_is_in_the_language_that_it_is_under(api):
    classes = resolve("/api/v1/vocabularies/").func.initkwargs["vocabularies"]
    vocabularies = api("vocabularies/").json()["results"]

    for choices, vocabulary in zip(classes, vocabularies, strict=True):
        for language in ("en", "ko"):
            with override(language):
                labels = {code: str(label) for code, label in choices.choices}
            assert {value["code"]: value["label"][language] for value in vocabulary["values"]} == labels
        assert any(HANGUL.search(value["label"]["ko"]) for value in vocabulary["values"])
        assert not any(HANGUL.search(value["label"]["en"]) for value in vocabulary["values"])
