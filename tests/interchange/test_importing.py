"""Recording interchange files: whole records, parts that keep their keys, and refusals that say where and why."""

import copy
import json

import pytest

from activities.models import Activity
from agreements.models import Agreement, Topic
from history.models import Change
from interchange.actions import import_files, import_to_desk
from interchange.problems import ImportFailed
from organizations.choices import OrganizationKind
from organizations.models import Organization, OrganizationName
from people.models import Person
from register.publishing import publish
from sources.models import Source
from tests.factories import UserFactory
from tests.interchange.refusals import problems


@pytest.fixture
def file():
    """A small file with something of everything."""
    return {
        "sources": [{"id": "release", "title": "They agree", "kind": "press_release", "published_on": "2020-05"}],
        "topics": [
            {"id": "training", "names": {"en": "training", "ko": "훈련"}, "parent": "education"},
            {"id": "education", "names": {"en": "education", "ko": "교육"}},
        ],
        "organizations": [
            {"id": "unit", "name": "Unit for Trials", "kind": "unit", "parent": "institute"},
            {"id": "institute", "name": "Institute of Trials", "country": "KR", "founded_on": "1999-03",
             "names": [{"text": "시험연구소", "language": "ko"}]},
            {"id": "academy", "name": "Academy", "country": "GB",
             "relations": [{"kind": "funded_by", "other": "institute", "degree": {"en": "in part"}}]},
        ],
        "people": [{"id": "kim", "name": "Kim Hana"}],
        "agreements": [
            {"id": "old", "texts": [{"language": "en", "title": "Letter of 1998"}]},
            {"id": "memorandum", "form": "mou", "topics": ["training"],
             "texts": [
                 {"id": "en", "language": "en", "title": "Memorandum on trials"},
                 {"id": "ko", "language": "ko", "title": "시험 양해각서"}],
             "involvements": [
                 {"id": "agent", "organization": "unit", "role": "delivery_partner", "acting_for": "principal"},
                 {"id": "principal", "organization": "institute", "name_as_written": "The Institute"},
                 {"id": "academy", "organization": "academy"}],
             "milestones": [
                 {"id": "signed", "kind": "signed", "on": "2020-05-13", "places": [{"city": "Seoul", "country": "KR"}]},
                 {"id": "extended", "kind": "extended", "on": "2023-05", "until": "2026-05-12"}],
             "terms": [{"length": "P3Y", "starts_with": "signature", "milestone": "extended"}],
             "signatories": [{"person": "kim", "involvement": "principal", "milestone": "signed"}],
             "relations": [{"kind": "follows", "older": "old"}],
             "commitments": [{"id": "aim", "text": {"en": "Better trials"}, "by": ["principal", "academy"]}],
             "results": [{"commitment": "aim", "quantity": 12, "unit": "trials", "text": {"en": "Trials held"}}],
             "custody": {"file_number": "F-7", "unit": "institute"},
             "citations": [
                 {"source": "release", "basis": "inferred",
                  "facts": ["form", "milestones/signed", "milestones/signed/on", "relations/1"]}]},
            {"id": "dialogue", "nature": "dialogue", "texts": [{"language": "en", "title": "Dialogue on trials"}]},
        ],
        "activities": [
            {"id": "session", "kind": "dialogue_session", "series": "dialogue", "ordinal": 1, "on": "2021",
             "agreement_links": [{"id": "under", "agreement": "memorandum"}],
             "attendances": [{"id": "kim", "person": "kim", "organization": "unit", "post_as_written": "Head"}],
             "outcomes": [{"text": {"en": "To go on"}, "organizations": ["academy"], "topics": ["education"]}],
             "citations": [
                 {"source": "release", "facts": ["agreement_links/under", "attendances/kim/post_as_written"]}]},
        ],
    }  # fmt: skip


def the(file, kind, record_id):
    return next(record for record in file[kind] if record["id"] == record_id)


def signing(file):
    return the(file, "agreements", "memorandum")["milestones"][0]


def keys(manager):
    return [(str(part), part.key) for part in manager.all()]


