"""An import that withholds what earlier versions tell closes them only with leave, and says what stays public."""

import copy

import pytest

from register.models import PublicVersion, Version
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

OPEN = {
    "organizations": [{"id": "institute", "name": "Institute"}],
    "agreements": [
        {"id": "mou", "texts": [{"language": "en", "title": "T"}], "involvements": [{"organization": "institute"}],
         "documents": [{"title": "Zqtext", "address": "https://example.org/a", "visibility": "public"}]},
    ],
}  # fmt: skip
UPDATE = "--publish", "--update"


def with_values(**values):
    file = copy.deepcopy(OPEN)
    file["agreements"][0] |= values
    return file


NARROWED = with_values(disclosure="existence", disclosure_basis="Act 1")
OF_STAFF = with_values(documents=[OPEN["agreements"][0]["documents"][0] | {"visibility": "staff"}])
REFUSED = (
    "list.json: agreements/mou: Only its existence is to be public, which closes 1 earlier version for good "
    "(--close-versions)."
)


def open_numbers() -> list[int]:
    return list(PublicVersion.public.of("A1").readable().values_list("number", flat=True))


@pytest.fixture
def public(run):
    run(OPEN, "--publish")
    assert open_numbers() == [1]


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_file_that_narrows_a_disclosure_is_refused_without_leave(run, public, dry):
    code, _said, complaints = run(NARROWED, *UPDATE, *dry)

    assert (code, complaints) == (1, [REFUSED, "1 problem; nothing was recorded."])
    assert open_numbers() == [1]


def test_with_leave_it_closes_them_and_says_how_many(run, public):
    code, said, _complaints = run(NARROWED, *UPDATE, "--close-versions", "--dry-run")
    assert (code, open_numbers()) == (0, [1])
    assert "A1: 1 earlier version closed for good" in said

    code, said, _complaints = run(NARROWED, *UPDATE, "--close-versions")

    assert (code, open_numbers()) == (0, [3])
    assert "A1: 1 earlier version closed for good" in said
    assert run(NARROWED, *UPDATE)[0] == 0, "there is nothing left to close"


def test_among_others_the_one_that_would_close_versions_stays_as_it_was(run, public):
    file = copy.deepcopy(NARROWED)
    file["organizations"].append({"id": "other", "name": "Other"})

    code, _said, complaints = run(file, *UPDATE, "--skip-bad")

    assert (code, complaints) == (3, [REFUSED, "1 record has problems, see above."])
    assert open_numbers() == [1]
    assert Version.objects.filter(ref="O2").exists()


def test_what_a_file_takes_back_is_said_to_stay(run, public):
    code, said, _complaints = run(OF_STAFF, *UPDATE)

    assert code == 0
    assert (
        "Warning: list.json: agreements/mou: “Document › Zqtext” is taken back, but stays public in version 1 "
        "(--close-versions)." in said
    )
    assert open_numbers() == [1, 2]


def test_what_a_file_takes_back_goes_with_leave(run, public):
    code, said, _complaints = run(OF_STAFF, *UPDATE, "--close-versions")

    assert (code, open_numbers()) == (0, [3])
    assert "A1: 1 earlier version closed for good" in said
    assert not [line for line in said if "stays public" in line]


def test_leave_closes_nothing_of_records_that_withhold_nothing(run, public):
    other = make.AgreementFactory(titled=True)
    publish(other, by=None)

    code, said, _complaints = run(with_values(form="treaty"), *UPDATE, "--close-versions")

    assert (code, open_numbers()) == (0, [1, 2])
    assert not [line for line in said if "closed" in line]
    assert PublicVersion.public.of(other.ref).readable().count() == 1
