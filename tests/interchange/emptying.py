"""A desk and register as in a new installation, and what they hold, for comparison."""

import io

from django.apps import apps
from django.db import connection

from interchange.exporter import export_records
from interchange.management.commands.data_dictionary import DICTIONARY_APPS
from register.models import Entry, Version


def empty() -> None:
    """Take every record and version away."""
    tables = [
        model._meta.db_table
        for label in (*DICTIONARY_APPS, "register")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.managed  # a view has nothing of its own
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be emptied
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def exported(**selection) -> str:
    out = io.StringIO()
    export_records(out, **selection)
    return out.getvalue()


def public() -> dict[str, tuple[str, int]]:
    """Hash and number of every current version, by reference."""
    return {
        ref: (sha256, number) for ref, sha256, number in Entry.objects.values_list("ref", "sha256", "number")
    }


def everything() -> tuple:
    """All that is on the desk and in the register, but for the moments it came there."""
    versions = Version.objects.order_by("ref", "number").values_list("ref", "number", "action", "sha256")
    return exported(), public(), list(versions)
