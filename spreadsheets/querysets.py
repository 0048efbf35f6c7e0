"""Querysets of saved lists and of imports."""

from django.db import models

from core.locks import SPREADSHEET_WORK_LOCK, locked_keys


class SavedListQuerySet(models.QuerySet):
    """Lists of agreements that somebody keeps."""

    def with_headers(self, headers: list[str]) -> models.QuerySet:
        """Lists of exactly these headers, in any order; the last used comes first."""
        return self.filter(headers__contains=headers, headers__contained_by=headers).order_by("-updated_at")


class SpreadsheetImportQuerySet(models.QuerySet):
    """Imports of spreadsheets."""

    def at_work(self) -> set[int]:
        """Primary keys of the imports that a background step is at work on right now: a killed step holds no lock."""
        return locked_keys(SPREADSHEET_WORK_LOCK)
