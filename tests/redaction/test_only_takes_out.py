"""The functions of the owner that redact take words out, leave a trace, and cannot be turned to anything else."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.db import DatabaseError, connection, transaction

from desk.roles import grant_desk_access
from history.acts import act
from history.choices import ActKind
from history.models import Act, Change
from redaction.models import Redaction
from register.bodies import body_sha256
from register.models import Version
from register.publishing import publish
from register.roles import grant_register_access
from tests import factories as make
from tests.program_role import program_role, role_name
from tests.redaction.working import plan, redact

pytestmark = pytest.mark.django_db


def call(function, *values):
    marks = ", ".join("%s::jsonb" if isinstance(value, dict) else "%s" for value in values)
    given = [json.dumps(value) if isinstance(value, dict) else value for value in values]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({marks})", given)


def is_refused(function, *values):
    with pytest.raises(DatabaseError, match="takes words out|invalid input syntax"), transaction.atomic():
        call(function, *values)
    return True


@pytest.fixture
def redacting():
    with act(kind=ActKind.REDACT, reason="Art. 17", by=make.UserFactory()):
        yield


@pytest.fixture
def change():
    source = make.SourceFactory(title=r"50% of a_b\c, “Hong” … Kim 홍길동")
    type(source).objects.update(title="Other", note="New")
    return Change.objects.filter(before__has_key="title").latest("pk")


@pytest.mark.parametrize(
    "text",
    [
        r"50% of a_b\c, “Hong” … Kim 홍길동",  # nothing
        r"50% of a_b\c, “[redacted]” … Kim 홍길동",  # in the middle
        r"[redacted] of a_b\c, “Hong” … Kim [redacted]",  # both ends
        r"50% of a_b\c, “[redacted][redacted]” … Kim 홍길동",  # side by side
        "[redacted]",
        r"50% of a_b\c, “…” … Kim 홍길동",  # the short one
    ],
)
def test_words_may_go(redacting, change, text):
    call("redact_change", change.pk, {"title": text})

    change.refresh_from_db()
    assert change.before == {"title": text, "note": ""}


@pytest.mark.parametrize(
    "value",
    [
        "Forged",
        "",
        r"50% of a_b\c, “Hong” … Kim",  # less, without a marker
        r"[redacted]50% of a_b\c, “Hong” … Kim 홍길동",  # a marker for nothing
        r"50% of a_b\c, “[redacted] Forged” … Kim 홍길동",
        r"50% of a_b\c, “hong” … Kim [redacted]",  # other capitals
        "Kim [redacted] 50%",  # other order
        r"50_ of a_b\c, “Hong” … Kim [redacted]",  # signs of patterns are themselves
        r"5% of a_b\c, “Hong” … Kim [redacted]",
        r"50% of axb\c, “Hong” … Kim [redacted]",
        None,
        1,
        ["[redacted]"],
        {"x": "[redacted]"},
    ],
)
def test_other_words_are_refused(redacting, change, value):
    assert is_refused("redact_change", change.pk, {"title": value})


@pytest.mark.parametrize(
    "values", [{}, {"address": "[redacted]"}, {"note": "[redacted]"}, {"title": "[redacted]", "x": ""}]
)
def test_members_stay(redacting, change, values):
    assert is_refused("redact_change", change.pk, values)


def test_what_there_is_not_is_not_redacted(redacting, change):
    added = Change.objects.filter(before__isnull=True).latest("pk")

    assert is_refused("redact_change", added.pk, {"title": "[redacted]"})
    assert is_refused("redact_change", 10**9, {"title": "[redacted]"})
    assert is_refused("redact_act", 10**9, "[redacted]")
    assert is_refused("redact_version", 10**9, "{}", "")
    assert is_refused("redact_history", 10**9, "", "")


def test_json_of_any_depth(redacting):
    old = {"a": ["Hong", {"b": {"c": ["Kim Hong", 1.50, None, True, [], {}]}}], "d": "x"}
    with connection.cursor() as cursor:

        def only_removes(new):
            cursor.execute("SELECT redaction_only_removes_in(%s, %s)", [json.dumps(old), json.dumps(new)])
            return cursor.fetchone()[0]

        def inner(*c):
            return {"a": ["Hong", {"b": {"c": [*c]}}], "d": "x"}

        assert only_removes(old)
        assert only_removes(inner("Kim [redacted]", 1.5, None, True, [], {}))
        for other in (
            inner("Kim Bong", 1.5, None, True, [], {}),
            inner("Kim [redacted]", 1.6, None, True, [], {}),
            inner("Kim [redacted]", "[redacted]", None, True, [], {}),
            inner("Kim [redacted]", 1.5, "[redacted]", True, [], {}),
            inner("Kim [redacted]", 1.5, None, False, [], {}),
            inner("Kim [redacted]", 1.5, None, True, [1], {}),
            inner("Kim [redacted]", 1.5, None, True, [], {"x": None}),
            inner("Kim [redacted]", 1.5, None, True, []),
            {**old, "e": None},
            {"a": old["a"]},
            {"a": old["a"][::-1], "d": "x"},
            {"a": "[redacted]", "d": "x"},
            [],
            "[redacted]",
            None,
        ):
            assert not only_removes(other), other


def test_versions(redacting):
    version = publish(make.OrganizationFactory(name="Hong Foundation"), by=None)[-1]
    less = version.body.replace("Hong Foundation", "[redacted] Foundation")

    for other in (
        version.body.replace("Hong", "Forged"),
        less.replace(",", ", ", 1),
        less[:-1] + ',"x":1}',
        less[:-1] + ',"name":"[redacted]"}',
        "[redacted]",
        "{}",
        "",
    ):
        assert is_refused("redact_version", version.pk, other, "")
    assert is_refused("redact_version", version.pk, version.body, "Forged")
    call("redact_version", version.pk, less, "")

    version = Version.objects.get(pk=version.pk)
    assert version.body == less != ""
    assert version.sha256 == body_sha256(less)


@pytest.mark.parametrize(
    ("old", "less", "others"),
    [
        ("Redacted: Hong.", "Redacted: [redacted].", ["Forged", "[]", ""]),
        (
            '[{"changed": {"name": "title", "object": "Hong \\ud64d"}}]',
            '[{"changed": {"name": "title", "object": "Hong [redacted]"}}]',
            ["[redacted]", '[{"changed": {"name": "title"}}]', '[{"changed": {"name": "x", "object": "Hong"}}]'],
        ),
        ("[Hong] 1", "[[redacted]] 1", ["[x] 1"]),
        ("", "", ["[redacted]"]),
    ],
)  # fmt: skip
def test_the_log_of_the_admin(redacting, old, less, others):
    user, source = make.UserFactory(), make.SourceFactory()
    LogEntry.objects.log_actions(user.pk, [source], 2, old)
    entry = LogEntry.objects.latest("pk")

    for other in others:
        assert is_refused("redact_history", entry.pk, entry.object_repr, other)
    assert is_refused("redact_history", entry.pk, "Forged", old)
    call("redact_history", entry.pk, "[redacted]", less)

    entry.refresh_from_db()
    assert (entry.object_repr, entry.change_message) == ("[redacted]", less)


def test_grounds(redacting):
    redaction = Redaction.objects.create(
        reason="As Hong asked", basis="Art. 17", places=1, public_reason={"en": "Hong’s wish", "ko": "요청"}
    )
    public = redaction.public_reason

    assert is_refused("redact_grounds", redaction.pk, "As Kim asked", "Art. 17", public)
    assert is_refused("redact_grounds", redaction.pk, "As Hong asked", "", public)
    assert is_refused("redact_grounds", redaction.pk, "As Hong asked", "Art. 17", {"en": "[redacted]"})
    redact("Hong", ticked=plan("Hong").all_ids())

    redaction.refresh_from_db()
    assert (redaction.reason, redaction.basis) == ("As [redacted] asked", "Art. 17")
    assert redaction.public_reason == {"en": "[redacted]’s wish", "ko": "요청"}


def test_reasons():
    with act(kind=ActKind.EDIT, reason="As Hong asked"):
        make.SourceFactory()
    pk = Act.objects.latest("pk").pk

    with act(kind=ActKind.REDACT, reason="Art. 17"):
        assert is_refused("redact_act", pk, "As Kim asked")
        call("redact_act", pk, "As [redacted] asked")

    assert Act.objects.get(pk=pk).reason == "As [redacted] asked"


# The trace


def test_each_redaction_leaves_a_row_in_its_act(redacting, change):
    call("redact_change", change.pk, {"title": "[redacted]"})

    trace = Change.objects.latest("pk")
    assert (trace.model, trace.row_id, trace.before) == ("history.change", change.pk, None)
    assert (trace.act.kind, trace.act.reason) == ("redact", "Art. 17")
    assert trace.act.by is not None


@pytest.mark.parametrize("context", [None, {"kind": "edit", "reason": "x"}, {"kind": "redact"}])
def test_nothing_is_redacted_without_an_act_of_redaction(change, context):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('history.context', %s, true)", [json.dumps(context) if context else ""]
        )
    with pytest.raises(DatabaseError, match="Only an act of redaction"), transaction.atomic():
        call("redact_change", change.pk, {"title": "[redacted]"})


def test_nobody_works_in_the_act_of_another_transaction():
    """Neither in an older one, nor in one that is committed while this transaction lasts."""
    with act(kind=ActKind.EDIT):
        source = make.SourceFactory()
    own = Act.objects.latest("pk").pk
    another_session = connection.copy()
    cursor = another_session.cursor()
    cursor.execute(
        "INSERT INTO history_act (at, kind, reason, request_id, role, program) "
        "VALUES (clock_timestamp() + interval '1 hour', 'edit', '', '', 'another', '') RETURNING id"
    )
    [other] = cursor.fetchone()
    try:
        assert Act.objects.filter(pk=other).exists()
        with program_role():
            for claimed, works in ((other, False), (own, True)):
                connection.cursor().execute("SELECT set_config('history.act', %s, true)", [str(claimed)])
                type(source).objects.filter(pk=source.pk).update(title=f"Claims {claimed}")
                assert (Change.objects.latest("pk").act_id == claimed) is works
    finally:
        cursor.execute("SET history.opened = 'on'; DELETE FROM history_act WHERE role = 'another'")
        another_session.close()


# The owner's functions see the owner's tables alone


def test_every_function_of_the_owner_looks_for_temporary_tables_last():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc JOIN pg_namespace AS n ON n.oid = pronamespace "
            "WHERE prosecdef AND nspname !~ '^pg_' AND nspname <> 'information_schema'"
        )
        functions = dict(cursor.fetchall())

    assert {"redact_version", "redact_history", "redact_change", "history_write"} <= functions.keys()
    assert {
        name: config
        for name, config in functions.items()
        if config != ["search_path=pg_catalog, public, pg_temp"]
    } == {}


REDACTING = {
    "history_note_redaction", "redact_act", "redact_change", "redact_grounds", "redact_history", "redact_version",
}  # fmt: skip


@pytest.mark.parametrize(
    ("grant", "functions"), [(grant_desk_access, REDACTING), (grant_register_access, set())]
)
def test_a_role_may_call_those_functions_alone_that_redact(grant, functions):
    """The role of the program; the role of the public none."""
    role = f"caller_of_{connection.settings_dict['NAME']}"
    grant(role)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
            "AND prosecdef AND has_function_privilege(%s, oid, 'EXECUTE')",
            [role],
        )
        assert {name for (name,) in cursor} == functions


TEMPORARY = """
CREATE FUNCTION pg_temp.steal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN EXECUTE 'CREATE TABLE public.stolen ()'; RETURN NEW; END $$;
CREATE FUNCTION pg_temp.steal_text(text, text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN EXECUTE 'CREATE TABLE public.stolen ()'; RETURN $1; END $$;
CREATE FUNCTION pg_temp.steal_truth(text, text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN EXECUTE 'CREATE TABLE public.stolen ()'; RETURN true; END $$;
CREATE FUNCTION pg_temp.redaction_only_removes(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION pg_temp.redaction_only_removes_in(jsonb, jsonb) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR pg_temp.~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.steal_truth);
CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.steal_truth);
"""


@pytest.fixture
def temporary_tables():
    """The role of the program may make temporary tables, as an office may have granted it."""
    with connection.cursor() as cursor:
        cursor.execute(f'GRANT TEMPORARY ON DATABASE "{connection.settings_dict["NAME"]}" TO {role_name()}')


@pytest.mark.parametrize("path", ["DEFAULT", "pg_temp, public", "pg_temp, pg_catalog, public"])
def test_temporary_tables_functions_and_operators_deceive_none_of_them(
    temporary_tables, redacting, change, path
):
    version = publish(make.OrganizationFactory(name="Hong Foundation"), by=None)[-1]
    LogEntry.objects.log_actions(make.UserFactory().pk, [make.SourceFactory()], 2, "Hong")
    entry = LogEntry.objects.latest("pk")

    with program_role():
        cursor = connection.cursor()
        cursor.execute(TEMPORARY)
        for table in ("register_version", "django_admin_log", "history_change", "history_act"):
            cursor.execute(f"CREATE TEMPORARY TABLE {table} (LIKE public.{table})")
            cursor.execute(f"INSERT INTO pg_temp.{table} SELECT * FROM public.{table}")
            cursor.execute(
                f"CREATE TRIGGER steal BEFORE INSERT OR UPDATE OR DELETE ON pg_temp.{table} "
                "FOR EACH ROW EXECUTE FUNCTION pg_temp.steal()"
            )
        cursor.execute(f"SET LOCAL search_path = {path}")
        for function, values in (
            ("redact_version", [version.pk, version.body.replace("Hong", "Forged"), ""]),
            ("redact_history", [entry.pk, "Forged", ""]),
            ("redact_change", [change.pk, {"title": "Forged"}]),
            ("redact_act", [change.act_id, "Forged"]),
        ):
            assert is_refused(f"public.{function}", *values)
        call("public.redact_version", version.pk, version.body.replace("Hong", "[redacted]"), "")
        call("public.redact_history", entry.pk, entry.object_repr, "[redacted]")
        cursor.execute("SET LOCAL search_path = public, pg_temp")
        make.SourceFactory()

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.stolen')")
        assert cursor.fetchone() == (None,)
    assert Version.objects.get(pk=version.pk).body == version.body.replace("Hong", "[redacted]")


def test_a_trigger_on_a_table_of_the_session_writes_no_history(temporary_tables, change):
    with program_role():
        cursor = connection.cursor()
        cursor.execute("CREATE TEMPORARY TABLE mine (id bigint, title text)")
        with (
            pytest.raises(DatabaseError, match="permission denied for function history_write"),
            transaction.atomic(),
        ):
            cursor.execute(
                "CREATE TRIGGER history_delete AFTER DELETE ON mine REFERENCING OLD TABLE AS old_rows "
                "FOR EACH STATEMENT EXECUTE FUNCTION "
                "history_write('sources.source', 'id', 'sources.source', 'id', '', '', '{}', '{}')"
            )