def test_a_file_becomes_records_with_parts_and_links(db, file):
    report = import_to_desk([file], by=None)

    memorandum = Agreement.objects.get(external_id="memorandum")
    agent, principal, academy = memorandum.involvements.all()
    signed, extended = memorandum.milestones.all()
    assert report.created["agreements"] == ["old", "memorandum", "dialogue"]
    assert (agent.acting_for, principal.name_as_written, academy.name_as_written) == (
        principal, "The Institute", "Academy",
    )  # fmt: skip
    assert signed.places == [{"city": "Seoul", "country": "KR", "venue": "", "is_online": False}]
    assert [(record.involvement, record.milestone) for record in memorandum.signatories.all()] == [
        (principal, signed)
    ]
    assert memorandum.terms.get().milestone == extended
    assert memorandum.relations.get().older.external_id == "old"
    assert set(memorandum.commitments.get().by.all()) == {principal, academy}
    assert memorandum.results.get().commitment == memorandum.commitments.get()
    assert [topic.external_id for topic in memorandum.topics.all()] == ["training"]
    assert memorandum.custody.unit.external_id == "institute"


def test_records_may_stand_in_any_order_and_in_any_file(db, file):
    files = [{kind: file[kind]} for kind in reversed(file)]

    import_to_desk(files, by=None)

    assert Topic.objects.get(external_id="training").parent.external_id == "education"
    assert Organization.objects.get(external_id="unit").parent.external_id == "institute"
    assert Activity.objects.get().series.external_id == "dialogue"


def test_a_file_may_refer_to_what_an_earlier_one_recorded(db, file):
    sources, topics = file["sources"], [file["topics"].pop(1)]
    import_to_desk([{"sources": sources, "topics": topics}], by=None)

    import_to_desk([file], by=None)

    assert Topic.objects.count() == 2
    assert Source.objects.count() == 1


def test_a_path_is_read_as_a_file(db, file, tmp_path):
    path = tmp_path / "some.json"
    path.write_text(json.dumps(file), encoding="utf-8")

    assert import_to_desk([path], by=None).created["people"] == ["kim"]


def test_recording_the_same_file_again_changes_nothing(db, file):
    import_to_desk([file], by=None)
    before = list(Agreement.objects.order_by("pk").values())

    report = import_to_desk([file], by=None)

    assert report.created_or_changed == set()
    assert report.unchanged["agreements"] == ["old", "memorandum", "dialogue"]
    assert list(Agreement.objects.order_by("pk").values()) == before


def test_facts_of_a_citation_are_kept_as_paths_by_key_into_the_body(db, file):
    import_to_desk([file], by=None)

    memorandum, session = Agreement.objects.get(external_id="memorandum"), Activity.objects.get()
    signed, relation = memorandum.milestones.first().key, memorandum.relations.get().key
    assert memorandum.citations.get().facts == [
        "form", f"milestones/{signed}", f"milestones/{signed}/on", f"relations/{relation}",
    ]  # fmt: skip
    assert session.citations.get().facts == [
        f"agreements/{session.agreement_links.get().key}", f"attendances/{session.attendances.get().key}/post",
    ]  # fmt: skip


def test_parts_keep_their_keys_when_they_are_edited_moved_or_joined_by_others(db, file):
    import_to_desk([file], by=None)
    memorandum = Agreement.objects.get(external_id="memorandum")
    (signed, extended), (en, ko) = (
        [part.key for part in manager.all()] for manager in (memorandum.milestones, memorandum.texts)
    )
    row = the(file, "agreements", "memorandum")
    row["texts"].reverse()
    row["texts"][1]["title"] = "Memorandum on clinical trials"
    row["milestones"] = [
        {"id": "announced", "kind": "announced", "on": "2020-05-14"},
        row["milestones"][1],
        row["milestones"][0] | {"on": "2020-05"},
    ]

    report = import_to_desk([file], by=None, update=True)

    assert report.created_or_changed == {("agreements", "memorandum")}
    assert keys(memorandum.texts) == [("시험 양해각서", ko), ("Memorandum on clinical trials", en)]
    assert [part.key for part in memorandum.milestones.all()][1:] == [extended, signed]
    assert memorandum.milestones.first().key not in {signed, extended}
    assert memorandum.signatories.get().milestone.key == signed


def test_a_part_in_place_of_a_wholly_different_one_gets_a_key_of_its_own(db, file):
    """Else what cites the part that is gone would cite the new one."""
    row = the(file, "agreements", "memorandum")
    row["texts"] = [{"language": "en", "title": "Memorandum", "summary": "On trials."}]
    import_to_desk([file], by=None)
    memorandum = Agreement.objects.get(external_id="memorandum")
    gone = memorandum.texts.get()
    row["texts"] = [{"language": "fr", "title": "Accord", "summary": "Sur les essais."}]

    import_to_desk([file], by=None, update=True)

    assert memorandum.texts.get().title == "Accord"
    assert memorandum.texts.get().key != gone.key


