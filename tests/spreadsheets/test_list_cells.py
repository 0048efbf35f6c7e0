"""A cell that holds several values: of an export it is the whole list, of any other list somebody says so once."""

import pytest

from agreements.models import Agreement, Topic
from tests.factories import AgreementFactory, OrganizationFactory, PersonFactory
from tests.spreadsheets.lists import import_list, plan_list
from tests.spreadsheets.test_export_edits import edit

HEADERS = ["MoU No", "Title", "Partner", "Country", "Signed by"]
FIRST = ["K-2", "A", "Braga Lace School", "Portugal", "Kim Minsu; Lee Jia"]
REPLACED = ["K-2", "A", "Madrid Fan Museum", "Spain", "Kim Minsu; Lee Jia"]


# Lists of anybody


@pytest.fixture
def first_issue(db):
    import_list(HEADERS, FIRST)
    return Agreement.objects.get()


def names(collection) -> list[str]:
    return list(collection.order_by("position").values_list("name_as_written", flat=True))


def test_a_replaced_party_is_one_question_for_the_list(first_issue):
    planned = plan_list(HEADERS, REPLACED, ["K-3", "B", "Oslo Harbour Academy", "Norway", ""])

    [question] = planned.questions
    assert (question.key, question.is_needed, question.rows) == ("whole/Partner", True, [2])
    assert question.examples == ["Braga Lace School → Madrid Fan Museum"]
    assert [row.state for row in planned.rows] == ["error", "new"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("whole", ["Madrid Fan Museum"]), ("add", ["Braga Lace School", "Madrid Fan Museum"])],
)
def test_the_answer_says_whether_the_party_is_replaced_or_a_further_one(first_issue, answer, expected):
    [row] = import_list(HEADERS, REPLACED, questions={"whole/Partner": answer}).rows

    assert names(first_issue.involvements) == expected
    assert [(c.old, c.new) for c in row.changes if c.label == "party"] == [
        ("Braga Lace School", "\n".join(expected))
    ]
    stays = [warning.reason for warning in row.warnings]
    assert stays == (
        [] if answer == "whole" else ["The record keeps what this cell does not name: Braga Lace School."]
    )


def test_a_cell_that_only_names_fewer_holds_nothing_up_and_takes_nothing_away_unasked(first_issue):
    fewer = [*FIRST[:4], "Lee Jia"]
    planned = plan_list(HEADERS, fewer)
    [answered] = plan_list(HEADERS, fewer, questions={"whole/Signed by": "whole"}).rows

    [question] = planned.questions
    assert (question.key, question.is_needed) == ("whole/Signed by", False)
    assert [(row.state, [w.reason for w in row.warnings]) for row in planned.rows] == [
        ("unchanged", ["The record keeps what this cell does not name: Kim Minsu."])
    ]
    assert [(c.label, c.old, c.new) for c in answered.changes if c.label == "signatory"] == [
        ("signatory", "Kim Minsu\nLee Jia", "Lee Jia")
    ]


def test_a_party_that_the_row_names_otherwise_is_not_replaced(db):
    OrganizationFactory(name="One University", country="JP").names.create(text="Universitas Prima")
    headers = ["MoU No", "Title", "Partner"]
    import_list(headers, ["1", "A", "One University"])

    for name in ("Universitas Prima", "1. One University", "One University"):
        planned = plan_list(headers, ["1", "A", name])
        assert [(row.state, row.warnings) for row in planned.rows] == [("unchanged", [])]
        assert [question.key for question in planned.questions if question.is_needed] == []


def test_our_own_side_is_never_taken_for_a_partner_that_goes(db):
    own = OrganizationFactory(name="Our University", is_own=True)
    import_list(HEADERS, FIRST)

    import_list(HEADERS, REPLACED, questions={"whole/Partner": "whole"})

    assert names(Agreement.objects.get().involvements) == ["Madrid Fan Museum", own.name]


# Exports


