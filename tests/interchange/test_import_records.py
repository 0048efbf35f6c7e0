"""The commands: what they say, what they keep, and how they end."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement, Custody, Document
from interchange.actions import import_to_desk
from interchange.record_ids import records_by_id
from interchange.warnings import import_warnings
from organizations.choices import OrganizationKind
from organizations.models import Organization
from register.kinds import kind_of
from register.models import Entry, Version
from register.publishing import publish, withdraw
from sources.models import Source
from tests.factories import AgreementFactory, OrganizationFactory, PersonFactory
from tests.interchange.emptying import empty, everything, exported, public

GOOD = {
    "organizations": [{"id": "institute", "name": "Institute"}],
    "agreements": [
        {"id": "mou", "texts": [{"language": "en", "title": "T"}], "involvements": [{"organization": "institute"}]},
        {"id": "draft", "editorial_state": "draft", "texts": [{"language": "en", "title": "D"}],
         "involvements": [{"organization": "institute"}]},
    ],
}  # fmt: skip

PALACE = f"list.json: organizations/palace/kind: “palace” is none of: {', '.join(OrganizationKind.values)}."


def with_bad_ones():
    file = copy.deepcopy(GOOD)
    file["organizations"].append({"id": "palace", "name": "Palace", "kind": "palace"})
    file["agreements"] += [
        {"id": "of-palace", "involvements": [{"organization": "palace"}]},
        {"id": "after", "relations": [{"kind": "follows", "older": "of-palace"}]},
        {"id": "long", "identifiers": [{"scheme": "UNTS"}]},
        {"name": "nobody"},
    ]
    return file


def test_a_file_is_recorded_and_published(db, run):
    assert run(GOOD, "--publish") == (
        0,
        ["organizations: 1 new, 0 changed, 0 unchanged", "agreements: 2 new, 0 changed, 0 unchanged",
         "2 versions published"],
        [],
    )  # fmt: skip
    assert sorted(Entry.objects.values_list("ref", flat=True)) == ["A1", "O1"]
    assert run("--publish")[1][-1] == "0 versions published"


def test_what_the_admin_warns_of_is_told_by_a_dry_run_and_by_the_import(db, run):
    def warning_lines(result):
        assert (result[0], result[2]) == (0, [])
        return [line for line in result[1] if line.startswith("Warning: ")]

    def agreement(row_id, until, **more):
        return {
            "id": row_id, "involvements": [{"name_as_written": "A"}],
            "terms": [{"starts_on": "2020-01-01", "length": "P5Y", "until": until}],
            "texts": [{"language": "en", "title": "T"}], **more,
        }  # fmt: skip

    file = {
        "agreements": [
            agreement("late", "2026-12-31"), agreement("exact", "2024-12-31"), agreement("near", "2025-01-01"),
        ],
        "activities": [{"id": "past", "state": "planned", "on": "2001"}],
    }  # fmt: skip
    warnings = [
        "Warning: list.json: agreements/late: The term names 31 December 2026 as its last day, but five years end on "
        "31 December 2024. The named day counts.",
        "Warning: list.json: activities/past: It is marked as planned, but lies in the past: 2001.",
    ]

    assert [warning_lines(run(file, "--dry-run")), warning_lines(run(file)), warning_lines(run(file))] == [
        warnings,
        warnings,
        [],
    ]
    late = Agreement.objects.get(external_id="late")
    assert [f"Warning: list.json: agreements/late: {kind_of(late).warnings(late)[0]}"] == warnings[:1]
    file["agreements"][1]["terms"][0]["until"] = "2023"
    assert [warning.split(": ")[2] for warning in warning_lines(run(file, "--update"))] == [
        "agreements/exact"
    ]


@pytest.mark.parametrize("count", [2, 12])
def test_warnings_take_as_many_queries_for_many_records_as_for_few(db, django_assert_num_queries, count):
    milestone = {
        "kind": "signed",
        "on": "2999",
        "instrument": "a0",
        "involvement": "us",
        "by_body": "institute",
    }
    rows = [
        {"id": f"a{number}", "texts": [{"language": "en", "title": "T"}],
         "involvements": [{"id": "us", "organization": "institute"}],
         "terms": [{"starts_on": "2020", "length": "P1Y", "until": "2030"}],
         "milestones": [milestone] if number else [milestone | {"instrument": None}]}
        for number in range(count)
    ]  # fmt: skip
    report = import_to_desk([{"organizations": GOOD["organizations"], "agreements": rows}], by=None)

    with django_assert_num_queries(9):
        warnings = list(import_warnings(report))

    assert len(warnings) == 3 * count


def test_of_very_many_warnings_the_rest_is_counted(db, run):
    rows = [{"id": f"a{number}", "texts": [{"language": "en", "title": "T"}]} for number in range(103)]

    lines = run({"agreements": rows})[1]

    assert lines[99:101] == [
        "Warning: list.json: agreements/a99: It names nobody who takes part.",
        "3 more warnings",
    ]


def test_without_publish_nothing_becomes_public(db, run):
    run(GOOD)

    assert Version.objects.count() == 0
    assert run("--publish")[1][-1] == "2 versions published"


def test_a_dry_run_says_the_same_and_keeps_nothing(db, run):
    nothing = everything()

    code, lines, complaints = run(GOOD, "--publish", "--dry-run")

    assert (code, lines[-2:], complaints) == (
        0, ["2 versions published", "Nothing was kept: this was a dry run."], [],
    )  # fmt: skip
    assert everything() == nothing


def test_a_dry_run_names_what_would_change_and_how_to_allow_it(db, run):
    run(GOOD)
    file = copy.deepcopy(GOOD)
    file["organizations"][0]["name"] = "Institute of Trials"

    refused = run(file, "--dry-run")
    allowed = run(file, "--dry-run", "--update")

    assert refused == (
        1, [],
        ["list.json: organizations/institute: “Institute of Trials” is here already and would change: "
         "name: Institute → Institute of Trials. Allow it with --update.",
         "1 problem; nothing was recorded."],
    )  # fmt: skip
    assert (
        "organizations/institute: “Institute of Trials” changed: name: Institute → Institute of Trials"
        in allowed[1]
    )
    assert Organization.objects.get().name == "Institute"


def test_with_a_problem_nothing_is_kept_and_every_problem_is_told(db, run):
    nothing = everything()
    file = with_bad_ones()
    del file["agreements"][-1]

    assert run(file) == (
        1,
        [],
        [PALACE,
         "list.json: agreements/long/identifiers/1/value: This field cannot be blank.",
         "2 problems; nothing was recorded."],
    )  # fmt: skip
    assert everything() == nothing


def test_bad_records_and_those_that_need_them_are_left_out_on_request(db, run):
    code, lines, complaints = run(with_bad_ones(), "--skip-bad", "--publish")

    assert (code, lines) == (
        3,
        ["organizations: 1 new, 0 changed, 0 unchanged", "agreements: 2 new, 0 changed, 0 unchanged",
         "2 versions published"],
    )  # fmt: skip
    assert complaints == [
        "list.json: agreements/6: A record needs an id.",
        PALACE,
        "list.json: agreements/long/identifiers/1/value: This field cannot be blank.",
        "list.json: agreements/of-palace/involvements/1/organization: There is nothing called “palace” to refer to.",
        "list.json: agreements/after/relations/1/older: There is nothing called “of-palace” to refer to.",
        "5 records have problems, see above.",
    ]
    assert sorted(Agreement.objects.values_list("external_id", flat=True)) == ["draft", "mou"]


def test_what_cannot_be_public_is_told_with_its_path(db, run):
    file = copy.deepcopy(GOOD)
    del file["agreements"][0]["texts"]
    reason = "list.json: agreements/mou: It has no title in any language."
    nothing = everything()

    assert run(file, "--publish") == (1, [], [reason, "1 problem; nothing was recorded."])
    assert everything() == nothing
    assert run("--publish", "--skip-bad")[::2] == (3, [reason, "1 record has problems, see above."])
    assert (Agreement.objects.count(), [*public()]) == (2, ["O1"])


def test_a_file_that_is_not_there_is_told(db):
    with pytest.raises(CommandError, match="nowhere.json"):
        call_command("import_records", "nowhere.json")


def test_the_same_id_elsewhere_is_not_the_same_record(db):
    """What an export calls a record without identifier holds the moment it was entered."""
    mine = OrganizationFactory()
    name = json.loads(exported())["organizations"][0]["id"]

    assert records_by_id(Organization, [name]) == {name: mine}
    assert records_by_id(Organization, [name.replace("@2", "@1")]) == {}


# The export


def test_the_export_is_written_whole_or_not_at_all(db, tmp_path, capsys):
    OrganizationFactory()
    path = tmp_path / "desk.json"

    call_command("export_records", str(path))
    call_command("export_records", "-")

    printed = capsys.readouterr()
    assert printed.out == path.read_text(encoding="utf-8") == exported()
    assert printed.err.splitlines() == ["Exported: 1 organizations."] * 2
    assert [row.name for row in tmp_path.iterdir()] == ["desk.json"]


def test_a_reference_that_is_not_there_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="Not every reference was found"):
        call_command("export_records", "--ref", "A1", str(tmp_path / "desk.json"))


@pytest.fixture
def mixed(db):
    """A public agreement with all that staff keep for themselves, and with links to what is not public."""
    agreement, existence = AgreementFactory(titled=True), AgreementFactory(titled=True)
    existence.disclosure, existence.disclosure_basis = "existence", "Act, art. 1"
    existence.save()
    secret = AgreementFactory(titled=True)
    secret.texts.update(title="SECRET title")
    agreement.involvements.create(organization=OrganizationFactory())
    hidden = PersonFactory(name="SECRET name", is_hidden=True)
    closed = OrganizationFactory(name="SECRET unit")
    agreement.signatories.create(person=hidden)
    agreement.relations.create(kind="follows", older=secret)
    agreement.milestones.create(kind="extended", on="2024", instrument=secret)
    Document.objects.create(agreement=agreement, title="SECRET text", address="https://example.org/")
    Custody.objects.create(agreement=agreement, note="SECRET note", unit=closed)
    source = Source.objects.create(title="Public", note="SECRET note")
    agreement.citations.create(source=source, facts=["form"])
    Source.objects.create(title="SECRET source")
    existence.texts.update(summary="SECRET summary")
    publish(agreement, existence, by=None)
    return agreement


def test_the_public_export_holds_nothing_else_and_comes_back_the_same(mixed, tmp_path):
    path = tmp_path / "public.json"
    before = public()

    call_command("export_records", "--public-only", str(path))

    text = path.read_text(encoding="utf-8")
    assert "SECRET" in exported()
    assert "SECRET" not in text
    empty()
    call_command("import_records", "--publish", str(path))
    after = public()
    assert after == {ref: state for ref, state in before.items() if ref in after}
    assert sorted(set(before) - set(after)) == ["A2"]


def test_the_public_export_is_refused_while_edits_are_not_public(mixed, tmp_path):
    Agreement.objects.filter(pk=mixed.pk).update(is_edited=True)

    with pytest.raises(CommandError, match=rf"Edited since they were published: {mixed.ref}\."):
        call_command("export_records", "--public-only", str(tmp_path / "public.json"))


def test_the_public_export_leaves_out_what_names_a_withdrawn_organization_only(mixed, tmp_path):
    withdraw(mixed.involvements.first().organization, by=None, reason={"en": "Entered twice."})
    publish(mixed, by=None)
    path = tmp_path / "public.json"

    call_command("export_records", "--public-only", str(path))

    [agreement] = json.loads(path.read_text(encoding="utf-8"))["agreements"]
    public_names = [
        row["organization"]["ref"]
        for row in json.loads(Entry.objects.get(ref=mixed.ref).body)["involvements"]
    ]
    assert [bool(row.get("organization")) for row in agreement["involvements"]] == [
        bool(ref) for ref in public_names
    ]
    assert public_names.count(None) == 1