def test_a_part_that_the_file_no_longer_tells_is_deleted(db, file):
    import_to_desk([file], by=None)
    memorandum = Agreement.objects.get(external_id="memorandum")
    row = the(file, "agreements", "memorandum")
    del row["milestones"][1], row["terms"], row["involvements"][0]

    import_to_desk([file], by=None, update=True)

    assert [part.kind for part in memorandum.milestones.all()] == ["signed"]
    assert memorandum.terms.count() == 0
    assert [part.name_as_written for part in memorandum.involvements.all()] == ["The Institute", "Academy"]


def test_fields_that_are_left_out_become_empty(db, file):
    import_to_desk([file], by=None)
    del the(file, "organizations", "institute")["founded_on"]

    import_to_desk([file], by=None, update=True)

    assert Organization.objects.get(external_id="institute").founded_on == ""


def test_a_name_as_written_that_is_left_out_is_filled_in_once(db, file):
    import_to_desk([file], by=None)
    the(file, "organizations", "academy")["name"] = "Royal Academy"

    report = import_to_desk([file], by=None, update=True)

    assert report.created_or_changed == {("organizations", "academy")}
    names = Agreement.objects.get(external_id="memorandum").involvements.values_list(
        "name_as_written", flat=True
    )
    assert list(names) == ["Unit for Trials", "The Institute", "Academy"]


def test_how_the_house_keeps_it_stays_when_a_file_does_not_speak_of_it(db, file):
    import_to_desk([file], by=None)
    del the(file, "agreements", "memorandum")["custody"]

    import_to_desk([file], by=None, update=True)

    assert Agreement.objects.get(external_id="memorandum").custody.file_number == "F-7"


REFUSALS = [
    (lambda file: signing(file).update(on="2020-13-40"), "milestones/signed/on", "2020-13"),
    (lambda file: file["agreements"][1].update(nature="dialogue"), "", "Only an instrument has a form"),
    (lambda file: file["agreements"][1].update(colour="red"), "colour", "There is no such field."),
    (lambda file: file["agreements"][1].update(form=7), "form", "Write it as text."),
    (lambda file: file["agreements"][1].update(topics=["dancing"]), "topics", "nothing called “dancing”"),
    (lambda file: file["agreements"][1]["relations"][0].update(older="none"), "relations/1/older", "“none”"),
    (lambda file: file["agreements"][1]["terms"][0].update(renewal="indefinite"), "terms/1",
     "neither length nor last day"),
    (lambda file: file["agreements"][1]["terms"][0].update(milestone="x"), "terms/1/milestone", "no such part"),
    (lambda file: file["agreements"][1]["commitments"][0].update(by=["x"]), "commitments/aim/by", "no such part"),
    (lambda file: file["agreements"][1]["citations"][0].update(facts=["terms/x"]), "citations/1/facts", "terms/x"),
    (lambda file: signing(file).update(places=[{"town": "Seoul"}]), "milestones/signed/places", "city"),
    (lambda file: signing(file).update(places=["Seoul (KR)"]), "milestones/signed/places", "country"),
    (lambda file: signing(file).update(places="online"), "milestones/signed/places", "is_online"),
    (lambda file: signing(file).update(places=[{"country": "Korea"}]), "milestones/signed/places", "ISO 3166"),
    (lambda file: signing(file).update(places=[{"city": 7}]), "milestones/signed/places", "city"),
    (lambda file: signing(file).update(kind="started"), "milestones/signed/kind", "takes_effect"),
    (lambda file: signing(file).update(reason="They ran out"), "milestones/signed/reason", '"en"'),
    (lambda file: signing(file).update(reason={"English": "x"}), "milestones/signed/reason", "BCP 47"),
    (lambda file: signing(file).update(reason={"en": 7}), "milestones/signed/reason", '"en"'),
    (lambda file: file["agreements"][1].update(languages="es"), "languages", '["en", "ko"]'),
    (lambda file: file["agreements"][1].update(languages=["Spanish"]), "languages", "BCP 47"),
    (lambda file: file["agreements"][1].update(languages=[7]), "languages", '["en", "ko"]'),
    (lambda file: file["agreements"][1]["texts"][0].update(is_working_title="yes"), "texts/en/is_working_title",
     "true or false"),
    (lambda file: file["agreements"][1]["results"][0].update(quantity=["12"]), "results/1/quantity", "a number"),
    (lambda file: file["agreements"][1]["results"][0].update(quantity="twelve"), "results/1/quantity", "number"),
    (lambda file: file["agreements"][1]["custody"].update(unit={"id": "institute"}), "custody/unit", "as text"),
    (lambda file: file["agreements"][1].update(custody="F-7"), "custody", "an object"),
    (lambda file: file["agreements"][1].update(custody=["F-7"]), "custody", "an object"),
    (lambda file: file["agreements"][1]["citations"][0].update(facts=[{"a": 1}]), "citations/1/facts", "a list"),
    (lambda file: file["agreements"][1]["citations"][0].update(facts="texts"), "citations/1/facts", "a list"),
    (lambda file: file["agreements"][1]["commitments"][0].update(by="principal"), "commitments/aim/by", "a list"),
    (lambda file: file["agreements"][1]["terms"][0].update(milestone={"id": "x"}), "terms/1/milestone", "as text"),
    (lambda file: file["agreements"][1].update(ordinal=2.5), "ordinal", "a whole number"),
    (lambda file: file["agreements"][1]["involvements"].append({"name_as_written": " ", "count": 6}),
     "involvements/4", ""),
    (lambda file: file["agreements"][1]["milestones"].append({"id": "signed"}), "milestones/signed", "unique"),
    (lambda file: file["agreements"][1]["custody"].update(retention="long"), "custody/retention", "ISO 8601"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "path", "reason"), REFUSALS, ids=[f"{n} {record[1]}" for n, record in enumerate(REFUSALS)]
)
def test_a_refusal_says_where_and_why_in_the_words_of_the_desk(db, file, spoil, path, reason):
    spoil(file)

    [problem] = problems(file)

    assert problem.startswith(f"agreements/memorandum/{path}".rstrip("/"))
    assert reason in problem


