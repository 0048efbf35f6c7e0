"""Bodies and tables agree on what words are: what is redacted in one can be redacted in the other."""

import pytest

from core.stored_files import StoredFileField
from redaction.stores import stores
from redaction.words import body_words, member_has_words
from register.kinds import kinds
from tests.test_fields import MODELS, NOT_PUBLISHED_MODELS, PUBLISHED_AS, serializer_of

PUBLISHED = [model for model in MODELS if model.__name__ not in NOT_PUBLISHED_MODELS]


@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model.__name__)
def test_a_column_of_words_is_a_member_of_words_and_no_other_is(model):
    members = serializer_of(model)().get_fields()
    store = stores()[model._meta.label_lower]
    published = {
        field.name: PUBLISHED_AS.get(f"{model.__name__}.{field.name}", field.name)
        for field in model._meta.concrete_fields
        if not field.is_relation and not isinstance(field, StoredFileField)  # looked into by people
    }

    of_words = {
        name for name, member in published.items() if member in members and member_has_words(members[member])
    }

    assert of_words == {name for name in store.words if published[name] in members}


def test_the_names_of_mentions_are_words():
    kind = next(kind for kind in kinds() if kind.name == "agreement")
    mention = {"ref": "P1", "name": "Hong Gildong"}
    body = {
        "object": "agreement", "ref": "A1", "form": "mou",
        "signatories": [{"key": "bcdf22", "person": mention, "act": "signed", "post": "Dean"}],
        "topics": [{"ref": "T1"}],
        "occasion": {"en": "A visit"},
        "of_tomorrow": "Words of a later shape", "code_of_tomorrow": "code",
    }  # fmt: skip

    assert [(leaf.steps, leaf.text) for leaf in body_words(body, kind.name, "published")] == [
        (("signatories", 0, "person", "name"), "Hong Gildong"),
        (("signatories", 0, "post"), "Dean"),
        (("occasion", "en"), "A visit"),
        (("of_tomorrow",), "Words of a later shape"),
    ]


def test_of_a_withdrawal_the_reason_is_words_and_of_a_merger_nothing():
    withdrawn = {"object": "agreement", "ref": "A1", "action": "withdrawn", "reason": {"en": "As asked."}}
    merged = {"object": "agreement", "ref": "A1", "action": "merged", "into": "A2"}

    assert [leaf.text for leaf in body_words(withdrawn, "agreement", "withdrawn")] == ["As asked."]
    assert body_words(merged, "agreement", "merged") == []
