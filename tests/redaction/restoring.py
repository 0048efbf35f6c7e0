"""A backup of versions and desk tables from before a redaction, put back as a restore would."""

from django.db import connection

from register.entries import rebuild_index
from register.models import Version


def backup(*models) -> dict:
    """Rows of the versions and of these models."""
    return {model: list(model._base_manager.values()) for model in (Version, *models)}


def restore(before: dict) -> None:
    """Puts back bodies, notes and desk texts, and forgets the redactions and what was withdrawn since."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DELETE FROM redaction_redactionrule")
        cursor.execute("DELETE FROM redaction_redaction")
        cursor.execute("ALTER TABLE register_version DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM register_version WHERE action IN ('redacted', 'withdrawn')")
        cursor.execute("ALTER TABLE register_version ENABLE TRIGGER USER")
        for row in before[Version]:
            cursor.execute("SELECT redact_version(%s, %s, %s)", [row["id"], row["body"], row["note"]])
    for model, rows in before.items():
        for row in rows if model is not Version else ():
            values = {name: value for name, value in row.items() if name != "id"}
            model._base_manager.filter(pk=row["id"]).update(**values)
    rebuild_index()