@pytest.fixture
def agreement(db):
    """An agreement of three parties, the second with all that no column shows."""
    made = AgreementFactory(titled=True, external_id="demo-1", party=None)
    for number, (name, country) in enumerate(
        [("Alpha Academy", "KR"), ("Beta Bureau", "GB"), ("Gamma Guild", "JP")]
    ):
        made.involvements.create(
            organization=OrganizationFactory(name=name, country=country),
            name_as_written=name,
            position=number,
        )
    second = made.involvements.get(name_as_written="Beta Bureau")
    second.role_as_written, second.side = "lead partner", "north"
    second.save()
    person = PersonFactory(name="Park Brian")
    for number, name in enumerate(["Park Brian", "Soonman Kwon"]):
        made.signatories.create(
            name_as_written=name, post_as_written=f"Post {number}", involvement=second, position=number,
            person=person if not number else None,
        )  # fmt: skip
    made.topics.set([Topic.objects.create(names={"en": name}) for name in ("physics", "chemistry")])
    return made


def test_a_replaced_party_takes_the_place_and_what_else_the_place_has_is_said(agreement):
    OrganizationFactory(name="Nairobi Tea Board", country="KE")

    row = edit(
        {
            "party": "Alpha Academy\nNairobi Tea Board\nGamma Guild",
            "party_country": "KR\nKE\nJP",
        }
    )

    assert names(agreement.involvements) == ["Alpha Academy", "Nairobi Tea Board", "Gamma Guild"]
    second = agreement.involvements.get(name_as_written="Nairobi Tea Board")
    assert (second.organization.name, second.side) == ("Nairobi Tea Board", "north")
    assert agreement.signatories.filter(involvement=second).count() == 2
    assert [warning.reason for warning in row.warnings] == [
        "“Nairobi Tea Board” stands in the place of “Beta Bureau”. What else is recorded of this place stays: "
        "role as written: lead partner"
    ]


@pytest.mark.parametrize("countries", ["KR\nJP", "KR\nGB\nJP"], ids=["with its country", "without it"])
def test_a_party_that_is_left_out_goes_with_all_that_is_recorded_of_it_and_that_is_shown(
    agreement, countries
):
    row = edit({"party": "Alpha Academy\nGamma Guild", "party_country": countries})

    assert names(agreement.involvements) == ["Alpha Academy", "Gamma Guild"]
    assert not agreement.signatories.exclude(involvement=None).exists()
    changes = {change.label: (change.old, change.new) for change in row.changes}
    assert changes["Removed: party or participant “Beta Bureau”"] == (
        "role as written: lead partner\nside: north",
        "",
    )
    assert changes["signatory “Park Brian”: for"] == ("Beta Bureau", "")


def test_parties_may_be_added_and_put_into_another_order(agreement):
    OrganizationFactory(name="Delta Dock", country="FR")

    edit({"party": "Gamma Guild\nDelta Dock\nAlpha Academy\nBeta Bureau", "party_country": "JP\nFR\nKR\nGB"})

    assert names(agreement.involvements) == ["Gamma Guild", "Delta Dock", "Alpha Academy", "Beta Bureau"]


def test_a_name_that_is_like_the_one_of_its_place_is_asked_about(agreement):
    planned = edit({"party": "Alpha Academia\nBeta Bureau\nGamma Guild"}, applies=False)

    [candidates] = planned.rows[0].candidates
    assert (candidates.name, [label for _pk, label, _score in candidates.options]) == (
        "Alpha Academia",
        ["Alpha Academy (KR)"],
    )


def test_another_country_is_another_organization_only_if_somebody_says_so(agreement):
    alpha = agreement.involvements.get(name_as_written="Alpha Academy").organization
    countries = {"party_country": "BR\nGB\nJP"}
    planned = edit(countries, applies=False)
    assert planned.rows[0].state == "error"

    kept = edit(countries, choices={"Alpha Academy": alpha.pk})
    assert [warning.reason for warning in kept.warnings] == [
        "The list says Brazil, and the organization here is Alpha Academy (KR): it is kept as it is here."
    ]
    assert kept.state == "unchanged"

    edit(countries, choices={"Alpha Academy": "new"})
    assert names(agreement.involvements) == ["Alpha Academy", "Beta Bureau", "Gamma Guild"]
    first = agreement.involvements.order_by("position").first()
    assert (str(first.organization.country), first.organization != alpha) == ("BR", True)


