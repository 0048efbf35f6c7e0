"""The role of the program works with every table, and cannot touch what is kept."""

import pytest
from django.db import DatabaseError, connection, transaction

from desk.fingerprints import fingerprints
from desk.history.restoring import restoration_of, restore
from history.acts import act
from history.choices import ActKind
from history.models import Act, Change
from redaction.models import RedactionRule
from register.publishing import publish, withdraw
from tests import factories as make
from tests.program_role import program_role
from tests.redaction.working import redact

pytestmark = pytest.mark.django_db


REFUSED = [
    "INSERT INTO history_act (at, kind, reason, request_id, role, program) VALUES (now(), '', '', '', '', '')",
    "UPDATE history_act SET reason = ''",
    "DELETE FROM history_act",
    "UPDATE history_change SET before = NULL",
    "DELETE FROM history_change",
    "TRUNCATE history_change",
    "TRUNCATE sources_source CASCADE",
    "ALTER TABLE sources_source DISABLE TRIGGER history_update",
    "DROP TRIGGER history_update ON sources_source",
    "SET LOCAL session_replication_role = replica",
    "SELECT forget_history(now())",
    "CREATE OR REPLACE FUNCTION history_write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "UPDATE register_version SET note = ''",
    "DELETE FROM django_admin_log",
    "DELETE FROM django_migrations",
    "INSERT INTO history_change (act_id, model, row_id, record_model, kind) VALUES (1, '', 1, '', 'added')",
    "COPY history_act (at) FROM PROGRAM 'date'",
    "TRUNCATE register_version CASCADE",
    "TRUNCATE django_admin_log",
    "DELETE FROM register_version",
    "UPDATE django_admin_log SET change_message = ''",
    "DELETE FROM redaction_redaction",
    "ALTER TABLE history_change DISABLE TRIGGER ALL",
    "ALTER TABLE register_version DISABLE TRIGGER register_keep_versions",
    "ALTER TABLE sources_source OWNER TO CURRENT_USER",
    "DROP TABLE history_change CASCADE",
    "DROP FUNCTION history_write() CASCADE",
    "ALTER FUNCTION redact_change(bigint, jsonb) SECURITY INVOKER",
    "CREATE TRIGGER mine BEFORE INSERT ON sources_source FOR EACH ROW EXECUTE FUNCTION history_write()",
    "CREATE RULE mine AS ON UPDATE TO sources_source DO INSTEAD NOTHING",
    "CREATE OR REPLACE VIEW register_publicversion AS SELECT 1",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "CREATE EXTENSION hstore",
    "SELECT setval('history_act_id_seq', 1)",
    "SELECT history_current_act()",
    "SELECT history_record_of('auth_user', 'id', 1)",
    "SELECT history_trace_redaction('history.act', 1)",
    "SELECT pg_read_file('/etc/hostname')",
    "CREATE ROLE mine",
    # versions of another day
    *(
        "INSERT INTO register_version (ref, kind, serial, number, action, schema, body, sha256, published_at, note) "
        f"VALUES ('A1', 'agreement', 1, 1, 'published', 1, '{{}}', '', {moment}, '')"
        for moment in (
            "'2001-01-01'", "now() - interval '1 second'", "clock_timestamp() + interval '1 minute'", "'infinity'",
        )
    ),
    # redactions, and the rules that they left
    "UPDATE redaction_redaction SET reason = ''",
    "UPDATE redaction_redaction SET at = now()",
    "DELETE FROM redaction_redactionrule",
    "TRUNCATE redaction_redactionrule",
    "ALTER TABLE redaction_redactionrule DISABLE TRIGGER redaction_keep_rules",
    "CREATE TEMPORARY TABLE mine (id int)",
    "CREATE TABLE pg_temp.mine (id int)",
]  # fmt: skip


@pytest.mark.parametrize("statement", REFUSED)
def test_the_program_cannot_change_what_is_kept(statement):
    make.SourceFactory(title="Kept")

    with (
        program_role(),
        pytest.raises(DatabaseError, match="permission denied|must be owner|is dated by the moment"),
        transaction.atomic(),
    ):
        connection.cursor().execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        "digests = '{}'",
        "digests = digests[2:], likely = likely || digests[1:1]",
        "likely = '{}'",
        "subject = 'A999'",
        "row = ''",
        "key = 'other'",
        "kept = '{}'",
        "longest = 1",
        "identity_digests = '{}', facts = '{}', digests = '{}'",
        "redaction_id = redaction_id + 1",
    ],
)
def test_a_rule_of_a_redaction_loses_nothing(change):
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Signed by Hong Gildong, as Hong Gildong's office says.")
    publish(agreement, by=None)
    redact("Hong Gildong")

    with program_role(), connection.cursor() as cursor:
        cursor.execute("UPDATE redaction_redactionrule SET digests = digests || repeat('a', 64)::varchar")
        with pytest.raises(DatabaseError, match="loses nothing"), transaction.atomic():
            cursor.execute(f"UPDATE redaction_redactionrule SET {change}")


def test_a_rule_loses_what_a_later_one_of_its_record_judges_and_no_other():
    agreement, other = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    for each in (agreement, other):
        each.texts.update(summary="Signed by Hong Gildong.")
        publish(each, by=None)
    redact("Hong Gildong")
    of_other = RedactionRule.objects.get(subject=other.ref).digests
    agreement.texts.update(summary="Signed by Hong Gildong again.")

    redact("Hong Gildong")

    assert [rule.digests for rule in RedactionRule.objects.filter(subject=agreement.ref)] == [[], of_other]
    with program_role(), pytest.raises(DatabaseError, match="loses nothing"), transaction.atomic():
        RedactionRule.objects.filter(subject=other.ref).update(digests=[])


def test_a_program_that_says_it_is_redacting_changes_nothing_either():
    make.SourceFactory()

    with program_role():
        connection.cursor().execute("SET LOCAL history.opened = 'on'")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Change.objects.update(before={})


def test_the_program_does_all_its_work_under_that_role():
    with program_role():
        user = make.UserFactory()
        with act(kind=ActKind.EDIT, by=user):
            agreement = make.AgreementFactory(titled=True)
            agreement.texts.update(summary="Signed by Hong Gildong.")
        publish(agreement, by=user)
        with act(kind=ActKind.EDIT, by=user):
            agreement.texts.update(summary="Signed.")
        redact("Hong Gildong", by=user)
        number = Change.objects.filter(model="agreements.agreementtext").latest("pk").pk
        restoration = restoration_of(type(agreement), agreement.pk, number)
        shown = fingerprints(restoration.shown())
        restore(
            record_model=type(agreement), pk=agreement.pk, number=number, paths=[*restoration.differences],
            shown=shown, reason="", by=user,
        )  # fmt: skip
        withdraw(agreement, by=user, reason={"en": "Mistake.", "ko": "오류."})

    kinds = [*Act.objects.order_by("pk").values_list("kind", flat=True)]
    assert [kind for kind in kinds if kind] == ["edit", "publish", "edit", "redact", "restore", "withdraw"]
    assert "Hong" not in str([*Change.objects.values_list("before", flat=True)])


def test_the_history_has_the_role_that_was_logged_in_not_the_one_that_was_put_on():
    with program_role():
        make.SourceFactory()
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_user, current_user")
            logged_in, put_on = cursor.fetchone()

    assert Act.objects.latest("pk").role == logged_in != put_on


def test_the_role_is_nobody_else_and_owns_nothing():
    with program_role(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles "
            "WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,) * 5
        cursor.execute("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
        assert cursor.fetchone() == (0,)  # so that it cannot SET ROLE
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
