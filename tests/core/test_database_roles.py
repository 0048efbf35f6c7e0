"""The commands that grant: by an owner who is no administrator, to roles that are there or that no grant holds."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

pytestmark = pytest.mark.django_db
COMMANDS = pytest.mark.parametrize("command", ["grant_desk", "grant_register"])
OWN_ALL = """DO $$
    DECLARE thing record;
    BEGIN
        FOR thing IN SELECT format('%I', relname) AS name FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
        LOOP EXECUTE 'ALTER TABLE ' || thing.name || ' OWNER TO plain_owner'; END LOOP;
        FOR thing IN SELECT oid::regprocedure AS name FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
        LOOP EXECUTE 'ALTER ROUTINE ' || thing.name || ' OWNER TO plain_owner'; END LOOP;
    END $$"""


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def value(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def granted(command, role="worker_of_tests"):
    words = io.StringIO()
    call_command(command, role, stdout=words)
    return words.getvalue()


@pytest.fixture
def by_plain_owner():
    """Commands are run by an owner of the tables who owns no database and makes no roles."""
    run(f"GRANT TEMPORARY ON DATABASE {connection.settings_dict['NAME']} TO PUBLIC")
    run("CREATE ROLE plain_owner LOGIN", "GRANT CREATE ON SCHEMA public TO plain_owner", OWN_ALL)
    run("SET LOCAL ROLE plain_owner")


@COMMANDS
def test_an_owner_who_may_make_no_role_is_told_what_to_ask_for(by_plain_owner, command):
    with pytest.raises(CommandError, match='CREATE ROLE "worker_of_tests" LOGIN; then run this again.'):
        granted(command)


@COMMANDS
@pytest.mark.parametrize("role", ["worker_of_tests", 'Odd "role" 100%', "역할"])
def test_an_owner_who_may_make_no_role_grants_to_one_that_is_there(by_plain_owner, command, role):
    quoted = role.replace('"', '""')
    run("RESET ROLE", f'CREATE ROLE "{quoted}" LOGIN', "SET LOCAL ROLE plain_owner")

    first, again = granted(command, role), granted(command, role)

    assert first == again
    assert (
        value("SELECT has_table_privilege(oid, 'register_entry', 'SELECT') FROM pg_roles ORDER BY oid DESC")
        is True
    )
    assert ("ALTER ROLE" in first) == (command == "grant_register")
    assert "REVOKE TEMPORARY ON DATABASE" in first
    left = [line.partition("run: ")[2] for line in first.splitlines() if "run: " in line]
    run("RESET ROLE", *left, "SET LOCAL ROLE plain_owner")
    assert granted(command, role).count("\n") == 1


@COMMANDS
def test_whoever_may_all_leaves_nothing_to_do(command):
    assert granted(command).count("\n") == 1
    assert value("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'worker_of_tests'") is True
    assert value("SELECT has_database_privilege('worker_of_tests', current_database(), 'TEMPORARY')") is False


@COMMANDS
@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("CREATE ROLE worker_of_tests", "may not log in"),
        ("CREATE ROLE worker_of_tests LOGIN SUPERUSER", "superuser or may become one"),
        ("CREATE ROLE worker_of_tests LOGIN CREATEROLE", "superuser or may become one"),
        ("CREATE ROLE worker_of_tests LOGIN IN ROLE pg_write_all_data", "may write all"),
    ],
)
def test_a_role_that_no_grant_holds_is_refused(command, made, words):
    run(made)

    with pytest.raises(CommandError, match=words):
        granted(command)


@COMMANDS
def test_the_owner_of_the_tables_is_not_bereft_of_them(by_plain_owner, command):
    with pytest.raises(CommandError, match="owns the tables"), transaction.atomic():
        granted(command, "plain_owner")

    assert value("SELECT has_table_privilege('plain_owner', 'register_version', 'DELETE')") is True


def test_a_right_of_before_is_gone_and_so_are_those_on_columns(db):
    run("CREATE ROLE worker_of_tests LOGIN", "GRANT UPDATE (body) ON register_version TO worker_of_tests")

    granted("grant_desk")

    assert (
        value("SELECT has_column_privilege('worker_of_tests', 'register_version', 'body', 'UPDATE')") is False
    )