def test_a_replaced_signatory_stands_in_the_place_but_is_not_the_same_person(agreement):
    row = edit({"signatory": "Ann Other\nSoonman Kwon"})

    first, second = agreement.signatories.order_by("position")
    assert (first.name_as_written, first.post_as_written, first.person) == ("Ann Other", "Post 0", None)
    assert (second.name_as_written, second.post_as_written) == ("Soonman Kwon", "Post 1")
    assert [(c.label, c.old, c.new) for c in row.changes] == [
        ("signatory", "Park Brian\nSoonman Kwon", "Ann Other\nSoonman Kwon"),
        ("signatory “Park Brian”: person", "Park Brian", ""),
    ]


def test_a_signatory_goes_with_the_post(agreement):
    edit({"signatory": "Soonman Kwon", "signatory_post": "Post 1"})

    assert names(agreement.signatories) == ["Soonman Kwon"]
    assert agreement.signatories.get().post_as_written == "Post 1"


def test_a_topic_that_is_left_out_goes(agreement):
    edit({"topics": "chemistry"})

    assert [str(topic) for topic in agreement.topics.all()] == ["chemistry"]


def test_a_line_break_within_a_name_is_none_between_two(agreement):
    row = edit(
        {"party": "Alpha\nAcademy\nBeta Bureau\nGamma Guild", "signatory": "Park\nBrian\nSoonman Kwon"}
    )

    assert (row.state, row.warnings) == ("unchanged", [])


def test_an_emptied_cell_takes_nothing_away_and_that_is_said(agreement):
    planned = edit({"party": "", "party_country": "", "topics": "", "title_en": ""}, applies=False)

    assert [row.state for row in planned.rows] == ["unchanged"]
    assert {notice.column: notice.reason for notice in planned.notices} == dict.fromkeys(
        ["party", "country of the party", "topics", "title in English"],
        "Cells that were emptied take nothing away: take it away on the record itself.",
    )


def test_more_names_than_countries_are_an_error(agreement):
    planned = edit({"party": "Alpha Academy\nBeta Bureau\nGamma Guild\nDelta Dock"}, applies=False)

    assert [problem.reason for problem in planned.rows[0].problems] == ["There are 3 values for 4 names."]


def test_a_public_reference_cannot_be_changed(agreement):
    of_a_draft = edit({"reference": "A9"}, applies=False)
    Agreement.objects.update(ref="A16")
    of_another = edit({"reference": "A999"}, applies=False)

    assert [plan.rows[0].problems[0].reason for plan in (of_a_draft, of_another)] == [
        "This record has no public reference: it gets one when it is published.",
        "The public reference of this record is A16, and cannot be changed.",
    ]


def test_the_status_of_an_export_is_corrected_where_its_word_or_its_day_is_another(agreement):
    agreement.milestones.create(kind="terminated", on="2020-05-01")

    edit({"status": "expired"})
    assert list(agreement.milestones.values_list("kind", "on")) == [("expired", "2020-05-01")]
    edit({"status_on": "2020-06-01"})
    assert list(agreement.milestones.values_list("kind", "on")) == [("expired", "2020-06-01")]
    edit({"status": "completed", "status_on": "2021-01-01"})
    assert set(agreement.milestones.values_list("kind", "on")) == {
        ("expired", "2020-06-01"),
        ("completed", "2021-01-01"),
    }


def test_a_column_that_somebody_inserts_into_an_export_goes_to_the_note(agreement):
    planned = edit({}, applies=False, inserted=("Region", "Germany"))

    assert [(change.label, change.new) for change in planned.rows[0].changes] == [
        ("internal note", "Region: Germany")
    ]