def test_every_problem_of_every_file_is_told_at_once_and_nothing_is_kept(db, file, tmp_path):
    path = tmp_path / "people.json"
    path.write_text(
        '{"people": [{"id": "lee", "names": [{"text": "이", "language": "Korean"}]}]}', encoding="utf-8"
    )
    file["organizations"][0]["kind"] = "palace"

    assert problems(file, path) == [
        f"organizations/unit/kind: “palace” is none of: {', '.join(OrganizationKind.values)}.",
        "people.json: people/lee/name: This field cannot be blank.",
        "people.json: people/lee/names/1/language: Write a language as a BCP 47 code, such as en, ko or zh-Hant.",
    ]
    counts = [model.objects.count() for model in (Source, Topic, Organization, Person, Agreement, Activity)]
    assert counts == [0] * 6


OUTLINES = [
    ("[", "This is not JSON"),
    ("[" * 20_000, "This is not JSON"),
    ('{"people": [], "people": []}', "This is not JSON: “people” is there twice."),
    ('{"treaties": []}', "treaties: A file holds lists of"),
    ('{"people": {"id": "kim"}}', "people: A file holds lists of"),
    ('{"people": [{"name": "Kim"}]}', "people/1: A record needs an id."),
    (
        '{"people": [{"id": "kim", "name": "Kim"}, {"id": "kim", "name": "Lee"}]}',
        "people/kim: This id is used twice.",
    ),
]


@pytest.mark.parametrize(("text", "reason"), OUTLINES)
def test_a_file_of_another_shape_is_refused(db, tmp_path, text, reason):
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")

    assert [problem.startswith(f"odd.json: {reason}") for problem in problems(path)] == [True]


def test_what_goes_round_in_a_circle_is_refused(db, file):
    file["topics"][1]["parent"] = "training"

    assert any("topics/" in problem for problem in problems(file))


def test_each_part_of_a_circle_is_named(db, file):
    the(file, "agreements", "memorandum")["involvements"][1]["acting_for"] = "agent"

    assert problems(file) == [
        "agreements/memorandum/involvements/agent/acting_for: This would go round in a circle: "
        "Unit for Trials → The Institute → Unit for Trials.",
        "agreements/memorandum/involvements/principal/acting_for: This would go round in a circle: "
        "The Institute → Unit for Trials → The Institute.",
    ]


def test_new_agreements_that_rest_on_one_another_are_refused(db):
    first, second = (
        {"id": record, "relations": [{"kind": "follows", "older": other}]} for record, other in ("ab", "ba")
    )

    assert [problem.split(": ")[0] for problem in problems({"agreements": [first, second]})] == [
        "agreements/a/relations/1/older",
        "agreements/b/relations/1/older",
    ]


