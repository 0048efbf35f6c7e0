"""Recipes lose nothing: what the source counts is what is recorded, and what is public."""

import csv
import json
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from interchange.recipes import all_recipes, field_counts, liquidity_lines, uk_treaties
from interchange.recipes.field_counts import FieldCount
from interchange.recipes.liquidity_deals import read_deals
from register.models import Entry
from tests.interchange.emptying import public
from tests.interchange.test_recipe_ror import PLAIN
from tests.samples import SAMPLES, sample

REAL = {
    "liquidity_lines": "data/central-bank-liquidity-lines",
    "ror": "data/ror",
    "uk_treaties": "data/uk-treaties",
}
EACH = pytest.mark.parametrize(
    ("name", "folder"),
    [pytest.param(*record, marks=sample(record[1]), id=record[0]) for record in REAL.items()],
)


@pytest.fixture
def run(capsys):
    """``run("--publish")``: the lines that the command prints."""

    def run(*arguments):
        call_command("import_records", *map(str, arguments))
        return capsys.readouterr().out.splitlines()

    return run


def test_every_recipe_counts_its_source_and_is_tried_on_a_real_one():
    assert {name: callable(record.counts) for name, record in all_recipes().items()} == dict.fromkeys(
        REAL, True
    )


@EACH
def test_the_records_of_a_real_register_hold_what_it_counts(name, folder):
    recipe = all_recipes()[name]
    tally = field_counts.tally_file(recipe.records(SAMPLES / folder))
    counts = list(recipe.counts(SAMPLES / folder))

    assert {record.field: record.unexplained(tally) for record in counts} == {
        record.field: 0 for record in counts
    }


@sample(REAL["uk_treaties"])
def test_the_real_treaties_are_all_there():
    counts = {record.field: record.source for record in uk_treaties.counts(SAMPLES / REAL["uk_treaties"])}

    assert [counts[name] for name in ("uuid", "signed_date", "parties", "references")] == [
        8134,
        7588,
        85123,
        19686,
    ]


@sample(REAL["liquidity_lines"])
def test_the_amounts_of_the_real_lines_add_up_by_currency():
    """Figures of one currency as they are, all others in USD."""
    folder, expected, recorded = SAMPLES / REAL["liquidity_lines"], Counter(), Counter()
    for row in read_deals(folder).rows.values():
        is_one = row["deal_currency_amount"] and "/" not in row["currency_of_deal"]
        figure = row["deal_currency_amount"] if is_one else row["USD_amount"]
        expected[row["currency_of_deal"] if is_one else "USD"] += Decimal(figure or 0) * 10**9
    for line in liquidity_lines.records(folder)["agreements"]:
        for record in line["contributions"]:
            recorded[record.get("currency", "USD")] += Decimal(record.get("amount", 0))

    assert recorded == +expected


# Into the register


