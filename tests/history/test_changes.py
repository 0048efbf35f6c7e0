"""Every write leaves a change: by which path, of whom, why, and as part of which act."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction

from agreements.models import Agreement, Custody, Milestone
from history.acts import act
from history.choices import ActKind
from history.models import Act, Change
from history.tracked import UNTRACKED, tracked_tables
from tests import factories as make

pytestmark = pytest.mark.django_db


def changes() -> list[tuple]:
    """Model, kind and former values of the changes since the last time, in order."""
    rows = list(Change.objects.order_by("pk").values_list("model", "kind", "before"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_history(clock_timestamp())")
        cursor.execute("SELECT set_config('history.act', '', false)")
    return rows


def test_every_table_has_a_history_or_says_why_not():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, array_agg(tgname ORDER BY tgname)::text[] FROM pg_trigger "
            "WHERE tgname ~ '^history_(insert|update|delete|truncate)$' GROUP BY 1"
        )
        attached = dict(cursor.fetchall())
    models = {model._meta.label: model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    events = ["history_delete", "history_insert", "history_truncate", "history_update"]

    assert {*UNTRACKED} <= {*models}
    assert all(UNTRACKED.values())
    own = {"history_act", "history_change"}
    assert {table: names for table, names in attached.items() if table not in own} == {
        table: events for label, table in models.items() if label not in UNTRACKED
    }


def test_the_desk_is_tracked():
    tracked = {table.model._meta.label for table in tracked_tables().values()}
    desk = {
        model._meta.label
        for label in ("agreements", "activities", "organizations", "people", "sources")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
    # part of an account; what a program saw
    desk -= {"agreements.UnitMember", "sources.LinkCheck"}
    assert desk | {"auth.User", "auth.Group", "auth.User_groups", "spreadsheets.SavedList"} <= tracked


def test_a_new_row_a_changed_one_and_a_deleted_one():
    source = make.SourceFactory(title="Before")
    assert changes() == [("sources.source", "added", None)]

    source.title = "After"
    source.save()
    assert changes() == [("sources.source", "changed", {"title": "Before"})]

    source.delete()
    [(model, kind, before)] = changes()
    assert (model, kind, before["title"]) == ("sources.source", "deleted", "After")


def test_what_changes_nothing_leaves_no_trace():
    agreement = make.AgreementFactory()
    changes()

    agreement.save()  # only when it was changed is other
    Agreement.objects.filter(pk=0).delete()
    Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)  # follows from what is edited
    Agreement.objects.bulk_create([])

    assert changes() == []


def raw(statement: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


WAYS_TO_WRITE = {
    "save": lambda source: (setattr(source, "note", "n"), source.save()),
    "update": lambda source: type(source).objects.filter(pk=source.pk).update(note="n"),
    "bulk_update": lambda source: (
        setattr(source, "note", "n"),
        type(source).objects.bulk_update([source], ["note"]),
    ),
    "update_or_create": lambda source: type(source).objects.update_or_create(
        pk=source.pk, defaults={"note": "n"}
    ),
    "upsert": lambda source: (
        setattr(source, "note", "n"),
        type(source).objects.bulk_create(
            [source], update_conflicts=True, unique_fields=["id"], update_fields=["note"]
        ),
    ),
    "sql": lambda source: raw("UPDATE sources_source SET note = 'n' WHERE id = %s", source.pk),
    "sql in sql": lambda source: raw(
        "WITH changed AS (UPDATE sources_source SET note = 'n' WHERE id = %s RETURNING 1) SELECT * FROM changed",
        source.pk,
    ),
    "merge": lambda source: raw(
        "MERGE INTO sources_source AS s USING (SELECT %s::bigint AS id) AS w ON s.id = w.id "
        "WHEN MATCHED THEN UPDATE SET note = 'n'",
        source.pk,
    ),
}


@pytest.mark.parametrize("write", WAYS_TO_WRITE.values(), ids=WAYS_TO_WRITE)
def test_every_way_to_write_leaves_a_change(write):
    source, other = make.SourceFactory(note="b"), make.SourceFactory(note="c")
    changes()

    write(source)

    assert changes() == [("sources.source", "changed", {"note": "b"})]
    other.refresh_from_db()
    assert other.note == "c"


def test_a_copy_into_a_table_leaves_changes():
    with connection.cursor() as cursor, cursor.copy("COPY auth_group (name) FROM STDIN") as copy:
        copy.write("one\ntwo\n")

    assert changes() == [("auth.group", "added", None)] * 2


def test_of_many_rows_at_once_each_has_its_change():
    sources = [make.SourceFactory(note=str(number)) for number in range(30)]
    changes()

    type(sources[0]).objects.all().update(note="same")

    assert sorted(before["note"] for _model, _kind, before in changes()) == sorted(map(str, range(30)))


def test_parts_and_links_belong_to_their_record():
    activity = make.ActivityFactory()
    outcome = make.OutcomeFactory(activity=activity)
    outcome.topics.add(make.TopicFactory())
    agreement = make.AgreementFactory()
    agreement.topics.add(make.TopicFactory())
    Custody.objects.create(agreement=agreement, note="vault")
    changes()

    outcome.topics.clear()
    outcome.delete()
    agreement.topics.clear()
    agreement.custody.delete()

    rows = Change.objects.order_by("pk").values_list("model", "record_model", "record_id")
    assert list(rows) == [
        ("activities.outcome_topics", "activities.activity", activity.pk),
        ("activities.outcome", "activities.activity", activity.pk),
        ("agreements.agreement_topics", "agreements.agreement", agreement.pk),
        ("agreements.custody", "agreements.agreement", agreement.pk),
    ]


def test_a_link_whose_part_is_gone_before_it_belongs_to_the_record_still():
    outcome = make.OutcomeFactory()
    outcome.topics.add(make.TopicFactory())

    raw(
        "WITH links AS (DELETE FROM activities_outcome_topics WHERE outcome_id = %s) "
        "DELETE FROM activities_outcome WHERE id = %s",
        outcome.pk, outcome.pk,
    )  # fmt: skip

    link = Change.objects.get(model="activities.outcome_topics", kind="deleted")
    assert link.record_id == outcome.activity_id


def test_a_part_that_moves_is_gone_from_one_record_and_new_to_the_other():
    milestone = make.MilestoneFactory()
    other = make.AgreementFactory()
    old = milestone.agreement_id
    changes()

    Milestone.objects.filter(pk=milestone.pk).update(agreement=other)

    assert list(Change.objects.order_by("pk").values_list("record_id", "kind")) == [
        (old, "deleted"),
        (other.pk, "added"),
    ]


def test_of_a_password_only_the_change_is_kept():
    user = make.UserFactory()
    changes()

    user.set_password("secret")
    user.save()
    changed = changes()
    user.delete()
    [(_model, _kind, before)] = changes()

    assert changed == [("auth.user", "changed", {"password": None})]
    assert before["password"] is None


# Acts


def test_an_act_has_who_and_why_and_all_that_changed_in_it():
    user = make.UserFactory()

    with act(kind=ActKind.IMPORT, by=user, reason="list.xlsx"):
        agreement = make.AgreementFactory()

    [made] = Act.objects.filter(kind=ActKind.IMPORT)
    assert (made.by, made.reason) == (user, "list.xlsx")
    assert {change.record_id for change in made.changes.filter(model="agreements.agreement")} == {
        agreement.pk
    }


def test_without_an_act_there_are_the_role_the_program_and_the_time():
    raw("INSERT INTO auth_group (name) VALUES ('somebody')")

    made = Act.objects.get(changes__model="auth.group")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, current_setting('application_name'), clock_timestamp() - %s < '1 min'",
            [made.at],
        )
        assert cursor.fetchone() == (made.role, made.program, True)
    assert (made.by, made.kind, made.reason) == (None, "", "")
    assert made.program


def test_an_act_within_an_act_is_one_of_its_own_and_of_the_same_person():
    user = make.UserFactory()

    with act(kind=ActKind.EDIT, by=user, reason="typo"):
        Group.objects.create(name="a")
        with act(kind=ActKind.PUBLISH):
            Group.objects.create(name="b")
        Group.objects.create(name="c")
    Group.objects.create(name="d")

    of_groups = Change.objects.filter(model="auth.group").order_by("pk")
    assert list(of_groups.values_list("act__kind", "act__by", "act__reason")) == [
        ("edit", user.pk, "typo"), ("publish", user.pk, "typo"), ("edit", user.pk, "typo"), ("", None, ""),
    ]  # fmt: skip
    assert len({change.act_id for change in of_groups}) == 4


def _two_of_one_name() -> None:
    for _time in range(2):
        Group.objects.create(name="a")


def test_an_act_that_fails_leaves_nothing_and_does_not_go_on():
    user = make.UserFactory()

    with pytest.raises(IntegrityError), act(kind=ActKind.EDIT, by=user), transaction.atomic():
        _two_of_one_name()
    Group.objects.create(name="b")

    assert list(Act.objects.filter(changes__model="auth.group").values_list("kind", "by")) == [("", None)]


def test_an_act_inside_a_transaction_that_fails_does_not_go_on():
    user = make.UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic(), act(kind=ActKind.EDIT, by=user):
        _two_of_one_name()
    Group.objects.create(name="b")

    assert list(Act.objects.filter(changes__model="auth.group").values_list("kind", "by")) == [("", None)]


@pytest.mark.django_db(transaction=True)
def test_each_transaction_is_an_act_of_its_own():
    user = make.UserFactory()

    with act(kind=ActKind.EDIT, by=user):
        Group.objects.create(name="a")
        Group.objects.create(name="b")

    acts = Act.objects.filter(changes__model="auth.group")
    assert list(acts.values_list("kind", "by")) == [("edit", user.pk)] * 2


# Nobody changes it


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_act SET reason = 'other'",
        "DELETE FROM history_act",
        "UPDATE history_change SET before = '{}'",
        "DELETE FROM history_change",
    ],
)
def test_the_history_is_never_changed(statement):
    make.SourceFactory()

    with pytest.raises(IntegrityError, match="The history of records is never changed"), transaction.atomic():
        raw(statement)


def test_a_tracked_table_is_not_emptied_at_once():
    raw("ALTER TABLE sources_source ENABLE TRIGGER history_truncate")
    raw("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="use DELETE"), transaction.atomic():
        raw("TRUNCATE sources_source CASCADE")


def test_a_table_that_a_session_makes_for_itself_takes_no_changes():
    raw("CREATE TEMPORARY TABLE history_change (LIKE history_change INCLUDING DEFAULTS)")

    make.SourceFactory()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public.history_change WHERE model = 'sources.source'")
        assert cursor.fetchone() == (1,)