def test_a_new_agreement_that_closes_a_circle_is_refused(db, file):
    import_to_desk([file], by=None)
    older = the(file, "agreements", "memorandum")["relations"][0]["older"]
    the(file, "agreements", older)["relations"] = [{"kind": "follows", "older": "newest"}]
    file["agreements"].append({"id": "newest", "relations": [{"kind": "follows", "older": "memorandum"}]})

    [problem] = problems(file, update=True)

    assert problem.startswith("agreements/newest/relations/1/older: This would go round in a circle")


def test_two_rows_that_take_the_same_place_are_told_in_the_words_of_the_desk(db, file):
    first, second = ({"id": record, "kind": "university", "name": record} for record in ("first", "second"))
    first["identifiers"] = [{"scheme": "ror", "value": "https://ror.org/0384j8v12"}]
    second["identifiers"] = [{"scheme": "ror", "value": "0384j8v12"}]

    [problem] = problems({"organizations": [first, second]})

    assert problem.startswith("organizations/second/identifiers/1: ")


def test_a_text_that_no_database_can_hold_is_refused(db, file):
    the(file, "agreements", "memorandum")["texts"][0]["title"] = "A\0B"

    [problem] = problems(file)

    assert problem == "agreements/memorandum/texts/en/title: It holds what no text may hold: U+0000."


@pytest.mark.parametrize("sign", [0, 0xD800, 0xDFFF])
@pytest.mark.parametrize(
    ("person", "place"),
    [
        ({"id": "a", "name": "A{}"}, "a/name"),
        ({"id": "a", "name": "A", "names": [{"text": "B"}, {"text": "C{}"}]}, "a/names/2/text"),
        ({"id": "a{}", "name": "A"}, "2/id"),
    ],
)
def test_what_no_text_may_hold_is_told_at_its_place_beside_other_records(db, sign, person, place):
    bad = json.loads(json.dumps(person).replace("{}", json.dumps(chr(sign))[1:-1]))
    good = {"id": "b", "name": "B", "identifiers": [{"scheme": "orcid", "value": "0000-0002-1825-0097"}]}

    assert problems({"people": [good, bad]}) == [
        f"people/{place}: It holds what no text may hold: U+{sign:04X}."
    ]

    report = import_files([{"people": [good, bad]}], publish=False, skip_bad=True, by=None).report

    assert report.created == {"people": ["b"]}
    assert len(report.left_out) == 1


def test_texts_are_trimmed_as_forms_trim_them(db):
    title = {"title": "Same", "publisher": "P"}
    rows = [{"id": "a", **title}, {"id": "b", **title, "title": " Same\u200b \n"}]
    activity = {"id": "v", "on": "2024-01-01 ", "places": [{"city": " Seoul ", "country": "KR"}]}

    import_to_desk([{"sources": rows, "activities": [activity]}], by=None)

    assert [source.title for source in Source.objects.all()] == ["Same"]
    assert Activity.objects.get().on == "2024-01-01"
    assert Activity.objects.get().places[0]["city"] == "Seoul"


def test_changes_name_parts_and_records(db):
    organization = {"id": "a", "name": "A", "names": [{"text": "Old name"}, {"text": "Kept"}]}
    dialogues = [
        {"id": name, "nature": "dialogue", "texts": [{"language": "en", "title": name}]}
        for name in ("s", "t")
    ]
    session = {"id": "v", "series": "s", "places": [{"city": "Seoul", "country": "KR"}]}
    import_to_desk(
        [{"agreements": dialogues, "organizations": [organization], "activities": [session]}], by=None
    )
    name = OrganizationName.objects.get(text="Old name")
    organization["names"] = [{"text": "Kept"}]
    session |= {"series": "t", "places": [{"is_online": True}]}

    of_organization, of_activity = problems({"organizations": [organization], "activities": [session]})

    assert f"names/{name.key} (“Old name”) is removed" in of_organization
    assert "series: s → t" in of_activity
    assert "places: Seoul (KR) → online" in of_activity


def test_a_circle_names_records_that_have_other_problems(db):
    rows = [
        {"id": row_id, "form": form, "texts": [{"language": "en", "title": row_id.upper()}],
         "relations": [{"kind": "under", "older": older}]}
        for row_id, older, form in (("a", "b", "none"), ("b", "c", "none"), ("c", "a", "mou"))
    ]  # fmt: skip

    circles = [problem for problem in problems({"agreements": rows}) if "in a circle" in problem]

    assert circles[0].endswith("in a circle: A → B → C → A.")


