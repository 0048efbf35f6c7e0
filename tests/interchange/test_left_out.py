"""An import that leaves out what is bad leaves nothing of it: no value, no part, nothing that it alone refers to."""

import copy
import json

import pytest

from agreements.models import Agreement
from people.models import Person
from register.models import Entry, Version
from sources.models import Source
from tests.interchange.emptying import everything
from tests.redaction.working import redact

pytestmark = pytest.mark.django_db
UPDATE = "--publish", "--update", "--skip-bad"
CLOSES = (
    "list.json: agreements/mou: Only its existence is to be public, which closes 1 earlier version for good "
    "(--close-versions)."
)
ALONE = "Nothing refers to it but what was left out: it was left out as well."
STORED = {
    "sources": [{"id": "s", "title": "Release", "publisher": "Ministry"}],
    "organizations": [{"id": "institute", "name": "Institute"}, {"id": "academy", "name": "Academy"}],
    "agreements": [
        {"id": "mou", "texts": [{"language": "en", "title": "T"}], "involvements": [{"organization": "institute"}],
         "milestones": [{"id": "signed", "kind": "signed", "on": "2020-05-13"}], "custody": {"note": "N"},
         "citations": [{"source": "s"}]},
        {"id": "later", "texts": [{"language": "en", "title": "L"}]},
    ],
}  # fmt: skip
NAMING = {
    "agreements": [
        {"id": "mou", "texts": [{"language": "en", "title": "T", "summary": "By Thaddeus Quimby."}]}
    ]
}
NARROWED = {"disclosure": "existence", "disclosure_basis": "Act 1"}


@pytest.fixture
def stored(run):
    assert run(STORED, "--publish")[0] == 0
    return everything()


def changed(**values):
    file = copy.deepcopy(STORED)
    file["agreements"][0] |= values
    return file


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, marks=pytest.mark.long),
        pytest.param({"form": "mou"}, marks=pytest.mark.long),
        {"texts": [{"language": "en", "title": "Another"}, {"language": "ko", "title": "다른"}]},
        pytest.param({"involvements": []}, marks=pytest.mark.long),
        {"involvements": [{"organization": "academy"}]},
        {"milestones": [{"kind": "signed", "on": "2021"}, {"kind": "expired", "on": "2022"}]},
        {"custody": {"note": "Another", "file_number": "7"}},
        pytest.param({"citations": []}, marks=pytest.mark.long),
        {"relations": [{"kind": "follows", "older": "later"}]},
    ],
)
def test_a_record_that_is_here_stays_as_it_was_in_every_member(run, stored, values):
    code, _lines, complaints = run(changed(**NARROWED, **values), *UPDATE)

    assert (code, complaints) == (3, [CLOSES, "1 record has problems, see above."])
    assert everything() == stored
    assert run(STORED, *UPDATE)[0] == 0, "nothing is left to change"
    assert everything() == stored


def test_a_draft_that_cannot_be_public_stays_as_it_was(run):
    assert run({"agreements": [{"id": "mou", "form": "mou"}]}, "--publish", "--skip-bad")[0] == 3
    draft = everything()

    code, _lines, complaints = run({"agreements": [{"id": "mou", "form": "treaty"}]}, *UPDATE)

    assert (code, complaints[0]) == (3, "list.json: agreements/mou: It has no title in any language.")
    assert everything() == draft


def test_what_it_alone_refers_to_is_left_out_with_it(run, stored):
    file = changed(
        **NARROWED,
        involvements=[{"organization": "new"}, {"organization": "shared"}],
        signatories=[{"person": "signer"}],
        citations=[{"source": "new"}],
        topics=["training"],
        custody={"unit": "office"},
    )
    file["sources"].append({"id": "new", "title": "New release"})
    file["people"] = [{"id": "signer", "name": "Ann Other"}]
    file["topics"] = [{"id": "training", "names": {"en": "training"}}]
    file["organizations"] += [
        {
            "id": "new",
            "name": "New",
            "parent": "above",
            "relations": [{"kind": "funded_by", "other": "office"}],
        },
        {"id": "above", "name": "Above"},
        {"id": "office", "name": "Office", "parent": "new"},
        {"id": "shared", "name": "Shared"},
        {"id": "alone", "name": "Alone"},
    ]
    file["agreements"][1]["involvements"] = [{"organization": "shared"}]

    code, lines, complaints = run(file, *UPDATE)

    assert code == 3
    assert set(complaints) == {
        CLOSES,
        *(f"list.json: {path}: {ALONE}" for path in (
            "sources/new", "people/signer", "topics/training", "organizations/new", "organizations/above",
            "organizations/office")),
        "7 records have problems, see above.",
    }  # fmt: skip
    assert {line for line in lines if " new" in line} == {
        "sources: 0 new, 0 changed, 1 unchanged",
        "organizations: 2 new, 0 changed, 2 unchanged",
        "agreements: 0 new, 1 changed, 0 unchanged",
    }
    names = {"Institute", "Academy", "Shared", "Alone"}
    assert {json.loads(entry.body)["name"] for entry in Entry.objects.filter(kind="organization")} == names
    assert not Person.objects.exists()


def test_a_source_that_only_malformed_records_cite_is_left_out_and_other_records_stay(run):
    file = copy.deepcopy(STORED)
    del file["agreements"][1]
    file["agreements"][0]["form"] = "nonsense"

    code, _lines, complaints = run(file, "--publish", "--skip-bad")

    assert (code, complaints[-2:]) == (
        3, [f"list.json: sources/s: {ALONE}", "2 records have problems, see above."],
    )  # fmt: skip
    assert not Source.objects.exists()
    assert Entry.objects.count() == 2


def test_of_a_record_that_names_what_was_redacted_nothing_stays(run):
    file = copy.deepcopy(NAMING)
    run(file)
    redact("Thaddeus Quimby")
    Agreement.objects.all().delete()
    file["agreements"][0]["signatories"] = [{"person": "quimby"}]
    file["people"] = [{"id": "quimby", "name": "Thaddeus Quimby"}]

    code, _lines, complaints = run(file, *UPDATE)

    assert (code, len(complaints)) == (3, 3)
    assert not Agreement.objects.exists()
    assert not Person.objects.exists()
    assert not Version.objects.exists()


def test_words_that_staff_typed_back_into_one_record_do_not_stop_the_others(run):
    file = copy.deepcopy(NAMING)
    run(file, "--publish")
    redact("Thaddeus Quimby")
    agreement = Agreement.objects.get()
    agreement.texts.update(summary="By Thaddeus Quimby.")
    other = {"id": "other", "texts": [{"language": "en", "title": "Other"}]}

    code, _lines, complaints = run({"agreements": [*file["agreements"], other]}, *UPDATE)

    assert (code, len(complaints)) == (3, 2)
    assert "It names again what was redacted here" in complaints[0]
    assert [entry.ref for entry in Entry.objects.order_by("ref")] == ["A1", "A2"]
    assert "Quimby" not in Entry.objects.get(ref=agreement.ref).body