def some_lines(source, folder):
    """A line without end that is reactivated, a chain of supplements, two odd deals, and what they name."""
    rows = read_deals(source).rows
    kept = set()
    for number in ("1055", "548", "731", "1324"):
        while number and number not in kept:
            kept |= {number, rows[number]["reciprocal_deal"]}
            number = rows[number]["previous_deal"]
    with (source / "lines.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    with (folder / "lines.csv").open("w", newline="") as file:
        csv.writer(file).writerows([header, *(line for line in lines if line[0] in kept)])


def some_organizations(source, folder):
    """The first organizations that have both a predecessor and a parent in the files, with these."""
    lines = next(iter(source.glob("*.ndjson"))).read_text(encoding="utf-8").splitlines()
    rows = {row["id"]: row for row in map(json.loads, lines)}
    kept: dict[str, None] = {}
    for row in rows.values():
        others = [
            relation["id"]
            for relation in row["relationships"]
            if relation["type"] != "related" and relation["id"] in rows
        ]
        if others and len(kept) < 30:
            kept |= dict.fromkeys([row["id"], *others])
    (folder / "some.ndjson").write_text(
        "".join(json.dumps(rows[record]) + "\n" for record in kept), encoding="utf-8"
    )


def some_treaties(source, folder):
    """For every column the first that fills it, and one in eight hundred."""
    (folder / "party-names.csv").write_bytes((source / "party-names.csv").read_bytes())
    with (source / "treaties.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    filling = [next(line for line in lines if line[column]) for column in range(len(header))]
    some = {line[0]: line for line in [*filling, *lines[::800]]}
    with (folder / "treaties.csv").open("w", newline="") as file:
        csv.writer(file).writerows([header, *some.values()])


SOME = {"liquidity_lines": some_lines, "ror": some_organizations, "uk_treaties": some_treaties}


def publish_twice(run, name, folder) -> dict[str, FieldCount]:
    """The counts of the source by field, after a first run that explains all and a second that changes nothing."""
    lines = run("--recipe", name, folder, "--publish", "--counts")
    before = public()
    again = run("--recipe", name, folder, "--publish")
    assert [line for line in lines if "UNEXPLAINED" in line] == []
    assert {line.partition(": ")[2].rpartition(", ")[0] for line in again[:-1]} == {"0 new, 0 changed"}
    assert (again[-1], public()) == ("0 versions published", before)
    return {count.field: count for count in all_recipes()[name].counts(folder)}


@EACH
def test_a_part_of_a_real_register_is_published_without_loss_and_once(name, folder, run, db, tmp_path):
    SOME[name](SAMPLES / folder, tmp_path)

    counts = publish_twice(run, name, tmp_path)

    bodies = [json.loads(body) for body in Entry.objects.values_list("body", flat=True)]
    tally = field_counts.tally_bodies(bodies)
    assert {field: record.unexplained(tally) for field, record in counts.items()} == dict.fromkeys(counts, 0)
    assert min(record.source for record in counts.values() if record.paths and not record.differences) > 0


@pytest.mark.long
@sample(REAL["liquidity_lines"])
def test_all_the_real_lines_are_published_without_loss_and_once(run, db):
    publish_twice(run, "liquidity_lines", SAMPLES / REAL["liquidity_lines"])

    assert Entry.objects.filter(kind="agreement").count() == 1561


@pytest.mark.long
@sample(REAL["ror"])
def test_all_the_real_organizations_are_published_without_loss_and_once(run, db):
    publish_twice(run, "ror", SAMPLES / REAL["ror"])

    assert Entry.objects.filter(kind="organization").count() == 1700


# Counting


def test_the_tally_of_a_file_and_of_a_body_are_the_same():
    file = {"agreements": [
        {"id": "a", "form": "mou", "occasion": {}, "topics": ["one", "two"],
         "milestones": [{"kind": "signed", "on": "2020", "until": "", "places": [{"city": "Seoul"}]}],
         "relations": [{"kind": "renews", "older": "b"}, {"kind": "renews", "stub": {"en": "c"}}]},
    ]}  # fmt: skip
    body = {
        "object": "agreement", "form": "mou", "is_own": False, "occasion": {}, "texts": [],
        "topics": [{"ref": "T1"}, {"ref": "T2"}],
        "milestones": [{"kind": "signed", "on": "2020", "until": "", "places": [{"city": "Seoul"}], "reason": {}}],
        "relations": [{"kind": "renews", "agreement": {"ref": "A2"}, "stub": {}},
                      {"kind": "renews", "agreement": None, "stub": {"en": "c"}}],
    }  # fmt: skip

    of_file, of_body = +field_counts.tally_file(file), +field_counts.tally_bodies([body])

    assert of_file == {
        "agreements": 1, "agreements/id": 1, "agreements/form": 1, "agreements/topics": 2,
        "agreements/milestones": 1, "agreements/milestones/kind": 1, "agreements/milestones/on": 1,
        "agreements/milestones/places": 1, "agreements/milestones:signed": 1, "agreements/milestones:signed/kind": 1,
        "agreements/milestones:signed/on": 1, "agreements/milestones:signed/places": 1,
        "agreements/relations": 2, "agreements/relations/kind": 2, "agreements/relations/older": 1,
        "agreements/relations/stub": 1, "agreements/relations:renews": 2, "agreements/relations:renews/kind": 2,
        "agreements/relations:renews/older": 1, "agreements/relations:renews/stub": 1,
    }  # fmt: skip
    assert of_body == of_file - Counter(["agreements/id"]) + Counter(["agreements/object"])


def test_what_is_lost_without_a_reason_is_told():
    counts = [
        FieldCount("all there", 2, ("agreements/form",)),
        FieldCount("in the note", 3, (), {"in the internal note": 3}),
        FieldCount("lost", 5, ("agreements/terms",), {"to itself": 1}),
        FieldCount("too many", 1, ("agreements/form", "agreements/terms")),
    ]

    assert list(
        field_counts.count_report(counts, Counter({"agreements/form": 2, "agreements/terms": 1}))
    ) == [
        "all there                      2       2",
        "in the note                    3       0  3 in the internal note",
        "lost                           5       1  1 to itself; 3 UNEXPLAINED",
        "too many                       1       3  -2 UNEXPLAINED",
    ]


def two_organizations(folder):
    """A sound organization, and one that is left out for its country."""
    rows = [
        PLAIN | {"id": f"https://ror.org/{ror_id}", "names": [PLAIN["names"][0] | {"value": name}],
                 "locations": [{"geonames_details": {"country_code": code, "name": "Town"}, "geonames_id": 1}]}
        for ror_id, name, code in (("02mhbdp94", "Sound", "KR"), ("05dxps055", "Odd", "??"))
    ]  # fmt: skip
    (folder / "two.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize("options", [(), ("--publish",)])
def test_what_is_left_out_is_counted_as_that_and_not_as_recorded(options, db, capsys, tmp_path):
    two_organizations(tmp_path)

    with pytest.raises(CommandError, match="1 record has problems"):
        call_command("import_records", "--recipe", "ror", str(tmp_path), "--skip-bad", "--counts", *options)

    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines if line.startswith("id ")] == [
        ["id", "2", "1", "1", "in", "records", "left", "out"]
    ]
    assert [line for line in lines if "UNEXPLAINED" in line] == []


def test_involvements_are_counted_by_role_and_one_without_is_a_party():
    file = {
        "agreements": [
            {"id": "a", "involvements": [{"organization": "b"}, {"organization": "c", "role": "funder"}]}
        ]
    }

    tally = field_counts.tally_file(file)

    roles = {path: count for path, count in tally.items() if path.endswith("/organization")}
    assert roles == {
        "agreements/involvements/organization": 2,
        "agreements/involvements:party/organization": 1,
        "agreements/involvements:funder/organization": 1,
    }


# The command


def test_an_unknown_recipe_is_told_with_those_that_there_are(run, tmp_path):
    with pytest.raises(
        CommandError, match=r"no recipe “atlas”. There is: liquidity_lines, ror, uk_treaties\."
    ):
        run("--recipe", "atlas", tmp_path)


@pytest.mark.parametrize("name", all_recipes())
def test_a_folder_without_the_register_is_told(name, run, tmp_path):
    with pytest.raises(CommandError, match=str(tmp_path)):
        run("--recipe", name, tmp_path)


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [
        ("liquidity_lines", "lines.csv", "deal_ID,start_date\n1,2020-01-01\n"),
        ("ror", "some.ndjson", "{}\n"),
        ("ror", "some.ndjson", "no JSON\n"),
    ],
)
def test_files_of_another_shape_are_told(name, file, text, run, tmp_path):
    (tmp_path / file).write_text(text)

    with pytest.raises(CommandError, match=f"does not hold what the recipe “{name}” reads"):
        run("--recipe", name, tmp_path)


@pytest.mark.parametrize("arguments", [[], ["list.json", "--recipe", "ror", "folder"]])
def test_files_and_a_recipe_are_either_or(arguments, run):
    with pytest.raises(CommandError, match=r"Name files, or --recipe NAME FOLDER\."):
        run(*arguments)


def test_only_a_recipe_counts(run):
    with pytest.raises(CommandError, match="Only a recipe counts its source"):
        run("list.json", "--counts")