def test_with_only_new_what_is_on_the_desk_stays_as_it_is(db, file):
    import_to_desk([file], by=None)
    changed = copy.deepcopy(file)
    changed["people"][0]["name"] = "Somebody else"
    changed["people"].append({"id": "lee", "name": "Lee Duna"})

    report = import_to_desk([changed], by=None, only_new=True)

    assert report.created_or_changed == {("people", "lee")}
    assert Person.objects.get(external_id="kim").name == "Kim Hana"


def test_a_published_record_that_says_something_else_now_is_marked_as_edited(db, file):
    import_to_desk([file], by=None)
    person = Person.objects.get()
    publish(person, by=None)
    file["people"][0]["name"] = "Kim Ha-na"

    import_to_desk([file], by=None, update=True)

    person.refresh_from_db()
    assert person.is_edited is True


def test_the_history_of_a_record_says_who_recorded_it(db, file):
    user = UserFactory()

    import_to_desk([file], by=user)
    import_to_desk([file], by=user)

    kim = Change.objects.filter(model="people.person", record_id=Person.objects.get(name="Kim Hana").pk)
    assert [(change.act.by, change.act.kind, change.kind) for change in kim] == [(user, "import", "added")]


@pytest.mark.parametrize("count", [2, 9])
def test_agreements_that_are_here_take_as_many_queries_for_many_as_for_few(
    db, django_assert_num_queries, count
):
    user, rows = UserFactory(), [{"id": f"a{number}", "nature": "instrument"} for number in range(count)]
    import_to_desk([{"agreements": rows}], by=user)

    with django_assert_num_queries(32):
        import_to_desk([{"agreements": rows}], by=user)


def test_an_exact_number_may_be_written_as_a_number(db, file):
    the(file, "agreements", "memorandum")["contributions"] = [{"amount": 1.1, "currency": "GBP"}]

    import_to_desk([file], by=None)

    assert str(Agreement.objects.get(external_id="memorandum").contributions.get().amount) == "1.10"


# What is here already


def test_a_file_that_would_change_what_is_here_is_refused_and_names_every_change(db, file):
    import_to_desk([file], by=None)
    keys_of = {
        part.kind: part.key for part in Agreement.objects.get(external_id="memorandum").milestones.all()
    }
    row = the(file, "agreements", "memorandum")
    row["form"] = "letter_of_intent"
    row["milestones"][0]["on"] = "2020-06-01"
    row["topics"] = []
    del row["custody"]["file_number"], row["results"]
    row["texts"].append({"language": "fr", "title": "Mémorandum"})
    the(file, "people", "kim")["name"] = "Kim Duna"

    person, agreement = problems(file)

    assert person == (
        "people/kim: “Kim Duna” is here already and would change: name: Kim Hana → Kim Duna. Allow it with --update."
    )
    for change in (
        "form: mou → letter_of_intent",
        f"milestones/{keys_of['signed']} (“signed 13 May 2020”)/on: 2020-05-13 → 2020-06-01",
        "topics: training → –",
        "custody/file_number: F-7 → –",
        "is removed",
        "is added",
    ):
        assert change in agreement
    assert Person.objects.get().name == "Kim Hana"


def test_a_record_of_another_file_with_the_same_id_is_not_taken_over(db, file):
    import_to_desk([file], by=None)

    [problem] = problems({"organizations": [{"id": "academy", "name": "Somebody else's academy"}]})

    assert "name: Academy → Somebody else's academy" in problem
    assert Organization.objects.get(external_id="academy").name == "Academy"


def test_with_skip_bad_what_would_change_is_left_out_and_new_records_come_in(db, file):
    import_to_desk([file], by=None)
    people = [{"id": "kim", "name": "Kim Duna"}, {"id": "lee", "name": "Lee"}]

    report = import_files([{"people": people}], publish=False, skip_bad=True, by=None).report

    assert [problem.record for problem in report.left_out] == [("people", "kim")]
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Kim Hana", "Lee"]


def test_with_update_the_report_says_what_changed(db, file):
    import_to_desk([file], by=None)
    the(file, "people", "kim")["name"] = "Kim Duna"

    report = import_to_desk([file], by=None, update=True)

    assert report.changes == {("people", "kim"): ["name: Kim Hana → Kim Duna"]}


