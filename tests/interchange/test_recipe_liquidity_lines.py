"""The recipe for liquidity lines, on a few invented ones."""

import re
from datetime import date

import pytest

from agreements.implied_milestones import relations_without_milestone
from agreements.models import Agreement, AgreementRelation
from interchange.actions import import_to_desk
from interchange.recipes import liquidity_lines
from interchange.recipes.field_counts import count_report, tally_file
from register.models import Entry, Link
from register.publishing import publish
from register.records import Record
from tests.interchange.recipe_counts import counts_by_field

COLUMNS = (
    "deal_ID,deal_type,framework,reciprocal_deal,collateral,ISO_source,source_country,ISO_recipient,"
    "recipient_country,start_date,end_date,existence_previous_deal,deal_action,previous_deal,currency_of_deal,"
    "source_currency,source_currency_deal,deal_currency_amount,USD_amount,unlimited,initiative,note"
)
ROWS = [
    "1,reciprocal,0,2,swap,CHE,Switzerland,SWE,Sweden,01/01/2010,31/12/2010,0,NA,,CHF,CHF,0,1.5,NA,0,,no",
    "2,reciprocal,0,1,swap,SWE,Sweden,CHE,Switzerland,01/01/2010,31/12/2010,0,NA,,SEK,SEK,0,20,2.1,0,,no",
    # the next day; then after a gap; then beside it; then without end, before it ran out
    "3,unidirectional,0,,swap,CHE,Switzerland,SWE,Sweden,01/01/2011,31/12/2011,1,renew,1,CHF,CHF,0,NA,NA,1,,no",
    "4,unidirectional,0,,repo,CHE,Switzerland,SWE,Sweden,01/07/2012,30/06/2014,1,reactivate,3,USD,CHF,0,NA,3,0,,yes",
    "5,unidirectional,0,,swap,CHE,Switzerland,SWE,Sweden,01/01/2013,31/12/2013,1,supplement,4,CHF,CHF,0,,,0,,no",
    "6,unidirectional,0,,swap,CHE,Switzerland,SWE,Sweden,01/02/2014,31/12/9999,1,renew,4,CHF,CHF,0,2,NA,0,,no",
    # of an initiative; in several currencies; named by the currency area
    "7,pooled fund,1,,swap,EA,EA,SWE,sweden,01/01/2010,31/12/9999,0,NA,,USD/EUR,EUR,0,0.3,0.3,0,POOL,no",
    "8,pooled fund,0,,swap,EA,EA,SWE,Sweden,01/01/2015,31/12/2015,1,renew,7,,EUR,0,,NA,0,POOL,no",
    # references without ground: another pair, itself, one that is not there, one that began later; none given
    "9,reciprocal,0,9,swap,NOR,Norway,SWE,Sweden,01/01/2015,31/12/2015,1,renew,1,NOK,NOK,0,1,NA,0,,no",
    "10,reciprocal,0,99,swap,NOR,Norway,SWE,Sweden,01/01/2015,31/12/2015,1,renew,10,NOK,NOK,0,1,NA,0,,no",
    "11,reciprocal,0,1,swap,NOR,Norway,SWE,Sweden,01/01/2015,31/12/2015,1,renew,99,NOK,NOK,0,1,NA,0,,no",
    "12,reciprocal,0,2,swap,CHE,Switzerland,SWE,Sweden,01/01/2009,31/12/2009,1,renew,3,CHF,CHF,0,1,NA,0,,no",
    "13,unidirectional,0,,swap,NOR,Norway,SWE,Sweden,01/01/2016,31/12/2016,1,supplement,,NOK,NOK,0,1,NA,0,,no",
    "14,unidirectional,0,,swap,NOR,Norway,SWE,Sweden,01/01/2017,31/12/2017,1,NA,13,NOK,NOK,0,1,NA,0,,no",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lines.csv").write_text("\n".join([COLUMNS, *ROWS]) + "\n", encoding="utf-8-sig")
    return tmp_path


@pytest.fixture
def made(folder):
    return liquidity_lines.records(folder)


@pytest.fixture
def lines(made):
    """The agreements, by the number of the deal."""
    return {int(row["id"].rpartition(":")[2]): row for row in made["agreements"]}


@pytest.fixture
def published(made, db):
    """The desk's agreements by the number of the deal, all of them public."""
    report = import_to_desk([made], by=None)
    publish(*(row for row in report.records.values() if isinstance(row, Record)), by=None)
    return {int(row.external_id.rpartition(":")[2]): row for row in Agreement.objects.all()}


def money(line: dict) -> list[tuple]:
    return [(row.get("amount"), row.get("currency"), row["wording"]) for row in line["contributions"]]


def test_the_parties_are_the_central_banks_of_the_countries_that_the_source_names(made):
    assert [
        (row["name"], row["qualifier"], row["kind"], row["country"]) for row in made["organizations"]
    ] == [
        ("Switzerland", "central bank", "agency", "CH"),
        ("EA", "central bank", "agency", ""),
        ("Norway", "central bank", "agency", "NO"),
        ("Sweden", "central bank", "agency", "SE"),
    ]


def test_a_party_keeps_its_name_as_the_row_writes_it_and_its_side(lines):
    assert [(row["side"], row["name_as_written"]) for row in lines[7]["involvements"]] == [
        ("source", "EA"),
        ("recipient", "sweden"),
    ]


def test_the_title_is_ours_and_tells_lines_of_one_year_apart(lines):
    assert [lines[number]["texts"] for number in (4, 6)] == [
        [{"language": "en", "title": title, "is_working_title": True}]
        for title in (
            "Repo line from Switzerland to Sweden, 2012-07-01",
            "Swap line from Switzerland to Sweden, 2014-02-01",
        )
    ]


def test_amounts_are_told_once_in_billions_and_words_say_what_they_cannot(lines):
    assert {number: money(line) for number, line in lines.items() if number <= 8} == {
        1: [("1500000000.00", "CHF", "CHF 1.5")],
        2: [("20000000000.00", "SEK", "SEK 20; USD_amount 2.1")],
        3: [(None, None, "CHF unlimited")],
        4: [("3000000000.00", "USD", "USD without an amount; USD_amount 3")],
        5: [(None, None, "CHF without an amount")],
        6: [("2000000000.00", "CHF", "CHF 2")],
        7: [("300000000.00", "USD", "USD/EUR 0.3; USD_amount 0.3")],
        8: [],
    }


def test_an_initiative_is_a_topic_and_its_framework_agreement_a_relation_in_words(made, lines):
    assert [(row["names"]["en"], row.get("parent")) for row in made["topics"]] == [
        ("central bank liquidity lines", None),
        ("POOL", "liquidity-line-topic"),
    ]
    assert lines[7]["topics"] == lines[8]["topics"] == ["liquidity-line-topic:POOL"]
    assert lines[7]["relations"] == [{"kind": "implements", "stub": {"en": "POOL framework agreement"}}]


def test_what_is_said_of_other_deals_is_linked_where_there_is_ground_and_else_in_words(lines):
    assert {
        number: line["relations"] for number, line in lines.items() if line["relations"] and number != 7
    } == {
        2: [{"kind": "paired_with", "older": "liquidity-line:1"}],
        3: [{"kind": "renews", "older": "liquidity-line:1"}],
        4: [{"kind": "renews", "older": "liquidity-line:3"}],
        5: [{"kind": "amends", "older": "liquidity-line:4"}],
        6: [{"kind": "renews", "older": "liquidity-line:4"}],
        8: [{"kind": "renews", "older": "liquidity-line:7"}],
        9: [
            {"kind": "renews", "stub": {"en": "deal 1 according to the source"}},
            {"kind": "paired_with", "stub": {"en": "deal 9 according to the source"}},
        ],
        10: [
            {"kind": "renews", "stub": {"en": "deal 10 according to the source"}},
            {"kind": "paired_with", "stub": {"en": "deal 99 according to the source"}},
        ],
        11: [
            {"kind": "renews", "stub": {"en": "deal 99 according to the source"}},
            {"kind": "paired_with", "stub": {"en": "deal 1 according to the source"}},
        ],
        12: [
            {"kind": "renews", "stub": {"en": "deal 3 according to the source"}},
            {"kind": "paired_with", "stub": {"en": "deal 2 according to the source"}},
        ],
        13: [
            {
                "kind": "amends",
                "stub": {"en": "an earlier line between the two, which the source does not name"},
            }
        ],
        14: [{"kind": "follows", "older": "liquidity-line:13"}],
    }


def test_what_has_no_field_is_in_the_internal_note(lines):
    assert lines[4]["custody"]["note"].splitlines() == [
        "framework: 0",
        "existence_previous_deal: 1",
        "deal_action: reactivate",
        "previous_deal: 3",
        "source_currency: CHF",
        "source_currency_deal: 0",
        "note: yes",
    ]


def life(agreement: Agreement) -> list[tuple]:
    periods = Entry.objects.get(ref=agreement.ref).periods.order_by("pk")
    return [(row.state, row.start_earliest, row.end_latest) for row in periods]


def test_a_renewed_line_lives_on_and_the_gap_before_a_reactivation_shows(published):
    """Renewed on the first day after its end; reactivated half a year after it; renewed without end in time."""
    day = date.fromisoformat

    assert {number: life(published[number]) for number in (1, 3, 4)} == {
        1: [
            ("in_force", day("2010-01-01"), day("2011-01-01")),
            ("in_force", day("2011-01-01"), day("2012-01-01")),
            ("expired", day("2012-01-01"), None),
        ],
        3: [
            ("in_force", day("2011-01-01"), day("2012-01-01")),
            ("expired", day("2012-01-01"), day("2012-07-01")),
            ("in_force", day("2012-07-01"), day("2014-07-01")),
            ("expired", day("2014-07-01"), None),
        ],
        4: [
            ("in_force", day("2012-07-01"), day("2014-02-01")),
            ("in_force", day("2014-02-01"), None),
        ],
    }


def test_a_line_that_has_no_end_ends_with_the_later_deal_that_renews_it(published):
    assert [state for state, _start, end in life(published[7]) if end is None] == ["expired"]
    assert [period[0] for period in life(published[8])] == ["in_force", "expired"]


def test_every_act_of_a_linked_deal_is_told_by_the_earlier_one_too(published):
    assert list(relations_without_milestone(AgreementRelation.objects.all())) == []
    links = Link.objects.filter(kind="instrument").values_list("entry__ref", "to_ref")
    assert sorted(links) == sorted(
        (published[older].ref, published[newer].ref)
        for older, newer in [(1, 3), (3, 4), (4, 5), (4, 6), (7, 8)]
    )


def test_every_column_is_counted_and_every_difference_named(folder):
    doubts = {
        "names a deal of other parties": 1,
        "names itself": 1,
        "names a deal that is not there": 1,
        "names a deal that did not begin earlier": 1,
    }
    assert counts_by_field(liquidity_lines, folder) == {
        "deal_ID": (14, 14, {}),
        "deal_type": (14, 14, {}),
        "collateral": (14, 14, {}),
        "ISO codes": (4, 3, {"no code of ISO 3166: EA": 1}),
        "names of countries": (28, 28, {}),
        "start_date": (14, 14, {}),
        "end_date": (12, 12, {}),
        "end_date 31/12/9999": (2, 3, {"more, of what they renew": -1}),
        "end_date of a renewal": (4, 3, {"of lines that had no end to move": 1}),
        "framework": (1, 1, {}),
        "renew, reactivate": (8, 8, {}),
        "supplement": (2, 2, {}),
        "previous_deal": (10, 6, doubts),
        "previous_deal as an act": (9, 5, doubts),
        "reciprocal_deal": (6, 5, {"told once, by the later deal": 1}),
        "reciprocal_deal, linked": (
            6,
            1,
            {
                "told once, by the later deal": 1,
                "names itself": 1,
                "names a deal that is not there": 1,
                "names a deal that is not the other way": 1,
                "names a deal of another time, which names another": 1,
            },
        ),
        "currency_of_deal": (13, 13, {}),
        "deal_currency_amount": (10, 11, {"more, where only USD_amount is given": -1}),
        "USD_amount": (3, 2, {"in words, beside an amount in another currency": 1}),
        "unlimited": (1, 0, {"in words, since it is no amount": 1}),
        "initiative": (2, 14, {"more, under the general topic": -12}),
        "existence_previous_deal": (14, 0, {"in the internal note": 14}),
        "source_currency": (14, 0, {"in the internal note": 14}),
        "source_currency_deal": (14, 0, {"in the internal note": 14}),
        "note": (14, 0, {"in the internal note": 14}),
    }


UNDATED = [
    "1,reciprocal,0,2,swap,CHE,Switzerland,SWE,Sweden,NA,31/12/2010,0,NA,,CHF,CHF,0,1.5,NA,0,,no",
    "2,unidirectional,0,,swap,SWE,Sweden,CHE,Switzerland,,,0,NA,,SEK,SEK,0,20,2.1,0,,no",
    # of deals without a day: which is the newer is not to be seen, nor which is the pair
    "3,reciprocal,0,2,swap,CHE,Switzerland,SWE,Sweden,01/01/2012,NA,1,renew,1,CHF,CHF,0,1,NA,0,,no",
    "4,unidirectional,0,,swap,CHE,Switzerland,SWE,Sweden,,31/12/2013,1,renew,3,CHF,CHF,0,1,NA,0,,no",
    "5,unidirectional,0,,swap,CHE,Switzerland,SWE,Sweden,01/01/2014,NA,1,renew,3,CHF,CHF,0,1,NA,0,,no",
]


def test_a_day_that_the_source_does_not_have_is_missing_and_links_nothing(tmp_path, db):
    (tmp_path / "lines.csv").write_text("\n".join([COLUMNS, *UNDATED]) + "\n", encoding="utf-8-sig")
    made = liquidity_lines.records(tmp_path)

    facts = [
        (
            row["texts"][0]["title"].partition(", ")[2],
            [(act["kind"], act["on"], act.get("until", "")) for act in row["milestones"]],
            [term.get("until") for term in row["terms"]],
            [relation.get("older") for relation in row["relations"]],
        )
        for row in made["agreements"]
    ]
    assert facts == [
        ("", [], ["2010-12-31"], [None]),
        ("", [], [], []),
        ("2012-01-01", [("takes_effect", "2012-01-01", ""), ("renewed", "2014-01-01", "")], [], [None, None]),
        ("", [], ["2013-12-31"], [None]),
        ("2014-01-01", [("takes_effect", "2014-01-01", "")], [], ["liquidity-line:3"]),
    ]
    import_to_desk([made], by=None)
    tally = tally_file(made)
    assert [
        line for line in count_report(liquidity_lines.counts(tmp_path), tally) if "UNEXPLAINED" in line
    ] == []


@pytest.mark.parametrize("day", ["2012-01-01", "31.12.2012", "32/12/2012", "12/31/2012", "unknown"])
def test_a_day_of_another_shape_is_refused_and_not_taken_for_none(tmp_path, day):
    row = UNDATED[0].replace("NA,31/12/2010", f"{day},31/12/2010")
    (tmp_path / "lines.csv").write_text(f"{COLUMNS}\n{row}\n", encoding="utf-8-sig")

    with pytest.raises(ValueError, match=re.escape(day)):
        liquidity_lines.records(tmp_path)
