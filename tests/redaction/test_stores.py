"""Every store of text declares itself to redaction: a column that nobody declared is found here."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from core.fields import EDTFField
from redaction.stores import TextStore, stores
from redaction.text_stores import OTHER_TABLES

TEXT_TYPES = {
    "text",
    "character varying",
    "character",
    "json",
    "jsonb",
    "ARRAY",
    "tsvector",
    "bytea",
    "xml",
    "name",
}
# Columns that their fields declare themselves: codes of a list of choices, dates, keys of parts and references.
CODES = {"key", "ref", "external_id", "editorial_state"}


def text_columns() -> dict[str, set[str]]:
    """Columns of the database that can hold words, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = current_schema()"
        )
        rows = cursor.fetchall()
    columns: dict[str, set[str]] = {}
    for table, column, data_type in rows:
        if data_type in TEXT_TYPES or data_type == "USER-DEFINED":
            columns.setdefault(table, set()).add(column)
    return columns


def declares_itself(field: models.Field) -> bool:
    """Codes of choices, dates, and what tells records and parts apart."""
    inner = field.base_field if isinstance(field, ArrayField) else field
    return bool(inner.choices) or isinstance(field, EDTFField) or field.name in CODES or field.is_relation


def undeclared(columns: dict[str, set[str]], declared: dict[str, TextStore]) -> set[str]:
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    missing = set()
    for table, names in columns.items():
        if table in OTHER_TABLES:
            continue
        if table not in by_table:
            missing.add(table)
            continue
        model = by_table[table]
        store = declared.get(model._meta.label_lower)
        of_store = {*store.words, *store.listed, *store.nameless, *store.files} if store else set()
        fields = {field.column: field for field in model._meta.concrete_fields}
        for name in names:
            if name not in fields or not (fields[name].name in of_store or declares_itself(fields[name])):
                missing.add(f"{table}.{name}")
    return missing


@pytest.mark.django_db
def test_every_column_of_text_is_declared():
    assert undeclared(text_columns(), stores()) == set()


@pytest.mark.django_db
def test_a_column_or_table_that_nobody_declared_is_found():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE notes_of_somebody (note text)")
        cursor.execute("ALTER TABLE people_person ADD COLUMN nickname text")
    one_less = {name: store for name, store in stores().items() if name != "access.report"}

    missing = undeclared(text_columns(), one_less)

    assert {name.split(".")[0] for name in missing} == {"notes_of_somebody", "people_person", "access_report"}
    assert "people_person.nickname" in missing


def test_what_is_declared_exists_and_is_declared_once():
    for store in stores().values():
        columns = [*store.words, *store.listed, *store.nameless, *store.files]
        assert len(columns) == len(set(columns))
        assert {*columns} <= {field.name for field in store.model._meta.concrete_fields}
        assert all(store.nameless.values())


def test_every_file_is_declared_to_look_inside():
    files = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    }
    assert files == {(name, column) for name, store in stores().items() for column in store.files}