def test_identical_sources_become_one(db):
    same = {"title": "They agree", "address": "https://example.org/news", "published_on": "2020-05"}
    rows = [{"id": "one", **same}, {"id": "two", **same}, {"id": "three", **same, "title": "They disagree"}]

    import_to_desk([{"sources": rows[:2]}, {"sources": rows[2:]}], by=None)
    import_to_desk([{"sources": [{"id": "four", **same}]}], by=None)

    assert sorted(Source.objects.values_list("title", flat=True)) == ["They agree", "They disagree"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_sources_of_one_address_one_is_that_which_is_here(db, order):
    """A page before and after its change."""
    before = {"title": "They agree", "address": "https://example.org/news", "published_on": "2020-05"}
    import_to_desk([{"sources": [{"id": "one", **before}]}], by=None)
    rows = [
        {"id": "before", **before, "publisher": "The Times"},
        {"id": "after", **before, "title": "They agreed", "published_on": "2020-07"},
    ]

    import_to_desk([{"sources": rows[::order]}], by=None, update=True)

    assert sorted(Source.objects.values_list("title", flat=True)) == ["They agree", "They agreed"]


@pytest.mark.parametrize(
    ("change", "is_another"),
    [
        ({"title": "They disagree"}, True), ({"publisher": "The Herald"}, True), ({"published_on": "2020-06"}, True),
        ({"published_on": ""}, True), ({"kind": "news"}, False), ({"language": "ko"}, False), ({}, False),
    ],
)  # fmt: skip
def test_a_source_without_an_address_is_the_one_of_its_title_publisher_and_day(db, change, is_another):
    row = {
        "title": "They agree",
        "publisher": "The Times",
        "published_on": "2020-05",
        "kind": "press_release",
    }
    import_to_desk([{"sources": [{"id": "one", **row}]}], by=None)
    [stored] = Source.objects.values()

    import_to_desk([{"sources": [{"id": "two", **row, **change}]}], by=None, update=True)

    if is_another:
        assert stored in Source.objects.values()
        assert Source.objects.count() == 2
    else:
        assert list(Source.objects.values()) == [stored | change]


def test_an_end_without_a_begin_is_checked_without_an_error_of_the_database(db, file, caplog):
    row = {"id": "m", "milestones": [{"kind": "renewed"}]}
    import_to_desk([{"agreements": [row]}], by=None)
    row["milestones"][0]["until"] = "2026-05-12"

    import_to_desk([{"agreements": [row]}], by=None, update=True)

    assert Agreement.objects.get().milestones.get().until == "2026-05-12"
    assert [record.message for record in caplog.records] == []


# Every problem at once


def test_the_problems_of_parts_are_told_beside_those_of_the_record(db, file):
    row = the(file, "agreements", "memorandum")
    row |= {"form": "mou!", "nature": 7, "colour": "red", "topics": "training", "editorial_state": "lost"}
    row["milestones"][0] |= {"on": "2020-13-40", "kind": "begun", "places": "Seoul"}
    row["milestones"][1] |= {"on": "2027"}
    row["involvements"][2] |= {"organization": "nowhere", "role": "guest"}
    row["terms"][0] |= {"length": "long", "renewal": "indefinite", "milestone": "x"}
    row["custody"] |= {"retention": "for ever", "colour": "red", "unit": "nowhere"}
    row["relations"][0] |= {"older": "none", "kind": "x"}

    paths = [problem.split(": ")[0].removeprefix("agreements/memorandum/") for problem in problems(file)]

    assert sorted(paths) == sorted([
        "form", "nature", "colour", "topics", "editorial_state",
        "milestones/signed/on", "milestones/signed/kind", "milestones/signed/places", "milestones/extended",
        "involvements/academy/organization", "involvements/academy/role",
        "terms/1/length", "terms/1/milestone", "custody/retention", "custody/colour", "custody/unit",
        "relations/1/older", "relations/1/kind",
    ])  # fmt: skip


def test_what_refers_to_a_refused_record_or_part_is_no_problem_itself(db, file):
    the(file, "organizations", "institute")["kind"] = "palace"
    the(file, "topics", "education")["names"] = "education"
    the(file, "agreements", "memorandum")["involvements"][1]["role"] = "guest"
    the(file, "agreements", "memorandum")["milestones"].append(
        {"kind": "party_joined", "on": "2021", "involvement": "principal"}
    )

    assert [problem.split(": ")[0] for problem in problems(file)] == [
        "topics/education/names",
        "organizations/institute/kind",
        "agreements/memorandum/involvements/principal/role",
    ]


def test_stored_records_are_checked_as_far_as_new_ones(db, file):
    import_to_desk([file], by=None)
    row = the(file, "agreements", "memorandum")
    row["form"], row["milestones"][0]["on"], row["texts"][0]["language"] = "x", "x", "x"

    paths = [problem.split(": ")[0] for problem in problems(file, update=True)]

    assert paths == [
        f"agreements/memorandum/{place}" for place in ("form", "texts/en/language", "milestones/signed/on")
    ]


def test_records_without_an_id_or_with_a_nul_or_twice_leave_the_others_checked(db, file):
    file["people"] += [{"name": "Nobody"}, {"id": "kim", "name": "Kim again"}]
    the(file, "agreements", "memorandum")["form"] = "x"
    the(file, "agreements", "old")["texts"][0]["title"] = "A\0B"
    the(file, "agreements", "old")["form"] = "y"

    assert [problem.split(": ")[0] for problem in problems(file)] == [
        "people/2", "people/kim", "agreements/old/texts/1/title", "agreements/old/form", "agreements/memorandum/form",
    ]  # fmt: skip
    assert Person.objects.count() == 0


def test_sound_records_beside_a_malformed_row_are_not_kept(db):
    with pytest.raises(ImportFailed):
        import_to_desk([{"people": [{"name": "Nobody"}, {"id": "kim", "name": "Kim"}]}], by=None)

    assert Person.objects.count() == 0


# Circles


def parents(kind, **of):
    """Records of a kind with these parents, each called by its id in capitals."""
    names = (lambda name: {"names": {"en": name}}) if kind == "topics" else (lambda name: {"name": name})
    rows = [{"id": row_id, "parent": parent or None} | names(row_id.upper()) for row_id, parent in of.items()]
    return {kind: rows}


CIRCLES = [
    ({"a": "b", "b": "a"}, {
        "a": "“A” is its own parent by way of B → A.", "b": "“B” is its own parent by way of A → B.",
    }),
    ({"a": "b", "b": "c", "c": "a"}, {
        "a": "“A” is its own parent by way of B → C → A.", "b": "“B” is its own parent by way of C → A → B.",
        "c": "“C” is its own parent by way of A → B → C.",
    }),
    ({"x": "a", "a": "b", "b": "a"}, {
        "a": "“A” is its own parent by way of B → A.", "b": "“B” is its own parent by way of A → B.",
    }),
    ({"a": "b", "b": "a", "c": "d", "d": "c", "e": ""}, {
        "a": "“A” is its own parent by way of B → A.", "b": "“B” is its own parent by way of A → B.",
        "c": "“C” is its own parent by way of D → C.", "d": "“D” is its own parent by way of C → D.",
    }),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["organizations", "topics"])
@pytest.mark.parametrize(("of", "told"), CIRCLES)
def test_a_circle_of_parents_is_told_by_its_way(db, kind, of, told):
    assert problems(parents(kind, **of)) == [
        f"{kind}/{name}/parent: {reason}" for name, reason in told.items()
    ]


@pytest.mark.parametrize("kind", ["organizations", "topics"])
def test_a_record_that_is_its_own_parent_is_refused_by_name_of_the_rule(db, kind):
    [problem] = problems(parents(kind, a="a"))

    assert problem.startswith(f"{kind}/a: ")
    assert "itself" in problem


@pytest.mark.parametrize("kind", ["organizations", "topics"])
def test_a_circle_through_records_that_are_here_is_told_by_its_way(db, kind):
    import_to_desk([parents(kind, a="b", b="c", c="")], by=None)

    assert problems({kind: parents(kind, c="a")[kind]}, update=True) == [
        f"{kind}/c/parent: “C” is its own parent by way of A → B → C."
    ]


def test_a_circle_of_parents_is_told_though_the_record_has_another_problem(db):
    file = parents("organizations", a="b", b="a")
    file["organizations"][0]["kind"] = "palace"

    assert [problem.split(": ")[0] for problem in problems(file)] == [
        "organizations/a/kind", "organizations/a/parent", "organizations/b/parent",
    ]  # fmt: skip


def test_a_circle_of_agreements_is_told_by_its_way(db):
    rows = [
        {"id": row_id, "texts": [{"language": "en", "title": row_id.upper()}],
         "relations": [{"kind": "under", "older": older}]}
        for row_id, older in ("ab", "bc", "ca")
    ]  # fmt: skip

    assert problems({"agreements": rows})[0] == (
        "agreements/a/relations/1/older: This would go round in a circle: A → B → C → A."
    )
