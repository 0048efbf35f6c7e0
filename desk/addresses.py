"""Addresses of a record: its public page, and its page and list in the staff area."""

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse

from register.addresses import record_path
from register.records import Record


def public_path(record: Record) -> str:
    """Path of the record's public page in the active language, "" while it has none."""
    return record_path(record.ref) if record.is_public else ""


def change_page_address(record: Model) -> str:
    """Path of the change page in the staff area of a record, or of what else has one."""
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[quote(record.pk)]
    )


def list_address(model: type[Model]) -> str:
    """Path of the list of a model in the staff area."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def key_in(text: str) -> int:
    """The key in an address or a form; 0, which no row has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
